"""Show figures as tables, and keep them in RESULTS.md, one section a task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .task import TASKS

_HEAD = """# Results

Measured by `python -m bench --results`; every figure in the README comes from here. Sets are named by their folder
or file; `peer.NAME.METRIC` is another tool on the same rows in the same run.
"""


def table(task: str, sets: Mapping[str, Mapping[str, float]]) -> str:
    """Plain lines for the terminal: task, set, then metric=value."""
    return "\n".join(
        f"{task:12} {name:36} " + "  ".join(f"{k}={v:g}" for k, v in metrics.items()) for name, metrics in sets.items()
    )


def _section(task: str, sets: Mapping[str, Mapping[str, float]]) -> str:
    lines = [f"## {task}", "", "| set | figures |", "|---|---|"]
    lines += [
        f"| {name} | " + ", ".join(f"{k} **{v:g}**" for k, v in metrics.items()) + " |"
        for name, metrics in sorted(sets.items())
    ]
    return "\n".join(lines) + "\n"


def rewrite_results(path: Path, figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    """Replace the sections of the tasks that were run; leave the others as they stand."""
    old = path.read_text("utf-8") if path.is_file() else ""
    sections = {
        m.group(1): m.group(0).rstrip() + "\n" for m in re.finditer(r"^## (\w+)\n.*?(?=^## |\Z)", old, re.M | re.S)
    }
    sections |= {task: _section(task, sets) for task, sets in figures.items() if sets}
    path.write_text("\n".join([_HEAD, *(sections[t] for t in TASKS if t in sections)]), "utf-8")
