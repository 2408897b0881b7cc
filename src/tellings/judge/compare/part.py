"""Compare what a figure counts: one report counts so many of one kind, another as many in all, of which that kind is a part."""

from __future__ import annotations

from collections.abc import Iterator

from ...figures import Figure
from ..told import Case, Told
from .dispute import Dispute, Side, finding, no_report_holds_both

_LEAST = 5  # smaller figures agree by chance
_LIST = 12  # code points between two kinds of one list
_BEGINS = 40  # code points from the counted words to the list
_FATES = frozenset({"kill", "injure", "arrest", "evacuate", "miss", "infect", "rescue", "release"})


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind that is the whole of a figure in one report and a listed part of it in another."""
    wholes = [(t, f, parts) for t in case.told for f in t.figures if _counts(f) and len(parts := _listed(t, f)) > 1]
    seen: set[tuple[str, str]] = set()
    for whole, total, parts in wholes:
        for told in case.told:
            for f in told.figures:
                if not _counts(f) or not _same_value(f, total) or f.frames.isdisjoint(total.frames & _FATES):
                    continue
                kinds = sorted(f.concepts & parts)
                key = (" ".join(kinds), min(total.frames & _FATES))
                if not kinds or f.concepts & total.concepts or key in seen or not no_report_holds_both([told], [whole]):
                    continue
                seen.add(key)
                why = f"One report counts “{f.text}”, another as many in all, “{total.text}”, of which these are only a part."
                yield Dispute(
                    kind="identity",
                    about=told.statement.text,
                    state="differing",
                    sides=(
                        Side(value=f.text, statements=(told.statement.id,)),
                        Side(value=total.text, statements=(whole.statement.id,)),
                    ),
                    confidence=0.5,
                    findings=(finding("identity", why, told, whole),),
                )


def _counts(f: Figure) -> bool:
    return f.kind == "cardinal" and not f.unit and f.low >= _LEAST and bool(f.concepts) and bool(f.frames & _FATES)


def _same_value(left: Figure, right: Figure) -> bool:
    return (left.low, left.high) == (right.low, right.high)


def _listed(told: Told, f: Figure) -> frozenset[str]:
    """The kinds listed after what a figure counts, without what it counts."""
    kinds: set[str] = set()
    at, room = f.stop, _BEGINS
    happenings = told.of("frames")
    for hit in sorted(told.of("concepts"), key=lambda h: h.start):
        if any(h.start < hit.stop and hit.start < h.stop for h in happenings):
            continue  # "injured" tells what happened, and names nobody
        if hit.start < f.stop or hit.label in f.concepts:
            at = max(at, hit.stop)
            continue
        if hit.start - at > room:
            break
        kinds.add(hit.label)
        at, room = hit.stop, _LIST
    return frozenset(kinds)
