"""From the command line's options to `ReadOptions`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import UsageError

if TYPE_CHECKING:
    from ..read import ReadOptions


def read_options(parsed: argparse.Namespace, *, progress: Callable[[str, int, int], None] | None) -> ReadOptions:
    """The options of the read stage; what the user left out keeps the stage's own default."""
    from ..read import ReadOptions

    given: dict[str, Any] = {
        "meta": getattr(parsed, "meta", None),
        "field_map": _pairs(getattr(parsed, "map", [])) or None,
        "allow_private": getattr(parsed, "allow_private", False) or None,
        "timeout_s": getattr(parsed, "timeout", None),
        "max_bytes": getattr(parsed, "max_bytes", None),
        "workers": getattr(parsed, "jobs", None),
        "separator": getattr(parsed, "separator", None),
        "progress": progress,
    }
    return ReadOptions(**{name: value for name, value in given.items() if value is not None})


def _pairs(told: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in told:
        field, equals, theirs = pair.partition("=")
        if not equals or not field.strip() or not theirs.strip():
            raise UsageError(f"--map {pair}", cause="no pair of names", way_out="write it as title=headline")
        pairs[field.strip()] = theirs.strip()
    return pairs
