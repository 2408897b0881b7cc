"""Which of two reports with a common text goes back to the other: by credit, by time, by traces of translation.

Credits come first. Then, only where neither credits a third text for the whole: the times of publication, which exclude that the
earlier took from the later, where the later is in the earlier for the most part; and, across languages, which of the
two reads like a translation. Where two of these disagree, nothing is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..records import Annotated, Finding, Report
from .credits import Credit, names_outlet, same_credit
from .reuse import Reuse
from .translated import SURE, lean

_CONTAINED = 0.5  # share of the later text that must be in the earlier one for time to tell
_UNZONED = dt.timedelta(hours=3)  # how far a time without a zone may be from the zones of the other report


def direction(
    reuse: Reuse, *, annotated: Sequence[Annotated], credits: Sequence[Sequence[Credit]]
) -> tuple[bool | None, list[Finding]]:
    """True: the left one is the origin; False: the right one; None: nothing tells. With the findings that tell it."""
    sides = (reuse.left, reuse.right)
    a, b = (annotated[n] for n in sides)
    by_credit, why = _by_credit(a, b, *(credits[n] for n in sides))
    if by_credit is not None:
        return by_credit, why
    if third := _third(*(credits[n] for n in sides)):
        return None, [third]
    found = [told for told in (_by_time(reuse, a.report, b.report), _by_translation(reuse, a, b)) if told is not None]
    if not found or len({forwards for forwards, _ in found}) > 1:
        return None, [
            Finding(feature=f.feature, score=0.0, detail=f"{f.detail}; another trace speaks against it")
            for _, f in found
        ]
    return found[0][0], [finding for _, finding in found]


def _by_credit(
    a: Annotated, b: Annotated, left: Sequence[Credit], right: Sequence[Credit]
) -> tuple[bool | None, list[Finding]]:
    """An explicit credit of one that names the other's outlet settles it; credits both ways settle nothing."""
    to_left = next((c for c in right if not c.own and names_outlet(c, a)), None)
    to_right = next((c for c in left if not c.own and names_outlet(c, b)), None)
    if bool(to_left) == bool(to_right):
        return None, []
    credit = to_left or to_right
    assert credit is not None
    finding = Finding(
        feature="credit",
        score=1.0,
        detail=f"names the other's outlet ({credit.rests_on})",
        left=credit.name,
        right=(a if to_left else b).report.outlet or "",
    )
    return to_left is not None, [finding]


def _third(left: Sequence[Credit], right: Sequence[Credit]) -> Finding | None:
    """A text outside that one or both credit for the whole: then the earlier is not the origin of the later."""
    whole = [c for c in (*left, *right) if c.whole and not c.own]
    if not whole:
        return None
    both = any(same_credit(c, d) for c in left for d in right if c.whole and d.whole)
    who = "both credit" if both else "one of them credits"
    detail = f"{who} {whole[0].name} for the whole report: both may go back to that"
    return Finding(feature="credit_third", score=0.8 if both else 0.5, detail=detail, left=whole[0].name)  # fmt: skip


def _by_time(reuse: Reuse, a: Report, b: Report) -> tuple[bool, Finding] | None:
    earlier = before(a.published, b.published)
    if earlier is None or (reuse.right_share if earlier else reuse.left_share) < _CONTAINED:
        return None
    finding = Finding(
        feature="published",
        score=0.5,
        detail="the later one stands for the most part in the earlier",
        left=a.published or "",
        right=b.published or "",
    )
    return earlier, finding


def before(left: str | None, right: str | None) -> bool | None:
    """Whether the moment `left` is before `right` (ISO 8601); None where that cannot be told.

    Two days, or two times without zones, are compared as they stand; a time without a zone beside one with a zone has to be
    hours away; a day beside a time has to be another day.
    """
    try:
        x, y = (dt.datetime.fromisoformat(t) if t else None for t in (left, right))
    except ValueError:
        return None
    if x is None or y is None or not left or not right:
        return None
    if (len(left) == 10) != (len(right) == 10) or len(left) == 10:
        days = x.date(), y.date()
        return None if days[0] == days[1] else days[0] < days[1]
    room = dt.timedelta(0)
    if (x.tzinfo is None) != (y.tzinfo is None):
        x, y = x.replace(tzinfo=x.tzinfo or y.tzinfo), y.replace(tzinfo=y.tzinfo or x.tzinfo)
        room = _UNZONED
    return None if abs(x - y) <= room else x < y


def _by_translation(reuse: Reuse, a: Annotated, b: Annotated) -> tuple[bool, Finding] | None:
    """Which side reads like the translation, over the statements that match; None where it is not plain."""
    if a.report.lang == b.report.lang:
        return None
    texts = [
        (" ".join(report.text[s.start : s.stop] for s in spans), report.lang)
        for report, spans in ((a.report, [p.left for p in reuse.pieces]), (b.report, [p.right for p in reuse.pieces]))
    ]
    leaning = lean(*texts)
    if leaning is None or abs(leaning) < SURE:
        return None
    finding = Finding(
        feature="translation_trace",
        score=round(min(1.0, abs(leaning) / (2 * SURE)), 3),
        detail=f"the {texts[leaning > 0][1]} text reads like a translation (log odds {abs(leaning):.1f})",
    )
    return leaning > 0, finding
