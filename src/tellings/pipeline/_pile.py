"""A pile of inputs into stories: read, clean and sketch in worker processes, group in this one, batch by batch."""

from __future__ import annotations

import functools
import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from ..clean import clean
from ..encode import load_encoder
from ..errors import TellingsError
from ..protocols import Encoder
from ..read import ReadOptions, read
from ..records import Failure, RawReport, Record, Report
from ..sketch import Sketches, concatenate, sketch
from ._compare import Progress
from ._group import BATCH, Grouped, Newsroom

_SHARD = 250  # reports that a worker cleans and sketches at once
_AHEAD = 3  # shards a worker that are made before they are asked for
_WORTH_IT = 1_000  # reports from which on starting workers pays

Shard = tuple[list[Report], Sketches, list[Failure]]


class PileRun(Record, frozen=True, kw_only=True):
    """What one run over a pile did."""

    reports: int
    known: int  # grouped by an earlier run and passed over
    batches: tuple[Grouped, ...]
    failures: tuple[Failure, ...]


def group_inputs(
    inputs: Sequence[str | Path],
    *,
    newsroom: Newsroom,
    options: ReadOptions | None = None,
    jobs: int = 2,
    progress: Progress | None = None,
) -> PileRun:
    """Group every report in the inputs into the newsroom's stories.

    Interrupted, it has kept every batch that was finished; run again over the same inputs, it passes over those reports
    before it cleans them, and goes on. The result does not depend on `jobs`.
    """
    readings = read(inputs, options=options or ReadOptions())
    known = newsroom.known(raw.id for raw in readings.reports)
    raws = [raw for raw in readings.reports if raw.id not in known]
    failures = list(readings.failures)
    shards = [raws[start : start + _SHARD] for start in range(0, len(raws), _SHARD)]
    done: list[Grouped] = []
    waiting: list[Shard] = []
    cleaned = 0
    for number, shard in enumerate(_light_passes(shards, jobs=jobs if len(raws) >= _WORTH_IT else 1), start=1):
        waiting.append(shard)
        failures += shard[2]
        cleaned += len(shards[number - 1])
        if number % (BATCH // _SHARD) == 0 or number == len(shards):
            reports = [report for part in waiting for report in part[0]]
            if reports:
                done.append(newsroom.add(reports, sketches=concatenate([part[1] for part in waiting if part[0]])))
            waiting = []
            if progress is not None:
                progress("group", cleaned, len(raws))
    return PileRun(
        reports=sum(g.reports for g in done), known=len(known), batches=tuple(done), failures=tuple(failures)
    )


def _light_passes(shards: Sequence[list[RawReport]], *, jobs: int) -> Iterator[Shard]:
    """Clean and sketch each shard, in order; in worker processes when `jobs` is above 1, a few shards ahead."""
    if jobs <= 1:
        yield from map(_light_pass, shards)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as workers:
        ahead: deque[Future[Shard]] = deque()
        for shard in shards:
            ahead.append(workers.submit(_light_pass, shard))
            if len(ahead) > _AHEAD * jobs:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _light_pass(raws: list[RawReport]) -> Shard:
    """What a worker does with one shard: no state is kept but the encoder's and the word caches."""
    reports: list[Report] = []
    failures: list[Failure] = []
    for raw in raws:
        try:
            reports.append(clean(raw))
        except TellingsError as error:
            failures.append(
                Failure(stage="clean", subject=raw.path or raw.id, error=type(error).__name__, message=str(error))
            )
    return reports, sketch(reports, encoder=_encoder()), failures


@functools.cache
def _encoder() -> Encoder:
    return load_encoder()
