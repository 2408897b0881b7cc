"""The day of reporting as the text itself gives it, and stamps that the text contradicts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...lang import Pack
from ...records import Anchor, Sentence, Timex
from .reader import RuleTimes
from .tokens import words_of
from .vocabulary import expand

_FULL = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")
_OPENING = 2  # paragraphs, the title counted, that may state the day of reporting
_REACH = 2_000  # code points that the opening is looked for in
_PLACE = re.compile(r"(?:[^\W\d_a-z][\w'’-]*|[()/,.]|\s)*", re.UNICODE)  # capitalised words and marks, no others
_CLOSED = re.compile(r"\s*\)?\s*[–—:-]\s|\.\s+(?=\S)")  # the dash of a dateline, or the stop of a sentence of its own
_MARKS = " .,;:|()[]–—-/"
_LONGEST_PLACE = 60


def anchor_from_text(text: str, *, sentences: Sequence[Sentence], pack: Pack) -> Anchor | None:
    """The day of reporting, where the opening states it as a complete date.

    A date counts when it stands alone on its line, beside the word for today, or in a dateline ("KYIV, 18 November
    2025 -", "Kyiv, 18 November 2025. Two …"). Any other date of the opening is what is told, not when.

    Returns:
        An anchor that says what it rests on, or None where the opening fixes nothing.
    """
    opening = [s for s in sentences if s.paragraph <= _OPENING and s.start < _REACH]
    if not opening:
        return None
    head = text[: min(opening[-1].stop, _REACH)]
    times = RuleTimes().read_times(head, sentences=opening, pack=pack, anchor=Anchor())
    today = {words_of(f) for form in pack.table("dates").get("days", {}).get("0", ()) for f in expand(form)}
    for timex in times:
        why = _states_the_day(timex, head, today) if _FULL.fullmatch(timex.value) else ""
        if why:
            return Anchor(value=timex.value, rests_on=why)
    return None


def _states_the_day(timex: Timex, text: str, today: set[tuple[str, ...]]) -> str:
    start = text.rfind("\n", 0, timex.start) + 1
    stop = text.find("\n", timex.stop)
    before, after = text[start : timex.start], text[timex.stop : stop if stop >= 0 else len(text)]
    if not (before + after).strip(_MARKS):
        return "a line of the opening that holds nothing but a complete date"
    words = words_of(before[-_LONGEST_PLACE:].rstrip(" ,("))
    if any(words[-len(form) :] == form for form in today):
        return "a complete date beside the word for today"
    if len(before) <= _LONGEST_PLACE and _PLACE.fullmatch(before) and _CLOSED.match(after):
        return "a dateline with a complete date"
    return ""


def contradiction(anchor: Anchor, timexes: Sequence[Timex]) -> str | None:
    """What in the text speaks against the anchor, in a sentence; None where nothing does.

    A complete date that is told in the past tense cannot lie after the day of reporting.
    """
    if not anchor.value or not _FULL.fullmatch(anchor.value[:10]):
        return None
    day = anchor.value[:10]
    for timex in timexes:
        told = timex.anchor is None and "past tense" in timex.rule and _FULL.fullmatch(timex.value)
        if told and timex.value[:10] > day:
            return f"the text tells of {timex.value[:10]} as past, which is after the report's date {day}"
    return None
