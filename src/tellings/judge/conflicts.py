"""Conflicts and differing accounts: what the comparers found, merged, ranked, and with the holders of every position."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence, Set

from ..ids import mint
from ..records import Conflict, Derivation, Position, Span
from .claimants import holders
from .compare import COMPARERS, Dispute, Side
from .compare.counting import buckets
from .compare.ties import ties_of
from .periods import periods_of
from .setting import settings_of
from .told import Case, Told
from .whereabouts import whereabouts_of

_LONG = 100  # code points: a value this long was cut by its comparer
_PAIRS = (("«", "»"), ("“", "”"))
_MOST_OF = 0.6  # of a statement that a passage holds
_MOST = 12  # a reader wants five good ones, not fifty
_STATE = {"conflict": 1.0, "revision": 0.9, "differing": 0.7}


def find_conflicts(case: Case, derivations: Sequence[Derivation]) -> tuple[Conflict, ...]:
    """The disputes of a story, weightiest first."""
    told_once = _told_once(derivations, case)
    disputes = [d for compare in COMPARERS for d in compare(case) if not _of_one_passage(d, told_once)]
    for read in (ties_of, settings_of, periods_of, whereabouts_of, buckets):
        read.cache_clear()  # the story is not needed any more
    ranked = sorted(merge(disputes), key=lambda d: (-_matters(d, case), d.kind, d.about))
    return tuple(_conflict(d, case) for d in ranked[:_MOST])


def merge(disputes: Sequence[Dispute]) -> list[Dispute]:
    """Disputes of one kind and topic over the same statements become one: the one with more statements stays."""
    kept: list[Dispute] = []
    for dispute in sorted(disputes, key=lambda d: (-sum(len(s.statements) for s in d.sides), d.kind, d.about)):
        if not any(k.kind == dispute.kind and _one_topic(k, dispute) and _same(k, dispute) for k in kept):
            kept.append(dispute)
    return kept


def _told_once(derivations: Sequence[Derivation], case: Case) -> frozenset[tuple[str, str]]:
    """Pairs of statements that lie in one shared passage: one text, in two states; a change in it is an alteration."""
    of_report: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        of_report[told.report.id].append(told)
    found = set()
    for derivation in derivations:
        for passage in derivation.passages:
            left = [t for t in of_report[derivation.origin] if _within(t, passage.origin)]
            right = [t for t in of_report[derivation.target] if _within(t, passage.target)]
            found |= {(a.statement.id, b.statement.id) for a in left for b in right}
            found |= {(b.statement.id, a.statement.id) for a in left for b in right}
    return frozenset(found)


def _within(told: Told, span: Span) -> bool:
    """Whether most of a statement lies in a passage."""
    shared = min(told.statement.stop, span.stop) - max(told.statement.start, span.start)
    return shared >= _MOST_OF * (told.statement.stop - told.statement.start)


def _of_one_passage(dispute: Dispute, told_once: Set[tuple[str, str]]) -> bool:
    """Whether a text would deny what its own copy says: a word was lost or garbled on the way. Figures are updated on it."""
    if dispute.kind != "denial" or not told_once:
        return False
    sides = [(x.statements, y.statements) for x, y in itertools.permutations(dispute.sides, 2)]
    return all(any((a, b) in told_once for b in other) for one, other in sides for a in one)


def _one_topic(left: Dispute, right: Dispute) -> bool:
    """One statement may give several figures; what it claims or denies is one thing, however that was found."""
    return left.topic == right.topic or left.kind == "denial"


def _same(left: Dispute, right: Dispute) -> bool:
    """Whether two of the sides of one stand within two different sides of the other."""
    homes = {
        n for side in right.sides for n, mine in enumerate(left.sides) if set(side.statements) & set(mine.statements)
    }
    return len(homes) > 1


def _matters(dispute: Dispute, case: Case) -> float:
    statements = [s for side in dispute.sides for s in side.statements]
    reports = {case.by_id[s].report.id for s in statements}
    return dispute.confidence * _STATE[dispute.state] * (1 + 0.1 * len(reports))


def _conflict(dispute: Dispute, case: Case) -> Conflict:
    statements = sorted({s for side in dispute.sides for s in side.statements})
    return Conflict(
        id=mint("con", dispute.kind, *statements),
        kind=dispute.kind,
        about=dispute.about,
        state=dispute.state,
        positions=tuple(_position(side, case) for side in dispute.sides),
        confidence=round(dispute.confidence, 3),
        findings=dispute.findings,
    )


def _position(side: Side, case: Case) -> Position:
    return Position(
        value=_whole(side.value, [case.by_id[s].statement.text for s in side.statements]),
        statements=side.statements,
        holders=holders(side.statements, case, value=side.value, worded=side.worded),
    )


def _whole(value: str, texts: Sequence[str]) -> str:
    """A value that is not cut within a word, nor just before the mark that closes a quotation in it."""
    if len(value) > _LONG and any(t.startswith(value) and len(t) > len(value) for t in texts):
        return value.rpartition(" ")[0].rstrip(" ,;:–—-") + "…"
    for start, stop in _PAIRS:
        if value.count(start) == value.count(stop) + 1 and any(value + stop in t for t in texts):
            return value + stop
    return value
