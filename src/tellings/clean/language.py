"""Settle the report's language: what was declared, unless the text plainly contradicts it; else what is identified."""

from __future__ import annotations

from ..lang.identify import CONTRARY_FLOOR, UNKNOWN, identify, is_language, primary, same_language
from ..records import Record

_FEWEST_TO_CONTRADICT = 80  # characters


class Settled(Record, frozen=True, kw_only=True):
    lang: str
    notes: tuple[str, ...] = ()


def settle_language(text: str, *, declared: str | None) -> Settled:
    """A language code without region or script, or "und" when nothing was declared and the text is too short or unlike any language."""
    found = identify(text)
    tag = (declared or "").strip().replace("_", "-")
    if not tag or not is_language(tag):
        note = (f"declared language {tag[:20]!r} is no language tag",) if tag and tag != UNKNOWN else ()
        return Settled(lang=found.lang, notes=note)
    tag = primary(tag)
    contradicted = (
        found.lang != UNKNOWN
        and not same_language(found.lang, tag)
        and found.confidence >= CONTRARY_FLOOR
        and len(text) >= _FEWEST_TO_CONTRADICT
    )
    if contradicted:
        share = f"{found.confidence:.2f}"
        return Settled(lang=found.lang, notes=(f"declared language {tag!r}, but the text is {found.lang!r} ({share})",))
    return Settled(lang=tag)
