"""Compare quantities across units: what a unit measures, exact conversion, how two quantities stand to one another.

A service for readers and judges. The factors stand in `units.toml`; a conversion never replaces the source value, it
is made for the comparison only. Currencies are never converted: no exchange rate is right for every report.
(pint 0.25 was tried: 1.1 s to import it and build its registry, where this table takes 0.02 s.)
"""

from __future__ import annotations

import functools
from fractions import Fraction
from pathlib import Path
from typing import Literal

from .errors import UsageError
from .lang._tables import load_table
from .records import Quantity, Record

Relation = Literal["equal", "within", "overlap", "apart", "incomparable"]
MONEY = "money"
SUBUNITS = ("cent", "penny")  # a hundredth of a currency that the words do not name
_CLOSE = 1e-9  # what rounding of floats may make of one value


class _Unit(Record, frozen=True, kw_only=True):
    kind: str
    factor: Fraction
    offset: Fraction = Fraction(0)


@functools.cache
def _units() -> dict[str, _Unit]:
    table = load_table(Path(__file__).with_suffix(".toml"))
    offsets = table["temperature_offset"]
    return {
        symbol: _Unit(kind=kind, factor=Fraction(factor), offset=Fraction(offsets.get(symbol, "0")))
        for kind, units in table.items()
        if kind != "temperature_offset"
        for symbol, factor in units.items()
    }


def kind_of(unit: str) -> str:
    """What a canonical unit measures: "distance", "money" (any ISO 4217 code, "cent"); "" when it is none of ours."""
    known = _units().get(unit)
    if known is not None:
        return known.kind
    return MONEY if unit in SUBUNITS or (len(unit) == 3 and unit.isascii() and unit.isupper()) else ""


def comparable(left: str, right: str) -> bool:
    """Whether values in the two units can be set against one another."""
    if left == right:
        return True
    one, other = _units().get(left), _units().get(right)
    return one is not None and other is not None and one.kind == other.kind


def convert(value: float | Fraction, *, unit: str, to: str) -> float:
    """`value` of `unit` in the unit `to`, both canonical. Exact up to the last rounding to a float.

    Raises:
        UsageError: the units measure different things, or are currencies.
    """
    if unit == to:
        return float(value)
    if not comparable(unit, to):
        raise UsageError(f"{unit!r} to {to!r}", cause="the units cannot be converted into one another")
    source, target = _units()[unit], _units()[to]
    return float((Fraction(value) + source.offset) * source.factor / target.factor - target.offset)


def relate(left: Quantity, right: Quantity) -> Relation:
    """How two quantities stand to one another, whatever their units and languages.

    "equal": the same value or the same interval. "within": one interval holds the other. "overlap": they share values.
    "apart": they share none. "incomparable": units that do not convert, or an ordinal against anything else.
    """
    if not comparable(left.unit, right.unit) or ("ordinal" in (left.kind, right.kind) and left.kind != right.kind):
        return "incomparable"
    a, b = _interval(left, left.unit), _interval(right, left.unit)
    if _same(a[0], b[0]) and _same(a[1], b[1]):
        return "equal"
    if a[1] < b[0] or b[1] < a[0]:
        return "apart"
    inside = (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
    return "within" if inside else "overlap"


def _interval(quantity: Quantity, unit: str) -> tuple[float, float]:
    low = float("-inf") if quantity.low is None else convert(quantity.low, unit=quantity.unit, to=unit)
    high = float("inf") if quantity.high is None else convert(quantity.high, unit=quantity.unit, to=unit)
    return low, high


def _same(one: float, other: float) -> bool:
    return one == other or abs(one - other) <= _CLOSE * max(abs(one), abs(other))
