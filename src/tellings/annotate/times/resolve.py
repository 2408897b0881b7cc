"""From the fields that a grammar read to a stretch of the calendar, and which rule chose where the text is open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .almanac import FINENESS, PARTS, Moment, add_months, begin, holiday, nth_weekday, shift
from .grammar import Fields

PAST, OPEN, FUTURE = -1, 0, 1


class Context(NamedTuple):
    """What an open expression is resolved against."""

    anchor: datetime | None
    clock: bool = False  # whether the anchor tells the time of day
    last: Moment | None = None  # the last date that the text mentioned, for "two days later" and narratives
    direction: int = OPEN  # PAST or FUTURE, as tense and preposition tell
    narrative: bool = False  # the text tells an old story: its own dates come before the anchor
    request: bool = False  # said to a machine now: look ahead, keep the clock
    day: Moment | None = None  # the day that the sentence has named before, for a clock time alone


class Unanchored(Exception):  # noqa: N818 - a signal, not an error
    """The expression needs an anchor and there is none."""


class Found(NamedTuple):
    moment: Moment
    how: str = ""  # what decided, in words; "" where the expression fixes itself
    anchored: bool = False  # whether anchor or context was needed


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
        return _time(f, c, day)
    return day


def _anchor(c: Context) -> datetime:
    if c.anchor is None:
        raise Unanchored
    return c.anchor


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
    if "sign" in f and "wd" in f:
        return _counted_weekdays(f, c)
    if "sign" in f and "unit" in f:
        return _away(f, c)
    if "shift" in f:
        at = _anchor(c)
        grain = f["unit"]
        return Found(_cut(shift(at, f["shift"], grain), grain), "counted from the report's date", True)
    if "which" in f and "unit" in f:
        return _which_unit(f, c)
    if "weekend" in f:
        return _weekend(c)
    return None


def _weekend(c: Context) -> Found:
    """The weekend that tense chooses: the last one begun, or the one to come."""
    now = c.last.at if c.narrative and c.last else _anchor(c)
    this = begin(now, "weekend")
    if c.direction != FUTURE and not c.request and now < this:
        return Found(Moment("weekend", this - timedelta(days=7)), "no future cue: the most recent", True)
    return Found(Moment("weekend", this), "the one at the end of this week", True)


def _cut(at: datetime, grain: str) -> Moment:
    grain = "week" if grain == "fortnight" else grain
    return Moment(grain, begin(at, grain))


def _which_unit(f: Fields, c: Context) -> Found:
    which, unit = f["which"], f["unit"]
    at = _anchor(c)
    how = "counted from the report's date"
    if f.get("same") and c.last is not None:
        at, how = c.last.at, "counted from the last date mentioned"
    if unit == "weekend" and which == -1 and at.isoweekday() >= 6:
        which = -1
    moved = shift(begin(at, unit), which, unit)
    return Found(_cut(moved, unit), how, True)


def _away(f: Fields, c: Context) -> Found:
    count, unit = f["n"] * f["sign"] if "n" in f else f["sign"], f["unit"]
    text = f.get("from") == "text" and c.last is not None
    if text and c.last is not None:
        return _shifted(c.last, count, unit, Found(c.last, "counted from the last date mentioned", True))
    at = _anchor(c)
    return _moved(at, count, unit, c, "counted from the report's date")


def _counted_weekdays(f: Fields, c: Context) -> Found:
    today = begin(_anchor(c), "day")
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
    if FINENESS[grain] < FINENESS["day"] and FINENESS[base.grain] >= FINENESS["day"] and unit in {"hour", "minute"}:
        grain = "day"
    if unit in {"month", "year", "decade"} and base.grain == "day":
        grain = "day"
    return Found(Moment(grain, begin(moved, grain)), found.how or "counted from the date beside it", found.anchored)


def _nth(f: Fields, found: Found) -> Found | None:
    """The nth (from the end where negative) weekday or unit within a stretch, or after a day."""
    base, nth = found.moment, int(f["nth"])
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
        if nth > 0:
            at = begin(base.at, unit)
            if at < base.at:
                at += timedelta(days=7)
            at += timedelta(days=7 * (nth - 1))
        else:
            at = begin(stop - timedelta(days=1), unit)
            if (stop - at).days < 4 and unit == "week":
                at -= timedelta(days=7)
            at += timedelta(days=7 * (nth + 1))
        return found._replace(moment=Moment(unit, at))
    at = shift(base.at, nth - 1, unit) if nth > 0 else shift(stop, nth, unit)
    if not base.at <= at < stop:
        return None
    return found._replace(moment=_cut(at, unit))


def _refine(f: Fields, c: Context, frame: Found | None) -> Found | None:
    if "base" in f and "nth" in f:
        return frame
    if "season" in f:
        return _season(f, c, frame)
    if "holiday" in f:
        return _holiday(f, c, frame)
    if "quarter" in f or "half" in f:
        return _part_of_year(f, c, frame)
    if "week" in f:
        year = frame.moment.at.year if frame else _anchor(c).year
        return Found(Moment("week", datetime.fromisocalendar(year, f["week"], 1)), "", frame is None)
    if "m" in f:
        frame = _month(f, c, frame)
    if frame is None and "d" in f and "m" not in f:
        return _day_alone(f, c)
    if frame is not None and "d" in f:
        at = frame.moment.at
        if frame.moment.grain != "month":
            return None
        return frame._replace(moment=Moment("day", at.replace(day=f["d"])))
    if "wd" in f and "d" not in f:
        return _weekday(f, c, frame)
    return frame


def _season(f: Fields, c: Context, frame: Found | None) -> Found:
    months = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
    code, first = f["season"], months[f["season"]]

    def at(year: int) -> Moment:
        return Moment("season", datetime(year, first, 1), code)

    if frame is not None:
        return frame._replace(moment=at(frame.moment.at.year))
    picked, how = _pick([at(y) for y in _years(c)], f, c)
    return Found(picked, how, True)


def _holiday(f: Fields, c: Context, frame: Found | None) -> Found | None:
    def at(year: int) -> Moment | None:
        day = holiday(f["holiday"], year)
        return Moment("day", datetime(day.year, day.month, day.day)) if day else None

    if frame is not None:
        base = frame.moment
        moment = at(base.at.year)
        if moment is None:
            return None
        return frame._replace(moment=moment)
    picked, how = _pick([m for y in _years(c) if (m := at(y))], f, c)
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
        return Found(at(_anchor(c).year), "in the year of the report", True)
    picked, how = _pick([at(y) for y in _years(c)], f, c)
    return Found(picked, how, True)


def _years(c: Context) -> list[int]:
    centre = c.last.at.year if c.narrative and c.last else _anchor(c).year
    return [y for y in range(centre - 2, centre + 3) if 1 <= y <= 9999]


def _month(f: Fields, c: Context, frame: Found | None) -> Found | None:
    month = f["m"]
    if frame is not None:
        return frame._replace(moment=Moment("month", frame.moment.at.replace(month=month, day=1)))
    years = _years(c)
    if "d" not in f:
        picked, how = _pick([Moment("month", datetime(y, month, 1)) for y in years], f, c)
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
            centre = c.last.at if c.narrative and c.last else _anchor(c)
            near = min(fitting, key=lambda m: abs((m.at - centre).days))
            if c.request:
                near = min(fitting, key=lambda m: (m.at < begin(centre, "day"), abs((m.at - centre).days)))
            return Found(Moment("month", near.at.replace(day=1)), "the nearest year whose weekday fits", True)
    picked, how = _pick(days, f, c)
    return Found(Moment("month", picked.at.replace(day=1)), how, True)


def _pick(candidates: list[Moment], f: Fields, c: Context) -> tuple[Moment, str]:
    """The candidate that "last", "next", tense, narrative or nearness chooses."""
    if not candidates:
        raise ValueError
    if c.narrative and c.last is not None and "which" not in f:
        last = c.last.at

        def cost(moment: Moment) -> float:
            days = (moment.at - last).days
            if c.last is not None and FINENESS[c.last.grain] >= FINENESS["year"]:
                return 0 if moment.at.year == last.year else 1_000 + abs(days)
            return days if days >= 0 else -1.5 * days

        return min(candidates, key=cost), "narrative: nearest to the last date mentioned"
    now = _anchor(c)

    def holds(m: Moment) -> bool:
        return m.at <= now < shift(m.at, 3 if m.grain == "season" else 1, "month" if m.grain == "season" else m.grain)

    before = [m for m in candidates if m.at <= now and not holds(m)]
    after = [m for m in candidates if m.at > now]
    inside = [m for m in candidates if holds(m)]
    which = f.get("which")
    if which is not None:
        if which < 0 and before:
            return before[max(which, -len(before))], "the one before the report's date"
        if which > 0 and after:
            return after[min(which, len(after)) - 1], "the one after the report's date"
        if inside:
            return inside[0], "the one that holds the report's date"
        same = [m for m in candidates if m.at.year == now.year]
        return (same or candidates)[0], "in the year of the report"
    if c.request:
        return (inside or after or before[-1:])[0], "request: the next to come"
    if c.direction == PAST and (inside or before):
        return (inside or before[-1:])[0], "past tense: the most recent"
    if c.direction == FUTURE and (inside or after):
        return (inside or after)[0], "future cue: the next to come"
    return min(candidates, key=lambda m: (abs((m.at - now).days), m.at)), "no tense cue: the nearest"


def _day_alone(f: Fields, c: Context) -> Found | None:
    now = c.last.at if c.narrative and c.last else _anchor(c)
    days = []
    for step in range(-2, 9):
        month = add_months(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0), step)
        try:
            day = month.replace(day=f["d"])
        except ValueError:
            continue
        if f.get("wd") in {None, day.isoweekday()}:
            days.append(Moment("day", day))
    picked, how = _pick(days, f, c)
    return Found(picked, how, True)


def _weekday(f: Fields, c: Context, frame: Found | None) -> Found | None:
    wd = f["wd"]
    if frame is not None:
        if frame.moment.grain in {"week", "weekend"}:
            monday = begin(frame.moment.at, "week")
            return frame._replace(moment=Moment("day", monday + timedelta(days=wd - 1)))
        if frame.moment.grain == "day":
            return frame
        return None
    how = ""
    if c.last is not None and c.narrative:
        now = c.last.at
        how = "narrative: counted from the last date mentioned"
    else:
        now = _anchor(c)
    today = begin(now, "day")
    ahead = (wd - today.isoweekday()) % 7
    which = f.get("which")
    if which is not None and which < 0:
        days = ahead - 7 + 7 * (which + 1) if ahead else 7 * which
        how = how or "the one before the report's date"
    elif which is not None and which > 0:
        days = (ahead or 7) + 7 * (which - 1)
        how = how or "the one after the report's date"
    elif c.request:
        days, how = (ahead or 7), "request: the next to come"
    elif c.direction == FUTURE:
        days, how = ahead, how or "future cue: the next to come"
    elif c.direction == PAST or f.get("past"):
        days, how = (ahead - 7 if ahead else 0), how or "past tense: the most recent"
    else:
        days = ahead - 7 if ahead else 0
        how = how or "no tense cue: the most recent"
    return Found(Moment("day", today + timedelta(days=days)), how, True)


def _time(f: Fields, c: Context, day: Found | None) -> Found | None:
    hour, minute = f.get("h"), f.get("mi", 0)
    if hour is None:
        return _part(f, c, day)
    hour, sure = _hour(hour, f, c)
    extra = timedelta()
    if "clockadd" in f:
        total = (hour * 60 + minute + int(f["clockadd"]) * (-1 if f.get("back") else 1)) % 1440
        hour, minute = divmod(total, 60)
    if hour == 24:
        hour, extra = 0, timedelta(days=1)
    grain = "second" if "s" in f else "minute" if "mi" in f or "clockadd" in f else "hour"
    zone = f.get("zone", "")
    if day is None:
        if c.day is not None:
            now, how = c.day.at, "on the day named before it"
        else:
            now, how = (c.last.at if c.narrative and c.last else _anchor(c)), "on the report's day"
        at = begin(now, "day") + extra
        found = at.replace(hour=hour, minute=minute, second=f.get("s", 0))
        if c.request:
            while found <= now and c.day is None and not (extra and found > now):
                found += timedelta(hours=24 if sure or hour > 12 else 12)
        return Found(Moment(grain, found, "", zone), how, True)
    if FINENESS[day.moment.grain] > FINENESS["day"] or day.moment.grain == "hour":
        return None
    at = begin(day.moment.at, "day") + extra
    return day._replace(moment=Moment(grain, at.replace(hour=hour, minute=minute, second=f.get("s", 0)), "", zone))


def _hour(hour: int, f: Fields, c: Context) -> tuple[int, bool]:
    """The hour on a clock of 24, and whether that is sure."""
    part = f.get("ampm") or f.get("pod")
    if part in {"pm", "AF", "EV", "DT"} and hour < 12 and not (part == "DT" and hour > 8):
        return hour + 12, True
    if part in {"am", "MO", "NI", "DA"} and hour == 12:
        return (24, True) if part in {"NI"} else (0, True) if part != "MO" else (12, True)
    if part == "NI" and 6 <= hour < 12:
        return hour + 12, True
    if part == "EV" and hour == 12:
        return 24, True
    if part is None and c.request and "exact" not in f and hour < 12 and "sharp" not in f:
        return hour, False
    return hour, True


def _part(f: Fields, c: Context, day: Found | None) -> Found | None:
    code = f["pod"]
    if day is None:
        now = _anchor(c)
        moved = shift(begin(now, "day"), f.get("which", 0), "day")
        return Found(Moment("part", moved, code), "on the report's day", True)
    if FINENESS[day.moment.grain] > FINENESS["weekend"]:
        return None
    at = begin(day.moment.at, "day")
    if f.get("nightto"):
        at -= timedelta(days=1)
    if code not in PARTS:
        return day
    return day._replace(moment=Moment("part", at, code))
