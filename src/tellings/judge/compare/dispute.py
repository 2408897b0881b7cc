"""What a comparer hands back: sides that do not agree, before holders are named and disputes ranked."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import ConflictKind, ConflictState, Finding, Record
from ..told import Told
from .voices import statements

_SHOWN = 120


class Side(Record, frozen=True, kw_only=True):
    value: str  # in a report's own words where it has words
    statements: tuple[str, ...]
    worded: bool = False  # the value is how a report puts it, whoever it reports: it is the outlet's outside quotations


class Dispute(Record, frozen=True, kw_only=True):
    """Sides with values of one kind about one thing. `about` is made of what the reports say, never translated."""

    kind: ConflictKind
    about: str
    state: ConflictState
    sides: tuple[Side, ...]
    confidence: float
    findings: tuple[Finding, ...]
    topic: str = ""  # disputes of one kind and topic over the same statements are one


def worded(told: Sequence[Told]) -> Side:
    """A side of which the first statement says what it holds."""
    return Side(value=told[0].statement.text[:_SHOWN], statements=statements(told))


def differing(
    kind: ConflictKind,
    sides: Sequence[tuple[str, Sequence[Told]]],
    *,
    detail: str,
    shown: Sequence[Told] = (),
    confidence: float = 0.45,
    topic: str = "",
) -> Dispute:
    """Accounts that differ: each side's value and who tells it. `shown` are the two that the finding quotes, else the first of each."""
    first, second = shown or (sides[0][1][0], sides[-1][1][0])
    return Dispute(
        kind=kind,
        about=first.statement.text,
        state="differing",
        sides=tuple(Side(value=value, statements=statements(told)) for value, told in sides),
        confidence=confidence,
        findings=(finding(kind, detail, first, second),),
        topic=topic,
    )


def asserted_denied(
    asserted: Sequence[Told], denied: Sequence[Told], *, detail: str, topic: str, confidence: float = 0.5
) -> Dispute:
    """A conflict between those who assert something and those who deny it, each in the words of the first of them."""
    return Dispute(
        kind="denial",
        about=asserted[0].statement.text,
        state="conflict",
        sides=(worded(asserted), worded(denied)),
        confidence=confidence,
        findings=(finding("denial", detail, asserted[0], denied[0]),),
        topic=topic,
    )


def finding(feature: str, detail: str, left: Told, right: Told) -> Finding:
    """A finding that shows both statements."""
    return Finding(
        feature=feature,
        score=1.0,
        detail=detail,
        left=left.statement.text[:_SHOWN],
        right=right.statement.text[:_SHOWN],
    )


def no_report_holds_both(left: Sequence[Told], right: Sequence[Told]) -> bool:
    """Whether two sides are told by different reports only: one that tells both does not take them for opposed."""
    return {t.report.id for t in left}.isdisjoint(t.report.id for t in right)
