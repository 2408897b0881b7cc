"""What the rules produce before it becomes records: token and character spans that can still be joined and nested."""

from __future__ import annotations

from dataclasses import dataclass

from ...records import Stance, Style

Range = tuple[int, int]


@dataclass
class Draft:
    """An attribution in the making. All spans are character spans of the whole text."""

    rule: str
    content: list[Range]
    source: Range | None = None
    cue: Range | None = None
    antecedent: Range | None = None  # whom a relative pronoun as source stands for
    style: Style = "indirect"
    stance: Stance = "neutral"
    unit: int = 0
    outer: Draft | None = None
    doubtful: bool = False
    anchor: int = 0  # where it starts: for order

    def first(self) -> int:
        """The leftmost character of any of its parts."""
        parts = [*self.content, *(s for s in (self.source, self.cue) if s)]
        return min((a for a, _ in parts), default=self.anchor)
