"""Cut what is said twice: the headline below itself, a paragraph that stands there already."""

from __future__ import annotations

import re

from ..textfold import fold
from .lines import Cut, Line, Passed, cut_whole, without

HEADLINE, PARAGRAPH = "repeated headline", "repeated paragraph"

_SHORTEST_HEADLINE = 12
_SHORTEST_PARAGRAPH = 60
_SIGNS = re.compile(r"[\W_]+")


def sameness(text: str) -> str:
    """What two sayings of one line have in common: folded letters and digits."""
    return _SIGNS.sub(" ", fold(text)).strip()


def cut_repeats(lines: list[Line], *, title: str | None) -> Passed:
    """The first saying stays. `title` is what metadata gives; its first saying in the text is no repetition."""
    cuts: list[Cut] = []
    seen: set[str] = set()
    head = sameness(title) if title else (sameness(lines[0].text) if lines else "")
    said = 0
    for line in lines:
        key = sameness(line.text)
        if key == head and len(key) >= _SHORTEST_HEADLINE:
            said += 1
            if said > 1:
                cuts.append(cut_whole(line, why="repeated headline", rule=HEADLINE))
        elif len(key) >= _SHORTEST_PARAGRAPH:
            if key in seen:
                cuts.append(cut_whole(line, why="repeated paragraph", rule=PARAGRAPH))
            seen.add(key)
    return Passed(without(lines, cuts), cuts)
