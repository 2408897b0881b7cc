"""What a benchmark task is: a module `bench.TASK` with `SETS`-free `run(data)`, yielding one result per set.

    def run(data: Path) -> Iterator[Result | Skipped]

`data` is a folder that holds sets by folder name, as `../shared/data` does. A set that is absent is `Skipped` with a
reason. Peers run beside ours where they install: their figures are extra metrics, `peer.NAME.METRIC`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

TASKS = (
    "encode",
    "gloss",
    "dates",
    "quantities",
    "agreement",
    "names",
    "linking",
    "attribution",
    "headlines",
    "stories",
    "similarity",
    "facts",
    "rows",
    "direction",
    "claims",
    "paraphrase",
    "speed",
    "growth",
)


@dataclass(frozen=True, kw_only=True)
class Result:
    """Figures on one set. Metric names are spelt plainly: value_f1, accuracy, joint_f1, b3_f1, pearson."""

    dataset: str  # folder or folder/file: "dates/duckling.ru"
    metrics: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Skipped:
    dataset: str
    reason: str


class Task(Protocol):
    def run(self, data: Path) -> Iterator[Result | Skipped]: ...
