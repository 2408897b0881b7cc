"""Read a string of digits as a language groups them: "19.000", "19 000", "12,34,567.89", "1/2", "½", "3rd", "100k"."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from ._grammar import Token
from ._lexicon import Lexicon

_SPACES = " \u00a0\u202f\u2009"
SIGNS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_MARKS = re.compile(r"[^\d]")
_LONGEST = 40  # digits; more is no number that anyone reports, and int() refuses 4,300
_INDIAN = re.compile(r"\d{1,2}(,\d\d)+,\d{3}")
_NEXT = re.compile(r"[ \u00a0]([^\W\d_]+)")
_TAIL = re.compile(r"[-‐‑'’]?[^\W\d_]+")  # letters that follow the digits, maybe after a hyphen or apostrophe
_POWER = re.compile(r"(e|\^)([+-]?\d{1,2})(?![\w^])")
_DEGREE = re.compile(r"º ?[cf](?![^\W\d_])")
_MOST_EXPONENT = 40
_CODE = re.compile(r"(?<![^\W_])[A-Z]{3}$")  # what may stand on digits: a currency's code
_BAR = re.compile(r"[/⁄](\d{1,4})(?![\d/⁄.,]\d|[\d/⁄])")


def read_digits(folded: str, text: str, begin: int, end: int, words: Lexicon) -> list[Token]:
    """The tokens of one digit string: one when it reads as a number here, else one for each run of digits."""
    if folded[begin] in SIGNS:
        vulgar = Fraction(unicodedata.numeric(folded[begin])).limit_denominator(10)
        return [Token(start=begin, stop=end, senses={"vulgar": vulgar}, form=folded[begin])]
    if begin and (folded[begin - 1].isalnum() or folded[begin - 1] == "_"):
        code = _CODE.search(text, max(0, begin - 4), begin)
        if code is None and not behind_proclitic(folded, begin, words):
            return []
    form = folded[begin:end]
    if not words.space_once and len(re.findall(rf"[{_SPACES}]", form)) == 1 and " " in form:
        cut = begin + form.index(" ")
        return read_digits(folded, text, begin, cut, words) + read_digits(folded, text, cut + 1, end, words)
    if sum(c.isdigit() for c in form) > _LONGEST:
        return []
    value, rule = value_of(form, words)
    if value is None:
        cut_up = [(begin + m.start(), begin + m.end()) for m in re.finditer(r"\d+", form)]
        return [
            Token(start=a, stop=b, senses={"digits": int(folded[a:b])}, form=folded[a:b], rule="digits in a code")
            for a, b in cut_up
        ]
    start = begin
    if begin and folded[begin - 1] == words.decimal and rule == "digits":
        before = folded[begin - 2] if begin > 1 else " "
        if before in " \t\n(-$€£":
            value, start, rule = Fraction(int(form), 10 ** len(form)), begin - 1, "decimal point first"
    token = Token(start=start, stop=end, senses={"digits": value}, form=form, rule=rule)
    token.rest = words.rest_in_digits and rule == "digits" and len(form) < 3 and not form.startswith("0")
    return [_with_sign(folded, _with_tail(folded, text, token, words), words)]


def behind_proclitic(folded: str, at: int, words: Lexicon) -> bool:
    """Whether a small word that the language writes onto the next, and nothing more, stands right before."""
    return words.before_digits is not None and words.before_digits.search(folded, max(0, at - 8), at) is not None


def _with_sign(folded: str, token: Token, words: Lexicon) -> Token:
    """A minus sign on the digits, unless a letter or digit before it makes it a hyphen or the dash of a range."""
    at = token.start
    if at and folded[at - 1].isalpha() and not behind_proclitic(folded, at, words):
        token.coded = True  # "USD115": a number only where its reader knows the code
    elif at and folded[at - 1] in "-−–" and "ordinal" not in token.senses:
        before = folded[max(0, at - 4) : at - 1]
        if not before or (before[-1] in " \t\n([<>=$€£" and not before.rstrip()[-1:].isdigit()):
            token.start = at - 1
            token.senses = {role: -value for role, value in token.senses.items()}
    return token


def value_of(form: str, words: Lexicon) -> tuple[int | Fraction | None, str]:
    """The value of digits with marks, and the rule that read it; None when no rule does ("192.168.1.2")."""
    marks = _MARKS.findall(form)
    if not marks:
        return int(form), "digits"
    parts = _MARKS.split(form)
    kinds = ["s" if m in _SPACES else m for m in marks]
    groups_of_three = all(len(p) == 3 for p in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0"
    if len(set(kinds)) == 1 and len(kinds) > 1:
        if groups_of_three:
            return int("".join(parts)), "groups of three"
        return (int("".join(parts)), "lakh grouping") if _INDIAN.fullmatch(form) else (None, "")
    if len(kinds) > 1:  # the last mark differs from the others: it is the decimal mark
        *whole, tail = parts
        if len(set(kinds[:-1])) != 1 or kinds[-1] not in ".,٫" or kinds[-1] in kinds[:-1]:
            return None, ""
        threes = all(len(p) == 3 for p in whole[1:]) and len(whole[0]) <= 3
        head = kinds[0].join(whole)
        if not threes and not _INDIAN.fullmatch(head):
            return None, ""
        return int("".join(whole)) + Fraction(int(tail), 10 ** len(tail)), "two marks, the last is decimal"
    mark = kinds[0]
    if mark in "s'’٬" or mark == "·":
        return (int("".join(parts)), "groups of three") if groups_of_three else (None, "")
    decimal = Fraction(int(parts[0]) * 10 ** len(parts[1]) + int(parts[1]), 10 ** len(parts[1]))
    if not groups_of_three:
        return decimal, "one mark, no group of three: decimal"
    if words.either:
        return int("".join(parts)), "one mark and three digits: taken as a group"
    if mark == words.decimal:
        if parts[1] == "000" and mark != ".":
            return int("".join(parts)), "three zeros after the decimal mark are a group"
        return decimal, "decimal mark of the language"
    return int("".join(parts)), "grouping mark of the language"


def _scale_follows(folded: str, at: int, words: Lexicon) -> bool:
    """Whether a multiplier is the next word."""
    word = _NEXT.match(folded, at)
    pieces = words.pieces(word.group(1)) if word else None
    return bool(pieces) and "mult" in pieces[0][1] if pieces else False


def _with_tail(folded: str, text: str, token: Token, words: Lexicon) -> Token:
    """Take in what is written onto the digits: a fraction bar, an ordinal's ending, a scale's letter, a case ending."""
    end = token.stop
    bar = _BAR.match(folded, end)
    if bar and token.rule == "digits" and not (token.start and folded[token.start - 1] in "/⁄"):
        below = int(bar.group(1))
        value = token.senses["digits"]
        if below and (value < below or below in (2, 3, 4)):
            token.senses = {"ratio": Fraction(value) / below}
            token.stop, token.rule = bar.end(), "fraction bar"
            return token
    if folded[end : end + 2] in (".º", ".ª"):
        token.senses, token.stop, token.rule = {"ordinal": token.senses["digits"]}, end + 2, "ordinal sign"
        return token
    if folded[end : end + 1] in ("º", "ª") and not _DEGREE.match(folded, end):
        token.senses, token.stop, token.rule = {"ordinal": token.senses["digits"]}, end + 1, "ordinal sign"
        return token
    power = _POWER.match(folded, end)
    if power is not None:
        base, exponent = Fraction(token.senses["digits"]), int(power.group(2))
        if abs(exponent) <= _MOST_EXPONENT and base:
            value = base * Fraction(10) ** exponent if power.group(1) == "e" else base**exponent
            token.senses, token.stop, token.rule = {"ratio": value}, power.end(), "exponent"
            return token
    tail = _TAIL.match(folded, end)
    if tail is None:
        if words.ordinal_dot and token.rule == "digits" and _dot_is_ordinal(folded, text, end, token, words):
            token.senses, token.stop, token.rule = {"ordinal": token.senses["digits"]}, end + 1, "ordinal dot"
        return token
    whole = tail.group()
    letters = whole.lstrip("-‐‑'’")
    glued = letters == whole
    if letters in words.ordinal_ends and token.rule in ("digits", "grouping mark of the language", "groups of three"):
        token.senses, token.stop, token.rule = {"ordinal": token.senses["digits"]}, tail.end(), "ordinal ending"
    elif glued and text[end : tail.end()] in words.letters:
        value = token.senses["digits"] * words.letters[text[end : tail.end()]]
        token.senses, token.stop, token.rule = {"digits": value}, tail.end(), "scale letter"
    elif glued and letters in words.scales:
        value = token.senses["digits"] * words.scales[letters]
        token.senses, token.stop, token.rule = (
            {"digits": value},
            tail.end(),
            "scale letter",
        )
    elif glued:
        token.glued = words.pieces(letters) is None
    elif letters in words.each_ends and _scale_follows(folded, tail.end(), words):
        token.stop = tail.end()  # "500'er bin": so many each
    elif letters in words.case_ends:
        token.tail = tail.end() - end
    return token


def _dot_is_ordinal(folded: str, text: str, end: int, token: Token, words: Lexicon) -> bool:
    """A dot after digits is an ordinal's when the sentence goes on in lower case, or an article stands before."""
    if text[end : end + 2] != ". " or token.senses["digits"] >= 1000:
        return False
    if text[end + 2 : end + 3].islower():
        return True
    before = folded[max(0, token.start - 8) : token.start].split()
    return bool(before) and before[-1] in words.ordinal_after and text[end + 2 : end + 3].isupper()
