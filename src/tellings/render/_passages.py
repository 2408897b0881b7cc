"""A report's text cut into paragraphs and marked stretches, for the page: every statement in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Report, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of a paragraph; `statement` is None between statements. `first` carries the statement's anchor."""

    text: str
    statement: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    stretches: tuple[Stretch, ...]
    heading: bool = False


def paragraphs(report: Report, statements: Sequence[Statement]) -> list[Paragraph]:
    """The text in order, with nothing lost but line breaks. A shared dossier's report gives its excerpts instead.

    Where statements overlap, the earlier one keeps the stretch that both claim, and the later one is marked from there
    on; one that lies wholly inside another gets an empty mark at its place, so that links to it still arrive.
    """
    mine = sorted((s for s in statements if s.report == report.id), key=lambda s: (s.start, s.stop, s.id))
    if not report.text:
        return [Paragraph(stretches=(Stretch(text=s.text, statement=s.id, first=True),)) for s in mine]
    cuts = _cuts(mine, len(report.text))
    made: list[Paragraph] = []
    seen: set[str] = set()
    offset = number = 0
    for line in report.text.split("\n"):
        stop = offset + len(line)
        stretches: list[Stretch] = []
        place = offset
        while number < len(cuts) and cuts[number][0] <= stop:
            start, end, name = cuts[number]
            start = max(start, place)
            if start > place:
                stretches.append(Stretch(text=report.text[place:start]))
            here = report.text[start : min(end, stop)]
            if here or name not in seen:
                stretches.append(Stretch(text=here, statement=name, first=name not in seen))
                seen.add(name)
            place = max(place, min(end, stop))
            if end > stop:
                break  # it goes on in the next line
            number += 1
        if place < stop:
            stretches.append(Stretch(text=report.text[place:stop]))
        if line.strip() or any(s.statement for s in stretches):
            heading = not made and bool(report.title) and line.strip() == (report.title or "").strip()
            made.append(Paragraph(stretches=tuple(stretches), heading=heading))
        offset = stop + 1
    return made


def _cuts(statements: Sequence[Statement], length: int) -> list[tuple[int, int, str]]:
    cuts: list[tuple[int, int, str]] = []
    reached = 0
    for s in statements:
        start = min(max(s.start, reached, 0), length)
        stop = min(max(s.stop, start), length)
        cuts.append((start, stop, s.id))
        reached = max(reached, stop)
    return cuts
