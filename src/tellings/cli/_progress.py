"""One line of progress on standard error, only when that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIDTH = 50  # characters of a name


@contextmanager
def progress_line(*, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Gives what the pipeline calls with (stage, done, of), or None where nobody looks; wipes its line at the end."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    from ..render._safe import shorten

    def tell(stage: str, done: int, of: int) -> None:
        told = shorten(stage, _WIDTH)  # a stage, or the name of a file, which may hold anything
        print(f"\r\x1b[K{told} {done}/{of}" if of > 1 else f"\r\x1b[K{told} …", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
