"""`tellings group`, `stories`, `search`, `decide`: piles, streams and the store."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..errors import TellingsError, UsageError
from . import DONE, INTERRUPTED, SOME_FAILED, complain
from ._progress import progress_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..pipeline import PileRun
    from ..pipeline._group import ToldStory
    from ..store.library import StoryLine

_MOST_SHOWN = 15  # stories, and failures


def group_command(parsed: argparse.Namespace) -> int:
    """Group the inputs; print what changed; write the stories."""
    from ..pipeline import Newsroom, group_inputs
    from ..store import library, open_store
    from ._reading import read_options

    store = open_store(parsed.store) if parsed.store else None
    try:
        with progress_line(quiet=parsed.quiet) as progress:
            newsroom = Newsroom(store=store, progress=progress)
            run = group_inputs(
                parsed.inputs,
                newsroom=newsroom,
                options=read_options(parsed, progress=progress),
                jobs=parsed.jobs,
                progress=progress,
            )
    except KeyboardInterrupt:
        if store is None:
            raise
        count = library.count_reports(store)
        way_out = "the same command goes on from there"
        return complain(f"interrupted; the store holds {count:,} reports, {way_out}", INTERRUPTED)
    if not run.reports and not run.known:
        for failure in run.failures:
            print(f"tellings: {failure.message}", file=sys.stderr)
        raise TellingsError("no report", cause="nothing could be read", way_out="see the messages above")
    told = newsroom.told()
    _write(parsed, told)
    if not parsed.quiet:
        print("\n".join(_said(run, told)), file=sys.stderr if parsed.output == "-" else sys.stdout)
        for failure in run.failures[:_MOST_SHOWN]:
            complain(failure.message)
        if len(run.failures) > _MOST_SHOWN:
            complain(f"{len(run.failures) - _MOST_SHOWN:,} more inputs failed")
    return SOME_FAILED if run.failures else DONE


def _write(parsed: argparse.Namespace, told: list[ToldStory]) -> None:
    from ..render import write
    from ..render.stories import stories_lines, stories_page

    if parsed.output == "-":
        sys.stdout.write(stories_lines(told))
    elif parsed.output:
        write(parsed.output, stories_lines(told))
    if parsed.html:
        write(parsed.html, stories_page(told))


def _said(run: PileRun, told: list[ToldStory]) -> Iterator[str]:
    """What a run did, a line each: what went on and what is new in a store, or else the largest stories."""
    yield (
        f"{_counted(run.reports, 'report')}, {run.known:,} known before; {_counted(run.opened, 'story')} opened, "
        f"{_counted(run.joined, 'report')} joined, {_counted(run.merged, 'story')} merged"
    )
    stories = {story.id: story for story in told}
    if run.grew:
        yield "went on:"
        yield from _listed(run.grew, stories, sign="+")
    new = {story: count for story, count in run.new.items() if count > 1}
    if new and (run.grew or run.known):
        yield "new:"
    yield from _listed(new, stories)


def _listed(counts: dict[str, int], stories: dict[str, ToldStory], *, sign: str = "") -> Iterator[str]:
    from ..render._safe import shorten

    ordered = sorted(counts, key=lambda s: (-counts[s], s))
    for story in ordered[:_MOST_SHOWN]:
        told = stories[story]
        now = f"  (now {len(told.reports):,})" if sign else ""
        yield f"{sign + format(counts[story], ','):>6}  {story}  {shorten(told.label, 90)}{now}"
    if len(ordered) > _MOST_SHOWN:
        yield f"        and {len(ordered) - _MOST_SHOWN:,} more"


def _counted(count: int, what: str) -> str:
    plural = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{count:,} {what if count == 1 else plural}"


def stories_command(parsed: argparse.Namespace) -> int:
    """List the stories of a store."""
    from ..store import open_store
    from ..store.library import count_stories, stories

    store = open_store(parsed.store, read_only=True)
    for line in stories(store, order=parsed.order, least=parsed.least, limit=parsed.limit):
        print(_line(line))
    smaller = count_stories(store) - count_stories(store, least=parsed.least)
    if smaller:
        complain(f"{_counted(smaller, 'story')} of fewer than {parsed.least} reports left out (--least 1 shows all)")
    return DONE


def _line(line: StoryLine) -> str:
    from ..render._safe import shorten

    day = datetime.fromtimestamp(line.last, UTC).date().isoformat() if line.last else "no time   "
    known = line.conflicts is not None and line.origins is not None
    compared = (
        f", {_counted(line.conflicts or 0, 'conflict')}, {_counted(line.origins or 0, 'origin')}" if known else ""
    )
    counts = f"{_counted(line.reports, 'report')}, {_counted(line.outlets, 'outlet')}"
    return f"{line.id}  {day}  {shorten(line.label, 80)}  ({counts}, {' '.join(line.langs)}{compared})"


def search_command(parsed: argparse.Namespace) -> int:
    """Find reports in a store."""
    from ..pipeline import search
    from ..render._safe import shorten
    from ..store import open_store

    hits = search(open_store(parsed.store, read_only=True), parsed.query, lang=parsed.lang, limit=parsed.limit)
    for hit in hits:
        head = f"{hit.lang}  {(hit.published or '')[:10]:10}  {shorten(hit.outlet or '', 24):24}"
        why = ", ".join(f.detail for f in hit.findings)
        print(f"{head}  {shorten(hit.title, 90)}  [{hit.report} in {hit.story}; {why}]")
    if not hits:
        complain("nothing was found" + ("" if parsed.lang == "any" else f" in language {parsed.lang!r}"))
    return DONE


def decide_command(parsed: argparse.Namespace) -> int:
    """Keep a person's decision about two reports."""
    from ..store import open_store
    from ..store.library import known_reports, put_rule

    store = open_store(parsed.store)
    missing = [r for r in (parsed.left, parsed.right) if r not in known_reports(store, [parsed.left, parsed.right])]
    if missing:
        raise UsageError(
            missing[0], cause="no such report in the store", way_out="ids are in the output of search and group"
        )
    put_rule(store, "must" if parsed.kind == "same" else "cannot", parsed.left, parsed.right)
    return DONE
