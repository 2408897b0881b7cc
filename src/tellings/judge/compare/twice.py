"""Two statements of one report that tell one happening twice: they count alike for one fate, so that they should for another.

"Nine died and five were gravely hurt. … The shots killed nine people and gravely hurt four."
"""

from __future__ import annotations

from collections.abc import Iterable

from ..setting import Settings
from .counting import FATES, Item, Key

_TELLING = 5  # smaller counts are alike by chance


class Twice:
    """Made of the counts of a story; then `told(left, right)`."""

    def __init__(self, counts: Iterable[tuple[Key, Iterable[Item]]], settings: Settings) -> None:
        self._settings = settings
        self._counts: dict[str, set[tuple[str, float]]] = {}
        for key, items in counts:
            if key[0] == "cardinal" and key[2] in FATES and not key[3]:
                for t, f in items:
                    if f.low == f.high >= _TELLING and not f.approximate:
                        self._counts.setdefault(t.statement.id, set()).add((key[2], f.low))

    def told(self, left: Item, right: Item, key: Key) -> bool:
        """Whether two statements count alike for another fate than that of `key`, and are not set in two places."""
        (a, f), (b, g) = left, right
        shared = self._counts.get(a.statement.id, set()) & self._counts.get(b.statement.id, set())
        exact = f.low == f.high and g.low == g.high and not f.approximate and not g.approximate
        if any(x.low == f.low for x in b.figures) or any(x.low == g.low for x in a.figures):
            return False  # one of them gives both: "4,275 were ill no more, of whom 3,742 have gone home"
        other = any(fate != key[2].partition(" ")[0] for fate, _ in shared)
        return exact and other and not key[3] and a is not b and not self._settings.apart(a, b)
