"""Compare denials: what one voice denies and another asserts, of the same deed and the same persons or things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...lang.frames import Hit
from ...records import Mention, Record
from ..kin import openings
from ..scope import Negated, denied, negated
from ..told import Case, Told
from .dispute import Dispute, asserted_denied
from .ties import Ties, background, deeds, done, ties_of
from .voices import camp

_DENY, _DOUBTFUL = "deny", "undetermined"
_GENERIC = frozenset({"authority", "minister", "police", "person", "court", "president", "area", "city"})
_NOT_DEEDS = frozenset(
    {"find", "search", "attend", "last", "meet", "open", "close", "visit", "survive", "rain", "send",
     "own", "refuse"}
)  # fmt: skip
# deeds so peculiar that a story tells of one: a word of denial before them is enough
_PECULIAR = frozenset({"rig", "hack", "water_cannon", "tear_gas", "overrun", "acquit", "confess", "poison"})
_SAFE = "survive"  # told by a denial itself: "is not hurt"
_KEPT_OUT = "refuse"  # a denial in itself: "was refused access" and "was not let in" are one
_LEAST_KEYS = 2  # what a denial and an assertion have in common, the deed among it
_LEAST = 0.5  # how telling that is; less is enough where a word of denial stands
_LEAST_UNNAMED = 1.1  # where the denial names something, and the assertion nothing
_LEAST_DENIED = 0.45
_NAMED = 0.3  # how telling it is that an assertion names who denies
_OBJECT = 60  # code points between a word of denial and the deed denied


class _Claim(Record, frozen=True, kw_only=True):
    """A statement with what is looked at in every pair, gathered once."""

    told: Told
    camp: frozenset[str]  # everybody in whose name it is made
    names: frozenset[str]  # whom and what it names
    begin: frozenset[str]  # how these names begin
    plain: bool  # whether nothing is denied in it
    kinds: frozenset[str]  # what kind of body speaks: "the airport said"
    topics: frozenset[str]  # what it speaks of, by name and kind


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed that one voice denies and another, of another camp, asserts."""
    ties = ties_of(case)
    asserted: dict[str, list[_Claim]] = defaultdict(list)
    for told in case.told:
        if _asserts(told):
            clauses = negated(told)
            claim = _claim(told, plain=not clauses and _KEPT_OUT not in told.labels("frames"))
            for deed in deeds(told) - _inside(told, clauses):
                asserted[deed].append(claim)
    no: dict[str, list[Told]] = defaultdict(list)
    yes: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        for deed in sorted(_denied(told)) if told.statement.voice != _DOUBTFUL else ():
            denial = _claim(told)
            against = {c.told.statement.id for c in asserted[deed] if _against(denial, c, ties, deed)}
            if against:
                no[deed].append(told)
                yes[deed] |= against
    for deed, denials in sorted(no.items()):
        found = [c.told for c in asserted[deed] if c.told.statement.id in yes[deed]]
        if len({t.report.id for t in (*found, *denials)}) > 1:
            yield asserted_denied(found, denials, detail=f"asserted | denied: {deed}", topic=deed)


def _inside(told: Told, clauses: Sequence[Negated]) -> frozenset[str]:
    """The deeds told in clauses that are denied."""
    return frozenset(h.label for h in done(told) for c in clauses if c.start <= h.start < c.stop)


def _claim(told: Told, *, plain: bool = False) -> _Claim:
    entities = frozenset(m.entity for m in told.statement.mentions if m.entity)
    sources = frozenset(m.entity for m in told.statement.mentions if m.entity and told.in_source(m.start, m.stop))
    kinds = frozenset(h.label for h in told.of("concepts") if told.in_source(h.start, h.stop)) - _GENERIC
    names = entities - sources
    return _Claim(
        told=told,
        camp=camp(told),
        names=names,
        begin=frozenset(o for m in told.statement.mentions if m.entity in names for o in _begin(told, m)),
        kinds=kinds,
        plain=plain,
        topics=told.told_labels("concepts") | entities,
    )


def _begin(told: Told, mention: Mention) -> frozenset[str]:
    return openings(told.report.text[mention.start : mention.stop])


def _denied(told: Told) -> frozenset[str]:
    """The deeds that a statement denies: the one nearest to a word of denial, or those in reach of a plain negation."""
    if told.labels("intent") or background(told):  # a denied intent is told in `intent`
        return frozenset()
    words = [h for h in told.of("frames") if h.label == _DENY]
    every = done(told)
    found = [h for h in every if h.label not in _NOT_DEEDS]
    if words and found:
        nearest = _nearest(words, found)
        return frozenset({nearest.label} if _away(nearest, words[0].start, words[0].stop) <= _OBJECT else ())
    if words or not every:
        return frozenset()
    return frozenset(h.label for h in denied(every, told, negated(told)))


def _nearest(words: Sequence[Hit], found: Sequence[Hit]) -> Hit:
    return min(found, key=lambda h: (min(_away(h, w.start, w.stop) for w in words), h.start))


def _away(hit: Hit, start: int, stop: int) -> int:
    return max(hit.start - stop, start - hit.stop, 0)


def _asserts(told: Told) -> bool:
    """Whether a statement is a plain assertion, and it is not in doubt who makes it."""
    plain = _DENY not in told.labels("frames") and told.statement.polarity == "positive"
    return plain and told.statement.voice != _DOUBTFUL and not background(told)


def _against(denial: _Claim, assertion: _Claim, ties: Ties, deed: str) -> bool:
    """Whether an assertion by another camp shares enough with the denial."""
    if not denial.camp.isdisjoint(assertion.camp):
        return False
    told = assertion.told
    one_row = assertion.plain and _of_one_row(told, denial.told)
    if (deed in _NOT_DEEDS and not one_row) or deed == _SAFE:
        return False
    apart = denial.names.isdisjoint(assertion.names) and denial.begin.isdisjoint(assertion.begin)
    if denial.names and assertion.names and apart:
        return False  # each names something, and not the same
    if one_row:
        return True
    named = assertion.topics & (denial.camp | denial.kinds)  # the accused denies
    explicit = _DENY in denial.told.labels("frames")
    alone = explicit and deed in _PECULIAR
    if len(ties.common(denial.told, assertion.told)) + len(named) < _LEAST_KEYS and not alone:
        return False
    weight = ties.weight(denial.told, assertion.told)
    if denial.names and not assertion.names and not explicit and weight < _LEAST_UNNAMED:
        return False
    return weight + _NAMED * len(named) >= (_LEAST_DENIED if explicit else _LEAST)


def _of_one_row(left: Told, right: Told) -> bool:
    return bool(left.row) and left.row == right.row and left.report.id != right.report.id
