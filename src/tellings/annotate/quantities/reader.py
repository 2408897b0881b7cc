"""Read the quantities of a text by rules: numbers, then their units, bounds, ranges, ages, and what they count."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ...lang import Pack
from ...lang.numerals import NumberSpan, find_numbers
from ...records import Quantity, Sentence, Timex
from ...textfold import fold
from .bounds import bounded, vague_numbers
from .counted import counted_after
from .measures import Measure, measure_after, measure_before
from .rejects import reject
from .tables import Tables, tables_of

_BACK = 48  # code points before a number that may bound it
_CHANGE = 60  # code points before a number in which a word of change counts
_NOUNLESS = ("ordinal",)


class Draft(NamedTuple):
    """A quantity in the making: one number, or the two ends of a range."""

    start: int
    stop: int
    low: Fraction
    high: Fraction
    kind: str
    number: NumberSpan
    rules: tuple[str, ...]
    lead: int  # where the words that bound it end: the start, or the start of "between" and the like


def read_quantities(
    text: str, *, sentences: Sequence[Sentence] = (), pack: Pack, times: Sequence[Timex] = ()
) -> tuple[Quantity, ...]:
    """The quantities of one text, in text order, without overlaps; numbers inside `times` are not quantities.

    `low` and `high` bound the value (None: open to that side); they are the value itself when the text gives it exactly.
    "more than 30" keeps low = 30 and says in `rule` that 30 itself is excluded. Spans frame number and unit; `of_*`
    frame the words of what is counted.
    """
    tables = tables_of(pack)
    folded = fold(text)
    starts = [t.start for t in times]

    def timed(start: int, stop: int) -> bool:
        at = bisect.bisect_left(starts, stop)
        return any(t.stop > start for t in times[max(0, at - 8) : at])

    ends = [s.stop for s in sentences]
    vague = [v for v in vague_numbers(folded, tables) if not timed(v.start, v.stop)]
    vague_at = {v.start: v for v in vague}
    numbers = [
        n
        for n in find_numbers(text, pack=pack, glued=True)
        if not timed(n.start, n.stop) and not (n.start in vague_at and vague_at[n.start].stop >= n.stop)
    ]
    found: list[Quantity] = []
    index = 0
    while index < len(numbers):
        draft, index = _range(folded, numbers, index, tables)
        limit = _limit(text, draft.stop, ends)
        quantity = _quantity(text, folded, draft, limit=limit, pack=pack, tables=tables)
        if quantity is not None and (not found or quantity.start >= found[-1].stop):
            found.append(quantity)
    taken = sorted([*((q.start, q.stop) for q in found), *((n.start, n.stop) for n in numbers)])
    for rough in vague:
        if any(a < rough.stop and rough.start < b for a, b in _near(taken, rough.start, rough.stop)):
            continue
        limit = _limit(text, rough.stop, ends)
        found.append(_with_counted(text, folded, rough, limit=limit, pack=pack, tables=tables))
    return _without_overlaps(found)


def _without_overlaps(found: list[Quantity]) -> tuple[Quantity, ...]:
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start, -q.stop)):
        if not kept or quantity.start >= kept[-1].stop:
            kept.append(quantity)
    return tuple(kept)


def _near(taken: list[tuple[int, int]], start: int, stop: int) -> list[tuple[int, int]]:
    return taken[max(0, bisect.bisect_left(taken, (start, 0)) - 1) : bisect.bisect_left(taken, (stop, 0)) + 1]


def _limit(text: str, at: int, ends: list[int]) -> int:
    """Where the sentence of `at` ends, or its line."""
    i = bisect.bisect_right(ends, at - 1) if at else 0
    line = text.find("\n", at, at + 200)
    stop = line if line >= 0 else min(len(text), at + 200)
    return min(stop, ends[i]) if i < len(ends) and ends[i] >= at else stop


def _range(folded: str, numbers: list[NumberSpan], index: int, tables: Tables) -> tuple[Draft, int]:
    """The draft that starts with `numbers[index]`: two numbers when words or a dash make them a range."""
    one = numbers[index]
    alone = Draft(one.start, one.stop, Fraction(one.value), Fraction(one.value), one.kind, one, (), one.start)
    if index + 1 >= len(numbers):
        return alone, index + 1
    other = numbers[index + 1]
    if other.start - one.stop > 40 or one.kind != other.kind:
        return alone, index + 1
    low, high = Fraction(one.value), Fraction(other.value)
    between = folded[one.stop : other.start]
    for rule in tables.ranges:
        before = rule.before.search(folded, max(0, one.start - _BACK), one.start) if rule.before else True
        if before and rule.middle.fullmatch(between) and not (rule.change and _changes(folded, one.start, tables)):
            lead = one.start if before is True else before.start()
            low = _scaled(low, high, one, other)
            if low < high:
                return Draft(one.start, other.stop, low, high, one.kind, other, (rule.name,), lead), index + 2
    if tables.joins.fullmatch(between) and not one.words and not other.words | (one.kind == "ordinal"):
        low = _scaled(low, high, one, other)
        if low < high:
            return Draft(
                one.start, other.stop, low, high, one.kind, other, ("two numbers with a dash",), one.start
            ), index + 2
    return alone, index + 1


def _changes(folded: str, at: int, tables: Tables) -> bool:
    """Whether a word of change stands before: "rose from 20 to 25" tells two values, not a range."""
    return tables.change is not None and tables.change.search(folded, max(0, at - _CHANGE), at) is not None


def _scaled(low: Fraction, high: Fraction, one: NumberSpan, other: NumberSpan) -> Fraction:
    """In "3-5 million" the scale belongs to both."""
    if one.rule == other.rule or one.words:
        return low
    for scale in (10**12, 10**9, 10**6, 10**3):
        if high >= scale > low and low * scale < high:
            return low * scale
    return low


def _quantity(text: str, folded: str, draft: Draft, *, limit: int, pack: Pack, tables: Tables) -> Quantity | None:
    at = draft.stop
    if tables.case_ends is not None and not draft.number.words:
        ending = tables.case_ends.match(folded, at)
        at = ending.end() if ending else at
    measure = _measure(text, folded, draft, at, pack=pack, tables=tables)
    if reject(text, folded, draft.number, start=draft.start, measure=measure, tables=tables):
        return None
    if measure is not None and measure.kind == "duration":
        return None
    rules = [draft.number.rule, *draft.rules]
    start, stop, scale, unit, kind = draft.start, draft.stop, 1, "", draft.kind
    if measure is not None:
        start, stop = min(start, measure.start), max(stop, measure.stop)
        unit, kind, scale = measure.unit, measure.kind, measure.scale
        rules.append(measure.rule)
    low, high, approximate, extra, after = bounded(
        folded, min(start, draft.lead), stop, low=draft.low * scale, high=draft.high * scale, tables=tables
    )
    after = _after_abbreviation(text, max(after, at))
    of = None
    if kind != "age":
        of = counted_after(text, folded, after, stop=limit, grammar=tables.counted, measured=measure is not None)
    if of is None and measure is None and _bare_year(draft):
        return None
    if of is None and measure is None and _numbers_a_name(text, draft):
        return None
    return Quantity(
        start=start,
        stop=stop,
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        unit=unit,
        of=text[of.start : of.stop] if of else "",
        of_start=of.start if of else None,
        of_stop=of.stop if of else None,
        kind=kind,
        approximate=approximate,
        rule=" + ".join([*rules, *extra]),
    )


def _measure(text: str, folded: str, draft: Draft, at: int, *, pack: Pack, tables: Tables) -> Measure | None:
    for age in tables.ages:
        after = age.after.match(folded, at) if age.after else None
        if after is not None:
            return Measure(start=draft.start, stop=after.end(), unit=age.unit, kind="age", rule=age.name)
        if age.before and age.before.search(folded, max(0, draft.start - _BACK), draft.start):
            unit = measure_after(text, at, pack=pack)
            stop = unit.stop if unit and unit.kind == "duration" else draft.stop
            name = unit.unit if unit and unit.kind == "duration" else age.unit
            return Measure(start=draft.start, stop=stop, unit=name, kind="age", rule=age.name)
    if draft.kind == "ordinal":
        return None
    found = measure_before(text, draft.start, draft.stop, pack=pack)
    if found is None:
        found = measure_after(text, at, pack=pack)
    if found is None and tables.percent_before:
        before = tables.percent_before.search(folded, max(0, draft.start - _BACK), draft.start)
        if before:
            return Measure(
                start=before.start(), stop=draft.stop, unit="percent", kind="percent", rule="percent before the number"
            )
    return found


def _after_abbreviation(text: str, at: int) -> int:
    """Past the dot of an abbreviation ("19 tys. osób"): one that the sentence goes on after in lower case."""
    dotted = text[at : at + 2] in (". ", ".\u00a0") and text[at - 1 : at].isalpha() and text[at + 2 : at + 3].islower()
    return at + 1 if dotted else at


def _bare_year(draft: Draft) -> bool:
    number = draft.number
    return not number.words and number.rule == "digits" and 1900 <= number.value <= 2100


def _numbers_a_name(text: str, draft: Draft) -> bool:
    """A number after a capitalised word, counting nothing, is part of a name: "Boeing 737", "Windows 11"."""
    if draft.number.words or draft.kind in _NOUNLESS or draft.number.rule not in ("digits",):
        return False
    head = text[max(0, draft.start - 40) : draft.start].rstrip()
    word = head.split()[-1] if head.split() else ""
    return bool(word) and word[0].isupper() and not word.isupper() and len(head) + 1 >= 3


def _with_counted(text: str, folded: str, rough: Quantity, *, limit: int, pack: Pack, tables: Tables) -> Quantity:
    """A vague number with its unit ("tens of millions of euros") or with what it counts."""
    measure = measure_after(text, rough.stop, pack=pack)
    if measure is not None and measure.kind == "duration":
        measure = None
    stop = measure.stop if measure else rough.stop
    of = counted_after(text, folded, stop, stop=limit, grammar=tables.counted, measured=measure is not None)
    return Quantity(
        start=rough.start,
        stop=stop,
        low=rough.low,
        high=rough.high,
        unit=measure.unit if measure else "",
        of=text[of.start : of.stop] if of else "",
        of_start=of.start if of else None,
        of_stop=of.stop if of else None,
        kind=measure.kind if measure else "cardinal",
        approximate=True,
        rule=rough.rule,
    )


class RuleQuantities:
    """The default engine for quantities: rules over the tables of the packs. Stateless."""

    name = "rules"
    version = "1"

    def read_quantities(
        self, text: str, *, sentences: Sequence[Sentence], pack: Pack, times: Sequence[Timex]
    ) -> tuple[Quantity, ...]:
        """See `read_quantities`."""
        return read_quantities(text, sentences=sentences, pack=pack, times=times)
