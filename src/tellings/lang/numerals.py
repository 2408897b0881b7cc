"""Find numbers in running text: digits as a language groups them, number words, ordinals, fractions, mixtures.

A service: dates, quantities and judges use it. What a number *means* (money, a year, a model's name) is not decided here.
The words and the grouping come from `lang/xx/numbers.toml`; `_lexicon` compiles them, `_digits` reads digit strings,
`_grammar` composes. The composition follows the additive-multiplicative grammar that Hurford (1975) describes.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

from ..records import Record
from ..textfold import fold
from ._digits import SIGNS, read_digits
from ._grammar import Parsed, Token, parse
from ._lexicon import Lexicon, Pieces, lexicon
from .pack import Pack

NumberKind = Literal["cardinal", "ordinal", "fraction"]
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
_REACH = 240  # code points that `number_at` looks ahead: longer than any number written out


class NumberSpan(Record, frozen=True, kw_only=True):
    """A number in the text. `value` is exact: an int, or a Fraction where it is not whole."""

    start: int
    stop: int
    value: int | Fraction
    kind: NumberKind
    words: bool  # written in words, at least in part
    rule: str
    article: bool = False  # a lone word that is an article as often as the number one


def find_numbers(
    text: str, *, pack: Pack, start: int = 0, stop: int | None = None, articles: bool = False, glued: bool = False
) -> tuple[NumberSpan, ...]:
    """Every number in `text[start:stop]`, in text order, without overlaps.

    Args:
        text: any text.
        pack: decides words and, where grouping is ambiguous ("19.000"), what the digits say; the rule is named.
        start: code point to begin at; what stands before it is not looked at.
        stop: code point to end at; the end of the text when None.
        articles: also give a lone word that is an article as often as the number one ("ein", "un").
        glued: also give digits directly followed by letters ("180ml").
    """
    stop = len(text) if stop is None else min(stop, len(text))
    words = lexicon(pack)
    folded = fold(text[start:stop])
    tokens = _tokens(folded, text[start:stop], words)
    found: list[NumberSpan] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        parsed = parse(tokens, index, articles=articles, glued=glued)
        if parsed is None:
            index += 1
            continue
        at, index = index, parsed.after
        if parsed.rule == "decimals in words" and token.senses.get("unit") == 1 and _is_pronoun(folded, token, words):
            index = at + 1  # "cada uno con seis velas"
            continue
        if parsed.words and parsed.value == 1 and parsed.kind == "cardinal" and _is_pronoun(folded, token, words):
            continue
        last, begun = tokens[index - 1], token
        if parsed.rule == "fraction word" and "ord" in last.senses and last is not token:
            parsed, token = _ordinal_after_article(folded, parsed, token, last, words)
            if index < len(tokens) and tokens[index].joined and "parts" in tokens[index].senses:
                parsed, token = parsed._replace(value=1 / Fraction(last.senses["den"]), kind="fraction"), begun
                last, index = tokens[index], index + 1  # "una quinta parte"
        found.append(
            NumberSpan(
                start=start + token.start,
                stop=start + last.stop,
                value=int(parsed.value) if parsed.value.denominator == 1 else parsed.value,
                kind=parsed.kind,
                words=parsed.words,
                rule=parsed.rule,
                article="art" in token.senses and last is token,
            )
        )
    return tuple(found)


def number_at(text: str, position: int, *, pack: Pack, articles: bool = False) -> NumberSpan | None:
    """The number that starts exactly at `position` (a code point of `text`), or None."""
    if not 0 <= position < len(text) or (position and text[position - 1].isalnum() and text[position].isalnum()):
        return None
    numbers = find_numbers(text, pack=pack, start=position, stop=position + _REACH, articles=articles)
    return numbers[0] if numbers and numbers[0].start == position else None


def _tokens(folded: str, text: str, words: Lexicon) -> list[Token]:
    """The stretches that may be part of a number, in text order; `joined` says whether the one before can go with it."""
    tokens: list[Token] = []
    for match in words.token.finditer(folded):
        begin, end = match.span()
        if tokens and begin < tokens[-1].stop:
            continue  # taken in with the digits before it: "100k", "1/2"
        if folded[begin].isdecimal() or folded[begin] in SIGNS:
            made = read_digits(folded, text, begin, end, words)
        else:
            pieces = words.pieces(match.group())
            if pieces is None or ("onto" in pieces[0][1] and len(pieces[0][1]) == 1 and not _on_digits(folded, begin)):
                continue
            if match.group() in words.not_after and _is_idiom(folded, begin, words.not_after[match.group()]):
                continue
            if match.group() in words.both and words.both_and is not None and words.both_and.match(folded, end):
                continue
            if match.group() in words.only_after and not _counts_there(folded, begin, end, tokens, words):
                continue
            if "minus" in pieces[0][1] and _last_word(folded, begin) in words.not_minus_after:
                continue  # "al menos", "au moins"
            if "onto" in pieces[0][1] and _on_digits(folded, begin):
                pieces = ((pieces[0][0], {"mult": pieces[0][1]["onto"]}),)
            made = _word_tokens(begin, match.group(), pieces)
        for token in made:
            token.joined = token.within or (bool(tokens) and _joins(folded, tokens[-1].stop, token.start))
            tokens.append(token)
    return tokens


def _on_digits(folded: str, begin: int) -> bool:
    """Whether digits and a hyphen stand right before: "80-tysięczny"."""
    return begin > 1 and folded[begin - 1] in "-‐‑" and folded[begin - 2].isdecimal()


def _is_idiom(folded: str, begin: int, before: re.Pattern[str]) -> bool:
    """Whether the word before makes a number word something else."""
    return before.search(folded, max(0, begin - 24), begin) is not None


def _counts_there(folded: str, begin: int, end: int, tokens: list[Token], words: Lexicon) -> bool:
    """Whether a number word with a case ending that is a common noun too is a number: after one, or before "close to"."""
    before = _last_word(folded, begin)
    if before in words.only_not_after:
        return False
    if tokens and tokens[-1].stop <= begin and _joins(folded, tokens[-1].stop, begin):
        return True
    return words.only_before is not None and words.only_before.match(folded, end) is not None


def _word_tokens(begin: int, form: str, pieces: Pieces) -> list[Token]:
    """One token for each piece of a word; a case ending goes with the piece before it."""
    made: list[Token] = []
    at = 0
    for length, senses in pieces:
        if senses:
            piece = form[at : at + length]
            made.append(Token(start=begin + at, stop=begin + at + length, senses=senses, form=piece, within=bool(made)))
        elif made:
            made[-1].stop = begin + at + length
        at += length
    return made


def _ordinal_after_article(
    folded: str, parsed: Parsed, article: Token, last: Token, words: Lexicon
) -> tuple[Parsed, Token]:
    """Read "a third of them" as a fraction, but "a third term" as an ordinal: a word other than "of" follows."""
    if words.one_counts:
        return parsed, article
    following = words.token.match(folded, last.stop + 1) if folded[last.stop : last.stop + 1] == " " else None
    pieces = words.pieces(following.group()) if following else None
    part = pieces is not None and "of" in pieces[0][1]
    ordinal = last.form in words.rather and following is not None and following.group() in words.linking
    if following is None or part or (following.group() in words.linking and not ordinal):
        return parsed, article
    value = Fraction(int(last.senses["ord"]))
    return parsed._replace(value=value, kind="ordinal", rule="ordinal word after an article"), last


def _is_pronoun(folded: str, one: Token, words: Lexicon) -> bool:
    """Whether "one" stands for something said before ("the one", "one of") and counts nothing."""
    before, after = words.one_before, words.one_after
    return bool(
        (before is not None and before.search(folded, max(0, one.start - 24), one.start))
        or (after is not None and after.match(folded, one.stop))
    )


def _last_word(folded: str, at: int) -> str:
    before = _LAST_WORD.search(folded, max(0, at - 16), at)
    return before.group(1) if before else ""


def _joins(folded: str, left: int, right: int) -> bool:
    """Whether only spaces and at most one hyphen stand between: no line break, nothing else."""
    if right - left > 5:
        return False
    gap = folded[left:right]
    if "\n" in gap:
        return False
    return gap.strip() in ("", "-", "‐", "‑")
