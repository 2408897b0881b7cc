"""Compare identities: who it was: which person in an office, which office, how old, of which country, who owns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...words import words
from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both
from .ties import Ties, background, ties_of
from .voices import opposed, statements

# who somebody is, by what they do: told of one person in each story
_ROLES = frozenset({"driver", "captain", "pilot", "suspect", "lawmaker", "ambassador", "crew", "detainee", "fighter"})
_OFFICES = (frozenset({"ambassador", "charge_d_affaires"}),)  # nobody holds two of these
_SENT_FOR = frozenset({"summon", "expel", "recall"})
_OWNERS = frozenset({"city", "company", "authority", "minister"})
_OWN = "own"
_OF_AGE = range(14, 110)
_NEAR = 45  # code points between a role and what is told of the person
_OWNED = 70  # code points between the word for owning and the owner


def compare(case: Case) -> Iterator[Dispute]:
    """Disputes over the person in an office, the office, the age or nationality of a person, and owners."""
    ties = ties_of(case)
    yield from _persons(case)
    yield from _offices(case, ties)
    yield from _ages(case)
    yield from _owners(case)


def _persons(case: Case) -> Iterator[Dispute]:
    """One dispute for each office in a row that reports fill with different persons."""
    for row in sorted(case.rows.values(), key=lambda r: r.id):
        if len(row.reports) < 2:
            continue
        held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
        for told in (case.by_id[s] for s in row.statements if s in case.by_id):
            for m in told.statement.mentions:
                if m.kind == "person" and m.entity and m.role:
                    role = f"{told.statement.lang} " + " ".join(w.folded for w in words(m.role))
                    held[role][m.entity].append(told)
        for role, persons in sorted(held.items()):
            order = sorted(persons)
            if len(order) != 2 or not no_report_holds_both(persons[order[0]], persons[order[1]]):
                continue
            if _words(order[0], case) & _words(order[1], case):  # one surname: perhaps one person
                continue
            sides = {_name(p, case): persons[p] for p in order}
            yield _dispute(
                sides, f"two persons are given one office, {role.split(' ', 1)[1]}", confidence=0.4 * row.confidence
            )


def _offices(case: Case, ties: Ties) -> Iterator[Dispute]:
    """One dispute where one and the same person sent for, expelled or recalled is told to hold different offices."""
    told_of = {t.row for t in case.told if t.row and t.told_labels("frames") & _SENT_FOR}
    told = [t for t in case.told if t.row in told_of or t.told_labels("frames") & _SENT_FOR]
    for offices in _OFFICES:
        held: dict[str, list[Told]] = defaultdict(list)
        for t in told:
            found = t.told_labels("concepts") & offices
            if len(found) == 1 and not background(t):
                held[min(found)].append(t)
        order = opposed(held)
        if len(order) > 1 and any(ties.weight(a, b) > 0 for a in held[order[0]] for b in held[order[1]]):
            yield _dispute({v: held[v] for v in order}, "one and the same person is given two offices", confidence=0.5)


def _ages(case: Case) -> Iterator[Dispute]:
    """One dispute for each person, by name or role, to whom reports give different ages."""
    held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        for start, stop, age in _aged(told):
            who = _who(told, start, stop)
            if who:
                held[who][str(age)].append(told)
    for who, ages in sorted(held.items()):
        order = opposed(ages)
        if len(order) == 2 and no_report_holds_both(ages[order[0]], ages[order[1]]):
            yield _dispute(
                {v: ages[v] for v in order},
                f"two ages are given for {_name(who, case).replace('_', ' ')}",
                confidence=0.5,
            )


def _aged(told: Told) -> Iterator[tuple[int, int, int]]:
    """(start, stop, years) of every age: read as one, or a stretch of years that stands beside a person."""
    for f in told.figures:
        if f.kind == "age" and f.low == f.high:
            yield f.start, f.stop, int(f.low)
    if told.told_labels("frames") & {"sentence", "last", "charge"}:
        return
    for t in told.statement.times:
        years = t.value[1:-1]
        if t.type == "DURATION" and t.value[-1:] == "Y" and years.isdecimal() and int(years) in _OF_AGE:
            yield t.start, t.stop, int(years)


def _who(told: Told, start: int, stop: int) -> str:
    """The person whose age stands there: the nearest name, or else the nearest role."""
    near = [
        (max(m.start - stop, start - m.stop, 0), m.start, m.entity)
        for m in told.statement.mentions
        if m.kind == "person" and m.entity and not told.in_source(m.start, m.stop)
    ]
    near += [
        (max(h.start - stop, start - h.stop, 0), h.start, h.label) for h in told.inner("concepts") if h.label in _ROLES
    ]
    return min(near)[2] if near and min(near)[0] <= _NEAR else ""


def _owners(case: Case) -> Iterator[Dispute]:
    """One dispute for each thing that reports say belongs to different owners."""
    held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        owner = _owner(told)
        if owner:
            for thing in sorted(told.told_labels("concepts") - _OWNERS) or [_OWN]:
                held[thing][owner].append(told)
    for _, owners in sorted(held.items()):
        order = opposed(owners)
        if len(order) == 2 and (order[0] in _OWNERS) == (order[1] in _OWNERS):
            first, second = owners[order[0]][0], owners[order[1]][0]
            if first.statement.id != second.statement.id:
                sides = {_name(v, case): owners[v] for v in order}
                yield _dispute(sides, "two owners are named", confidence=0.5)


def _owner(told: Told) -> str:
    """The body or place nearest to the word for owning, or else the kind of body."""
    if told.statement.polarity == "negative":
        return ""
    for own in told.inner("frames"):
        if own.label == _OWN:
            near = [
                (max(h.start - own.stop, own.start - h.stop, 0), h.start, h.label)
                for h in told.inner("concepts")
                if h.label in _OWNERS
            ]
            near += [
                (max(m.start - own.stop, own.start - m.stop, 0), m.start, m.entity)
                for m in told.statement.mentions
                if m.entity and m.kind == "organisation" and not told.in_source(m.start, m.stop)
            ]
            near = [n for n in near if n[0] <= _OWNED]
            if near:
                return min(near)[2]
    return ""


def _dispute(sides: Mapping[str, Sequence[Told]], what: str, *, confidence: float) -> Dispute:
    first, second = (held[0] for held in list(sides.values())[:2])
    return Dispute(
        kind="identity",
        about=first.statement.text,
        state="differing",
        sides=tuple(Side(value=v.replace("_", " "), statements=statements(held)) for v, held in sides.items()),
        confidence=confidence,
        findings=(finding("identity", f"{what.capitalize()}: {', '.join(sides)}.".replace("_", " "), first, second),),
    )


def _words(entity: str, case: Case) -> frozenset[str]:
    return frozenset(w.folded for w in words(_name(entity, case)))


def _name(entity: str, case: Case) -> str:
    return case.entities[entity].label if entity in case.entities else entity
