"""What two reports were found to share: pieces of text with their weight, before anything is concluded from it."""

from __future__ import annotations

from typing import Literal

from ..records import Finding, Record, Span

LEAST_PIECE = 1.8  # telling weight below which a passage is a turn of phrase
LEAST_TEXT = 2.5  # telling weight of all passages, below which they show nothing, whatever stands beside them
LEAST_EVIDENCE = 1.45  # of a chain, the same


class Piece(Record, frozen=True, kw_only=True):
    """A reused stretch in both reports. `weight` counts telling words outside quotation marks."""

    left: Span
    right: Span
    weight: float
    words: int
    quoted: bool  # whether it lies in a direct quotation for the most part: a shared source, not a shared text


class Reuse(Record, frozen=True, kw_only=True):
    """Everything reused between two reports, named by their positions (left < right)."""

    left: int
    right: int
    means: Literal["text", "chain"]  # same-language passages, or statements aligned in order
    pieces: tuple[Piece, ...]
    left_share: float  # share of the left report's words (or statements) in the pieces
    right_share: float
    evidence: float = 0.0  # how far it all speaks for a common text, on a scale of its means
    findings: tuple[Finding, ...] = ()
