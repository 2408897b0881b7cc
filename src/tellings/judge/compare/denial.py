"""Compare denials: what one voice denies and another asserts, of the same deed and the same persons or things."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...lang.frames import Hit
from ...records import Mention, Record
from ...words import words
from ..kin import openings
from ..scope import Negated, breaks, denied, negated
from ..told import Case, Told
from .dispute import Dispute, asserted_denied
from .ties import Ties, background, done, ties_of
from .voices import camp

_DENY, _DOUBTFUL = "deny", "undetermined"
_GENERIC = frozenset({"authority", "minister", "police", "person", "court", "president", "area", "city"})
_NOT_DEEDS = frozenset(
    {"find", "search", "attend", "last", "meet", "open", "close", "visit", "survive", "rain", "send",
     "own", "refuse", "win", "infect", "cost", "warn"}
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
_FEW = 6  # assertions of which none needs to be left out
_BEST = 0.5  # share of the best assertion's ties that another needs to stand beside it
_REASONS = frozenset({"after", "during"})
_REASON = 6  # code points between a word for a reason and the reason
_AFTER = 1  # words behind a negation that leave a deed told before it the thing denied
_BEFORE = 2  # words between a deed and a negation behind it
_BETWEEN = 3  # words between "none of" and a deed
_NEXT = 10  # code points from a negation to a deed where the main clause is not denied
_LETTERS = 4  # of a word that counts there
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
    objects: frozenset[str]  # what stands behind its first negation, in that clause


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed that one voice denies and another, of another camp, asserts."""
    ties = ties_of(case)
    asserted: dict[str, list[_Claim]] = defaultdict(list)
    for told in case.told:
        if _asserts(told):
            clauses = negated(told)
            claim = _claim(told, plain=not clauses and _KEPT_OUT not in told.labels("frames"))
            for deed in _claimed(told) - _inside(told, clauses):
                asserted[deed].append(claim)
    no: dict[str, list[Told]] = defaultdict(list)
    yes: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        for deed in sorted(_denied(told)) if told.statement.voice != _DOUBTFUL else ():
            denial = _claim(told)
            against = _best(denial, [c for c in asserted[deed] if _against(denial, c, ties, deed)], ties)
            if against:
                no[deed].append(told)
                yes[deed] |= against
    for deed, denials in sorted(no.items()):
        found = [c.told for c in asserted[deed] if c.told.statement.id in yes[deed]]
        if len({t.report.id for t in (*found, *denials)}) > 1:
            words = next((h for h in done(found[0]) if h.label == deed), None)
            what = f"“{found[0].words_of(words)}”" if words is not None else "something"
            detail = f"One side tells that it happened ({what}), another says that it did not."
            yield asserted_denied(found, denials, detail=detail, topic=deed)


def _claimed(told: Told) -> frozenset[str]:
    """The deeds that a statement tells, without those that it only gives as a reason: "in reply to the attack"."""
    reasons = [h for h in told.of("cause") if h.label in _REASONS]
    return frozenset(h.label for h in done(told) if not any(0 <= h.start - r.stop <= _REASON for r in reasons))


def _best(denial: _Claim, claims: Sequence[_Claim], ties: Ties) -> frozenset[str]:
    """The assertions that have most in common with a denial: a story tells of more than one attack."""
    weights = {c.told.statement.id: ties.weight(denial.told, c.told) for c in claims}
    least = _BEST * max(weights.values()) if len(weights) > _FEW else 0.0
    return frozenset(s for s, weight in weights.items() if weight >= least)


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
        objects=frozenset() if plain else _objects(told),
    )


def _objects(told: Told) -> frozenset[str]:
    clause = next(iter(negated(told)), None)
    return frozenset() if clause is None else _things(told, clause.marks[-1][1], clause.stop)


def _beside(told: Told, deed: str) -> frozenset[str]:
    """What a deed is told of: the things and names of its clauses, or else of the statement."""
    cuts = [told.statement.start, *breaks(told), told.statement.stop]
    places = {bisect.bisect_right(cuts, h.start) for h in done(told) if h.label == deed}
    found = frozenset(x for n in places if n < len(cuts) for x in _things(told, cuts[n - 1], cuts[n]))
    return found or _things(told)


def _things(told: Told, start: int = 0, stop: int | None = None) -> frozenset[str]:
    """The things, without those that stand beside anything, and the names of a stretch of a statement."""
    stop = told.statement.stop if stop is None else stop
    things = {h.label for h in told.inner("concepts") if start <= h.start < stop} - _GENERIC
    return frozenset(things | {m.entity for m in told.statement.mentions if m.entity and start <= m.start < stop})


def _begin(told: Told, mention: Mention) -> frozenset[str]:
    return openings(told.report.text[mention.start : mention.stop])


def _denied(told: Told) -> frozenset[str]:
    """The deeds that a statement denies: the one nearest to a word of denial, or those in reach of a plain negation."""
    if told.labels("intent") or background(told):  # a denied intent is told in `intent`
        return frozenset()
    cues = [h for h in told.of("frames") if h.label == _DENY]
    every = done(told)
    found = [h for h in every if h.label not in _NOT_DEEDS and _object_of(h, cues, told)]
    if cues and found:
        nearest = _nearest(cues, found)
        return frozenset({nearest.label} if _away(nearest, cues[0].start, cues[0].stop) <= _OBJECT else ())
    if cues or not every or told.statement.certainty != "certain":
        return frozenset()
    clauses = negated(told)
    return frozenset(h.label for h in denied(every, told, clauses) if any(_outright(h, c, told) for c in clauses))


def _object_of(deed: Hit, cues: Sequence[Hit], told: Told) -> bool:
    """Whether a deed stands behind a word of denial, or before one that ends its clause.

    "The killings have nothing to do with football" denies no killing.
    """
    cuts = [*breaks(told), told.statement.stop]
    for cue in cues:
        stop = min(c for c in cuts if c >= cue.stop)
        if deed.start >= cue.start or _ends(told, cue.stop, stop, most=0):
            return True
    return False


def _ends(told: Told, start: int, stop: int, *, most: int = _AFTER) -> bool:
    """Whether hardly a word follows between two places."""
    return sum(len(w.folded) >= _LETTERS for w in words(told.report.text[start:stop])) <= most


def _outright(deed: Hit, clause: Negated, told: Told) -> bool:
    """Whether a negation denies the deed itself: no other deed, hope or plan stands nearer, nor is it a mere subject.

    "They do not expect a deal" denies no deal; "the fire did not spread" denies no fire.
    """
    if not clause.start <= deed.start < clause.stop:
        return False
    start, stop = clause.marks[0][0], clause.marks[-1][1]
    if deed.stop <= start:
        return _ends(told, stop, clause.stop) and _ends(told, deed.stop, start, most=_BEFORE)
    if told.statement.polarity != "negative" and deed.start - stop > _NEXT:
        return False
    none = any(clause.start <= h.start < clause.stop for h in told.of("extent") if h.label == "none")
    if not _ends(told, stop, deed.start, most=_BETWEEN if none else _AFTER):
        return False  # "no call came from the pilot before the crash"
    if any(h.label == "more" and clause.start <= h.start < clause.stop for h in told.of("bound")):
        return False  # no more dead than yesterday
    return not any(stop <= h.start and h.stop <= deed.start for h in told.inner("frames"))


def _nearest(cues: Sequence[Hit], found: Sequence[Hit]) -> Hit:
    return min(found, key=lambda h: (min(_away(h, c.start, c.stop) for c in cues), h.start))


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
    explicit = _DENY in denial.told.labels("frames")
    named = assertion.topics & (denial.camp | denial.kinds)
    objects = _things(told) if explicit else _beside(told, deed)
    elsewhere = denial.objects and denial.objects.isdisjoint(objects) and denial.begin.isdisjoint(assertion.begin)
    if elsewhere and not named:  # what was not done to one thing may have been done to another; but the accused denies
        return False
    if one_row:
        return True
    alone = explicit and deed in _PECULIAR
    if len(ties.common(denial.told, assertion.told)) + len(named) < _LEAST_KEYS and not alone:
        return False
    weight = ties.weight(denial.told, assertion.told)
    if denial.names and not assertion.names and not explicit and weight < _LEAST_UNNAMED:
        return False
    return weight + _NAMED * len(named) >= (_LEAST_DENIED if explicit else _LEAST)


def _of_one_row(left: Told, right: Told) -> bool:
    return bool(left.row) and left.row == right.row and left.report.id != right.report.id
