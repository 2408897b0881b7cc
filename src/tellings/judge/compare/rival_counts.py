"""Compare counts that one report sets against each other: "The campaign has killed 900 people. But the police admit to only 300."

Two voices, one fate, and a word like "but" between the two figures: it is the report itself that says that they do not agree.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ...figures import PEOPLE, Figure
from ..claimants import innermost
from ..periods import periods_of
from ..setting import Settings, settings_of
from ..told import Case, Told
from .counting import FATES, Item, buckets
from .dispute import Dispute, Side, finding
from .number import agree, worded_figure
from .voices import voice

_CONTRAST = "contrast"
_KINDS = frozenset({"cardinal"})
_COUNTED = PEOPLE | {"suspect"}
_APART = 1.2  # ratio from which two counts are worth a "but"


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each pair of counts that a report sets against each other."""
    settings = settings_of(case)
    counts = {(t.statement.id, f.start) for items in buckets(case).values() for t, f in items}
    for a, b in itertools.pairwise(case.told):
        if a.report.id != b.report.id or voice(a) == voice(b) or (innermost(a) is None and innermost(b) is None):
            continue
        for f, g in itertools.product(a.figures, b.figures):
            counted = (a.statement.id, f.start) in counts and (b.statement.id, g.start) in counts
            if counted and _one_fate(f, g) and _against(a, f, b, g, settings, case):
                yield _dispute((a, f), (b, g), case)


def _one_fate(f: Figure, g: Figure) -> bool:
    people = all(x.kind in _KINDS and not x.unit and x.concepts & _COUNTED for x in (f, g))
    return people and bool(f.frames & g.frames & FATES)


def _against(a: Told, f: Figure, b: Told, g: Figure, settings: Settings, case: Case) -> bool:
    """Whether a word that contrasts stands between two figures, and nothing sets the two counts apart."""
    between = [h for t in (a, b) for h in t.of("bound") if f.stop <= h.start and h.stop <= g.start]
    if not any(h.label == _CONTRAST for h in between) or any(h.label in {"part", "still", "more"} for h in between):
        return False
    if any(f.stop <= x.start and x.stop <= g.start and x.kind in _KINDS for x in (*a.figures, *b.figures)):
        return False  # another figure stands between them
    low, high = sorted((f.low, g.low))
    of_one_time = periods_of(case).of(a, f) == periods_of(case).of(b, g)
    return of_one_time and not agree(f, g) and high >= _APART * low > 0 and not settings.apart(a, b)


def _dispute(one: Item, other: Item, case: Case) -> Dispute:
    low, high = sorted((one, other), key=lambda i: i[1].low)
    exact = all(f.low == f.high and not f.approximate for _, f in (one, other))
    detail = f"“{worded_figure(*low)}” and “{worded_figure(*high)}”: a report sets the one against the other."
    return Dispute(
        kind="number",
        about=one[0].statement.text,
        state="conflict" if exact else "differing",
        sides=(_side(low, case), _side(high, case)),
        confidence=0.6,
        topic=min(one[1].frames & other[1].frames),
        findings=(finding("number", detail, low[0], high[0]),),
    )


def _side(item: Item, case: Case) -> Side:
    """Everybody who gives a figure for the same fate, in whatever report."""
    told, f = item
    also = [
        t.statement.id
        for t in case.told
        for g in t.figures
        if (g.low, g.high, g.unit) == (f.low, f.high, f.unit) and g.frames & f.frames and g.concepts & _COUNTED
    ]
    return Side(value=worded_figure(told, f), statements=tuple(dict.fromkeys((told.statement.id, *also))))
