"""Compare causes: what reports name as the cause of one and the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...lang.frames import Hit
from ..told import Case, Told
from .dispute import Dispute, Side, finding

# concepts that news gives as causes; only these are compared, since "because of X" names all sorts of things
CAUSES = frozenset(
    {
        "firework",
        "lantern",
        "electric_fault",
        "gas_leak",
        "arson",
        "lightning",
        "technical_failure",
        "missile",
        "air_defence",
        "drone",
        "bomb",
        "sabotage",
        "storm",
        "snow",
        "rain",
        "human_error",
        "speed",
        "brakes",
        "signal",
        "virus",
        "drought",
        "earthquake",
        "landslide",
        "overload",
        "corrosion",
        "terrorism",
        "suicide",
    }
)
_REACH = 70  # code points between a word of cause and what it names
UNKNOWN = "unknown"
_NATURAL = frozenset({"rain", "snow", "storm", "landslide", "lightning", "drought", "earthquake"})


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each happening to which reports give different causes, or say that the cause is not known."""
    named: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        for effect, cause in sorted(set(read_causes(told))):
            named[effect][cause].append(told)
    for effect, held in sorted(named.items()):
        order = _opposed(held)
        if len(order) < 2:
            continue
        first, second = held[order[0]][0], held[order[1]][0]
        yield Dispute(
            kind="cause",
            about=first.statement.text,
            state="differing",
            sides=tuple(
                Side(value=c.replace("_", " "), statements=tuple(dict.fromkeys(t.statement.id for t in held[c])))
                for c in order
            ),
            confidence=0.6,
            findings=(finding("cause", f"{order[0]} | {order[1]} as the cause of {effect}", first, second),),
        )


def _opposed(held: Mapping[str, Sequence[Told]]) -> list[str]:
    """The cause told most widely and those that stand against it, each with a report of its own.

    Causes of nature come together (rain, then a landslide), so they are not opposed; nor are two causes that the same
    reports name.
    """
    kept: list[str] = []
    for cause in sorted(held, key=lambda c: (c == UNKNOWN, -len({t.report.id for t in held[c]}), c)):
        reports = {t.report.id for t in held[cause]}
        others = [{t.report.id for t in held[k]} for k in kept]
        natural = cause in _NATURAL and any(k in _NATURAL for k in kept)
        if not natural and all(reports - o and o - reports for o in others):
            kept.append(cause)
    return kept


def read_causes(told: Told) -> Iterator[tuple[str, str]]:
    """(effect, cause) pairs that a statement tells. The effect is a concept or frame, the cause one of `CAUSES`."""
    for marker in told.of("cause"):
        effects = [h for h in told.hits if h.section in {"concepts", "frames"} and h.label not in CAUSES]
        if marker.label == UNKNOWN:
            if effects:
                yield _nearest(marker, effects).label, UNKNOWN
            continue
        causes = [h for h in told.of("concepts") if h.label in CAUSES and _side(marker, h)]
        if causes and effects:
            cause = _nearest(marker, causes)
            yield _nearest(marker, effects).label, cause.label


def _side(marker: Hit, cause: Hit) -> bool:
    """Whether a concept stands where the marker puts its cause: after it, before it, or on either side."""
    after = 0 <= cause.start - marker.stop <= _REACH
    before = 0 <= marker.start - cause.stop <= _REACH
    return {"after": after, "before": before}.get(marker.label, after or before)


def _nearest(to: Hit, among: list[Hit]) -> Hit:
    return min(among, key=lambda h: (max(h.start - to.stop, to.start - h.stop, 0), h.start))
