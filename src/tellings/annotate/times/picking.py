"""Choose the year, month or week that an expression leaves open: by "last" and "next", tense, narrative, nearness."""

from __future__ import annotations

from datetime import datetime, timedelta

from .almanac import FINENESS, Moment, add_months, begin, end, shift
from .context import FUTURE, PAST, Context, Found, anchor_of, centre_of
from .vocabulary import Fields

_CLOSE, _FAR = 75, 200  # days
_AT_HAND = 1  # days that "this Wednesday" is ahead at most, whatever the tense


def years_of(c: Context) -> list[int]:
    """The years around the date that candidates are measured against; one, where no more is known of the report."""
    if c.anchor is None and c.year is not None and not (c.narrative and c.last):
        return [c.year]
    centre = centre_of(c).year
    return [y for y in range(centre - 2, centre + 3) if 1 <= y <= 9999]


def pick(candidates: list[Moment], f: Fields, c: Context) -> tuple[Moment, str]:
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
    if c.anchor is None and c.year is not None:
        inside = [m for m in candidates if m.at.year == c.year]
        return (inside or candidates)[0], "in the year of the report"
    now = anchor_of(c)

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
    near = _near(before, after, now) if not inside and not (c.sure and c.direction) else None
    if near is not None and near.at.year != (before[-1] if c.direction == PAST else after[0]).at.year:
        return near, "the other one is most of a year away"
    if c.direction == PAST and (inside or before):
        return (inside or before[-1:])[0], "past tense: the most recent"
    if c.direction == FUTURE and (inside or after):
        return (inside or after)[0], "future cue: the next to come"
    return min(candidates, key=lambda m: (abs((m.at - now).days), m.at)), "no tense cue: the nearest"


def _near(before: list[Moment], after: list[Moment], now: datetime) -> Moment | None:
    """The one of two neighbours that is close when the other is far: a date without its year is seldom so far off."""
    if not before or not after:
        return None
    ago, ahead = (now - end(before[-1])).days, (after[0].at - now).days
    if ago > _FAR and ahead < _CLOSE:
        return after[0]
    if ahead > _FAR and ago < _CLOSE:
        return before[-1]
    return None


def day_alone(f: Fields, c: Context) -> Found | None:
    """A day of a month that is not named."""
    now = centre_of(c)
    days = []
    for step in range(-2, 9):
        month = add_months(now.replace(day=1, hour=0, minute=0, second=0, microsecond=0), step)
        try:
            day = month.replace(day=f["d"])
        except ValueError:
            continue
        if f.get("wd") in {None, day.isoweekday()}:
            days.append(Moment("day", day))
    picked, how = pick(days, f, c)
    return Found(picked, how, True)


def weekday(f: Fields, c: Context, frame: Found | None) -> Found | None:
    """A weekday of the week that is named, or of the one that is chosen."""
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
        now = anchor_of(c)
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
    elif which == 0 and 0 < ahead <= _AT_HAND:
        days, how = ahead, how or "this one: the other is most of a week away"
    elif c.direction == FUTURE:
        days, how = ahead, how or "future cue: the next to come"
    elif c.direction == PAST or f.get("past"):
        days, how = (ahead - 7 if ahead else 0), how or "past tense: the most recent"
    else:
        days = ahead - 7 if ahead else 0
        how = how or "no tense cue: the most recent"
    return Found(Moment("day", today + timedelta(days=days)), how, True)


def weekend(c: Context) -> Found:
    """The weekend that tense chooses: the last one begun, or the one to come."""
    now = centre_of(c)
    this = begin(now, "weekend")
    if c.direction != FUTURE and not c.request and now < this:
        return Found(Moment("weekend", this - timedelta(days=7)), "no future cue: the most recent", True)
    return Found(Moment("weekend", this), "the one at the end of this week", True)
