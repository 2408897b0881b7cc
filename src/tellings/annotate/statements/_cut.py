"""Where a sentence is cut into statements: where the speaker changes, and where a piece would be too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...records import Attribution, Cue, Sentence, Source, Span

LONGEST = 400  # code points in one statement
_SUBSTANTIAL = 40  # a part with fewer letters is not worth a statement of its own
_MARKS = frozenset(",;:—–،、")
_CLOSERS = frozenset("»”’\"')]")
_NEAR_MARK = 10  # code points before a speaker's part in which a comma has to stand for a cut
_STRONG = re.compile(r"[;；।]\s*|\s[—–]\s|:\s")
_CLAUSE = re.compile(r"[,،、，]\s*")
_ADVERBIAL = re.compile(r" (?:[^\W_]{1,15} ){0,2}[^\W_]{1,15}(?=,)")
_SPACE = re.compile(r"\s+")


def cut(text: str, sentence: Sentence, attributions: Sequence[Attribution]) -> list[Span]:
    """The pieces of `sentence`, in order, without the white space around them, none longer than `LONGEST`.

    `attributions` are those that touch the sentence, of any depth. Every character of the sentence but white space
    between pieces is in exactly one piece.
    """
    points = sorted(_speaker_changes(text, sentence, attributions))
    pieces: list[Span] = []
    start = sentence.start
    for point in (*points, sentence.stop):
        if point == sentence.stop or (
            _letters(text, start, point) >= _SUBSTANTIAL and _letters(text, point, sentence.stop) >= _SUBSTANTIAL
        ):
            pieces += _bare(text, start, point)
            start = point
    return [short for piece in pieces for short in _shorten(text, piece)]


def _speaker_changes(text: str, sentence: Sentence, attributions: Sequence[Attribution]) -> Iterator[int]:
    outermost = [a for a in attributions if a.outer is None or not _inside(a, a.outer)]
    hulls = sorted({h for a in outermost if (h := _hull(a, sentence))}, key=lambda h: (h.start, h.stop))
    reach = sentence.start
    for hull in hulls:
        if hull.start >= reach:
            yield from _before(text, hull.start, sentence)
        if hull.stop >= reach:
            yield from _behind(text, hull.stop, sentence)
        reach = max(reach, hull.stop)


def _before(text: str, point: int, sentence: Sentence) -> Iterator[int]:
    """A cut before a speaker's part, behind the comma that parts it from the outlet's words: «…, and | police said»."""
    for at in range(point - 1, max(sentence.start, point - _NEAR_MARK) - 1, -1):
        if text[at] in _MARKS:
            if at + 1 < sentence.stop:
                yield at + 1
            return


def _behind(text: str, point: int, sentence: Sentence) -> Iterator[int]:
    """A cut behind a speaker's part, where a mark closes it: not before «… said the mayor | on Monday».

    A word or two may stand before the mark: «…, the mayor said yesterday, | as crews left».
    """
    at = point
    if (adverbial := _ADVERBIAL.match(text, point, sentence.stop)) is not None:
        at = point = adverbial.end()
    while at < sentence.stop and (text[at] in _MARKS or text[at] in _CLOSERS):
        at += 1
    if at < sentence.stop and any(c in _MARKS for c in text[max(sentence.start, point - 1) : at]):
        yield at


def _inside(inner: Attribution, outer: Attribution) -> bool:
    at = inner.cue or inner.source
    return at is not None and any(c.start <= at.start < c.stop for c in outer.content)


def _hull(attribution: Attribution, sentence: Sentence) -> Span | None:
    parts: list[Span | Cue | Source] = [p for p in (attribution.cue, *attribution.content) if p is not None]
    said_here = attribution.cue is not None and sentence.start <= attribution.cue.start < sentence.stop
    if attribution.source is not None and said_here:  # a source carried on from another sentence marks nothing here
        parts.append(attribution.source)
    inside = [(max(p.start, sentence.start), min(p.stop, sentence.stop)) for p in parts]
    inside = [(a, b) for a, b in inside if a < b]
    return Span(min(a for a, _ in inside), max(b for _, b in inside)) if inside else None


def _shorten(text: str, piece: Span) -> list[Span]:
    """Cut what is too long at semicolons and dashes, else at commas, else at white space, else anywhere."""
    done: list[Span] = []
    while piece.stop - piece.start > LONGEST:
        low, high = piece.start + _SUBSTANTIAL, piece.start + LONGEST
        point = _last(_STRONG, text, low, high) or _last(_CLAUSE, text, low, high) or _last(_SPACE, text, low, high)
        head = _bare(text, piece.start, point or high)
        done += head
        rest = _bare(text, point or high, piece.stop)
        if not rest:
            return done
        piece = rest[0]
    return [*done, piece]


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> int | None:
    return max((m.end() for m in pattern.finditer(text, low, high)), default=None)


def _bare(text: str, start: int, stop: int) -> list[Span]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop and text[stop - 1].isspace():
        stop -= 1
    return [Span(start, stop)] if start < stop else []


def _letters(text: str, start: int, stop: int) -> int:
    return sum(not c.isspace() for c in text[start:stop])
