"""Time expressions: TempEval-3 figures on four corpora; values of Duckling's expressions and Recognizers' sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tellings.annotate.sentences import split_sentences
from tellings.annotate.times import RuleTimes
from tellings.lang import Pack, available, load_pack
from tellings.records import Anchor, Timex

from .peers_dates import dateparser_right, has_dateparser, has_recognizers, recognizers_right
from .scoring_recognizers import right_sentence
from .scoring_times import Counts, Marked, add, count, fineness, named_stretches, parse_value, share, truncate
from .task import Result, Skipped

LANGS = tuple(code for code in available() if code != "und" and load_pack(code).has("dates"))
CORPORA = (("meantime_en", "en"), ("meantime_es", "es"), ("krauts_dolomiten100", "de"), ("wikiwars_uk", "uk"))
REFERENCE_ZONE = timedelta(hours=-2)  # Duckling's reference moment is told in UTC-2
KINDS = {
    "datetime": "accuracy",
    "datetimeInterval": "interval_accuracy",
    "datetimeHoliday": "holiday_accuracy",
    "datetimeOpenInterval": "open_accuracy",
}


def run(data: Path) -> Iterator[Result | Skipped]:
    folder = data / "dates"
    for name, lang in CORPORA:
        path = folder / f"{name}.jsonl"
        if not path.is_file():
            yield Skipped(dataset=f"dates/{name}", reason=f"{path.name} is not in the data folder")
            continue
        yield Result(dataset=f"dates/{name}", metrics=corpus_figures(_rows(path), lang))
    yield from _duckling(folder / "duckling.jsonl")
    for lang in LANGS:
        path = folder / "recognizers" / f"DateTime.{lang}.jsonl"
        if path.is_file():
            yield Result(dataset=f"dates/recognizers.{lang}", metrics=_recognizers(_rows(path), lang))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


# --- corpora --------------------------------------------------------------------------------------------------


def corpus_figures(rows: list[dict[str, Any]], lang: str) -> dict[str, float]:
    """TIMEX3 corpora mark the two ends of a range as two expressions, so the reader is asked for ends."""
    counts, reader, pack = Counts(), RuleTimes(ranges="ends"), load_pack(lang)
    for row in rows:
        count(gold_of(row), system_of(row, reader, pack), counts)
    return counts.figures()


def gold_of(row: dict[str, Any]) -> list[Marked]:
    return [Marked(start=t["start"], stop=t["end"], type=t["type"], value=t["value"] or "") for t in row["timex"]]


def system_of(row: dict[str, Any], reader: RuleTimes, pack: Pack) -> list[Marked]:
    text = row["text"]
    anchor = Anchor(value=(row["dct"] or "").strip() or None, rests_on="the corpus")
    sentences = split_sentences(text, pack=pack)
    times = reader.read_times(text, sentences=sentences, pack=pack, anchor=anchor)
    return [Marked(start=t.start, stop=t.stop, type=t.type, value=t.value) for t in times]


# --- Duckling -------------------------------------------------------------------------------------------------


def _duckling(path: Path) -> Iterator[Result | Skipped]:
    if not path.is_file():
        yield Skipped(dataset="dates/duckling", reason="duckling.jsonl is not in the data folder")
        return
    rows = _rows(path)
    for lang in LANGS:
        mine = [r for r in rows if r["lang"] == lang and r["kind"].startswith("datetime")]
        if not mine:
            continue
        metrics: dict[str, float] = {}
        for kind, metric in KINDS.items():
            of_kind = [r for r in mine if r["kind"] == kind]
            if of_kind:
                metrics[metric] = share(right_expression(r, read_request(r, lang)) for r in of_kind)
        if has_dateparser():
            points = [r for r in mine if r["kind"] == "datetime"]
            metrics["peer.dateparser.accuracy"] = share(dateparser_right(r, _first_instant(r)) for r in points)
        yield Result(dataset=f"dates/duckling.{lang}", metrics=metrics)


def read_request(row: dict[str, Any], lang: str) -> tuple[Timex, ...]:
    anchor = Anchor(value=row["reference"], rests_on="the set")
    return RuleTimes(setting="request").read_times(row["input"], sentences=(), pack=load_pack(lang), anchor=anchor)


def right_expression(row: dict[str, Any], times: tuple[Timex, ...]) -> bool:
    """Whether exactly one expression was read and its value is Duckling's, to Duckling's grain."""
    if len(times) != 1:
        return False
    timex, expected = times[0], row["expected"]
    grain = re.search(r"\) (\w+)", expected)
    instants = [_instant(t) for t in re.findall(r"\((-?\d+(?:, *\d+){5})\)", expected)]
    if grain is None or not instants or any(i is None for i in instants):
        return False
    unit = grain[1].lower()
    if expected.startswith(("After", "Before")):
        low, _, high = timex.edtf.partition("/")
        told = low if expected.startswith("After") and high in {"..", ""} else high if low in {"..", ""} else ""
        return _same(told, instants[0], unit)
    if len(instants) == 1:
        return _same(timex.value, instants[0], unit)
    if named := named_stretches(timex.value):
        return (instants[0], instants[1]) in named
    low, _, high = timex.edtf.replace("~", "").partition("/")
    first, last = _parsed(low), _parsed(high or low)
    if first is None or last is None:
        return False
    grain_of_end = unit if fineness(last[1]) < fineness(unit) else last[1]
    return first[0] == instants[0] and add(last[0], 1, grain_of_end) == instants[1]


def _first_instant(row: dict[str, Any]) -> datetime | None:
    match = re.search(r"\((-?\d+(?:, *\d+){5})\)", row["expected"])
    return _instant(match[1]) if match else None


def _instant(text: str) -> datetime | None:
    y, m, d, h, mi, s = (int(x) for x in text.split(","))
    try:
        return datetime(y, max(m, 1), max(d, 1), h, mi, s)
    except ValueError:
        return None


def _parsed(value: str) -> tuple[datetime, str] | None:
    parsed = parse_value(value)
    zone = re.search(r"T.*?(Z|[+-]\d\d:\d\d)$", value)
    if parsed and zone:
        offset = timedelta()
        if zone[1] != "Z":
            offset = timedelta(hours=int(zone[1][1:3]), minutes=int(zone[1][4:])) * (-1 if zone[1][0] == "-" else 1)
        return parsed[0] - offset + REFERENCE_ZONE, parsed[1]
    return parsed


def _same(value: str, expected: datetime | None, unit: str) -> bool:
    parsed = _parsed(value)
    if parsed is None or expected is None:
        return False
    fine = parsed[1] if not (parsed[1] == "minute" and unit == "second") else "second"
    return fineness(fine) <= fineness(unit) and truncate(parsed[0], unit) == truncate(expected, unit)


# --- Recognizers ----------------------------------------------------------------------------------------------


def _resolved(row: dict[str, Any]) -> bool:
    """Some Arabic cases say "not resolved" in place of a value."""
    return not any(isinstance(e.get("Resolution"), str) for e in row["expected"])


def _recognizers(rows: list[dict[str, Any]], lang: str) -> dict[str, float]:
    mine = [r for r in rows if r["model"].endswith("/DateTimeModel") and r["reference"] and _resolved(r)]
    metrics = {"accuracy": share(right_sentence(r, read_request(r, lang)) for r in mine)}
    if has_recognizers(lang):
        metrics["peer.recognizers.accuracy"] = share(recognizers_right(r, lang) for r in mine)
    return metrics
