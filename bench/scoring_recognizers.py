"""Whether what was read in one of Recognizers' sentences is what the sentence's case expects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from tellings.records import Timex

from .scoring_times import add, parse_value

_SECONDS = {"S": 1, "M": 60, "H": 3600}
_DAYS = {"D": 1, "W": 7, "M": 30, "Q": 90, "Y": 365}
_PLAIN = re.compile(r"[\d:-]+")


def right_sentence(row: dict[str, Any], times: Sequence[Timex]) -> bool:
    """Every expected expression is overlapped by one of ours with a value that the case allows, and nothing is left."""
    expected = row["expected"]
    if len(times) != len(expected):
        return False
    text = row["input"].lower()
    return all(_overlap(e, t, text) and right_value(e, t) for e, t in zip(expected, times, strict=True))


def _overlap(expected: dict[str, Any], timex: Timex, text: str) -> bool:
    start = expected["start"] if "start" in expected else text.find(expected["Text"].lower())
    return timex.start < start + len(expected["Text"]) and bool(start < timex.stop)


def right_value(expected: dict[str, Any], timex: Timex) -> bool:
    values = (expected.get("Resolution") or {}).get("values") or []
    return any(_fits(v, timex) for v in values)


def _fits(value: dict[str, str], timex: Timex) -> bool:
    kind, code = value["type"], value.get("timex", "")
    if kind == "set":
        return timex.type == "SET" and timex.value == code
    if kind == "duration":
        return timex.type == "DURATION" and (
            timex.value == code or _seconds(timex.value) == _number(value.get("value"))
        )
    if re.fullmatch(r"\d{4}-\d\d-\d\dT[A-Z]{2}", code) or re.fullmatch(r".*T(MO|AF|EV|NI)", code):
        day = (value.get("start") or "").split(" ")[0]
        return timex.value[-3:] == code[-3:] and (day in timex.value or not re.match(r"\d{4}-", day))
    ends = stretch(timex)
    if ends is None:
        return False
    return any(_same_ends(value, kind, candidate) for candidate in ends)


Ends = tuple[datetime | None, datetime | None, str]


def stretch(timex: Timex) -> list[Ends] | None:
    """First instant, first instant after and grain; a range may be told with its last stretch in or out."""
    text = timex.edtf.replace("~", "")
    if (not timex.value.count("/") and not text.count("/")) or (timex.type == "TIME" and "/" not in text):
        parsed = parse_value(timex.value)
        return [(parsed[0], add(parsed[0], 1, parsed[1]), parsed[1])] if parsed else None
    low, _, high = text.partition("/")
    first, last = parse_value(low), parse_value(high)
    if (first is None and low not in {"..", ""}) or (last is None and high not in {"..", ""}):
        return None
    start = first[0] if first else None
    if last is None:
        return [(start, None, first[1] if first else "")]
    out: list[Ends] = [(start, last[0], last[1]), (start, add(last[0], 1, last[1]), last[1])]
    return out


def _same_ends(value: dict[str, str], kind: str, ends: Ends) -> bool:
    first, stop, grain = ends
    if "value" in value:
        told = _parse(value["value"])
        return told is not None and _same(told, first, kind) and (grain != "year")
    start, end = _parse(value.get("start", "")), _parse(value.get("end", ""))
    if start is None and end is None:
        return False
    if start is not None and not _same(start, first, kind):
        return False
    if end is None:
        return stop is None or "Mod" in value
    return _same(end, stop, kind)


def _same(told: datetime, ours: datetime | None, kind: str) -> bool:
    if ours is None:
        return False
    if kind in {"time", "timerange"}:
        return told.time() == ours.time()
    return told == ours


def _parse(text: str) -> datetime | None:
    for pattern in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d", "%H:%M:%S"):
        try:
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    return None


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _seconds(value: str) -> float | None:
    match = re.fullmatch(r"P((?:[\d.]+[DWMQY])*)(?:T((?:[\d.]+[HMS])*))?", value)
    if match is None:
        return None
    days = sum(float(n) * _DAYS[u] for n, u in re.findall(r"([\d.]+)([DWMQY])", match[1]))
    return timedelta(days=days).total_seconds() + sum(
        float(n) * _SECONDS[u] for n, u in re.findall(r"([\d.]+)([HMS])", match[2] or "")
    )
