"""Align: statements of several reports that say the same thing, as rows.

views -> neighbours, candidates -> features -> model -> grouping -> rows
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .candidates import by_keys
from .features import Weighing, measure
from .grouping import group
from .model import load_model
from .neighbours import neighbours
from .rows import make_rows
from .views import views_of

if TYPE_CHECKING:
    from ..encode import Likeness
    from ..records import Annotated, Entity, Row

__all__ = ["align"]


def align(
    annotated: Sequence[Annotated], entities: Sequence[Entity], *, likeness: Likeness, ids: Sequence[str]
) -> tuple[Row, ...]:
    """Group the statements of one story into rows.

    Args:
        annotated: the linked reports of one story.
        entities: the story's entities, for what findings call them.
        likeness: how alike two statements are, by their position in `ids`.
        ids: statement ids in the order of the likeness's rows: all statements of all reports, in order.

    Returns:
        Rows in the order of their first statement; every statement is in exactly one.
    """
    views = views_of(annotated, ids)
    near = neighbours(views, likeness=likeness)
    weighing = Weighing(views, crowd=near.crowd, labels={e.id: e.label for e in entities})
    model = load_model()
    pairs = sorted({*near.pairs, *by_keys(views)})
    edges = measure(pairs, weighing=weighing, likeness=likeness, model=model)
    groups = group(views, edges, model=model)
    return make_rows(groups, edges=edges, weighing=weighing, model=model)
