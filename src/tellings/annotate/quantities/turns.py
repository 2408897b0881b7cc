"""Turns of phrase around a number: figures of speech, halves behind the unit, degrees below zero, adjectives, old money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import structs

from ...lang.numerals import NumberSpan
from ...records import Quantity
from ...textfold import bare
from ...units import kind_of
from .bounds import bounded
from .drafts import Draft, Reading, Scene
from .measures import Measure, measure_after

_NEXT_WORD = re.compile(r"[ \u00a0]([^\W\d_]+)")
_LAST_WORD = re.compile(r" [^\W\d_]+$")
_NOUN_BEFORE = re.compile(r"([^\W\d_]{3,})[ \u00a0]$")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]*\d)")
_SENTENCE = 160  # code points around a sum in which its year stands


def without_idioms(folded: str, numbers: Sequence[NumberSpan], idioms: re.Pattern[str]) -> tuple[NumberSpan, ...]:
    """The numbers that stand in no figure of speech that begins with a number word: "demi-tour"."""
    kept, taken = [], 0
    for number in numbers:
        idiom = idioms.match(folded, number.start) if number.words else None
        taken = max(taken, idiom.end()) if idiom else taken
        if number.start >= taken:
            kept.append(number)
    return tuple(kept)


def halves(scene: Scene) -> Iterator[Reading]:
    """A unit and its half without a number: "kilómetro y medio"."""
    tables = scene.tables
    if tables.half_after is None or not tables.half_alone or scene.options.bare:
        return
    for half in tables.half_after.finditer(scene.folded):
        word = _LAST_WORD.search(scene.folded, max(0, half.start() - 24), half.start())
        unit = measure_after(scene.text, word.start(), pack=scene.pack) if word else None
        if word is None or unit is None or unit.stop != half.start() or unit.kind == "duration":
            continue
        start, stop, value = unit.start, half.end(), Fraction(3, 2)
        low, high, rough, extra, effects, lead, trail = bounded(
            scene.folded, start, stop, low=value, high=value, tables=tables
        )
        quantity = Quantity(
            start=start,
            stop=stop,
            low=None if low is None else float(low),
            high=None if high is None else float(high),
            unit=unit.unit,
            kind=unit.kind,
            approximate=rough,
            rule=" + ".join(["a unit and its half", *extra]),
        )
        yield Reading(quantity, lead, trail, effects, value)


def told_twice(scene: Scene) -> Iterator[Reading]:
    """Two of what a noun in the dual names: Arabic "two soldiers" in one word, which is number and noun at once."""
    duals = scene.tables.duals
    if duals is None or scene.options.bare:
        return
    for found in duals.finditer(scene.folded):
        start, stop = found.span("noun")
        unit = scene.tables.dual_units.get(bare(scene.folded[start:stop]), "")
        noun = "" if unit else scene.text[start:stop]
        quantity = Quantity(
            start=start,
            stop=stop,
            low=2.0,
            high=2.0,
            unit=unit,
            of=noun,
            of_start=start if noun else None,
            of_stop=stop if noun else None,
            kind=kind_of(unit) if unit else "cardinal",
            rule="two in one word",
        )
        yield Reading(quantity, start, stop, (), Fraction(2))


def beyond_unit(scene: Scene, draft: Draft, measure: Measure, stop: int) -> tuple[Draft, int]:
    """What stands behind the unit and changes the value: "et demi", "bajo cero"."""
    tables = scene.tables
    half = tables.half_after.match(scene.folded, stop) if tables.half_after else None
    if half and draft.low == draft.high and draft.low.denominator == 1 and measure.start >= draft.stop:
        more = Fraction(1, 2)
        return draft._replace(low=draft.low + more, high=draft.high + more), half.end()
    below = tables.below_zero.match(scene.folded, stop) if tables.below_zero else None
    if below and measure.kind in ("temperature", "angle") and draft.low >= 0:
        return draft._replace(low=-draft.high, high=-draft.low), below.end()
    return draft, stop


def is_adjective(scene: Scene, draft: Draft) -> bool:
    """Whether a number word that is an adjective too stands behind a noun and counts nothing: "un four neuf"."""
    tables, folded = scene.tables, scene.folded
    if folded[draft.start : draft.stop] not in tables.adjectives:
        return False
    noun = _NOUN_BEFORE.search(folded, max(0, draft.start - 24), draft.start)
    word = _NEXT_WORD.match(folded, draft.stop)
    counts = word is not None and word.group(1) in tables.adjectives_not_before
    return noun is not None and not counts and noun.group(1) not in tables.counted.stop | tables.counted.link


def of_its_time(scene: Scene, draft: Draft, money: Measure) -> Measure:
    """A currency by its plain name in a sentence of a year when that was another: francs of 1998."""
    old, until = scene.tables.old_money.get(money.unit, ("", 0))
    if not old or " " in scene.text[money.start : money.stop]:
        return money
    low, high = scene.text.rfind(". ", 0, draft.start) + 1, scene.text.find(". ", money.stop)
    near = scene.text[
        max(low, draft.start - _SENTENCE) : high if 0 <= high < money.stop + _SENTENCE else money.stop + _SENTENCE
    ]
    years = [int(y) for y in _YEAR.findall(near)]
    return structs.replace(money, unit=old) if years and max(years) < until else money
