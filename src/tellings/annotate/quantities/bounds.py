"""Turn a value and the words beside it into an interval: "about", "at least", "up to", "dozens"."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ...records import Quantity
from .drafts import changed, changes
from .tables import Bound, Tables, Vague

_ABOUT = Fraction(1, 10)  # "about 50" is 45 to 55: what readers take a round number to mean, within a tenth

_BOUNDING = ("at_least", "more_than", "at_most", "less_than", "exact")

Interval = tuple[Fraction | None, Fraction | None, bool]


class Bounded(NamedTuple):
    low: Fraction | None
    high: Fraction | None
    approximate: bool
    rules: tuple[str, ...]
    effects: tuple[str, ...]
    lead: int  # where the words before the number that bound it start
    after: int  # where the words after the number that bound it end


def bounded(folded: str, start: int, stop: int, *, low: Fraction, high: Fraction, tables: Tables) -> Bounded:
    """Lower and upper bound, whether they are approximate, and the rules that set them.

    Two bounds may meet on one number: "about 40 or more".
    """
    bounds: Interval = (low, high, False)
    fired: list[Bound] = []
    at = lead = start
    for _ in range(2):
        rule = _before(folded, at, stop, tables)
        if rule is None:
            break
        bound, at = rule
        fired.append(bound)
        if bound.effect in _BOUNDING:
            lead = at
    matches = [
        (b, m) for b in tables.bounds for f in (b.after, b.behind) if f is not None and (m := f.find(folded, stop))
    ]
    matches = [(b, m) for b, m in matches if not (b.change and changed(folded, m.end(), tables))]
    if matches:
        longest, match = max(matches, key=lambda m: m[1].end())
        fired.append(longest)
        stop = match.end()
    for bound in sorted(fired, key=lambda b: b.effect not in _BOUNDING):  # "about 40 or more": first the open side
        bounds = _apply(bound, bounds)
    return Bounded(*bounds, tuple(b.name for b in fired), tuple(b.effect for b in fired), lead, stop)


def bound_behind(folded: str, stop: int, interval: Interval, *, tables: Tables) -> tuple[Interval, Bound] | None:
    """The interval under a bound that stands behind what is counted, in the case that it asks for: "100 kişi[den] fazla"."""
    found = next((b for b in tables.bounds if b.behind_noun and b.behind_noun.find(folded, stop)), None)
    return (_apply(found, interval), found) if found else None


def _before(folded: str, at: int, stop: int, tables: Tables) -> tuple[Bound, int] | None:
    """The bound whose words end at `at`; of several, the one that starts first."""
    best: tuple[Bound, int] | None = None
    for bound in tables.bounds:
        if bound.before is None:
            continue
        found = bound.before.find(folded, at)
        if found is None:
            continue
        if bound.change and (changes(folded, found.start(), tables) or changed(folded, stop, tables)):
            continue
        if bound.effect == "at_most" and folded[max(0, found.start() - 2) : found.start()].rstrip()[-1:].isdigit():
            continue  # "41 do 27": votes and scores
        if best is None or found.start() < best[1]:
            best = (bound, found.start())
    return best


def _apply(bound: Bound, interval: Interval) -> Interval:
    low, high, approximate = interval
    match bound.effect:
        case "about":
            return (
                (low - abs(low) * _ABOUT, high + abs(high) * _ABOUT, True)
                if low is not None and high is not None and low == high
                else (low, high, True)
            )
        case "almost":
            return (
                (low - abs(low) * _ABOUT, high, True)
                if low is not None and high is not None and low == high
                else (low, high, True)
            )
        case "just_over":
            return (
                (low, high + abs(high) * _ABOUT, True)
                if high is not None and low is not None and low == high
                else (low, high, True)
            )
        case "at_least" | "more_than":
            return (low, None, approximate)
        case "at_most" | "less_than":
            return (None, high, approximate)
        case _:
            return interval


def _vague(folded: str, start: int, stop: int, vague: Vague, tables: Tables) -> Quantity:
    """A vague number, or the bound that the words beside it set on what it stands for: "más de un centenar"."""
    if vague.value is not None:
        value = Fraction(vague.value)
        low, high, rough, names, effects, _, _ = bounded(folded, start, stop, low=value, high=value, tables=tables)
        if set(effects) & {*_BOUNDING, "almost", "just_over"} - {"exact"}:
            return Quantity(
                start=start,
                stop=stop,
                low=None if low is None else float(low),
                high=None if high is None else float(high),
                approximate=rough,
                rule=" + ".join([vague.name, *names]),
            )
    return Quantity(start=start, stop=stop, low=vague.low, high=vague.high, approximate=True, rule=vague.name)


def vague_numbers(folded: str, tables: Tables) -> list[Quantity]:
    """Numbers said without a number: "dozens of", "several"; approximate, with the rule's own bounds."""
    found: list[Quantity] = []
    if tables.any_vague is None:
        return found
    for start in {m.start() for m in tables.any_vague.finditer(folded)}:
        for vague in tables.vague:
            match = vague.words.match(folded, start)
            if match is not None:
                found.append(_vague(folded, start, match.end(), vague, tables))
    found.sort(key=lambda q: (q.start, -q.stop))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].stop:
            kept.append(quantity)
    return kept
