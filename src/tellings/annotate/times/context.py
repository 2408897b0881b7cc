"""What an open expression is resolved against, and what a resolution found."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from .almanac import Moment

PAST, OPEN, FUTURE = -1, 0, 1


class Context(NamedTuple):
    """What an open expression is resolved against."""

    anchor: datetime | None
    clock: bool = False  # whether the anchor tells the time of day
    last: Moment | None = None  # the last date that the text mentioned, for "two days later" and narratives
    direction: int = OPEN  # PAST or FUTURE, as tense and preposition tell
    sure: bool = False  # whether the cue of tense stands right by the expression
    narrative: bool = False  # the text tells an old story: its own dates come before the anchor
    request: bool = False  # said to a machine now: look ahead, keep the clock
    year: int | None = None  # of the report, where its anchor tells no more than that
    day: Moment | None = None  # the day that the sentence has named before, for a clock time alone


class Unanchored(Exception):  # noqa: N818 - a signal, not an error
    """The expression needs an anchor and there is none."""


class Found(NamedTuple):
    moment: Moment
    how: str = ""  # what decided, in words; "" where the expression fixes itself
    anchored: bool = False  # whether anchor or context was needed


def anchor_of(c: Context) -> datetime:
    """The report's date. Raises Unanchored where it is unknown."""
    if c.anchor is None:
        raise Unanchored
    return c.anchor


def now_of(c: Context, *, unit: str = "") -> tuple[datetime, str]:
    """What relative words are counted from: the report's date, in a narrative the last date it told."""
    if c.narrative and c.last is not None:
        return c.last.at, "narrative: counted from the last date mentioned"
    if c.anchor is None and c.year is not None and unit in {"year", "decade", "century"}:
        return datetime(c.year, 7, 1), "counted from the year of the report"
    return anchor_of(c), "counted from the report's date"


_STORY = 7  # days before the report that what the story tells may lie


def near_last(c: Context) -> bool:
    """Whether the last date mentioned is one of the last days before the report."""
    if c.anchor is None or c.last is None:
        return False
    return 0 <= (c.anchor.date() - c.last.at.date()).days <= _STORY


def centre_of(c: Context) -> datetime:
    """The date that candidates are measured against."""
    return c.last.at if c.narrative and c.last is not None else anchor_of(c)
