"""What digits can stand for by their shape alone: days, years, whole dates, clock times, plain numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .tokens import BROKEN, GLUED, Tokens
from .vocabulary import Fields

# a run of digits and the marks that join them; a date-time in ISO 8601 is one run
_RUN = re.compile(
    r"(?<!\d)\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?(?![\d:])"
    r"|\d+(?:[.:,/\-–—]\d+)*(?!\d)"
)
_DASH = re.compile(r"[-–—]")
_GROUPED = re.compile(r"(?<!\d)[1-9]\d{0,2}(?: \d{3}){1,2}(?!\d)")
_GROUP = 3  # digits
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)t(\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(z|[+-]\d\d:?\d\d)?")
_YMD = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)")
_ANY3 = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)")
_TWO = re.compile(r"(\d\d?)([./])(\d\d?)")
_YM = re.compile(r"(\d{4})([-/.])(\d\d?)")
_MY = re.compile(r"(\d\d?)([/.])(\d{4})")
_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?")
_DOTCLOCK = re.compile(r"(\d\d?)\.(\d\d)")
_COMMACLOCK = re.compile(r"(\d\d?),(\d\d)")
_DASHED = re.compile(r"(\d+)[-–—](\d+)")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")
_CURRENCY = frozenset("$€£¥₽₴₺₼#№§+@&=^*<>\\|~%")
_SCALE_LETTERS = 2
_SUMS = frozenset("$€£¥₽₴₺₼#№§")
_AFTER = frozenset("%°$€£₽₴₺₼")

_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}

Found = tuple[str, int, int, Fields]


def digit_nodes(tokens: Tokens, *, order: str) -> Iterator[Found]:
    """(class, first token, stop token, fields) for every reading of every run of digits."""
    index = {start: i for i, start in enumerate(tokens.starts)}
    ends = {stop: i + 1 for i, stop in enumerate(tokens.stops)}
    at = 0
    while match := _RUN.search(tokens.folded, at):
        start, stop = match.span()
        at = stop
        first, last = index.get(start), ends.get(stop)
        if first is None or last is None:
            continue
        if _is_name_or_sum(tokens, first, last):
            continue
        grouped = _GROUPED.match(tokens.folded, start) if len(match.group()) <= _GROUP else None
        if grouped and grouped.end() in ends:  # "9 000 hours"
            yield "num", first, ends[grouped.end()], {"n": int(grouped.group().replace(" ", ""))}
        yield from _read_run(match.group(), first, last, order)
        parts = _DASH.split(match.group())
        if len(parts) == 2 and not all(p.isdigit() for p in parts):  # "11:30-13:30"
            middle = index[start + len(parts[0])]
            yield from _read_run(parts[0], first, middle, order)
            yield from _read_run(parts[1], middle + 1, last, order)


def _is_name_or_sum(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the run belongs to a name ("Su-35"), a sum of money, a score, an address or a formula."""
    text, words = tokens.text, tokens.words
    if first and tokens.gaps[first] == GLUED:
        before = words[first - 1]
        if before[0] in _CURRENCY or before == "_":
            return True
        if before[-1].isalpha():  # "15h30" is a time; "G7" is a name
            return not (first > 1 and tokens.gaps[first - 1] == GLUED and words[first - 2].isdigit())
        if first > 1 and tokens.gaps[first - 1] == GLUED:
            other = words[first - 2]
            if before in "-–" and other.isalpha():
                if first > 3 and words[first - 4].isdigit() and tokens.gaps[first - 2] == GLUED:
                    return False  # the year of "31-Oct-74"
                return len(words[first]) != 4 or text[tokens.stops[first - 2] - 1].isupper()
            if before in ".,:" and other.isdigit():
                return True
    if first and words[first - 1] in _SUMS and tokens.gaps[first] != BROKEN:
        return True
    if last + 1 < len(words) and words[last] == "°" and len(words[last + 1]) > _SCALE_LETTERS:
        return False  # "1° gennaio" is a day, "30° C" a temperature
    return last < len(words) and words[last] in _AFTER


def _read_run(run: str, first: int, last: int, order: str) -> Iterator[Found]:
    if run.isdigit():
        yield from _plain(run, first)
        return
    if match := _ISO.fullmatch(run):
        y, m, d, h, mi, s, zone = match.groups()
        fields: Fields = {"y": int(y), "m": int(m), "d": int(d), "h": int(h), "mi": int(mi), "exact": True}
        if s:
            fields["s"] = int(s)
        if zone:
            fields["zone"] = zone.upper()
        if _valid(fields):
            yield "moment", first, last, fields
        return
    if match := _YMD.fullmatch(run):
        fields = {"y": int(match[1]), "m": int(match[3]), "d": int(match[4])}
        if _valid(fields):
            yield "date", first, last, fields
        return
    if match := _ANY3.fullmatch(run):
        for fields in _day_month(int(match[1]), int(match[3]), "dmy" if match[2] == "." else order):
            year = match[4]
            fields["y" if len(year) == 4 else "y2"] = int(year)
            if match[2] != "-" or len(year) == 4:
                yield "date", first, last, fields
                yield "digitdate", first, last, fields
            return
        return
    if match := _CLOCK.fullmatch(run):
        fields = {"h": int(match[1]), "mi": int(match[2]), "exact": True}
        if match[3]:
            fields["s"] = int(match[3])
        if fields["h"] <= 24 and fields["mi"] < 60 and fields.get("s", 0) < 60:
            yield "hm", first, last, fields
        return
    yield from _pair(run, first, last, order)


def _pair(run: str, first: int, last: int, order: str) -> Iterator[Found]:
    if match := _DASHED.fullmatch(run):
        if match[1][0] != "0" or len(match[1]) < 3:
            if (ym := _YM.fullmatch(run)) and 1 <= int(ym[3]) <= 12 and len(ym[3]) == 2:
                yield "yearmonth", first, last, {"y": int(ym[1]), "m": int(ym[3])}
            yield from _plain(match[1], first)
            yield from _plain(match[2], last - 1)
            if len(match[1]) == 4 and len(match[2]) == 2 and int(match[1][2:]) < int(match[2]):
                yield "year", last - 1, last, {"y": int(match[1][:2] + match[2])}
        return
    if (match := _YM.fullmatch(run)) and 1 <= int(match[3]) <= 12 and match[2] != ".":
        yield "yearmonth", first, last, {"y": int(match[1]), "m": int(match[3])}
    if (match := _MY.fullmatch(run)) and 1 <= int(match[1]) <= 12:
        yield "yearmonth", first, last, {"y": int(match[3]), "m": int(match[1])}
    if match := _TWO.fullmatch(run):
        for fields in _day_month(int(match[1]), int(match[3]), "dmy" if match[2] == "." else order):
            yield ("dotday" if match[2] == "." else "slashday"), first, last, fields
            break
    if (match := _DOTCLOCK.fullmatch(run)) and int(match[1]) <= 24 and int(match[2]) < 60:
        yield "dothm", first, last, {"h": int(match[1]), "mi": int(match[2])}
    if (match := _COMMACLOCK.fullmatch(run)) and int(match[1]) <= 24 and int(match[2]) < 60:
        yield "commahm", first, last, {"h": int(match[1]), "mi": int(match[2])}
    if _THOUSANDS.fullmatch(run):
        yield "num", first, last, {"n": int(re.sub(r"\D", "", run))}
    elif (match := _DECIMAL.fullmatch(run)) and len(run) < 12:
        yield "num", first, last, {"n": float(f"{match[1]}.{match[2]}")}
    if "/" in run and re.fullmatch(r"\d{4}/\d\d(?:\d\d)?", run):
        low, high = run.split("/")
        full = high if len(high) == 4 else low[:2] + high
        if int(full) == int(low) + 1:
            yield "yearpair", first, last, {"lo": {"y": int(low)}, "hi": {"y": int(full)}}
    if run.count("/") == 1:
        left, right = run.split("/")
        if run in _FRACTIONS:
            yield "num", first, last, {"n": _FRACTIONS[run]}
        if left.isdigit() and right.isdigit():
            yield from _plain(left, first)
            yield from _plain(right, last - 1)


def _plain(run: str, at: int) -> Iterator[Found]:
    if len(run) > 6:
        return
    value, stop = int(run), at + 1
    yield "num", at, stop, {"n": value}
    if len(run) <= 2:
        if 1 <= value <= 31:
            yield "dom", at, stop, {"d": value}
        if 1 <= value <= 12:
            yield "mon", at, stop, {"m": value}
        if value <= 24:
            yield "hour", at, stop, {"h": value}
        if len(run) == 2:
            if value < 60:
                yield "min", at, stop, {"mi": value}
            yield "yy", at, stop, {"y2": value}
            if value % 10 == 0:
                yield "tenyears", at, stop, {"decade2": value // 10}
    elif len(run) == 4:
        if 1000 <= value <= 2199:
            yield "year", at, stop, {"y": value}
            if value % 10 == 0:
                yield "tenyears", at, stop, {"decade": value // 10}
                yield "tenyears4", at, stop, {"decade": value // 10}
        if value // 100 < 24 and value % 100 < 60:
            yield "military", at, stop, {"h": value // 100, "mi": value % 100}
    if len(run) <= 4 and value:
        yield "oldyear", at, stop, {"y": value}


def _day_month(left: int, right: int, order: str) -> Iterator[Fields]:
    """Day and month of two numbers in the order of the place; the other order where only that can be."""
    for kind in (order, "mdy" if order == "dmy" else "dmy"):
        d, m = (left, right) if kind == "dmy" else (right, left)
        if 1 <= m <= 12 and 1 <= d <= 31:
            yield {"d": d, "m": m}


def _valid(fields: Fields) -> bool:
    return bool(
        1 <= fields["m"] <= 12
        and 1 <= fields["d"] <= 31
        and fields.get("h", 0) <= 24
        and fields.get("mi", 0) < 60
        and fields["y"] >= 1
    )
