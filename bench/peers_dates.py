"""dateparser and Recognizers-Text, scored beside our own reader where they are installed.

    pip install --target DIR dateparser
    pip install --target DIR --no-deps recognizers-text-suite recognizers-text recognizers-text-number \
        recognizers-text-number-with-unit recognizers-text-date-time recognizers-text-sequence \
        recognizers-text-choice datedelta multipledispatch emoji==1.7.0 grapheme python-dateutil regex
    PYTHONPATH=DIR python -m bench dates
"""

from __future__ import annotations

import re
import warnings
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from .scoring_times import truncate

_CULTURES = {"en": "en-us", "es": "es-es", "fr": "fr-fr", "de": "de-de", "tr": "tr-tr", "pt": "pt-br", "it": "it-it"}


def has_dateparser() -> bool:
    return find_spec("dateparser") is not None


def has_recognizers(lang: str) -> bool:
    return lang in _CULTURES and find_spec("recognizers_date_time") is not None


def dateparser_right(row: dict[str, Any], instant: datetime | None) -> bool:
    """Whether dateparser gives the value of one of Duckling's expressions, to its grain."""
    import dateparser

    grain = re.search(r"\) (\w+)", row["expected"])
    if grain is None or instant is None:
        return False
    settings = {
        "RELATIVE_BASE": datetime.fromisoformat(row["reference"]),
        "PREFER_DATES_FROM": "future",
        "PREFER_DAY_OF_MONTH": "first",
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        got = dateparser.parse(row["input"], languages=[row["lang"]], settings=settings)
    unit = grain[1].lower()
    return got is not None and truncate(got.replace(tzinfo=None), unit) == truncate(instant, unit)


def recognizers_right(row: dict[str, Any], lang: str) -> bool:
    """Whether Recognizers' own Python build gives what its own case expects: as many, overlapping, one value the same."""
    from recognizers_date_time import recognize_datetime

    expected = row["expected"]
    try:
        got = recognize_datetime(row["input"], _CULTURES[lang], reference=datetime.fromisoformat(row["reference"]))
    except Exception:
        return False
    if len(got) != len(expected):
        return False
    text = row["input"].lower()
    return all(_agrees(e, g, text) for e, g in zip(expected, sorted(got, key=lambda g: g.start), strict=True))


def _agrees(expected: dict[str, Any], got: Any, text: str) -> bool:
    start = expected["start"] if "start" in expected else text.find(expected["Text"].lower())
    if not (got.start < start + len(expected["Text"]) and start <= got.end):
        return False
    wanted = [_said(v) for v in (expected.get("Resolution") or {}).get("values") or []]
    return any(_said(v) in wanted for v in (got.resolution or {}).get("values") or [])


def _said(value: dict[str, Any]) -> tuple[Any, ...]:
    if value.get("type") == "set":
        return ("set", value.get("timex"))
    return tuple(value.get(key) for key in ("type", "value", "start", "end"))
