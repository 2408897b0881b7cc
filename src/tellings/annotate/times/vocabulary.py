"""The words of a pack's table of time expressions, by their first word: what class each is and what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .tokens import words_of

Fields = dict[str, Any]
Lexicon = dict[str, list[tuple[tuple[str, ...], str, Fields]]]  # first word -> (other words, class, fields)
Forms = frozenset[tuple[str, ...]]

# table name -> (class, field that takes the key, whether the key is a number)
CLASSES: Mapping[str, tuple[str, str, bool]] = {
    "months": ("month", "m", True),
    "months_of": ("monthof", "m", True),  # the case that a month has before its day
    "weekdays": ("weekday", "wd", True),
    "weekdays_from": ("weekdayfrom", "wd", True),  # the case that the first of a stretch has
    "months_from": ("monthfrom", "m", True),
    "units": ("unit", "unit", False),
    "parts": ("part", "pod", False),
    "days": ("day", "shift", True),
    "seasons": ("season", "season", False),
    "holidays": ("holiday", "holiday", False),
    "cardinals": ("num", "n", True),
    "tens": ("tens", "tens", True),
    "ordinals": ("ord", "nth", True),
    "relative": ("rel", "which", True),
    "modifiers": ("mod", "mod", False),
    "references": ("refword", "ref", False),
    "decades": ("decadeword", "decade", True),
    "years": ("yearword", "which", True),
    "text_days": ("textday", "shift", True),
    "weekday_plurals": ("weekdays", "wd", True),
    "unit_parts": ("unitpart", "unit", False),
    "weekday_parts": ("wdpart", "wd", True),
    "stretches": ("stretchword", "which", True),
    "sets": ("setword", "unit", False),
    "quarters": ("quarter", "quarter", True),
    "romans": ("roman", "century", True),
    "finals": ("final", "nth", True),
    "after": ("relafter", "which", True),
    "halves": ("ampm", "ampm", False),
    "vague": ("vague", "n", False),
    "hours": ("numhour", "h", True),
    "hours_at": ("athour", "h", True),  # in a case that only the clock has beside "o'clock" or a part of day
    "hours_of": ("hourof", "h", True),  # in the case before "half": "səkkizin yarısı"
    "single_units": ("singleunit", "unit", False),  # in the singular and a case that says how long: "tydzień", «часа»
    "double_units": ("doubleunit", "unit", False),  # in the number that says two: Arabic "two days" in one word
    "deictic_parts": ("deicticpart", "pod", False),
    "clock_words": ("clock", "h", True),
    "quarter_hours": ("quarterhour", "n", True),
    "zones": ("zone", "zone", False),
}


# the field that takes what stands after a stroke in a key ("1|EV", "year|end"), where it is no part of day
_PART = {"unitpart": "mod"}
# what the class of a word adds to its fields
_ADDED: Mapping[str, Fields] = {
    "day": {"unit": "day"},
    "yearword": {"unit": "year"},
    "textday": {"unit": "day", "from": "text"},
    "deicticpart": {"shift": 0, "unit": "day"},
    "clock": {"sharp": True},
}


_INNERMOST = re.compile(r"\{([^{}]*)\}")


class Vocabulary(NamedTuple):
    lexicon: Lexicon
    words: dict[str, set[tuple[str, ...]]]  # class -> its forms
    marks: Mapping[str, Forms]  # "weak", "proper", "plural", "beside" -> the forms that are so

    def enter(self, form: str, kind: str, fields: Fields) -> None:
        """Add every spelling of a form, and the spelling without its marks for lenient reading."""
        for spelt in expand(form):
            cut = words_of(spelt)
            if not cut:
                continue
            given = {**fields, **{m: True for m, forms in self.marks.items() if cut in forms and _marked(m, kind)}}
            _put(self.lexicon, cut, kind, given)
            self.words.setdefault(kind, set()).add(cut)
            plain = words_of(_plain(spelt))
            if plain and plain != cut:
                _put(self.lexicon, plain, kind, {**given, "lenient": True})


def vocabulary_of(tables: Sequence[Mapping[str, Any]]) -> Vocabulary:
    """The words of several tables as one vocabulary."""
    marks = {
        mark: frozenset(words_of(f) for table in tables for form in table.get(mark, ()) for f in expand(form))
        for mark in ("weak", "proper", "plural", "beside")
    }
    vocabulary = Vocabulary({}, {}, marks)
    for table in tables:
        for section, (kind, field, numeric) in CLASSES.items():
            for key, forms in table.get(section, {}).items():
                left, _, part = key.partition("|")
                value: Any = _number(left) if numeric else left
                fields = {field: value, **({_PART.get(kind, "pod"): part} if part else {}), **_ADDED.get(kind, {})}
                for form in forms:
                    vocabulary.enter(form, kind, fields)
                    for other, said in _also(kind, value):
                        vocabulary.enter(form, other, said)
        for kind, forms in table.get("words", {}).items():
            for form in forms:
                vocabulary.enter(form, kind, {})
    return vocabulary


def _also(kind: str, value: Any) -> Iterator[tuple[str, Fields]]:
    """The other classes that a number word belongs to."""
    if kind == "tens":
        yield "num", {"n": value}
    elif kind == "num" and isinstance(value, int):
        if value <= 24:
            yield "numhour", {"h": value}
        if 2 <= value <= 31:  # "one" before the name of a month is more often an article or a pronoun
            yield "wordday", {"d": value}
    elif kind == "ord" and 1 <= value <= 31:
        yield "dom", {"d": value}


def _marked(mark: str, kind: str) -> bool:
    if mark == "beside":
        return kind in ("month", "monthof", "weekday")
    return mark != "plural" or kind == "unit"


def _put(lexicon: Lexicon, form: tuple[str, ...], kind: str, fields: Fields) -> None:
    bucket = lexicon.setdefault(form[0], [])
    if "lenient" not in fields:  # a form of its own rather than what is left of another without its marks: "cı", "ci"
        bucket[:] = [e for e in bucket if not (e[:2] == (form[1:], kind) and e[2] == {**fields, "lenient": True})]
    if not any(rest == form[1:] and k == kind and _bare(f) == _bare(fields) for rest, k, f in bucket):
        bucket.append((form[1:], kind, fields))


def _bare(fields: Fields) -> Fields:
    return {k: v for k, v in fields.items() if k != "lenient"}


_LETTERS = str.maketrans({"ł": "l", "ı": "i", "ß": "ss", "ø": "o"})


def _plain(form: str) -> str:
    """The form as it is typed without its marks: "manana"."""
    if not any("\u00c0" <= c <= "\u024f" for c in form):
        return form
    marked = unicodedata.normalize("NFD", form.translate(_LETTERS))
    return "".join(c for c in marked if not unicodedata.combining(c))


def expand(form: str) -> list[str]:
    """Every spelling that a form with braces stands for: "{a|b}c" gives "ac" and "bc"; braces may be nested."""
    match = _INNERMOST.search(form)
    if match is None:
        return [form]
    spelt = (
        other
        for choice in match[1].split("|")
        for other in expand(form[: match.start()] + choice + form[match.end() :])
    )
    return list(dict.fromkeys(spelt))


def _number(key: str) -> int | float:
    return float(key) if "." in key else int(key)
