"""Compare cause with occasion: one report says that harm came from a deed, another only that it came during it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...lang.frames import Hit
from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both
from .ties import Ties, background, done, ties_of
from .voices import statements

_HARM = frozenset({"damage", "destroy", "kill", "injure", "burn", "collapse"})
_DEEDS = frozenset({"attack", "explode", "protest", "shoot", "crash", "invade", "hit", "burn", "flood"})
_FROM, _DURING = "from", "during"
_WAY = {"after": _FROM, "before": _FROM, "during": _DURING, "during_before": _DURING}
_REACH = 40  # code points between the marker and the deed
_TIED = 0.9


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each harm and deed that one report ties as effect and cause, and another only in time."""
    ties = ties_of(case)
    held: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told):
            for harm, deed, way in sorted(set(_read(told))):
                held[harm, deed][way].append(told)
    for _, ways in sorted(held.items()):
        caused, beside = ways.get(_FROM, []), ways.get(_DURING, [])
        pairs = [(a, b) for a in caused for b in beside if a.row == b.row or _alike(a, b, ties)]
        if not pairs or not no_report_holds_both([a for a, _ in pairs], [b for _, b in pairs]):
            continue
        first, second = pairs[0]
        yield Dispute(
            kind="cause",
            about=first.statement.text,
            state="differing",
            sides=(
                Side(value=_words(first, _FROM), statements=statements([a for a, _ in pairs]), worded=True),
                Side(value=_words(second, _DURING), statements=statements([b for _, b in pairs]), worded=True),
            ),
            confidence=0.4,
            findings=(
                finding(
                    "cause",
                    f"Told as what came of it (“{_words(first, _FROM)}”), and only as what came at the same time "
                    f"(“{_words(second, _DURING)}”).",
                    first,
                    second,
                ),
            ),
            topic="occasion",
        )


def _alike(left: Told, right: Told, ties: Ties) -> bool:
    things = [k for k in ties.common(left, right) if not k.startswith("deed:")]
    return bool(things) and ties.weight(left, right) >= _TIED


def _read(told: Told) -> Iterator[tuple[str, str, str]]:
    """(harm, deed, way): harm told to come from a deed, or during it."""
    harms = {h.label for h in done(told)} & _HARM
    for marker, deed, way in _tied(told):
        for harm in sorted(harms - {deed.label}):
            if marker.start != deed.start:
                yield harm, deed.label, way


def _tied(told: Told) -> Iterator[tuple[Hit, Hit, str]]:
    for marker in told.of("cause"):
        way = _WAY.get(marker.label)
        after = [h for h in done(told) if h.label in _DEEDS and 0 <= h.start - marker.stop <= _REACH]
        before = [h for h in done(told) if h.label in _DEEDS and 0 <= marker.start - h.stop <= _REACH]
        near = before[-1:] if marker.label.endswith("before") else after
        if way and near:
            yield marker, near[0], way


def _words(told: Told, way: str) -> str:
    """The words from the marker to the deed."""
    marker, deed = next((m, d) for m, d, w in _tied(told) if w == way)
    return told.report.text[min(marker.start, deed.start) : max(marker.stop, deed.stop)]
