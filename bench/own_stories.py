"""What a story's gold must keep to so that its scores mean something: spans verbatim, offsets right, lists that agree.

`problems(story, gold)` takes the folder of reports (NN.json) and the gold file, and gives one line per breach.
The keys are those that `tools/score_story.py` reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

REPORT_KEYS = ("id", "url", "outlet", "lang", "date", "text", "flags")
GOLD_KEYS = (
    "story", "about", "shared", "conflicts", "unique", "attributions", "timeline", "derivation",
    "entities", "numbers", "traps",
)  # fmt: skip
STATES = frozenset({"conflict", "differing", "revision"})
KINDS = frozenset({"same_text", "same_source"})
STYLES = frozenset({"direct", "indirect", "mixed", "scare-quote"})


def stories(data: Path) -> list[tuple[Path, Path]]:
    """The story folders under `data`/stories with their gold files, by name."""
    root = data / "stories"
    folders = sorted(p for p in root.iterdir() if p.is_dir() and p.name != "gold")
    return [(folder, root / "gold" / f"{folder.name}.json") for folder in folders]


def read_reports(story: Path) -> dict[str, dict[str, Any]]:
    """The reports of a story by the stem of their file."""
    return {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(story.glob("*.json"))}


def problems(story: Path, gold_file: Path) -> list[str]:
    """Every breach, in words; empty when the gold is sound."""
    reports = read_reports(story)
    found = [f"report {n}: no {key}" for n, r in reports.items() for key in REPORT_KEYS if key not in r]
    gold = json.loads(gold_file.read_text("utf-8"))
    found += [f"gold: no {key}" for key in GOLD_KEYS if key not in gold]
    if found:
        return found
    texts = {n: r["text"] for n, r in reports.items()}
    if gold["story"] != story.name:
        found.append(f"gold is of {gold['story']}")
    found += _spans(gold, texts)
    found += _positions(gold)
    found += _attributions(gold, texts)
    for derivation in gold["derivation"]:
        if derivation["kind"] not in KINDS:
            found.append(f"derivation of kind {derivation['kind']}")
        found += [f"derivation to {n}" for n in derivation["to"] if n not in texts]
    for fact in gold["shared"]:
        if fact["cross"] != (len({reports[n]["lang"] for n in fact["evidence"]}) > 1):
            found.append(f"cross is wrong: {fact['fact']}")
    for entity, forms in gold["entities"].items():
        for lang, written in forms.items():
            of_lang = [r["text"] for r in reports.values() if r["lang"] == lang]
            found += [f"{entity}: no {w!r} in {lang}" for w in written if not any(w in t for t in of_lang)]
    return found


def _evidence(gold: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for fact in gold["shared"]:
        yield fact["fact"], fact
    for conflict in gold["conflicts"]:
        for position in conflict["positions"]:
            yield f"{conflict['about']}: {position['value']}", position
    for item in gold["timeline"]:
        yield f"{item['date']} {item['what']}", item
    for derivation in gold["derivation"]:
        yield derivation["relation"], derivation


def _spans(gold: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    for what, part in _evidence(gold):
        if not part["evidence"] or sorted(part["evidence"]) != part["reports"]:
            yield f"{what}: reports and evidence differ"
        for name, span in part["evidence"].items():
            if not span or span not in texts.get(name, ""):
                yield f"{what}: not in {name}: {span!r}"
    for unique in gold["unique"]:
        if not unique["evidence"] or unique["evidence"] not in texts.get(unique["report"], ""):
            yield f"unique: not in {unique['report']}: {unique['evidence']!r}"


def _positions(gold: Mapping[str, Any]) -> Iterator[str]:
    for conflict in gold["conflicts"]:
        if conflict["state"] not in STATES:
            yield f"{conflict['about']}: state {conflict['state']}"
        if len(conflict["positions"]) < 2:
            yield f"{conflict['about']}: one position"
    for fact in gold["shared"]:
        if len(fact["evidence"]) < 2:
            yield f"shared by one: {fact['fact']}"


def _attributions(gold: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    for a in gold["attributions"]:
        text = texts[a["report"]]
        if a["style"] not in STYLES:
            yield f"{a['report']}: style {a['style']}"
        for part in ("span", "source", "cue"):
            span = a["span" if part == "span" else f"{part}_span"]
            at = a[f"{part}_at"]
            if (span is None) != (at is None) or (span is not None and text[at[0] : at[1]] != span):
                yield f"{a['report']}: {part} of {a['span']!r} is not at {at}"
