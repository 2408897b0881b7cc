"""Compare intents: the same deed called deliberate, and called accidental or denied to have been deliberate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .voices import opposed, statements

_DEEDS = frozenset({"attack", "kill", "damage", "destroy", "burn", "crash", "shoot", "explode"})
_DELIBERATE, _NOT = "deliberate", "not deliberate"


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind of deed whose intent one voice asserts and another denies."""
    held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        side = _side(told)
        for deed in sorted(told.labels("frames") & _DEEDS) if side else ():
            held[deed][side].append(told)
    for deed, sides in sorted(held.items()):
        order = opposed(sides)
        if len(order) < 2 or len({t.report.id for v in order for t in sides[v]}) < 2:
            continue
        first, second = sides[_DELIBERATE][0], sides[_NOT][0]
        yield Dispute(
            kind="intent",
            about=first.statement.text,
            state="conflict",
            sides=tuple(Side(value=v, statements=statements(sides[v])) for v in (_DELIBERATE, _NOT)),
            confidence=0.6,
            findings=(finding("intent", f"deliberate | not deliberate: {deed}", first, second),),
        )


def _side(told: Told) -> str:
    intents = told.labels("intent")
    if "accidental" in intents:
        return _NOT
    if _DELIBERATE not in intents:
        return ""
    denied = told.statement.polarity == "negative" or "deny" in told.labels("frames")
    return _NOT if denied else _DELIBERATE
