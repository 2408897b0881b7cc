"""A cardinal while it is put together: finished scales, and the group below a thousand at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from ._lexicon import Senses


@dataclass(slots=True)
class Sum:
    """A cardinal being built: finished scales, and the group below 1000 at hand."""

    done: list[tuple[Fraction, int]] = field(default_factory=list)  # (value, its scale)
    group: list[Fraction] = field(default_factory=list)
    room: int = 1000  # what is added next must be below
    digits: bool = False  # the group at hand is a digit string

    @property
    def value(self) -> Fraction:
        return sum((v for v, _ in self.done), Fraction(0)) + sum(self.group, Fraction(0))

    @property
    def last_scale(self) -> int:
        return self.done[-1][1] if self.done else 0

    def add_unit(self, value: int, senses: Senses) -> bool:
        if "score" in senses and self.group and self.group[-1] == 4 and not self.digits:
            self.group[-1], self.room = Fraction(80), 20
            return True
        limit = self.last_scale or 10**18
        if not self.group:
            if value >= limit:
                return False
        elif self.digits or value >= self.room or value == 0:
            return False
        self.group.append(Fraction(value))
        after_ten = 10 if (value >= 20 and value % 10 == 0) or (value == 10 and self.room == 20) else 0
        self.room = int(senses.get("open", 0)) or (1000 if value >= 1000 else 100 if value >= 100 else after_ten)
        return True

    def add_digits(self, value: Fraction) -> bool:
        if self.group or (self.done and value >= self.last_scale):
            return False
        self.group, self.digits = [value], True
        return True

    def multiply(self, by: int, *, bare: bool) -> bool:
        if by < 1000:
            return self._multiply_group(by, bare=bare)
        taken = sum(self.group, Fraction(0))
        kept = list(self.done)
        while kept and kept[-1][1] < by:
            taken += kept.pop()[0]
        if not taken:
            if not bare or self.done:
                return False
            taken = Fraction(1)
        if kept and kept[-1][1] == by:
            return False
        self.done, self.group, self.room, self.digits = [*kept, (taken * by, by)], [], 1000, False
        return True

    def _multiply_group(self, by: int, *, bare: bool) -> bool:
        if not self.group:
            if not bare or (self.done and self.last_scale <= by):
                return False
            self.group, self.room = [Fraction(by)], by
            return True
        small = [p for p in self.group if p < 100] if by != 100 or not self.digits else self.group
        large = [p for p in self.group if p not in small]
        if not small or (by == 100 and large):
            return False
        self.group = [*large, sum(small, Fraction(0)) * by]
        self.room, self.digits = (100 if by == 100 else 0), False
        return True
