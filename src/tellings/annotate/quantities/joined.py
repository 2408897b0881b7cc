"""Two readings side by side that are one value: "5 feet 2 inches", "more than 20 and less than 30"."""

from __future__ import annotations

from fractions import Fraction

from msgspec import structs

from ...units import SUBUNITS, comparable, convert, kind_of
from .drafts import Reading, Scene
from .tables import Tables

_NEAR = 48  # code points between two bounds of one value
_AGAIN = 96  # code points between two percentages of one sentence


def same_unit(scene: Scene, one: Reading, other: Reading) -> Reading:
    """A bare number set against a percentage before it is one too: "2.3 per cent, down from 2.9"."""
    a, b, again = one.quantity, other.quantity, scene.tables.again
    if again is None or a.unit != "percent" or b.unit or b.of or b.kind != "cardinal" or other.effects:
        return other
    between = scene.folded[a.stop : b.start]
    if len(between) > _AGAIN or ". " in between or "\n" in between or not again.find(scene.folded, b.start):
        return other
    rule = f"{b.rule} + unit of the one before"
    return other._replace(quantity=structs.replace(b, unit=a.unit, kind=a.kind, rule=rule))


def joined(folded: str, one: Reading, other: Reading, tables: Tables) -> Reading | None:
    """The one value that both say, or None when they are two."""
    return _summed(folded, one, other, tables) or _paired(folded, one, other, tables)


def _summed(folded: str, one: Reading, other: Reading, tables: Tables) -> Reading | None:
    """One value in two units: "5 feet 2 inches", "3 dollars and 50 cents"."""
    a, b = one.quantity, other.quantity
    between = folded[a.stop : b.start]
    if not a.unit or a.low is None or a.low != a.high or b.low is None or b.low != b.high or a.of or len(between) > 5:
        return None
    if between.strip() and not (a.kind == "money" and tables.cents.fullmatch(between)):
        return None
    if a.kind == "money" and not b.unit and not b.of and b.low < 100 and other.value.denominator == 1:
        if tables.cents_only is None or not tables.cents_only.fullmatch(between):
            return None
        part = other.value / 100  # "15 dólares con 50"
    elif b.unit in SUBUNITS and kind_of(a.unit) == "money" and a.unit not in SUBUNITS and b.low < 100:
        part = other.value / 100
    elif a.kind in ("distance", "weight") and a.unit != b.unit and comparable(a.unit, b.unit):
        part = Fraction(convert(other.value, unit=b.unit, to=a.unit)).limit_denominator(10**12)
        if not 0 < part < 1:
            return None
    else:
        return None
    value = one.value + part
    rule = f"{a.rule} + {b.rule} + two units of one value"
    whole = structs.replace(a, stop=b.stop, low=float(value), high=float(value), rule=rule)
    return Reading(whole, one.lead, other.trail, one.effects + other.effects, value)


def _paired(folded: str, one: Reading, other: Reading, tables: Tables) -> Reading | None:
    """Two bounds on one value, joined: "more than 20 and less than 30"."""
    a, b = one.quantity, other.quantity
    if not one.side or not other.side or one.side == other.side or (a.kind != b.kind and a.unit):
        return None
    if (a.unit and a.unit != b.unit) or a.of or not 0 <= other.lead - one.trail < _NEAR:
        return None
    low, high = (a.low, b.high) if one.side == "low" else (b.low, a.high)
    if low is None or high is None or low >= high or not tables.pair.fullmatch(folded[one.trail : other.lead]):
        return None
    rule = f"{a.rule} + {b.rule}"
    whole = structs.replace(b, start=a.start, low=low, high=high, approximate=a.approximate or b.approximate, rule=rule)
    return Reading(whole, one.lead, other.trail, one.effects + other.effects)
