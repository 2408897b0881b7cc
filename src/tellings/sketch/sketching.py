"""Make the sketches of a batch of reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from ..protocols import Encoder
from ..records import Report
from .columns import Sketches
from .keys import text_keys

_LEAD = 600  # characters, from the title on, that the vector is made of: the event, not its background
_BODY = 4_000  # characters that keys are taken from


def sketch(reports: Sequence[Report], *, encoder: Encoder) -> Sketches:
    """Sketch each report; rows stand in the order of `reports`."""
    keyed = [text_keys(report.text[:_BODY]) for report in reports]
    vectors = encoder.encode([r.text[:_LEAD] for r in reports], langs=[r.lang for r in reports])
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


def seconds(published: str | None) -> float:
    """An ISO 8601 date or time as seconds since 1970; a time without zone is read as UTC, no time as NaN."""
    if not published:
        return float("nan")
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return float("nan")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
