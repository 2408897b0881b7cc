"""Alterations: what changed between a text and what was made of it. Only where a derivation or passage shows the use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..ids import mint
from ..records import Alteration, AlterationKind, Derivation, Finding, Passage
from .claimants import innermost
from .told import Case, Told

_SURE = {"certain": 2, "probable": 1, "possible": 0}


def find_alterations(case: Case, derivations: Sequence[Derivation]) -> tuple[Alteration, ...]:
    """Changes between statements of one row whose reports a derivation links, in the order of the derivations."""
    found: dict[str, Alteration] = {}
    for derivation in derivations:
        for origin, target in _pairs(case, derivation):
            for kind, finding in _changes(origin, target):
                identifier = mint("alt", kind, origin.statement.id, target.statement.id)
                found.setdefault(
                    identifier,
                    Alteration(
                        id=identifier,
                        kind=kind,
                        origin=origin.statement.id,
                        target=target.statement.id,
                        findings=(finding, _reach(derivation)),
                    ),
                )
    return tuple(found.values())


def _pairs(case: Case, derivation: Derivation) -> Iterator[tuple[Told, Told]]:
    """Statements of one row in the two reports that both lie on reused passages."""
    for row in case.rows.values():
        if derivation.origin not in row.reports or derivation.target not in row.reports:
            continue
        told = [case.by_id[s] for s in row.statements if s in case.by_id]
        for origin in (t for t in told if t.report.id == derivation.origin):
            for target in (t for t in told if t.report.id == derivation.target):
                if any(_covers(p, origin, target) for p in derivation.passages):
                    yield origin, target


def _covers(passage: Passage, origin: Told, target: Told) -> bool:
    a, b = origin.statement, target.statement
    return (
        passage.origin.start < a.stop
        and a.start < passage.origin.stop
        and passage.target.start < b.stop
        and b.start < passage.target.stop
    )


def _changes(origin: Told, target: Told) -> Iterator[tuple[AlterationKind, Finding]]:
    a, b = origin.statement, target.statement
    if _SURE[a.certainty] != _SURE[b.certainty]:
        verb = "lost" if _SURE[b.certainty] > _SURE[a.certainty] else "added"
        yield "hedge", _finding(f"hedge {verb}: {a.certainty} -> {b.certainty}", origin, target)
    if {a.voice, b.voice} == {"own", "attributed"}:
        verb = "lost" if b.voice == "own" else "added"
        yield "attribution", _finding(f"attribution {verb}", origin, target)
    if bool(origin.quotes) != bool(target.quotes):
        verb = "lost" if origin.quotes else "added"
        yield "quotation", _finding(f"quotation marks {verb}", origin, target)
    source, other = innermost(origin), innermost(target)
    if source and other and source.entity and other.entity and source.entity != other.entity:
        yield "source", _finding(f"source: {source.text} -> {other.text}", origin, target)


def _finding(detail: str, origin: Told, target: Told) -> Finding:
    return Finding(
        feature="alteration", score=1.0, detail=detail, left=origin.statement.text, right=target.statement.text
    )


def _reach(derivation: Derivation) -> Finding:
    known = "from the first to the second" if derivation.direction == "known" else "direction not shown"
    return Finding(
        feature="derivation", score=derivation.confidence, detail=f"{derivation.kind}, {known}", left=derivation.id
    )
