"""What each part of annotation costs: thirty reports of 300 words, one core, a fresh process for each language.

`python -m bench.parts LANG < texts.json` (a JSON list of texts) prints one JSON object: seconds to load what the language
needs (on a first, short text), processor seconds for all reports, and milliseconds a report for each part.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

PARTS = {
    "split_sentences": "sentences",
    "find_quotes": "quotes",
    "read_batch": "names",
    "read_times": "times",
    "read_quantities": "quantities",
    "read_attributions": "attributions",
    "make_statements": "statements",
}


def measure(texts: Sequence[str], lang: str) -> dict[str, float]:
    """Processor time of annotating `texts`, in all and by part. What a part loads counts to "load"."""
    started = time.process_time()
    from tellings.annotate import _annotate as stage
    from tellings.records import Report

    spent: Counter[str] = Counter()
    for verb, part in PARTS.items():
        setattr(stage, verb, _timed(getattr(stage, verb), part, spent))
    reports = [Report(id=str(n), text=text, lang=lang) for n, text in enumerate(texts)]
    stage.annotate([Report(id="first", text=texts[0][:400], lang=lang)])
    loaded = time.process_time()
    spent.clear()
    stage.annotate(reports)
    done = time.process_time()
    each = {f"{part}_ms": 1_000 * spent[part] / len(texts) for part in PARTS.values()}
    return {"load_seconds": loaded - started, "seconds": done - loaded, **each}


def _timed(function: Callable[..., Any], part: str, spent: Counter[str]) -> Callable[..., Any]:
    def run(*args: Any, **options: Any) -> Any:
        started = time.process_time()
        try:
            return function(*args, **options)
        finally:
            spent[part] += time.process_time() - started  # type: ignore[assignment]

    return run


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lang", help="language of the texts")
    language = parser.parse_args().lang
    print(json.dumps(measure(json.load(sys.stdin), language)))
