"""Passages that two reports of one language have in common, exact to the character, joined over small changes.

Candidates come from word shingles; every maximal run of equal words is then found by extending them. Runs that follow one
another with few words changed between become one passage. Words weigh by how few reports of the pile hold them.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, pairwise

import numpy as np

from ..records import Annotated, Finding, Span
from ..words import spread, telling, words
from .reuse import LEAST_PIECE, LEAST_TEXT, Piece, Reuse
from .seeds import Run, runs_of

_AGAIN = 2  # words alike that take a passage further beyond a change
_PAIRED = 1 << 32  # makes one number of two words' numbers
_CHANGED = 4  # words that may differ between two runs of one passage
_WAYS = [
    (da, away - da)
    for away in range(1, 2 * _CHANGED + 1)
    for da in range(max(0, away - _CHANGED), min(away, _CHANGED) + 1)
]
_NAME = 0.4  # what a word of a name, a figure or a date weighs: they have to be said by everyone
_CAPITALS = 0.25  # share of words in capitals beyond which they mark no names (German nouns)
_FEW = 8  # fewer reports of a language than this are weighed as so many: two cannot tell common words from telling ones
_LONG = 4  # letters; shorter words mostly bind others together in the languages that have packs
_SHORT = 0.5  # what such a word weighs
_POST = re.compile(r"pic\.twitter\.com/\w|https?://t\.co/\w|[\u2014\u2013-] ?[^\n(]{2,60}\(@\w{1,20}\)")
_LONGEST_POST = 600  # code points of a line: not a whole page in one
_FINDINGS = 6
_SHOWN = 160


class _Text:
    """The words of a report, ready to be compared: a number for each word of its language; lists are by word."""

    def __init__(self, annotated: Annotated, known: dict[str, int], fresh: Iterator[int]) -> None:
        found = words(annotated.report.text)
        self.starts = [w.start for w in found]
        self.stops = [w.stop for w in found]
        self.folded = [w.folded for w in found]
        self.numbers = [known.setdefault(w, n) for w, n in zip(self.folded, fresh, strict=False)]
        self._pairs = [x * _PAIRED + y for x, y in pairwise(self.numbers)]
        self._reached: dict[tuple[int, int], frozenset[int]] = {}
        self.mass: list[float] = []
        self.quoted: list[bool] = []
        self.said: list[bool] = []

    def reached(self, at: int, step: int) -> frozenset[int]:
        """The pairs of words that a next run may begin with, going on from `at`."""
        found = self._reached.get((at, step))
        if found is None:
            reach = _CHANGED + _AGAIN
            start, stop = (at, at + reach) if step > 0 else (at - reach + 1, at + 1)
            found = self._reached[at, step] = frozenset(self._pairs[max(0, start) : max(0, stop - 1)])
        return found

    def weigh(self, annotated: Annotated, weight: Mapping[str, float]) -> None:
        """Note, once, what each word weighs, and which lie in a direct quotation or in what somebody is said to have said."""
        if self.mass:
            return
        quotes = [(q.inner_start, q.inner_stop) for q in annotated.quotes] + _posts(annotated.report.text)
        names = [(m.start, m.stop) for m in annotated.mentions]
        names += [(q.start, q.stop) for q in annotated.quantities]
        names += [(t.start, t.stop) for t in annotated.times]
        said = [(s.start, s.stop) for s in annotated.statements if s.voice == "attributed"]
        self.quoted = _inside(self.starts, self.stops, quotes)
        self.said = _inside(self.starts, self.stops, [*quotes, *said])
        named = [m or c for m, c in zip(_inside(self.starts, self.stops, names), self._capital(annotated), strict=True)]
        self.mass = [weight[w] * (_NAME if n else 1.0) for w, n in zip(self.folded, named, strict=True)]

    def _capital(self, annotated: Annotated) -> list[bool]:
        """Which words have a capital within a line, and are names though none was read there; none where nouns have one, too."""
        text = annotated.report.text
        capital = [
            text[start].isupper() and text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum()
            for start in self.starts
        ]
        if sum(capital) > _CAPITALS * len(capital):
            return [False] * len(capital)
        return capital


def shared_passages(annotated: Sequence[Annotated]) -> list[Reuse]:
    """What each pair of reports of one language shares, in the order of the pairs. Near linear in the text's length."""
    known: dict[str, dict[str, int]] = defaultdict(dict)  # by language: their words have nothing in common
    fresh = count()
    texts = [_Text(a, known[a.report.lang], fresh) for a in annotated]
    weights = _weights(annotated, texts)
    found = []
    for left, right, runs in runs_of([np.array(t.numbers, dtype=np.int64) for t in texts], ways=_WAYS):
        for n in (left, right):
            texts[n].weigh(annotated[n], weights[annotated[n].report.lang])
        found.append(_compare((left, right, runs), annotated, texts))
    return [reuse for reuse in found if reuse is not None]


def _weights(annotated: Sequence[Annotated], texts: Sequence[_Text]) -> dict[str, dict[str, float]]:
    """Language -> how telling each word is among the reports of that language: those of others cannot hold it."""
    of_language: dict[str, list[Sequence[str]]] = defaultdict(list)
    for a, text in zip(annotated, texts, strict=True):
        of_language[a.report.lang].append(text.folded)
    weights = {}
    for lang, held in of_language.items():
        told = telling(spread(held), max(_FEW, len(held)))
        weights[lang] = {w: x * (_SHORT if len(w) < _LONG and w.isalpha() else 1.0) for w, x in told.items()}
    return weights


def _grown(runs: Sequence[Run], left: _Text, right: _Text) -> list[Run]:
    """The runs, and the shorter ones that follow or precede them after a few changed words."""
    free_left, free_right = bytearray(b"\x01") * len(left.folded), bytearray(b"\x01") * len(right.folded)
    found: list[Run] = []
    queue = deque(runs)
    for run in runs:
        _take(run, free_left, free_right)
    while queue:
        run = queue.popleft()
        found.append(run)
        for step in (1, -1):
            if (run.on if step > 0 else run.back) == len(_WAYS):
                continue
            more = _next(run, step, (left, free_left), (right, free_right))
            if more is not None:
                _take(more, free_left, free_right)
                queue.append(more)
    return sorted(found, key=lambda r: (r.left, r.right))


def _take(run: Run, free_left: bytearray, free_right: bytearray) -> None:
    free_left[run.left : run.left + run.length] = bytes(run.length)
    free_right[run.right : run.right + run.length] = bytes(run.length)


def _next(run: Run, step: int, left: tuple[_Text, bytearray], right: tuple[_Text, bytearray]) -> Run | None:
    """The nearest run of at least `_AGAIN` free words after (step 1) or before (step -1) a run, over the fewest changes."""
    (text_a, free_a), (text_b, free_b) = left, right
    a, b = text_a.numbers, text_b.numbers
    most_a, most_b = len(a), len(b)
    i = run.left + run.length if step > 0 else run.left - 1
    j = run.right + run.length if step > 0 else run.right - 1
    first = run.on if step > 0 else run.back
    if not first and text_a.reached(i, step).isdisjoint(text_b.reached(j, step)):
        return None
    for da, db in _WAYS[first:] if first else _WAYS:
        at, there, n = i + step * da, j + step * db, 0
        x, y = at, there
        while 0 <= x < most_a and 0 <= y < most_b and free_a[x] and free_b[y] and a[x] == b[y]:
            n, x, y = n + 1, x + step, y + step
        if n >= _AGAIN:
            return Run(left=min(at, x - step), right=min(there, y - step), length=n)
    return None


def _chained(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Runs that follow one another in both reports with few words between, as one passage."""
    current: list[Run] = []
    for run in runs:
        if current:
            last = current[-1]
            gaps = run.left - last.left - last.length, run.right - last.right - last.length
            if not all(0 <= g <= _CHANGED for g in gaps):
                yield current
                current = []
        current.append(run)
    if current:
        yield current


def _compare(
    pair: tuple[int, int, Sequence[Run]], annotated: Sequence[Annotated], texts: Sequence[_Text]
) -> Reuse | None:
    left, right, runs = pair
    a, b = annotated[left], annotated[right]
    here, there = texts[left], texts[right]
    pieces = []
    for chain in _chained(_grown(runs, here, there)):
        mass: list[float] = []
        both = 0  # words that are quoted in both
        for run in chain:
            i, j, n = run[:3]
            weighed = here.mass[i : i + n]
            x, y = here.said[i : i + n], there.said[j : j + n]
            if True in x and True in y:  # one quotes what the other reports: of one source, too
                p, q = here.quoted[i : i + n], there.quoted[j : j + n]
                common = [(a and d) or (b and c) for a, b, c, d in zip(x, y, p, q, strict=True)]
                weighed = [m for m, both_say in zip(weighed, common, strict=True) if not both_say]
            both += n - len(weighed)
            mass += weighed
        last = chain[-1]
        many = sum(run.length for run in chain)
        pieces.append(
            Piece(
                left=Span(here.starts[chain[0].left], here.stops[last.left + last.length - 1]),
                right=Span(there.starts[chain[0].right], there.stops[last.right + last.length - 1]),
                weight=round(sum(mass), 3),
                words=many,
                quoted=both * 2 > many,
            )
        )
    if sum(p.weight for p in pieces if p.weight >= LEAST_PIECE) < LEAST_TEXT:
        return None
    own = [p for p in pieces if not p.quoted]
    told = [p for p in pieces if p.weight >= LEAST_PIECE or p.quoted]
    shared = sum(p.words for p in own)
    return Reuse(
        left=left,
        right=right,
        means="text",
        pieces=tuple(pieces),
        left_share=round(shared / len(here.starts), 3),
        right_share=round(shared / len(there.starts), 3),
        findings=tuple(_finding(p, a, b) for p in sorted(told, key=lambda p: (-p.weight, p.left))[:_FINDINGS]),
    )


def _posts(text: str) -> list[tuple[int, int]]:
    """The lines of posts that a page shows: told by the handle of their author or by the short address of a picture or link in them."""
    found, at = [], 0
    for line in text.split("\n"):
        if len(line) <= _LONGEST_POST and _POST.search(line):
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _inside(starts: Sequence[int], stops: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each word lies in one of the spans."""
    if not spans:
        return [False] * len(starts)
    ordered = sorted(spans)
    flags = [False] * len(starts)
    at = 0
    reach = -1
    for i, start in enumerate(starts):
        while at < len(ordered) and ordered[at][0] <= start:
            reach = max(reach, ordered[at][1])
            at += 1
        flags[i] = stops[i] <= reach
    return flags


def _finding(piece: Piece, a: Annotated, b: Annotated) -> Finding:
    where = "in a quotation: a shared source, not a shared text"
    if not piece.quoted:
        where = f"outside quotation marks; telling weight {piece.weight:.1f}"
    return Finding(
        feature="passage_quoted" if piece.quoted else "passage",
        score=round(min(1.0, piece.weight / 10), 3),
        detail=f"{piece.words} words alike, {where}",
        left=a.report.text[piece.left.start : piece.left.stop][:_SHOWN],
        right=b.report.text[piece.right.start : piece.right.stop][:_SHOWN],
    )
