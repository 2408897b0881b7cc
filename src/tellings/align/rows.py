"""From groups of statements to rows: ids, the clearest statement as label, confidence, findings."""

from __future__ import annotations

from collections.abc import Sequence

from ..ids import mint
from ..records import Row
from .features import Edge
from .findings import findings_of
from .measure import Measure
from .views import View

_MOST_EDGES = 12  # edges of a row whose findings are kept, besides those that bring in its members
_CLEAR = 140  # code points that a label had best have


def make_rows(groups: Sequence[Sequence[int]], *, compare: Measure, read_langs: Sequence[str] = ()) -> tuple[Row, ...]:
    """One row a group. Confidence is the mean probability of the edges within it; 1 for a lone statement."""
    views = compare.weighing.views
    home = {i: n for n, group in enumerate(groups) for i in group}
    inside: list[list[Edge]] = [[] for _ in groups]
    for edge in compare.inside(home):
        inside[home[edge.left]].append(edge)
    rows = []
    for group, within in zip(groups, inside, strict=True):
        within.sort(key=lambda e: (-e.probability, e.left, e.right))
        statements = tuple(views[i].statement.id for i in group)
        found = [findings_of(e, weighing=compare.weighing, model=compare.model) for e in _telling(within)]
        rows.append(
            Row(
                id=mint("row", *sorted(statements)),
                label=clearest(readable([views[i] for i in group], read_langs)),
                statements=statements,
                reports=tuple(dict.fromkeys(views[i].statement.report for i in group)),
                confidence=round(sum(e.probability for e in within) / len(within), 3) if within else 1.0,
                findings=tuple(f for findings in found for f in findings),
            )
        )
    return tuple(rows)


def _telling(within: Sequence[Edge]) -> list[Edge]:
    """Of a row's edges, strongest first: those that bring in a statement that no stronger one does, and the strongest others."""
    met: set[int] = set()
    kept: list[Edge] = []
    others: list[Edge] = []
    for edge in within:
        brings = {edge.left, edge.right} - met
        met |= brings
        (kept if brings else others).append(edge)
    return sorted([*kept, *others[: max(0, _MOST_EDGES - len(kept))]], key=lambda e: (-e.probability, e.left, e.right))


def readable(views: Sequence[View], langs: Sequence[str]) -> Sequence[View]:
    """The views in the first of `langs` that any is in (regions aside); all where none is."""
    for lang in langs:
        found = [v for v in views if _base(v.statement.lang) == _base(lang)]
        if found:
            return found
    return views


def _base(tag: str) -> str:
    return tag.lower().split("-")[0]


def clearest(views: Sequence[View]) -> str:
    """The text of the statement that tells most plainly: not hedged, not quoted, with names, of middling length."""

    def cost(view: View) -> tuple[float, float]:
        s = view.statement
        unclear = 2.0 * (s.certainty != "certain") + view.quoted + 0.5 * (not view.names) + 0.5 * (not view.frames)
        return unclear + abs(len(s.text) - _CLEAR) / _CLEAR, view.place

    return min(views, key=lambda v: (cost(v), v.statement.id)).statement.text
