"""One line of progress on standard error, only when that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIDTH = 50  # characters of a name
_BAR = 20  # characters of the bar
_WORTH_IT = 2.0  # seconds after which rate and time left are shown


@contextmanager
def progress_line(*, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Gives what the pipeline calls with (stage, done, of), or None where nobody looks; wipes its line at the end."""
    if quiet or not sys.stderr.isatty():
        yield None
        return

    from ..render._safe import shorten

    began: dict[int, float] = {}  # when a run of so many steps was first heard of

    def tell(stage: str, done: int, of: int) -> None:
        told = shorten(stage, _WIDTH)  # a stage, or the name of a file, which may hold anything
        passed = time.monotonic() - began.setdefault(of, time.monotonic())
        print(f"\r\x1b[K{told} {line(done, of, passed)}", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def line(done: int, of: int, passed: float) -> str:
    """The bar with counts; after a while with rate and time left too. `passed` is in seconds."""
    if of <= 1:
        return "…"
    full = _BAR * min(done, of) // of
    bar = f"[{'=' * full}{' ' * (_BAR - full)}] {done}/{of}"
    if passed < _WORTH_IT or done <= 0:
        return bar
    left = round((of - done) * passed / done)
    return f"{bar}, {done / passed:.1f}/s, {left // 60}:{left % 60:02} left"
