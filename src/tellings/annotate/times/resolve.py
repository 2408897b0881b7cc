"""From the fields that a grammar read to a stretch of the calendar, and which rule chose where the text is open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .almanac import FINENESS, SEASON_OF, Moment, begin, holidays, nth_weekday, shift
from .clock import time_on
from .context import PAST, Context, Found, anchor_of, centre_of, near_last, now_of
from .picking import day_alone, pick, weekday, weekend, years_of
from .vocabulary import Fields

_OF_A_DAY = {"hour", "minute"}
_FINER = {"wd", "m", "d", "holiday", "season"}


def find(fields: Fields, context: Context) -> Found | None:
    """The stretch that the fields name; None where they name none (30 February).

    Raises:
        Unanchored: an anchor is needed and there is none.
    """
    try:
        return _find(fields, context)
    except (ValueError, OverflowError):
        return None


def _find(f: Fields, c: Context) -> Found | None:
    frame = _frame(f, c)
    day = _refine(f, c, frame)
    if "h" in f or "pod" in f:
        return time_on(f, c, day)
    return day


def _frame(f: Fields, c: Context) -> Found | None:
    """The stretch that the rest is found in: a year, "next week", "two months ago"."""
    if "base" in f:
        found = _find(f["base"], c)
        if found is None:
            return None
        if "n" in f and "sign" in f:
            return _shifted(found.moment, f["n"] * f["sign"], f["unit"], found)
        if "nth" in f:
            return _nth(f, found)
        if "step" in f:
            return _shifted(found.moment, f["step"], "day", found)
        if "within" in f:
            return found._replace(moment=_cut(found.moment.at, f["within"]))
        return found
    if "y" in f:
        return Found(Moment("year", datetime(f["y"], 1, 1)))
    if "decadely" in f:
        decade = f["decade"] if "decade" in f else f["decade2"] + (190 if f["decade2"] > 2 else 200)
        return Found(Moment("decade", datetime(decade * 10, 1, 1)))
    if "century" in f:
        return Found(Moment("century", datetime(f["century"] * 100 - 99, 1, 1)))
    if "y2" in f:
        pivot = c.anchor.year + 10 if c.anchor else 2040
        year = pivot // 100 * 100 + f["y2"]
        return Found(Moment("year", datetime(year if year <= pivot else year - 100, 1, 1)))
    if "sign" in f and "wd" in f and "unit" not in f:
        return _counted_weekdays(f, c)
    if "sign" in f and "unit" in f:
        return _away(f, c)
    if "shift" in f:
        at, grain = anchor_of(c) if f.get("from") != "text" or c.last is None else c.last.at, f["unit"]
        if f.get("from") == "text" and c.last is not None and FINENESS[c.last.grain] <= FINENESS["day"]:
            return Found(_cut(shift(at, f["shift"], grain), grain), "counted from the last date mentioned", True)
        return Found(_cut(shift(at, f["shift"], grain), grain), "counted from the report's date", True)
    if "which" in f and "unit" in f:
        return _which_unit(f, c)
    if "weekend" in f:
        return weekend(c)
    return None


def _cut(at: datetime, grain: str) -> Moment:
    grain = "week" if grain == "fortnight" else "century" if grain == "millennium" else grain
    start = begin(at, grain)
    return Moment(grain, start, SEASON_OF[start.month] if grain == "season" else "")


def _which_unit(f: Fields, c: Context) -> Found:
    which, unit = f["which"], f["unit"]
    if unit == "weekend" and which == 0 and c.direction == PAST and not c.request and "same" not in f:
        return weekend(c)
    if "faint" in f and unit in {"second", "minute", "hour"}:
        raise ValueError
    if f.get("same") and c.last is not None:
        at, how = c.last.at, "counted from the last date mentioned"
    else:
        at, how = now_of(c, unit=unit)
    moved = shift(begin(at, unit), which, unit)
    return Found(_cut(moved, unit), how, True)


def _away(f: Fields, c: Context) -> Found:
    count, unit = (f["n"] + (0.5 if f.get("half") is True else 0)) * f["sign"] if "n" in f else f["sign"], f["unit"]
    told_on = c.direction == PAST and f["sign"] > 0 and not c.request  # what came later is not counted from today
    text = (f.get("from") == "text" or (told_on and near_last(c))) and c.last is not None
    if text and c.last is not None and FINENESS[c.last.grain] <= FINENESS["year"]:
        return _shifted(c.last, count, unit, Found(c.last, "counted from the last date mentioned", True))
    at, how = now_of(c, unit=unit)
    exact = c.request and not f.get("cut") and not _FINER & f.keys()
    return _moved(at, count, unit, c._replace(request=exact), how)


def _counted_weekdays(f: Fields, c: Context) -> Found:
    today = begin(anchor_of(c), "day")
    gap = (f["wd"] - today.isoweekday()) % 7 or 7
    days = gap + 7 * (f["n"] - 1) if f["sign"] > 0 else gap - 7 - 7 * (f["n"] - 1)
    if gap == 7 and f["sign"] < 0:
        days -= 7
    return Found(Moment("day", today + timedelta(days=days)), "counted from the report's date", True)


def _moved(at: datetime, count: float, unit: str, c: Context, how: str) -> Found:
    moved = shift(at, count, unit)
    if unit in {"second", "minute", "hour"}:
        if not c.clock:
            return Found(Moment("day", begin(moved, "day")), how, True)
        return Found(
            Moment("minute" if unit != "second" else "second", begin(moved, unit if unit == "second" else "minute")),
            how,
            True,
        )
    if c.request and c.clock:
        return Found(Moment("minute", moved), how, True)
    if count != int(count):
        unit = {"year": "month", "month": "day", "week": "day"}.get(unit, unit)
    return Found(_cut(moved, unit), how, True)


def _shifted(base: Moment, count: float, unit: str, found: Found) -> Found:
    """A date counted from another: "two days after 3 May". Its grain is the base's, or the unit's where finer."""
    moved = shift(base.at, count, unit)
    grain = unit if FINENESS.get(unit, 99) < FINENESS[base.grain] else base.grain
    if base.grain == "part":
        grain = "day"
    if (
        FINENESS[grain] < FINENESS["day"]
        and FINENESS[base.grain] >= FINENESS["day"]
        and unit in {"hour", "minute", "second"}
    ):
        grain = "day"
    if unit in {"month", "year", "decade"} and base.grain == "day":
        grain = "day"
    how = found.how or "counted from the date beside it"
    if unit in _OF_A_DAY:
        how += f", {count:g} {unit}"  # how long a thing took, which the time reached does not say
    return Found(Moment(grain, begin(moved, grain)), how, found.anchored)


def _nth(f: Fields, found: Found) -> Found | None:
    """The nth (from the end where negative) weekday or unit within a stretch, or after a day."""
    base, nth = found.moment, int(f["nth"])
    if f.get("plural") and "wd" not in f:
        return _edge(base, f["unit"], found)
    if f.get("after"):
        gap = (f["wd"] - base.at.isoweekday()) % 7 or 7
        return found._replace(moment=Moment("day", begin(base.at, "day") + timedelta(days=gap + 7 * (nth - 1))))
    stop = shift(base.at, 1, base.grain)
    if "wd" in f:
        if base.grain == "month":
            day: Any = nth_weekday(base.at.year, base.at.month, f["wd"], nth)
            return found._replace(moment=Moment("day", datetime(day.year, day.month, day.day)))
        first = base.at + timedelta(days=(f["wd"] - base.at.isoweekday()) % 7)
        last = stop - timedelta(days=(stop.isoweekday() - f["wd"] - 1) % 7 + 1)
        at = first + timedelta(days=7 * (nth - 1)) if nth > 0 else last + timedelta(days=7 * (nth + 1))
        return found._replace(moment=Moment("day", at))
    unit = f.get("unit", "day")
    if unit in {"week", "weekend"}:
        if nth > 0 and unit == "week" and base.grain == "year":
            return found._replace(moment=Moment("week", datetime.fromisocalendar(base.at.year, nth, 1)))
        if nth > 0:
            at = begin(base.at, unit)
            if at < base.at:
                at += timedelta(days=7)
            at += timedelta(days=7 * (nth - 1))
        else:
            at = begin(stop - timedelta(days=1), unit)
            if at >= stop or ((stop - at).days < 4 and unit == "week"):
                at -= timedelta(days=7)
            at += timedelta(days=7 * (nth + 1))
        return found._replace(moment=Moment(unit, at))
    at = shift(base.at, nth - 1, unit) if nth > 0 else shift(stop, nth, unit)
    if not base.at <= at < stop:
        return None
    return found._replace(moment=_cut(at, unit))


def _edge(base: Moment, unit: str, found: Found) -> Found:
    """The first hours, the last days of a stretch: the stretch, or its day where it is longer than one."""
    if unit in {"second", "minute", "hour"} and FINENESS[base.grain] > FINENESS["day"]:
        return found._replace(moment=Moment("day", base.at))
    return found


def _refine(f: Fields, c: Context, frame: Found | None) -> Found | None:
    if "base" in f and "nth" in f:
        return frame
    if "season" in f:
        return _season(f, c, frame)
    if "holiday" in f:
        return _holiday(f, c, frame)
    if "quarter" in f or (f.get("half") in (1, 2) and f["half"] is not True):
        return _part_of_year(f, c, frame)
    if "week" in f:
        year = frame.moment.at.year if frame else anchor_of(c).year
        return Found(Moment("week", datetime.fromisocalendar(year, f["week"], 1)), "", frame is None)
    if "m" in f:
        frame = _month(f, c, frame)
    if frame is None and "d" in f and "m" not in f:
        return day_alone(f, c)
    if frame is not None and "d" in f:
        at = frame.moment.at
        if frame.moment.grain != "month":
            return None
        return frame._replace(moment=Moment("day", at.replace(day=f["d"])))
    if "wd" in f and "d" not in f:
        return weekday(f, c, frame)
    return frame


def _season(f: Fields, c: Context, frame: Found | None) -> Found:
    months = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
    code, first = f["season"], months[f["season"]]

    def at(year: int) -> Moment:
        return Moment("season", datetime(year, first, 1), code)

    if frame is not None:
        return frame._replace(moment=at(frame.moment.at.year))
    picked, how = pick([at(y) for y in years_of(c)], f, c)
    return Found(picked, how, True)


def _holiday(f: Fields, c: Context, frame: Found | None) -> Found | None:
    def at(year: int) -> list[Moment]:
        return [Moment("day", datetime(d.year, d.month, d.day)) for d in holidays(f["holiday"], year)]

    if frame is not None:
        found = at(frame.moment.at.year)
        return frame._replace(moment=found[0]) if found else None
    picked, how = pick([m for y in years_of(c) for m in at(y)], f, c)
    return Found(picked, how, True)


def _part_of_year(f: Fields, c: Context, frame: Found | None) -> Found | None:
    grain, key, months = ("quarter", "quarter", 3) if "quarter" in f else ("halfyear", "half", 6)
    if not 1 <= f[key] <= 12 // months:
        return None

    def at(year: int) -> Moment:
        return Moment(grain, datetime(year, 1 + (int(f[key]) - 1) * months, 1))

    if frame is not None:
        return frame._replace(moment=at(frame.moment.at.year))
    if c.request:
        return Found(at(anchor_of(c).year), "in the year of the report", True)
    picked, how = pick([at(y) for y in years_of(c)], f, c)
    return Found(picked, how, True)


def _month(f: Fields, c: Context, frame: Found | None) -> Found | None:
    month = f["m"]
    if frame is not None:
        return frame._replace(moment=Moment("month", frame.moment.at.replace(month=month, day=1)))
    years = years_of(c)
    if "d" not in f:
        picked, how = pick([Moment("month", datetime(y, month, 1)) for y in years], f, c)
        return Found(picked, how, True)
    days = []
    for year in [y for y in range(years[0] - 2, years[-1] + 3) if 1 <= y <= 9999]:
        try:
            days.append(Moment("day", datetime(year, month, f["d"])))
        except ValueError:
            continue
    if "wd" in f:
        fitting = [m for m in days if m.at.isoweekday() == f["wd"]]
        if fitting:
            centre = centre_of(c) if c.anchor or c.narrative else fitting[0].at
            near = min(fitting, key=lambda m: abs((m.at - centre).days))
            if c.request:
                near = min(fitting, key=lambda m: (m.at < begin(centre, "day"), abs((m.at - centre).days)))
            return Found(Moment("month", near.at.replace(day=1)), "the nearest year whose weekday fits", True)
    picked, how = pick(days, f, c)
    return Found(Moment("month", picked.at.replace(day=1)), how, True)
