"""Compare intents: a deed called deliberate, and called accidental or denied to have been deliberate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..scope import negated
from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .ties import background
from .voices import opposed, statements

_DELIBERATE, _NOT = "deliberate", "not deliberate"


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute where one voice of the story asserts an intent and another denies it."""
    held: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        side = _side(told)
        if side:
            held[side].append(told)
    order = opposed(held)
    if len(order) < 2 or len({t.report.id for v in order for t in held[v]}) < 2:
        return
    first, second = held[_DELIBERATE][0], held[_NOT][0]
    yield Dispute(
        kind="intent",
        about=first.statement.text,
        state="conflict",
        sides=tuple(Side(value=_words(held[v][0], v), statements=statements(held[v])) for v in (_DELIBERATE, _NOT)),
        confidence=0.6,
        findings=(
            finding("intent", "One side says that it was done on purpose, another that it was not.", first, second),
        ),
    )


def _words(told: Told, side: str) -> str:
    """The words for an intent, from the negation that denies it, or up to the words further on that do."""
    hit = told.of("intent")[0]
    marks = [
        start for c in negated(told) for start, _ in c.marks if c.start <= hit.start < c.stop and start < hit.start
    ]
    stops = [hit.stop]
    if side == _NOT and hit.label == _DELIBERATE and not marks:
        stops += [h.stop for h in told.of("frames") if h.label == "deny"]
        stops += [stop for c in negated(told) for _, stop in c.marks]
    return told.report.text[min([hit.start, *marks]) : max(stops)]


def _side(told: Told) -> str:
    intents = told.labels("intent")
    if background(told):
        return ""
    if "accidental" in intents:
        return _NOT
    if _DELIBERATE not in intents:
        return ""
    inside = any(c.start <= h.start < c.stop for h in told.of("intent") for c in negated(told))
    no = inside or told.statement.polarity == "negative" or "deny" in told.labels("frames")
    return _NOT if no else _DELIBERATE
