"""Compare agents: by whom something was done to the same things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...lang.frames import Hit
from ...records import Mention
from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .voices import opposed, statements

_DEEDS = frozenset({"attack", "kill", "injure", "damage", "destroy", "shoot", "arrest", "accuse", "explode", "invade"})
_REACH = 12  # code points between the word for "by" and the name
_NEAR = 15  # code points between the deed and the word for "by"
_WHO = frozenset({"person", "organisation"})


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each deed, by kind and by what it was done to, that reports lay to different agents."""
    held: dict[tuple[str, str], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    for told in case.told:
        for deed, what, who in _read(told):
            held[deed, what][who.entity].append(told)
            names.setdefault(who.entity, told.report.text[who.start : who.stop])
    for (deed, what), sides in sorted(held.items()):
        order = opposed(sides)
        if len(order) < 2 or len({t.report.id for v in order for t in sides[v]}) < 2:
            continue
        first, second = sides[order[0]][0], sides[order[1]][0]
        yield Dispute(
            kind="agent",
            about=first.statement.text,
            state="differing",
            sides=tuple(Side(value=names[v], statements=statements(sides[v])) for v in order),
            confidence=0.5,
            findings=(
                finding("agent", f"{names[order[0]]} | {names[order[1]]} as who did it: {deed}, {what}", first, second),
            ),
        )


def _read(told: Told) -> Iterator[tuple[str, str, Mention]]:
    """(deed, what it was done to, who) where a word for "by" ties a name to the deed."""
    if told.statement.polarity == "negative":
        return
    for marker in told.of("agent"):
        deeds = [h for h in told.of("frames") if h.label in _DEEDS and -_NEAR <= marker.start - h.stop <= _NEAR]
        who = [m for m in told.statement.mentions if m.entity and m.kind in _WHO and _tied(marker, m)]
        if deeds and who:
            deed = min(deeds, key=lambda h: (abs(marker.start - h.stop), h.start))
            for what in sorted(told.labels("concepts")):
                yield deed.label, what, who[0]


def _tied(marker: Hit, mention: Mention) -> bool:
    """Whether a name stands close on the side of the marker that its language puts it on."""
    away = mention.start - marker.stop if marker.label == "after" else marker.start - mention.stop
    return 0 <= away <= _REACH
