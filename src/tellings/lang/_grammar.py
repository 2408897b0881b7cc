"""Compose tokens into numbers: units, tens, hundreds, scales, ordinals, fractions, digits mixed with words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from ._lexicon import Senses
from ._sums import Sum

Kind = Literal["cardinal", "ordinal", "fraction"]
_MOST_TOKENS = 40  # no number written out has more


@dataclass(slots=True)
class Token:
    """A word or digit string that may be part of a number."""

    start: int
    stop: int
    senses: Senses
    form: str
    rule: str = ""
    joined: bool = False  # only a space or hyphen stands between it and the one before
    within: bool = False  # it goes on in the word that the one before is in (a compound)
    glued: bool = False  # letters that belong to no number follow straight on
    coded: bool = False  # letters stand right before
    rest: bool = False  # digits that may tell what is left over after thousands, "5 bin 97"
    tail: int = 0  # code points of a case ending after the digits, outside the number


class Parsed(NamedTuple):
    after: int  # index of the token after the number
    value: Fraction
    kind: Kind
    words: bool
    rule: str


def parse(tokens: Sequence[Token], index: int, *, articles: bool = False, glued: bool = False) -> Parsed | None:
    """The longest number that begins with `tokens[index]`, or None."""
    negative = "minus" in tokens[index].senses
    at = index + negative
    if at >= len(tokens) or (negative and not tokens[at].joined):
        return None
    found = _part_first(tokens, at) or _fraction_first(tokens, at) or _cardinal_first(tokens, at, articles=articles)
    if found is None:
        return None
    inside = any(t.within for t in tokens[found.after : found.after + 1])  # it would end inside a word
    if inside or (any(t.glued or t.coded for t in tokens[at : found.after]) and not glued):
        return None
    return found._replace(value=-found.value) if negative else found


def _next(tokens: Sequence[Token], at: int, role: str) -> bool:
    return at < len(tokens) and tokens[at].joined and role in tokens[at].senses


def _part_first(tokens: Sequence[Token], at: int) -> Parsed | None:
    """Denominator first, as in Turkish: "üçte iki"."""
    below = tokens[at].senses.get("part")
    if below is None or not _next(tokens, at + 1, "unit"):
        return None
    after, above = _cardinal(tokens, at + 1)
    if not 0 < above.value < below:
        return None
    return Parsed(after, above.value / Fraction(below), "fraction", True, "denominator first")


def _fraction_first(tokens: Sequence[Token], at: int) -> Parsed | None:
    """Read "half", "half a million", "a quarter", "½", "anderthalb Millionen"."""
    start = at
    if "art" in tokens[at].senses and _next(tokens, at + 1, "den"):
        at += 1
    elif "the" in tokens[at].senses and _next(tokens, at + 1, "den") and _next(tokens, at + 2, "of"):
        at += "ord" not in tokens[at + 1].senses  # "au tiers de", but no "au cinquième de"
    senses = tokens[at].senses
    rule = "fraction word"
    if "vulgar" in senses or "ratio" in senses:
        value, rule = Fraction(senses.get("vulgar", senses.get("ratio", 1))), "fraction sign"
    elif "mixed" in senses:
        value, rule = Fraction(senses["mixed"]), "mixed number in one word"
    elif "den" in senses and (
        "alone" in senses or at > start or ("ord" not in senses and _next(tokens, at + 1, "mult"))
    ):
        value = 1 / Fraction(senses["den"])
    else:
        return None
    after, scaled = _scale(tokens, at + 1, value)
    if after > at + 1:
        return Parsed(after, scaled, "cardinal" if scaled.denominator == 1 else "fraction", True, f"{rule} of a scale")
    kind: Kind = "cardinal" if value.denominator == 1 else "fraction"
    return Parsed(at + 1, value, kind, rule != "fraction sign", rule)


def _scale(tokens: Sequence[Token], at: int, value: Fraction) -> tuple[int, Fraction]:
    """A multiplier after a fraction, maybe after "of a" or "a"."""
    ahead = at
    if _next(tokens, ahead, "of"):
        ahead += 1
    if _next(tokens, ahead, "art"):
        ahead += 1
    if _next(tokens, ahead, "mult"):
        return ahead + 1, value * int(tokens[ahead].senses["mult"])
    return at, value


def _cardinal_first(tokens: Sequence[Token], at: int, *, articles: bool) -> Parsed | None:
    first = tokens[at].senses
    if "ordinal" in first:
        return Parsed(at + 1, Fraction(first["ordinal"]), "ordinal", False, tokens[at].rule)
    after, total = _cardinal(tokens, at)
    ordinal = _ordinal(tokens, at, after, total)
    if ordinal is not None:
        return ordinal
    if after == at:
        return None
    if after == at + 1 and "art" in first and not articles and "unit" in first and not _fraction_follows(tokens, after):
        return None
    return _finish(tokens, at, after, total)


def _fraction_follows(tokens: Sequence[Token], at: int) -> bool:
    return _next(tokens, at, "den") or _next(tokens, at, "plus")


def _cardinal(tokens: Sequence[Token], at: int) -> tuple[int, Sum]:
    """Consume a cardinal; the index after it and the sum. The index is `at` when there is none."""
    total = Sum()
    start = at
    end = min(len(tokens), at + _MOST_TOKENS)
    while at < end and (at == start or tokens[at].joined):
        ahead = at
        if at > start and "and" in tokens[at].senses and at + 1 < end and tokens[at + 1].joined:
            ahead = at + 1
        if not _take(tokens, ahead, start, total, linked=ahead > at):
            break
        at = ahead + 1
        if tokens[ahead].tail or tokens[ahead].glued:
            break
    return at, total


def _take(tokens: Sequence[Token], at: int, start: int, total: Sum, *, linked: bool) -> bool:
    senses = tokens[at].senses
    if "loose" in senses and at > start and not any(t.within for t in tokens[at : at + 2]):
        return False
    if "mult" in senses and not ("small" in senses and total.digits and total.value >= 10):
        bare = "bare" in senses or (at > start and "art" in tokens[at - 1].senses)
        if total.multiply(int(senses["mult"]), bare=bare):
            return True
    within_tens = linked and total.room == 10 and "tens" in tokens[at - 1].senses  # "treinta y dos quintos"
    if (
        linked
        and not within_tens
        and _next(tokens, at + 1, "den")
        and _small(senses) < int(tokens[at + 1].senses["den"])
    ):
        return False  # "one million and two thirds": the fraction is for itself
    if "digits" in senses:
        return _take_digits(tokens, at, start, total, linked=linked)
    if "teen" in senses and total.group and 0 < total.group[-1] < 10 and not (linked or total.digits):
        return _units_first(total, int(senses["teen"]))
    if "before_teen" in senses and _next(tokens, at + 1, "teen"):
        return (not linked or _may_link(total, 1)) and total.add_unit(int(senses["before_teen"]), senses)
    if "unit" in senses:
        value = int(senses["unit"])
        last = tokens[at].within or "last" in senses
        if linked and total.group and total.group[-1] < 10 and value in range(20, 100, 10) and last:
            return _units_first(total, value)
        if linked and not _may_link(total, value):
            return False
        return total.add_unit(value, senses)
    if "art" in senses and at == start and _next(tokens, at + 1, "mult"):
        return int(tokens[at + 1].senses["mult"]) >= 12
    return False


def _small(senses: Senses) -> int:
    return int(senses.get("unit", senses.get("digits", 10**6)))


def _units_first(total: Sum, value: int) -> bool:
    """German order: "ein-und-zwanzig"."""
    total.group[-1] += value
    total.room = 0
    return True


def _may_link(total: Sum, value: int) -> bool:
    """Whether "and" joins: it joins what fits the room left, "hundred and five", "treinta y uno", but not "twenty and two hundred"."""
    if total.group:
        return 0 < value < total.room
    return bool(total.done) and not total.digits and 0 < value < total.last_scale


def _take_digits(tokens: Sequence[Token], at: int, start: int, total: Sum, *, linked: bool) -> bool:
    value = Fraction(tokens[at].senses["digits"])
    if at == start:
        return total.add_digits(value)
    scaled = _next(tokens, at + 1, "mult")
    if (
        total.group
        and total.group[-1] % 100 == 0
        and linked
        and not scaled
        and not total.digits
        and value < 100
        and value
    ):
        total.group.append(value)
        return True
    onto = linked and tokens[at - 1].stop == tokens[at].start  # the "and" is written onto the digits
    if onto and not scaled and not total.group and total.done and 0 < value < total.last_scale:
        return total.add_digits(value)
    scale_follows = scaled and int(tokens[at + 1].senses["mult"]) < (total.last_scale or 0)
    three = total.last_scale == 1000 and not linked and (len(tokens[at].form) == 3 or (tokens[at].rest and not scaled))
    return (scale_follows or three) and total.add_digits(value)


def _ordinal(tokens: Sequence[Token], at: int, after: int, total: Sum) -> Parsed | None:
    """A last word that makes the whole an ordinal: "twenty-first", "two hundredth", "hundert Millionste"."""
    here = after
    if after > at and _next(tokens, here, "and"):
        here += 1
    if here >= len(tokens) or (here > at and not tokens[here].joined) or "ord" not in tokens[here].senses:
        return None
    value = int(tokens[here].senses["ord"])
    if after == at and value < 10 and _next(tokens, here + 1, "teen"):
        ten = int(tokens[here + 1].senses["teen"])
        return Parsed(here + 2, Fraction(value + ten), "ordinal", True, "ordinal word and ten")
    tens = (
        tokens[here + 2].senses.get("unit", 0)
        if _next(tokens, here + 1, "and") and _next(tokens, here + 2, "unit")
        else 0
    )
    if after == at and value < 10 and tens in range(20, 100, 10) and tokens[here + 2].within:
        return Parsed(here + 3, Fraction(value + int(tens)), "ordinal", True, "ordinal word and tens")
    if after == at:
        end, whole = _more_ordinals(tokens, here + 1, value)
        return Parsed(end, Fraction(whole), "ordinal", True, "ordinal word")
    if any("digits" in t.senses for t in tokens[at:after]):
        return None
    linked = here > after
    if total.group and total.group[-1] < 10 and linked and tokens[here].within and value in range(20, 100, 10):
        _units_first(total, value)
    elif value >= 100 and not linked and total.multiply(value, bare=False):
        pass
    elif not (total.group or total.done) or not total.add_unit(value, {}):
        return None
    end, whole = _more_ordinals(tokens, here + 1, int(total.value))
    return Parsed(end, Fraction(whole), "ordinal", True, "ordinal word after a cardinal")


def _more_ordinals(tokens: Sequence[Token], at: int, value: int) -> tuple[int, int]:
    """Read on where every part of an ordinal is one: "vigésimo primero"."""
    while _next(tokens, at, "ord"):
        room = 10
        while value % room == 0 and room < value:
            room *= 10
        more = int(tokens[at].senses["ord"])
        if value % 10 or more >= room // 10 * (10 if value % room == 0 else 1):
            break
        value, at = value + more, at + 1
    return at, value


def _finish(tokens: Sequence[Token], at: int, after: int, total: Sum) -> Parsed:
    """What may follow a cardinal: decimals in words, a denominator, "and a half", an addition; then a scale."""
    words = any("digits" not in t.senses for t in tokens[at:after])
    value = total.value
    rule = "number words" if words else tokens[at].rule
    if words and "digits" in tokens[at].senses:
        rule = "digits and number words"
    kind: Kind = "cardinal"
    for sign in ("vulgar", "ratio"):
        if not words and _next(tokens, after, sign) and 0 < tokens[after].senses[sign] < 1:
            part = Fraction(tokens[after].senses[sign])
            return Parsed(after + 1, value + (part if value >= 0 else -part), "fraction", False, "fraction sign")
    if _next(tokens, after, "plus"):
        value += Fraction(tokens[after].senses["plus"])
        end, scaled = _scale(tokens, after + 1, value)
        return Parsed(end, scaled, "cardinal" if scaled.denominator == 1 else "fraction", True, "number and a half")
    if _next(tokens, after, "den") and words | (value < 100):
        value /= Fraction(tokens[after].senses["den"])
        end, scaled = _scale(tokens, after + 1, value)
        return Parsed(end, scaled, "fraction", True, "denominator word")
    end, extra = _and_fraction(tokens, after)
    if end > after:
        base = total.last_scale if not total.group and total.done else 1
        if base == 1:
            end, scaled = _scale(tokens, end, value + extra)
        elif _next(tokens, end, "mult"):  # "one billion and a quarter million"
            scaled, end = value + extra * int(tokens[end].senses["mult"]), end + 1
        else:  # "one million and a half" is a million and half a million
            scaled = value + extra * base
        return Parsed(end, scaled, "cardinal" if scaled.denominator == 1 else "fraction", True, "number and a fraction")
    if words and _next(tokens, after, "point"):
        end, tail = _decimals(tokens, after + 1)
        if end > after + 1:
            return Parsed(end, value + tail, "cardinal", True, "decimals in words")
    share = _share(tokens, after, value)
    return share or Parsed(after, value, kind, words, rule)


def _share(tokens: Sequence[Token], at: int, above: Fraction) -> Parsed | None:
    """Read "one in five", "two in three", "1 over 3": a share of one, or a proper one in words."""
    divided = _next(tokens, at, "over")
    if not (divided or _next(tokens, at, "bar")) or at + 1 >= len(tokens) or not tokens[at + 1].joined:
        return None
    after, below = _cardinal(tokens, at + 1)
    if after == at + 1 or not below.value or tokens[after - 1].glued:
        return None
    in_words = not any("digits" in t.senses for t in (tokens[at - 1], *tokens[at + 1 : after]))
    proper = (above == 1 or in_words) and 0 < above < below.value and not 1900 <= below.value <= 2100
    if not (divided or proper):
        return None
    return Parsed(after, above / below.value, "fraction", True, "one in so many")


def _and_fraction(tokens: Sequence[Token], at: int) -> tuple[int, Fraction]:
    """Read "and a half", «с половиной», "und drei Viertel"."""
    if not (_next(tokens, at, "and") or _next(tokens, at, "half")):
        return at, Fraction(0)
    ahead = at + 1
    above = Fraction(1)
    if _next(tokens, ahead, "art") and _next(tokens, ahead + 1, "den"):
        ahead += 1
    elif not _next(tokens, ahead, "den") and ahead < len(tokens) and tokens[ahead].joined:
        ahead, numerator = _cardinal(tokens, ahead)
        above = numerator.value
    if not _next(tokens, ahead, "den") or above >= tokens[ahead].senses["den"]:
        return at, Fraction(0)
    return ahead + 1, above / Fraction(tokens[ahead].senses["den"])


def _decimals(tokens: Sequence[Token], at: int) -> tuple[int, Fraction]:
    """Spoken decimals: "zero three" is .03, "eleven" is .11."""
    digits = ""
    after, whole = (at, Sum()) if at >= len(tokens) or not tokens[at].joined else _cardinal(tokens, at)
    if after > at and whole.value >= 10 and whole.value.denominator == 1:
        return after, Fraction(int(whole.value), 10 ** len(str(whole.value)))
    while at < len(tokens) and tokens[at].joined and "unit" in tokens[at].senses and len(digits) < 12:
        value = int(tokens[at].senses["unit"])
        if digits and int(digits) % 10 == 0 and int(digits) >= 20 and value < 10 and value:
            digits = str(int(digits) + value)
        else:
            digits += str(value)
        at += 1
    return at, Fraction(int(digits), 10 ** len(digits)) if digits else Fraction(0)
