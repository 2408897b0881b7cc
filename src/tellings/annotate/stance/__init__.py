"""Polarity and certainty of what a statement says, without the words that say who says it."""

from __future__ import annotations

from collections.abc import Sequence

from ...lang import Pack, stance
from ...records import Certainty, Polarity, Span

__all__ = ["distancing", "read_certainty", "read_polarity"]


def read_polarity(text: str, *, pack: Pack, without: Sequence[Span] = ()) -> Polarity:
    """Return "negative" when the main clause is denied. `without` are spans in `text` (source, cue) that do not count."""
    return stance.polarity(text, pack, without=without)


def read_certainty(text: str, *, pack: Pack, without: Sequence[Span] = ()) -> Certainty:
    """FactBank's certain, probable, possible, from the weakest hedge in `text` outside `without`."""
    return stance.certainty(text, pack, without=without)


def distancing(text: str, *, pack: Pack) -> tuple[Span, ...]:
    """Where the writer keeps a distance to the words: "so-called", "alleged", scare quotes."""
    return tuple(Span(m.start, m.stop) for m in stance.distancing(text, pack))
