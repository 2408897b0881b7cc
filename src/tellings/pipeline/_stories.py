"""From stories to dossiers: a mixed pile into one dossier a story, a story of the store into its dossier."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ..errors import UsageError
from ..read import read
from ..records import Dossier, Failure, Report, Story
from ..store import library
from ._compare import CompareOptions, Progress, annotate_all, clean_all, compare_annotated
from ._group import group_reports


def compare_by_story(
    inputs: Sequence[str | Path], *, options: CompareOptions | None = None, progress: Progress | None = None
) -> Iterator[tuple[Story, Dossier]]:
    """Group a mixed pile and compare each story that two or more reports tell; largest first.

    What could not be read is in the failures of every dossier: nobody can know which story it belonged to.
    """
    options = options or CompareOptions()
    readings = read(inputs, options=options.read)
    reports, failures = clean_all(readings.reports, progress=progress)
    by_id = {report.id: report for report in reports}
    stories = sorted(group_reports(reports, progress=progress), key=lambda s: (-len(s.reports), s.id))
    for story in stories:
        if len(story.reports) > 1:
            lost = (*readings.failures, *failures)
            yield story, _dossier([by_id[r] for r in story.reports], options, lost=lost, progress=progress)


def compare_story(
    store: sqlite3.Connection, story: str, *, options: CompareOptions | None = None, progress: Progress | None = None
) -> Dossier:
    """The dossier of one story of the store; what the store's lists show of it is kept there.

    Raises:
        UsageError: the store has no such story.
    """
    reports = library.story_reports(store, story)
    if not reports:
        raise UsageError(story, cause="no such story in the store", way_out="tellings stories lists them")
    current = library.current_story(store, story)
    dossier = _dossier(reports, options or CompareOptions(), lost=(), progress=progress)
    record = library.last_dossier(store, current)
    if record is not None:
        news = tuple(whats_new(msgspec.msgpack.decode(record, type=Dossier), dossier))
        dossier = msgspec.structs.replace(
            dossier, run=msgspec.structs.replace(dossier.run, notes=(*dossier.run.notes, *news))
        )
    library.put_dossier(
        store,
        current,
        record=msgspec.msgpack.encode(dossier),
        conflicts=len(dossier.conflicts),
        origins=len(dossier.origins),
    )
    return dossier


def whats_new(before: Dossier, now: Dossier) -> Iterator[str]:
    """What changed since a story was last compared, a line each; nothing when nothing did."""
    joined = len({r.id for r in now.reports} - {r.id for r in before.reports})
    if joined:
        yield f"since the last comparison: {joined} {'report' if joined == 1 else 'reports'} joined"
    known = [{sid for p in c.positions for sid in p.statements} for c in before.conflicts]
    for conflict in now.conflicts:
        if not any({sid for p in conflict.positions for sid in p.statements} & old for old in known):
            yield f"since the last comparison: a new {conflict.kind} {conflict.state}: {conflict.about}"


def _dossier(
    reports: Sequence[Report], options: CompareOptions, *, lost: Sequence[Failure], progress: Progress | None
) -> Dossier:
    annotated = annotate_all(reports, options=options, progress=progress)
    dossier = compare_annotated(annotated, options=options, progress=progress)
    return msgspec.structs.replace(dossier, failures=(*lost, *dossier.failures))
