"""Compare denials: what one voice denies and another asserts, of the same deed and the same persons or things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...lang import load_pack
from ...lang.frames import Hit
from ...lang.stance import negations
from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .ties import Ties, background, deeds, done
from .voices import camp, other_camps, statements, voice

_DENY = "deny"
_GENERIC = frozenset({"authority", "minister", "police", "person", "court", "president", "area", "city"})
_NOT_DEEDS = frozenset(
    {"find", "search", "attend", "last", "meet", "open", "close", "visit", "survive", "rain", "send",
     "own", "refuse"}
)  # fmt: skip
_LEAST_KEYS = 2  # what a denial and an assertion have in common, the deed among it
_LEAST = 0.6  # how telling that is; less is enough where a word of denial stands
_LEAST_UNNAMED = 1.1  # where the denial names something, and the assertion nothing
_LEAST_DENIED = 0.5
_NAMED = 0.3  # how telling it is that an assertion names who denies
_OBJECT = 60  # code points between a word of denial and the deed denied
_SCOPE = 30  # code points between a negation and the deed that it denies
_CLAUSE = frozenset(",;:.!?–—")
_SHOWN = 120


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed that one voice denies and another, of another camp, asserts."""
    ties = Ties(case)
    asserted: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if _asserts(told):
            for deed in deeds(told) - _NOT_DEEDS:
                asserted[deed].append(told)
    denied: dict[str, list[tuple[Told, list[Told]]]] = defaultdict(list)
    for told in case.told:
        for deed in sorted(_denied(told)):
            against = [t for t in asserted[deed] if _against(told, t, ties)]
            if against:
                denied[deed].append((told, against))
    for deed, found in sorted(denied.items()):
        no = [d for d, _ in found]
        yes = [t for t in asserted[deed] if any(t is a for _, against in found for a in against)]
        if len({t.report.id for t in (*yes, *no)}) > 1:
            yield _dispute(no, yes, deed)


def _denied(told: Told) -> frozenset[str]:
    """The deeds that a statement denies: the one nearest to a word of denial, or all of a plain negative."""
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
    return _DENY not in told.labels("frames") and told.statement.polarity == "positive" and not background(told)


def _against(denial: Told, assertion: Told, ties: Ties) -> bool:
    """Whether an assertion by another camp shares enough with the denial; of neither is it in doubt who makes it."""
    if "undetermined" in (denial.statement.voice, assertion.statement.voice):
        return False
    if voice(denial) == voice(assertion) or not other_camps(denial, assertion):
        return False
    ours, theirs = _names(denial), _names(assertion)
    if ours and theirs and ours.isdisjoint(theirs):  # each names something, and not the same
        return False
    if ours and not theirs and _DENY not in denial.labels("frames") and ties.weight(denial, assertion) < _LEAST_UNNAMED:
        return False
    least = _LEAST_DENIED if _DENY in denial.labels("frames") else _LEAST
    named = _told_of(assertion) & (camp(denial) | _who(denial))  # the accused denies
    return len(ties.common(denial, assertion)) + len(named) >= _LEAST_KEYS and (
        ties.weight(denial, assertion) + _NAMED * len(named) >= least
    )


def _told_of(told: Told) -> frozenset[str]:
    return told.told_labels("concepts") | {m.entity for m in told.statement.mentions if m.entity}


def _who(told: Told) -> frozenset[str]:
    """What kind of body speaks: "the airport said"."""
    return frozenset(h.label for h in told.of("concepts") if told.in_source(h.start, h.stop)) - _GENERIC


def _names(told: Told) -> frozenset[str]:
    return frozenset(m.entity for m in told.statement.mentions if m.entity and not told.in_source(m.start, m.stop))


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
