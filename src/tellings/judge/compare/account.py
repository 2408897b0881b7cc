"""Compare accounts: how a deed is told to have come about, how it was done, or how it came to light.

Each question has kinds of answer that exclude each other: a quarrel, racism or an escape for why people came to harm; by
force or as a joke for how somebody was made to do something. The words for a kind are the packs' `[account]`.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from ...lang.frames import Hit
from ...records import Record
from ..claimants import OUTLET
from ..scope import denied, negated
from ..told import Case, Told
from .dispute import Dispute, Side, asserted_denied, finding
from .ties import Ties, background, done, ties_of
from .voices import other_camps, statements, voice

Held = Mapping[str, Sequence[Told]]

_HARM = frozenset({"kill", "attack", "shoot", "injure"})
_AT_THE_WHEEL = frozenset({"driver", "pilot", "captain"})
_RACISM, _PROTEST = "racism", "protest"
_REASON, _FIGHT, _UNCLEAR = "reason", "fight", "unclear"


class Question(Record, frozen=True, kw_only=True):
    """What reports answer in different ways. `things` are concepts that answer it too."""

    name: str
    deeds: frozenset[str]  # what has to have happened, in half of the reports; none: any story
    kinds: frozenset[str]
    things: frozenset[str] = frozenset()
    together: tuple[frozenset[str], ...] = ()  # kinds that go together: a quarrel over a debt
    caused: bool = False  # told only with a word of cause, not just beside the deed
    tied: float = 0.0  # how much the two statements have to have in common
    widely: bool = False  # one answer has to be told by half of the reports
    opening: int = 0  # or both stand among so many statements that open their reports


QUESTIONS = (
    Question(
        name="why",
        deeds=_HARM,
        kinds=frozenset(
            {"quarrel", "robbery", "racism", "jealousy", "revenge", "debt", "extortion", "drug_deal", "escape",
             "unprovoked", "madness"}
        ),
        together=(
            frozenset({"quarrel", "debt", "jealousy", "revenge", "drug_deal"}),
            frozenset({"robbery", "unprovoked"}),
            frozenset({"madness", "unprovoked"}),
            frozenset({"racism", "unprovoked"}),
            frozenset({"robbery", "drug_deal", "debt"}),
            frozenset({"extortion", "debt"}),
        ),
    ),
    Question(
        name="of what",
        deeds=frozenset({"kill"}),
        kinds=frozenset({"illness", "brutality", "overdose", "murder", "mishap"}),
        things=frozenset({"suicide"}),
        tied=0.5,
        together=(frozenset({"brutality", "murder"}), frozenset({"overdose", "suicide", "mishap"})),
    ),
    Question(
        name="resign",
        deeds=frozenset({"resign", "dismiss"}),
        kinds=frozenset({"health", "personal", "pressure", "quarrel"}),
        together=(frozenset({"health", "personal"}), frozenset({"pressure", "quarrel"})),
    ),
    Question(
        name="alarm",
        deeds=frozenset({"evacuate"}),
        kinds=frozenset({"panic"}),
        things=frozenset({"fire", "technical_failure", "bomb", "gas_leak", "electric_fault", "storm", "flood"}),
        together=(frozenset({"fire", "technical_failure", "gas_leak", "electric_fault"}),),
        caused=True,
    ),
    Question(name="of free will", deeds=frozenset(), kinds=frozenset({"force", "willing"}), tied=0.9),
    Question(name="in earnest", deeds=frozenset(), kinds=frozenset({"force", "joke"}), widely=True),
    Question(name="come to light", deeds=frozenset(), kinds=frozenset({"tip", "patrol"}), tied=0.9, opening=4),
)  # fmt: skip
CRASH = Question(
    name="crash", deeds=frozenset({"crash"}), kinds=frozenset({"alcohol", "asleep", "distracted", "illness"})
)  # told with the causes that `cause` reads
_REACH = 70  # code points between a word of cause and what it names
_BESIDE = 160  # code points between a deed and what it is told to have come of


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each question to which different reports or voices give answers that exclude each other."""
    ties = ties_of(case)
    for question in QUESTIONS:
        if not _of_story(question, case):
            continue
        held, against = _held(case, ties, question)
        yield from _ruled_out(held, against)
        sides = _sides(held, question, ties)
        most = max((len({t.report.id for t in told}) for told in sides.values()), default=0)
        if len(sides) > 1 and (2 * most >= len(case.reports) or not question.widely):
            yield _dispute({**sides, **_unclear(sides, case, question)})


def _held(case: Case, ties: Ties, question: Question) -> tuple[dict[str, list[Told]], dict[str, list[Told]]]:
    """Who gives which answer to a question, and who says that it is not the answer."""
    held: dict[str, list[Told]] = defaultdict(list)
    against: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if not background(told) and not ties.foreign(told):
            found = sorted(set(_read(told, question)))
            if _weighed({kind for kind, yes in found if yes}, question):
                continue
            for kind, yes in found:
                (held if yes else against)[kind].append(told)
    return held, against


def _weighed(kinds: Set[str], question: Question) -> bool:
    """Whether a statement names answers that exclude each other: it weighs them, or tells of two things, and holds none."""
    return any(not _together(a, b, question) for a, b in itertools.combinations(sorted(kinds), 2))


def _together(one: str, other: str, question: Question) -> bool:
    return any({one, other} <= kinds for kinds in question.together)


def _ruled_out(held: Held, against: Held) -> Iterator[Dispute]:
    """One dispute for each answer that one side gives and another side says is not the answer."""
    for kind, no in sorted(against.items()):
        yes = [t for t in held.get(kind, ()) if any(other_camps(t, d) and t.report.id != d.report.id for d in no)]
        if yes:
            yield asserted_denied(
                yes,
                no,
                detail=f"One side tells of “{_words(yes[0], kind)}”, another says that it was not.",
                topic=f"no {kind}",
            )


def _unclear(sides: Held, case: Case, question: Question) -> dict[str, list[Told]]:
    """Those who say that it is not known, where a question is why people came to harm; no statement stands on two sides."""
    if question.deeds != _HARM:
        return {}
    taken = {t.statement.id for told in sides.values() for t in told}
    found = [
        t for t in case.told if _UNCLEAR in t.labels("account") and t.statement.id not in taken and not background(t)
    ]
    return {_UNCLEAR: found} if found else {}


def _dispute(sides: Held) -> Dispute:
    (one, first), (two, second) = [(k, told[0]) for k, told in sides.items()][:2]
    words = f"“{_words(first, one)}” and “{_words(second, two)}”"
    return Dispute(
        kind="cause",
        about=first.statement.text,
        state="differing",
        sides=tuple(Side(value=_words(told[0], k), statements=statements(told)) for k, told in sides.items()),
        confidence=0.45,
        findings=(finding("cause", f"How it came about is told in different ways: {words}.", first, second),),
        topic="account",
    )


def _of_story(question: Question, case: Case) -> bool:
    """Whether what a question asks about happened in at least half of the reports."""
    if not question.deeds:
        return True
    telling = {t.report.id for t in case.told if any(h.label in question.deeds for h in done(t))}
    return 2 * len(telling) >= len(case.reports)


def read(told: Told, question: Question) -> Iterator[str]:
    """The answers that a statement gives to a question."""
    yield from (kind for kind, yes in _read(told, question) if yes)


def _read(told: Told, question: Question) -> Iterator[tuple[str, bool]]:
    """(kind, whether it is told or denied) for the answers that a statement speaks of."""
    hits = [h for h in told.inner("account") if h.label in question.kinds]
    hits += [h for h in told.inner("concepts") if h.label in question.things]
    if hits:
        clauses = negated(told)
        no = denied(hits, told, clauses) if clauses else []
        yield from ((h.label, h not in no) for h in hits if _answers(told, h, question))


def _answers(told: Told, hit: Hit, question: Question) -> bool:
    """Whether a kind is told of what the question asks about: by a word of cause, or right beside the deed."""
    if not question.deeds:
        return True
    if hit.label == _RACISM and _PROTEST in told.told_labels("frames"):
        return False  # what people march against
    marked = any(_side(m, hit) for m in told.of("cause")) or any(
        h.label == _REASON and abs(h.start - hit.start) <= _REACH for h in told.of("account")
    )
    deeds = [h for h in done(told) if h.label in question.deeds]
    deeds += [h for h in told.inner("account") if h.label == _FIGHT and question.deeds == _HARM]
    deeds += [h for h in told.inner("concepts") if h.label in _AT_THE_WHEEL and question is CRASH]
    beside = any(max(h.start - hit.stop, hit.start - h.stop) <= _BESIDE for h in deeds)
    return marked and bool(deeds) if question.caused else beside or (marked and question.deeds == _HARM)


def _side(marker: Hit, hit: Hit) -> bool:
    """Whether something stands where a word of cause puts the cause."""
    after = 0 <= hit.start - marker.stop <= _REACH
    before = 0 <= marker.start - hit.stop <= _REACH
    return {"after": after, "before": before}.get(marker.label, False)


def _sides(held: Held, question: Question, ties: Ties) -> dict[str, list[Told]]:
    """The kind told most widely and those that others tell against it; what goes together with a side joins it."""
    sides: dict[str, list[Told]] = {}
    for kind in sorted(held, key=lambda k: (-len({t.report.id for t in held[k]}), k)):
        friends = [k for k in sides if _together(kind, k, question)]
        if friends:
            sides[friends[0]] = [*sides[friends[0]], *held[kind]]
        elif all(_excludes(held[kind], sides[k], question, ties) and {k, kind} & question.kinds for k in sides):
            # two things that answer it, fire and bomb, are for `cause` to oppose
            sides[kind] = list(held[kind])
    return sides


def _excludes(one: Sequence[Told], other: Sequence[Told], question: Question, ties: Ties) -> bool:
    """Whether each is told by a voice that does not tell the other, and both of one thing."""
    both = {voice(t) for t in one} & {voice(t) for t in other}
    return any(
        _set_against(a, b) and (max(a.at, b.at) < question.opening or ties.settled(a, b) >= question.tied)
        for a in one
        for b in other
        if voice(a) not in both and voice(b) not in both
    )


def _set_against(left: Told, right: Told) -> bool:
    """Whether two reports tell it, or two sources of one report."""
    return left.report.id != right.report.id or not any(voice(t).startswith(OUTLET) for t in (left, right))


def _words(told: Told, kind: str) -> str:
    """A kind in the words of a report."""
    hit = next((h for h in told.inner("account", "concepts") if h.label == kind), None)
    return told.words_of(hit) if hit is not None else kind
