"""Compare sites: of one happening, or one person taken there, reports name two streets, hospitals, bridges, schools.

"The fire broke out in Weavers' Street"; "the fire in Miller Street". A report that has both names knows how they lie
to one another, so nothing is opposed there.
"""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ...lang.frames import Hit, load_frames, match_frames, refined
from ...records import Record
from ...words import Word, words
from ..kin import openings
from ..scope import negated
from ..told import Case, Told
from .dispute import Dispute, differing, no_report_holds_both
from .ties import background

_TAKEN_TO = frozenset({"hospital"})  # where a person is taken: one in a story
_SECTION = "site"  # kinds that only this comparer goes by: hotels, squares, churches
_KINDS = _TAKEN_TO | {"road", "bridge", "school", "airport", "port", "factory", "dam", "stall"}
_IN_NAMES = {"place": "concepts", "person": _SECTION}
_HAPPENING = frozenset({"burn", "crash", "explode", "collapse", "shoot", "kill", "attack", "abduct", "stab", "find"})
_CLASS = {"fire": "burn", "stab": "attack", "kill": "attack", "shoot": "attack"}
_NEAR = 45  # code points between a happening and its site
_OPENS = 2  # statements in which a report tells what it is of
_SHORT = 3  # letters of the words that tie a name to its kind
_STOPS = frozenset(',;:.!?()–—\n"“”«»/')
_LONGEST = 12  # words of a name and of what joins it to its kind
_MOST = 40  # statements with such a site that are held against each other


class _Site(Record, frozen=True, kw_only=True):
    kind: str
    start: int
    stop: int
    begins: frozenset[str]  # how the words of its name begin
    before: bool  # whether the name stands before its kind


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each kind of site that two reports name differently for the same."""
    common = frozenset(w for t in case.told for w in _lower(t))
    texts = {r.id: openings(r.text) for r in case.reports.values()}
    own = _own(case)
    held: dict[tuple[str, str], list[tuple[Told, _Site]]] = defaultdict(list)
    named: list[tuple[Told, _Site]] = []
    for told in case.told:
        if told.statement.polarity != "positive" or negated(told) or background(told):
            continue
        sites = list(_sites(told, common))
        named += [(told, s) for s in sites]
        kinds = Counter(s.kind for s in sites)
        for site in (s for s in sites if kinds[s.kind] == 1):
            for what in _of(told, site, own):
                held[site.kind, what].append((told, site))
    for _, items in sorted(held.items()):
        pairs = [(a, b) for a, b in itertools.combinations(items[:_MOST], 2) if _apart(*a, *b, texts)]
        if pairs:
            one, other = pairs[0][0][1], pairs[0][1][1]
            first = [t for p in pairs for t, s in p if not s.begins.isdisjoint(one.begins)]
            second = [t for p in pairs for t, s in p if s.begins.isdisjoint(one.begins)]
            if no_report_holds_both(first, second):
                sides = [*first, *_telling(first, one, named)], [*second, *_telling(second, other, named)]
                yield _dispute(sides, (one, other))


def _telling(told: Sequence[Told], site: _Site, named: Sequence[tuple[Told, _Site]]) -> list[Told]:
    """What the same reports say further of a site."""
    reports = {t.report.id for t in told}
    return [t for t, s in named if t.report.id in reports and not s.begins.isdisjoint(site.begins)]


def _own(case: Case) -> dict[str, frozenset[str]]:
    """What each report tells of where it opens."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for told in case.told:
        if told.at <= _OPENS:
            found[told.report.id] |= {_CLASS.get(h.label, h.label) for h in told.inner("frames", "concepts")}
    return found


def _of(told: Told, site: _Site, own: dict[str, frozenset[str]]) -> Iterator[str]:
    """What ties a site to another's: the person taken there, or the happening that its report opens with."""
    if site.kind in _TAKEN_TO:
        named = [m for m in told.statement.mentions if m.kind == "person" and m.entity]
        outside = {m.entity for m in named if m.stop <= site.start and not told.in_source(m.start, m.stop)}
        if len(outside) == 1:
            yield outside.pop()
        return
    for label in sorted(
        {_CLASS.get(h.label, h.label) for h in told.inner("frames", "concepts") if _beside(told, h, site)}
    ):
        if label in _HAPPENING and label in own[told.report.id]:
            yield label


def _beside(told: Told, hit: Hit, site: _Site) -> bool:
    start, stop = min(hit.stop, site.stop), max(hit.start, site.start)
    return 0 <= stop - start <= _NEAR and _STOPS.isdisjoint(told.report.text[start:stop])


def _apart(a: Told, one: _Site, b: Told, other: _Site, texts: dict[str, frozenset[str]]) -> bool:
    return (
        a.report.id != b.report.id
        and one.before == other.before
        and texts[b.report.id].isdisjoint(one.begins)
        and texts[a.report.id].isdisjoint(other.begins)
    )


def _sites(told: Told, common: frozenset[str]) -> Iterator[_Site]:
    """The named sites of a statement."""
    hits = {(h.start, h.stop): h for h in (*told.of("concepts"), *told.of(_SECTION), *_in_names(told)) if _kind(h)}
    if not hits:
        return
    cut = words(told.statement.text, offset=told.statement.start)
    for (start, stop), hit in sorted(hits.items()):
        if told.in_source(start, stop):
            continue
        behind = bisect.bisect_left(cut, stop, key=lambda w: w.start)
        ahead = bisect.bisect_right(cut, start, key=lambda w: w.stop)
        after = _after(told, cut[behind : behind + _LONGEST], stop)
        before = [] if after else _before(told, cut[max(0, ahead - _LONGEST) : ahead], start)
        named = [w for w in after or before if w.folded not in common]
        begins = frozenset(o for w in named for o in openings(w.folded))
        if begins:
            ends = [start, stop, *(w.start for w in named), *(w.stop for w in named)]
            yield _Site(kind=hit.label, start=min(ends), stop=max(ends), begins=begins, before=bool(before))


def _kind(hit: Hit) -> bool:
    return hit.section == _SECTION or (hit.section == "concepts" and hit.label in _KINDS)


def _in_names(told: Told) -> Iterator[Hit]:
    """Kinds of site that stand within the name of a place; of hotels and churches, which towns are named after, of a person."""
    for m in told.statement.mentions:
        if m.kind in _IN_NAMES:
            cut = words(told.report.text[m.start : m.stop], offset=m.start)
            if len(cut) > 1:
                hits = refined(match_frames(cut, load_frames(told.statement.lang)))
                yield from (h for h in hits if _kind(h) and h.section == _IN_NAMES[m.kind])


def _after(told: Told, cut: Sequence[Word], at: int) -> list[Word]:
    """The capitalised words right behind a kind, joined to it at most by an adjective and short words."""
    text, found, gap = told.report.text, list[Word](), list[Word]()
    for w in cut:
        if not _STOPS.isdisjoint(text[at : w.start]) or any(t.start <= w.start < t.stop for t in told.statement.times):
            break
        at = w.stop
        if text[w.start].isupper():
            if gap and len(gap[-1].folded) > _SHORT:
                break
            found.append(w)
            gap = []
            continue
        gap.append(w)
        if len(gap) > _SHORT or any(len(g.folded) > _SHORT for g in (gap if found else gap[1:])):
            break
    return found


def _before(told: Told, cut: Sequence[Word], at: int) -> list[Word]:
    """The capitalised words right before a kind, without the one that opens the statement."""
    text, found = told.report.text, list[Word]()
    for w in reversed(cut):
        if not text[w.start].isupper() or not text[w.stop : at].isspace():
            break
        at = w.start
        if w.start > told.statement.start:
            found.append(w)
    return found


def _lower(told: Told) -> Iterator[str]:
    return (
        w.folded for w in words(told.statement.text, offset=told.statement.start) if told.report.text[w.start].islower()
    )


def _dispute(sides: tuple[Sequence[Told], Sequence[Told]], sites: tuple[_Site, _Site]) -> Dispute:
    values = [t[0].report.text[s.start : s.stop] for t, s in zip(sides, sites, strict=True)]
    detail = f"The same is set at “{values[0]}” and at “{values[1]}”; neither report has both."
    return differing("place", list(zip(values, sides, strict=True)), detail=detail, confidence=0.4, topic="site")
