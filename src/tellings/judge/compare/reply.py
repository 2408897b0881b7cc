"""Compare replies: in one report a voice denies what another voice has just been told to claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..claimants import innermost
from ..told import Case, Told
from .dispute import Dispute, finding, worded
from .ties import Ties, background, ties_of
from .voices import other_camps, voice

_BACK = 2  # statements that a denial reaches back over
_DENY, _ACCUSE = "deny", "accuse"
_LEAST = 0.5  # how telling what denial and claim both speak of is


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each claim that is denied right behind it, with the rows of both from the other reports."""
    ties = ties_of(case)
    reports: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        reports[told.report.id].append(told)
    for found in reports.values():
        for n, told in enumerate(found):
            if _DENY not in told.labels("frames") or told.labels("intent"):  # a denied intent is told in `intent`
                continue
            denial = [told, *_goes_on(told, found[n + 1 : n + 2])]
            claim = next((c for c in reversed(found[max(0, n - _BACK) : n]) if _answers(denial, c, ties)), None)
            if claim is not None:
                yield _dispute(claim, denial, case, ties)


def _answers(denial: Sequence[Told], claim: Told, ties: Ties) -> bool:
    """Whether a denial answers a claim: another camp's, and of what the denial goes on to speak of."""
    told = denial[0]
    if claim.at == 0 or claim.statement.voice != "attributed" or _only_denies(claim) or background(claim):
        return False
    if voice(told) == voice(claim) or not other_camps(told, claim) or not (_named(told) and _named(claim)):
        return False  # the minister, and then "the official": perhaps one person
    accused = {m.entity for m in claim.statement.mentions if m.entity and not claim.in_source(m.start, m.stop)}
    if voice(told) in accused and _ACCUSE in claim.labels("frames") and told.at - claim.at == 1:
        return True  # "A accuses B. B denies it."
    return ties.shared(denial, claim) >= _LEAST and not _denied(told).isdisjoint(_told_of(claim))


def _denied(told: Told) -> frozenset[str]:
    """The things, names and deeds behind the first word of denial."""
    cue = min(h.stop for h in told.of("frames") if h.label == _DENY)
    return _told_of(told, cue)


def _told_of(told: Told, start: int = 0) -> frozenset[str]:
    hits = {h.label for h in told.inner("frames", "concepts") if h.start >= start}
    names = {m.entity for m in told.statement.mentions if m.entity and m.start >= start}
    return frozenset(hits | names) - {_DENY, _ACCUSE}


def _only_denies(told: Told) -> bool:
    """Whether a statement denies and blames nobody: then there is no claim in it to deny."""
    return _DENY in told.labels("frames") and _ACCUSE not in told.labels("frames")


def _goes_on(told: Told, after: Sequence[Told]) -> list[Told]:
    """The next statement where the same voice goes on in it, or a negative that nobody else is named for."""
    return [
        t
        for t in after
        if t.statement.voice == "attributed"
        and (voice(t) == voice(told) or (t.statement.polarity == "negative" and not _named(t)))
    ]


def _named(told: Told) -> bool:
    source = innermost(told)
    return source is not None and bool(source.entity or source.antecedent)


def _dispute(claim: Told, denial: Sequence[Told], case: Case, ties: Ties) -> Dispute:
    yes = [claim, *_row(claim, case, without=denial)]
    no = [*denial, *(t for d in denial for t in _row(d, case, without=yes) if _denies(t, claim, ties))]
    return Dispute(
        kind="denial",
        about=claim.statement.text,
        state="conflict",
        sides=(worded(yes), worded(no)),
        confidence=0.6,
        findings=(
            finding("denial", "One voice denies what the report has just told another to claim.", claim, denial[0]),
        ),
        topic="reply",
    )


def _denies(told: Told, claim: Told, ties: Ties) -> bool:
    """Whether a statement in the row of a denial denies the claim too: rows also hold what else the same voice said."""
    negative = _DENY in told.labels("frames") or told.statement.polarity == "negative"
    return negative and ties.shared([told], claim) > 0


def _row(told: Told, case: Case, *, without: Sequence[Told]) -> list[Told]:
    """What other reports tell in the row of a statement, in the same sense."""
    row = case.rows.get(told.row)
    mates = [case.by_id[s] for s in row.statements if s in case.by_id] if row is not None else []
    ids = {t.statement.id for t in without} | {told.statement.id}
    return [
        t
        for t in mates
        if t.statement.id not in ids
        and t.report.id != told.report.id
        and t.statement.polarity == told.statement.polarity
    ]
