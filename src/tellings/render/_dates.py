"""EDTF (ISO 8601-2:2019) as a reader takes it in, and where on the calendar it begins."""

from __future__ import annotations

import datetime
import re

_DATE = re.compile(
    r"(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T(\d{2}):(\d{2})(?::\d{2})?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?([~?%]?)"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DOUBT = {"~": "about ", "?": "perhaps ", "%": "perhaps about ", "": ""}


def readable(edtf: str) -> str:
    """`12 Mar 2026, 02:40`, `11–12 Mar 2026`, `until 20 Mar 2026`, `about Nov 2025`; what is not understood stays as it is."""
    start, slash, stop = edtf.partition("/")
    if not slash:
        return _side(start) or edtf
    if start in ("", ".."):
        return f"until {_side(stop)}" if _side(stop) else edtf
    if stop in ("", ".."):
        return f"from {_side(start)}" if _side(start) else edtf
    first, last = _side(start), _side(stop)
    if not first or not last:
        return edtf
    if start[:7] == stop[:7] and len(start) == len(stop) == 10:
        return f"{int(start[8:])}–{last}"
    if start[:10] == stop[:10] and "T" in start and "T" in stop:
        return f"{first}–{last.rpartition(', ')[2]}"
    return f"{first} – {last}"


def _side(text: str) -> str:
    found = _DATE.fullmatch(text)
    if not found:
        return ""
    year, month, day, hour, minute, doubt = found.groups()
    told = year
    if month and int(month) in _SEASONS and not day:
        told = f"{_SEASONS[int(month)]} {year}"
    elif month:
        if not 1 <= int(month) <= 12:
            return ""
        told = f"{int(day)} " if day else ""
        told += f"{_MONTHS[int(month) - 1]} {year}"
    if hour:
        told += f", {hour}:{minute}"
    return _DOUBT[doubt] + told


def begins(edtf: str) -> float | None:
    """The beginning of a date or interval in days (its end where it has no beginning); None off the calendar."""
    for side in edtf.split("/"):
        found = _DATE.match(side)
        if not found:
            continue
        year, month, day, hour, minute = (int(part) if part else None for part in found.groups()[:5])
        season = month in _SEASONS if month else False
        number = (month - 20) * 3 if month and season else month or 1
        try:
            base = datetime.date(year or 1, number, day or 1).toordinal()
        except ValueError:
            continue
        return base + (hour or 0) / 24 + (minute or 0) / 1440
    return None
