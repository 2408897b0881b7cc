"""Years that are how old somebody is, and numbers that stand in pairs: "de 29 y 33 años", "between 4 and 8 years"."""

from __future__ import annotations

import re

from msgspec import structs

from ...lang.numerals import NumberSpan
from .drafts import Draft, Reading, Scene
from .measures import Measure
from .tables import Tables

_OLDEST = {"year": 120, "month": 36}
_APPOSED = re.compile(r"(?:([^\W\d_][\w'’-]*)[ \u00a0])?([^\W\d_][\w'’-]*)(?:,[ \u00a0]|[ \u00a0](\())$")
_GOES_ON = re.compile(r",[ \u00a0](\w+)|[.;](?!\d)")
_BACK = 60  # code points before a number in which a name is looked for
_ENDS = re.compile(r"\s*(?:[,.;:!?](?!\d)|\n|$)")
_LINK = 12  # code points between two numbers of one kind
_NAMED = re.compile(r"[^\W\d_][,(]\s*$")
_CLOSED = re.compile(r"\s*[,.;)]")
_AND = re.compile(r" ([^\W\d_]+)(?= )")


def lower_end(folded: str, one: NumberSpan, other: NumberSpan, tables: Tables) -> bool:
    """Whether a number is the lower end of a stretch of time that was read by its upper: "de entre cuatro y ocho años"."""
    return one.kind == other.kind and paired(folded[one.stop : other.start], tables)


def paired(between: str, tables: Tables) -> bool:
    if len(between) > _LINK or not between.strip():
        return False
    return any(r.middle.fullmatch(between) for r in tables.ranges) or bool(
        tables.joins.fullmatch(between) or tables.pair.fullmatch(between)
    )


def shared_age(scene: Scene, one: Reading, other: Reading) -> Reading:
    """In "de 29 y 33 años" both numbers are ages."""
    a, b = one.quantity, other.quantity
    alike = b.kind == "age" and a.kind == "cardinal" and not a.unit and a.high is not None and a.high <= _OLDEST["year"]
    if not alike or not scene.options.ranges or not paired(scene.folded[a.stop : b.start], scene.tables):
        return one
    rule = f"{a.rule} + age shared with the next"
    return one._replace(
        quantity=structs.replace(a, unit=b.unit, kind="age", of="", of_start=None, of_stop=None, rule=rule)
    )


def age_beside(scene: Scene, draft: Draft) -> Measure | None:
    """The age that a bare number between commas, or brackets, behind a name is ("Ana Pell, 41, said"), or at which somebody died.

    Where the pack asks for two words with a capital, one alone is no name ("in Kyiv, 12, and …").
    """
    tables, number = scene.tables, draft.number
    whole = draft.kind == "cardinal" and number.value.denominator == 1 and not draft.rules
    if not whole or not 0 < number.value < _OLDEST["year"] or not tables.apposed:
        return None
    told = tables.age_leads is not None and tables.age_leads.find(scene.folded, draft.start) is not None
    if not (told and _ENDS.match(scene.text, draft.stop)) and not _apposed(scene, draft):
        return None
    return Measure(start=draft.start, stop=draft.stop, unit="year", kind="age", rule="age behind a name")


def _apposed(scene: Scene, draft: Draft) -> bool:
    text, tables = scene.text, scene.tables
    name = _APPOSED.search(text, max(0, draft.start - _BACK), draft.start)
    if (
        name is None
        or not name.group(2)[0].isupper()
        or scene.folded[name.start(2) : name.end(2)] in tables.counted.stop
    ):
        return False
    first = name.group(1) or ""
    capital = bool(name.group(3)) or tables.apposed == "two"
    known = first[:1].isupper() if capital else bool(first)
    articles = tables.articles if tables.apposed == "one" and not name.group(3) else frozenset()
    if not known or (first.lower() in tables.counted.stop and first.lower() not in articles):
        return False
    if name.group(3):
        return text[draft.stop : draft.stop + 1] == ")"
    on = _GOES_ON.match(text, draft.stop)
    listed = on is not None and tables.pair.fullmatch(scene.folded[draft.stop : on.end()])  # "Velm, 12, and Ostrel, 9"
    return on is not None and not listed and (on.group(1) is None or on.group(1)[0].islower())


def may_be_age(scene: Scene, draft: Draft, measure: Measure, previous: Reading | None) -> bool:
    """Whether years that are no time are said of a person: behind "of", or between marks behind a word, or as a second age."""
    whole = draft.number.value.denominator == 1 and draft.kind == "cardinal"
    if not whole or not 0 < draft.high <= _OLDEST.get(measure.unit, 0):
        return False
    if scene.tables.age_links is not None and scene.tables.age_links.find(scene.folded, draft.start):
        return True
    between = scene.folded[previous.quantity.stop : draft.start] if previous is not None else ""
    if previous is not None and previous.quantity.high is not None and paired(between, scene.tables):
        return previous.quantity.kind == "age" or bool(
            scene.tables.age_links and scene.tables.age_links.find(scene.folded, previous.quantity.start)
        )
    named = _NAMED.search(scene.text, max(0, draft.start - 4), draft.start)
    closed = _CLOSED.match(scene.text, measure.stop) or _joined_on(scene, measure.stop)
    return named is not None and bool(closed)


def _joined_on(scene: Scene, at: int) -> bool:
    """Whether "and" follows, which adds something else to the age: "44 anni e due figli"."""
    on = _AND.match(scene.folded, at)
    return on is not None and bool(on.group(1)) and scene.tables.pair.fullmatch(on.group()) is not None
