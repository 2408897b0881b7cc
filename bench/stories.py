"""Grouping reports into stories: B-cubed and pairwise F1 on short blurbs, and on a generated pile for scale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tellings.pipeline import group_reports
from tellings.read import Reading
from tellings.records import RawReport, Report
from tellings.words import words

from .generator import generate
from .peers_stories import peers
from .scale import grown
from .scoring_groups import b_cubed, pairwise
from .task import Result, Skipped

OURS = frozenset(("en", "ru", "uk", "de", "fr", "es", "it", "pt", "pl", "tr", "az", "ar", "zh", "ja"))
_SAME = 2.0  # of 4, 1 being the same; what people rated so tells one event
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
    """Group a generated pile as a user does, from a file of raw text; its stories against those it was made of."""
    with tempfile.TemporaryDirectory() as folder:
        pile, out = Path(folder) / "pile.jsonl", Path(folder) / "stories.jsonl"
        rows = list(generate(count))
        pile.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        started = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-m", "tellings", "group", str(pile), "-o", str(out), "--quiet"])
        largest = _watched(child.pid)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        if os.waitstatus_to_exitcode(status):
            raise RuntimeError(f"tellings group ended with {os.waitstatus_to_exitcode(status)}")
        ids = [one.id for one in Reading([pile]) if isinstance(one, RawReport)]
        gold = {name: row["story"] for name, row in zip(ids, rows, strict=True)}
        stories = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    found = {report["id"]: story["id"] for story in stories for report in story["reports"]}
    return {
        **b_cubed(gold, found),
        **pairwise(gold, found),
        "stories": len(set(gold.values())),
        "stories_found": len(stories),
        "seconds": seconds,
        "processor_seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": largest or usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10),
    }


def _watched(process: int) -> float:
    """Peak megabytes of a process and its workers, what they share counted once; 0 where the system does not tell."""
    largest = 0.0
    while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        largest = max(largest, sum(_proportional(one) for one in (process, *_children(process))))
        time.sleep(0.5)
    return largest


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    except OSError:
        return []


def _proportional(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 2**10 for line in lines if line.startswith("Pss:")), 0.0)


def _texts(data: Path) -> Iterator[tuple[Report, str]]:
    """Every shared full text as a report, with the gold story it belongs to ("" for those of no gold story).

    The gold stories were chosen from the rated pairs: of those, an article of the same address, one that people rated
    to tell the same as it (2 or less of 4), and one that shares a passage of 12 words with it, belong there too.
    """
    golds: dict[str, str] = {}  # address -> story
    passages: dict[str, str] = {}
    for path in sorted((data / "stories").glob("*/[0-9]*.json")):
        row = json.loads(path.read_text("utf-8"))
        golds[row["url"]] = path.parent.name
        passages |= dict.fromkeys(_passages(row["text"]), path.parent.name)
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
    pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []
    for row in pairs:
        sides = [row.get("url1"), row.get("url2")]
        story = next((golds[url] for url in sides if url in golds), None)
        if story and row["overall"] <= _SAME:
            golds |= {url: story for url in sides if url}
    seen: set[str] = set()
    for row in pairs:
        for k in ("1", "2"):
            where = row.get(f"url{k}") or f"{row['pair_id']}.{k}"
            if where not in seen:
                seen.add(where)
                text = f"{row[f'title{k}'] or ''}\n{row[f'text{k}']}".strip()
                copied = next((passages[p] for p in _passages(text) if p in passages), "")
                yield Report(id=where, text=text, lang=row[f"lang{k}"]), golds.get(where, copied)


def _passages(text: str) -> list[str]:
    """Every run of 12 words."""
    told = [word.folded for word in words(text)]
    return [" ".join(told[n : n + 12]) for n in range(len(told) - 11)]


def _mixed(data: Path) -> dict[str, float]:
    """A pile of every shared full text: what is joined to a gold story that does not belong to it, named on the way."""
    rows = list({report.id: (report, gold) for report, gold in _texts(data)}.values())
    gold = {report.id: story for report, story in rows}
    stories = group_reports([report for report, _ in rows])
    sets = [{gold[r] for r in story.reports} for story in stories]
    named = [g for g in dict.fromkeys(gold.values()) if g]
    for story, found in zip(stories, sets, strict=True):
        strange = [r for r in story.reports if not gold[r]] if len(found - {""}) == 1 else []
        for report in strange:
            print(f"mixed_pile: with {max(found)}: {report}")
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
        for name, some in (
            ("ours", [r for r in rows if r[0].lang in OURS]),
            ("all", [r for r in rows if r[0].lang not in _ONE_DAY]),
        ):
            others = {f"peer.{peer}.{metric}": v for peer, got in peers(some) for metric, v in got.items()}
            yield Result(dataset=f"itn-corpus.{name}", metrics=_figures(some) | others)
    else:
        yield Skipped(dataset="itn-corpus", reason="no folder itn-corpus")
    if (data / "stories").is_dir():
        yield Result(dataset="mixed_pile", metrics=_mixed(data))
    else:
        yield Skipped(dataset="mixed_pile", reason="no folder stories")
    yield Result(dataset="generated.20000", metrics=_pile(20_000))
    *_, last, _ = grown(6_000)
    kept = ("light_ms", "group_ms", "ms_a_report", "megabytes")
    yield Result(dataset="generated.6000.one_process", metrics={name: last[name] for name in kept})
