"""Are two names the same? One pure function, and the features that it rests on.

The method: romanise (anyascii), level spelling traditions, compare words by Jaro-Winkler and by their consonants, align
the words of one name with those of the other (after nomenklatura's logic matchers, MIT).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..records import EntityKind, Finding
from ._alignment import align_words, raw_word_score, word_score
from ._bodies import body_score
from ._spelling import raw_words_of, words_of
from ._transliteration import script_of

_ONE_WORD = 0.78
_OTHER_SIGNS = 0.5
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
    if _one_script(left, right):
        return _match(_OTHER_SIGNS, "other_signs", "two names in one script with different signs", left, right)
    a, b = words_of(left), words_of(right)
    if not a or not b:
        return _match(0.0, "no_words", "one side has no word to compare", left, right)
    if kind in {"organisation", "product", "event", "other"}:
        return _match(*body_score(a, b), left, right)
    if script_of(left) != script_of(right):
        return _match(*_scored(raw_words_of(left), raw_words_of(right), raw_word_score), left, right)
    return _match(*person_score(a, b), left, right)


def person_score(a: Sequence[str], b: Sequence[str]) -> tuple[float, str, str]:
    """Score, feature, detail for two persons' or places' names given as romanised words."""
    if a == b:
        return 0.98, "same_words", "the same words once romanised"
    if all(len(w) == 1 for w in a) or all(len(w) == 1 for w in b):
        return 0.5, "initials_only", "one side has nothing but initials"
    return _scored(a, b, word_score)


def _scored(
    a: Sequence[str], b: Sequence[str], score_of: Callable[[str, str], tuple[float, str]]
) -> tuple[float, str, str]:
    if len(a) == len(b) == 1:
        score, feature = score_of(a[0], b[0])
        return score, feature, "one word each"
    aligned = align_words(a, b, score_of=score_of)
    if aligned.feature == "words_aligned" and min(len(a), len(b)) == 1 < max(len(a), len(b)):
        return min(aligned.score, _ONE_WORD), "one_word", "one word against several: a surname, perhaps"
    return aligned.score, aligned.feature, aligned.detail


def _one_script(left: str, right: str) -> bool:
    """Whether both are written in signs that each stand for a syllable or word, so that another sign is another name."""
    return all(any("\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in form) for form in (left, right))


def _match(score: float, feature: str, detail: str, left: str, right: str) -> NameMatch:
    return NameMatch(
        score=score, findings=(Finding(feature=feature, score=score, detail=detail, left=left, right=right),)
    )
