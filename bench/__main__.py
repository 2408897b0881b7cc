"""Run benchmark tasks, print a table, write JSON, and, only when asked, rewrite bench/RESULTS.md."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path

from .report import rewrite_results, table
from .task import TASKS, Result, Skipped

HERE = Path(__file__).resolve().parent
DEFAULT_DATA = HERE.parent.parent / "shared" / "data"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=f"any of: {' '.join(TASKS)}; all when none is named")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of sets (default: ../shared/data)")
    parser.add_argument("--json", type=Path, help="write {task: {set: {metric: number}}} here")
    parser.add_argument("--results", action="store_true", help="rewrite the named tasks' part of bench/RESULTS.md")
    args = parser.parse_args()
    unknown = [t for t in args.tasks if t not in TASKS]
    if unknown:
        parser.error(f"no such task: {', '.join(unknown)} (there are: {', '.join(TASKS)})")
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for name in args.tasks or TASKS:
        started = time.perf_counter()
        figures[name] = {}
        for outcome in importlib.import_module(f"bench.{name}").run(args.data):
            match outcome:
                case Result():
                    figures[name][outcome.dataset] = {k: round(float(v), 4) for k, v in outcome.metrics.items()}
                    print(table(name, {outcome.dataset: figures[name][outcome.dataset]}), flush=True)
                case Skipped():
                    print(f"{name} {outcome.dataset}: skipped: {outcome.reason}", flush=True)
        print(f"{name}: {time.perf_counter() - started:.1f} s", flush=True)
    if args.json:
        args.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    if args.results:
        rewrite_results(HERE / "RESULTS.md", figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
