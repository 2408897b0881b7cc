"""Find the unit or currency that belongs to a number: signs before or after it, names of units after it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from re import Pattern

from msgspec import structs

from ...lang import Pack, load_pack
from ...records import Record
from ...textfold import LETTERS, bare, fold
from ...units import kind_of

_WORD = re.compile(rf"{LETTERS}[²³]?")
_GAP = re.compile(r"[ \u00a0\u202f\u2009]{0,2}[-‐‑./'’]?[ \u00a0\u202f]?")
_LINK = re.compile(r"[ \u00a0]([^\W\d_]{1,3})(?=[ \u00a0])")
_MOST_WORDS = 5
_REACH = 70  # code points after a number that may hold its unit
_DURATION = "duration"


class Measure(Record, frozen=True, kw_only=True):
    """A unit found beside a number. `start`/`stop` frame the unit only."""

    start: int
    stop: int
    unit: str
    kind: str
    scale: int = 1  # of a letter between amount and currency: "$5m"
    rule: str = ""


class _Names(Record, frozen=True, kw_only=True):
    phrases: dict[str, tuple[str, str]]  # stemmed words -> (unit, kind)
    also: dict[str, tuple[str, str]]  # phrases that name a currency as well as a unit
    signs: Pattern[str]  # after a number; case counts
    before: Pattern[str]  # currency signs and codes that end where the number starts
    sign_units: dict[str, tuple[str, str]]
    stem: Callable[[str], str]  # cached: without the endings that the pack names
    never: frozenset[str]  # words that only look like a unit with an ending: az "bala" is a cub, no "bal" in the dative
    links: frozenset[str]  # "de": may stand between a number and its unit
    scales: dict[str, int]


def measure_after(text: str, at: int, *, pack: Pack, prefer: str = "") -> Measure | None:
    """The unit that starts at `at`, right after a number (a space or hyphen may stand between), or None.

    `prefer` is the kind that a name of two units is read as ("pounds"). A length of time comes back with the kind "duration": it is for the reader of times.
    """
    names = _names(pack)
    sign = names.signs.match(text, at)
    phrase = _phrase_after(text, at, names, prefer)
    if sign is None:
        link = _LINK.match(text, at)
        if link is not None and fold(link.group(1)) in names.links:
            sign = names.signs.match(text, link.end())  # "14 millions de $"
    if sign is not None and names.sign_units[sign.group(1)][0] == "°":
        finer = _phrase_after(text, sign.end(), names, prefer)
        if finer is not None and finer.kind == "temperature":  # "100° Celsius"
            return structs.replace(finer, start=sign.start(1))
    if sign is not None and (phrase is None or sign.end() >= phrase.stop):
        unit, kind = names.sign_units[sign.group(1)]
        return Measure(start=sign.start(1), stop=sign.end(1), unit=unit, kind=kind, rule="sign of a unit")
    return phrase


def measure_before(text: str, at: int, after: int, *, pack: Pack) -> Measure | None:
    """The currency sign or code that ends at `at`, where a number starts that ends at `after`."""
    names = _names(pack)
    found = names.before.search(text, max(0, at - 8), at)
    if found is None:
        return None
    unit, kind = names.sign_units[found.group(1)]
    scale, stop = 1, found.end()
    letter = re.compile(r"[ \u00a0]?([A-Za-z]{1,3})(?!\w)").match(text, after)
    if letter is not None and letter.group(1) in names.scales and letter.start() == letter.start(1):
        scale, stop = names.scales[letter.group(1)], letter.end()
    return Measure(
        start=found.start(1), stop=stop, unit=unit, kind=kind, scale=scale, rule="currency before the amount"
    )


def unit_named(name: str, *, pack: Pack, prefer: str = "") -> str:
    """The canonical unit that a name of a unit stands for in this language; "" when it is not known."""
    measure = measure_after(f" {name}", 0, pack=pack, prefer=prefer)
    return measure.unit if measure is not None and measure.stop == len(name) + 1 else ""


def _phrase_after(text: str, at: int, names: _Names, prefer: str) -> Measure | None:
    words: list[str] = []
    stops: list[int] = []
    start = position = at
    best: Measure | None = None
    linked = False
    end = min(len(text), at + _REACH)
    while len(words) < _MOST_WORDS:
        gap = _GAP.match(text, position, end)
        found = _WORD.match(text, gap.end() if gap else position, end)
        if found is None or (words and "." in text[position : found.start()] and found.start() - position > 1):
            break
        if not words and not linked and fold(found.group()) in names.links:
            position, linked = found.end(), True  # "2,5 milliards d'euros"
            continue
        if names.never and fold(found.group()) in names.never:
            break
        if not words:
            start = found.start()
        words.append(names.stem(bare(fold(found.group()))))
        stops.append(found.end())
        position = found.end()
        phrase = " ".join(words)
        hit = names.also.get(phrase) if prefer == "money" and phrase in names.also else names.phrases.get(phrase)
        if hit is not None:
            best = Measure(start=start, stop=position, unit=hit[0], kind=hit[1], rule="name of a unit")
    return best


def _stem(word: str, *, endings: Sequence[str]) -> str:
    for _ in range(3):  # endings pile up: "derece-nin", "dolar-lık-tır"
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


@functools.cache
def _names(pack: Pack) -> _Names:
    own = pack.table("numbers")
    endings = tuple(sorted(own.get("unit_endings", "").split(), key=lambda e: (-len(e), e)))
    phrases: dict[str, tuple[str, str]] = {}
    frozen = pack.own_table("units") if pack.code != "und" else {}
    for section, kind in (("currencies", ""), ("durations", _DURATION), ("units", "")):
        for source in (frozen, own):
            _add(phrases, source.get(section, {}), kind=kind, endings=endings)
    both: dict[str, tuple[str, str]] = {}
    for accented, plain in own.get("spelling", {}).items():  # "galões" is also written "galoes"
        phrases |= {
            k.replace(accented, plain): v for k, v in phrases.items() if accented in k and len(accented) == len(plain)
        }
    _add(both, own.get("currencies_also", {}), kind="", endings=endings)
    signs = load_pack("und").own_table("units")
    units: dict[str, tuple[str, str]] = {}
    for section in ("signs", "currency_signs"):
        for unit, forms in signs.get(section, {}).items():
            units.update({form: (unit, kind_of(unit) or "money") for form in forms})
    also = signs.get("iso_also", {})
    codes: dict[str, tuple[str, str]] = {
        code: (also.get(code, code), "money") for code in signs.get("iso", {}).get("codes", "").split()
    }
    currency = [f for forms in signs.get("currency_signs", {}).values() for f in forms] + list(codes)
    for unit, forms in own.get("signs", {}).items():
        units.update({form: (unit, kind_of(unit)) for form in forms})
        currency += [form for form in forms if kind_of(unit) == "money"]
    lower = {
        code: (also.get(code.upper(), code.upper()), "money") for code in signs.get("iso", {}).get("lower", "").split()
    }
    codes |= lower
    units.update(codes)
    dollars = {f"{code}$": codes[code] for code in codes}  # "mxn$ 15"
    units |= dollars
    currency += [*lower, *dollars]
    articles = own.get("elisions", "").split()  # "12 milioni l'anno": no litres
    elided = rf"(?!(?:{'|'.join(articles)})['’][^\W\d_])" if articles else ""
    lettered = [form for form in units if form[-1].isalnum()]
    bare = [form for form in units if not form[-1].isalnum()]  # "%" and "°" may have an ending written on
    return _Names(
        phrases=phrases,
        also=both,
        signs=re.compile(
            rf"[ \u00a0\u202f\u2009]?[-‐‑]?{elided}((?:{_longest_first(lettered)})(?![^\W_])|{_longest_first(bare)})"
        ),
        before=re.compile(rf"(?<![^\W\d_])({_longest_first(currency)})[ \u00a0\u202f]?$".replace("$$", "$")),
        sign_units=units,
        stem=functools.lru_cache(maxsize=8192)(functools.partial(_stem, endings=endings)),
        never=frozenset(fold(own.get("unit_never", "")).split()),
        links=frozenset(own.get("unit_links", "").split()),
        scales={k: int(v) for k, v in signs.get("money_scales", {}).items()},
    )


def _add(
    phrases: dict[str, tuple[str, str]],
    section: Mapping[str, Sequence[str] | str],
    *,
    kind: str,
    endings: Sequence[str],
) -> None:
    for unit, forms in section.items():
        for form in forms.split("|") if isinstance(forms, str) else forms:
            words = [_stem(bare(w), endings=endings) for w in _WORD.findall(fold(form))]
            if words and not any(c.isdecimal() for c in form):  # of "10-летие" only the ending would be left
                phrases[" ".join(words)] = (unit, kind or kind_of(unit) or "other")


def _longest_first(forms: Sequence[str] | Mapping[str, object]) -> str:
    return "|".join(re.escape(f) for f in sorted(set(forms), key=lambda f: (-len(f), f)))
