"""`tellings compare --by-story` and `--story`: dossiers of the stories in a mixed pile or in a store."""

from __future__ import annotations

import argparse
import sys

from ..errors import UsageError
from . import DONE, SOME_FAILED, complain
from ._compare import finish, make_options
from ._progress import progress_line


def compare_stories(parsed: argparse.Namespace) -> int:
    """One story of the store, or every story of the pile."""
    return _one_story(parsed) if parsed.story else _every_story(parsed)


def _one_story(parsed: argparse.Namespace) -> int:
    from ..pipeline import compare_story
    from ..store import open_store

    if not parsed.store or parsed.inputs:
        raise UsageError("--story", cause="takes its reports from a store", way_out="add --store FILE, and no INPUT")
    with progress_line(quiet=parsed.quiet) as progress:
        options = make_options(parsed, progress)
        dossier = compare_story(open_store(parsed.store), parsed.story, options=options, progress=progress)
    if not parsed.quiet:
        for note in dossier.run.notes:
            print(note, file=sys.stderr)
    return finish(parsed, dossier)


def _every_story(parsed: argparse.Namespace) -> int:
    from ..pipeline import compare_by_story
    from ..render import share, to_html, to_json, write
    from ..render._safe import one_line

    if not parsed.inputs:
        raise UsageError("compare", cause="no input", way_out="name files, folders, globs, addresses, or -")
    failed: dict[str, None] = {}
    count = 0
    with progress_line(quiet=parsed.quiet) as progress:
        options = make_options(parsed, progress)
        for story, dossier in compare_by_story(parsed.inputs, options=options, progress=progress):
            shown = share(dossier) if parsed.share else dossier
            write(parsed.by_story / f"{story.id}.json", to_json(shown))
            page = write(parsed.by_story / f"{story.id}.html", to_html(shown))
            failed |= {f.message: None for f in dossier.failures if f.stage in ("read", "clean")}
            count += 1
            if not parsed.quiet:
                head = one_line(dossier.reports[0].text.split("\n", 1)[0])[:80]
                print(f"{len(story.reports):4} reports, {len(dossier.conflicts)} conflicts  {page}  {head}")
    for message in failed:
        complain(message)
    if not count:
        return complain("no two of the inputs tell the same event; no output was written")
    sys.stdout.flush()
    return SOME_FAILED if failed else DONE
