"""Figures and how they moved: within one row, what counts the same thing, in the order of publication."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .. import figures as counting
from ..lang.frames import read_frames, refined
from ..records import Quantity, Row, Statement
from ._index import Index

_ROUND = 0.1  # a figure told with "about" is read as itself give or take a tenth


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One report's figure in a row."""

    report: str
    statement: str
    words: str
    quantity: Quantity
    later: bool = False  # published on a later day than the one before it: only then is it a step


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The figures of one row that measure or count the same thing, first published first."""

    row: Row
    of: str  # what they count, in the words of one report; empty where none has words for it
    figures: tuple[Figure, ...]
    moved: bool  # whether the reports do not all give the same


def movements(known: Index) -> list[Movement]:
    """Every row of two or more reports in which a figure stands in at least two of them; those that moved first."""
    found: list[Movement] = []
    for row in known.shared:
        for figures in _of_one_thing(known, row):
            if len({f.report for f in figures}) < 2:
                continue
            values: dict[str, set[tuple[float | None, float | None]]] = {}
            for f in figures:
                values.setdefault(f.report, set()).add((f.quantity.low, f.quantity.high))
            told = max((f.quantity.of for f in figures), key=lambda of: (bool(of), -len(of), of))
            found.append(Movement(row=row, of=told, figures=_in_order(known, figures), moved=_differ(values.values())))
    return sorted(found, key=lambda m: not m.moved)


def _differ(values: Iterable[set[tuple[float | None, float | None]]]) -> bool:
    first, *others = values
    return any(other != first for other in others)


def _of_one_thing(known: Index, row: Row) -> list[list[Figure]]:
    """A row's figures by what they count: thirty animals are no step towards five orangutans."""
    kinds: list[tuple[list[counting.Figure], list[Figure]]] = []
    for name in row.statements:
        statement = known.statements.get(name)
        for figure, counted in _read(statement) if statement is not None else ():
            places = [n for n, (others, _) in enumerate(kinds) if any(counting.same_thing(counted, o) for o in others)]
            alike, kept = ([counted], [figure])
            for n in reversed(places):  # it may join what was apart so far
                others, figures = kinds.pop(n)
                alike, kept = others + alike, figures + kept
            kinds.insert(places[0] if places else len(kinds), (alike, kept))
    return [figures for _, figures in kinds]


def _read(statement: Statement) -> list[tuple[Figure, counting.Figure]]:
    quantities = [q for q in statement.quantities if q.kind != "ordinal"]
    hits = refined(read_frames(statement.text, lang=statement.lang, offset=statement.start)) if quantities else ()
    return [
        (
            Figure(
                report=statement.report,
                statement=statement.id,
                words=statement.text[q.start - statement.start : q.stop - statement.start],
                quantity=q,
            ),
            counting.figure(q, statement, hits, closely=True),
        )
        for q in quantities
    ]


def _in_order(known: Index, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """First published first, and a figure that a report gives again once only."""
    ordered = sorted(figures, key=lambda f: (known.reports[f.report].published or "~", known.columns.index(f.report)))
    once = list({(f.report, f.quantity.low, f.quantity.high): f for f in reversed(ordered)}.values())[::-1]
    days = [(known.reports[f.report].published or "")[:10] for f in once]
    return tuple(
        replace(f, later=bool(n and days[n] and days[n - 1] and days[n - 1] < days[n])) for n, f in enumerate(once)
    )


def value(quantity: Quantity) -> str:
    """The value in digits: `40`, `30–40`, `≥ 30`, with `≈` where it is approximate."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return "?"
    if low is None:
        text = f"≤ {_plain(high)}"
    elif high is None:
        text = f"≥ {_plain(low)}"
    elif quantity.approximate and low > 0 and abs(low * (1 + _ROUND) - high * (1 - _ROUND)) < _ROUND * low * _ROUND:
        text = _plain(round((low + high) / 2, 6))
    else:
        text = _plain(low) if low == high else f"{_plain(low)}–{_plain(high)}"
    unit = f" {quantity.unit}" if quantity.unit else ""
    return f"{'≈ ' if quantity.approximate else ''}{text}{unit}"


def _plain(number: float | None) -> str:
    return "?" if number is None else f"{number:,.10g}".replace(",", "\u2009")
