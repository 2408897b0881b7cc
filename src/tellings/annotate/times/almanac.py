"""The calendar: stretches of it with their grain, shifted, begun, ended and written as TIMEX3 and EDTF values."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import NamedTuple

from . import moons

GRAINS = (
    "second", "minute", "hour", "part", "day", "weekend", "week", "month",
    "quarter", "season", "halfyear", "year", "decade", "century",
)  # fmt: skip
FINENESS = {grain: i for i, grain in enumerate(GRAINS)}
SEASON_OF = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}  # by first month
SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}  # first month, EDTF code
# first hour and length of the parts of a day, in hours
PARTS = {"MO": (6, 6), "MI": (12, 1), "AF": (12, 6), "EV": (18, 6), "NI": (22, 8), "DT": (6, 12), "DA": (4, 4)}


class Moment(NamedTuple):
    """A stretch of the calendar of one grain that begins at `at`."""

    grain: str
    at: datetime
    code: str = ""  # part of day or season
    zone: str = ""


def begin(at: datetime, grain: str) -> datetime:
    """The beginning of the stretch of `grain` that holds `at`."""
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    match grain:
        case "second":
            return at.replace(microsecond=0)
        case "minute":
            return at.replace(second=0, microsecond=0)
        case "hour":
            return at.replace(minute=0, second=0, microsecond=0)
        case "part" | "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "weekend":
            return day - timedelta(days=day.weekday()) + timedelta(days=5)
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(day=1, month=(day.month - 1) // 3 * 3 + 1)
        case "season":
            first = day.replace(day=1)
            return add_months(first, -(day.month % 3))
        case "halfyear":
            return day.replace(day=1, month=1 if day.month < 7 else 7)
        case "decade":
            return day.replace(day=1, month=1, year=max(1, day.year // 10 * 10))
        case "century":
            return day.replace(day=1, month=1, year=max(1, (day.year - 1) // 100 * 100 + 1))
    return day.replace(day=1, month=1)


def add_months(at: datetime, months: int) -> datetime:
    """`at` so many months later, on the month's last day where the day does not exist."""
    index = at.year * 12 + at.month - 1 + months
    year, month = divmod(index, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


_MONTHS = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "halfyear": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "part": 86400,
    "day": 86400,
    "week": 604800,
    "weekend": 604800,
    "fortnight": 1209600,
}


def shift(at: datetime, count: float, grain: str) -> datetime:
    """`at` moved by `count` units of `grain`. Raises OverflowError or ValueError outside years 1-9999."""
    if grain in _SECONDS:
        return at + timedelta(seconds=count * _SECONDS[grain])
    months = count * _MONTHS[grain]
    moved = add_months(at, int(months))
    return moved if months == int(months) else moved + timedelta(days=round((months - int(months)) * 30))


def end(moment: Moment) -> datetime:
    """The first instant after the stretch."""
    if moment.grain == "weekend":
        return moment.at + timedelta(days=2)
    if moment.grain == "part":
        first, hours = PARTS.get(moment.code, (0, 24))
        return moment.at + timedelta(hours=first + hours)
    return shift(moment.at, 1, moment.grain)


def value_of(moment: Moment) -> str:
    """TIMEX3 value (TimeML 1.2.1)."""
    at = moment.at
    match moment.grain:
        case "second":
            return f"{day_of(at)}T{at:%H:%M:%S}{moment.zone}"
        case "minute":
            return f"{day_of(at)}T{at:%H:%M}{moment.zone}"
        case "hour":
            return f"{day_of(at)}T{at:%H:%M}{moment.zone}"
        case "part":
            return f"{day_of(at)}T{moment.code}"
        case "day":
            return day_of(at)
        case "week" | "weekend":
            year, week, _ = at.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if moment.grain == "weekend" else "")
        case "month":
            return f"{at.year:04d}-{at.month:02d}"
        case "quarter":
            return f"{at.year:04d}-Q{(at.month - 1) // 3 + 1}"
        case "season" if moment.code:
            return f"{at.year:04d}-{moment.code}"
        case "halfyear":
            return f"{at.year:04d}-H{1 if at.month < 7 else 2}"
        case "decade":
            return f"{at.year // 10:03d}"
        case "century":
            return f"{(at.year - 1) // 100:02d}"
    return f"{at.year:04d}"


def edtf_of(moment: Moment, *, approximate: bool = False) -> str:
    """EDTF (ISO 8601-2:2019) value; a stretch that EDTF has no code for is an interval of days."""
    at = moment.at
    about = "~" if approximate else ""
    match moment.grain:
        case "second" | "minute" | "hour":
            return f"{day_of(at)}T{at:%H:%M:%S}{moment.zone}"
        case "week" | "weekend":
            last = end(moment) - timedelta(days=1)
            return f"{day_of(at)}{about}/{day_of(last)}{about}"
        case "quarter":
            return f"{at.year:04d}-{32 + (at.month - 1) // 3 + 1}{about}"
        case "season" if moment.code:
            return f"{at.year:04d}-{SEASONS[moment.code][1]}{about}"
        case "halfyear":
            return f"{at.year:04d}-{40 if at.month < 7 else 41}{about}"
        case "decade":
            return f"{at.year // 10:03d}X{about}"
        case "century":
            return f"{(at.year - 1) // 100:02d}XX{about}"
        case "part":
            return day_of(at) + about
    return value_of(moment) + about


def day_of(at: datetime) -> str:
    return f"{at.year:04d}-{at.month:02d}-{at.day:02d}"


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar (Meeus), valid 1900-2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1-5, or -1 for the last) weekday (1 = Monday) of a month."""
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


_MOVABLE = re.compile(r"([a-z]+)([+-]\d+)?")


def holidays(code: str, year: int) -> tuple[date, ...]:
    """The days of a holiday in a year: one, but none for 29 February in most years, and two for some feasts of the moon.

    Codes: "12-25"; "11/4/4/1", month, nth weekday, days after it; "easter-2", "orthodox+49", "shawwal", "nisan+14": days
    from Western and Orthodox Easter or from the first day of a month of the moon (`moons.NAMES`).
    """
    if movable := _MOVABLE.fullmatch(code):
        name, after = movable[1], timedelta(days=int(movable[2] or 0))
        if name in moons.NAMES:
            around = [day + after for y in (year - 1, year, year + 1) for day in moons.first_days(name, y)]
            return tuple(day for day in around if day.year == year)
        return ((easter if name == "easter" else orthodox_easter)(year) + after,)
    month, *rest = code.split("/")
    if rest:
        nth, weekday, *more = (int(x) for x in rest)
        return (nth_weekday(year, int(month), weekday, nth) + timedelta(days=more[0] if more else 0),)
    month_of, day = code.split("-")
    if code == "02-29" and monthrange(year, 2)[1] == 28:
        return ()
    return (date(year, int(month_of), int(day)),)
