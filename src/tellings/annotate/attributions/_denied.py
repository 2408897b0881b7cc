"""Cues that are denied ("did not confirm that") and sources that are nobody ("nobody said")."""

from __future__ import annotations

from ...lang import load_pack, stance
from ._cues import Cue
from ._draft import Draft
from ._units import Unit

_NEGATION = 3  # tokens before a cue in which its negation stands


def nobody(u: Unit, draft: Draft) -> bool:
    """Whether the source is a word that denies, or opens with one: "nobody", "no official"."""
    first = next((t for t in u.tokens if draft.source is not None and t.start == draft.source[0]), None)
    if first is None or first.quote is not None or first.low in u.lex.pronouns:
        return False
    return bool(stance.negations(first.low, load_pack(u.lex.code)))


def denied(u: Unit, cue: Cue, draft: Draft) -> bool:
    """Whether the cue itself is denied: nobody says what "did not confirm that" is followed by."""
    if "cue_last" in u.lex.flags:
        return False  # the verb itself says so; a negation before it is part of what is said
    start = cue.a
    while start > 0 and cue.a - start < _NEGATION and u.tokens[start - 1].is_word:
        start -= 1
    if draft.source is not None:
        start = next((k for k in range(start, cue.a) if u.tokens[k].start >= draft.source[1]), cue.a)
    stop = min(cue.b + 1, len(u.tokens)) if "split_verbs" in u.lex.flags else cue.b
    own = frozenset(cue.form.words)
    said = " ".join(t.low for t in u.tokens[start:stop] if t.quote is None and t.low not in own)
    return bool(stance.negations(said, load_pack(u.lex.code)))
