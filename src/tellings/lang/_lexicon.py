"""Compile `numbers.toml` of a pack into look-ups: a word's senses as part of a number, and its pieces if it is a compound.

Senses are a small mapping from role to value:

    unit   added (7, 40, «двести»)           mult   multiplies what stands before (hundred, million)
    ord    closes an ordinal (seventh)       den    denominator (third, «пятых»)
    mixed  a value of its own (anderthalb)   plus   added to what stands before (tr "buçuk" = 1/2)
    part   denominator that stands first (tr "üçte")
    loose  goes with no number before it: the prefix of "nahm zwei Millionen ein"
    teen   ten behind a number below ten: Arabic "three ten"; before_teen: what counts only before it
    last   tens that stand behind the ones, "and" between: Arabic "three and twenty"
    small  a multiplier of numbers below ten only: after "12", French "cents" is money
    onto   a scale where digits and a hyphen stand before it ("80-tysięczny")
    and, half (joins a fraction only), art, minus, point, of, bar, over: words between
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..errors import PackError
from ..textfold import fold
from .pack import Pack

Senses = Mapping[str, int | Fraction]
Pieces = tuple[tuple[int, Senses], ...]  # (length in code points, senses)

_ROLES = {
    "cardinals": "unit",
    "multipliers": "mult",
    "ordinals": "ord",
    "denominators": "den",
    "mixed": "mixed",
    "additions": "plus",
    "parts": "part",
    "teens": "teen",
    "before_teens": "before_teen",
    "tens_last": "last",
}
_BETWEEN = {
    "and": "and",
    "half": "half",
    "article": "art",
    "minus": "minus",
    "point": "point",
    "of": "of",
    "the": "the",
    "parts": "parts",
    "alone": "alone",
    "bar": "bar",
    "over": "over",
    "small": "small",
    "tens_and": "tens",
    "loose": "loose",
}
_SHORTEST_ONTO = 7  # letters of a number with the adjective that it is written onto: "stuletni"
_LONGEST = 90  # code points of a compound: "siebenhundertsiebenundsiebzigtausend…" fits
_WORD = r"[^\W\d_]+"
_NUMBER = (
    r"|\d{1,3}(?:[  \u202f\u2009]\d{3})+(?!\d)(?:[.,]\d+)*"
    r"|\d+(?:[.,'’٬٫·]\d+)*"
    r"|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
)


class Lexicon:
    """The number words of one pack. Immutable to its users."""

    def __init__(self, code: str, table: Mapping[str, Any], proclitics: Sequence[str] = ()) -> None:
        form = table.get("format", {})
        self.decimal: str = form.get("decimal", ".")
        self.group: str = form.get("group", "")
        self.either: bool = form.get("either", False)  # any mark may be either: `und`
        self.space_once: bool = form.get("space_once", True)  # "19 000" is one number even with a plain space
        self.apostrophe: bool = form.get("apostrophe", False)  # an apostrophe is a letter of words (Ukrainian)
        self.token = re.compile((rf"{_WORD}(?:['’ʼ]{_WORD})*" if self.apostrophe else _WORD) + _NUMBER)
        compounds = table.get("compounds", {})
        self.linkers = frozenset(compounds.get("linkers", "").split())
        self.suffixes = frozenset(compounds.get("suffixes", "").split())
        self.compounds: bool = compounds.get("allow", False)
        self.inside = frozenset(compounds.get("inside", "").split())  # pieces that are no words by themselves
        digits = table.get("digits", {})
        self.scales = {k: int(v) for v, forms in digits.get("scales", {}).items() for k in forms.split()}
        self.letters = {k: int(v) for v, forms in digits.get("letters", {}).items() for k in forms.split()}
        self.ordinal_ends = frozenset(digits.get("ordinal_ends", "").split())
        self.ordinal_dot: bool = digits.get("ordinal_dot", False)
        self.rest_in_digits: bool = digits.get("rest", False)  # "5 bin 97", one number partly in words
        self.ordinal_after = frozenset(digits.get("ordinal_after", "").split())
        self.case_ends = frozenset(digits.get("case_ends", "").split())
        one = table.get("one", {})
        self.one_before = _word_pattern(one.get("before", ""), r"(?<!\w)(?:{})\s*$")
        self.one_after = _word_pattern(one.get("after", ""), r"\s*(?:{})(?!\w)")
        self.not_minus_after = frozenset(table.get("words", {}).get("not_minus_after", "").split())
        self.linking = frozenset(table.get("counted", {}).get("stop", "").split())  # function words: no noun
        self.never = frozenset(table.get("never", "").split())
        self.not_after = {  # "deniz altı": the sea's under side, no six
            fold(form): pattern
            for form, words in table.get("not_number", {}).items()
            if (pattern := _word_pattern(words, r"(?<!\w)(?:{})\s+$")) is not None
        }
        only = table.get("only_after_number", {})  # "yüzü" is a face, "iki yüzü" 200
        self.only_after = frozenset(fold(only.get("forms", "")).split())
        self.only_not_after = frozenset(fold(only.get("not_after", "")).split())
        self.only_before = _word_pattern(only.get("unless_before", ""), r"\s+(?:{})(?!\w)")
        both = table.get("both", {})  # "both sides" are two, "both Velm and Ostrel" counts nothing
        self.both = frozenset(both.get("forms", "").split())
        self.both_and = _word_pattern(both.get("unless", ""), r"(?:\s+[^\s.,;:!?]+){1,3}\s+(?:{})(?!\w)")
        self.each_ends = frozenset(digits.get("each_ends", "").split())
        self.rather = frozenset(one.get("rather_ordinal", "").split())  # "a fourth" is no share, but "a fourth of"
        self.one_counts: bool = one.get("fraction", False)  # no article: "jedna piąta" is a fraction, whatever follows
        self._words = _words(code, table)
        self.before_digits = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, proclitics))})$") if proclitics else None
        self.prepositions = tuple(table.get("proclitics", "").split())  # that are written onto number words
        self._onto = _onto(table.get("joined", {}))
        self._onto_heads = frozenset(form[:2] for form in joined_heads(table.get("joined", {})))
        joined = {linker + form for linker in self.linkers if len(linker) == 1 for form in self._words}
        self._heads = frozenset(form[:2] for form in (*self._words, *joined))
        self._cut = functools.lru_cache(maxsize=4096)(self._cut_up)

    def pieces(self, form: str) -> Pieces | None:
        """The senses of a folded word, piece by piece when it is a compound; None when it is no number word."""
        if self.apostrophe:
            form = form.replace("’", "'").replace("ʼ", "'")
        senses = self._words.get(form)
        if senses is not None and form not in self.inside:
            return ((len(form), senses),)
        for small in self.prepositions:
            if form.startswith(small) and (whole := self._words.get(form[len(small) :])) is not None:
                return ((len(small), {}), (len(form) - len(small), whole))
        if self._onto is not None and form[:2] in self._onto_heads and len(form) >= _SHORTEST_ONTO:
            onto = self._onto(form)
            if onto is not None or not self.compounds:
                return onto
        if not self.compounds or form[:2] not in self._heads or len(form) > _LONGEST or form in self.never:
            return None
        return self._cut(form)

    def _cut_up(self, form: str) -> Pieces | None:
        """Cut a compound into known pieces, the longest first, from the left; the rest may be a case ending."""
        failed: set[int] = set()

        def cut(at: int) -> Pieces | None:
            if at == len(form):
                return ()
            if at and form[at:] in self.suffixes:
                return ((len(form) - at, {}),)
            if at in failed:
                return None
            for end in range(len(form), at, -1):
                piece = form[at:end]
                senses = self._words.get(piece)
                if senses is None or ("and" in senses and piece not in self.linkers):
                    continue
                rest = cut(end)
                if rest is not None:
                    return ((end - at, senses), *rest)
            failed.add(at)
            return None

        found = cut(0)
        return found if found and len(found) > 1 else None


def joined_heads(table: Mapping[str, Any]) -> dict[str, int | Fraction]:
    """The forms that a number has where it is written onto a word, and their values: "jedenasto" in "jedenastoosobowy"."""
    values = {fold(form): Fraction(value) for value, forms in table.get("heads", {}).items() for form in forms.split()}
    return {form: int(value) if value.denominator == 1 else value for form, value in values.items()}


def alternatives_of(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first."""
    return "|".join(re.escape(form) for form in sorted(set(forms), key=lambda f: (-len(f), f)))


def _onto(table: Mapping[str, Any]) -> Callable[[str], Pieces | None] | None:
    """Cut the number off an adjective that it is written onto; None where the language writes none so.

    The rest of the word, a unit or what is counted, is no piece: its readers find it where the number ends.
    """
    if not table:
        return None
    heads = joined_heads(table)
    scales = {fold(stem): int(value) for value, stems in table.get("scales", {}).items() for stem in stems.split()}
    ends = alternatives_of(fold(table["ends"]).split())
    tails = alternatives_of(fold(table["tails"]).split())
    number = re.compile(alternatives_of(heads))
    whole = re.compile(
        rf"((?:{number.pattern})+)(?:({alternatives_of(scales) or '(?!)'})(?:{ends})|(?:{tails})(?:{ends}))"
    )

    @functools.lru_cache(maxsize=4096)
    def cut(form: str) -> Pieces | None:
        found = whole.fullmatch(form) if len(form) <= _LONGEST else None
        if found is None:
            return None
        pieces: list[tuple[int, Senses]] = []
        for piece in number.findall(found.group(1)):
            value = heads[piece]
            pieces.append((len(piece), {"mixed": value} if isinstance(value, Fraction) else {"unit": value}))
        if found.group(2):
            pieces.append((len(form) - found.start(2), {"mult": scales[found.group(2)]}))
        return tuple(pieces)

    return cut


def _word_pattern(words: str, pattern: str) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(pattern.replace("{}", "|".join(re.escape(fold(w)) for w in words.split("|"))))


def _words(code: str, table: Mapping[str, Any]) -> dict[str, Senses]:
    words: dict[str, dict[str, int | Fraction]] = {}
    for section, role in _ROLES.items():
        for value, forms in table.get(section, {}).items():
            try:
                number = Fraction(value)
            except ValueError as error:
                raise PackError(
                    f"{code}/numbers.toml", cause=f"[{section}] has the key {value!r}, no number"
                ) from error
            for form in forms.split():
                words.setdefault(fold(form), {})[role] = int(number) if number.denominator == 1 else number
    for key, role in _BETWEEN.items():
        for form in table.get("words", {}).get(key, "").split():
            words.setdefault(fold(form), {})[role] = 1
    for form in table.get("bare", "").split():  # multipliers that may begin a number: "hundert", "bin"
        words.setdefault(fold(form), {})["bare"] = 1
    for form in table.get("vigesimal", {}).get("score", "").split():
        words.setdefault(fold(form), {})["score"] = 1
    for form in table.get("vigesimal", {}).get("open", "").split():
        words.setdefault(fold(form), {})["open"] = 20
    for form in table.get("vigesimal", {}).get("teens", "").split():
        words.setdefault(fold(form), {})["open"] = 10
    joined = table.get("joined", {})
    for value, stems in joined.get("scales", {}).items():
        for stem in stems.split():
            for end in joined["ends"].split():
                words.setdefault(fold(stem + end), {})["onto"] = int(value)
    for before, after in table.get("spelling", {}).items():  # "ё" also written "е"
        for form in [f for f in words if before in f]:
            words.setdefault(form.replace(before, after), words[form])
    for form in table.get("never", "").split():
        senses = words.pop(fold(form), {})
        if "part" in senses:  # "onda" is "in him" as well, but "onda biri" a tenth
            words[fold(form)] = {"part": senses["part"]}
    return dict(words)


@functools.cache
def lexicon(pack: Pack) -> Lexicon:
    """The compiled number words of `pack`; those of `und` where it has none."""
    return Lexicon(pack.code, pack.table("numbers"), pack.proclitics)
