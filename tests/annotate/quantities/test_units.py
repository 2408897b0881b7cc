"""Units convert exactly, currencies never, and intervals are related whatever their units."""

from __future__ import annotations

import pytest

from tellings.errors import UsageError
from tellings.records import Quantity
from tellings.units import comparable, convert, kind_of, relate


def q(low: float | None, high: float | None, unit: str = "", kind: str = "cardinal") -> Quantity:
    return Quantity(start=0, stop=1, low=low, high=high, unit=unit, kind=kind)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (1, "mi", "km", 1.609344),
        (100, "°C", "°F", 212),
        (-40, "°F", "°C", -40),
        (90, "km/h", "m/s", 25),
        (1, "bbl", "l", 158.987294928),
        (6, "month", "year", 0.5),
    ],
)
def test_conversion_is_exact(value: float, unit: str, to: str, expected: float) -> None:
    assert convert(value, unit=unit, to=to) == pytest.approx(expected, abs=1e-12)


def test_currencies_and_different_kinds_do_not_convert() -> None:
    assert kind_of("EUR") == "money"
    assert not comparable("EUR", "USD")
    for unit, to in (("EUR", "USD"), ("km", "kg"), ("", "km")):
        with pytest.raises(UsageError):
            convert(1, unit=unit, to=to)


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        (q(1, 1, "km"), q(1000, 1000, "m"), "equal"),
        (q(30, None), q(40, 40), "within"),
        (q(30, None), q(20, 20), "apart"),
        (q(10, 20), q(15, 30), "overlap"),
        (q(5, 5, "EUR"), q(5, 5, "USD"), "incomparable"),
        (q(1, 1, kind="ordinal"), q(1, 1), "incomparable"),
    ],
)
def test_relations(left: Quantity, right: Quantity, relation: str) -> None:
    assert relate(left, right) == relation
    assert relate(right, left) == relation
