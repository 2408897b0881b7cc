"""Whole-process time and memory: start-up, the three seeds from a cold start, thirty reports; what annotation costs by part."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from .task import Result, Skipped

_RUNS = 3
_REPORTS, _WORDS = 30, 300


def _timed(*arguments: str, fresh_cache: bool) -> tuple[float, float]:
    """Median wall seconds and peak megabytes of `tellings ARGUMENTS` over a few runs."""
    walls, peaks = [], []
    for _ in range(_RUNS):
        with tempfile.TemporaryDirectory() as cache:
            env = os.environ | ({"TELLINGS_CACHE": cache} if fresh_cache else {})
            started = time.perf_counter()
            child = subprocess.Popen([sys.executable, "-m", "tellings", *arguments], env=env, stdout=subprocess.DEVNULL)
            _, status, usage = os.wait4(child.pid, 0)
            walls.append(time.perf_counter() - started)
            peaks.append(usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))
            if os.waitstatus_to_exitcode(status) not in {0, 3}:
                raise RuntimeError(f"tellings {' '.join(arguments)} ended with {os.waitstatus_to_exitcode(status)}")
    return sorted(walls)[_RUNS // 2], max(peaks)


def _reports(data: Path, count: int, folder: Path) -> list[str]:
    """`count` full texts of the rated pairs, as files."""
    paths: list[str] = []
    with (data / "semeval2022-task8" / "pairs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if pair["lang1"] not in {"en", "es", "fr", "tr"} or len(paths) >= count:
                continue
            path = folder / f"{len(paths):03}.json"
            path.write_text(
                json.dumps({"title": pair["title1"], "text": pair["text1"][:2000], "lang": pair["lang1"]}), "utf-8"
            )
            paths.append(str(path))
    return paths


def _of_300_words(data: Path, lang: str) -> list[str]:
    """Thirty texts of 300 words in one language, made of whole articles one behind the other."""
    if lang == "ru":
        rows = (json.loads(line)["text"] for line in _lines(data / "ner" / "factrueval2016_dev.jsonl"))
    else:
        pairs = (json.loads(line) for line in _lines(data / "semeval2022-task8" / "pairs.jsonl"))
        rows = (p["text1"] for p in pairs if p["lang1"] == lang)
    texts: list[str] = []
    words: list[str] = []
    for row in rows:
        words += [*re.findall(r"\S+\s*", row), "\n"]
        while len(words) >= _WORDS and len(texts) < _REPORTS:
            texts.append("".join(words[:_WORDS]))
            del words[:_WORDS]
    return texts


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def _annotation(data: Path) -> Iterator[Result | Skipped]:
    for lang in ("en", "es", "fr", "ru", "tr"):
        texts = _of_300_words(data, lang)
        if len(texts) < _REPORTS:
            yield Skipped(dataset=f"speed/annotate.{lang}", reason="its texts are not in the data folder")
            continue
        done = subprocess.run(
            [sys.executable, "-m", "bench.parts", lang],
            input=json.dumps(texts),
            env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        yield Result(dataset=f"speed/annotate.{lang}", metrics=json.loads(done.stdout))


def run(data: Path) -> Iterator[Result | Skipped]:
    wall, peak = _timed("--help", fresh_cache=False)
    yield Result(dataset="speed/help", metrics={"seconds": wall, "megabytes": peak})
    with tempfile.TemporaryDirectory() as out:
        seeds = sorted(str(p) for p in (data / "seeds").glob("*.txt"))
        if seeds:
            wall, peak = _timed(
                "compare", "--no-cache", *seeds, "--html", f"{out}/a.html", "--json", f"{out}/a.json", fresh_cache=True
            )
            yield Result(dataset="speed/seeds", metrics={"seconds": wall, "megabytes": peak})
        else:
            yield Skipped(dataset="speed/seeds", reason="no folder seeds")
        if (data / "semeval2022-task8" / "pairs.jsonl").is_file():
            thirty = _reports(data, 30, Path(out))
            wall, peak = _timed("compare", "--no-cache", *thirty, "--json", f"{out}/b.json", fresh_cache=True)
            yield Result(dataset="speed/thirty_reports", metrics={"seconds": wall, "megabytes": peak})
        else:
            yield Skipped(dataset="speed/thirty_reports", reason="no folder semeval2022-task8")
    yield from _annotation(data)
