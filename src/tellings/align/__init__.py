"""Align: statements of several reports that say the same thing, as rows.

views, parts, common -> neighbours, candidates -> bounds, features, model -> measure (beside) -> grouping -> rows
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..encode import load_encoder
from .candidates import by_keys
from .common import Common
from .features import Weighing
from .grouping import group
from .measure import Measure
from .model import load_model
from .neighbours import neighbours
from .parts import Parts
from .rows import make_rows
from .views import views_of

if TYPE_CHECKING:
    from ..encode import Likeness
    from ..protocols import Encoder
    from ..records import Annotated, Entity, Row

__all__ = ["align"]


def align(
    annotated: Sequence[Annotated],
    entities: Sequence[Entity],
    *,
    likeness: Likeness,
    ids: Sequence[str],
    encoder: Encoder | None = None,
    read_langs: Sequence[str] = (),
) -> tuple[Row, ...]:
    """Group the statements of one story into rows.

    Args:
        annotated: the linked reports of one story.
        entities: the story's entities, for what findings call them.
        likeness: how alike two statements are, by their position in `ids`.
        ids: statement ids in the order of the likeness's rows: all statements of all reports, in order.
        encoder: what encodes the pieces of long statements; the one that ships by default.
        read_langs: languages that the reader knows, best first; a row is labelled in the first that it has.

    Returns:
        Rows in the order of their first statement; every statement is in exactly one.
    """
    views = views_of(annotated, ids)
    parts = Parts(views, encoder=encoder or load_encoder())
    near = neighbours(views, likeness=likeness, parts=parts)
    weighing = Weighing(
        views, crowd=near.crowd, common=Common(likeness.vectors), parts=parts, labels={e.id: e.label for e in entities}
    )
    compare = Measure(weighing, likeness=likeness, model=load_model())
    pairs = dict.fromkeys(sorted([*near.pairs, *by_keys(views)]))  # both are in order: faster than sorting a set
    edges = compare.likely(list(pairs))
    groups = group(views, edges, compare=compare, model=compare.model)
    return make_rows(groups, compare=compare, read_langs=read_langs)
