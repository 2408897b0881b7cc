"""Persons' names in the nominative where a pack gives a table of endings instead of a dictionary (Ukrainian, Polish).

All words of a name stand in one case and one gender. A row of `person_endings` is (case, gender, ending, what stands there
in the nominative). The case is believed only if it turns a word into a given name that is known, and better known than the
word as it stands; the other words then follow it where they can, and stay as they are where they do not bend.
"""

from __future__ import annotations

import functools

from ...lang.gazetteer import plain
from ._lexicon import Ending, Lexicon

_SURER = 3  # times that the given name in the nominative must be commoner than the word as it stands
_LISTED = 1_000  # how common a given name of the pack's own list is taken to be
_PLAIN = 4  # letters of an ending that only one case has
_SHORTEST = 2  # letters before an ending


@functools.lru_cache(maxsize=20_000)
def person_base(form: str, lexicon: Lexicon) -> str:
    """A person's name in the nominative, capitals kept; unchanged where no case fits."""
    words = form.split(" ")
    best: tuple[int, list[str]] = (0, words)
    for case, gender in sorted({(e.case, e.gender) for e in lexicon.person_endings}):
        endings = [e for e in lexicon.person_endings if (e.case, e.gender) == (case, gender)]
        first = max(((_known(b, lexicon), b) for b in _bases(words[0], endings)), default=(0, ""))
        sure = any(len(e.ending) >= _PLAIN and plain(w).endswith(e.ending) for w in words[1:] for e in endings)
        bar = _known(words[0], lexicon) * (1 if sure else _SURER)
        if first[0] > best[0] and (first[0] >= bar if sure else first[0] > bar):
            best = first[0], [first[1], *(_follow(w, endings, lexicon) for w in words[1:])]
    if not best[0]:
        words = [*words[:-1], _alone(words[-1], lexicon)]
    return " ".join(best[1] if best[0] else words)


def _alone(word: str, lexicon: Lexicon) -> str:
    """A surname whose ending can only be that of one case: «Малиновського»."""
    sure = (e for e in lexicon.person_endings if len(e.ending) >= _PLAIN + 1 and plain(word).endswith(e.ending))
    ending = max(sure, key=lambda e: len(e.ending), default=None)
    return word[: len(word) - len(ending.ending)] + ending.nominative if ending and not word.isupper() else word


def _bases(word: str, endings: list[Ending]) -> list[str]:
    """What a word may be in the nominative, the longest ending first."""
    fitting = [e for e in endings if plain(word).endswith(e.ending) and len(word) >= len(e.ending) + _SHORTEST]
    fitting.sort(key=lambda e: -len(e.ending))
    return [word[: len(word) - len(e.ending)] + e.nominative for e in fitting]


def _follow(word: str, endings: list[Ending], lexicon: Lexicon) -> str:
    """A further word of the name in the case that the first one has: the best known base, else that of the longest ending."""
    if not word[:1].isupper() or word.isupper():
        return word
    bases = _bases(word, endings)
    if not bases:
        return word
    known = [(_known(b, lexicon), -n) for n, b in enumerate(bases)]
    return bases[-max(known)[1]]


def _known(word: str, lexicon: Lexicon) -> int:
    folded = plain(word)
    return _LISTED if folded in lexicon.given_names else lexicon.persons.get(folded, 0)
