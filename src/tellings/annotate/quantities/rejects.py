"""What looks like a quantity and is none: clock times, scores, phone numbers, models, labels, "one of"."""

from __future__ import annotations

import re

from ...lang.numerals import NumberSpan
from .measures import Measure
from .tables import Tables

_AFTER = re.compile(r"[:/+*=]\s?\d|(?:[-‐‑./]\d+){2,}|[:.]\d")
_MODEL_BEFORE = re.compile(r"[^\W\d_]\d{0,3}[-‐‑–]$|[#№@_]\s?$|\d[:/+*]\s?$|\d\.$|[+]\s?$")
_COMPOUND = re.compile(r"[-‐‑][^\W\d_]")  # "primeiro-ministro"
_PHONE = re.compile(r"\d{1,3}(?:[-‐‑ ()/]{1,2}\d{2,5}){2,}")
_PHONE_BEFORE = re.compile(r"(?:\d[-‐‑ ]){2,}$|\+[\d\-‐‑ ()]+$")


def reject(text: str, folded: str, number: NumberSpan, *, start: int, measure: Measure | None, tables: Tables) -> str:
    """The name of the rule that says it is no quantity; "" when none does."""
    measured = measure is not None
    if not number.words and _in_address(text, start):
        return "digits of a web address"
    if number.value == 1 and not measured and _ends_name(text, number, start):
        return "one as the end of a name"
    if number.kind == "ordinal" and number.words and _COMPOUND.match(text, number.stop):
        return "ordinal inside a title"
    if number.rule == "fraction word" and not measured and number.value * 2 == 1 and _COMPOUND.match(text, number.stop):
        return "half of a compound"
    if number.rule == "digits in a code":
        return "digits in a code"
    if not number.words:
        if not measured and start and text[start - 1].isalpha() and not tables.proclitic(folded, start):
            return "letters before the digits"
        if not measured and _glued(text, number):
            return "letters on the digits"
        if _MODEL_BEFORE.search(text, max(0, start - 4), start):
            return "digits on a name, score or clock time"
        if _AFTER.match(text, number.stop) and not measured:
            return "digits of a score or clock time"
        if telephone(text, start) or _PHONE_BEFORE.search(text, max(0, start - 16), start):
            return "digits of a telephone number"
        if text[number.start] == "0" and number.rule == "digits" and number.stop - number.start > 1:
            return "leading zero"
        if tables.not_before and not measured and tables.not_before.find(folded, start):
            return "number of a label"
    return ""


def telephone(text: str, start: int) -> bool:
    """Whether an international telephone number starts at `start`, after its plus sign."""
    return start > 0 and text[start - 1] == "+" and _PHONE.match(text, start) is not None


def _in_address(text: str, at: int) -> bool:
    begin = max(text.rfind(" ", max(0, at - 200), at), text.rfind("\n", max(0, at - 200), at)) + 1
    return "://" in text[begin:at] or text.startswith("www.", begin)


def _ends_name(text: str, number: NumberSpan, start: int) -> bool:
    """Whether a name runs up to a "One" or "1": "Formula One", "Artemis 1"."""
    if not (text[number.start].isupper() or text[number.start].isdigit()):
        return False
    before = text[max(0, start - 40) : start].rstrip(" ").rpartition(" ")
    return before[2][:1].isupper() and bool(before[0]) and before[0][-1] not in ".!?…:"


def _glued(text: str, number: NumberSpan) -> bool:
    return number.stop < len(text) and (text[number.stop].isalpha() or text[number.stop] == "_")
