"""What a number counts: the noun phrase beside it, up to its head, found with the word lists and endings of the pack."""

from __future__ import annotations

import re

from ...records import Span
from ...textfold import LETTERS, bare
from .tables import Counted

_WORD = re.compile(rf"{LETTERS}(?:[-‐‑'’]{LETTERS})*")
_GAP = re.compile(r"[ \u00a0\u202f\t](?![ \u00a0])|[ \u00a0]?[«\"“„‘][ \u00a0]?|[-‐‑]")
_MOST_WORDS = 5
_BEFORE = re.compile(rf"({LETTERS})[ \u00a0]$")
_REACH = 40  # code points before a number that hold the word before it


def counted_after(
    text: str, folded: str, at: int, *, stop: int, grammar: Counted, measured: bool = False
) -> Span | None:
    """The span of the noun phrase that starts after `at`, up to its head; None when nothing is counted there.

    After a unit, languages that say "of" there ("5 percent of voters") must say it.
    """
    if grammar.head == "none":
        return None
    words = _words(text, folded, at, stop, grammar, linked=measured and grammar.head in ("last", "first"))
    if not words:
        return None
    last = _HEADS[grammar.head](words, grammar)
    if last is None:
        return None
    return Span(words[0][1].start(), words[last][1].end())


def counted_before(
    text: str, folded: str, at: int, *, articles: tuple[str, ...], joining: tuple[str, ...]
) -> Span | None:
    """The word before a number that an article is written onto, with an article of its own: Arabic "the men the-three"."""
    article = next((a for a in articles if folded.endswith(a, 0, at)), None)
    if article is None:
        return None
    noun = _BEFORE.search(text, max(0, at - len(article) - _REACH), at - len(article))
    if noun is None:
        return None
    start, stop = noun.span(1)
    ahead = next((len(j) for j in joining if folded.startswith(tuple(j + a for a in articles), start)), 0)
    return Span(start + ahead, stop)


def _words(
    text: str, folded: str, at: int, stop: int, grammar: Counted, *, linked: bool
) -> list[tuple[str, re.Match[str]]]:
    """Up to five words in a row, without a link ("of the") before them; a word that ends a phrase ends the row."""
    words: list[tuple[str, re.Match[str]]] = []
    position = at
    while len(words) < _MOST_WORDS:
        gap = _GAP.match(text, position, stop)
        found = _WORD.match(text, gap.end(), stop) if gap else None
        if found is None:
            break
        word = bare(folded[found.start() : found.end()])
        elided = word.replace("’", "'").partition("'")
        if elided[1] and elided[0] in grammar.link and (whole := _WORD.match(text, found.start() + len(elided[0]) + 1)):
            found, word, linked = whole, elided[2], False  # "d'habitants"
        elif elided[1] and elided[0] in grammar.stop:
            break  # "12 milioni l'anno"
        position = found.end()
        if not words and gap is not None and gap.group() in "-‐‑" and len(word) < 3:
            break  # an ending written onto digits
        if not words and word in grammar.link:
            linked = False
            continue
        if linked:
            break
        if word in grammar.stop and (words or word not in grammar.nouns):
            break
        if any(word.startswith(small) and word[len(small) :] in grammar.stop for small in grammar.proclitics):
            break
        if grammar.joining and word.startswith(grammar.joining) and not word.startswith(grammar.joined_nouns):
            break  # "12 | and they went": a joining word is written onto what follows
        if grammar.adverb_ends and word.endswith(grammar.adverb_ends) and word not in grammar.nouns:
            break
        words.append((word, found))
        if len(words) == 1 and gap is not None and gap.group() in "-‐‑":
            break  # "two-term former president": it counts terms
    return words


def _last(words: list[tuple[str, re.Match[str]]], grammar: Counted) -> int | None:
    """Head last, as in English: the first plural or known noun, else the last word before one that looks like a verb."""
    for i, (word, _) in enumerate(words):
        if word in grammar.nouns or (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3):
            following = words[i + 1][0] if i + 1 < len(words) else ""
            if following in grammar.nouns:
                return i + 1
            return i
    for i, (word, _) in enumerate(words):
        if i and word.endswith(grammar.verb_ends):
            return i - 1
    return min(len(words), 2) - 1 if not words[0][0].endswith(grammar.verb_ends) else None


def _first(words: list[tuple[str, re.Match[str]]], grammar: Counted) -> int | None:
    """Head first, as in Spanish: adjectives that stand before it, the head, adjectives that follow and agree."""
    head = 0
    while head + 1 < len(words) and words[head][0] in grammar.not_modifier:
        head += 1
    last = head
    for i in range(head + 1, min(len(words), head + 3)):
        if not words[i][0].endswith(grammar.after_ends):
            break
        last = i
    return last


def _capital(words: list[tuple[str, re.Match[str]]], grammar: Counted) -> int | None:
    """German: the first capitalised word, over lower-case words that are inflected as adjectives."""
    for i, (word, found) in enumerate(words):
        if found.group()[0].isupper():
            if i + 1 < len(words) and words[i + 1][0].endswith(grammar.modifier_ends) and _adjective(word, grammar):
                following = words[i + 1][1].group()
                if following[0].isupper():
                    return i + 1
            return i
        if not word.endswith(grammar.modifier_ends) or word in grammar.not_modifier:
            return None
    return None


def _adjective(word: str, grammar: Counted) -> bool:
    return word.endswith(grammar.after_ends) if grammar.after_ends else False


def _slavic(words: list[tuple[str, re.Match[str]]], grammar: Counted) -> int | None:
    """Adjectives by their endings, then the head; an adjective that stands for a noun ("wounded") when none follows."""
    for i, (word, _) in enumerate(words):
        adjective = word.endswith(grammar.modifier_ends) and word not in grammar.not_modifier and len(word) > 4
        if word in grammar.nouns:
            following = words[i + 1][0] if i + 1 < len(words) else ""
            if not following or following.endswith(grammar.verb_ends) or following in grammar.nouns:
                return i
            continue
        if not adjective:
            return None if word.endswith(grammar.verb_ends) and i == 0 else i
    return len(words) - 1


def _single(words: list[tuple[str, re.Match[str]]], grammar: Counted) -> int | None:
    """Turkish and Azerbaijani: one word, or a modifier known as such (or a capitalised one) and the next."""
    last = 0
    while last + 1 < len(words) and last < 2:
        word, found = words[last]
        if word not in grammar.not_modifier and not found.group()[0].isupper():
            break
        last += 1
    return None if words[0][0].endswith(grammar.verb_ends) else last


_HEADS = {"last": _last, "first": _first, "capital": _capital, "slavic": _slavic, "single": _single}
