"""Grouping reports into stories: B-cubed and pairwise F1 on short blurbs, and on a generated pile for scale."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tellings.pipeline import Newsroom, batches, group_reports
from tellings.records import Report

from .generator import generate
from .scoring_groups import b_cubed, pairwise
from .task import Result, Skipped

OURS = frozenset(("en", "ru", "uk", "de", "fr", "es", "it", "pt", "pl", "tr", "az", "ar", "zh", "ja"))
_ONE_DAY = frozenset(("fa",))  # every blurb of it bears one date: its times say nothing


def read_blurbs(path: Path) -> list[tuple[Report, str]]:
    """The blurbs as reports, each with its gold subject."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        (
            Report(
                id=row["id"],
                text=row["text"],
                lang=row["lang"],
                published=datetime.fromtimestamp(row["time"], UTC).isoformat(),
            ),
            row["subject"],
        )
        for row in rows
    ]


def _figures(rows: Sequence[tuple[Report, str]]) -> dict[str, float]:
    found = {r: story.id for story in group_reports([report for report, _ in rows]) for r in story.reports}
    gold = {report.id: subject for report, subject in rows}
    return b_cubed(gold, found) | pairwise(gold, found) | {"reports": len(rows), "stories": len(set(found.values()))}


def _pile(count: int) -> dict[str, float]:
    """Group a generated pile as text; the light pass alone, in this process."""
    newsroom, gold, spent, last = Newsroom(), {}, 0.0, 0.0
    rows = generate(count)
    while chunk := list(islice(rows, 2_000)):
        reports = [
            Report(id=r["id"], text=f"{r['title']}\n{r['text']}", title=r["title"], lang=r["lang"], published=r["date"])
            for r in chunk
        ]
        gold |= {r["id"]: r["story"] for r in chunk}
        started = time.perf_counter()
        for batch in batches(reports):
            newsroom.add(batch)
        last = time.perf_counter() - started
        spent += last
    found = {r: story.id for story in newsroom.stories() for r in story.reports}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {
        **b_cubed(gold, found),
        **pairwise(gold, found),
        "seconds": spent,
        "ms_a_report": 1000 * spent / count,
        "ms_a_report_at_the_end": 1000 * last / len(reports),
        "megabytes": peak,
    }


def _texts(data: Path) -> Iterator[tuple[Report, str]]:
    """Every shared full text as a report, with the gold story it belongs to ("" for those of no gold story)."""
    for path in sorted((data / "stories").glob("*/[0-9]*.json")):
        row = json.loads(path.read_text("utf-8"))
        yield Report(id=row["id"], text=row["text"], lang=row["lang"], published=row["date"]), path.parent.name
    for path in sorted((data / "seeds").glob("*.txt")):
        yield Report(id=path.name, text=path.read_text("utf-8"), published="2025-11-21"), "seeds"
    for folder, name in (("bsnlp", "*.jsonl"), ("polnear", "*.jsonl"), ("spkatt-news-de", "*.jsonl")):
        for path in sorted((data / folder).glob(name)):
            for line in path.read_text("utf-8").splitlines():
                row = json.loads(line)
                where = row.get("id") or f"{folder}/{row['doc']}"
                yield Report(id=where, text=row["text"], lang=row["lang"], published=row.get("date")), ""
    path = data / "semeval2022-task8" / "pairs.jsonl"
    seen: set[str] = set()
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        row = json.loads(line)
        for k in ("1", "2"):
            where = row.get(f"url{k}") or f"{row['pair_id']}.{k}"
            if where not in seen:
                seen.add(where)
                text = f"{row[f'title{k}'] or ''}\n{row[f'text{k}']}".strip()
                yield Report(id=where, text=text, lang=row[f"lang{k}"]), ""


def _mixed(data: Path) -> dict[str, float]:
    """A pile of every shared full text: what is joined to a gold story that does not belong to it."""
    rows = list({report.id: (report, gold) for report, gold in _texts(data)}.values())
    gold = {report.id: story for report, story in rows}
    stories = group_reports([report for report, _ in rows])
    sets = [{gold[r] for r in story.reports} for story in stories]
    named = [g for g in dict.fromkeys(gold.values()) if g]
    largest = {g: max(sum(gold[r] == g for r in story.reports) for story in stories) for g in named}
    return {
        "reports": len(rows),
        "stories": len(stories),
        "joins_two_gold_stories": sum(len(s - {""}) > 1 for s in sets),
        "joins_gold_and_other": sum(len(s - {""}) == 1 and "" in s for s in sets),
        **{f"kept_together.{g}": largest[g] / sum(v == g for v in gold.values()) for g in named},
    }


def run(data: Path) -> Iterator[Result | Skipped]:
    path = data / "itn-corpus" / "blurbs.jsonl"
    if path.is_file():
        rows = read_blurbs(path)
        yield Result(dataset="itn-corpus.ours", metrics=_figures([r for r in rows if r[0].lang in OURS]))
        yield Result(dataset="itn-corpus.all", metrics=_figures([r for r in rows if r[0].lang not in _ONE_DAY]))
    else:
        yield Skipped(dataset="itn-corpus", reason="no folder itn-corpus")
    if (data / "stories").is_dir():
        yield Result(dataset="mixed_pile", metrics=_mixed(data))
    else:
        yield Skipped(dataset="mixed_pile", reason="no folder stories")
    yield Result(dataset="generated.20000", metrics=_pile(20_000))
