"""Compare causes: what reports name as the cause of one and the same happening."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...lang.frames import Hit
from ..claimants import OUTLET
from ..scope import Negated, breaks, denied, negated
from ..told import Case, Told
from .account import CRASH, read
from .dispute import Dispute, Side, asserted_denied, finding
from .ties import background
from .voices import other_camps, voice

# what makes ill, and what it came in: the one does not exclude the other
_GERMS = frozenset({"salmonella", "norovirus", "listeria", "e_coli", "botulism", "methanol", "virus"})
_FOODS = frozenset({"chicken", "cheese", "egg", "mushroom", "milk", "fish", "beef", "vegetable"})
_ILL = "infect"
# concepts that news gives as causes; only these are compared, since "because of X" names all sorts of things
CAUSES = frozenset(
    {"firework", "lantern", "electric_fault", "gas_leak", "arson", "lightning", "technical_failure", "missile", "air_defence",
     "drone", "bomb", "sabotage", "storm", "snow", "rain", "human_error", "speed", "brakes", "signal", "virus", "drought",
     "earthquake", "landslide", "overload", "corrosion", "terrorism", "suicide", "track_fault", "design_fault", "weather",
     "negligence", "artillery", "soft_ground"}
)  # fmt: skip
# what happens, by the deed that tells it; other effects go by their nearest concept
_EVENTS = frozenset(
    {"crash", "collapse", "explode", "burn", "destroy", "flood", "outage", "pollute", "infect", "damage", "kill"}
)
_HAPPENING = frozenset({"crash", "collapse", "burn", "destroy", "flood", "outage", _ILL})
_EXPLODING = frozenset({"gas_leak", "bomb"})
_SAME = {"burn": "fire", "destroy": "fire"}
_PLAIN = {"arson": "fire"}  # causes that are told as what happened
# what is alleged rather than seen, so that it can be ruled out
_ALLEGED = CAUSES - {"storm", "snow", "rain", "earthquake", "landslide", "drought", "weather"}
_FATES = frozenset({"kill", "injure", "arrest", "infect", "evacuate", "miss"})
_DENY = "deny"
_DENYING = "denying verb"  # the rule of the packs for "ruled out", "denied"
_APPOSED = 30  # code points from a thing to the words that say what sort of thing it is
_REACH = 70  # code points between a word of cause and what it names
UNKNOWN = "unknown"
_OCCASION = frozenset({"during", "during_before"})  # told in `occasion`
_NATURAL = frozenset({"rain", "snow", "storm", "landslide", "lightning", "drought", "earthquake"})


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each happening to which reports give different causes, or say that the cause is not known."""
    named: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    main = _main_event(case)
    for told in case.told:
        for effect, cause in sorted(set(read_causes(told, main))):
            named[effect][cause].append(told)
    for told in case.told:
        for cause in sorted(_exploded(told)):
            if main in named:
                named[main][cause].append(told)
    for told in case.told if main == "crash" else ():
        for cause in set() if background(told) else sorted(set(read(told, CRASH))):
            named[main][cause].append(told)
    yield from _ruled_out(case, named, main)
    for _, held in sorted(named.items()):
        order = _opposed(held)
        if len(order) < 2:
            continue
        first, second = held[order[0]][0], held[order[1]][0]
        yield Dispute(
            kind="cause",
            about=first.statement.text,
            state="differing",
            sides=tuple(
                Side(value=_words(held[c][0], c), statements=tuple(dict.fromkeys(t.statement.id for t in held[c])))
                for c in order
            ),
            confidence=0.6,
            findings=(
                finding(
                    "cause",
                    f"Reports give different causes: “{_words(first, order[0])}” and “{_words(second, order[1])}”.",
                    first,
                    second,
                ),
            ),
        )


def _ruled_out(case: Case, named: Mapping[str, Mapping[str, Sequence[Told]]], main: str) -> Iterator[Dispute]:
    """One dispute for each cause that one voice names and another says it was not."""
    no: dict[str, list[Told]] = defaultdict(list)
    for told in case.told:
        if told.statement.voice != "undetermined" and not background(told):
            for cause in sorted(_denied(told)):
                no[cause].append(told)
    for cause, against in sorted(no.items()):
        held = named.get(main, {}).get(cause, ())
        yes = [t for t in held if any(other_camps(t, d) and t.report.id != d.report.id for d in against)]
        if yes:
            yield asserted_denied(
                yes,
                against,
                detail=f"One side names “{_words(yes[0], cause)}” as the cause, another says that it was not.",
                topic=f"no {cause}",
            )


def _denied(told: Told) -> frozenset[str]:
    """The causes that a statement says it was not: near a word of denial, in its clause, or behind one of cause there."""
    causes = [h for h in told.inner("concepts") if h.label in _ALLEGED]
    clauses = negated(told) if causes else ()
    untrue = {h.label for h in causes for d in told.of("frames") if d.label == _DENY and _one_clause(told, h, d)}
    if not clauses:
        return frozenset(untrue)
    markers = [h for h in told.of("cause") if h.label in {"after", "before"}]
    said = denied(markers, told, clauses)
    causes = [h for h in causes if not _befell_nobody(told, h, clauses)]
    tied = {h.label for h in causes for m in said if _side(m, h)}
    outright = {h.label for h in causes for c in clauses if _DENYING in c.rules and c.start <= h.start < c.stop}
    return frozenset(tied | outright | untrue)


def _befell_nobody(told: Told, cause: Hit, clauses: Sequence[Negated]) -> bool:
    """Whether what is denied is that anybody was hurt, not of what: "nobody was hurt by fireworks"."""
    marks = [stop for c in clauses for _, stop in c.marks if stop <= cause.start]
    return bool(marks) and any(max(marks) <= h.start < cause.start for h in told.of("frames") if h.label in _FATES)


def _one_clause(told: Told, one: Hit, other: Hit) -> bool:
    start, stop = min(one.start, other.start), max(one.stop, other.stop)
    return not any(start < c < stop for c in breaks(told))


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
        joined = any({cause, k} & _GERMS and {cause, k} & _FOODS for k in kept)
        apart = all(reports - o and o - reports for o in others) or _by_voices(held[cause], [held[k] for k in kept])
        if not natural and not joined and apart:
            kept.append(cause)
    return kept


def _by_voices(told: Sequence[Told], others: Sequence[Sequence[Told]]) -> bool:
    """Whether other named sources tell one cause than those that tell the others."""
    mine = {voice(t) for t in told}
    theirs = [{voice(t) for t in other} for other in others]
    return all(mine.isdisjoint(t) for t in theirs) and not any(v.startswith(OUTLET) for v in mine.union(*theirs))


def _main_event(case: Case) -> str:
    """The event that most reports tell of, "" where none is."""
    reports: dict[str, set[str]] = defaultdict(set)
    for told in case.told:
        for label in told.told_labels("frames") & _HAPPENING:
            reports[_SAME.get(label, label)].add(told.report.id)
    return max(sorted(reports), key=lambda e: len(reports[e]), default="")


def _exploded(told: Told) -> frozenset[str]:
    """What is told to have exploded, in a story that is of something else: that is meant as its cause."""
    frames = told.told_labels("frames")
    if told.statement.polarity == "negative" or "explode" not in frames or "deny" in told.labels("frames"):
        return frozenset()
    return told.told_labels("concepts") & _EXPLODING


def read_causes(told: Told, main: str = "") -> Iterator[tuple[str, str]]:
    """(effect, cause) pairs that a statement tells. The effect is a concept or frame, the cause one of `CAUSES`.

    `main` is the effect where a statement names only the cause: "it gave way under the snow".
    """
    if background(told):
        return
    markers = [h for h in told.of("cause") if h.label not in _OCCASION]
    said = denied(markers, told, negated(told)) if markers else []
    for marker in markers:
        if marker.label != UNKNOWN and marker in said:
            continue  # "was not caused by"
        effect = _effect(told, marker) or main
        causal = CAUSES | (_GERMS | _FOODS if effect == _ILL else frozenset())
        causes = [h for h in told.inner("concepts") if h.label in causal and _side(marker, h)]
        if marker.label == UNKNOWN and effect:
            yield effect, UNKNOWN
        elif causes and effect:
            yield effect, _head(_nearest(marker, causes), causes, told).label
    if told.statement.polarity == "positive":
        for cause in sorted(told.told_labels("concepts") & _PLAIN.keys()):
            yield _PLAIN[cause], cause


def _head(nearest: Hit, causes: Sequence[Hit], told: Told) -> Hit:
    """The thing itself where the nearest only says what sort of thing it is: "lanterns, a kind of firework, …"."""
    text = told.report.text
    joins = [h for h in told.of("bound") if h.label == "and"]
    for h in causes:
        between = text[h.stop : nearest.start]
        listed = any(h.stop <= j.start and j.stop <= nearest.start for j in joins)
        if 0 < len(between) <= _APPOSED and between.startswith(",") and not listed:
            return h
    return nearest


def _words(told: Told, cause: str) -> str:
    """A cause in the words of a report."""
    if cause == UNKNOWN:
        hit = next((h for h in told.of("cause") if h.label == UNKNOWN), None)
    else:
        hit = next((h for h in told.inner("concepts", "account") if h.label == cause), None)
    return told.words_of(hit) if hit is not None else cause.replace("_", " ")


def _effect(told: Told, marker: Hit) -> str:
    """What is said to have a cause: the nearest deed that is an event, or else the nearest thing."""
    events = [h for h in told.inner("frames") if h.label in _EVENTS]
    things = [h for h in told.inner("concepts") if h.label not in CAUSES | _GERMS | _FOODS]
    fires = [h for h in things if h.label == "fire"]
    found = fires or events or things
    if not found:
        return ""
    label = _nearest(marker, found).label
    return _SAME.get(label, label)


def _side(marker: Hit, cause: Hit) -> bool:
    """Whether a concept stands where the marker puts its cause: after it, before it, or on either side."""
    after = 0 <= cause.start - marker.stop <= _REACH
    before = 0 <= marker.start - cause.stop <= _REACH
    if marker.start <= cause.start < marker.stop:
        return True  # "by … caused", with the cause in between
    return {"after": after, "before": before}.get(marker.label, after or before)


def _nearest(to: Hit, among: list[Hit]) -> Hit:
    return min(among, key=lambda h: (max(h.start - to.stop, to.start - h.stop, 0), h.start))
