"""Feasts that follow the moon: the Islamic, the Jewish and the Chinese year, told as days of the Gregorian calendar.

Islamic months are those of the Umm al-Qura calendar, 1343-1500 after the Hijra (1924-2077), as hijridate 2.6 (MIT) gives
them; a country that waits for the crescent may be a day off. Jewish years are computed (Reingold and Dershowitz,
Calendrical Calculations); the day is the one that begins on the evening before. The Chinese year begins with the new
moon (Meeus, Astronomical Algorithms, chapter 49, main terms) that falls from 21 January to 20 February in Beijing.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from functools import cache

_FIRST_YEAR, _FIRST_DAY = 1343, date(1924, 8, 1)
# Six hexadecimal digits a year: of two bits a month, the first month in the lowest, the days that it has above 28.
_LENGTHS = (
    "a8a9a66666659a27666969a55a69a535a666b2a6669a65999a56666666669699a66669999a666665a665a6666669659a65966aa66666666666"
    "666666a666666a2666a66666666666666666a6666669a666666666a99966a65999999999a5a666696666666a59a69996666666999999666666"
    "6659a69969a66666996666666a65a6a6665aa66665666669a6666659a666a66666a66665a665666966666659a69966a666669999a666699999"
    "a6659a66599999666a6599a9966a696669a59a66669999999966666599a69666a659a69966a696a69a599a99659a6599996666599a66666a66"
    "9a69999aa6599aa5659a95969996666659a66699a69a699969a665a6a596a696599999699666695999a96669a65a69999a66669999999665a6"
    "6596a69666a6599a99669a66669999a666669996999659a95969a96666a699a69969a66569996666659a99966a6665a99999a96699a59a9996"
    "a696599a596669659aa5999a6666999a666669a659a99966a965999996666659a69999a65a69a56a669669a6596996666659a699669a659a99"
    "969a995a9a659a69969a6659999969659a699669a659a9a569a696a99a59a66665a659999966696599a99669a6a669999a66659a599699965a"
    "66599a99666a665a69999a66699999a9965a"
)
_ISLAMIC = {"muharram": 1, "rabi": 3, "ramadan": 9, "shawwal": 10, "dhulhijja": 12}
NAMES = (*_ISLAMIC, "tishri", "kislev", "nisan", "chinese")


def first_days(month: str, year: int) -> tuple[date, ...]:
    """The days of a Gregorian year on which a month of `NAMES` begins; an Islamic one may begin twice, or not be known."""
    if month in _ISLAMIC:
        return tuple(day for day in _islamic()[month] if day.year == year)
    if month == "chinese":
        return (_chinese_new_year(year),)
    return (_jewish(month, year),)


@cache
def _islamic() -> dict[str, tuple[date, ...]]:
    found: dict[str, list[date]] = {name: [] for name in _ISLAMIC}
    day = _FIRST_DAY
    for at in range(0, len(_LENGTHS), 6):
        bits = int(_LENGTHS[at : at + 6], 16)
        for number in range(1, 13):
            for name, wanted in _ISLAMIC.items():
                if number == wanted:
                    found[name].append(day)
            day += timedelta(days=28 + (bits >> 2 * (number - 1) & 3))
    return {name: tuple(days) for name, days in found.items()}


_JEWISH_EPOCH = -1373427  # day number (date.toordinal) before the first day


def _jewish(month: str, year: int) -> date:
    if month == "nisan":  # the year ends 177 days after it
        return date.fromordinal(_tishri(year + 3761) - 177)
    first = _tishri(year + 3761)
    if month == "tishri":
        return date.fromordinal(first)
    heshvan = 30 if (_tishri(year + 3762) - first) % 10 == 5 else 29
    return date.fromordinal(first + 30 + heshvan)


def _tishri(year: int) -> int:
    """The day number of the first of Tishri of a Jewish year."""
    before, this, after = (_elapsed(y) for y in (year - 1, year, year + 1))
    late = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _JEWISH_EPOCH + this + late


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


_BEIJING = 8 / 24
_DAY_ZERO = date(2000, 1, 1).toordinal() - 2451544.5  # day number of Julian Day 0


def _chinese_new_year(year: int) -> date:
    number = round((year - 2000) * 12.3685)
    for k in range(number - 1, number + 5):
        day = _day_of_moon(k)
        twelfth_month = day.day == 21 and _day_of_moon(k - 1) <= date(year - 1, 12, 22)  # 1985: the solstice's moon
        if date(year, 1, 21) <= day <= date(year, 2, 20) and not (day.month == 1 and twelfth_month):
            return day
    raise ValueError(year)


def _day_of_moon(k: int) -> date:
    """The day in Beijing on which the new moon number `k` falls."""
    return date.fromordinal(math.floor(_new_moon(k) + _DAY_ZERO + _BEIJING))


def _new_moon(k: int) -> float:
    """The Julian Day of the new moon number `k` after that of 6 January 2000, right to a few minutes."""
    t = k / 1236.85
    mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    sun, moon, node = (
        math.radians(a) for a in (2.5534 + 29.1053567 * k, 201.5643 + 385.81693528 * k, 160.7108 + 390.67050284 * k)
    )
    return mean + (
        -0.4072 * math.sin(moon)
        + 0.17241 * e * math.sin(sun)
        + 0.01608 * math.sin(2 * moon)
        + 0.01039 * math.sin(2 * node)
        + 0.00739 * e * math.sin(moon - sun)
        - 0.00514 * e * math.sin(moon + sun)
        + 0.00208 * e * e * math.sin(2 * sun)
        - 0.00111 * math.sin(moon - 2 * node)
        - 0.00057 * math.sin(moon + 2 * node)
        + 0.00056 * e * math.sin(2 * moon + sun)
        - 0.00042 * math.sin(3 * moon)
        + 0.00042 * e * math.sin(sun + 2 * node)
        + 0.00038 * e * math.sin(sun - 2 * node)
        - 0.00024 * e * math.sin(2 * moon - sun)
        - 0.0008  # dynamical to universal time, about 70 seconds
    )
