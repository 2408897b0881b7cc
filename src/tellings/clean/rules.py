"""Compile the packs' `boilerplate.toml` into what the passes look up. Nothing here knows a word of any language.

A table holds

    [stamps]      published, updated: words that say so; fillers: words that stand inside a stamp;
                  joiners, ordinals, forenoon, afternoon, zones: what dates and times are written with;
                  day_first: whether 03/04/2025 can only mean the third of April
    [datelines]   labels: words in capitals that stand before a dash like a place and are none
    [[rules]]     name, why, where, phrases (folded), perhaps tells ("part": the text rests on it in part; "outlet": it
                  names an outlet); `where` is one of

        line       the whole line says the phrase, once or several times
        lead       the line begins with the phrase and a colon; with the phrase alone, headlines may follow it; a
                   phrase that ends in " *" has up to four words before its colon
        opening    the line begins with the phrase, nothing else needed: only for what no sentence begins with
        follow     the line begins with the phrase and names two networks
        doubled    the phrase, said at least twice in a row, anywhere in a line
        inline     the phrase in its own case, anywhere: only for labels that no sentence holds
        end        the phrase stands as the last thing of the text
        photo      the phrase and a colon (or a "©" before it) introduce the credit of a picture
        source     in the last lines: the phrase (and a colon, if it ends in one) introduces whom the text was taken from
        signoff    in the last lines: who reported, wrote or edited; the line begins with the phrase and is no sentence
        byline     in the first lines: the phrase and a person's name make the whole line

    [credits]     joiners: words between two names; nouns: small letters before a name ("the agency"); marks: pieces
                  that names of agencies are made of; unnamed: words that credit somebody and name nobody
    [names]       und only: `particles`, small words inside persons' names
    [prose]       und only: `not`, forms of agencies that are ordinary words as well
    [agencies]    und only: the agency's name = the forms it is credited by, in their own case
    [sharing]     und only: networks and buttons, of which a row is no sentence

A line is tried with the rules of the text's own language first, then `und`, then every other pack: sites mix their
interface's language with the report's. Of the others only what stands alone on a line or is long counts.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

from ..errors import PackError
from ..lang import Pack, available, load_pack
from ..records import Record
from ..textfold import fold

Where = Literal["line", "lead", "opening", "follow", "doubled", "inline", "end", "photo", "source", "signoff", "byline"]

# What is taken from the packs of other languages, and long phrases that introduce a source: there a short word may be a name ("Bild" is a newspaper).
_SHARED = ("line", "lead", "opening", "doubled")
_SHORTEST_SHARED_LEAD = 8
_SURE = 12  # characters of a phrase that introduces a source and ends in no colon
_SHORTEST_WEEKDAY = 4

_WORD = re.compile(r"\w+")
_SIGNS = "()[]:.!"
_PIECE = re.compile(r"[\s|,/•·()\[\]:.!]+")


class Phrase(Record, frozen=True, kw_only=True):
    """One phrase of a rule, folded."""

    text: str
    rule: str
    why: str
    open: bool = False  # a "lead" that a few words part from its colon: "more from *"
    tells: str = ""  # of a "source": whether it credits a part of the text only, or an outlet


class StampWords(Record, frozen=True, kw_only=True):
    published: tuple[str, ...]
    updated: tuple[str, ...]
    fillers: tuple[str, ...]
    joiners: tuple[str, ...]  # between day, month and year
    ordinals: tuple[str, ...]  # behind a day's number
    forenoon: tuple[str, ...]
    afternoon: tuple[str, ...]
    zones: tuple[str, ...]
    months: dict[str, int]
    day_first: bool  # whether 03/04/2025 can only be the third of April


class CreditWords(Record, frozen=True, kw_only=True):
    joiners: tuple[str, ...]
    nouns: tuple[str, ...]  # longest first
    marks: tuple[str, ...]
    unnamed: frozenset[str]


class Rules(Record, frozen=True, kw_only=True):
    """What all the packs say, the text's own language first."""

    lang: str
    phrases: dict[str, dict[str, tuple[Phrase, ...]]]  # where -> first word -> phrases, longest first
    stamps: StampWords
    credits: CreditWords
    labels: frozenset[str]
    particles: frozenset[str]
    agencies: dict[str, str]  # form -> name
    prose_agencies: dict[str, str]  # the same without forms that are ordinary words as well
    sharing: frozenset[str]
    sharing_pieces: frozenset[str]  # how each begins, up to a sign: a line without any of them need not be asked
    sharing_words: frozenset[str]  # the first word of each

    def at(self, where: Where, text: str) -> Iterable[Phrase]:
        """The phrases for `where` that may begin the folded `text`, by its first word; longest first."""
        first = _WORD.search(text)
        return self.phrases[where].get(first[0], ()) if first else ()


@functools.cache
def load_rules(lang: str) -> Rules:
    """The rules for a text in `lang`.

    Raises:
        PackError: a table names a place that there is none of.
    """
    own = load_pack(lang)
    others = [load_pack(code) for code in available() if code not in (own.code, "und")]
    packs = [own, load_pack("und"), *others] if own.code != "und" else [own, *others]
    base = load_pack("und").own_table("boilerplate")
    agencies = {form: name for name, forms in base.get("agencies", {}).items() for form in forms}
    words = set(base.get("prose", {}).get("not", ()))
    sharing = frozenset(fold(word) for word in base.get("sharing", {}).get("words", ()))
    return Rules(
        lang=own.code,
        phrases=_phrases(packs),
        stamps=_stamp_words(packs),
        credits=_credit_words(packs),
        labels=frozenset(
            fold(w) for p in packs for w in p.own_table("boilerplate").get("datelines", {}).get("labels", ())
        ),
        particles=frozenset(base.get("names", {}).get("particles", ())),
        agencies=agencies,
        prose_agencies={form: name for form, name in agencies.items() if form not in words},
        sharing=sharing,
        sharing_pieces=frozenset(_PIECE.split(word.strip(_SIGNS), maxsplit=1)[0] for word in sharing),
        sharing_words=frozenset(found[0] for word in sharing if (found := _WORD.search(word))),
    )


def own_rule_names(pack: Pack) -> set[str]:
    """The rules that the pack's own table declares."""
    table = pack.own_table("boilerplate")
    return {rule["name"] for rule in table.get("rules", ())} | ({"stamp"} if "stamps" in table else set())


def _phrases(packs: Iterable[Pack]) -> dict[str, dict[str, tuple[Phrase, ...]]]:
    found: dict[str, dict[str, dict[str, Phrase]]] = {where: {} for where in get_args(Where)}
    for number, pack in enumerate(packs):
        foreign = number > 0 and pack.code != "und"
        for rule in pack.own_table("boilerplate").get("rules", ()):
            _add(found, rule, pack, foreign=foreign)
    return {
        where: {first: tuple(sorted(group.values(), key=lambda p: -len(p.text))) for first, group in by_word.items()}
        for where, by_word in found.items()
    }


def _add(found: dict[str, dict[str, dict[str, Phrase]]], rule: Mapping[str, Any], pack: Pack, *, foreign: bool) -> None:
    where = rule.get("where", "")
    if where not in found:
        allowed = ", ".join(get_args(Where))
        raise PackError(f"{pack.code}/boilerplate.toml", cause=f"rule {rule.get('name')!r}: where is one of {allowed}")
    if foreign and where not in (*_SHARED, "source"):
        return
    for phrase in rule["phrases"]:
        if foreign and where == "source" and len(phrase) < (_SHORTEST_SHARED_LEAD if phrase[-1] == ":" else _SURE):
            continue
        text = phrase if where == "inline" else fold(phrase)
        first = _WORD.search(text)
        if first and not (foreign and where == "lead" and len(text) < _SHORTEST_SHARED_LEAD):
            opened = text.endswith(" *")
            text = text.removesuffix(" *")
            entry = Phrase(text=text, rule=rule["name"], why=rule["why"], open=opened, tells=rule.get("tells", ""))
            found[where].setdefault(first[0], {}).setdefault(text, entry)


def _stamp_words(packs: Sequence[Pack]) -> StampWords:
    kinds = ("published", "updated", "fillers", "joiners", "ordinals", "forenoon", "afternoon", "zones")
    words: dict[str, dict[str, None]] = {kind: {} for kind in kinds}
    months: dict[str, int] = {}
    day_first = bool(next(iter(packs)).own_table("boilerplate").get("stamps", {}).get("day_first", False))
    for pack in packs:
        stamps = pack.own_table("boilerplate").get("stamps", {})
        for kind, known in words.items():
            known.update((fold(word), None) for word in stamps.get(kind, ()))
        for form, number in month_forms(pack).items():
            months.setdefault(form, number)
    return StampWords(
        **{kind: tuple(known) for kind, known in words.items()},
        months=months,
        day_first=day_first,
    )


def _credit_words(packs: Sequence[Pack]) -> CreditWords:
    tables = [pack.own_table("boilerplate").get("credits", {}) for pack in packs]
    joiners, nouns, marks, unnamed = (
        sorted({fold(word) for table in tables for word in table.get(kind, ())}, key=lambda w: (-len(w), w))
        for kind in ("joiners", "nouns", "marks", "unnamed")
    )
    return CreditWords(joiners=tuple(joiners), nouns=tuple(nouns), marks=tuple(marks), unnamed=frozenset(unnamed))


@functools.cache
def month_forms(pack: Pack) -> dict[str, int]:
    """Folded month names of one language -> 1-12; empty when the pack has no table of dates."""
    return _numbered(pack, "months", 12)


@functools.cache
def weekday_forms(pack: Pack) -> dict[str, int]:
    """Folded weekday names of one language, abbreviations left out -> 1 (Monday) to 7; empty without a table."""
    return {form: n for form, n in _numbered(pack, "weekdays", 7).items() if len(form) >= _SHORTEST_WEEKDAY}


def _numbered(pack: Pack, name: str, last: int) -> dict[str, int]:
    table = pack.own_table("dates").get(name, {})
    return {
        fold(spelling): int(number)
        for number, forms in table.items()
        if str(number).isdigit() and 1 <= int(number) <= last
        for form in forms
        for spelling in _spellings(form)
    }


def _spellings(form: str) -> Iterable[str]:
    """What a form with braces stands for: "a{b|c}" is "ab" and "ac"."""
    parts = [p.split("|") if n % 2 else [p] for n, p in enumerate(re.split(r"\{([^{}]*)\}", form))]
    return ("".join(choice) for choice in itertools.product(*parts))


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches one of the words, the longest first; nothing when there are none."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"
