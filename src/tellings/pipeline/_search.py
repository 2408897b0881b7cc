"""Find reports in the store by words, by names in any script, and by meaning across languages."""

from __future__ import annotations

import sqlite3

import numpy as np

from ..encode import load_encoder
from ..records import Finding, Record
from ..sketch import search_terms
from ..store import library

_FUSION = 20.0  # of reciprocal ranks (Cormack, Clarke and Büttcher 2009): how much less a lower rank counts
_DEEP = 200  # ranks of each list that are fused
_NEAR = 0.25  # cosine below which a vector says nothing; a little above it unrelated reports stand as well as related
_NOTHING, _ALL = 0.2, 0.5  # cosines at which a vector would count nothing, and all that it can


class Hit(Record, frozen=True, kw_only=True):
    """A report that was found, and what found it."""

    report: str
    story: str
    lang: str
    outlet: str | None
    published: str | None
    title: str
    score: float
    findings: tuple[Finding, ...]


def search(store: sqlite3.Connection, query: str, *, lang: str = "any", limit: int = 20) -> list[Hit]:
    """Reports about the query, best first.

    Args:
        store: an open store.
        query: words or a sentence in any language.
        lang: only reports in this language; "any" for all.
        limit: at most so many.

    Words, names and vectors each rank the reports; their ranks are fused, each counting by how strong its match is.
    """
    ranks: dict[str, list[tuple[str, int, float]]] = {}
    scores: dict[str, float] = {}
    worded = library.search_stems(store, list(dict.fromkeys(search_terms(query, any_case=True))), limit=_DEEP)
    best = max(worded[0][1], 1e-9) if worded else 1.0
    for feature, found, nothing, full in (
        ("words", worded, 0.0, best),
        ("vectors", _nearest(store, query), _NOTHING, _ALL),
    ):
        for rank, (report, score) in enumerate(found):
            ranks.setdefault(report, []).append((feature, rank, score))
            scores[report] = scores.get(report, 0.0) + min((score - nothing) / (full - nothing), 1.0) / (_FUSION + rank)
    scored = sorted(((score, report) for report, score in scores.items()), key=lambda s: (-s[0], s[1]))
    hits = []
    for score, report in scored:
        line = library.report_line(store, report)
        if lang not in {"any", line.lang}:
            continue
        why = tuple(
            Finding(feature=f, score=round(s, 3), detail=f"rank {rank + 1} by {f}") for f, rank, s in ranks[report]
        )
        hits.append(
            Hit(
                report=report,
                story=line.story,
                lang=line.lang,
                outlet=line.outlet,
                published=line.published,
                title=line.title,
                score=round(score * _FUSION, 4),
                findings=why,
            )
        )
        if len(hits) == limit:
            break
    return hits


def _nearest(store: sqlite3.Connection, query: str) -> list[tuple[str, float]]:
    """The stored reports whose vectors are nearest to the query's, with their cosines."""
    vector = load_encoder().encode([query])[0]
    if not vector.any():
        return []
    reports, vectors, scales = library.all_vectors(store, dim=len(vector))
    if not reports:
        return []
    cosines = (
        np.concatenate(
            [part.astype(np.float32) @ vector for part in np.array_split(vectors, max(1, len(reports) // 20_000))]
        )
        * scales
    )
    best = np.argsort(-cosines, kind="stable")[:_DEEP]
    return [(reports[i], float(cosines[i])) for i in best.tolist() if cosines[i] >= _NEAR]
