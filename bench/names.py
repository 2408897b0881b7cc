"""Names: exact spans against gold names. A demonym ("Russian") is no name in these sets and is left out.

Where a body's name ends is each set's own convention, and our records hold both readings. factRuEval takes the describing
noun into the name («газета „Утренний курьер“»): the whole mention is scored. Universal NER leaves it out ("law firm
|Kestrel & Co|") and wants a proper noun in a name (its guidelines, 2 and 2.1.2): the core is scored where a mention has
one, and a body that is only described («правительство страны») is none.

The Universal NER sets are parallel, so that their golds check one another: `bound.other_gold_f1` is what the gold of the
other language would reach at best, were each of its names counted right that this sentence's gold has room for;
`agreeing.span_f1` is ours on the sentences in which both golds have as many names.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tellings.annotate.names import read_names
from tellings.lang import load_pack
from tellings.records import Mention

from .task import Result, Skipped

KINDS = {"person": "PER", "place": "LOC", "organisation": "ORG", "product": "PRO", "event": "EVT", "other": "OTHER"}
FACTRUEVAL = {"Person": "PER", "Org": "ORG", "Location": "LOC", "LocOrg": "LOC"}
BSNLP_LANGS = ("ru", "uk", "pl", "cs", "bg")
Span = tuple[int, int, str]


def run(data: Path) -> Iterator[Result | Skipped]:
    yield from _factrueval(data)
    for lang, other in (("en", "ru"), ("ru", "en")):
        yield from _uner(data, lang, other)
    yield from _bsnlp(data)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 0.0


def outermost(spans: Iterable[Span]) -> set[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not any(k[0] <= span[0] and span[1] <= k[1] for k in kept):
            kept.append(span)
    return set(kept)


def _gold(row: dict[str, Any]) -> set[Span]:
    if "doc" in row:
        return outermost(
            (e["start"], e["end"], FACTRUEVAL[e["type"]]) for e in row["entities"] if e["type"] in FACTRUEVAL
        )
    return {(start, stop, kind) for start, stop, kind in row["entities"]}


def found_spans(mentions: Sequence[Mention]) -> set[Span]:
    return {
        (m.start, m.stop, KINDS[m.kind]) for m in mentions if m.rule != "demonym" and m.kind not in {"product", "event"}
    }


def own_names(mentions: Sequence[Mention]) -> set[Span]:
    """The same by Universal NER's convention: cores where there are any, no body that is only described."""
    named = [m for m in mentions if m.rule != "described body"]
    return {
        (m.core_start, m.core_stop, KINDS[m.kind]) if m.core_start is not None and m.core_stop is not None else span
        for m in named
        for span in found_spans([m])
    }


def _factrueval(data: Path) -> Iterator[Result | Skipped]:
    path, name = data / "ner" / "factrueval2016_dev.jsonl", "names/factrueval2016_dev"
    if not path.is_file():
        yield Skipped(dataset=name, reason=f"ner/{path.name} is not in the data folder")
        return
    docs = rows(path)
    read = read_names([d["text"] for d in docs], pack=load_pack("ru"))
    yield Result(dataset=name, metrics=_scores([(found_spans(m), _gold(d)) for d, m in zip(docs, read, strict=True)]))


def _uner(data: Path, lang: str, other: str) -> Iterator[Result | Skipped]:
    path, name = data / "ner" / f"uner_pud_{lang}.jsonl", f"names/uner_pud_{lang}"
    if not path.is_file():
        yield Skipped(dataset=name, reason=f"ner/{path.name} is not in the data folder")
        return
    docs = rows(path)
    read = read_names([d["text"] for d in docs], pack=load_pack(lang))
    pairs = [(own_names(m), _gold(d)) for d, m in zip(docs, read, strict=True)]
    metrics = _scores(pairs)
    parallel = path.with_name(f"uner_pud_{other}.jsonl")
    if parallel.is_file():
        there = {d["id"]: len(d["entities"]) for d in rows(parallel)}
        numbers = [(len(gold), there[d["id"]]) for d, (_, gold) in zip(docs, pairs, strict=True)]
        ours, theirs = (sum(n) for n in zip(*numbers, strict=True))
        metrics["bound.other_gold_f1"] = f1(sum(min(n) for n in numbers), ours, theirs)
        agreeing = [pair for pair, (a, b) in zip(pairs, numbers, strict=True) if a == b]
        metrics["agreeing.span_f1"] = _scores(agreeing)["span_f1"]
    yield Result(dataset=name, metrics=metrics)


def _scores(pairs: Sequence[tuple[set[Span], set[Span]]]) -> dict[str, float]:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for ours, theirs in pairs:
        right.update(kind for *_, kind in ours & theirs)
        found.update(kind for *_, kind in ours)
        gold.update(kind for *_, kind in theirs)
        right["span"] += len({s[:2] for s in ours} & {s[:2] for s in theirs})
        found["span"] += len({s[:2] for s in ours})
        gold["span"] += len({s[:2] for s in theirs})
    scores = {f"{k.lower()}_f1": f1(right[k], found[k], gold[k]) for k in ("PER", "LOC", "ORG")}
    scores["span_f1"] = f1(right["span"], found["span"], gold["span"])
    scores["precision"] = right["span"] / max(1, found["span"])
    scores["recall"] = right["span"] / max(1, gold["span"])
    return scores


def _bsnlp(data: Path) -> Iterator[Result | Skipped]:
    """Distinct forms of each text; exact (strict) match, typed and untyped."""
    folder = data / "bsnlp"
    docs = [d for path in sorted(folder.glob("*.jsonl")) for d in rows(path)]
    for lang in BSNLP_LANGS:
        name = f"names/bsnlp.{lang}"
        own = [d for d in docs if d["lang"] == lang]
        if not own:
            yield Skipped(dataset=name, reason="bsnlp is not in the data folder")
            continue
        right: Counter[str] = Counter()
        found: Counter[str] = Counter()
        gold: Counter[str] = Counter()
        for doc, mentions in zip(own, read_names([d["text"] for d in own], pack=load_pack(lang)), strict=True):
            text = doc["text"]
            ours = {(text[m.start : m.stop], KINDS[m.kind]) for m in mentions if m.rule != "demonym"}
            theirs = {(e["form"], e["type"]) for e in doc["entities"]}
            right.update(k for _, k in ours & theirs)
            found.update(k for _, k in ours)
            gold.update(k for _, k in theirs)
            right["span"] += len({f for f, _ in ours} & {f for f, _ in theirs})
            found["span"] += len({f for f, _ in ours})
            gold["span"] += len({f for f, _ in theirs})
        metrics = {f"{k.lower()}_f1": f1(right[k], found[k], gold[k]) for k in ("PER", "LOC", "ORG", "span")}
        yield Result(dataset=name, metrics=metrics)
