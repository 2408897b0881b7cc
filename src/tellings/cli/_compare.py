"""`tellings compare` and `tellings demo`: make a dossier, print it, write what was asked for."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from . import DONE, SOME_FAILED, complain
from ._progress import progress_line

if TYPE_CHECKING:
    from ..pipeline import CompareOptions, Progress
    from ..records import Dossier


def compare_command(parsed: argparse.Namespace) -> int:
    """Compare the inputs that the user names; with --by-story or --story, what stories they or the store hold."""
    if parsed.story or parsed.by_story:
        from ._stories import compare_stories

        return compare_stories(parsed)
    if not parsed.inputs:
        raise UsageError("compare", cause="no input", way_out="name files, folders, globs, addresses, or -")
    return _run(parsed, parsed.inputs)


def demo_command(parsed: argparse.Namespace) -> int:
    """Compare the bundled reports, named as they are in their folder: the same dossier wherever the package lies."""
    from ..demo import meta_file, report_names, reports_folder

    parsed.meta = meta_file()
    return _run(parsed, report_names(), folder=reports_folder())


def _run(parsed: argparse.Namespace, inputs: Sequence[str | Path], *, folder: Path | None = None) -> int:
    from ..pipeline import compare

    _check_outputs(parsed)
    with progress_line(quiet=parsed.quiet) as progress:
        options = make_options(parsed, progress)
        with contextlib.chdir(folder) if folder else contextlib.nullcontext():
            dossier = compare(inputs, options=options, progress=progress)
    return finish(parsed, dossier)


def finish(parsed: argparse.Namespace, dossier: Dossier) -> int:
    """Write and print what was asked for; say what failed; give the exit code."""
    if not dossier.reports:
        for failure in dossier.failures:
            complain(failure.message)
        return complain("none of the inputs could be read; no output was written")
    wrote = _write(parsed, dossier)
    failed = [f.message for f in dossier.failures if f.stage in ("read", "clean")]
    for told in failed:
        complain(told)
    if not parsed.quiet:
        for path in wrote:
            print(f"wrote {path}", file=sys.stderr)
    return SOME_FAILED if failed else DONE


def _check_outputs(parsed: argparse.Namespace) -> None:
    """Say what is off before the work rather than after it."""
    named = [name for name in (parsed.html, parsed.json, parsed.brief, parsed.annotations) if name]
    if named.count("-") > 1:
        raise UsageError("-", cause="two outputs cannot share standard output", way_out="give one of them a file name")
    files = [str(Path(name)) for name in named if name != "-"]
    twice = sorted({name for name in files if files.count(name) > 1})
    if twice:
        raise UsageError(twice[0], cause="two outputs have the same name")
    for name in files:
        if Path(name).is_dir():
            raise UsageError(name, cause="is a folder", way_out="name a file in it")
    if parsed.csv and Path(parsed.csv).is_file():
        raise UsageError(parsed.csv, cause="is a file", way_out="--csv wants a folder")


def make_options(parsed: argparse.Namespace, progress: Progress | None) -> CompareOptions:
    from ..pipeline import CompareOptions
    from ._engines import encoder, engines
    from ._reading import read_options

    for path in (getattr(parsed, "gazetteer", None), parsed.corrections):
        if path is not None and not path.is_file():
            raise UsageError(str(path), cause="no such file")
    return CompareOptions(
        read=read_options(parsed, progress=progress),
        gazetteer=getattr(parsed, "gazetteer", None),
        corrections=parsed.corrections.absolute() if parsed.corrections else None,
        read_langs=tuple(code.strip() for code in parsed.read.split(",") if code.strip()),
        cache=not parsed.no_cache,
        engines=engines(getattr(parsed, "names_engine", None)),
        encoder=encoder(getattr(parsed, "encoder", None)),
    )


def _write(parsed: argparse.Namespace, dossier: Dossier) -> list[str]:
    """Make every output first and write them then, so that one that fails leaves the others untouched."""
    from .. import render

    shown = render.share(dossier) if parsed.share else dossier
    makers: list[tuple[str | None, Callable[[Dossier], bytes | str]]] = [
        (parsed.html, render.to_html),
        (parsed.json, render.to_json),
        (parsed.brief, render.to_brief),
        (parsed.annotations, render.to_annotations),
    ]
    made = [(name, make(shown)) for name, make in makers if name]
    tables = render.to_tables(shown) if parsed.csv else {}
    wrote = [str(render.write(name, content)) for name, content in made if name != "-"]
    if parsed.csv:
        # The mark at the start is how a spreadsheet knows that the file is UTF-8.
        marked = {name: f"\ufeff{text}" for name, text in tables.items()}
        wrote += [str(path) for path in render.write_all(parsed.csv, marked)]
    piped = [content for name, content in made if name == "-"]
    if piped:
        raw = piped[0] if isinstance(piped[0], bytes) else piped[0].encode("utf-8", "replace")
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
    elif not parsed.quiet:
        width = min(shutil.get_terminal_size((80, 24)).columns, 110)
        sys.stdout.write(render.to_terminal(shown, width=width, colour=_colour()))
    return wrote


def _colour() -> bool:
    """Colour on a terminal that can, unless https://no-color.org asks for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
