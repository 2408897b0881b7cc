"""Compare contraries: of two statements one denies what the other asserts, though no table knows the deed.

They stand in one row, or in two that a deed told and denied keeps apart: then in nearly the same words.

"The clinic has run out of vaccine." "The clinic has not run out of vaccine."
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Record
from ...words import stem, words
from ..scope import Negated, denied, negated
from ..told import Case, Told
from .dispute import Dispute, asserted_denied
from .ties import background
from .voices import other_camps

_SHARED = 0.7  # of the words of the denied clause, that the assertion has too
_LEAST = 3  # words of a denied clause that say enough
_LETTERS = 3  # of a word that counts
_SURE = 0.55  # confidence of a row across languages
_NEAR = 30  # code points between a denial and the thing denied
_LABELS = 2  # things and deeds that two languages have in common
_MOST = 40  # statements of a side that are looked at: a row of hundreds says no more
_SAYING = frozenset({"deny", "refuse", "accuse"})


class _Part(Record, frozen=True, kw_only=True):
    """A statement of a row with what is looked at in every pair."""

    told: Told
    clauses: tuple[Negated, ...]
    stems: frozenset[str]
    labels: frozenset[str]


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each row of which one statement denies what another, of the row or of another row, asserts."""
    yield from _within(case)
    yield from _apart(case)


def _within(case: Case) -> Iterator[Dispute]:
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) < 2:
            continue
        parts = [_part(case.by_id[s]) for s in row.statements if s in case.by_id and _plain(case.by_id[s])]
        denials = [p for p in parts if len(p.clauses) == 1][:_MOST]
        claims = [p for p in parts if not p.clauses][:_MOST]
        pairs = [
            (d, c)
            for d, c in itertools.product(denials, claims)
            if d.told.report.id != c.told.report.id
            and (_same_words(d, c) if d.told.statement.lang == c.told.statement.lang else _same_labels(d, c, row.confidence))
            and other_camps(d.told, c.told)
        ]  # fmt: skip
        if pairs:
            yield _dispute(pairs)


def _apart(case: Case) -> Iterator[Dispute]:
    parts = [_part(told) for told in case.told if _plain(told)]
    claims: dict[tuple[str, str], list[_Part]] = defaultdict(list)
    for part in parts:
        if not part.clauses:
            for label in sorted(part.told.labels("frames")):
                claims[part.told.statement.lang, label].append(part)
    found: dict[str, list[tuple[_Part, _Part]]] = defaultdict(list)
    for part in parts:
        if len(part.clauses) != 1:
            continue
        for label in sorted({h.label for h in denied(part.told.of("frames"), part.told, part.clauses)}):
            found[part.told.row] += [
                (part, claim)
                for claim in claims[part.told.statement.lang, label][:_MOST]
                if claim.told.row != part.told.row
                and claim.told.report.id != part.told.report.id
                and _same_words(part, claim)
                and other_camps(part.told, claim.told)
            ]
    for _, pairs in sorted(found.items()):
        if pairs:
            yield _dispute(pairs)


def _dispute(pairs: Sequence[tuple[_Part, _Part]]) -> Dispute:
    return asserted_denied(
        [c.told for _, c in pairs],
        [d.told for d, _ in pairs],
        detail="One report says what another, in nearly the same words, says is not so.",
        topic="contrary",
        confidence=0.45,
    )


def _plain(told: Told) -> bool:
    certain = told.statement.certainty == "certain" and told.statement.voice != "undetermined"
    return certain and not background(told) and told.labels("frames").isdisjoint(_SAYING)


def _part(told: Told) -> _Part:
    found = words(told.statement.text, offset=told.statement.start)
    return _Part(
        told=told,
        clauses=negated(told),
        stems=frozenset(stem(w.folded) for w in found if not told.in_source(w.start, w.stop)),
        labels=told.told_labels("frames", "concepts"),
    )


def _same_words(denial: _Part, claim: _Part) -> bool:
    """Whether the assertion has most words of the denied clause, the one that is denied among them."""
    told, clause = denial.told, denial.clauses[0]
    found = [
        w
        for w in words(told.report.text[clause.start : clause.stop], offset=clause.start)
        if len(w.folded) >= _LETTERS
        and not told.in_source(w.start, w.stop)
        and not any(a < w.stop and w.start < b for a, b in clause.marks)
    ]
    behind = [w for w in found if w.start >= clause.marks[-1][1]]
    if len(found) < _LEAST or not behind or stem(behind[0].folded) not in claim.stems:
        return False
    return sum(stem(w.folded) in claim.stems for w in found) >= _SHARED * len(found)


def _same_labels(denial: _Part, claim: _Part, confidence: float) -> bool:
    """Whether two languages tell of the same things, one of them right behind the denial."""
    if confidence < _SURE:
        return False
    shared = denial.labels & claim.labels
    last = denial.clauses[0].marks[-1][1]
    return len(shared) >= _LABELS and any(
        h.label in shared and 0 <= h.start - last <= _NEAR and h.start < denial.clauses[0].stop
        for h in denial.told.inner("frames", "concepts")
    )
