"""Decide which date the relative times of a report are resolved against, and say when its dates contradict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..isotime import day_of, iso_time
from ..records import Anchor, Evidence, Record

_TOLERANCE = 1  # days: a stamp and its metadata may stand on either side of midnight
_TOLERANCE_ADDRESS = 2
_IN_ADDRESS = re.compile(r"/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")


class Dated(Record, frozen=True, kw_only=True):
    published: str | None
    anchor: Anchor
    notes: tuple[str, ...]


def date_report(*, published: str | None, evidence: Sequence[Evidence], url: str | None) -> Dated:
    """The anchor, best evidence first: metadata, page, stamp, dateline with a year, date in the address.

    `published` is what the input's own metadata say (ISO 8601). A contradiction between two of them becomes a note;
    nothing is settled by it, the better evidence stands.
    """
    dates: list[tuple[str, str, str]] = []  # value, what it rests on, words
    if published and day_of(published):
        dates.append((published, "metadata", published))
    ranked = sorted(evidence, key=_rank)
    dates += [(e.value, e.rests_on, e.text) for e in ranked if e.kind in _DATING and day_of(e.value)]
    updates = {e.value for e in ranked if e.kind == "updated"}
    if found := _IN_ADDRESS.search(url or ""):
        value = iso_time("-".join((found[1], found[2].zfill(2), found[3].zfill(2))))
        if value:
            dates.append((value, "date in the address", found[0]))
    if not dates:
        return Dated(published=None, anchor=Anchor(), notes=())
    value, rests_on, _ = dates[0]
    return Dated(
        published=value, anchor=Anchor(value=value, rests_on=rests_on), notes=tuple(_contradictions(dates, updates))
    )


_DATING = ("published", "updated", "dateline")


def _rank(evidence: Evidence) -> int:
    """A page's own word goes before a stamp in its text, publication before update, and a dateline comes last."""
    in_text = evidence.start is not None
    return 2 * in_text + _DATING.index(evidence.kind) * 4 if evidence.kind in _DATING else 99


def _contradictions(dates: Sequence[tuple[str, str, str]], updates: set[str]) -> list[str]:
    first, rests_on, _ = dates[0]
    day = day_of(first)
    notes: dict[str, None] = {}
    for value, other, words in dates[1:]:
        there = day_of(value)
        tolerance = _TOLERANCE_ADDRESS if other == "date in the address" else _TOLERANCE
        if day and there and value in updates and there > day:
            continue  # a later update contradicts nothing
        if day and there and abs((there - day).days) > tolerance:
            said = " ".join(words.split())[:80]
            notes[f"dates contradict: {rests_on} says {first[:10]}, {other} says {value[:10]} ({said!r})"] = None
    return list(notes)
