"""Alterations: what changed between a text and what was made of it. Only where a derivation or passage shows the use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..figures import Figure, relate, same_thing
from ..ids import mint
from ..lang import load_pack
from ..lang.stance import distancing
from ..records import Alteration, AlterationKind, Derivation, Finding, Passage
from .claimants import innermost
from .told import Case, Told

_SCARE = "scare quotes"  # rule of `lang.stance`
_SURE = {"certain": 2, "probable": 1, "possible": 0}


def find_alterations(case: Case, derivations: Sequence[Derivation]) -> tuple[Alteration, ...]:
    """Changes between statements of one row whose reports a derivation links: those along a known direction first.

    What is told along a known direction is not told again between two reports that merely go back to the same text.
    """
    found: dict[str, Alteration] = {}
    told: set[tuple[str, str]] = set()
    for derivation in sorted(derivations, key=lambda d: d.direction != "known"):
        known = derivation.direction == "known"
        for origin, target in _pairs(case, derivation):
            for kind, finding in _changes(origin, target, case, known=known):
                sides = {(kind, origin.statement.id), (kind, target.statement.id)}
                if known:
                    told.add((kind, target.statement.id))
                elif sides & told:
                    continue
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


def _changes(origin: Told, target: Told, case: Case, *, known: bool) -> Iterator[tuple[AlterationKind, Finding]]:
    """What differs. Only where the direction is known is a thing lost or added; else it stands on one side."""
    a, b = origin.statement, target.statement
    if _SURE[a.certainty] != _SURE[b.certainty]:
        verb = _verb(_SURE[b.certainty] > _SURE[a.certainty], known)
        yield "hedge", _finding(f"hedge {verb}: {a.certainty} -> {b.certainty}", origin, target)
    if {a.voice, b.voice} == {"own", "attributed"}:
        yield "attribution", _finding(f"attribution {_verb(b.voice == 'own', known)}", origin, target)
    if bool(origin.quotes) != bool(target.quotes):
        yield "quotation", _finding(f"quotation marks {_verb(bool(origin.quotes), known)}", origin, target)
    distanced, there = _distanced(origin), _distanced(target)
    if bool(distanced) != bool(there):
        word = distanced or there
        yield "distance", _finding(f"distancing word {_verb(bool(distanced), known)}: {word}", origin, target)
    source, other = innermost(origin), innermost(target)
    if source and other and _swapped(source.entity, other.entity, case):
        yield "source", _finding(f"source: {source.text} -> {other.text}", origin, target)
    for left, right in _rounded(origin, target):
        yield "number", _finding(f"number: {left.text} -> {right.text}", origin, target)


def _verb(lost: bool, known: bool) -> str:
    if not known:
        return "only in the first" if lost else "only in the second"
    return "lost" if lost else "added"


def _distanced(told: Told) -> str:
    """The first distancing word of a statement, scare quotes left out: those are quotation marks."""
    marks = distancing(told.statement.text, load_pack(told.statement.lang))
    return next((told.statement.text[m.start : m.stop] for m in marks if m.rule != _SCARE), "")


def _swapped(left: str, right: str, case: Case) -> bool:
    """Whether two sources are different persons; a body and its spokesman are not."""
    kinds = [case.entities[e].kind for e in (left, right) if e in case.entities]
    return left != right and kinds == ["person", "person"]


def _rounded(origin: Told, target: Told) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one thing of which one is the other made rounder."""
    for left in origin.figures:
        for right in target.figures:
            exact = not left.approximate and left.low == left.high
            rounder = exact and right.approximate and left.low != right.low and same_thing(left, right)
            if rounder and relate(left, right) in {"within", "overlap"}:
                yield left, right


def _finding(detail: str, origin: Told, target: Told) -> Finding:
    return Finding(
        feature="alteration", score=1.0, detail=detail, left=origin.statement.text, right=target.statement.text
    )


def _reach(derivation: Derivation) -> Finding:
    known = "from the first to the second" if derivation.direction == "known" else "direction not shown"
    return Finding(
        feature="derivation", score=derivation.confidence, detail=f"{derivation.kind}, {known}", left=derivation.id
    )
