"""Numbers on their way to quantities: the records between the steps, and numbers joined to ranges."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ...lang import Pack
from ...lang.numerals import NumberSpan
from ...records import Quantity
from .tables import Tables

_CHANGE = 60  # code points before a number in which a word of change counts


class Reading(NamedTuple):
    """A quantity with what the record does not keep: the words that bound it, and which bounds are excluded."""

    quantity: Quantity
    lead: int  # where the words that bound it start
    trail: int  # where they end
    effects: tuple[str, ...]  # of the bounds, and "range"
    value: Fraction = Fraction(0)  # of a single number, exact

    @property
    def side(self) -> str:
        """The one side that is bounded, or "" when none or both are."""
        if self.quantity.low is None:
            return "" if self.quantity.high is None else "high"
        return "low" if self.quantity.high is None else ""


class Options(NamedTuple):
    """How `readings` may be asked otherwise than for a report."""

    ranges: bool = True  # join "3 to 5" to one quantity
    articles: bool = False  # a lone article may be the number one ("un euro")
    bare: bool = False  # also what `reject` takes for no quantity
    prefer: str = ""  # the kind that an ambiguous unit is read as


class Scene(NamedTuple):
    """What every step looks at."""

    text: str
    folded: str
    pack: Pack
    tables: Tables
    options: Options
    ages: bool = False  # the times are known, so that years which are none of them are an age


class Draft(NamedTuple):
    """A quantity in the making: one number, or the two ends of a range."""

    start: int
    stop: int
    low: Fraction
    high: Fraction
    kind: str
    number: NumberSpan
    rules: tuple[str, ...]
    lead: int  # where the words that make it a range start and end ("between", tr "arasında")
    trail: int


def alone(number: NumberSpan) -> Draft:
    value = Fraction(number.value)
    return Draft(number.start, number.stop, value, value, number.kind, number, (), number.start, number.stop)


def range_or_number(folded: str, numbers: Sequence[NumberSpan], index: int, tables: Tables) -> tuple[Draft, int]:
    """The draft that starts with `numbers[index]`: two numbers when words or a dash make them a range."""
    one = numbers[index]
    single = alone(one)
    if index + 1 >= len(numbers):
        return single, index + 1
    other = numbers[index + 1]
    if other.start - one.stop > 40 or one.kind != other.kind:
        return single, index + 1
    low, high = Fraction(one.value), Fraction(other.value)
    between = folded[one.stop : other.start]
    for rule in tables.ranges:
        before = rule.before.find(folded, one.start) if rule.before else True
        after = rule.after.find(folded, other.stop) if rule.after else True
        if (
            before
            and after
            and rule.middle.fullmatch(between)
            and not (rule.change and changes(folded, one.start, tables))
        ):
            lead = one.start if before is True else before.start()
            trail = other.stop if after is True else after.end()
            low = _scaled(low, high, one, other)
            if low < high:
                return Draft(one.start, other.stop, low, high, one.kind, other, (rule.name,), lead, trail), index + 2
    digits = not one.words and folded[other.start].isdigit()  # "200-250 thousand": the scale is in words
    if tables.joins.fullmatch(between) and digits and one.kind != "ordinal":
        low = _scaled(low, high, one, other)
        if low < high:
            return Draft(
                one.start, other.stop, low, high, one.kind, other, ("two numbers with a dash",), one.start, other.stop
            ), index + 2
    return single, index + 1


def changes(folded: str, at: int, tables: Tables) -> bool:
    """Whether a word of change stands before: "rose from 20 to 25" tells two values, not a range."""
    return tables.change is not None and tables.change.search(folded, max(0, at - _CHANGE), at) is not None


def changed(folded: str, at: int, tables: Tables) -> bool:
    """Whether a word of change stands right after: «до трёх выросло», "üçe kadar yükseldi" tell the value itself."""
    return tables.changed is not None and tables.changed.match(folded, at) is not None


def _scaled(low: Fraction, high: Fraction, one: NumberSpan, other: NumberSpan) -> Fraction:
    """In "3-5 million" the scale belongs to both."""
    if one.words and (not other.words or low >= 1000 or high < 10**6):
        return low
    if one.rule == other.rule and not one.words:
        return low
    for scale in (10**12, 10**9, 10**6, 10**3):
        if high >= scale > low and low * scale < high:
            return low * scale
    return low
