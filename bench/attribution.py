"""Attribution: token F1 of source, cue and content on three public sets and our own, with the two harmful errors.

Figures:
    source_f1, cue_f1, content_f1   tokens under the spans. On `spkatt-news-de` over attributions matched one to one
                                    (unmatched ones count in full), `joint_f1` over all three roles together;
                                    elsewhere over the union of the spans in a text.
    joint_f1_mean                   spkatt only: the mean over attributions instead of the sum over tokens
    sentence_f1                     own sets and adaq: does the sentence hold an attribution at all?
    own_taken                       share of the outlet's own tokens that were put into a source's mouth
    attributed_lost                 share of a source's tokens that were left to the outlet
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tellings.annotate.attributions import read_attributions
from tellings.annotate.quotes import find_quotes
from tellings.annotate.sentences import split_sentences
from tellings.lang import load_pack
from tellings.records import Attribution

from .task import Result, Skipped

ROLES = ("source", "cue", "content")
OWN = Path(__file__).resolve().parent.parent / "tests" / "data" / "attribution"
_TOKEN = re.compile(r"\w+|[^\w\s]")

Tokens = dict[str, frozenset[int]]  # role -> token numbers


def run(data: Path) -> Iterator[Result | Skipped]:
    yield from _spkatt(data / "spkatt-news-de" / "train.jsonl", "spkatt-news-de")
    for lang in ("ru", "cs"):
        yield from _union(data / "adaq-quotes-ru-cs" / f"{lang}.jsonl", f"adaq.{lang}", sentence=True)
    yield from _union(data / "polnear" / "train300.jsonl", "polnear")
    for path in sorted(OWN.glob("*.jsonl")):
        yield from _union(path, f"own.{path.stem}", sentence=True)


def predict(text: str, lang: str, title: str | None = None) -> tuple[Attribution, ...]:
    pack = load_pack(lang)
    sentences = split_sentences(text, pack=pack, title=title)
    quotes = find_quotes(text, pack=pack)
    return read_attributions(text, sentences=sentences, quotes=quotes, mentions=(), pack=pack)


def tokens_of(text: str, pattern: re.Pattern[str] = _TOKEN) -> list[tuple[int, int]]:
    return [m.span() for m in pattern.finditer(text)]


def under(spans: Iterable[tuple[int, int]], tokens: Sequence[tuple[int, int]]) -> frozenset[int]:
    wanted = [(a, b) for a, b in spans if a < b]
    return frozenset(i for i, (a, b) in enumerate(tokens) if any(a < stop and start < b for start, stop in wanted))


def gold_tokens(attribution: Mapping[str, Any], tokens: Sequence[tuple[int, int]]) -> Tokens:
    return {role: under(attribution[role], tokens) for role in ROLES}


def our_tokens(attribution: Attribution, tokens: Sequence[tuple[int, int]]) -> Tokens:
    spans = {
        "source": [(attribution.source.start, attribution.source.stop)] if attribution.source else [],
        "cue": [(attribution.cue.start, attribution.cue.stop)] if attribution.cue else [],
        "content": [(c.start, c.stop) for c in attribution.content],
    }
    return {role: under(spans[role], tokens) for role in ROLES}


def nested(attribution: Attribution) -> bool:
    at, outer = attribution.cue or attribution.source, attribution.outer
    return bool(at and outer and any(c.start <= at.start < c.stop for c in outer.content))


def match(gold: Sequence[Tokens], ours: Sequence[Tokens]) -> list[tuple[int, int]]:
    """Pairs (gold, ours), one to one, taking the pair with the most tokens in common first."""
    scored = sorted(
        (
            (-sum(len(g[r] & o[r]) for r in ROLES), i, j)
            for i, g in enumerate(gold)
            for j, o in enumerate(ours)
            if any(g[r] & o[r] for r in ROLES)
        )
    )
    pairs, done_g, done_o = [], set(), set()
    for _, i, j in scored:
        if i not in done_g and j not in done_o:
            pairs.append((i, j))
            done_g.add(i)
            done_o.add(j)
    return pairs


def f1(hit: float, ours: float, gold: float) -> float:
    return 2 * hit / (ours + gold) if ours + gold else 0.0


def _spkatt(path: Path, name: str) -> Iterator[Result | Skipped]:
    if not path.is_file():
        yield Skipped(dataset=name, reason=f"no {path.name}")
        return
    count: Counter[tuple[str, str]] = Counter()
    mean_p, mean_r, n_gold, n_ours = 0.0, 0.0, 0, 0
    for line in path.open(encoding="utf-8"):
        doc = json.loads(line)
        tokens = tokens_of(doc["text"], re.compile(r"\S+"))
        gold = [gold_tokens(a, tokens) for a in doc["attributions"] if not a["is_nested"]]
        ours = [our_tokens(a, tokens) for a in predict(doc["text"], doc["lang"]) if not nested(a)]
        for role in ROLES:
            count["gold", role] += sum(len(g[role]) for g in gold)
            count["ours", role] += sum(len(o[role]) for o in ours)
        for i, j in match(gold, ours):
            common = 0
            for role in ROLES:
                count["hit", role] += len(gold[i][role] & ours[j][role])
                common += len(gold[i][role] & ours[j][role])
            mean_r += common / sum(map(len, gold[i].values()))
            mean_p += common / sum(map(len, ours[j].values()))
        n_gold += len(gold)
        n_ours += len(ours)
        _errors(count, gold, ours, len(tokens))
    metrics = {f"{r}_f1": f1(count["hit", r], count["ours", r], count["gold", r]) for r in ROLES}
    total = [sum(count[kind, r] for r in ROLES) for kind in ("hit", "ours", "gold")]
    p, r = mean_p / max(n_ours, 1), mean_r / max(n_gold, 1)
    yield Result(
        dataset=name,
        metrics={
            **metrics,
            "joint_f1": f1(total[0], total[1], total[2]),
            "joint_p": total[0] / max(total[1], 1),
            "joint_r": total[0] / max(total[2], 1),
            "joint_f1_mean": 2 * p * r / (p + r) if p + r else 0.0,
            **_error_metrics(count),
        },
    )


def _union(path: Path, name: str, *, sentence: bool = False) -> Iterator[Result | Skipped]:
    if not path.is_file():
        yield Skipped(dataset=name, reason=f"no {path.name}")
        return
    count: Counter[tuple[str, str]] = Counter()
    for line in path.open(encoding="utf-8"):
        doc = json.loads(line)
        tokens = tokens_of(doc["text"])
        gold = [gold_tokens(a, tokens) for a in doc["attributions"]]
        ours = [our_tokens(a, tokens) for a in predict(doc["text"], doc["lang"], doc.get("title"))]
        for role in ROLES:
            g, o = _all(gold, role), _all(ours, role)
            count["gold", role] += len(g)
            count["ours", role] += len(o)
            count["hit", role] += len(g & o)
        _errors(count, gold, ours, len(tokens))
        count["gold", "sentence"] += bool(gold)
        count["ours", "sentence"] += bool(ours)
        count["hit", "sentence"] += bool(gold and ours)
    roles = (*ROLES, "sentence") if sentence else ROLES
    metrics = {f"{r}_f1": f1(count["hit", r], count["ours", r], count["gold", r]) for r in roles}
    precise = {f"{r}_p": count["hit", r] / max(count["ours", r], 1) for r in ("source", "content")}
    yield Result(dataset=name, metrics={**metrics, **precise, **_error_metrics(count)})


def _all(attributions: Sequence[Tokens], role: str) -> frozenset[int]:
    return frozenset(i for a in attributions for i in a[role])


def _errors(count: Counter[tuple[str, str]], gold: Sequence[Tokens], ours: Sequence[Tokens], size: int) -> None:
    g, o = _all(gold, "content"), _all(ours, "content")
    count["own", "all"] += size - len(g)
    count["own", "taken"] += len(o - g)
    count["attributed", "all"] += len(g)
    count["attributed", "lost"] += len(g - o)


def _error_metrics(count: Counter[tuple[str, str]]) -> dict[str, float]:
    return {
        "own_taken": count["own", "taken"] / max(count["own", "all"], 1),
        "attributed_lost": count["attributed", "lost"] / max(count["attributed", "all"], 1),
    }
