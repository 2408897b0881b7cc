"""What a figure counts or measures, as keys under which figures of several reports are set side by side."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from ...figures import PEOPLE, Figure
from ...lang.frames import Hit
from ...units import kind_of
from ..periods import BEFORE, periods_of
from ..scope import denied, negated
from ..told import Case, Told
from .ties import background, ties_of

Item = tuple[Told, Figure]
Key = tuple[str, str, str, str]  # unit or kind, what is counted, what happens to it, of which time if not the event's

_WOUND = "wound"  # of one body
_ROOM = 25  # code points between a figure and the words that make it a capacity
_DOING = 25  # code points between a crowd and what it does
_CROWD_AT_LEAST = 20
_BY = 6  # code points between people and the word that they are aboard
_MOVES, _FROM_TO = frozenset({"rise", "fall"}), 16  # code points between the two figures of a rise
_CASE = "patient"  # the concept of words for cases
_VIRUS, _HURT, _ILL = "virus", "injure", "infect"
_OUTCOMES = frozenset({"kill", "recover"})  # of an illness
_FOUND, _LOST_TRACK, _FOUND_NEAR = "find", "miss", 40  # code points between people and that they were not found
# deeds that hurt: beside one of them the hurt are not the ill, whatever else is told of a virus
_VIOLENT = frozenset({"attack", "burn", "collapse", "crash", "explode", "flood", "protest", "shoot", "stab"})
_LOOKED_AT = 200  # counts of one kind of people that are held against those of another
_TELLING = 10  # smaller counts of two kinds of people are alike by chance
_MANY, _CLOSE = 50, 0.02  # counts that are the same but for a few
_SEVERAL = 10  # vague words below this count nothing: some, several
_KINDS = frozenset({"ordinal", "age", "fraction", "addition"})  # not counts of the whole of anything
# frames that tell one happening: a count of one is a count of the other
_CLASS = {
    "destroy": "collapse", "attend": "protest", "stab": "kill", "shoot": "kill", "drown": "kill", "cut_jobs": "dismiss"
}  # fmt: skip
_NOT_COUNTED = frozenset({"rise", "fall", "forecast", "accuse", "deny", "warn", "demand", "plan"})
# what people are counted for; beside any other deed they merely stand
FATES = frozenset(
    {"kill", "injure", "arrest", "evacuate", "miss", "infect", "rescue", "release", "trap", "abduct", "survive", "protest",
     "strike", "dismiss", "expel", "poison", "attack", "recover"}
)  # fmt: skip
SOMEBODY = "somebody"  # whoever is counted by a word that no table has, for what befell them
TAKING_PART = frozenset({"protest", "strike", "attack"})  # whoever is counted takes part
_CROWD = 100  # a bare number of those who take part
# what money is asked, paid or lost for, and the frames that say so where no noun does
SUMS = frozenset({"fine", "bond", "ransom", "bribe", "contract", "budget", "wage", "offer", "debt"})
_SPENT = frozenset({"pay", "cost", "steal", "damage", "buy", "sell"})
_MONEY, _PERCENT, _AREA, _SPEED = "money", "percent", "area", "speed"
_POST, _POSTS = "dismiss", frozenset({"job", "worker", "person"})  # who is laid off is a post cut
_LOST = frozenset({"burn", "destroy", "damage"})  # what befalls an area
_BURNT, _LIMIT, MOTION = "fire", "speed_limit", "motion"
_WINDS = "storm"  # whatever else blows
_RIVAL = "rival"
_LIMIT_NEAR = 30  # code points between a speed and the words that make it the one allowed
_TURNOUT = "turnout"
_BALLOT = frozenset({"vote", "elect", "win"})
_STANDING = frozenset({"person", "organisation", "other"})
_NEAR = 60  # code points between a sum and what it is for
_GRAVE_NEAR = 25  # code points between a count and the word that singles out the gravely hurt
_PART_NEAR = 20  # code points between a count and the words that make it a part of another
_NEXT = 3  # code points between a word for a part and its number
_RATIO_NEAR = 12  # code points between a part and the whole that it is counted out of
_NAMED = frozenset({"person", "organisation"})


@functools.lru_cache(maxsize=1)
def buckets(case: Case) -> dict[Key, list[Item]]:
    """Figures by what they count and what happens to it, so that only like is compared with like."""
    found: dict[Key, list[Item]] = defaultdict(list)
    kinds, periods, ties = _kinds(case), periods_of(case), ties_of(case)
    for told in case.told:
        grave, former = _grave(told), _former(told)
        for f in told.figures:
            period = periods.of(told, f)
            if period == BEFORE or (not period and background(told, f.start)):
                continue
            if f.kind in _KINDS or (f.approximate and f.high < _SEVERAL) or _part(told, f, grave):
                continue
            if ties.foreign(told) or f.start in former or _could_be(told, f):
                continue
            counted = _people(_not_found(_case(f, told), told), told)
            for head in _heads(told, counted, kinds):
                for frame in _frames(counted, head):
                    singled = f"{frame} gravely" if f.start in grave else frame
                    found[f.unit or f.kind, head, singled, period].append((told, counted))
    _under_one_word(found)
    return found


def _former(told: Told) -> frozenset[int]:
    """Starts of the figures that another of their statement has replaced: the 335 of "rose from 335 to 433"."""
    if not told.labels("frames") & _MOVES:
        return frozenset()
    return frozenset(
        a.start
        for a, b in itertools.pairwise(told.figures)
        if 0 <= b.start - a.stop <= _FROM_TO and a.unit == b.unit and not (b.heads - a.heads) and a.low != b.low
    )


def _case(f: Figure, told: Told) -> Figure:
    """Cases of an illness count the infected, also where the dead are told of beside them.

    A language may have one word for the hurt and the ill: beside a virus, and no deed that hurts, they are the ill.
    """
    if _HURT in f.frames and _VIRUS in told.labels("concepts") and not told.labels("frames") & _VIOLENT:
        f = msgspec.structs.replace(f, frames=frozenset({_ILL}))
    dead = any(g.start != f.start and "kill" in g.frames for g in told.figures)
    if _CASE not in f.concepts or f.frames - {"kill", "infect", "find"} or ("kill" in f.frames and not dead):
        return f
    return msgspec.structs.replace(f, concepts=f.concepts - {_CASE} | {"person"}, frames=frozenset({_ILL}))


def _not_found(f: Figure, told: Told) -> Figure:
    """People told not to have been found are missing."""
    if not (_FOUND in f.frames and f.concepts & PEOPLE):
        return f
    near = [h for h in told.inner("frames") if h.label == _FOUND and 0 <= h.start - f.stop <= _FOUND_NEAR]
    lost = denied(near[:1], told, negated(told))
    return msgspec.structs.replace(f, frames=frozenset({_LOST_TRACK})) if lost else f


def _could_be(told: Told, f: Figure) -> bool:
    """Whether a figure is of how many there is room for."""
    return any(h.label == "capacity" and _away(f, h) <= _ROOM for h in told.of("bound"))


def _people(f: Figure, told: Told, *, again: bool = True) -> Figure:
    """People told to be aboard are passengers; those named by a country are people: "dozens of Peruvians"."""
    if f.unit or f.kind != "cardinal":
        return f
    stop = f.start + len(f.text)
    aboard = [
        h for h in told.of("bound") if h.label == "aboard" and min(abs(h.start - stop), abs(f.start - h.stop)) <= _BY
    ]
    if aboard and f.concepts <= {"person"} and not f.frames & FATES:
        return msgspec.structs.replace(f, concepts=frozenset({"passenger"}), frames=frozenset())
    doing = [h for h in told.inner("frames") if h.label in TAKING_PART and 0 < h.start - stop <= _DOING]
    crowd = f.approximate and f.low >= _CROWD_AT_LEAST and not f.frames & (FATES - TAKING_PART)
    if again and doing and crowd and not {",", ".", ";"} & set(told.report.text[stop : doing[0].start]):
        return _people(
            msgspec.structs.replace(f, frames=frozenset({doing[0].label}), approximate=True), told, again=False
        )
    named = any(
        m.kind == "other" and m.entity and f.stop < m.start + 1 and m.stop <= stop for m in told.statement.mentions
    )
    if named and not f.concepts and f.frames & TAKING_PART:
        return msgspec.structs.replace(f, concepts=frozenset({"person"}))
    return f


def _under_one_word(found: dict[Key, list[Item]]) -> None:
    """Counts of people of one fate that two reports give alike under two words are of the same people.

    25 fighters killed and "more than 25 dead": then the 31 dead of a third report are opposed to the 25 fighters.
    """
    for key in sorted(k for k in found if k[1] == "person" and k[2] in FATES):
        for other in sorted(k for k in found if k[1] in PEOPLE - {"person"} and k[0] == key[0] and k[2:] == key[2:]):
            if any(_alike(a, b) for a in found[key][:_LOOKED_AT] for b in found[other][:_LOOKED_AT]):
                known = {(t.statement.id, f.start) for t, f in found[key]}
                found[key] += [i for i in found[other] if (i[0].statement.id, i[1].start) not in known]


def _alike(one: Item, other: Item) -> bool:
    (a, f), (b, g) = one, other
    if a.report.id == b.report.id or f.low < _TELLING or g.low < _TELLING or f.approximate or g.approximate:
        return False
    return f.low == g.low or (min(f.low, g.low) >= _MANY and abs(f.low - g.low) <= _CLOSE * max(f.low, g.low))


def _frames(f: Figure, head: str) -> list[str]:
    if f.unit:
        return [""]
    if head == _WOUND:
        return ["injure"]
    frames = {_CLASS.get(x, x) for x in f.frames - _NOT_COUNTED}
    if head in PEOPLE:
        frames &= FATES
        if not frames and head == "person":
            return []
        return sorted(frames) or [""]
    return [*sorted(frames), ""]


def _heads(told: Told, f: Figure, kinds: Mapping[tuple[str, float, float, str], str]) -> Iterator[str]:
    """What is counted: concepts, or else words; for money what it is for, or else the deed and who is named with it."""
    if f.kind == _MONEY:
        yield from _sums(told, f)
    elif f.unit == "magnitude":
        yield "aftershock" if "aftershock" in told.labels("concepts") else "earthquake"
    elif f.kind == _PERCENT and _TURNOUT in told.told_labels("concepts"):
        yield _TURNOUT
    elif f.kind == _PERCENT and told.told_labels("concepts", "frames") & _BALLOT:
        who = "" if _RIVAL in told.told_labels("concepts") else _named_by(told, f)
        yield from [who] if who else [_RIVAL] if _RIVAL in told.told_labels("concepts") else sorted(f.concepts)
    elif kind_of(f.unit) == _AREA and f.frames & _LOST:
        yield _BURNT
    elif kind_of(f.unit) == _SPEED:
        yield _motion(told, f)
    elif _POST in {_CLASS.get(x, x) for x in f.frames} and f.concepts & _POSTS:
        yield "job"
    elif f.unit:
        yield from sorted(f.concepts) or sorted(f.heads)
    elif (f.frames & TAKING_PART and (f.concepts & PEOPLE or (not f.concepts and not f.heads and f.low >= _CROWD))) or (
        f.frames & TAKING_PART and not f.concepts and f.low >= _CROWD and told.labels("concepts") & PEOPLE
    ):
        yield "person"
    else:
        heads = sorted(f.concepts) or sorted(f.heads)
        if not f.concepts and f.heads and {_CLASS.get(x, x) for x in f.frames} & FATES:
            yield SOMEBODY
        for head in heads:
            more = {kinds.get((told.report.id, f.low, f.high, _CLASS.get(x, x)), head) for x in f.frames}
            yield from sorted(more) if head == "person" and more else [head]


def _kinds(case: Case) -> dict[tuple[str, float, float, str], str]:
    """What a report itself calls those whom it elsewhere counts as people: "2 people" hurt, in its headline "2 sailors"."""
    found: dict[tuple[str, float, float, str], str] = {}
    for told in case.told:
        for f in told.figures:
            special = sorted((f.concepts & PEOPLE) - {"person"})
            if special and not f.approximate:
                for frame in f.frames:
                    found.setdefault((told.report.id, f.low, f.high, _CLASS.get(frame, frame)), special[0])
    return found


def _sums(told: Told, f: Figure) -> Iterator[str]:
    near = [h for h in told.inner("concepts") if h.label in SUMS and _away(f, h) <= _NEAR]
    if near:
        yield min(near, key=lambda h: (_away(f, h), h.start)).label
        return
    yield from sorted(f.frames & _SPENT)
    for m in told.statement.mentions:
        if m.entity and m.kind in _NAMED and not told.in_source(m.start, m.stop):
            yield m.entity


def _named_by(told: Told, f: Figure) -> str:
    """Who a share is of: the nearest name that is not the voice's."""
    near = [
        (max(m.start - f.stop, f.start - m.stop, 0), m.start, m.entity)
        for m in told.statement.mentions
        if m.entity and m.kind in _STANDING and not told.in_source(m.start, m.stop)
    ]
    return min(near)[2] if near else ""


def _motion(told: Told, f: Figure) -> str:
    """What has a speed: the wind, a limit, or else whatever the story is of."""
    if any(h.label == _LIMIT and _away(f, h) <= _LIMIT_NEAR for h in told.inner("concepts")):
        return _LIMIT
    return _WINDS if _WINDS in told.told_labels("concepts") else MOTION


def _away(f: Figure, hit: Hit) -> int:
    return max(hit.start - f.stop, f.start - hit.stop, 0)


def _grave(told: Told) -> frozenset[int]:
    """Starts of the figures that count only the gravely hurt: the figure before the word for it, or else behind it."""
    found = set()
    for hit in told.of("bound"):
        if hit.label == "grave":
            before = [f for f in told.figures if 0 <= hit.start - f.stop <= _GRAVE_NEAR]
            after = [f for f in told.figures if 0 <= f.start - hit.stop <= _GRAVE_NEAR]
            if before or after:
                found.add(before[-1].start if before else after[0].start)
    return frozenset(found)


def _marked(told: Told, mark: Hit) -> int:
    """Start of the figure that a word for a part belongs to: the next one ("of them at least eight"), or else the one before."""
    stop = mark.stop
    for bound in told.of("bound"):
        if bound.label == "at_least" and 0 <= bound.start - stop <= _NEXT:
            stop = bound.stop
    after = [f.start for f in told.figures if 0 <= f.start - stop <= _NEXT]
    over = [
        f.start
        for f in told.figures
        if f.start < mark.stop and mark.start < f.stop + _PART_NEAR and f.start <= mark.start
    ]
    return after[0] if after else over[-1] if over else -1


def _part(told: Told, f: Figure, grave: frozenset[int]) -> bool:
    """Whether a count is of some among those that another counts ("eight of them"), or of all that a part is of."""
    if f.start in grave:
        return False
    marks = told.of("bound")
    if f.frames & _OUTCOMES and any(_ILL in _case(g, told).frames and g.stop <= f.start for g in told.figures):
        return False  # "900 ill, of whom 40 died": all who died were ill
    parts = {"part"} if "miss" in f.frames else {"part", "still"}  # those still missing are all who are
    if any(_marked(told, h) == f.start for h in marks if h.label in parts):
        return True
    if any(h.label == "some" and 0 <= f.start - h.stop <= 1 for h in told.of("extent")):
        return True  # "one of six": six is what one is of
    before = [g for g in told.figures if 0 <= f.start - g.stop <= _RATIO_NEAR and g.low < f.low]
    return any(h.label == "ratio" and before[-1].stop <= h.start and h.stop <= f.start for h in marks if before)
