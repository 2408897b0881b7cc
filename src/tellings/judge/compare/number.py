"""Compare numbers: figures that count the same thing to which the same happened, with values that do not agree."""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set

from ...figures import Figure, relate
from ...units import MONEY, kind_of
from ..setting import Settings, settings_of
from ..told import Case, Told
from ..whereabouts import by_country, whereabouts_of
from .counting import MOTION, SOMEBODY, SUMS, TAKING_PART, Item, Key, buckets
from .dispute import Dispute, Side, finding, no_report_holds_both
from .revised import parted, revision, same_value, state, without_parts
from .ties import Ties, set_against, ties_of
from .twice import Twice

_APART = 1.2  # ratio from which "at least" and "more than" figures differ though they do not exclude each other
_BEYOND = 1.03  # the same where the greater is past the next figure that is as round as the smaller
_APART_TIME = 1.6  # the same for lengths of time: "more than two hours" may be three
_GREAT, _TINY = 10_000, 100
_MAGNITUDE = 1000  # "thousands" may be tens of thousands
_CHANGE = frozenset({"rise", "fall"})  # frames: a figure that is said to have moved
_WIDE = 4  # ratio of the bounds from which on a figure is only an order of magnitude
_INFINITE = float("inf")
_PERCENT = "percent"
_STRENGTH, _TIME, _LASTS = "magnitude", "s", "last"
_LOADS = frozenset({"", "weight", "volume"})  # what is counted or weighed, of which there may be much besides
_TIES = 1.2  # what statements have in common whose figures say little of what they count
_TIES_MONEY = 0.5
_TIES_SOMEBODY = 0.9
_TIES_PERIOD = 0.5  # the same for figures of another time
_ABOARD = frozenset({"passenger", "crew"})  # of these there is one number in a story, apart from what befell some
_ONE_LOAD, _CLOSE = 50, 1.1
_TIES_ABOARD = 0.4
_LOOKED_AT = 60  # sums of one thing that are held against each other
_AGAIN = 2  # times as often as another that a figure is told by the report that holds it
_SPREAD = 3  # ratio of the figures of a list
_MANY = 3  # values that one report gives for one thing, from which on it lists several
_DAY = 10  # length of an ISO date
_SHOWN = 120  # code points of a statement that is quoted
_SEVERAL, _ROUNDED = 2, 0.01
_REVISED = 3  # statements between a figure and the one that it revises
_FEW = 20
_SIZE = 6  # ratio of two such figures from which on they count different things


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each thing counted on which reports do not agree."""
    seen: set[frozenset[str]] = set()
    revised = [t for t in case.told if t.labels("revision") or t.labels("frames") & _CHANGE]
    ties, settings = ties_of(case), settings_of(case)
    counts = list(of_one_country(case))
    twice = Twice(counts, settings)
    used: set[tuple[str, int]] = set()  # figures opposed already: what is counted for a deed need not be without one
    for key, items in counts:
        if _listing(key, items):
            continue
        if kind_of(key[0]) == MONEY and any(_each(a, b) for a, b in itertools.combinations(items[:_LOOKED_AT], 2)):
            continue
        sides = _opposed(
            _of_one_setting(_sides(_told_most(key, _of_one_size(key, items), revised)), settings), revised, key, twice
        )
        if _loosely(key) or not (kind_of(key[0]) or any(f.concepts for _, f in items)):
            sides = [] if _again(sides, used) else _tied_ones(sides, functools.partial(_fit, key, ties, settings))
        sides = without_parts(sides, revised)
        if len(sides) < 2 or not (_of_two_reports(sides) or _of_itself(sides, key, twice)):
            continue
        members = frozenset(t.statement.id for side in sides for t, _ in side)
        if members not in seen:
            seen.add(members)
            used |= {(t.statement.id, f.start) for side in sides for t, f in side}
            yield from (_dispute(key, part, revised, case) for part in parted(sides))


def _of_two_reports(sides: Sequence[Sequence[Item]]) -> bool:
    return len({t.report.id for side in sides for t, _ in side}) > 1


def _of_itself(sides: Sequence[Sequence[Item]], key: Key, twice: Twice) -> bool:
    """Whether a report tells one happening twice, with different figures."""
    return any(twice.told(a, b, key) for one, other in itertools.pairwise(sides) for a in one for b in other)


def _listing(key: Key, items: Sequence[Item]) -> bool:
    """Whether one report gives many figures for what looks like one thing: of so many towns, days or parties."""
    if key[2] in TAKING_PART or kind_of(key[0]) == MONEY:
        return False
    given: dict[str, list[Figure]] = {}
    for told, f in items:
        known = given.setdefault(told.report.id, [])
        if not _vague(f) and not any(agree(f, g) for g in known):
            known.append(f)
    return any(
        len(values) >= _MANY and max(map(_core, values)) >= _SPREAD * min(map(_core, values))
        for values in given.values()
    )


def _of_one_size(key: Key, items: Sequence[Item]) -> Sequence[Item]:
    """Great counts without those a hundred times smaller, which are of a land or time that nobody named; crowds stay."""
    if kind_of(key[0]) or not key[2] or key[2] in TAKING_PART:
        return items
    most = max((_core(f) for _, f in items), default=0)
    return [i for i in items if _core(i[1]) * _TINY >= most] if most >= _GREAT else items


def _told_most(key: Key, items: Sequence[Item], revised: Sequence[Told]) -> list[Item]:
    """The figures without those that a report gives once where it gives another again and again.

    Nine dead in its headline and twice in its text, and once the eight of a condolence: it holds nine.
    """
    if kind_of(key[0]) or not key[2]:
        return list(items)
    moved = {t.report.id for t in revised}
    counts = Counter((t.report.id, f.low) for t, f in items)
    most = {r: max(n for (of, _), n in counts.items() if of == r) for r in {t.report.id for t, _ in items}}
    return [
        (t, f)
        for t, f in items
        if t.report.id in moved or most[t.report.id] < _AGAIN or counts[t.report.id, f.low] * _AGAIN > most[t.report.id]
    ]


def of_one_country(case: Case) -> Iterator[tuple[Key, list[Item]]]:
    """Figures by what they count, counts of two countries apart, figures for which a deed is known first."""
    whereabouts = whereabouts_of(case)
    for key, items in sorted(buckets(case).items(), key=lambda b: (not b[0][2], b[0])):
        counted = not kind_of(key[0]) or key[0] == _PERCENT
        for part in by_country(items, whereabouts) if counted else [items]:
            yield key, part


def _sides(items: Sequence[Item]) -> list[list[Item]]:
    """Figures grouped so that within a side none excludes another, by rising value.

    A vague figure ("thousands") makes no side: it goes with the one side that it fits, and with none where it fits two.
    """
    sides: list[list[Item]] = []
    plain = [i for i in items if not _vague(i[1])]
    for item in sorted(plain, key=lambda i: (_core(i[1]), i[1].high, i[0].statement.id)):
        home = next((s for s in sides if all(agree(item[1], f) for _, f in s)), None)
        if home is None:
            sides.append([item])
        else:
            home.append(item)
    loose: list[list[Item]] = []
    for item in sorted((i for i in items if _vague(i[1])), key=lambda i: (_core(i[1]), i[0].statement.id)):
        homes = [s for s in (*sides, *loose) if all(agree(item[1], f) for _, f in s)]
        if len(homes) == 1:
            homes[0].append(item)
        elif not homes:
            loose.append([item])
    return sorted((*sides, *loose), key=lambda s: _core(s[0][1]))


def _of_one_setting(sides: Sequence[list[Item]], settings: Settings) -> list[list[Item]]:
    """The sides that are not set apart from one another: those of the most reports, without the dead of another town."""
    groups: list[list[list[Item]]] = []
    for side in sides:
        near = [g for g in groups if any(not settings.apart(a, b) for s in g for a, _ in side for b, _ in s)]
        groups = [g for g in groups if g not in near] + [[s for g in near for s in g] + [side]]
    most = max(groups, key=lambda g: (len({t.report.id for s in g for t, _ in s}), len(g)), default=[])
    return [s for s in sides if s in most]


def _vague(f: Figure) -> bool:
    return f.approximate and f.high >= _WIDE * f.low


def _again(sides: Sequence[Sequence[Item]], used: Set[tuple[str, int]]) -> bool:
    """Whether figures of two sides are opposed already."""
    return sum(any((t.statement.id, f.start) in used for t, f in side) for side in sides) > 1


def _loosely(key: Key) -> bool:
    """Whether a key says little of what is counted: no deed, a load, or money of which only a deed or a name is known."""
    unit, head, frame, period = key
    if period or head in {SOMEBODY, MOTION}:
        return True  # the dead of a year are those of some town or country
    return not frame and (head not in SUMS if kind_of(unit) == MONEY else kind_of(unit) in _LOADS or unit == _TIME)


def _fit(key: Key, ties: Ties, settings: Settings, left: Item, right: Item) -> bool:
    """Whether two statements have enough else in common for a key that says little, and their values are of one size."""
    (a, f), (b, g) = left, right
    if _core(g) > _SIZE * _core(f) and f.unit != _TIME:
        return False
    if f.unit == _TIME and _LASTS in f.concepts:
        told_of = ties.common(a, b) - {f"deed:{_LASTS}"}
        if not any(k.startswith(("deed:", "thing:")) for k in told_of):
            return False  # a siege lasted five hours, a service two
    if f.concepts & _ABOARD and _core(f) >= _ONE_LOAD and _core(g) < _CLOSE * _core(f):
        return True  # 175 and 176 aboard: large numbers so near each other are of one plane
    if key[1] == SOMEBODY and (a.statement.lang == b.statement.lang or len(a.figures) > 1 or len(b.figures) > 1):
        return False  # two words of one language count two kinds; so may two figures of one statement
    if (
        not (kind_of(key[0]) or key[2] or key[3])
        and _core(g) < _FEW
        and not f.concepts & _ABOARD
        and not (a.row and a.row == b.row)
    ):
        return False  # three helicopters and five: of things by the handful there are more
    if key[3]:
        return ties.settled(a, b) >= _TIES_PERIOD and not settings.elsewhere(a, b)
    return ties.settled(a, b) >= (_TIES_SOMEBODY if key[1] == SOMEBODY else _least(f))


def _each(left: Item, right: Item) -> bool:
    """Whether one sum is what each of so many pays, and the other what they pay together."""
    (a, f), (b, g) = left, right
    low, high = sorted((_core(f), _core(g)))
    counts = {x.low for t in (a, b) for x in t.figures if not x.unit and x.low == x.high and x.low >= _SEVERAL}
    return low > 0 and any(abs(high - n * low) <= _ROUNDED * high for n in counts)


def _least(f: Figure) -> float:
    """What two statements need in common for such a figure."""
    if kind_of(f.unit) not in _LOADS:
        return _TIES_MONEY
    return _TIES_ABOARD if f.concepts & _ABOARD else _TIES


def _tied_ones(sides: Sequence[list[Item]], fit: Callable[[Item, Item], bool]) -> list[list[Item]]:
    """The sides that fit another: 180 and 230 passengers of a train, without the 95,000 that a line has a day."""
    fitting: set[int] = set()
    for n, k in itertools.combinations(range(len(sides)), 2):
        if not {n, k} <= fitting and any(fit(a, b) for a in sides[n] for b in sides[k]):
            fitting |= {n, k}
    return [sides[n] for n in sorted(fitting)]


def _opposed(sides: Sequence[list[Item]], revised: Sequence[Told], key: Key, twice: Twice) -> list[list[Item]]:
    """The most widely told side and those that stand against it: told by other reports, unless one says it was revised.

    A report that gives two figures for what looks like one thing counts two things: the whole and a part, this year and
    another. It does not where it sets one voice's figure beside another's, or tells one happening twice.
    """
    if not sides:
        return []
    ranked = sorted(range(len(sides)), key=lambda n: (-len({t.report.id for t, _ in sides[n]}), n))
    kept = [ranked[0]]
    for n in ranked[1:]:
        against = [sides[k] for k in kept]
        if all(_apart(sides[n], s, key, twice) or revision([sides[n], s], revised) for s in against):
            kept.append(n)
    return [sides[n] for n in sorted(kept)]


def _apart(left: Sequence[Item], right: Sequence[Item], key: Key, twice: Twice) -> bool:
    """Whether no report holds both figures, or each that does sets one voice's figure beside another's, or is at odds."""
    if no_report_holds_both(_told(left), _told(right)):
        return True
    both = {t.report.id for t in _told(left)} & {t.report.id for t in _told(right)}
    return all(
        any(
            _beside(a, b, key) or twice.told(a, b, key)
            for a in left
            for b in right
            if a[0].report.id == b[0].report.id == r
        )
        for r in both
    )


def _beside(left: Item, right: Item, key: Key) -> bool:
    """Figures that one report sets beside each other: of two voices, or of one thing that is named once for both."""
    (a, f), (b, g) = left, right
    if f.unit == _STRENGTH or f.start in a.carried or g.start in b.carried:
        return abs(a.at - b.at) <= 1
    return (bool(key[0] and kind_of(key[0])) or key[2] in TAKING_PART) and not _loosely(key) and set_against(a, b)


def _told(side: Sequence[Item]) -> list[Told]:
    return [t for t, f in side if not _vague(f)] or [t for t, _ in side]


def agree(left: Figure, right: Figure) -> bool:
    """Whether two figures can stand beside each other: equal, one including the other, or too vague to tell.

    "About 30", "30" and "at least 30" agree; so do "thousands" and "19,000". "At least 30" and "more than 50" do not
    exclude each other, yet no reader takes them for one figure: they differ.
    """
    if relate(_loose(left), _loose(right)) == "apart":
        return False
    if left.approximate or right.approximate or _INFINITE not in (left.high, right.high):
        return left.low > -_INFINITE or right.low > -_INFINITE or left.high == right.high
    low, high = sorted((_core(left), _core(right)))
    apart = _APART if high < next_as_round(low) else _BEYOND
    return low <= 0 or high / low < (_APART_TIME if left.unit == _TIME else apart)


def next_as_round(value: float) -> float:
    """The next figure as round as this one: whoever says "more than 69,000" has not counted 70,000."""
    step = 1
    while value >= step * 10 and value % (step * 10) == 0:
        step *= 10
    return value + step


def _loose(f: Figure) -> Figure:
    if _vague(f) and f.low >= _MAGNITUDE:
        return Figure(statement=f.statement, start=f.start, stop=f.stop, low=f.low, high=f.high * 10, unit=f.unit)
    return f


def _core(f: Figure) -> float:
    return f.low if f.low > -_INFINITE else f.high


def _dispute(key: Key, sides: Sequence[Sequence[Item]], revised: Sequence[Told], case: Case) -> Dispute:
    (low, x), (high, y) = sides[0][0], sides[-1][0]
    how, why = state(sides, revised)
    return Dispute(
        kind="number",
        about=min((t.statement.text for side in sides for t, _ in side), key=lambda text: (len(text), text)),
        state=how,
        sides=tuple(Side(value=worded_figure(*side[0]), statements=_statements(side, case)) for side in sides),
        confidence=0.7 if relate(x, y) == "apart" else 0.55,
        topic=key[2] or key[0],
        findings=(finding("number", f"“{worded_figure(low, x)}” and “{worded_figure(high, y)}”: {why}.", low, high),),
    )


def worded_figure(told: Told, f: Figure) -> str:
    """A figure in a report's words, with the words for its bound right before it: "more than 50 animals"."""
    bounds = [h.start for h in told.of("bound") if h.label == "at_least" and 0 <= f.start - h.stop <= 1]
    if _INFINITE not in (f.high, -f.low) or not bounds:
        return f.text
    return told.report.text[bounds[-1] : f.start] + f.text


def _statements(side: Sequence[Item], case: Case) -> tuple[str, ...]:
    """The statements of a side, and others of its reports that give the same figure for the same thing."""
    found = [t.statement.id for t, _ in side]
    reports = {t.report.id for t, _ in side}
    for told in case.told:
        if told.report.id in reports and any(
            same_value(f, g) and _same_fate(f, g) for f in told.figures for _, g in side
        ):
            found.append(told.statement.id)
    return tuple(dict.fromkeys(found))


def _same_fate(one: Figure, other: Figure) -> bool:
    return not (one.frames and other.frames) or not one.frames.isdisjoint(other.frames)
