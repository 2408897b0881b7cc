"""Catch a date that the text itself contradicts: a stamp of 2025 over a text whose "Friday, 14 November" was in 2024."""

from __future__ import annotations

import datetime as dt
import functools
import re

from ..isotime import day_of
from ..lang import load_pack
from ..records import Anchor
from ..textfold import fold
from .rules import any_of, load_rules, month_forms, weekday_forms

_REACH = 30_000  # characters of a text that are looked at
_NEAR = 30  # days
_FARTHEST = 12  # years; every weekday falls on every day of the year within eleven


def weekday_note(text: str, *, anchor: Anchor, lang: str) -> str | None:
    """A sentence on the first weekday with a day and no year that does not fall near the anchor; None when all do.

    Only a day of the year that is near the anchor counts: of one that is far, nobody knows which year was meant.
    Languages without a table of months and weekdays say nothing.
    """
    anchored = day_of(anchor.value) if anchor.value else None
    grammar = _grammar(lang)
    if anchored is None or grammar is None:
        return None
    pack = load_pack(lang)
    months, weekdays = month_forms(pack), weekday_forms(pack)
    for match in grammar.finditer(fold(text[:_REACH])):
        day, month = int(match["d1"] or match["d2"]), months[match["n1"] or match["n2"]]
        near = _nearest(anchored, month, day)
        wanted = weekdays[match["weekday"]]
        if near is None or near.isoweekday() == wanted or abs((near - anchored).days) > _NEAR:
            continue
        years = range(anchored.year, anchored.year - _FARTHEST, -1)
        fits = next((y for y in years if (d := _date(y, month, day)) and d.isoweekday() == wanted), None)
        said = " ".join(text[match.start() : match.end()].split())
        falls = f"; it fits {fits}" if fits else ""
        return f"the text contradicts the date ({anchor.rests_on}: {anchored}): {said!r} does not fall there{falls}"
    return None


def _nearest(anchored: dt.date, month: int, day: int) -> dt.date | None:
    days = (_date(anchored.year + step, month, day) for step in (-1, 0, 1))
    return min((d for d in days if d), key=lambda d: abs((d - anchored).days), default=None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@functools.cache
def _grammar(lang: str) -> re.Pattern[str] | None:
    pack = load_pack(lang)
    months, weekdays = month_forms(pack), weekday_forms(pack)
    if not months or not weekdays:
        return None
    month = "|".join(re.escape(m) for m in sorted(months, key=lambda m: (-len(m), m)))
    weekday = "|".join(re.escape(w) for w in sorted(weekdays, key=lambda w: (-len(w), w)))
    joiners = any_of(load_rules(lang).stamps.joiners)
    return re.compile(
        rf"(?<!\w)(?P<weekday>{weekday})(?!\w)[,(]?\s{{0,2}}[,(]?(?:\w{{1,3}}\s){{0,2}}"
        rf"(?:(?P<d1>\d{{1,2}})\.?\s(?:(?:{joiners})\s)?(?P<n1>{month})|(?P<n2>{month})\.?\s(?P<d2>\d{{1,2}}))"
        rf"(?!\w)(?!\.?,?\s{{0,2}}(?:(?:{joiners})\s)?\d{{2,4}})"
    )
