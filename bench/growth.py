"""How comparing grows with the reports of one story: processor seconds of each stage after annotating, at 25 to 800 reports.

The story is made (seeded) from our own open stories: each report tells a dozen of a story's sentences in its language, with words
dropped and its own sentences between, so that facts are told many times and hardly ever in the same words. One report in ten
copies half of another. `exponent.*` is the slope of log seconds over log statements between 100 and 400, between 200 and 800 and
between 100 and 800 reports: 1 is linear, n log n is 1.1 to 1.2 there, 2 is quadratic. Each size is measured three times.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .task import Result, Skipped

if TYPE_CHECKING:
    from tellings.records import Annotated

_LANG_ROOT = Path(__file__).resolve().parent.parent / "src" / "tellings" / "lang"
_OWN = Path(__file__).resolve().parent.parent / "tests" / "data" / "stories"
SIZES = (25, 50, 100, 200, 400, 800)
_TIMES = 3  # that each size is measured: the least counts
_SENTENCES = 14  # of a report
_OWN_SHARE = 0.35  # of them, the report's own
_DROPPED = 0.35  # of a sentence's words
_COPIES = 0.1  # of the reports, that copy half of another


def run(data: Path) -> Iterator[Result | Skipped]:
    del data  # the stories are our own
    if not _OWN.is_dir():
        yield Skipped(dataset="growth", reason="no folder tests/data/stories")
        return
    curve: list[tuple[int, dict[str, float]]] = []
    for size in SIZES:
        annotated = made(size)
        statements = sum(len(a.statements) for a in annotated)
        seconds = least([timed(annotated) for _ in range(_TIMES)])
        curve.append((statements, seconds))
        shown = {f"seconds.{stage}": s for stage, s in seconds.items()}
        yield Result(dataset=f"growth/{size:03}_reports", metrics={"statements": statements, **shown})
    for low, high in ((100, 400), (200, 800), (100, 800)):
        (few, before), (many, after) = curve[SIZES.index(low)], curve[SIZES.index(high)]
        spread = math.log(many / few)
        slopes = {f"exponent.{s}": math.log(max(after[s], 1e-4) / max(before[s], 1e-4)) / spread for s in after}
        slopes["n_log_n"] = 1 + math.log(math.log(many) / math.log(few)) / spread
        yield Result(dataset=f"growth/{low}_to_{high}", metrics=slopes)


def least(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """The run that took least: what others at work on the machine add is never less than nothing."""
    return min(runs, key=lambda run: run["all"])


def timed(annotated: Sequence[Annotated]) -> dict[str, float]:
    """Seconds of each stage from linking to judging, and their sum."""
    from tellings.align import align
    from tellings.encode import likeness, load_encoder
    from tellings.judge import judge
    from tellings.link import link
    from tellings.trace import trace

    seconds: dict[str, float] = {}
    started = time.process_time()

    def lap(stage: str) -> None:
        nonlocal started
        now = time.process_time()
        seconds[stage], started = now - started, now

    linked = link(annotated, gazetteer=None)
    lap("link")
    statements = [s for a in linked.annotated for s in a.statements]
    ids = [s.id for s in statements]
    alike = likeness([s.text for s in statements], langs=[s.lang for s in statements], encoder=load_encoder())
    lap("encode")
    traced = trace(linked.annotated, likeness=alike, ids=ids)
    lap("trace")
    rows = align(linked.annotated, linked.entities, likeness=alike, ids=ids)
    lap("align")
    judge(linked.annotated, linked.entities, rows, traced.derivations, traced.origins)
    lap("judge")
    seconds["all"] = sum(seconds.values())
    return seconds


def made(size: int, *, seed: int = 11) -> list[Annotated]:
    """A story of `size` reports, annotated."""
    from tellings.annotate import annotate
    from tellings.records import Anchor, Report

    rng = random.Random(seed)
    pool = _pool()
    langs = sorted(pool)
    vocabulary = {lang: _words(lang) for lang in langs}
    reports: list[Report] = []
    for n in range(size):
        lang = langs[n % len(langs)]
        told = [_varied(s, rng) for s in sorted(rng.sample(pool[lang], min(_SENTENCES, len(pool[lang]))), key=pool[lang].index)]  # fmt: skip
        told = [_invented(vocabulary[lang], rng) if rng.random() < _OWN_SHARE else s for s in told]
        alike = [r for r in reports if r.lang == lang]
        if alike and rng.random() < _COPIES:
            copied = rng.choice(alike).text.split("\n")
            told[: len(copied) // 2] = copied[: len(copied) // 2]
        reports.append(
            Report(
                id=f"rep-{n:012x}",
                text="\n".join(told),
                outlet=f"{_name(rng)} {n}",
                lang=lang,
                published=f"2031-03-{1 + n % 4:02}T{n % 24:02}:00:00+00:00",
                anchor=Anchor(value="2031-03-02", rests_on="stamp"),
            )
        )
    return list(annotate(reports))


def _pool() -> dict[str, list[str]]:
    """The sentences of two of our stories by language, for languages that have enough."""
    from tellings.annotate import annotate
    from tellings.records import Report

    pool: dict[str, list[str]] = {}
    for path in sorted(_OWN.glob("*/*.json")):
        row = json.loads(path.read_text("utf-8"))
        if path.parent.name != "gold":
            (annotated,) = annotate([Report(id=path.stem, text=row["text"], lang=row["lang"])])
            text = annotated.report.text
            pool.setdefault(row["lang"], []).extend(
                " ".join(text[s.start : s.stop].split()) for s in annotated.sentences if s.stop - s.start > 40
            )
    return {lang: told for lang, told in sorted(pool.items()) if len(told) >= _SENTENCES and _listed(lang).is_file()}


def _listed(lang: str) -> Path:
    return _LANG_ROOT / lang / "common_words.txt.gz"


def _words(lang: str) -> list[str]:
    with gzip.open(_listed(lang), "rt", encoding="utf-8") as file:
        return [word for line in file if len(word := line.strip()) > 1]


def _name(rng: random.Random) -> str:
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(3)).capitalize()


def _varied(sentence: str, rng: random.Random) -> str:
    kept = [w for w in sentence.split() if not w.islower() or rng.random() > _DROPPED]
    return " ".join(kept) or sentence


def _invented(words: Sequence[str], rng: random.Random) -> str:
    told = [words[min(len(words) - 1, int(rng.paretovariate(0.7)) - 1)] for _ in range(12)]
    told[rng.randrange(12)] = _name(rng)
    return " ".join(told).capitalize() + "."
