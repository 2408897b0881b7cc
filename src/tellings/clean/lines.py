"""Lines of the raw text, and the cuts that passes make in them. A pass takes lines and gives back what is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..records import Evidence, Record

# Everything that Unicode or a file format takes for the end of a line.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_SPACE_AT_END = re.compile(r"[\s\u200b\u200e\u200f\ufeff]*")


class Line(NamedTuple):
    """A stretch of the raw text without a line break, white space at its ends left out; never empty."""

    start: int  # raw
    stop: int  # raw
    text: str


class Cut(Record, frozen=True, kw_only=True):
    """A stretch that a rule takes out, and what it tells."""

    start: int  # raw
    stop: int  # raw
    why: str
    rule: str
    evidence: tuple[Evidence, ...] = ()


class Passed(NamedTuple):
    lines: list[Line]
    cuts: list[Cut]


def split_lines(raw: str, *, joins: Sequence[tuple[int, int]] = ()) -> list[Line]:
    """The lines of `raw` that hold more than white space; lines that are joined are one, with spaces for the break."""
    if joins:
        joined, at = [], 0
        for start, stop in joins:
            joined += [raw[at:start], " " * (stop - start)]
            at = stop
        raw = "".join([*joined, raw[at:]])
    return [line for match in _LINE.finditer(raw) if (line := trim(raw, *match.span())) is not None]


def trim(raw: str, start: int, stop: int) -> Line | None:
    """The stretch without white space at its ends, or None when nothing else is there."""
    piece = raw[start:stop]
    lead = _SPACE_AT_END.match(piece)
    offset = lead.end() if lead else 0
    text = piece[offset:].rstrip("\u200b\u200e\u200f\ufeff \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000")
    return Line(start + offset, start + offset + len(text), text) if text.strip() else None


def cut_whole(line: Line, *, why: str, rule: str, evidence: Iterable[Evidence] = ()) -> Cut:
    return Cut(start=line.start, stop=line.stop, why=why, rule=rule, evidence=tuple(evidence))


def cut_part(line: Line, span: tuple[int, int], *, why: str, rule: str, evidence: Iterable[Evidence] = ()) -> Cut:
    """A cut of `line.text[span]`."""
    return Cut(start=line.start + span[0], stop=line.start + span[1], why=why, rule=rule, evidence=tuple(evidence))


def without(lines: Sequence[Line], cuts: Sequence[Cut]) -> list[Line]:
    """What is left of the lines: a cut inside a line leaves a line on either side of it."""
    if not cuts:
        return list(lines)
    pending = sorted(cuts, key=lambda c: (c.start, c.stop))
    left: list[Line] = []
    at = 0
    for line in lines:
        while at < len(pending) and pending[at].stop <= line.start:
            at += 1
        start, index = line.start, at
        while index < len(pending) and pending[index].start < line.stop:
            left += _piece(line, start, pending[index].start)
            start = max(start, pending[index].stop)
            index += 1
        left += [line] if start == line.start and index == at else _piece(line, start, line.stop)
    return left


def _piece(line: Line, start: int, stop: int) -> list[Line]:
    if stop <= start:
        return []
    piece = trim(line.text, start - line.start, stop - line.start)
    return [] if piece is None else [Line(line.start + piece.start, line.start + piece.stop, piece.text)]
