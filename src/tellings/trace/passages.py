"""Passages that two reports of one language have in common, exact to the character, joined over small changes.

Candidates come from word shingles; every maximal run of equal words is then found by extending them. Runs that follow one
another with few words changed between become one passage. Words weigh by how few reports of the pile hold them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ..records import Annotated, Finding, Record, Span
from ..words import Word, spread, telling, words
from .reuse import LEAST_PIECE, LEAST_TEXT, Piece, Reuse

_SHINGLE = 4  # words of a seed
_AGAIN = 2  # words alike that take a passage further beyond a change
_CHANGED = 4  # words that may differ between two runs of one passage
_COMMON = 0.34  # a shingle that stands in more than this share of a large pile is a set phrase
_LARGE = 12  # reports from which on set phrases can be told
_PARTNERS = 24  # later reports with the same shingle that each is compared with
_CLOSEST = (
    24  # reports, by their rare shingles in common, that each is compared with, and those that have it among theirs
)
_MOST_PLACES = 8  # places of one shingle in one report that are followed up
_NAME = 0.4  # what a word of a name weighs: names have to be said by everyone
_FEW = 8  # fewer reports of a language than this are weighed as so many: two cannot tell common words from telling ones
_LONG = 4  # letters; shorter words mostly bind others together in the languages that have packs
_SHORT = 0.5  # what such a word weighs
_FINDINGS = 6
_SHOWN = 160


class _Text:
    """The words of a report, ready to be compared: strings and pairs of strings are one object each, lists are by word."""

    def __init__(self, annotated: Annotated, one: dict[Any, Any]) -> None:
        self.words = words(annotated.report.text)
        self.folded = [one.setdefault(w.folded, w.folded) for w in self.words]
        self._pairs = [one.setdefault(pair, len(one)) for pair in pairwise(self.folded)]  # a number for each two words
        self._reached: dict[tuple[int, int], frozenset[int]] = {}

    def reached(self, at: int, step: int) -> frozenset[int]:
        """The pairs of words that a next run may begin with, going on from `at`."""
        found = self._reached.get((at, step))
        if found is None:
            reach = _CHANGED + _AGAIN
            start, stop = (at, at + reach) if step > 0 else (at - reach + 1, at + 1)
            found = self._reached[at, step] = frozenset(self._pairs[max(0, start) : max(0, stop - 1)])
        return found

    def weigh(self, annotated: Annotated, weight: Mapping[str, float]) -> None:
        """Note what each word weighs, and which lie in a direct quotation."""
        quotes = [(q.inner_start, q.inner_stop) for q in annotated.quotes]
        names = [(m.start, m.stop) for m in annotated.mentions]
        self.quoted = _inside(self.words, quotes)
        named = _inside(self.words, names)
        self.mass = [weight[w] * (_NAME if n else 1.0) for w, n in zip(self.folded, named, strict=True)]


class _Run(Record, frozen=True, kw_only=True):
    left: int  # first word
    right: int
    length: int  # words


def shared_passages(annotated: Sequence[Annotated]) -> list[Reuse]:
    """What each pair of reports of one language shares, in the order of the pairs. Near linear in the text's length."""
    one: dict[Any, Any] = {}
    texts = [_Text(a, one) for a in annotated]
    weights = _weights(annotated, texts)
    seeds = _seeds(annotated, texts)
    for n in sorted({n for pair in seeds for n in pair}):
        texts[n].weigh(annotated[n], weights[annotated[n].report.lang])
    found = (_compare((left, right, places), annotated, texts) for (left, right), places in sorted(seeds.items()))
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


def _seeds(annotated: Sequence[Annotated], texts: Sequence[_Text]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Places (word in left, word in right) of common shingles, by pair of reports."""
    where: dict[tuple[str, ...], dict[int, list[int]]] = defaultdict(dict)
    for n, (a, text) in enumerate(zip(annotated, texts, strict=True)):
        told = text.folded
        for i, shingle in enumerate(zip(*(told[k:] for k in range(_SHINGLE)), strict=False)):
            key = (a.report.lang, *shingle)
            places = where[key].setdefault(n, [])
            if len(places) < _MOST_PLACES:
                places.append(i)
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    most = max(2, int(_COMMON * len(texts))) if len(texts) >= _LARGE else len(texts)
    weight: dict[tuple[int, int], float] = defaultdict(float)
    for places_of in where.values():
        if not 1 < len(places_of) <= most:
            continue
        holders = sorted(places_of)
        for at, left in enumerate(holders):
            for right in holders[at + 1 : at + 1 + _PARTNERS]:
                found[left, right] += [(i, j) for i in places_of[left] for j in places_of[right]]
                weight[left, right] += 1 / len(holders)
    kept = _closest(weight)
    return {pair: places for pair, places in found.items() if pair in kept}


def _closest(weight: Mapping[tuple[int, int], float]) -> set[tuple[int, int]]:
    """The pairs that are among the `_CLOSEST` weightiest of either report: what a report was made from is few texts."""
    partners: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(weight, key=lambda pair: (-weight[pair], pair)):
        for report in pair:
            partners[report].append(pair)
    return {pair for held in partners.values() for pair in held[:_CLOSEST]}


def _runs(seeds: Sequence[tuple[int, int]], left: Sequence[str], right: Sequence[str]) -> list[_Run]:
    """Maximal runs of equal words, longest first, none over words that a longer one has taken."""
    by_diagonal: dict[int, list[int]] = defaultdict(list)
    for i, j in seeds:
        by_diagonal[i - j].append(i)
    runs = []
    most_left, most_right = len(left), len(right)
    for diagonal, starts in by_diagonal.items():
        end = -1
        for seed in sorted(set(starts)):
            if seed < end:
                continue
            i, j = seed, seed - diagonal
            while i > max(end, 0) and j and left[i - 1] == right[j - 1]:
                i, j = i - 1, j - 1
            n = 0
            while i + n < most_left and j + n < most_right and left[i + n] == right[j + n]:
                n += 1
            runs.append(_Run(left=i, right=j, length=n))
            end = i + n
    runs.sort(key=lambda r: (-r.length, r.left, r.right))
    kept: list[_Run] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for run in runs:
        over_left = range(run.left, run.left + run.length)
        over_right = range(run.right, run.right + run.length)
        if used_left.isdisjoint(over_left) and used_right.isdisjoint(over_right):
            used_left.update(over_left)
            used_right.update(over_right)
            kept.append(run)
    return sorted(kept, key=lambda r: (r.left, r.right))


def _grown(runs: Sequence[_Run], left: _Text, right: _Text) -> list[_Run]:
    """The runs, and the shorter ones that follow or precede them after a few changed words."""
    free_left, free_right = [True] * len(left.folded), [True] * len(right.folded)
    found: list[_Run] = []
    queue = deque(runs)
    for run in runs:
        _take(run, free_left, free_right)
    while queue:
        run = queue.popleft()
        found.append(run)
        for step in (1, -1):
            more = _next(run, step, (left, free_left), (right, free_right))
            if more is not None:
                _take(more, free_left, free_right)
                queue.append(more)
    return sorted(found, key=lambda r: (r.left, r.right))


def _take(run: _Run, free_left: list[bool], free_right: list[bool]) -> None:
    free_left[run.left : run.left + run.length] = [False] * run.length
    free_right[run.right : run.right + run.length] = [False] * run.length


def _next(run: _Run, step: int, left: tuple[_Text, Sequence[bool]], right: tuple[_Text, Sequence[bool]]) -> _Run | None:
    """The nearest run of at least `_AGAIN` free words after (step 1) or before (step -1) a run, over the fewest changes."""
    (text_a, free_a), (text_b, free_b) = left, right
    a, b = text_a.folded, text_b.folded
    most_a, most_b = len(a), len(b)
    i = run.left + run.length if step > 0 else run.left - 1
    j = run.right + run.length if step > 0 else run.right - 1
    if text_a.reached(i, step).isdisjoint(text_b.reached(j, step)):
        return None
    for away in range(1, 2 * _CHANGED + 1):
        for da in range(max(0, away - _CHANGED), min(away, _CHANGED) + 1):
            at, there, n = i + step * da, j + step * (away - da), 0
            x, y = at, there
            while 0 <= x < most_a and 0 <= y < most_b and free_a[x] and free_b[y] and a[x] == b[y]:
                n, x, y = n + 1, x + step, y + step
            if n >= _AGAIN:
                return _Run(left=min(at, x - step), right=min(there, y - step), length=n)
    return None


def _chained(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs that follow one another in both reports with few words between, as one passage."""
    current: list[_Run] = []
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
    pair: tuple[int, int, Sequence[tuple[int, int]]], annotated: Sequence[Annotated], texts: Sequence[_Text]
) -> Reuse | None:
    left, right, seeds = pair
    a, b = annotated[left], annotated[right]
    here, there = texts[left], texts[right]
    pieces = []
    for chain in _chained(_grown(_runs(seeds, here.folded, there.folded), here, there)):
        inside = [(r.left + k, r.right + k) for r in chain for k in range(r.length)]
        quoted = [here.quoted[i] and there.quoted[j] for i, j in inside]
        weighed = sum([here.mass[i] for (i, _), both in zip(inside, quoted, strict=True) if not both])
        pieces.append(
            Piece(
                left=Span(here.words[chain[0].left].start, here.words[inside[-1][0]].stop),
                right=Span(there.words[chain[0].right].start, there.words[inside[-1][1]].stop),
                weight=round(weighed, 3),
                words=len(inside),
                quoted=sum(quoted) * 2 > len(inside),
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
        left_share=round(shared / len(here.words), 3),
        right_share=round(shared / len(there.words), 3),
        findings=tuple(_finding(p, a, b) for p in sorted(told, key=lambda p: (-p.weight, p.left))[:_FINDINGS]),
    )


def _inside(text: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[bool]:
    flags = [False] * len(text)
    starts = sorted(spans)
    at = 0
    reach = -1
    for i, word in enumerate(text):
        while at < len(starts) and starts[at][0] <= word.start:
            reach = max(reach, starts[at][1])
            at += 1
        flags[i] = word.stop <= reach
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
