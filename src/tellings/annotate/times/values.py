"""Write what a node means: TIMEX3 type and value, EDTF, and what decided."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, NamedTuple

from ...records import TimexType
from .almanac import FINENESS, PARTS, Moment, begin, day_of, edtf_of, end, shift, value_of
from .context import FUTURE, OPEN, PAST, Context, Found, Unanchored, near_last
from .ranges import filled
from .resolve import find
from .vocabulary import Fields

_CLOCK = frozenset(("second", "minute", "hour"))
_NAMED = {"wd", "m", "holiday", "h"}  # what makes an amount of time part of a date


class Written(NamedTuple):
    type: TimexType
    value: str
    edtf: str = ""
    how: str = ""
    anchored: bool = False
    moment: Moment | None = None


_LETTERS = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "weekend": "{}WE", "week": "{}W",
    "month": "{}M", "quarter": "{}Q", "season": "{}SU", "year": "{}Y", "decade": "{}DE", "century": "{}CE",
}  # fmt: skip
_MULTIPLES = {
    "fortnight": ("week", 2),
    "halfyear": ("month", 6),
    "decade": ("year", 10),
    "century": ("year", 100),
    "millennium": ("year", 1000),
}


def write(kind: str, fields: Fields, context: Context) -> Written | None:
    """What the node says; None where it names no time."""
    if kind == "ref":
        return _reference(fields, context)
    if kind == "set":
        return Written("SET", _set_value(fields), how="repeated")
    if kind == "span" and "which" not in fields:
        return _duration(fields)
    if kind == "range":
        return _range(fields, context)
    if "n" in fields and "which" in fields and "unit" in fields:
        return _stretch(fields, context)
    if fields.get("plural") and "which" in fields and "n" not in fields and kind in {"date", "moment"}:
        return _stretch({**fields, "n": "X"}, context)
    back = context.direction == PAST or (fields.get("unit") in _CLOCK and context.direction != FUTURE)
    if fields.get("either") and back and not context.request and not _NAMED & fields.keys():
        return _duration(fields)  # "the lowest in six years" looks back
    if _later_than_untold(fields, context):
        return _duration(fields)
    if isinstance(fields.get("n"), str) and "sign" in fields:
        value = "PAST_REF" if fields["sign"] < 0 else "FUTURE_REF"
        return Written("DATE", value, how="how far is not said")
    try:
        found = find(fields, context)
    except Unanchored:
        return _unanchored(fields, context.direction)
    if found is None:
        return None
    return _written(found, fields)


def _later_than_untold(fields: Fields, context: Context) -> bool:
    """Whether something is said to be later than what no date tells, so that no day is told by it but a length of time.

    Hours and minutes after something past; whatever would lie ahead of the report though it is told in the past tense; and
    "nine years later" where the text has named no date before and does not look ahead.
    """
    if fields.get("sign") != 1 or "base" in fields or "unit" not in fields or context.request or _NAMED & fields.keys():
        return False
    text, past = fields.get("from") == "text", context.direction == PAST
    ahead = context.anchor is not None and context.last is not None and context.last.at > context.anchor
    if fields["unit"] in {"second", "minute", "hour"}:
        if text and context.last is None:
            return context.direction != FUTURE
        return past and not near_last(context) and (not text or ahead)
    if not text or context.last is None:
        return (past and not near_last(context)) or (text and context.direction != FUTURE)
    return past and ahead


def _written(found: Found, fields: Fields) -> Written:
    moment = found.moment
    approximate = bool(fields.get("approx"))
    edtf = edtf_of(moment, approximate=approximate)
    value = value_of(moment)
    if fields.get("bc"):
        whole = moment.grain in {"year", "month", "day"}  # a year 44 BC is -0043 (astronomical, ISO 8601)
        value, edtf = f"BC{value}", f"-{moment.at.year - 1:04d}{edtf[4:]}" if whole else ""
    elif fields.get("mod") in {"start", "mid", "end"}:
        edtf = _portion(moment, fields["mod"]) or edtf
    elif moment.grain == "month" and fields.get("monthhalf") in (1, 2):
        first, last = (1, 15) if fields["monthhalf"] == 1 else (16, (end(moment) - timedelta(days=1)).day)
        edtf = f"{value}-{first:02d}/{value}-{last:02d}"
    elif moment.code == "NI" and (fields.get("nightto") or fields.get("thisnight") or "holiday" in fields):
        edtf = f"{day_of(moment.at)}/{day_of(moment.at + timedelta(days=1))}"
    kind: TimexType = "TIME" if FINENESS[moment.grain] <= FINENESS["part"] else "DATE"
    return Written(kind, value, edtf, found.how, found.anchored, moment)


def portion(moment: Moment, part: str) -> tuple[Moment, Moment] | None:
    """First and last stretch of the beginning, middle or end of a month, a year, a week or a longer stretch."""
    at, stop = moment.at, end(moment)
    match moment.grain:
        case "week":
            days = {"start": (0, 3), "mid": (2, 4), "end": (4, 7)}[part]
            low, high, grain = at + timedelta(days=days[0]), at + timedelta(days=days[1] - 1), "day"
        case "month":
            days = {"start": (0, 10), "mid": (10, 20), "end": (20, (stop - at).days)}[part]
            low, high, grain = at + timedelta(days=days[0]), at + timedelta(days=days[1] - 1), "day"
        case "year":
            months = {"start": (0, 3), "mid": (4, 8), "end": (8, 12)}[part]
            low, high, grain = shift(at, months[0], "month"), shift(at, months[1] - 1, "month"), "month"
        case "decade":
            years = {"start": (0, 3), "mid": (3, 7), "end": (7, 10)}[part]
            low, high, grain = shift(at, years[0], "year"), shift(at, years[1] - 1, "year"), "year"
        case "century":
            years = {"start": (0, 30), "mid": (35, 65), "end": (70, 100)}[part]
            low, high, grain = shift(at, years[0], "year"), shift(at, years[1] - 1, "year"), "year"
        case _:
            return None
    return Moment(grain, low), Moment(grain, high)


def _portion(moment: Moment, part: str) -> str:
    ends = portion(moment, part)
    if ends is None:
        return ""
    low, high = edtf_of(ends[0]), edtf_of(ends[1])
    return f"{low}{'' if part == 'start' else '~'}/{high}{'' if part == 'end' else '~'}"


def _reference(fields: Fields, context: Context) -> Written:
    value = fields["ref"]
    if value == "NOW":
        if context.request and context.anchor is not None:
            return _written(Found(Moment("second", context.anchor), "the moment of speaking", True), fields)
        value = "PRESENT_REF"
    return Written("DATE", value, how="refers without naming")


def _amount(number: Any) -> str:
    if isinstance(number, str):
        return number
    return str(int(number)) if number == int(number) else f"{number:g}"


def period(fields: Fields) -> str:
    """The ISO 8601 duration of number and unit: "P3D", "PT1H30M", "PXD" where the number is vague."""
    unit, count = fields["unit"], fields.get("n", 1)
    if "half" in fields and not isinstance(count, str):
        count += 0.5
    if unit in _MULTIPLES:
        unit, factor = _MULTIPLES[unit]
        count = count * factor if not isinstance(count, str) else count
    if unit == "season" and "season" in fields:
        return f"P{_amount(count)}{fields['season']}"
    if not isinstance(count, str) and count != int(count) and "." in f"{count:g}" and unit in {"hour", "year"}:
        smaller, factor = {"hour": ("minute", 60), "year": ("month", 12)}[unit]
        if count < 1:
            unit, count = smaller, count * factor
    return "P" + _LETTERS[unit].format(_amount(count))


def _duration(fields: Fields) -> Written | None:
    value = period(fields)
    if "more" in fields:
        other = period(fields["more"])[1:]
        value += other[1:] if other[0] == "T" and "T" in value else other
    return Written("DURATION", value, how="duration")


def _stretch(fields: Fields, context: Context) -> Written:
    """A stretch like the last three months: a duration, and where the anchor is known the stretch that it fills."""
    value = period(fields)
    if context.anchor is None or isinstance(fields["n"], str) or fields["n"] != int(fields["n"]):
        return Written("DURATION", value, how="stretch beside the report's date")
    grain = fields["unit"] if fields["unit"] in FINENESS else "day"
    now, count = begin(context.anchor, grain), int(fields["n"])
    low, high = (
        (shift(now, -count, grain), shift(now, -1, grain))
        if fields["which"] < 0
        else (
            shift(now, 1 if fields["which"] else 0, grain),
            shift(now, count if fields["which"] else count - 1, grain),
        )
    )
    ends = edtf_of(Moment(grain, low)).split("/")[0], edtf_of(Moment(grain, high)).split("/")[-1]
    return Written("DURATION", value, f"{ends[0]}/{ends[1]}", "stretch beside the report's date", True)


def _set_value(fields: Fields) -> str:
    pod = f"T{fields['pod']}" if "pod" in fields else ""
    if "h" in fields:
        pod = f"T{fields['h']:02d}:{fields.get('mi', 0):02d}"
    if "wd" in fields:
        return f"XXXX-WXX-{fields['wd']}{pod}"
    if "m" in fields:
        return f"XXXX-{fields['m']:02d}" + (f"-{fields['d']:02d}" if "d" in fields else "")
    if "season" in fields:
        return f"XXXX-{fields['season']}"
    if "unit" in fields:
        return period(fields)
    return f"XXXX-XX-XX{pod}" if pod else "P1D"


def _range(fields: Fields, context: Context) -> Written | None:
    if "more" in fields:
        return None
    lo_fields, hi_fields = filled(fields)
    try:
        hi = find(hi_fields, context)
        lo = find(lo_fields, context)
    except Unanchored:
        low, high = _unanchored(lo_fields), _unanchored(hi_fields)
        if low is None or high is None:
            return None
        edtf = f"{low.edtf}/{high.edtf}" if low.edtf and high.edtf else ""
        return Written(high.type, f"{low.value}/{high.value}", edtf, low.how)
    if lo is None or hi is None:
        return None
    first, last = lo.moment, hi.moment
    if first.at > last.at:
        moved = _ordered(first, last, lo_fields, hi_fields)
        if moved is None:
            return None
        first, last = moved
    low_text, high_text = edtf_of(first).split("/")[0], edtf_of(last).split("/")[-1]
    kind: TimexType = "TIME" if FINENESS[last.grain] <= FINENESS["part"] else "DATE"
    how = hi.how or lo.how
    value = f"{value_of(first)}/{value_of(last)}"
    return Written(kind, value, f"{low_text}/{high_text}", how, lo.anchored or hi.anchored, last)


def _ordered(first: Moment, last: Moment, lo: Fields, hi: Fields) -> tuple[Moment, Moment] | None:
    """Ends that came out in the wrong order, put right where one of them was open."""
    if first.grain in {"hour", "minute"}:
        if last.at.hour < 12 and "ampm" not in hi and (last.at + timedelta(hours=12)) > first.at:
            return first, last._replace(at=last.at + timedelta(hours=12))
        return first, last._replace(at=last.at + timedelta(days=1))
    if {"y", "y2"} & lo.keys() and {"y", "y2"} & hi.keys():
        if lo.get("y") == hi.get("y") and ("m" in lo):
            return first._replace(at=shift(first.at, -1, "year")), last
        return None
    if "wd" in hi and "m" not in hi:
        return first, last._replace(at=last.at + timedelta(days=7))
    return first._replace(at=shift(first.at, -1, "year")), last


def _unanchored(f: Fields, direction: int = OPEN) -> Written | None:
    """The underspecified TIMEX3 value: what the words give, X for what only an anchor could; the rest is told by the rule."""
    how = "the anchor is unknown"
    if f.get("unit") == "year" and "which" in f:
        how += f", year {f['which']:+d} of the report"
    if f.get("unit") == "day" and "shift" in f and "from" not in f:
        how += f", day {f['shift']:+d} of the report"
    if "wd" in f and f.get("which") == 0:
        how += ", this one"
    if "wd" in f and (direction == FUTURE or f.get("which", 0) > 0):
        how += ", told as to come"
    clock = ""
    if "h" in f:
        clock = f"T{f['h']:02d}:{f.get('mi', 0):02d}"
        if f.get("ampm") == "pm" and f["h"] < 12:
            clock = f"T{f['h'] + 12:02d}:{f.get('mi', 0):02d}"
    elif "pod" in f and f["pod"] in PARTS:
        clock = f"T{f['pod']}"
    kind: TimexType = "TIME" if clock else "DATE"
    edtf = ""
    if re.fullmatch(r"\d\d-\d\d", f.get("holiday", "")):
        value = edtf = f"XXXX-{f['holiday']}"
    elif "m" in f:
        value = f"XXXX-{f['m']:02d}" + (f"-{f['d']:02d}" if "d" in f else "")
        edtf = value
    elif "d" in f:
        value = f"XXXX-XX-{f['d']:02d}"
        edtf = value
    elif "wd" in f:
        value = f"XXXX-WXX-{f['wd']}"
    elif "season" in f:
        value = f"XXXX-{f['season']}"
    elif "quarter" in f:
        value = f"XXXX-Q{f['quarter']}"
    elif "half" in f:
        value = f"XXXX-H{f['half']}"
    else:
        unit = f.get("unit") or (f.get("base") or {}).get("unit", "day")
        value = {
            "year": "XXXX", "decade": "XXX", "century": "XX", "month": "XXXX-XX", "quarter": "XXXX-QX",
            "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "halfyear": "XXXX-HX",
        }.get(unit, "XXXX-XX-XX")  # fmt: skip
    return Written(kind, value + clock, "" if clock else edtf, how)
