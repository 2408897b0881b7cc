"""Rows, conflicts, attributions, timeline and derivations of whole stories, against the hand-made gold of each.

Every story folder under `stories/` with a gold file is compared as `tellings compare` does it, and scored with
`tools/score_story.py`. `facts/pooled` sums hits and totals over the stories.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .task import Result, Skipped

_NAMES = {
    "facts.recall": "facts_recall",
    "facts.recall_cross": "facts_recall_cross",
    "rows.pair_precision": "pair_precision",
    "rows.pair_recall": "pair_recall",
    "rows.pair_recall_cross": "pair_recall_cross",
    "conflicts.recall": "conflicts_recall",
    "conflicts.precision": "conflicts_precision",
    "unique.kept": "unique_kept",
    "attributions.cue": "attributions_cue",
    "attributions.source": "attributions_source",
    "attributions.joint": "attributions_joint",
    "timeline.recall": "timeline_recall",
    "derivations.recall": "derivations_recall",
    "derivations.precision": "derivations_precision",
}


def run(data: Path) -> Iterator[Result | Skipped]:
    stories = data / "stories"
    scorer = next((p for p in _scorers(data) if p.is_file()), None)
    if not stories.is_dir():
        yield Skipped(dataset="stories", reason=f"no folder {stories.name} under the data")
        return
    if scorer is None:
        yield Skipped(dataset="stories", reason="tools/score_story.py not found beside the data")
        return
    pooled: dict[str, list[int]] = {}
    false = 0
    for folder in sorted(p for p in stories.iterdir() if p.is_dir() and p.name != "gold"):
        gold = stories / "gold" / f"{folder.name}.json"
        if not gold.is_file():
            yield Skipped(dataset=f"facts/{folder.name}", reason="no gold file")
            continue
        counts, story_false = _flat(_score(scorer, folder, gold))
        false += story_false
        for name, (hit, of) in counts.items():
            total = pooled.setdefault(name, [0, 0])
            total[0] += hit
            total[1] += of
        yield Result(dataset=f"facts/{folder.name}", metrics=_metrics(counts, story_false))
    if pooled:
        yield Result(dataset="facts/pooled", metrics=_metrics(pooled, false))


def _scorers(data: Path) -> list[Path]:
    here = Path(__file__).resolve().parents[2]
    return [data.parent / "tools" / "score_story.py", here / "shared" / "tools" / "score_story.py"]


def _score(scorer: Path, folder: Path, gold: Path) -> dict[str, Any]:
    from tellings.pipeline import CompareOptions, compare
    from tellings.render import to_json

    dossier = compare(sorted(folder.glob("*.json")), options=CompareOptions(cache=False))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "dossier.json"
        content = to_json(dossier)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        command = [sys.executable, str(scorer), str(path), str(gold), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


def _flat(scored: Mapping[str, Any]) -> tuple[dict[str, tuple[int, int]], int]:
    """Hits and totals by dotted name, and the number of things opposed that must not be."""
    counts = {
        f"{part}.{name}": (figure["hit"], figure["of"])
        for part, figures in scored.items()
        if isinstance(figures, dict)
        for name, figure in figures.items()
        if isinstance(figure, dict)
    }
    return counts, scored["conflicts"]["false"]


def _metrics(counts: Mapping[str, Any], false: int) -> dict[str, float]:
    metrics = {_NAMES[k]: hit / of if of else 0.0 for k, (hit, of) in counts.items() if k in _NAMES}
    metrics["unique_balanced"] = (metrics["unique_kept"] + metrics["pair_recall"]) / 2
    metrics["conflicts_false"] = false
    metrics["facts_of"] = counts["facts.recall"][1]
    metrics["conflicts_of"] = counts["conflicts.recall"][1]
    return metrics
