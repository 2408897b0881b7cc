"""Compare denials: what one voice denies and another asserts, of the same deed and the same persons or things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...lang import load_pack
from ...lang.frames import Hit
from ...lang.stance import negations
from ...records import Record
from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .ties import Ties, background, deeds, done
from .voices import camp, statements

_DENY, _DOUBTFUL = "deny", "undetermined"
_GENERIC = frozenset({"authority", "minister", "police", "person", "court", "president", "area", "city"})
_NOT_DEEDS = frozenset(
    {"find", "search", "attend", "last", "meet", "open", "close", "visit", "survive", "rain", "send",
     "own", "refuse"}
)  # fmt: skip
# deeds so peculiar that a story tells of one: a word of denial before them is enough
_PECULIAR = frozenset({"rig", "hack", "water_cannon", "tear_gas", "overrun", "acquit", "confess", "poison"})
_LEAST_KEYS = 2  # what a denial and an assertion have in common, the deed among it
_LEAST = 0.5  # how telling that is; less is enough where a word of denial stands
_LEAST_UNNAMED = 1.1  # where the denial names something, and the assertion nothing
_LEAST_DENIED = 0.45
_NAMED = 0.3  # how telling it is that an assertion names who denies
_OBJECT = 60  # code points between a word of denial and the deed denied
_SCOPE = 30  # code points between a negation and the deed that it denies
_CLAUSE = frozenset(",;:.!?–—")
_SHOWN = 120


class _Claim(Record, frozen=True, kw_only=True):
    """A statement with what is looked at in every pair, gathered once."""

    told: Told
    camp: frozenset[str]  # everybody in whose name it is made
    names: frozenset[str]  # whom and what it names
    kinds: frozenset[str]  # what kind of body speaks: "the airport said"
    topics: frozenset[str]  # what it speaks of, by name and kind


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed that one voice denies and another, of another camp, asserts."""
    ties = Ties(case)
    asserted: dict[str, list[_Claim]] = defaultdict(list)
    for told in case.told:
        if _asserts(told):
            claim = _claim(told)
            for deed in deeds(told) - _NOT_DEEDS:
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
    for deed, denied in sorted(no.items()):
        found = [c.told for c in asserted[deed] if c.told.statement.id in yes[deed]]
        if len({t.report.id for t in (*found, *denied)}) > 1:
            yield _dispute(denied, found, deed)


def _claim(told: Told) -> _Claim:
    entities = frozenset(m.entity for m in told.statement.mentions if m.entity)
    sources = frozenset(m.entity for m in told.statement.mentions if m.entity and told.in_source(m.start, m.stop))
    kinds = frozenset(h.label for h in told.of("concepts") if told.in_source(h.start, h.stop)) - _GENERIC
    return _Claim(
        told=told,
        camp=camp(told),
        names=entities - sources,
        kinds=kinds,
        topics=told.told_labels("concepts") | entities,
    )


def _denied(told: Told) -> frozenset[str]:
    """The deeds that a statement denies: the one nearest to a word of denial, or those in reach of a plain negation."""
    if told.labels("intent") or background(told):  # a denied intent is told in `intent`
        return frozenset()
    words = [h for h in told.of("frames") if h.label == _DENY]
    found = [h for h in done(told) if h.label not in _NOT_DEEDS]
    if words and found:
        nearest = _nearest(words, found)
        return frozenset({nearest.label} if _away(nearest, words[0].start, words[0].stop) <= _OBJECT else ())
    if told.statement.polarity == "positive" or words or not found:
        return frozenset()
    offset = told.statement.start
    marks = [
        (m.start + offset, m.stop + offset)
        for m in negations(told.statement.text, load_pack(told.statement.lang))
        if not told.in_source(m.start + offset, m.stop + offset)
    ]
    return frozenset(h.label for h in found if any(_within(told, h, *m) for m in marks))


def _within(told: Told, hit: Hit, start: int, stop: int) -> bool:
    """Whether a deed stands in the reach of a negation: near it, and in its clause."""
    between = told.report.text[min(hit.stop, stop) : max(hit.start, start)]
    return _away(hit, start, stop) <= _SCOPE and _CLAUSE.isdisjoint(between)


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
    if denial.names and assertion.names and denial.names.isdisjoint(assertion.names):
        return False  # each names something, and not the same
    named = assertion.topics & (denial.camp | denial.kinds)  # the accused denies
    explicit = _DENY in denial.told.labels("frames")
    alone = explicit and deed in _PECULIAR
    if len(ties.common(denial.told, assertion.told)) + len(named) < _LEAST_KEYS and not alone:
        return False
    weight = ties.weight(denial.told, assertion.told)
    if denial.names and not assertion.names and not explicit and weight < _LEAST_UNNAMED:
        return False
    return weight + _NAMED * len(named) >= (_LEAST_DENIED if explicit else _LEAST)


def _dispute(denied: Sequence[Told], asserted: Sequence[Told], deed: str) -> Dispute:
    return Dispute(
        kind="denial",
        about=asserted[0].statement.text,
        state="conflict",
        sides=(
            Side(value=asserted[0].statement.text[:_SHOWN], statements=statements(asserted)),
            Side(value=denied[0].statement.text[:_SHOWN], statements=statements(denied)),
        ),
        confidence=0.5,
        findings=(finding("denial", f"asserted | denied: {deed}", asserted[0], denied[0]),),
        topic=deed,
    )
