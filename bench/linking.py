"""Linking: persons over five Slavic languages, one name in two scripts, name pairs of people and companies."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tellings.annotate.names import base_form
from tellings.lang import load_pack
from tellings.link import link, same_name
from tellings.records import Annotated, Mention, Report

from .task import Result, Skipped

LANGS = ("ru", "uk", "pl", "cs", "bg")
CANDIDATES = 1_000
QUERIES = 200
_KINDS = {"Person": "person", "Company": "organisation", "Organization": "organisation", "LegalEntity": "organisation",
          "Vessel": "product"}  # fmt: skip


def run(data: Path) -> Iterator[Result | Skipped]:
    yield from _bsnlp(data / "bsnlp")
    for lang in ("ru", "ar", "zh"):
        yield from _transliteration(data / "ne-transliteration" / f"en-{lang}.train.tsv", lang)
    yield from _namebench(data / "nomenklatura-namebench" / "cases.tsv")


def b_cubed(ours: Mapping[Hashable, Hashable], gold: Mapping[Hashable, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998) over the items of `gold`."""
    by_ours: dict[Hashable, set[Hashable]] = defaultdict(set)
    by_gold: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item, cluster in gold.items():
        by_gold[cluster].add(item)
        by_ours[ours[item]].add(item)
    precision = recall = 0.0
    for item, cluster in gold.items():
        shared = len(by_gold[cluster] & by_ours[ours[item]])
        precision += shared / len(by_ours[ours[item]])
        recall += shared / len(by_gold[cluster])
    p, r = precision / len(gold), recall / len(gold)
    return p, r, 2 * p * r / (p + r)


def _bsnlp(folder: Path) -> Iterator[Result | Skipped]:
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        yield Skipped(dataset="linking/bsnlp", reason="bsnlp is not in the data folder")
        return
    figures: dict[str, float] = {}
    for path in paths:
        ours, gold = persons(path)
        p, r, f = b_cubed(ours, gold)
        figures |= {f"{path.stem}.precision": p, f"{path.stem}.recall": r, f"{path.stem}.b3_f1": f}
    figures["b3_f1"] = sum(v for k, v in figures.items() if k.endswith("b3_f1")) / len(paths)
    yield Result(dataset="linking/bsnlp", metrics=figures)


def persons(path: Path) -> tuple[dict[Hashable, Hashable], dict[Hashable, Hashable]]:
    """Our entity and the gold link of every (text, form of a person) of a topic."""
    docs = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    story, gold = [], {}
    for doc in docs:
        if doc["lang"] not in LANGS:
            continue
        mentions, seen = [], set()
        for e in doc["entities"]:
            start = doc["text"].find(e["form"])
            if e["type"] != "PER" or start < 0 or e["form"] in seen:
                continue
            seen.add(e["form"])
            gold[doc["id"], e["form"]] = e["link"]
            base = base_form(e["form"], "person", pack=load_pack(doc["lang"]))
            mentions.append(Mention(start=start, stop=start + len(e["form"]), kind="person", canonical=base))
        report = Report(id=doc["id"], text=doc["text"], lang=doc["lang"])
        mentions.sort(key=lambda m: (m.start, m.stop))
        story.append(Annotated(report=report, mentions=tuple(mentions)))
    ours: dict[Hashable, Hashable] = {}
    for one in link(story, project=False).annotated:
        for m in one.mentions:
            ours[one.report.id, one.report.text[m.start : m.stop]] = m.entity
    return ours, gold


def _transliteration(path: Path, lang: str) -> Iterator[Result | Skipped]:
    name = f"linking/ne-transliteration.en-{lang}"
    if not path.is_file():
        yield Skipped(dataset=name, reason=f"{path.name} is not in the data folder")
        return
    pairs = development_part(path)[:CANDIDATES]
    queries = pairs[:QUERIES]
    right = sum(best(foreign, [en for en, _ in pairs]) == en for en, foreign in queries)
    yield Result(dataset=name, metrics={"accuracy": right / len(queries)})


def development_part(path: Path) -> list[tuple[str, str]]:
    """A tenth of the pairs, chosen and ordered by hash; what is trained leaves these words out. English words are unique."""
    rows = list(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, str] = {}
    for row in rows:
        if development(row["en"]):
            found.setdefault(row["en"], row[path.name[3:5]])
    return sorted(found.items(), key=lambda pair: _hash(pair[0]))


def development(word: str) -> bool:
    return _hash(word)[0] in "0"


def _hash(word: str) -> str:
    return hashlib.sha1(word.encode()).hexdigest()


def best(query: str, candidates: list[str]) -> str:
    return max(candidates, key=lambda c: (same_name(c, query, kind="person").score, c))


def _namebench(path: Path) -> Iterator[Result | Skipped]:
    if not path.is_file():
        yield Skipped(dataset="linking/nomenklatura-namebench", reason="the set is not in the data folder")
        return
    rows = list(csv.DictReader(path.open(encoding="utf-8"), delimiter="\t"))
    right = found = gold = strong = 0
    for row in rows:
        ours, theirs = decide(row), row["is_match"] == "true"
        right += ours and theirs
        found += ours
        gold += theirs
        strong += ours != theirs and row["quality"] == "STRONG"
    p, r = right / found, right / gold
    metrics = {"precision": p, "recall": r, "f1": 2 * p * r / (p + r), "strong_errors": float(strong)}
    yield Result(dataset="linking/nomenklatura-namebench", metrics=metrics)


def decide(row: Mapping[str, Any]) -> bool:
    return same_name(row["name1"], row["name2"], kind=_KINDS.get(row["schema"], "other")).same
