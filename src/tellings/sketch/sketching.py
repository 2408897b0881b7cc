"""Make the sketches of a batch of reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from ..protocols import Encoder
from ..records import Report
from .columns import Sketches
from .keys import character_keys, text_keys

_BODY = 20_000  # characters that keys are taken from
_PIECE = 1_500  # characters that are tokenised at once
_SENTENCES = 40  # that the vector is the mean of, the first ones weighing most: the event comes before its background
_CRUMB = 20  # characters; a shorter piece between stops is no sentence
_FIRST, _LAST = 1.5, 0.7  # weights
_BOUNDARY = re.compile(r"(?<=[.!?؟。！？…])\s+|\n+")


def sketch(reports: Sequence[Report], *, encoder: Encoder, characters: bool = False) -> Sketches:
    """Sketch each report; rows stand in the order of `reports`. With `characters`, keys are n-grams and not words."""
    make = character_keys if characters else text_keys
    keyed = [make(pieces(report.text)) for report in reports]
    vectors = _mean_vectors(reports, encoder)
    peaks = np.abs(vectors).max(axis=1, initial=0.0)
    scales = np.where(peaks > 0, peaks / 127, 1).astype(np.float32)
    return Sketches(
        ids=np.array([r.id for r in reports], dtype=np.str_),
        langs=np.array([r.lang for r in reports], dtype=np.str_),
        times=np.array([seconds(r.published) for r in reports], dtype=np.float64),
        indptr=np.concatenate([[0], np.cumsum([len(keys) for keys, _ in keyed])]).astype(np.int64),
        keys=np.concatenate([np.zeros(0, np.uint64), *(keys for keys, _ in keyed)]),
        counts=np.concatenate([np.zeros(0, np.float32), *(counts for _, counts in keyed)]),
        vectors=np.round(vectors / scales[:, None]).astype(np.int8),
        scales=scales,
    )


def pieces(text: str) -> list[str]:
    """The beginning of a text in pieces that the tokeniser takes whole, cut at white space where there is some."""
    found: list[str] = []
    start, end = 0, min(len(text), _BODY)
    while start < end:
        stop = min(start + _PIECE, end)
        if stop < end:
            space = text.rfind(" ", start, stop)
            stop = space if space > start else stop
        found.append(text[start:stop])
        start = stop
    return found


def _sentences(text: str) -> list[str]:
    """The first sentences, without crumbs; a text that is all crumbs is one sentence."""
    found = [s for s in _BOUNDARY.split(text[:_BODY]) if len(s) > _CRUMB][:_SENTENCES]
    return found or [text[:_PIECE]]


def _mean_vectors(reports: Sequence[Report], encoder: Encoder) -> NDArray[np.float32]:
    """Of each report, the weighted mean of its first sentences' vectors, of unit length; better by .05 Pearson on rated
    pairs of articles than the vector of the lead as one text.
    """
    cut = [_sentences(r.text) for r in reports]
    owners = np.repeat(np.arange(len(reports)), [len(c) for c in cut])
    weights = np.concatenate([np.zeros(0), *(np.linspace(_FIRST, _LAST, len(c)) for c in cut)])
    langs = [r.lang for r, c in zip(reports, cut, strict=True) for _ in c]
    vectors = encoder.encode([s for c in cut for s in c], langs=langs)
    means = np.zeros((len(reports), encoder.dim), dtype=np.float32)
    np.add.at(means, owners, vectors * weights[:, None].astype(np.float32))
    unit: NDArray[np.float32] = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return unit


def seconds(published: str | None) -> float:
    """An ISO 8601 date or time as seconds since 1970; a time without zone is read as UTC, no time as NaN."""
    if not published:
        return float("nan")
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return float("nan")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
