"""Are two names the same? One pure function, and the features that it rests on.

The method: romanise (anyascii), level spelling traditions, compare words by Jaro-Winkler and by their consonants, align
the words of one name with those of the other (after nomenklatura's logic matchers, MIT).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..records import EntityKind, Finding
from ._alignment import align_words
from ._bodies import body_score
from ._spelling import words_of

SAME = 0.82  # from this score on two names are taken for one


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """How far two names are one: a score from 0 to 1 and the named features behind it."""

    score: float
    findings: tuple[Finding, ...]

    @property
    def same(self) -> bool:
        return self.score >= SAME


def same_name(left: str, right: str, *, kind: EntityKind | None = None) -> NameMatch:
    """Compare two names, in any scripts. `kind` chooses what may differ: legal forms in an organisation, initials in a person."""
    if left == right:
        return _match(1.0, "same_form", "the forms are identical", left, right)
    a, b = words_of(left), words_of(right)
    if not a or not b:
        return _match(0.0, "no_words", "one side has no word to compare", left, right)
    if kind in {"organisation", "product", "event", "other"}:
        return _match(*body_score(a, b), left, right)
    return _match(*person_score(a, b), left, right)


def person_score(a: Sequence[str], b: Sequence[str]) -> tuple[float, str, str]:
    """Score, feature, detail for two persons' or places' names given as romanised words."""
    if sorted(a) == sorted(b):
        return 0.98, "same_words", "the same words once romanised"
    aligned = align_words(a, b)
    return aligned.score, aligned.feature, aligned.detail


def _match(score: float, feature: str, detail: str, left: str, right: str) -> NameMatch:
    return NameMatch(
        score=score, findings=(Finding(feature=feature, score=score, detail=detail, left=left, right=right),)
    )
