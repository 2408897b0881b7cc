"""The light pass over many reports: clean and sketch shard by shard, in worker processes where that pays."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import Connection

import msgspec

from ..clean import clean
from ..encode import load_encoder
from ..errors import TellingsError
from ..protocols import Encoder
from ..records import Failure, RawReport, Record, Report
from ..sketch import Sketches, search_terms, sketch
from ..store.library import head

SHARD = 250  # reports that a worker cleans and sketches at once
_AHEAD = 3  # shards a worker that are made before they are asked for
WORTH_IT = 1_000  # reports from which on starting workers pays


class Shard(Record, frozen=True, kw_only=True):
    """What the light pass made of some raw reports."""

    raws: int
    reports: tuple[Report, ...]
    sketches: Sketches
    words: tuple[str, ...]  # of each report, for full-text search; empty where nothing is kept
    failures: tuple[Failure, ...]


def light_passes(raws: Iterable[RawReport], *, jobs: int, keep: bool) -> Iterator[Shard]:
    """Clean and sketch, in order; in worker processes when there are enough reports and processors, a few shards ahead.

    Args:
        raws: gone through as they are needed.
        jobs: worker processes at most; the result does not depend on it.
        keep: whether the reports are going to be stored; else only what lists show of them comes back.

    Raises:
        TellingsError: a worker process died.
    """
    rest = iter(raws)
    first = list(islice(rest, WORTH_IT))
    shards = _shards([*first], rest)
    jobs = min(jobs, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    if jobs <= 1 or len(first) < WORTH_IT:
        yield from (light_pass(shard, keep=keep) for shard in shards)
        return
    context = multiprocessing.get_context("spawn")
    ended, alive = context.Pipe(duplex=False)  # a pipe, for an event would wait for a worker that was killed
    workers = ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle, initargs=(ended,))
    try:
        ahead: deque[Future[Shard]] = deque()
        for shard in shards:
            ahead.append(workers.submit(light_pass, shard, keep=keep))
            if len(ahead) > _AHEAD * jobs:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    except BrokenProcessPool as error:
        raise TellingsError("light pass", cause="a worker process died", way_out="try again with --jobs 1") from error
    finally:
        alive.close()  # an interrupt does not wait for shards that nobody is going to ask for
        workers.shutdown(wait=False, cancel_futures=True)
        ended.close()


def _shards(first: list[RawReport], rest: Iterator[RawReport]) -> Iterator[list[RawReport]]:
    for start in range(0, len(first), SHARD):
        some = first[start : start + SHARD]
        yield [*some, *islice(rest, SHARD - len(some))]
    while some := list(islice(rest, SHARD)):
        yield some


def _settle(ended: Connection) -> None:
    """In a new worker: an interrupt is the parent's to handle, and a worker leaves when its parent is done or dead."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_after, args=(ended,), daemon=True).start()


def _leave_after(ended: Connection) -> None:
    ended.poll(None)  # nothing is ever sent: it returns when the other end is closed, by the parent or by its death
    os._exit(0)


def light_pass(raws: list[RawReport], *, keep: bool) -> Shard:
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
    sketches = sketch(reports, encoder=_encoder())
    return Shard(
        raws=len(raws),
        reports=tuple(reports if keep else map(_lean, reports)),
        sketches=sketches,
        words=tuple(search_words(r.text) for r in reports) if keep else (),
        failures=tuple(failures),
    )


def search_words(text: str) -> str:
    """The text as full-text search holds it: the words and first letters that sketches are made of."""
    return " ".join(search_terms(text))


def _lean(report: Report) -> Report:
    """What is known of a report without its text."""
    return msgspec.structs.replace(report, text=head(report), removed=(), evidence=(), source_map=(), notes=())


@functools.cache
def _encoder() -> Encoder:
    return load_encoder()
