"""The words in which a dossier's labels are told to a reader, in one place."""

from __future__ import annotations

import re

GROUNDING = {
    "echoed": "echoed: one origin or one claimant",
    "not_shown": "independence not shown",
    "independent": "independently grounded",
}
GLOSS = "machine gloss, not evidence"
VOICE = {"own": "own voice", "attributed": "attributed", "undetermined": "voice undetermined"}
STATE = {"conflict": "Conflict", "differing": "Differing accounts", "revision": "Revision"}
STATE_MEANS = {
    "conflict": "the values exclude each other",
    "differing": "the values differ; whether they exclude each other is not shown",
    "revision": "the same source gave both, or a report says that it was revised",
}
ALTERATION = {
    "hedge": "hedge",
    "attribution": "attribution",
    "quotation": "quotation marks",
    "source": "source",
    "number": "number",
    "distance": "distance",
    "omission": "not carried over",
}
DERIVATION = {
    "copy": "copy",
    "translation": "translation",
    "condensation": "condensation",
    "quotation": "single passages",
}
CHECK = {
    "credited_not_read": "credited, not in the pile",
    "single_claimant_figure": "figure with one claimant",
    "unanchored_date": "date without an anchor",
    "hedge_lost": "hedge lost",
}
# What the likeness of two statements is measured by, in an editor's words; `mutual` has two, for both and for one.
MEANS = {
    "alike": ("how alike the encoder reads the two, 0 to 1",),
    "part": ("their nearest parts are closer than the sentences about them, by",),
    "stems_within": ("of the shorter one's rarer words, this share stands in the other",),
    "concepts_within": ("of what the poorer one speaks of, this share stands in the other",),
    "beyond": ("alike beyond what every sentence of the story shares, by",),
    "mutual": ("each is the nearest to the other in its report", "one is the nearest to the other in its report"),
    "figures_lone": ("figures that only one of them tells",),
    "margin": ("closer to each other than to the sentences near them, by",),
    "place": ("they stand at different places of their reports, apart by",),
    "length_apart": ("their lengths differ, by",),
    "denied_apart": ("one denies what the other tells",),
    "polarity_apart": ("one is negated",),
    "quoted": ("both hold a quotation",),
    "quoted_apart": ("only one holds a quotation",),
}
FLAGS = frozenset({"denied_apart", "polarity_apart", "quoted", "quoted_apart"})  # there or not: no number to tell
LANGUAGE = {
    "ar": "Arabic", "az": "Azerbaijani", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sr": "Serbian", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "und": "language not identified", "zh": "Chinese",
}  # fmt: skip


def language(code: str) -> str:
    """The English name of a language, or its code where we have none."""
    return LANGUAGE.get(code) or LANGUAGE.get(code.split("-", maxsplit=1)[0]) or code


def check_kind(kind: str) -> str:
    """What a check is about."""
    return CHECK.get(kind) or kind.replace("_", " ")


def altered(kind: str, detail: str) -> str:
    """What was changed on the way, in a line: `hedge lost`, or `hedge: …` where the finding does not name it."""
    return detail if ALTERATION[kind] in detail else f"{ALTERATION[kind]}: {detail}".rstrip(": ")


def certainty(polarity: str, sure: str) -> str:
    """`negated`, `probable`, `negated, possible`; empty for a plain positive statement."""
    return ", ".join(
        part for part in ("negated" if polarity == "negative" else "", "" if sure == "certain" else sure) if part
    )


def moment(stamp: str | None) -> str:
    """An ISO date-time as a reader takes it in: `2026-03-12 06:11 +01:00`; what is not one stays as it is."""
    if not stamp:
        return ""
    found = re.fullmatch(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", stamp)
    if not found:
        return stamp
    zone = "UTC" if found[3] in ("Z", "+00:00") else found[3] or ""
    return f"{found[1]} {found[2]} {zone}".strip()
