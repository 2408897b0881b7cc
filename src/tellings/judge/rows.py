"""Fill in rows: cells, claimants, origins, how they are grounded, and the weight that they are ranked by."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from ..records import Cell, Derivation, Entity, Finding, Grounding, Origin, Passage, Row, RowOrigins, Span
from ..textfold import fold
from .claimants import OUTLET, claimant, innermost
from .offices import bodies_of
from .told import Case, Told

_Passages = Mapping[frozenset[str], Sequence[tuple[str, Passage]]]  # by two reports: whose the first span is, spans
_MOST = 0.5  # share of a statement that a passage takes up, for the statement to go back where the passage does
_SHOWN = 120  # code points of a statement that a finding shows
_SHORT = 30  # code points: a row of shorter statements tells little


def fill_rows(
    rows: Sequence[Row], case: Case, origins: Sequence[Origin], derivations: Sequence[Derivation]
) -> tuple[Row, ...]:
    """The same rows with what judging adds, heaviest first."""
    origin_of = {r: o for o in origins for r in o.reports}
    passages: dict[frozenset[str], list[tuple[str, Passage]]] = defaultdict(list)
    for d in derivations:
        passages[frozenset((d.origin, d.target))] += [(d.origin, p) for p in d.passages]
    bodies = bodies_of(case)
    filled = [_fill(row, case, origin_of, passages, bodies) for row in rows]
    place = {row.id: n for n, row in enumerate(rows)}
    return tuple(sorted(filled, key=lambda r: (-r.weight, place[r.id])))


def _fill(row: Row, case: Case, origin_of: Mapping[str, Origin], passages: _Passages, bodies: Mapping[str, str]) -> Row:
    told = [case.by_id[s] for s in row.statements if s in case.by_id]
    every = dict.fromkeys(c for t in told if (c := claimant(t)))
    claimants = tuple(c for c in every if bodies.get(c) not in every)  # who speaks for a body that claims it, too
    held = {o.id: o for r in row.reports if (o := origin_of.get(r)) is not None and traced(o)}
    known = tuple(held)
    untraced = tuple(r for r in row.reports if r not in origin_of or not traced(origin_of[r]))
    grounding, why = _ground(row, told, case, origin_of, passages, bodies)
    return msgspec.structs.replace(
        row,
        origins=RowOrigins(known=known, untraced=untraced),
        claimants=claimants,
        grounding=grounding,
        weight=_weight(row, told, _shown_apart(tuple(held.values())) + len(untraced)),
        cells=_cells(told),
        findings=(*row.findings, *why),
    )


def traced(origin: Origin) -> bool:
    """Whether an origin is known to be more than the lone report itself: shared by several, or credited."""
    return len(origin.reports) > 1 or bool(origin.findings)


def _shown_apart(origins: Sequence[Origin]) -> int:
    """How many of some origins are not perhaps one text: those with an agency in common count once."""
    groups: list[set[str]] = []
    for origin in origins:
        group = agencies(origin) or {origin.id}
        for other in [g for g in groups if g & group]:
            group |= other
            groups.remove(other)
        groups.append(group)
    return len(groups)


def agencies(origin: Origin) -> set[str]:
    """The agencies that are credited for other origins of the story, too."""
    return {fold(f.left) for f in origin.findings if f.feature == "one_agency"}


def _cells(told: Sequence[Told]) -> dict[str, tuple[Cell, ...]]:
    cells: dict[str, tuple[Cell, ...]] = {}
    for t in told:
        s = t.statement
        cell = Cell(statement=s.id, voice=s.voice, polarity=s.polarity, certainty=s.certainty)
        cells[s.report] = (*cells.get(s.report, ()), cell)
    return cells


def _ground(
    row: Row,
    told: Sequence[Told],
    case: Case,
    origin_of: Mapping[str, Origin],
    passages: _Passages,
    bodies: Mapping[str, str],
) -> tuple[Grounding, tuple[Finding, ...]]:
    """Echoed: one origin, or one named claimant behind all. Independent: two claimants, each shown by a span."""
    if len(row.reports) < 2:
        return "not_shown", ()
    if len({origin_of[r].id if r in origin_of else r for r in row.reports}) == 1:
        return "echoed", (Finding(feature="one_origin", score=1.0, detail="all reports go back to one text"),)
    shared = _one_passage(told, origin_of, passages)
    if shared is not None:
        return "echoed", (shared,)
    inner = [claimant(t) for t in told]
    inner = [b if (b := bodies.get(c or "")) and b in inner else c for c in inner]
    if len(set(inner)) == 1 and inner[0] and not inner[0].startswith(OUTLET):
        source = innermost(told[0])
        name = source.text if source else ""
        return "echoed", (Finding(feature="one_claimant", score=1.0, detail="all pass on one claimant", left=name),)
    return _independent(told, origin_of, case.entities)


def _one_passage(told: Sequence[Told], origin_of: Mapping[str, Origin], passages: _Passages) -> Finding | None:
    """Reports of different origins that all have this row's words in common passages, if they do: nobody found it anew."""
    group = {r: {r} for r in sorted({t.report.id for t in told})}
    shown: tuple[Told, Told] | None = None
    for n, left in enumerate(told):
        for right in told[n + 1 :]:
            a, b = left.report.id, right.report.id
            one = a in origin_of and origin_of.get(b) == origin_of[a]
            common = not one and _in_passage(left, right, passages.get(frozenset((a, b)), ()))
            if a != b and (one or common):
                shown = shown or ((left, right) if common else None)
                for member in group[a] | group[b]:
                    group[member] = group[member] | group[a] | group[b]
    if shown is None or any(len(members) < len(group) for members in group.values()):
        return None
    left, right = shown
    return Finding(
        feature="one_passage",
        score=1.0,
        detail="this stands in a passage that both reports have, though they do not go back to one text as a whole",
        left=left.statement.text[:_SHOWN],
        right=right.statement.text[:_SHOWN],
    )


def _in_passage(left: Told, right: Told, passages: Sequence[tuple[str, Passage]]) -> bool:
    """Whether two statements are, for the most part, the two ends of one passage."""
    for origin, p in passages:
        ends = (p.origin, p.target) if left.report.id == origin else (p.target, p.origin)
        if all(_taken_up(t, span) >= _MOST for t, span in zip((left, right), ends, strict=True)):
            return True
    return False


def _taken_up(told: Told, span: Span) -> float:
    s = told.statement
    return (min(s.stop, span.stop) - max(s.start, span.start)) / max(s.stop - s.start, 1)


def _independent(
    told: Sequence[Told], origin_of: Mapping[str, Origin], entities: Mapping[str, Entity]
) -> tuple[Grounding, tuple[Finding, ...]]:
    """Two persons named by name, each in a report that goes back to another text. A body and its spokesman are one voice."""
    sources = []
    for t in told:
        source = innermost(t)
        if source is not None and source.entity in entities and entities[source.entity].kind == "person":
            sources.append((t, source))
    for n, (t, source) in enumerate(sources):
        for other, against in sources[n + 1 :]:
            one, two = origin_of.get(t.report.id), origin_of.get(other.report.id)
            apart = one is None or two is None or (one != two and not agencies(one) & agencies(two))
            if t.report.id != other.report.id and apart and source.entity != against.entity:
                finding = Finding(
                    feature="two_claimants",
                    score=1.0,
                    detail="two persons say it, each in a report of its own origin",
                    left=source.text,
                    right=against.text,
                )
                return "independent", (finding,)
    return "not_shown", ()


def _weight(row: Row, told: Sequence[Told], origins: int) -> float:
    """Reports count by the logarithm, origins and what can be checked (figures, names, dates, frames) add to it."""
    checkable = any(t.figures for t in told) + any(t.statement.times for t in told) + any(t.of("frames") for t in told)
    checkable += any(t.statement.mentions for t in told)
    shared = math.log2(len(row.reports)) if row.reports else 0.0
    scrap = 0.3 if told and all(len(t.statement.text) < _SHORT for t in told) else 1.0
    return round(scrap * shared * (1 + 0.1 * origins + 0.15 * checkable) * row.confidence + 0.02 * checkable, 4)
