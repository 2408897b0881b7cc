"""Put the text of a report together from what was not cut, safe to show, with a map back to the raw text."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from ..records import Record, SourceSegment

# Line breaks other than "\n"; everything else among the controls is dropped. Joiners (U+200C, U+200D) and the plain
# direction marks (U+200E, U+200F) stay: Persian, Arabic and emoji are written with them.
_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# Escapes that exports leave in plain text; those of "<" and ">" stay as they are written.
_ENTITY = re.compile(
    r"&(?:quot|amp|apos|nbsp|shy|laquo|raquo|[lrb]dquo|[lrs][sb]?quo|[nm]dash|hellip|#0?39|#160|#17[13]|#18[37]|#82(?:11|12|16|17|18|20|21|22|30));"
)
_COMBINED = re.compile(r"[^\W\d_][\u0300-\u036f]{1,8}")


class Assembled(Record, frozen=True, kw_only=True):
    text: str
    source_map: tuple[SourceSegment, ...]


class _Piece(Record, frozen=True, kw_only=True):
    text: str
    raw: int | None  # where it was copied from; None for what was put in


def assemble(
    raw: str,
    *,
    cuts: Sequence[tuple[int, int]],
    joins: Sequence[tuple[int, int]] = (),
    breaks: Sequence[int] = (),
    head: str = "",
) -> Assembled:
    """The text that is left of `raw`.

    A cut becomes a line break, as does each raw offset in `breaks`; a join becomes a space; `head` is put before the text on a line of its
    own. Control characters, invisible marks and lone surrogates are dropped, letters with combining marks composed
    (NFC), escapes of quotation marks and dashes (`&quot;`) read, all line breaks become a newline and no more than two of them stand in a row.
    """
    pieces = [_Piece(text=head + "\n", raw=None)] if head else []
    for start, stop, filler in _kept(len(raw), cuts, joins, breaks):
        pieces += _safe(raw, start, stop)
        pieces.append(_Piece(text=filler, raw=None))
    return _spaced(pieces)


def safe_line(text: str) -> str:
    """One line that can be shown: for titles, names of outlets and the like."""
    text = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
    return " ".join(unicodedata.normalize("NFC", _UNSAFE.sub(_space_for_break, text)).split())


def _space_for_break(match: re.Match[str]) -> str:
    return " " if match[0] in _BREAKS else ""


def _kept(
    length: int, cuts: Sequence[tuple[int, int]], joins: Sequence[tuple[int, int]], breaks: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    """What stays, and what stands for the gap behind it."""
    gaps = [(a, b, "\n") for a, b in cuts] + [(b, b, "\n") for b in breaks] + [(a, b, " ") for a, b in joins]
    at = 0
    for start, stop, filler in sorted(gaps):
        if start >= at:
            yield at, start, filler
        elif filler == "\n":
            yield at, at, filler
        at = max(at, stop)
    yield at, length, "\n"


def _safe(raw: str, start: int, stop: int) -> Iterator[_Piece]:
    """The stretch in pieces, without what is unsafe."""
    stretch = raw[start:stop]
    at = 0
    for match in _marks(stretch):
        if match.start() > at:
            yield _Piece(text=stretch[at : match.start()], raw=start + at)
        at = match.end()
        if len(match[0]) > 1:
            yield _Piece(text=_composed(match[0]), raw=None)
        elif match[0] in _BREAKS and not (match[0] == "\r" and stretch[at : at + 1] == "\n"):
            yield _Piece(text="\n", raw=None)
    if at < len(stretch):
        yield _Piece(text=stretch[at:], raw=start + at)


def _composed(text: str) -> str:
    return html.unescape(text).replace("\u00ad", "") if text[0] == "&" else unicodedata.normalize("NFC", text)


def _marks(stretch: str) -> Iterable[re.Match[str]]:
    found = list(_UNSAFE.finditer(stretch))
    if "&" in stretch:
        found += _ENTITY.finditer(stretch)
    if not unicodedata.is_normalized("NFC", stretch):
        found += (m for m in _COMBINED.finditer(stretch) if unicodedata.normalize("NFC", m[0]) != m[0])
    return sorted(found, key=lambda m: m.start())


def _spaced(pieces: Sequence[_Piece]) -> Assembled:
    """Join the pieces; white space around line breaks goes, and at most one blank line stays."""
    joined = "".join(p.text for p in pieces)
    starts, total = [], 0
    for piece in pieces:
        starts.append(total)
        total += len(piece.text)

    parts: list[str] = []
    segments: list[SourceSegment] = []
    length = index = 0

    def copy(start: int, stop: int) -> None:
        nonlocal length, index
        if stop <= start:
            return
        index = min(index, len(pieces) - 1)
        while index > 0 and starts[index] > start:
            index -= 1
        while index < len(pieces) and starts[index] < stop:
            piece, first = pieces[index], max(start, starts[index])
            last = min(stop, starts[index] + len(piece.text))
            if piece.raw is not None and last > first:
                raw = piece.raw + first - starts[index]
                _extend(segments, length + first - start, length + last - start, raw)
            if starts[index] + len(piece.text) > stop:
                break
            index += 1
        parts.append(joined[start:stop])
        length += stop - start

    at = 0
    for start, stop in _broken_spaces(joined):
        copy(at, start)
        at = stop
        if start == 0 or stop == len(joined):
            continue
        if joined[start:stop] in ("\n", "\n\n"):
            copy(start, stop)
        else:
            newlines = min(joined.count("\n", start, stop), 2)
            parts.append("\n" * newlines)
            length += newlines
    copy(at, len(joined))
    return Assembled(text="".join(parts), source_map=tuple(segments))


def _broken_spaces(text: str) -> Iterator[tuple[int, int]]:
    """Runs of white space that hold a line break, or stand at the text's beginning or end."""
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if begin:
        yield 0, begin
    at, newline = begin, text.find("\n", begin, end)
    while newline >= 0:
        start = at + len(text[at:newline].rstrip())
        after = newline + 1
        while text[after].isspace():  # there is more behind: the end was stripped
            after += 1
        yield start, after
        at, newline = after, text.find("\n", after, end)
    if end < len(text) and begin < len(text):
        yield end, len(text)


def _extend(segments: list[SourceSegment], start: int, stop: int, raw: int) -> None:
    if segments and segments[-1].stop == start and segments[-1].raw + start - segments[-1].start == raw:
        start, raw = segments[-1].start, segments[-1].raw
        segments.pop()
    segments.append(SourceSegment(start=start, stop=stop, raw=raw))
