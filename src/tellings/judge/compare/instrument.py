"""Compare instruments: with what something was hit, damaged or someone killed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..scope import breaks
from ..told import Case, Told
from .dispute import Dispute, Side, finding
from .ties import background
from .voices import opposed, statements

# a more particular instrument goes before a more general one told in the same breath
INSTRUMENTS = ("air_defence", "drone", "artillery", "missile", "bomb", "gun", "knife", "poison")
_EFFECTS = frozenset({"damage", "destroy", "kill", "injure", "land", "explode", "attack", "hit", "crash", "shoot"})
_CLAUSES = 1  # breaks between an object and an instrument
_ASIDE = 30  # code points between two breaks, with nothing told there, that are no break: ", in all likelihood,"
_KINDS = ("embassy", "hospital", "school", "factory", "airport", "market", "warehouse")  # of building
_BACK = 3  # statements back in which it may be told what kind "the building" is
_BY = frozenset({"hit", "damage", "destroy", "land", "explode"})  # what an instrument does to something told before
_OBJECTS = frozenset(
    {
        "embassy",
        "hospital",
        "school",
        "bridge",
        "ship",
        "plane",
        "train",
        "airport",
        "building",
        "minister",
        "president",
        "port",
        "dam",
        "factory",
        "market",
        "warehouse",
        "lawmaker",
        "journalist",
        "driver",
        "captain",
        "ambassador",
    }
)


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each object that reports say was hit by different instruments."""
    named: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    earlier: list[Told] = []  # the last statements of the same report
    for told in case.told:
        earlier = [t for t in earlier[-_BACK:] if t.report.id == told.report.id]
        for target, instrument in _read(told, earlier):
            named[target][instrument].append(told)
        earlier.append(told)
    for _, found in sorted(named.items()):
        held = {label: _of_one_make(told, label) for label, told in found.items()}
        order = opposed(held)
        if len(order) < 2 or len({t.report.id for v in order for t in held[v]}) < 2:
            continue
        first, second = held[order[0]][0], held[order[1]][0]
        yield Dispute(
            kind="instrument",
            about=first.statement.text,
            state="conflict",
            sides=tuple(
                Side(value=_best_words(held[v], v), statements=statements([_best(held[v]), *held[v]])) for v in order
            ),
            confidence=0.65,
            findings=(
                finding(
                    "instrument",
                    f"One side names “{_best_words(held[order[0]], order[0])}” as what did it, another "
                    f"“{_best_words(held[order[1]], order[1])}”.",
                    first,
                    second,
                ),
            ),
        )


def _read(told: Told, earlier: Sequence[Told]) -> Iterator[tuple[str, str]]:
    """(object, instrument) of a statement that tells an effect on the object and does not deny it.

    The object may be told of in the statement before: "The embassy was damaged. It was hit by a missile."
    """
    concepts, frames = _told_things(told), told.told_labels("frames")
    if told.statement.polarity == "negative" or not frames & _EFFECTS or "deny" in told.labels("frames"):
        return
    if background(told) or "down" in frames:
        return
    instrument = next((i for i in INSTRUMENTS if i in concepts), None)
    if instrument is None:
        return
    targets = concepts & _OBJECTS
    before = earlier[-1] if earlier else None
    if not targets and before is not None and before.at and frames & _BY:
        targets = _told_things(before) & _OBJECTS
    near = {t for t in targets if t not in concepts or _beside(told, t, instrument)}
    if "building" in near:
        near = near - {"building"} | {_kind(told, earlier)}
    for target in sorted(near):
        yield target, instrument


def _kind(told: Told, earlier: Sequence[Told]) -> str:
    """What building "the building" is: the kind that is told of beside it, or that was last told of before."""
    for t in (told, *reversed(earlier)):
        found = t.labels("concepts")
        kind = next((k for k in _KINDS if k in found), None)
        if kind is not None:
            return kind
    return "building"


def _beside(told: Told, target: str, instrument: str) -> bool:
    """Whether hardly a clause parts an object from an instrument: a missile here, and the drone that killed a general."""
    cuts = _parting(told)
    objects = [h for h in told.inner("concepts") if h.label == target]
    tools = [h for h in told.inner("concepts") if h.label == instrument]
    pairs = [(min(o.stop, t.stop), max(o.start, t.start)) for o in objects for t in tools]
    return any(sum(start <= c <= stop for c in cuts) <= _CLAUSES for start, stop in pairs)


def _parting(told: Told) -> list[int]:
    """Where the clauses of a statement part, without the two sides of an aside that tells nothing."""
    cuts = breaks(told)
    things = told.inner("frames", "concepts")
    kept: list[int] = []
    while cuts:
        start = cuts.pop(0)
        if cuts and cuts[0] - start <= _ASIDE and not any(start <= h.start < cuts[0] for h in things):
            cuts.pop(0)
        else:
            kept.append(start)
    return kept


def _told_things(told: Told) -> frozenset[str]:
    """The things told of, without words that are part of somebody's or some body's name."""
    names = [m for m in told.statement.mentions if m.kind != "product"]
    return frozenset(
        h.label for h in told.inner("concepts") if not any(m.start < h.start and h.stop <= m.stop for m in names)
    )


def _of_one_make(told: Sequence[Told], label: str) -> list[Told]:
    """Without the statements that name another make, or another owner, of the instrument than most do: they are no one side."""
    for product in (True, False):
        named = [(t, _names(t, label, product=product)) for t in told]
        counts = Counter(name for _, names in named for name in sorted(names))
        most = counts.most_common(1)[0][0] if counts else ""
        told = [t for t, names in named if not names or most in names]
    return list(told)


def _names(told: Told, label: str, *, product: bool) -> frozenset[str]:
    """The entities named beside the words for an instrument: its makes, or else whose it is."""
    hits = [h for h in told.of("concepts") if h.label == label]
    return frozenset(
        m.entity
        for m in told.statement.mentions
        if m.entity
        and (m.kind == "product") == product
        and any(0 <= m.start - h.stop <= _BESIDE or 0 <= h.start - m.stop <= 1 for h in hits)
    )


def _best_words(told: Sequence[Told], label: str) -> str:
    """The words for an instrument in the statement that tells most plainly of it."""
    return _words(_best(told), label)


def _best(told: Sequence[Told]) -> Told:
    """The statement that names a make, else the first."""
    return next((t for t in told if _make(t)), told[0])


def _make(told: Told) -> str:
    """The make named in a statement: "Patriot"."""
    return next((told.report.text[m.start : m.stop] for m in told.statement.mentions if m.kind == "product"), "")


def _words(told: Told, label: str) -> str:
    """The words for an instrument, with those for another right beside them and with its name."""
    hits = [h for h in told.of("concepts") if h.label in INSTRUMENTS]
    named = [h for h in hits if h.label == label]
    made = [m for m in told.statement.mentions if m.kind == "product"]
    hit = next((h for h in named if any(m.start < h.stop and h.start < m.stop for m in made)), None)
    hit = hit or next((h for h in named if any(0 <= m.start - h.stop <= _BESIDE for m in made)), None)
    hit = hit or next(iter(named), None)
    if hit is None:
        return _make(told) or label.replace("_", " ")
    start, stop = hit.start, hit.stop
    for h in [*reversed(hits), *hits]:
        if 0 <= start - h.stop <= (_BESIDE if made else 1):
            start = h.start
        if 0 <= h.start - stop <= (_BESIDE if made else 1):
            stop = h.stop
    stop = max([stop, *(m.stop for m in told.statement.mentions if 0 <= m.start - stop <= _BESIDE)])
    start = min([start, *(m.start for m in told.statement.mentions if 0 <= start - m.stop <= 1)])
    return told.report.text[start:stop]


_BESIDE = 8  # code points between an instrument and its name: a quotation mark, a word like "type"
