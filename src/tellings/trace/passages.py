"""Passages that two reports of one language have in common, exact to the character, joined over small changes.

Candidates come from word shingles; every maximal run of equal words is then found by extending them. Runs that follow one
another with few words changed between become one passage. Words weigh by how few reports of the pile hold them.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..records import Annotated, Finding, Record, Span
from ..words import Word, spread, telling, words
from .reuse import LEAST_PIECE, LEAST_TEXT, Piece, Reuse

_SHINGLE = 4  # words of a seed
_AGAIN = 2  # words alike that take a passage further beyond a change
_CHANGED = 4  # words that may differ between two runs of one passage
_COMMON = 0.34  # a shingle that stands in more than this share of a large pile is a set phrase
_LARGE = 12  # reports from which on set phrases can be told
_PARTNERS = 24  # later reports with the same shingle that each is compared with
_MOST_PLACES = 8  # places of one shingle in one report that are followed up
_NAME = 0.4  # what a word of a name weighs: names have to be said by everyone
_FEW = 8  # fewer reports of a language than this are weighed as so many: two cannot tell common words from telling ones
_LONG = 4  # letters; shorter words mostly bind others together in the languages that have packs
_SHORT = 0.5  # what such a word weighs
_FINDINGS = 6
_SHOWN = 160


class _Run(Record, frozen=True, kw_only=True):
    left: int  # first word
    right: int
    length: int  # words


def shared_passages(annotated: Sequence[Annotated]) -> list[Reuse]:
    """What each pair of reports of one language shares, in the order of the pairs. Near linear in the text's length."""
    texts = [words(a.report.text) for a in annotated]
    weights = _weights(annotated, texts)
    seeds = _seeds(annotated, texts)
    covered = {n: _covered(annotated[n], texts[n]) for n in sorted({n for pair in seeds for n in pair})}
    return [
        reuse
        for (left, right), places in sorted(seeds.items())
        if (
            reuse := _compare(
                (left, right, places),
                annotated=annotated,
                texts=texts,
                covered=covered,
                weight=weights[annotated[left].report.lang],
            )
        )
        is not None
    ]


def _weights(annotated: Sequence[Annotated], texts: Sequence[Sequence[Word]]) -> dict[str, dict[str, float]]:
    """Language -> how telling each word is among the reports of that language: those of others cannot hold it."""
    of_language: dict[str, list[Sequence[Word]]] = defaultdict(list)
    for a, text in zip(annotated, texts, strict=True):
        of_language[a.report.lang].append(text)
    weights = {}
    for lang, held in of_language.items():
        told = telling(spread((w.folded for w in t) for t in held), max(_FEW, len(held)))
        weights[lang] = {w: x * (_SHORT if len(w) < _LONG and w.isalpha() else 1.0) for w, x in told.items()}
    return weights


def _seeds(
    annotated: Sequence[Annotated], texts: Sequence[Sequence[Word]]
) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Places (word in left, word in right) of common shingles, by pair of reports."""
    where: dict[tuple[str, ...], dict[int, list[int]]] = defaultdict(dict)
    for n, (a, text) in enumerate(zip(annotated, texts, strict=True)):
        for i in range(len(text) - _SHINGLE + 1):
            key = (a.report.lang, *(w.folded for w in text[i : i + _SHINGLE]))
            places = where[key].setdefault(n, [])
            if len(places) < _MOST_PLACES:
                places.append(i)
    found: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    most = max(2, int(_COMMON * len(texts))) if len(texts) >= _LARGE else len(texts)
    for places_of in where.values():
        if not 1 < len(places_of) <= most:
            continue
        holders = sorted(places_of)
        for at, left in enumerate(holders):
            for right in holders[at + 1 : at + 1 + _PARTNERS]:
                found[left, right] += [(i, j) for i in places_of[left] for j in places_of[right]]
    return found


def _runs(seeds: Sequence[tuple[int, int]], left: Sequence[Word], right: Sequence[Word]) -> list[_Run]:
    """Maximal runs of equal words, longest first, none over words that a longer one has taken."""
    by_diagonal: dict[int, list[int]] = defaultdict(list)
    for i, j in seeds:
        by_diagonal[i - j].append(i)
    runs = []
    for diagonal, starts in by_diagonal.items():
        end = -1
        for seed in sorted(set(starts)):
            if seed < end:
                continue
            i, j = seed, seed - diagonal
            while i > max(end, 0) and j and left[i - 1].folded == right[j - 1].folded:
                i, j = i - 1, j - 1
            n = 0
            while i + n < len(left) and j + n < len(right) and left[i + n].folded == right[j + n].folded:
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


def _grown(runs: Sequence[_Run], left: Sequence[Word], right: Sequence[Word]) -> list[_Run]:
    """The runs, and the shorter ones that follow or precede them after a few changed words."""
    free_left, free_right = [True] * len(left), [True] * len(right)
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


def _next(
    run: _Run, step: int, left: tuple[Sequence[Word], Sequence[bool]], right: tuple[Sequence[Word], Sequence[bool]]
) -> _Run | None:
    """The nearest run of at least `_AGAIN` free words after (step 1) or before (step -1) a run, over the fewest changes."""
    (a, free_a), (b, free_b) = left, right
    i = run.left + run.length if step > 0 else run.left - 1
    j = run.right + run.length if step > 0 else run.right - 1
    if _reached(a, i, step).isdisjoint(_reached(b, j, step)):
        return None
    for away in range(1, 2 * _CHANGED + 1):
        for da in range(max(0, away - _CHANGED), min(away, _CHANGED) + 1):
            at, there, n = i + step * da, j + step * (away - da), 0
            x, y = at, there
            while 0 <= x < len(a) and 0 <= y < len(b) and free_a[x] and free_b[y] and a[x].folded == b[y].folded:
                n, x, y = n + 1, x + step, y + step
            if n >= _AGAIN:
                return _Run(left=min(at, x - step), right=min(there, y - step), length=n)
    return None


def _reached(words: Sequence[Word], at: int, step: int) -> set[tuple[str, str]]:
    """The pairs of words that a next run may begin with, going on from `at`."""
    reach = _CHANGED + _AGAIN
    start, stop = (at, at + reach) if step > 0 else (at - reach + 1, at + 1)
    told = [w.folded for w in words[max(0, start) : max(0, stop)]]
    return set(pairwise(told))


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
    pair: tuple[int, int, Sequence[tuple[int, int]]],
    *,
    annotated: Sequence[Annotated],
    texts: Sequence[Sequence[Word]],
    covered: Mapping[int, tuple[list[bool], list[bool]]],
    weight: Mapping[str, float],
) -> Reuse | None:
    left, right, seeds = pair
    a, b = annotated[left], annotated[right]
    runs = _grown(_runs(seeds, texts[left], texts[right]), texts[left], texts[right])
    quoted, named = covered[left]
    quoted_there, _ = covered[right]
    pieces = []
    for chain in _chained(runs):
        inside = [(r.left + k, r.right + k) for r in chain for k in range(r.length)]
        in_quotes = sum(quoted[i] and quoted_there[j] for i, j in inside)
        weighed = sum(
            weight[texts[left][i].folded] * (_NAME if named[i] else 1.0)
            for i, j in inside
            if not (quoted[i] and quoted_there[j])
        )
        pieces.append(
            Piece(
                left=Span(texts[left][chain[0].left].start, texts[left][inside[-1][0]].stop),
                right=Span(texts[right][chain[0].right].start, texts[right][inside[-1][1]].stop),
                weight=round(weighed, 3),
                words=len(inside),
                quoted=in_quotes * 2 > len(inside),
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
        left_share=round(shared / len(texts[left]), 3),
        right_share=round(shared / len(texts[right]), 3),
        findings=tuple(_finding(p, a, b) for p in sorted(told, key=lambda p: (-p.weight, p.left))[:_FINDINGS]),
    )


def _covered(annotated: Annotated, text: Sequence[Word]) -> tuple[list[bool], list[bool]]:
    """For each word, whether it lies in a direct quotation, and whether it is part of a name."""
    quotes = [(q.inner_start, q.inner_stop) for q in annotated.quotes]
    names = [(m.start, m.stop) for m in annotated.mentions]
    return _inside(text, quotes), _inside(text, names)


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
