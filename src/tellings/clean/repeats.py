"""Cut what is said twice: the headline below itself, a paragraph that stands there already."""

from __future__ import annotations

import re

from ..textfold import fold
from .lines import Cut, Line, Passed, cut_whole, without

HEADLINE, PARAGRAPH = "repeated headline", "repeated paragraph"

_SHORTEST_HEADLINE = 12
_SHORTEST_PARAGRAPH = 60
_EDGE = 3  # lines at the beginning and the end
_SIGNS = re.compile(r"(?:&#?\w{2,6};|[\W_])+")


def sameness(text: str) -> str:
    """What two sayings of one line have in common: folded letters and digits."""
    return _SIGNS.sub(" ", fold(text)).strip()


def cut_repeats(lines: list[Line], *, title: str | None) -> Passed:
    """The first saying stays. `title` is what metadata gives; its first saying in the text is no repetition.

    A paragraph that is said just twice goes when a page's layout says it so: the lead again below itself, a block
    glued on at the end. A question that an interview asks again and again stays.
    """
    keys = [sameness(line.text) for line in lines]
    head = sameness(title) if title else (keys[0] if keys else "")
    places: dict[str, list[int]] = {}
    for n, key in enumerate(keys):
        places.setdefault(key, []).append(n)
    cuts: list[Cut] = []
    for key, said in places.items():
        if key == head and len(key) >= _SHORTEST_HEADLINE:
            cuts += [cut_whole(lines[n], why="repeated headline", rule=HEADLINE) for n in said[1:]]
        elif len(key) >= _SHORTEST_PARAGRAPH and len(said) == 2:
            first, second = said
            if first < _EDGE or second == first + 1 or second >= len(lines) - _EDGE:
                cuts.append(cut_whole(lines[second], why="repeated paragraph", rule=PARAGRAPH))
    return Passed(without(lines, cuts), cuts)
