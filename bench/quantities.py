"""Quantities on the cases of Recognizers-Text (MIT): the share of cases in which every span and value is as expected.

A case is right when its list of findings is: the same spans (the same words where the set gives no offsets), values
equal to 1 in 10^9 (the set prints 15 digits), units that our packs read as the same unit. All cases count, also those that the
set marks as not supported by one of its ports. Peer: recognizers-text for Python, where it is importable.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from tellings.annotate.quantities.drafts import Options, Reading
from tellings.annotate.quantities.measures import measure_after, unit_named
from tellings.annotate.quantities.reader import readings
from tellings.lang import Pack, available, load_pack
from tellings.lang.numerals import find_numbers
from tellings.units import MONEY, kind_of

from .task import Result, Skipped

LANGS = tuple(code for code in available() if load_pack(code).has("numbers"))
CULTURES = {"en": "en-us", "de": "de-de", "es": "es-es", "fr": "fr-fr", "tr": "tr-tr", "pt": "pt-br", "it": "it-it"}
SETS = {"number": "Number", "unit": "NumberWithUnit"}
DIMENSIONS = ("distance", "area", "weight", "volume", "speed", "information", "angle", "energy", "power", "pressure")


class Hit(NamedTuple):
    start: int
    stop: int
    value: Any  # a Fraction, or an interval as text
    unit: str = ""


Reader = Callable[[str, Pack], list[Hit]]


def run(data: Path) -> Iterator[Result | Skipped]:
    peer = _peer()
    for key, name in SETS.items():
        for lang in LANGS:
            path = data / "dates" / "recognizers" / f"{name}.{lang}.jsonl"
            dataset = f"quantities/recognizers-{key}.{lang}"
            if not path.is_file():
                if lang in CULTURES:
                    yield Skipped(dataset=dataset, reason=f"{path.name} is not there")
            else:
                cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
                metrics = score(cases, lang=lang)
                if peer is not None and lang in CULTURES:
                    metrics["peer.recognizers.accuracy"] = sum(peer(c, lang) for c in cases) / len(cases)
                yield Result(dataset=dataset, metrics=metrics)


def score(cases: list[dict[str, Any]], *, lang: str) -> dict[str, float]:
    """Accuracy over all cases and for each model."""
    pack = load_pack(lang)
    right: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        right[case["model"].rsplit("/", 1)[-1]].append(is_right(case, pack))
    metrics = {"accuracy": sum(sum(r) for r in right.values()) / len(cases)}
    for model in sorted(right):
        metrics[f"accuracy.{model}"] = sum(right[model]) / len(right[model])
    return metrics


def is_right(case: Mapping[str, Any], pack: Pack) -> bool:
    text = case["input"]
    model = case["model"].rsplit("/", 1)[-1]
    reader = next((r for prefix, r in READERS.items() if model.startswith(prefix)), None)
    if reader is None:
        return not case["expected"]
    got = reader(text, pack)
    expected = case["expected"]
    return len(got) == len(expected) and all(
        _same(hit, want, text, pack) for hit, want in zip(got, expected, strict=True)
    )


def _same(hit: Hit, want: Mapping[str, Any], text: str, pack: Pack) -> bool:
    if "start" in want:
        if (hit.start, hit.stop) != (want["start"], want["end"]):
            return False
    elif text[hit.start : hit.stop].lower() != want["Text"].lower():
        return False
    resolution = want["Resolution"]
    if isinstance(hit.value, str):
        return _interval(hit.value) == _interval(str(resolution.get("value")))
    value = _number(str(resolution.get("value")), pack)
    if value is None or abs(value - hit.value) > abs(value) / 10**9:
        return False
    return "unit" not in resolution or _same_unit(hit.unit, resolution, pack)


def _same_unit(unit: str, resolution: Mapping[str, Any], pack: Pack) -> bool:
    name = resolution["unit"]
    if resolution.get("isoCurrency"):
        return bool(unit == resolution["isoCurrency"])
    units = {unit_named(name, pack=p, prefer=MONEY if kind_of(unit) == MONEY else "") for p in (pack, load_pack("en"))}
    old = pack.table("numbers").get("currencies_until", {})
    units |= {old[new][0] for new in units & old.keys()}  # the set's plain "Franc" is that of any time
    return unit in units or unit == name.lower() or unit.replace("°", "") == name or (unit == "cent" and name in CENTS)


CENTS = ("Cent", "Centavo", "Centimes", "Céntimo", "Centesimo")


def _number(value: str, pack: Pack) -> Fraction | None:
    decimal = "," if pack.table("numbers")["format"]["decimal"] == "," else "."
    value = value.rstrip("%").replace(decimal, ".") if "." not in value else value.rstrip("%")
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        return None


def _interval(value: str) -> tuple[str, ...]:
    parts = re.fullmatch(r"([\[(])([^,]*),([^,]*)([\])])", value)
    if parts is None:
        return (value,)
    ends = [f"{float(parts.group(i)):.9g}" if parts.group(i) else "" for i in (2, 3)]
    return (parts.group(1), *ends, parts.group(4))


# --- ours, asked what each model of the set asks ---------------------------------------------------------------


def _numbers(text: str, pack: Pack) -> list[Hit]:
    found = find_numbers(text, pack=pack, articles=True)
    return [Hit(n.start, n.stop, Fraction(n.value)) for n in found if n.kind != "ordinal"]


def _ordinals(text: str, pack: Pack) -> list[Hit]:
    return [Hit(n.start, n.stop, Fraction(n.value)) for n in find_numbers(text, pack=pack) if n.kind == "ordinal"]


def _of_kind(text: str, pack: Pack, kinds: tuple[str, ...]) -> list[Hit]:
    found = readings(text, pack=pack, options=Options(ranges=False, prefer=kinds[0], articles=True))
    return [
        Hit(r.quantity.start, r.quantity.stop, r.value, r.quantity.unit)
        for r in found
        if r.quantity.kind in kinds and "vague" not in r.effects
    ]


def _ages(text: str, pack: Pack) -> list[Hit]:
    """The set takes any length of time for an age in the Romance languages, and leaves out the words for "of age"."""
    if pack.code not in ("es", "fr", "pt", "it"):
        return _of_kind(text, pack, ("age",))
    hits = []
    for number in find_numbers(text, pack=pack, articles=True):
        unit = measure_after(text, number.stop, pack=pack)
        if unit is not None and unit.kind == "duration":
            hits.append(Hit(number.start, unit.stop, Fraction(number.value), unit.unit))
    return hits


def _ranges(text: str, pack: Pack) -> list[Hit]:
    found = []
    for reading in readings(text, pack=pack, options=Options(bare=True)):
        interval = _as_interval(reading)
        if interval:
            found.append(Hit(reading.lead, reading.trail, interval))
    return found


def _as_interval(reading: Reading) -> str:
    quantity, effects = reading.quantity, reading.effects
    low = "" if quantity.low is None else repr(quantity.low)
    high = "" if quantity.high is None else repr(quantity.high)
    if "range" in effects:
        return f"[{low},{high})"
    if not set(effects) & {"more_than", "at_least", "less_than", "at_most", "exact"}:
        return ""
    left = "[" if low and set(effects) & {"at_least", "exact", "or_equal"} else "("
    right = "]" if high and set(effects) & {"at_most", "exact", "or_equal"} else ")"
    return f"{left}{low},{high}{right}"


READERS: dict[str, Reader] = {
    "NumberRangeModel": _ranges,
    "NumberModel": _numbers,
    "OrdinalModel": _ordinals,
    "PercentModel": lambda t, p: _of_kind(t, p, ("percent",)),
    "CurrencyModel": lambda t, p: _of_kind(t, p, (MONEY,)),
    "TemperatureModel": lambda t, p: _of_kind(t, p, ("temperature", "angle")),
    "DimensionModel": lambda t, p: _of_kind(t, p, DIMENSIONS),
    "AgeModel": _ages,
}


# --- the peer ---------------------------------------------------------------------------------------------------


def _peer() -> Callable[[Mapping[str, Any], str], bool] | None:
    """Whether the Python build of Recognizers-Text gets a case right; None where it is not installed."""
    if any(importlib.util.find_spec(m) is None for m in ("recognizers_number", "recognizers_number_with_unit")):
        return None
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer

    numbers = ("NumberModel", "OrdinalModel", "PercentModel")
    methods = {"NumberModel": "number", "OrdinalModel": "ordinal", "PercentModel": "percentage"}
    methods |= {f"{m}Model": m.lower() for m in ("Currency", "Dimension", "Temperature", "Age")}
    models: dict[tuple[str, str], Any] = {}

    def model(name: str, culture: str) -> Any:
        if (name, culture) not in models:
            recognizer = NumberRecognizer if name in numbers else NumberWithUnitRecognizer
            try:
                models[name, culture] = getattr(recognizer(culture), f"get_{methods[name]}_model")(culture, False)
            except (KeyError, ValueError):  # it offers no such model for this language
                models[name, culture] = None
        return models[name, culture]

    def is_peer_right(case: Mapping[str, Any], lang: str) -> bool:
        served = model(case["model"].rsplit("/", 1)[-1], CULTURES[lang])
        found = served.parse(case["input"]) if served is not None else []
        return len(found) == len(case["expected"]) and all(
            _words_of(f.text) == _words_of(w["Text"])
            and ("start" not in w or (f.start, f.end + 1) == (w["start"], w["end"]))
            and all(
                _words_of((f.resolution or {}).get(k)) == _words_of(w["Resolution"].get(k)) for k in ("value", "unit")
            )
            for f, w in zip(found, case["expected"], strict=True)
        )

    return is_peer_right


def _words_of(value: object) -> str:
    return "" if value is None else str(value).lower().replace(" ", "")
