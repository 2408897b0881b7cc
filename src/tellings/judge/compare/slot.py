"""Compare names: of one deed, with everything else in common, one report names one person or place, another quite another.

Only a name that the other report has nowhere, in any spelling, stands against one: a report that knows both has its reasons.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import ConflictKind
from ..kin import openings
from ..scope import negated
from ..setting import countries
from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .ties import background, deeds
from .voices import other_camps, statements

# deeds with one doer, or one whom they befall, in a story
_OF_ONE = frozenset({"sign", "elect", "win", "appoint", "resign", "dismiss"})
_OWN = "own"
_TO_SOMEBODY = frozenset({"kill", "shoot", "stab", "attack", "abduct", "poison", "hit", "injure", "rescue", "find"})
_LOCAL = frozenset(
    {"arrest", "kill", "find", "crash", "collapse", "explode", "shoot", "abduct", "land", "meet", "attack"}
)
_OFFICES = frozenset({"mayor", "president", "ambassador", "captain"})
_SURE = 0.6  # confidence of a row
_LETTERS = 5  # in which a name begins
_MOST = 40  # statements that share a name or an office and a deed; of what so many tell, the rows know more
_SHOWN = 3  # statements of a side


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each two names that stand in one place of two reports' statements."""
    slots = _Slots(case)
    found: dict[tuple[ConflictKind, str, str], list[tuple[Told, Told]]] = defaultdict(list)
    for a, b in _pairs(case):
        for kind, one, other in slots.apart(a, b):
            pair = (a, b) if one < other else (b, a)
            found[kind, min(one, other), max(one, other)].append(pair)
    for (kind, one, other), pairs in sorted(found.items()):
        left, right = ([p[n] for p in pairs] for n in (0, 1))
        if other_camps(left[0], right[0]):
            yield _dispute(kind, [(one, left), (other, right)], case)


def _pairs(case: Case) -> Iterator[tuple[Told, Told]]:
    """Statements of two reports that stand in one row, or share a deed and a name or an office."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if told.statement.polarity != "positive" or told.labels("frames") & {"deny"}:
            continue
        if background(told) or told.statement.voice == "undetermined" or negated(told):
            continue
        named = [m for m in told.statement.mentions if m.entity and not told.in_source(m.start, m.stop)]
        if not named:
            continue
        if told.row:
            groups[f"row {told.row}"].append(told)
        things = {o for m in named for o in openings(told.report.text[m.start : m.stop], _LETTERS)}
        for thing in things | (told.told_labels("concepts") & _OFFICES):
            for deed in deeds(told) & (_OF_ONE | _TO_SOMEBODY | {_OWN}):
                groups[f"{deed} {thing}"].append(told)
    seen: set[tuple[str, str]] = set()
    for _, group in sorted(groups.items()):
        for a, b in itertools.combinations(group, 2) if len(group) <= _MOST else ():
            key = (a.statement.id, b.statement.id)
            if a.report.id != b.report.id and key not in seen:
                seen.add(key)
                yield a, b


class _Slots:
    def __init__(self, case: Case) -> None:
        self._case = case
        self._texts: dict[str, frozenset[str]] = {}  # what was read already, by report or statement
        self._did: dict[str, frozenset[str]] = {}
        self._named: dict[tuple[str, str], frozenset[str]] = {}

    def apart(self, left: Told, right: Told) -> Iterator[tuple[ConflictKind, str, str]]:
        """(kind, name, name) where two statements have one slot with two names."""
        did = self._deeds(left) & self._deeds(right)
        if _OWN in did:
            owners = self._only(left, right, ""), self._only(right, left, "")
            if len(owners[0]) == len(owners[1]) == 1:
                yield "identity", next(iter(owners[0])), next(iter(owners[1]))
            return
        persons = self._only(left, right, "person"), self._only(right, left, "person")
        places = self._only(left, right, "place"), self._only(right, left, "place")
        victim = len(self._names(left, "person")) > len(persons[0]) and len(self._names(right, "person")) > len(
            persons[1]
        )
        if did and len(persons[0]) == len(persons[1]) == 1 and (did & _OF_ONE or (victim and did & _TO_SOMEBODY)):
            if not (self._listed(left) or self._listed(right)):
                yield "agent", next(iter(persons[0])), next(iter(persons[1]))
        elif (
            len(places[0]) == len(places[1]) == 1 and victim and left.row == right.row and self._done_there(left, right)
        ):
            yield "place", next(iter(places[0])), next(iter(places[1]))

    def _done_there(self, left: Told, right: Told) -> bool:
        """Whether a row tells what is done in one place: each side so, or one side of a row that is sure."""
        row = self._case.rows.get(left.row)
        local = [bool(self._deeds(t) & _LOCAL) for t in (left, right)]
        return all(local) or (any(local) and row is not None and row.confidence >= _SURE)

    def _only(self, told: Told, other: Told, kind: str) -> frozenset[str]:
        """The names of a kind in one statement that the other's report has nowhere."""
        text = self._text(other)
        found = self._names(told, kind) - self._names(other, kind)  # «Génova», «Genova»: one place by two names
        return frozenset(e for e in found if text.isdisjoint(openings(self._case.entities[e].label, _LETTERS)))

    def _deeds(self, told: Told) -> frozenset[str]:
        known = self._did.get(told.statement.id)
        if known is None:
            known = self._did[told.statement.id] = deeds(told)
        return known

    def _names(self, told: Told, kind: str) -> frozenset[str]:
        key = (told.statement.id, kind)
        if key not in self._named:
            self._named[key] = self._read_names(told, kind)
        return self._named[key]

    def _read_names(self, told: Told, kind: str) -> frozenset[str]:
        entities = self._case.entities
        return frozenset(
            m.entity
            for m in told.statement.mentions
            if m.entity in entities
            and not told.in_source(m.start, m.stop)
            and (not kind or entities[m.entity].kind == kind)
            and openings(entities[m.entity].label, _LETTERS)
            and (kind != "place" or entities[m.entity].label not in countries())
            and not (kind == "place" and any(h.label == "area" and h.start - 2 <= m.stop and m.start <= h.stop + 2 for h in told.of("concepts")))
        )  # fmt: skip

    def _text(self, told: Told) -> frozenset[str]:
        """How the words of a statement's report begin."""
        text = self._texts.get(told.report.id)
        if text is None:
            text = self._texts[told.report.id] = openings(told.report.text, _LETTERS)
        return text

    def _listed(self, told: Told) -> bool:
        """Whether a statement names several persons side by side: then each report may name another of them."""
        spans = sorted(
            (m.start, m.stop)
            for m in told.statement.mentions
            if m.entity in self._case.entities
            and self._case.entities[m.entity].kind == "person"
            and not told.in_source(m.start, m.stop)
        )
        joins = [h for h in told.of("bound") if h.label == "and"]
        return any(
            any(a[1] <= h.start and h.stop <= b[0] for h in joins) or "," in told.report.text[a[1] : b[0]]
            for a, b in itertools.pairwise(spans)
        )


def _dispute(kind: ConflictKind, sides: Sequence[tuple[str, Sequence[Told]]], case: Case) -> Dispute:
    names = [case.entities[e].label for e, _ in sides]
    first, second = sides[0][1][0], sides[1][1][0]
    return Dispute(
        kind=kind,
        about=first.statement.text,
        state="differing",
        sides=tuple(Side(value=n, statements=statements(t)[:_SHOWN]) for n, (_, t) in zip(names, sides, strict=True)),
        confidence=0.4,
        findings=(
            finding(
                kind,
                f"Where one report names {names[0]}, the other names {names[1]}, and neither has the other name.",
                first,
                second,
            ),
        ),
        topic="slot",
    )
