"""Compare the sex of somebody unnamed whom a story is about: a girl in one report, a boy in another.

Read where a report opens, from words for one person; a report that has words for both sexes is taken to tell of two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..told import Case, Told
from .dispute import Dispute, differing
from .ties import Ties, background, ties_of

_PAIRS = (("girl", "boy"), ("woman", "man"))
_FATES = frozenset(
    {
        "find",
        "kill",
        "injure",
        "drown",
        "electrocute",
        "rescue",
        "miss",
        "hit",
        "abduct",
        "poison",
        "trap",
        "crash",
        "survive",
    }
)
# where somebody does it to somebody, the one may be a woman and the other a man
_OF_TWO = frozenset(
    {
        "arrest",
        "charge",
        "sentence",
        "accuse",
        "attack",
        "stab",
        "shoot",
        "abduct",
        "steal",
        "acquit",
        "confess",
        "release",
    }
)
_DOERS = frozenset({"suspect", "driver", "detainee"})
_CHILDREN = frozenset({"child", "person", "dead", "wounded"})
_ARREST = "arrest"
_BESIDE = 25  # code points between somebody and their arrest
_OPENS = 3  # statements in which a report says what it is about
_LEAST = 0.75  # what two statements have in common


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each pair of sexes between which reports of one person's fate differ."""
    ties = ties_of(case)
    reports: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        reports[told.report.id].append(told)
    single = [told for told in reports.values() if not _of_several(told)]
    for one, other in _PAIRS:
        for telling, of in ((_befallen, single), (_held, list(reports.values()))):
            left = [t for told in of for t in telling(told, one, other)]
            right = [t for told in of for t in telling(told, other, one)]
            pair = next(((a, b) for a in left for b in right if _one_fate(a, b, ties)), None)
            if pair:
                yield _dispute((_all(of, left, one), _all(of, right, other)), pair)
                break


def _befallen(report: Sequence[Told], sex: str, other: str) -> list[Told]:
    """The opening statements of a report that tell what befell one of a sex, where the report has no word for the other."""
    told_of = [t for t in report if t.at < _OPENS and _befell(t, sex) and not background(t)]
    return told_of if _only(report, sex, other) else []


def _held(report: Sequence[Told], sex: str, other: str) -> list[Told]:
    """The same of statements that tell of the arrest of one."""
    told_of = [t for t in report if t.at < _OPENS and not t.figures and not background(t)]
    return [t for t in told_of if _arrested(t, sex)] if _only(report, sex, other) else []


def _arrested(told: Told, sex: str) -> bool:
    """Whether a word for one of a sex stands right beside an arrest."""
    arrests = [h for h in told.inner("frames") if h.label == _ARREST]
    people = [h for h in told.inner("who") if h.label == sex]
    return any(max(a.start - p.stop, p.start - a.stop) <= _BESIDE for a in arrests for p in people)


def _only(report: Sequence[Told], sex: str, other: str) -> bool:
    labels = {h.label for t in report for h in t.of("who")}
    return sex in labels and other not in labels


def _all(reports: Sequence[Sequence[Told]], opening: Sequence[Told], sex: str) -> list[Told]:
    """Every statement that says the sex, of the reports that open with it."""
    opened = {t.report.id for t in opening}
    return [
        t for told in reports for t in told if t.report.id in opened and any(h.label == sex for h in t.inner("who"))
    ]


def _befell(told: Told, sex: str) -> bool:
    return any(h.label == sex for h in told.inner("who")) and bool(told.told_labels("frames") & _FATES)


def _of_several(report: Sequence[Told]) -> bool:
    """Whether a report opens with several people or with somebody who did it to another."""
    for told in report:
        if told.at >= _OPENS:
            break
        if told.labels("frames") & _OF_TWO or told.labels("concepts") & _DOERS:
            return True
        if any(f.low >= 2 and f.kind == "cardinal" and not f.unit and f.concepts & _CHILDREN for f in told.figures):
            return True
    return False


def _one_fate(left: Told, right: Told, ties: Ties) -> bool:
    """Whether two statements of two reports tell that the same befell somebody, in one event."""
    fates = left.told_labels("frames") & right.told_labels("frames") & (_FATES | {_ARREST})
    apart = left.report.id != right.report.id
    return apart and bool(fates) and ties.weight(left, right) >= _LEAST


def _dispute(sides: tuple[Sequence[Told], Sequence[Told]], pair: tuple[Told, Told]) -> Dispute:
    """Differing accounts and no conflict: masculine words may be said of anybody."""
    values = [_word(t) for t in pair]
    detail = f"Who it was is of another sex: {', '.join(values)}."
    held = list(zip(values, sides, strict=True))
    return differing("identity", held, detail=detail, shown=pair, confidence=0.5, topic="sex")


def _word(told: Told) -> str:
    """The word that says the sex."""
    return next(told.words_of(h) for h in told.inner("who") if any(h.label in pair for pair in _PAIRS))
