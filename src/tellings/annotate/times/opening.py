"""The day of reporting as the text itself gives it, and stamps that the text contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...lang import Pack
from ...records import Anchor, Sentence, Timex
from .grammar import grammar_of
from .reader import RuleTimes
from .tokens import words_of

_FULL = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")
_OPENING = 2  # paragraphs after the title that may state the day of reporting


def anchor_from_text(text: str, *, sentences: Sequence[Sentence], pack: Pack) -> Anchor | None:
    """The day of reporting where the opening states it as a complete date beside a word for today, or alone on a line.

    Returns:
        An anchor that says what it rests on, or None where the opening fixes nothing.
    """
    opening = [s for s in sentences if s.paragraph <= _OPENING]
    if not opening:
        return None
    stop = opening[-1].stop
    times = RuleTimes().read_times(text[:stop], sentences=opening, pack=pack, anchor=Anchor())
    full = [t for t in times if _FULL.fullmatch(t.value)]
    today = set(grammar_of(pack).words.get("day", ()))
    for timex in full:
        line_start = text.rfind("\n", 0, timex.start) + 1
        line_stop = text.find("\n", timex.stop)
        line = text[line_start : line_stop if line_stop >= 0 else len(text)]
        rest = (line[: timex.start - line_start] + line[timex.stop - line_start :]).strip(" .,;:|()[]–—-")
        if not rest:
            return Anchor(value=timex.value, rests_on="a line of the opening that holds nothing but a complete date")
        before = words_of(text[max(0, timex.start - 24) : timex.start].rstrip(" ,("))
        if before and before[-1:] in today and _is_today(before[-1], pack):
            return Anchor(value=timex.value, rests_on="a complete date beside the word for today")
    return None


def _is_today(word: str, pack: Pack) -> bool:
    return any(word in words_of(form) for form in pack.table("dates").get("days", {}).get("0", ()))


def contradiction(anchor: Anchor, timexes: Sequence[Timex]) -> str | None:
    """What in the text speaks against the anchor, in a sentence; None where nothing does.

    A day told in the past tense cannot lie after the day of reporting.
    """
    if not anchor.value:
        return None
    day = anchor.value[:10]
    for timex in timexes:
        if timex.anchor is None and "past" in timex.rule and _FULL.fullmatch(timex.value) and timex.value[:10] > day:
            return f"the text tells of {timex.value[:10]} as past, after the report's date {day}"
    return None
