"""How alike pairs of sentences are, by each of our measures and by a TF-IDF baseline; shared by claims and paraphrase."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def measures(left: Sequence[str], right: Sequence[str], *, lang: str) -> dict[str, Floats]:
    """By name, one value a pair: tfidf, vector (cosine), likeness (probability), rows (probability of one row), apart.

    `apart` is how strongly the row model's features speak against the pair: figures, dates, extents, polarity.
    """
    from tellings.align.common import Common
    from tellings.align.features import Weighing
    from tellings.align.measure import Measure
    from tellings.align.model import load_model
    from tellings.align.neighbours import neighbours
    from tellings.align.parts import Parts
    from tellings.align.views import views_of
    from tellings.annotate import annotate
    from tellings.encode import likeness, load_encoder
    from tellings.link import link
    from tellings.records import Report

    texts = [*left, *right]
    reports = [Report(id=f"r{n}", text=text, lang=lang) for n, text in enumerate(texts)]
    annotated = [_whole(a) for a in link(annotate(reports), gazetteer=None).annotated]
    encoder = load_encoder()
    alike = likeness(texts, langs=[lang] * len(texts), encoder=encoder)
    views = views_of(annotated, [a.statements[0].id for a in annotated])
    parts = Parts(views, encoder=encoder)
    near = neighbours(views, likeness=alike, parts=parts)
    weighing = Weighing(views, crowd=near.crowd, common=Common(alike.vectors), parts=parts, labels={})
    compare = Measure(weighing, likeness=alike, model=load_model())
    i = np.arange(len(left))
    j = i + len(left)
    edges = compare(zip(i.tolist(), j.tolist(), strict=True))
    against = [sum(v for k, v in e.features.items() if k.endswith("_apart") and k != "length_apart") for e in edges]
    return {
        "tfidf": tfidf(left, right),
        "vector": np.asarray(alike.cosine(i, j)),
        "likeness": np.asarray(alike.probability(i, j)),
        "rows": np.array([e.probability for e in edges]),
        "apart": np.array(against),
    }


def _whole(annotated):  # type: ignore[no-untyped-def]
    """One statement for the whole text, whatever it was cut into."""
    from msgspec.structs import replace

    from tellings.records import Statement

    report = annotated.report
    first = annotated.statements[0] if annotated.statements else None
    statement = Statement(
        id=f"s-{report.id}",
        report=report.id,
        start=0,
        stop=len(report.text),
        text=report.text,
        lang=report.lang,
        polarity=first.polarity if first else "positive",
        mentions=annotated.mentions,
        times=annotated.times,
        quantities=annotated.quantities,
    )
    return replace(annotated, statements=(statement,))


def tfidf(left: Sequence[str], right: Sequence[str]) -> Floats:
    """Cosine of TF-IDF vectors of words, the document frequencies taken from the set itself."""
    from tellings.words import words

    bags = [Counter(w.folded for w in words(t)) for t in (*left, *right)]
    df = Counter(w for bag in bags for w in bag)
    idf = {w: math.log(len(bags) / n) for w, n in df.items()}
    vectors = [{w: n * idf[w] for w, n in bag.items()} for bag in bags]
    norms = [math.sqrt(sum(v * v for v in x.values())) or 1.0 for x in vectors]
    half = len(left)
    return np.array(
        [
            sum(v * vectors[half + n].get(w, 0.0) for w, v in vectors[n].items()) / norms[n] / norms[half + n]
            for n in range(half)
        ]
    )


def auc(scores: Floats, truth: NDArray[np.bool_]) -> float:
    """Area under the ROC curve: how often a positive is ranked above a negative, ties by half."""
    ranks = _ranks(scores)
    positive = int(truth.sum())
    negative = len(truth) - positive
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / max(1, positive * negative))


def spearman(left: Floats, right: Floats) -> float:
    return float(np.corrcoef(_ranks(left), _ranks(right))[0, 1])


def _ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    after = np.cumsum(counts)
    return ((after - counts + 1 + after) / 2.0)[inverse]
