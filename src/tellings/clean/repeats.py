"""Cut what is said twice: the headline below itself, a paragraph that stands there already."""

from __future__ import annotations

import re

from ..textfold import fold
from .lines import Cut, Line, Passed, cut_part, cut_whole, without

HEADLINE, PARAGRAPH = "repeated headline", "repeated paragraph"

_SHORTEST_HEADLINE = 12
_SHORTEST_GLUED = 40  # so long a headline opens no sentence by chance
_SHORTEST_PARAGRAPH = 60
_EDGE = 3  # lines at the beginning and the end
_SIGNS = re.compile(r"(?:&#?\w{2,6};|[\W_])+")


def sameness(text: str) -> str:
    """What two sayings of one line have in common: folded letters and digits."""
    return _SIGNS.sub(" ", fold(text)).strip()


def _glued(lines: list[Line], title: str | None) -> list[Cut]:
    """The headline at the head of the first paragraph, no stop behind it: «Bridge of Orla closed for good Mayor Voss has …»."""
    shown = title or (lines[0].text if lines else "")
    if len(shown) < _SHORTEST_GLUED or shown[-1] in ".!?…:":
        return []
    for line in lines[1:_EDGE] if lines and sameness(lines[0].text) == sameness(shown) else lines[: _EDGE - 1]:
        behind = line.text[len(shown) :]
        opens = behind[:1].isspace() and behind.lstrip("\"'“„«¿¡( ")[:1].isupper()
        if opens and len(behind) > _SHORTEST_PARAGRAPH and fold(line.text[: len(shown)]) == fold(shown):
            return [cut_part(line, (0, len(shown)), why="repeated headline", rule=HEADLINE)]
    return []


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
    cuts: list[Cut] = _glued(lines, title)
    for key, said in places.items():
        if key == head and len(key) >= _SHORTEST_HEADLINE:
            cuts += [cut_whole(lines[n], why="repeated headline", rule=HEADLINE) for n in said[1:]]
        elif len(key) >= _SHORTEST_PARAGRAPH and len(said) == 2:
            first, second = said
            if first < _EDGE or second == first + 1 or second >= len(lines) - _EDGE:
                cuts.append(cut_whole(lines[second], why="repeated paragraph", rule=PARAGRAPH))
    return Passed(without(lines, cuts), cuts)
