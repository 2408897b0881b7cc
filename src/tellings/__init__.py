"""Tellings: many reports of one event, what they share, where they differ, who says it, who took it from whom.

    import tellings
    dossier = tellings.compare(["a.txt", "b.html"])

The verbs are here, the records are in `tellings.records`; everything heavy is loaded when a verb is called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .pipeline import CompareOptions
    from .read import Readings, ReadOptions
    from .records import Dossier

__version__ = "0.1.0"
__all__ = ["compare", "frames", "load", "read_reports", "save"]


def read_reports(inputs: Sequence[str | Path], *, options: ReadOptions | None = None) -> Readings:
    """The raw reports in files, folders, globs, addresses or standard input ("-"), and what could not be read."""
    from .read import ReadOptions, read

    return read(inputs, options=options or ReadOptions())


def compare(inputs: Sequence[str | Path], *, options: CompareOptions | None = None) -> Dossier:
    """The dossier of reports that tell one event. In a notebook it shows itself.

    Raises:
        TellingsError: an option is off. An input that cannot be read is no error: it is in `dossier.failures`.
    """
    from .pipeline import compare

    dossier = compare(inputs, options=options)
    _show_in_notebooks()
    return dossier


def save(dossier: Dossier, path: str | Path) -> None:
    """Write a dossier as JSON (.json), page (.html) or brief (.md), whole or not at all.

    Raises:
        OutputError: the file cannot be written.
        UsageError: the ending names no output.
    """
    from .errors import UsageError
    from .render import to_brief, to_html, to_json, write

    makers: dict[str, Callable[[Dossier], bytes | str]] = {".json": to_json, ".html": to_html, ".md": to_brief}
    path = Path(path)
    if path.suffix not in makers:
        raise UsageError(str(path), cause="unknown ending", way_out=f"use one of {' '.join(makers)}")
    write(path, makers[path.suffix](dossier))


def load(path: str | Path) -> Dossier:
    """Read back a dossier that was saved as JSON.

    Raises:
        ReadError: the file cannot be read or is not a dossier.
    """
    import msgspec

    from .errors import ReadError
    from .records import Dossier

    try:
        dossier = msgspec.json.decode(Path(path).read_bytes(), type=Dossier)
    except OSError as error:
        raise ReadError(str(path), cause=str(error.strerror)) from error
    except msgspec.DecodeError as error:
        raise ReadError(str(path), cause=f"not a dossier: {error}", way_out="make one with --json") from error
    _show_in_notebooks()
    return dossier


def frames(dossier: Dossier) -> dict[str, Any]:
    """Reports, rows, conflicts and more as data frames, by name: polars if it is installed, else pandas.

    Raises:
        UsageError: neither is installed.
    """
    from .render.notebook import frames

    return frames(dossier)


def _show_in_notebooks() -> None:
    """Teach a running IPython how a dossier looks; records themselves hold no logic."""
    import sys

    if "IPython" not in sys.modules:
        return
    shell = sys.modules["IPython"].get_ipython()
    if shell is None:
        return
    from .records import Dossier
    from .render.notebook import to_notebook

    shell.display_formatter.formatters["text/html"].for_type(Dossier, to_notebook)
