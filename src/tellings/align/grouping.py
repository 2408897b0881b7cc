"""Group statements along their edges: best pairs first, joined only while the whole group holds together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .features import Edge
from .model import Model
from .views import View

_UNSEEN = 0.05  # probability of a pair that was not worth comparing
_NEVER = frozenset({"figures_apart", "extent_apart", "polarity_apart"})  # values that split a row whatever else agrees


def group(views: Sequence[View], edges: Mapping[tuple[int, int], Edge], *, model: Model) -> list[list[int]]:
    """Agglomerative grouping by mean linkage over the edges, strongest first.

    Two groups join when the mean probability over all pairs between them is at least `model.join`, no pair between
    them is contradictory, and two statements of one report say the same thing all but certainly. Work grows with the
    number of edges and the size of the groups, which the number of reports bounds.

    Returns:
        Groups of positions, each sorted, in the order of their first member.
    """
    belongs = list(range(len(views)))
    members = {i: [i] for i in belongs}
    ranked = sorted(edges.values(), key=lambda e: (-e.probability, e.left, e.right))
    for edge in ranked:
        if edge.probability < model.join:
            break
        left, right = belongs[edge.left], belongs[edge.right]
        if left == right or not _may_join(members[left], members[right], views, edges, model):
            continue
        keep, gone = min(left, right), max(left, right)
        for i in members[gone]:
            belongs[i] = keep
        members[keep] = sorted(members[keep] + members.pop(gone))
    return [members[i] for i in sorted(members, key=lambda k: members[k][0])]


def _may_join(
    left: Sequence[int],
    right: Sequence[int],
    views: Sequence[View],
    edges: Mapping[tuple[int, int], Edge],
    model: Model,
) -> bool:
    total = 0.0
    for i in left:
        for j in right:
            edge = edges.get((i, j) if i < j else (j, i))
            probability = edge.probability if edge else _UNSEEN
            if edge and not _NEVER.isdisjoint(edge.features):
                return False
            if views[i].statement.report == views[j].statement.report and probability < model.same_report:
                return False
            total += probability
    return total / (len(left) * len(right)) >= model.join
