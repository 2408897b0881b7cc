"""Turn the times that machines write (ISO 8601, mail headers, epoch seconds, plain numerals) into ISO 8601."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

_EARLIEST, _LATEST = 1900, 2100  # years outside are typing errors or not dates at all

_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\D{1,4}(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_YEAR_FIRST = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ,]{1,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s{0,2}(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?"
)
_LONGEST = 64


def iso_time(text: str | int | float | None) -> str | None:
    """The same moment as `2025-11-21`, `2025-11-21T15:10:00` or with a zone; None when it is no single date.

    `11/12/2025` is given up as ambiguous, `21.11.2025` (a day first, with stops) and `11/21/2025` are not.
    """
    if isinstance(text, bool) or text is None:
        return None
    if isinstance(text, int | float):
        return _epoch(float(text))
    text = " ".join(text[: 2 * _LONGEST].split())
    if not text or len(text) > _LONGEST:
        return None
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _epoch(float(text))
    return _iso(text) or _numerals(text) or _mail(text)


def day_of(iso: str) -> dt.date | None:
    """The calendar day of an ISO date or date-time, in its own zone."""
    try:
        return dt.date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _iso(text: str) -> str | None:
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day, hour, minute, second, zone = found.groups()
        date = _date(int(year), int(month), int(day))
        if date is None or hour is None:
            return date
        clock = _clock(hour, minute, second)
        return f"{date}T{clock}{_zone(zone)}" if clock else None
    if not re.match(r"\d{4}-?\d{2}-?\d{2}T?", text):
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    if not _EARLIEST <= moment.year <= _LATEST:
        return None
    if "T" not in text and ":" not in text:
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def _numerals(text: str) -> str | None:
    found = _DAY_FIRST.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    with_stops = text[len(found[1])] == "."
    if with_stops or first > 12 or first == second:
        date = _date(year, second, first)
    elif second > 12:
        date = _date(year, first, second)
    else:
        return None
    if date is None or found[4] is None:
        return date
    clock = _clock(found[4], found[5], found[6])
    return f"{date}T{clock}" if clock else date


def _mail(text: str) -> str | None:
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment.isoformat() if _EARLIEST <= moment.year <= _LATEST else None


def _epoch(seconds: float) -> str | None:
    if seconds >= 1e11:  # milliseconds
        seconds /= 1000
    if not 1e8 <= seconds <= 4e9:
        return None
    return dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).isoformat()


def _date(year: int, month: int, day: int) -> str | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(hour: str, minute: str, second: str | None) -> str | None:
    try:
        clock = dt.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    return clock.isoformat() if second else clock.isoformat("minutes")


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "")
    if int(digits[:2]) > 14 or int(digits[2:] or 0) > 59:
        return ""
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"
