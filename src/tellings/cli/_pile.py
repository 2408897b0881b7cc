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
    from ..pipeline import Newsroom, PileRun
    from ..store.library import StoryLine


def group_command(parsed: argparse.Namespace) -> int:
    """Group the inputs; print what changed; write the stories."""
    from ..pipeline import Newsroom, group_inputs
    from ..store import open_store
    from ._reading import read_options

    store = open_store(parsed.store) if parsed.store else None
    newsroom = Newsroom(store=store)
    try:
        with progress_line(quiet=parsed.quiet) as progress:
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
        count = store.execute("SELECT count(*) FROM report").fetchone()[0]
        way_out = "the same command goes on from there"
        return complain(f"interrupted; the store holds {count:,} reports, {way_out}", INTERRUPTED)
    if not run.reports and not run.known:
        for failure in run.failures:
            print(f"tellings: {failure.message}", file=sys.stderr)
        raise TellingsError("no report", cause="nothing could be read", way_out="see the messages above")
    _write(parsed, newsroom)
    if not parsed.quiet:
        _say(run, newsroom, to=sys.stderr if parsed.output == "-" else sys.stdout)
    return SOME_FAILED if run.failures else DONE


def _write(parsed: argparse.Namespace, newsroom: Newsroom) -> None:
    from ..render import write
    from ..render.stories import stories_lines, stories_page

    told = newsroom.told()
    if parsed.output == "-":
        sys.stdout.write(stories_lines(told))
    elif parsed.output:
        write(parsed.output, stories_lines(told))
    if parsed.html:
        write(parsed.html, stories_page(told))


def _say(run: PileRun, newsroom: Newsroom, *, to: object) -> None:
    from ..render._safe import one_line

    print(
        f"{run.reports} reports, {run.known} known before; {run.opened} stories opened, "
        f"{run.joined} reports joined, {run.merged} stories merged",
        file=to,
    )  # type: ignore[call-overload]
    for story in sorted(newsroom.told(), key=lambda s: (-len(s.reports), s.id))[:15]:
        if len(story.reports) > 1:
            print(f"{len(story.reports):5}  {story.id}  {one_line(story.label)[:90]}", file=to)  # type: ignore[call-overload]
    for failure in run.failures[:20]:
        print(f"tellings: {one_line(failure.message)}", file=sys.stderr)


def stories_command(parsed: argparse.Namespace) -> int:
    """List the stories of a store."""
    from ..store import open_store
    from ..store.library import stories

    for line in stories(open_store(parsed.store, read_only=True), order=parsed.order, limit=parsed.limit):
        print(_line(line))
    return DONE


def _line(line: StoryLine) -> str:
    from ..render._safe import one_line

    day = datetime.fromtimestamp(line.last, UTC).date().isoformat() if line.last else "no time   "
    compared = "" if line.conflicts is None else f", {line.conflicts} conflicts, {line.origins} origins"
    told = f"{line.reports} reports, {line.outlets} outlets, {' '.join(line.langs)}{compared}"
    return f"{line.id}  {day}  {one_line(line.label)[:80]}  ({told})"


def search_command(parsed: argparse.Namespace) -> int:
    """Find reports in a store."""
    from ..pipeline import search
    from ..render._safe import one_line
    from ..store import open_store

    hits = search(open_store(parsed.store, read_only=True), parsed.query, lang=parsed.lang, limit=parsed.limit)
    for hit in hits:
        head = f"{hit.lang}  {(hit.published or '')[:16]:16}  {one_line(hit.outlet or hit.report)[:24]:24}"
        print(f"{head}  {one_line(hit.title)[:90]}  [{hit.story}; {', '.join(f.detail for f in hit.findings)}]")
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
