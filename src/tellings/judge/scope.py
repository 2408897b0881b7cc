"""What a negation reaches in a statement as judging sees it: see `tellings.scope`."""

from __future__ import annotations

from collections.abc import Sequence

from .. import scope
from ..lang.frames import Hit
from ..scope import Negated
from .told import Told

__all__ = ["Negated", "breaks", "denied", "negated"]


def breaks(told: Told) -> list[int]:
    """Where its clauses part."""
    return scope.breaks(told.statement)


def negated(told: Told) -> tuple[Negated, ...]:
    """Its clauses that a negation stands in, outside the words for who says it."""
    return told.negated


def denied(hits: Sequence[Hit], told: Told, clauses: Sequence[Negated]) -> list[Hit]:
    """Those of the hits that a negation denies."""
    return scope.denied(hits, told.statement, clauses)
