"""Which of two contrary things a statement says by its pack's words: that somebody is linked, or that he is not."""

from __future__ import annotations

from collections.abc import Sequence

from ...lang.frames import Hit
from ...records import Record
from ...words import words
from ..scope import Negated, breaks, negated
from ..told import Told

_SECTION, _DENY = "accusation", "deny"
_REACH = 45  # code points between a word of denial, or a negation, and what it denies
_MARKS = frozenset(",;:.")
_LETTERS = 4  # of a word that counts
_CLOSING = 1  # words between what is denied and the negation or word of denial that closes its clause


class Stance(Record, frozen=True, kw_only=True):
    """What a statement says of a pair of labels, and in which words; offsets of its clause are of the report's text."""

    holds: bool
    hit: Hit
    start: int
    stop: int


def stance(told: Told, yes: str, no: str) -> Stance | None:
    """The side that a statement takes, None where it takes none or both.

    A negation or a word of denial that reaches the words of one side makes it the other.
    """
    found: list[Stance] = []
    clauses, cues = negated(told), [h for h in told.of("frames") if h.label == _DENY]
    for hit in told.inner(_SECTION):
        if hit.label not in {yes, no}:
            continue
        start, stop = _clause(told, hit)
        turned = hit.label == yes and (_is_negated(told, hit, clauses) or _is_denied(told, hit, cues, stop))
        found.append(Stance(holds=hit.label == yes and not turned, hit=hit, start=start, stop=stop))
    return found[0] if found and len({s.holds for s in found}) == 1 else None


def _clause(told: Told, hit: Hit) -> tuple[int, int]:
    cuts = [told.statement.start, *breaks(told), told.statement.stop]
    return max(c for c in cuts if c <= hit.start), min(c for c in cuts if c >= hit.stop)


def _is_negated(told: Told, hit: Hit, clauses: Sequence[Negated]) -> bool:
    return any(
        c.start <= hit.start < c.stop
        and any(
            (0 <= hit.start - stop <= _REACH and not _deed_between(told, stop, hit.start))
            or (_closes(told, hit.stop, start) and _closes(told, stop, c.stop))
            for start, stop in c.marks
        )
        for c in clauses
    )  # fmt: skip


def _is_denied(told: Told, hit: Hit, cues: Sequence[Hit], stop: int) -> bool:
    return any(
        _opens(told, cue, hit)
        or (cue.stop <= stop and _closes(told, hit.stop, cue.start) and _closes(told, cue.stop, stop))
        for cue in cues
    )


def _opens(told: Told, cue: Hit, hit: Hit) -> bool:
    """Whether a word of denial stands before a word, and nothing else between them: "denies that he was a member"."""
    between = told.report.text[cue.stop : hit.start].removeprefix(",")  # "bestreitet, dass …"
    near = cue.start <= hit.start <= cue.stop + _REACH and _MARKS.isdisjoint(between)
    return near and not _deed_between(told, cue.stop, hit.start)


def _deed_between(told: Told, start: int, stop: int) -> bool:
    """Whether something else is told between a negation and a word: then it is that which is denied."""
    return any(start <= h.start and h.stop <= stop and h.label != _DENY for h in told.inner("frames"))


def _closes(told: Told, start: int, stop: int) -> bool:
    """Whether hardly a word stands between two places, of which the second is behind the first."""
    between = told.report.text[start:stop]
    return start <= stop and sum(len(w.folded) >= _LETTERS for w in words(between)) <= _CLOSING
