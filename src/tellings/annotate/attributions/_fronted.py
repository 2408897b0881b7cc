"""What is denied, first, and who denies it, behind the verb: «обвинения отверг министр», «в мэрии эти слухи опровергли»."""

from __future__ import annotations

from typing import NamedTuple

from . import _phrases as phrases
from . import _short as short
from . import _words as words
from ._cues import Cue
from ._draft import Range
from ._units import Unit

_BEFORE_NOUN = 2  # tokens: determiner and adjective before the noun that is denied
_LONGEST = 14  # tokens before the verb


class Fronted(NamedTuple):
    """A noun that may be denied stands first; `source` is None where nobody is named who denies it."""

    source: Range | None
    said: Range


def fronted(u: Unit, cue: Cue, floor: int) -> Fronted | None:
    """Object and subject of a denying verb whose object opens the clause; None where none does."""
    lex = u.lex
    if not lex.of("deniable") or cue.form.stance != "denying" or "np" not in cue.form.takes or cue.passive:
        return None
    start = floor
    while start < cue.at and (not u.tokens[start].is_word or u.low(start) in lex.of("conjunctions")):
        start += 1
    if not 0 < cue.at - start <= _LONGEST or any(words.is_boundary(u, k) for k in range(start, cue.at)):
        return None
    placed = _placed(u, start, cue.at)
    opens = placed[1] if placed is not None else start
    if not any(u.low(k) in lex.of("deniable") for k in range(opens, min(cue.at, opens + _BEFORE_NOUN + 1))):
        return None
    negated = u.low(cue.at - 1) in lex.of("auxiliaries")
    return Fronted(None if negated else placed or _behind(u, cue), (opens, words.skip_back(u, cue.at)))


def _placed(u: Unit, start: int, stop: int) -> Range | None:
    """A body named as a place before the object: «В мэрии | эти слухи»."""
    if u.low(start) not in u.lex.of("locative_marks"):
        return None
    for k in range(start + 2, stop):
        if u.low(k) in u.lex.of("deniable") or u.low(k) in u.lex.of("determiners"):
            return (start + 1, k) if short.institution(u, start + 1, k) else None
    return None


def _behind(u: Unit, cue: Cue) -> Range | None:
    """Who denies it, right behind the verb: a name, a role, or a body named as a place; no other verb before it."""
    if u.low(cue.b) in u.lex.of("locative_marks"):
        found = phrases.after(u, cue.b + 1)
        return found if found is not None and short.institution(u, *found) else None
    found = phrases.after(u, cue.b)
    if found is None or not words.plausible(u, *found) or any(u.low(k) in u.lex.verbs for k in range(*found)):
        return None
    return found
