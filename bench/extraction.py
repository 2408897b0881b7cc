"""Main text of pages against article-extraction-benchmark: `python -m bench.extraction [DATA]`. No task of the table.

The set's own protocol: multiset overlap of word 4-grams of found and true text, precision and recall averaged over
the pages, F1 from the averages; accuracy is the share of pages without any error. `clean` is the whole stage, its
title line left out; `extract` is the extraction alone.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tellings.clean import clean
from tellings.clean.page import extract_text
from tellings.errors import CleanError
from tellings.records import RawReport

from .task import Result, Skipped

SET = "article-extraction-benchmark"
_WORD = re.compile(r"\w+")
_SIZE = 4


def run(data: Path) -> Iterator[Result | Skipped]:
    folder = data / SET
    if not (folder / "ground_truth.jsonl").is_file():
        yield Skipped(dataset=SET, reason=f"no {SET}/ground_truth.jsonl under {data}")
        return
    pages = [json.loads(line) for line in (folder / "ground_truth.jsonl").read_text("utf-8").splitlines()]
    metrics: dict[str, float] = {}
    for name, find in (("extract", _extracted), ("clean", _cleaned)):
        metrics |= {f"{name}_{metric}": value for metric, value in _score(folder, pages, find).items()}
    yield Result(dataset=SET, metrics=metrics)


def _score(folder: Path, pages: list[dict[str, str]], find: Callable[[str, str], str]) -> dict[str, float]:
    precision = recall = right = 0.0
    for page in pages:
        html = gzip.decompress((folder / "html" / f"{page['id']}.html.gz").read_bytes()).decode("utf-8", "replace")
        found, true = _shingles(find(html, page["url"])), _shingles(page["articleBody"])
        common, size, wanted = (sum(c.values()) for c in (found & true, found, true))
        precision += common / size if size else float(not wanted)
        recall += common / wanted if wanted else 1.0
        right += common == size == wanted
    count = len(pages)
    precision, recall = precision / count, recall / count
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "accuracy": right / count}


def _extracted(html: str, url: str) -> str:
    return extract_text(html, url=url).text


def _cleaned(html: str, url: str) -> str:
    try:
        report = clean(RawReport(id="rep-bench", body=html, medium="html", url=url))
    except CleanError:
        return ""
    return report.text.removeprefix(report.title or "")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + _SIZE]) for at in range(max(bool(words), len(words) - _SIZE + 1)))


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    for outcome in run(Path(sys.argv[1]) if len(sys.argv) > 1 else default):
        print(outcome)
