"""Trace: who took it from whom. Passages and chains of aligned statements -> derivations -> origins.

passages (one language), matches -> chains (across languages), credits -> derivations -> origins
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..records import Annotated, Derivation, Origin, Record
from .carried import carried
from .chains import chains
from .credits import carriers, credits_of
from .derivations import derive, one_text
from .origins import origins_of
from .passages import shared_passages

if TYPE_CHECKING:
    from ..encode import Likeness

__all__ = ["Traced", "trace"]


class Traced(Record, frozen=True, kw_only=True):
    derivations: tuple[Derivation, ...]
    origins: tuple[Origin, ...]  # every report is in exactly one


def trace(annotated: Sequence[Annotated], *, likeness: Likeness, ids: Sequence[str]) -> Traced:
    """Which reports go back to which, or to a common text, with the passages and the reasons.

    Args:
        annotated: the linked reports of one story.
        likeness: how alike two statements are, by their position in `ids`.
        ids: statement ids in the order of the likeness's rows.
    """
    known = carriers(annotated)
    credits = [credits_of(a, known=known) for a in annotated]
    shared = shared_passages(annotated)
    texts = one_text(annotated, shared, credits=credits)
    reuse = [*shared, *chains(annotated, likeness=likeness, ids=ids, texts=texts)]
    derivations = derive(annotated, reuse, credits=credits)
    derivations = (*derivations, *carried(annotated, derivations))
    return Traced(derivations=derivations, origins=origins_of(annotated, derivations, credits=credits))
