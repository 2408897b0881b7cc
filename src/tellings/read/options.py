"""What the reading of inputs can be told, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import field

from ..records import Failure, RawReport, Record

MAX_BYTES = 30_000_000
MAX_TEXT = 1_000_000  # characters of one report
MOST_TOGETHER = 40  # what an archive or a table holds may be so many times larger than one input


class ReadOptions(Record, frozen=True, kw_only=True):
    meta: Path | None = None  # CSV with columns file (or path), outlet, url, published, byline, title, lang
    field_map: dict[str, str] = field(default_factory=dict)  # our field -> the input's: {"title": "headline"}
    separator: str | None = None  # the line that parts several reports in one text; None = five or more "="
    allow_private: bool = False  # fetch from private and loopback addresses
    timeout_s: float = 20.0  # of one address, redirects and all
    max_bytes: int = MAX_BYTES  # of one input
    max_redirects: int = 5
    workers: int = 6  # addresses fetched at once
    stdin: Any = None  # binary stream behind "-"; None = the process's own
    progress: Callable[[str, int, int], None] | None = None  # (subject, how many are done, of how many)


class Readings(Record, frozen=True, kw_only=True):
    """What could be read, in the order of the inputs, and what could not."""

    reports: tuple[RawReport, ...] = ()
    failures: tuple[Failure, ...] = ()
