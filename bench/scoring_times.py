"""How time expressions are scored: TempEval-3 figures on corpora, values of single expressions, values in sentences."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Marked:
    """One time expression, of a gold standard or of a system."""

    start: int
    stop: int
    type: str
    value: str


@dataclass
class Counts:
    gold: int = 0
    system: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0

    def figures(self) -> dict[str, float]:
        return {
            f"{name}_f1": 2 * hits / (self.gold + self.system) if self.gold + self.system else 0.0
            for name, hits in (("relaxed", self.relaxed), ("strict", self.strict), ("value", self.value))
        }


def count(gold: Sequence[Marked], system: Sequence[Marked], counts: Counts) -> None:
    """Add one document (UzZaman et al. 2013): a match is an overlap, one to one, the largest first."""
    counts.gold += len(gold)
    counts.system += len(system)
    pairs = sorted(
        (-(min(g.stop, s.stop) - max(g.start, s.start)), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(system)
        if g.start < s.stop and s.start < g.stop
    )
    used_gold: set[int] = set()
    used_system: set[int] = set()
    for _, i, j in pairs:
        if i in used_gold or j in used_system:
            continue
        used_gold.add(i)
        used_system.add(j)
        counts.relaxed += 1
        counts.strict += (gold[i].start, gold[i].stop) == (system[j].start, system[j].stop)
        counts.value += same_value(gold[i].value, system[j].value)


def same_value(left: str, right: str) -> bool:
    return left.strip().upper() == right.strip().upper()


# --- stretches of time ----------------------------------------------------------------------------------------

Stretch = tuple[datetime | None, datetime | None]  # first instant, first instant after; None = open

_GRAINS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
# the definitions in use: of parts of the day, first hours and last; of seasons, first and last days
_PARTS = {
    "MO": ((0, 3, 4, 6), (12,)),
    "MI": ((12,), (14,)),
    "AF": ((12, 13), (17, 18, 19)),
    "EV": ((17, 18), (21, 22, 23, 24)),
    "NI": ((18, 20, 21, 22), (24,)),
    "DA": ((4,), (6, 8)),
}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def add(at: datetime, count: int, grain: str) -> datetime:
    """`at` moved by `count` grains."""
    if grain in {"second", "minute", "hour", "day", "week"}:
        return at + timedelta(**{f"{grain}s": count})
    months = count * {"month": 1, "quarter": 3, "year": 12}[grain]
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def parse_value(value: str) -> tuple[datetime, str] | None:
    """First instant and grain of a TIMEX3 value that names one stretch; None for any other. Zones are kept apart."""
    value = re.sub(r"(Z|[+-]\d\d:\d\d)$", "", value) if "T" in value else value
    for pattern, grain in (
        ("%Y-%m-%dT%H:%M:%S", "second"),
        ("%Y-%m-%dT%H:%M", "minute"),
        ("%Y-%m-%d", "day"),
        ("%Y-%m", "month"),
        ("%Y", "year"),
    ):
        try:
            return datetime.strptime(value, pattern), grain
        except ValueError:
            continue
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        return datetime.fromisocalendar(int(match[1]), int(match[2]), 1), "week"
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return datetime(int(match[1]), int(match[2]) * 3 - 2, 1), "quarter"
    return None


def named_stretches(value: str) -> list[tuple[datetime, datetime]]:
    """First instant and first instant after, by every definition in use, of a part of day, a weekend or a season."""
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)T([A-Z]{2})", value):
        day = datetime.fromisoformat(match[1])
        starts, stops = _PARTS.get(match[2], ((), ()))
        return [(day + timedelta(hours=a), day + timedelta(hours=b)) for a in starts for b in stops]
    if match := re.fullmatch(r"(\d{4})-W(\d\d)-WE", value):
        saturday = datetime.fromisocalendar(int(match[1]), int(match[2]), 6)
        return [(saturday - timedelta(hours=h), saturday + timedelta(days=2)) for h in (0, 6)]
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        first = datetime(int(match[1]), _SEASONS[match[2]], 1)
        whole = [(first, add(first, 3, "month"))]
        return whole + [
            (first + timedelta(days=a), add(first, 3, "month") + timedelta(days=b))
            for a in (19, 20, 21, 22)
            for b in range(18, 24)
        ]
    return []


def truncate(at: datetime, grain: str) -> datetime:
    """The first instant of the stretch of `grain` that holds `at`."""
    match grain:
        case "second":
            return at.replace(microsecond=0)
        case "minute":
            return at.replace(second=0, microsecond=0)
        case "hour":
            return at.replace(minute=0, second=0, microsecond=0)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    match grain:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
    return day.replace(day=1, month=1)


def fineness(grain: str) -> int:
    return _GRAINS.index(grain)


def share(hits: Iterable[bool]) -> float:
    """The share of true ones, 0 where there are none."""
    told = list(hits)
    return sum(told) / len(told) if told else 0.0
