"""Figures and how they moved: within one row, the quantities of each report in the order of publication."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Quantity, Row
from ._index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One report's figure in a row."""

    report: str
    statement: str
    words: str
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The figures of one row that measure or count the same kind of thing, first published first."""

    row: Row
    unit: str
    figures: tuple[Figure, ...]
    moved: bool  # whether they are not all the same


def movements(known: Index) -> list[Movement]:
    """Every row of two or more reports in which a figure stands in at least two of them; those that moved first."""
    found: list[Movement] = []
    for row in known.shared:
        grouped: dict[str, list[Figure]] = {}
        for name in row.statements:
            statement = known.statements.get(name)
            if statement is None:
                continue
            for quantity in statement.quantities:
                words = statement.text[quantity.start - statement.start : quantity.stop - statement.start]
                figure = Figure(report=statement.report, statement=name, words=words, quantity=quantity)
                grouped.setdefault(quantity.unit or quantity.kind, []).append(figure)
        for unit, figures in grouped.items():
            if len({f.report for f in figures}) < 2:
                continue
            figures.sort(key=lambda f: (known.reports[f.report].published or "~", known.columns.index(f.report)))
            values = {(f.quantity.low, f.quantity.high) for f in figures}
            found.append(Movement(row=row, unit=unit, figures=tuple(figures), moved=len(values) > 1))
    return sorted(found, key=lambda m: not m.moved)


def value(quantity: Quantity) -> str:
    """The value in digits: `40`, `30–40`, `≥ 30`, with `≈` where it is approximate."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return "?"
    if low is None:
        text = f"≤ {_plain(high)}"
    elif high is None:
        text = f"≥ {_plain(low)}"
    else:
        text = _plain(low) if low == high else f"{_plain(low)}–{_plain(high)}"
    unit = f" {quantity.unit}" if quantity.unit else ""
    return f"{'≈ ' if quantity.approximate else ''}{text}{unit}"


def _plain(number: float | None) -> str:
    return "?" if number is None else f"{number:,.10g}".replace(",", "\u2009")
