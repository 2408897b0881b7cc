"""Compare agents: by whom something was done, or who is blamed for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...lang.frames import Hit
from ...records import Mention
from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .ties import Ties, background, done, ties_of
from .voices import opposed, statements

_DEEDS = frozenset(
    {"attack", "kill", "injure", "damage", "destroy", "shoot", "arrest", "explode", "invade", "violate", "break_off",
     "abduct", "pollute", "hack", "hit", "leak", "request"}
)  # fmt: skip
# deeds whose doer stands beside the verb; what they are done to is no one: a truce, a table
_OF_ONE = frozenset({"violate", "break_off", "request"})
_STRUCK, _FORCES = "attack", frozenset({"soldier", "fighter"})
_AGENTS = frozenset({"soldier", "fighter", "police", "protester", "union", "company"})
_REACH = 25  # code points between the word for "by" and the name
_NEAR = 45  # code points between the deed and the word for "by", or the blame and the name
_WHO = frozenset({"person", "organisation"})
_NATIONS = frozenset({"place", "other"})
_LEAST = 0.4


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed that voices of the story lay to different agents."""
    ties = ties_of(case)
    held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        if told.statement.polarity == "positive" and not background(told) and "deny" not in told.labels("frames"):
            for deed, who in sorted(set(_read(told))):
                held[deed][who].append(told)
    for deed, sides in sorted(held.items()):
        order = opposed(sides)
        pairs = [(a, b) for a in sides[order[0]] for v in order[1:] for b in sides[v] if _one_thing(a, b, deed, ties)]
        if not pairs or len({t.report.id for v in order for t in sides[v]}) < 2:
            continue
        kept = [order[0], *(v for v in order[1:] if any(b in sides[v] for _, b in pairs))]
        first, second = pairs[0]
        names = [_name(v, case, sides[v][0]) for v in kept]
        yield Dispute(
            kind="agent",
            about=first.statement.text,
            state="differing",
            sides=tuple(Side(value=n, statements=statements(sides[v])) for n, v in zip(names, kept, strict=True)),
            confidence=0.5,
            findings=(finding("agent", f"Different ones are named as who did it: {', '.join(names)}.", first, second),),
        )


def _one_thing(left: Told, right: Told, deed: str, ties: Ties) -> bool:
    """Whether two statements share what the deed was done to, or the deed alone says it."""
    if left.statement.id == right.statement.id:
        return False
    return deed in _OF_ONE or (
        any(not k.startswith("deed:") for k in ties.common(left, right)) and (ties.weight(left, right) >= _LEAST)
    )


def _read(told: Told) -> Iterator[tuple[str, str]]:
    """(deed, who): tied by a word for "by", by a word of blame, or by standing beside a deed that only one can do."""
    deeds = [h for h in done(told) if h.label in _DEEDS]
    for marker in told.inner("agent"):
        near = [h for h in deeds if -_NEAR <= marker.start - h.stop <= _NEAR]
        who = [(start, name) for start, stop, name in _people(told) if _tied(marker, start, stop)]
        if near and who:
            yield min(near, key=lambda h: (abs(marker.start - h.stop), h.start)).label, min(who)[1]
    blames = [h for h in told.of("frames") if h.label == "accuse"]
    for deed in deeds:
        if blames and not told.sources:
            continue  # who blames whom is not told: "both blame each other"
        if blames:
            who = _beside(told, blames[0], nations=True)
        elif deed.label in _OF_ONE:
            who = _beside(told, deed, nations=True)
        elif deed.label == _STRUCK and told.statement.mentions:
            who = [(away, name) for away, name in _behind(told, deed) if name in _FORCES]
        else:
            continue
        if who:
            yield deed.label, min(who)[1]


def _beside(told: Told, hit: Hit, *, nations: bool) -> list[tuple[int, str]]:
    found = [(max(a - hit.stop, hit.start - b, 0), name) for a, b, name in _people(told, nations=nations)]
    return [(away, name) for away, name in found if away <= _NEAR]


def _behind(told: Told, deed: Hit) -> list[tuple[int, str]]:
    """Who stands close behind a deed, as where the verb goes first."""
    return [(a - deed.stop, name) for a, _, name in _people(told) if 0 <= a - deed.stop <= _REACH]


def _people(told: Told, *, nations: bool = False) -> Iterator[tuple[int, int, str]]:
    """(start, stop, who) of everybody who can do a deed and is not the one who says it."""
    for m in told.statement.mentions:
        if m.entity and not told.in_source(m.start, m.stop) and _can(m, nations):
            yield m.start, m.stop, m.entity
    for h in told.inner("concepts"):
        if h.label in _AGENTS:
            yield h.start, h.stop, h.label


def _can(mention: Mention, nations: bool) -> bool:
    return mention.kind in _WHO or (nations and mention.kind in _NATIONS)


def _tied(marker: Hit, start: int, stop: int) -> bool:
    """Whether a name stands close on the side of the marker that its language puts it on."""
    away = start - marker.stop if marker.label == "after" else marker.start - stop
    return 0 <= away <= _REACH


def _name(who: str, case: Case, told: Told) -> str:
    """A name, or the words of a report for a kind of people."""
    if who in case.entities:
        return case.entities[who].label
    return next((told.words_of(h) for h in told.inner("concepts") if h.label == who), who)
