"""Clock times and parts of the day, on the day that the text means."""

from __future__ import annotations

from datetime import datetime, timedelta

from .almanac import FINENESS, PARTS, Moment, begin, shift
from .context import FUTURE, PAST, Context, Found, anchor_of, centre_of
from .vocabulary import Fields

_NOON = 12
_STORY = 7  # days before the report that a clock time may still belong to
_RECENT = 3  # days before the report that a part of day may still belong to


def time_on(f: Fields, c: Context, day: Found | None) -> Found | None:
    """The clock time or part of day that the fields name, on `day` where the expression names one."""
    hour, minute = f.get("h"), f.get("mi", 0)
    if hour is None:
        return _part(f, c, day)
    hour, sure = _hour(hour, f, c)
    extra = timedelta()
    if "clockadd" in f:
        total = (hour * 60 + minute + int(f["clockadd"]) * (-1 if f.get("back") else 1)) % 1440
        hour, minute = divmod(total, 60)
    if hour == 24 and not c.request and c.direction != FUTURE and "pod" not in f and "ampm" not in f:
        hour = 0  # what happened at midnight happened as the day began
    if hour == 24:
        hour, extra = 0, timedelta(days=1)
    grain = "second" if "s" in f else "minute" if "mi" in f or "clockadd" in f else "hour"
    zone = f.get("zone", "")
    if day is None:
        if c.day is not None:
            now, how = c.day.at, "on the day named before it"
        elif _told_of(c):
            now, how = c.last.at if c.last else anchor_of(c), "on the last day mentioned"
        else:
            now, how = centre_of(c), "on the report's day"
        at = begin(now, "day") + extra + _after_midnight(hour, now, c)
        found = at.replace(hour=hour, minute=minute, second=f.get("s", 0))
        if c.request:
            while found <= now and c.day is None and not (extra and found > now):
                found += timedelta(hours=24 if sure or hour > 12 else 12)
        return Found(Moment(grain, found, "", zone), how, True)
    if FINENESS[day.moment.grain] > FINENESS["day"] or day.moment.grain == "hour":
        return None
    if "nightto" in f:  # the night that ends on the day: its evening belongs to the day before
        extra = timedelta(days=-1 if hour >= _NOON else 0)
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
        now, how = _day_of_part(f, c)
        if f.get("thisnight"):
            past = f.get("past") or (c.direction == PAST and not c.request)
            now = anchor_of(c) - timedelta(days=1 if past else 0)
            how = "the night before the report's day" if past else "counted from the report's date"
        moved = shift(begin(now, "day"), f.get("which", 0), "day")
        return Found(Moment("part", moved, code), how, True)
    if FINENESS[day.moment.grain] > FINENESS["weekend"]:
        return None
    at = begin(day.moment.at, "day")
    if f.get("nightto"):
        at -= timedelta(days=1)
    if code not in PARTS:
        return day
    return day._replace(moment=Moment("part", at, code))


def _after_midnight(hour: int, now: datetime, c: Context) -> timedelta:
    """A day where a night was told of last and the hour is one of its morning: the night begins the evening before."""
    night = next((m for m in (c.day, c.last) if m is not None and m.at == now), None)
    return timedelta(days=1 if night is not None and night.code == "NI" and hour < _NOON else 0)


def _told_of(c: Context) -> bool:
    """Whether a clock time belongs to the day that the text named last: one of the last days, and nothing to come."""
    if (
        c.request
        or c.anchor is None
        or c.last is None
        or c.direction == FUTURE
        or FINENESS[c.last.grain] > FINENESS["day"]
    ):
        return False
    return 0 <= (begin(c.anchor, "day") - begin(c.last.at, "day")).days <= _STORY


def _day_of_part(f: Fields, c: Context) -> tuple[datetime, str]:
    if "which" not in f and c.day is not None:
        return c.day.at, "on the day named before it"
    if "which" not in f and c.last is not None and FINENESS[c.last.grain] <= FINENESS["day"]:
        recent = c.anchor is not None and 0 <= (c.anchor - c.last.at).days <= _RECENT
        if c.narrative or recent:
            return c.last.at, "on the last day mentioned"
    return anchor_of(c), "on the report's day"
