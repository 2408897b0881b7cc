"""A pile of inputs into stories: read, clean and sketch in worker processes, group in this one, batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from ..read import Reading, ReadOptions
from ..read.inputs import is_address
from ..records import Failure, RawReport, Record
from ..sketch import concatenate
from ._compare import Progress
from ._group import BATCH, Newsroom
from ._light import SHARD, Shard, light_passes


class PileRun(Record, frozen=True, kw_only=True):
    """What one run over a pile did."""

    reports: int
    known: int  # grouped by an earlier run and passed over
    batches: int
    opened: int  # stories
    joined: int  # reports that joined a story
    merged: int  # stories that became part of another
    grew: dict[str, int]  # story that was there before the run -> reports that joined it
    new: dict[str, int]  # story that was not -> its reports
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
    before it cleans them, and goes on. The result does not depend on `jobs`. Only what is in work is held of the
    reports, so that a pile may be larger than memory.

    Raises:
        TellingsError: a worker process died.
    """
    options = options or ReadOptions()
    if not any(is_address(str(name)) for name in inputs):
        options = msgspec.structs.replace(options, progress=None)  # files are told by the reports that come out of them
    intake = _Intake(Reading(inputs, options=options), newsroom)
    before = newsroom.grouping.stories().keys()
    counts: Counter[str] = Counter()
    told: Counter[str] = Counter()  # story -> its reports of this run
    grouped = batches = done = 0
    if progress is not None:
        progress("group", 0, intake.left)
    for batch in _batches(light_passes(intake, jobs=jobs, keep=newsroom.store is not None)):
        waiting: list[Shard] = []
        for shard in batch:
            waiting.append(shard)
            intake.failures += shard.failures
            done += shard.raws
            if progress is not None:
                progress("group", done, max(done, intake.left))
        reports = [report for part in waiting for report in part.reports]
        if not reports:
            continue
        sketches = concatenate([part.sketches for part in waiting if part.reports])
        made = newsroom.add(reports, sketches=sketches, words=[w for part in waiting for w in part.words] or None)
        batches += 1
        grouped += made.reports
        for change in made.changes:
            counts[change.kind] += 1
            told[change.story] += change.kind in ("opened", "joined")
            if change.kind == "merged":
                told[change.story] += told.pop(change.other, 0)
    return PileRun(
        reports=grouped,
        known=intake.known,
        batches=batches,
        opened=counts["opened"],
        joined=counts["joined"],
        merged=counts["merged"],
        grew={story: count for story, count in told.items() if count and story in before},
        new={story: count for story, count in told.items() if count and story not in before},
        failures=tuple(intake.failures),
    )


class _Intake:
    """The raw reports that the newsroom does not know yet, looked up in lots; counts the others, keeps what failed."""

    def __init__(self, reading: Reading, newsroom: Newsroom) -> None:
        self._reading, self._newsroom = reading, newsroom
        self.known = 0
        self.failures: list[Failure] = []

    @property
    def left(self) -> int:
        """How many reports there are to group, as far as is known."""
        return self._reading.expected - self.known - len(self.failures)

    def __iter__(self) -> Iterator[RawReport]:
        readings = iter(self._reading)
        while lot := list(islice(readings, SHARD)):
            self.failures += [one for one in lot if isinstance(one, Failure)]
            raws = [one for one in lot if not isinstance(one, Failure)]
            known = self._newsroom.known(raw.id for raw in raws)
            self.known += sum(raw.id in known for raw in raws)
            yield from (raw for raw in raws if raw.id not in known)


def _batches(shards: Iterable[Shard]) -> Iterator[Iterator[Shard]]:
    """The shards of one batch at a time; each is to be gone through before the next."""
    rest = iter(shards)
    for shard in rest:
        yield _with(shard, islice(rest, BATCH // SHARD - 1))


def _with(first: Shard, others: Iterator[Shard]) -> Iterator[Shard]:
    yield first
    yield from others
