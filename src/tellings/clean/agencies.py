"""Read the names in a credit: known agencies by their forms, unknown ones by the frame and by looking like a name."""

from __future__ import annotations

import functools
import gzip
import re
from collections.abc import Collection

from ..lang import available, load_pack
from ..lang.gazetteer import names as world_names
from ..lang.gazetteer import person_words, plain
from ..records import Record
from ..textfold import fold
from .rules import Rules, any_of

_LONGEST = 30  # characters of a name
_MOST_WORDS = 4
_MOST_NAMES = 6
_LONGEST_INITIALS = 4
_LONGEST_ACRONYM = 8
_SHORTEST_NOUN = 5
_SHORTEST_WORD = 3  # letters; capitals of so few are no word in capitals
_FAMOUS = 20  # people who bear a word as a name, from which on it is a person's
_QUOTES = " \t\xa0\"'“”„«»‹›‘’"
_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,3}[^\W\d_]?")
_WORD = re.compile(r"[^\W_][\w.'’&-]*")


class Named(Record, frozen=True, kw_only=True):
    """Whom a credit names; `names` is empty where it speaks of "agencies" or holds initials only."""

    names: tuple[str, ...]


def read_names(text: str, *, rules: Rules, sure: bool) -> Named | None:
    """The names in a list such as "MHA, Channelwire" or "dpa/red"; None when a part is neither name nor initials.

    `sure`: the frame leaves no doubt that a source stands here ("Source:"), so that an unknown name may have several
    words. Otherwise it is one word, or holds a piece that names of agencies are made of.
    """
    text = text.strip(" \t\xa0.:,;*–—-")
    if text in rules.agencies:
        return Named(names=(rules.agencies[text],))
    found: dict[str, None] = {}
    parts = _separators(rules.credits.joiners).split(text)
    if len(parts) > _MOST_NAMES:
        return None
    for part in parts:
        bare = _without_nouns(part, rules)
        pieces = bare.split("-")
        if bare in rules.agencies:
            found[rules.agencies[bare]] = None
        elif all(piece in rules.agencies for piece in pieces):
            found.update((rules.agencies[piece], None) for piece in pieces)
        elif fold(bare) in rules.credits.unnamed or _are_initials(bare):
            continue
        elif is_agency(bare, rules=rules, sure=sure):
            found[bare] = None
        else:
            return None
    return Named(names=tuple(found))


def is_agency(text: str, *, rules: Rules, sure: bool) -> bool:
    """Whether a text that no table knows can be an agency's name: short, in capitals or capitalised, no place."""
    words = text.split()
    if not words or len(text) > _LONGEST or len(words) > _MOST_WORDS or not all(_WORD.fullmatch(w) for w in words):
        return False
    if not text[0].isalpha() or not any(c.isupper() for c in text) or text[0].islower() or text[-1] in "&'’":
        return False
    if is_place(text) or _is_label(text, rules):
        return False
    small = {word for noun in rules.credits.nouns for word in noun.split()}
    if any(w[0].islower() and w not in rules.particles and w not in small for w in words[1:]):
        return False
    if len(words) == 1:
        return sure or (len(text) <= _SHORTEST_WORD and text.isupper()) or not _is_common(text, rules.lang)
    return has_mark(text, rules=rules) or (sure and not _is_person(words))


def is_acronym(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_ACRONYM and text.isalpha() and text.isupper()


def is_certain(text: str, *, rules: Rules, credited: Collection[str], capitals: bool, acronyms: bool) -> bool:
    """Whether an unknown name in the brackets behind a place is an agency, and no region or party.

    More than a capital letter has to tell it: it is credited elsewhere (`credited` holds `name_key`s), made like an
    agency's name, not in `capitals` as its place is, or an acronym where those count.
    """
    if not is_agency(text, rules=rules, sure=False):
        return False
    if has_mark(text, rules=rules) or name_key(text) in credited:
        return True
    if is_acronym(text):
        return acronyms and len(text) <= _LONGEST_INITIALS
    return capitals and any(c.islower() for c in text[1:])


def is_place(text: str) -> bool:
    entry = world_names("und").get(plain(text))
    return entry is not None and entry.kind == "place"


def name_key(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())


def has_mark(text: str, *, rules: Rules) -> bool:
    """Whether it holds what names of agencies are made of, behind or before other letters or words."""
    folded = fold(text)
    return any(mark in folded and len(folded) > len(mark) for mark in rules.credits.marks)


def _without_nouns(text: str, rules: Rules) -> str:
    """The name alone: "the agency Norda" -> "Norda", "агентства «Норда»" -> "Норда"."""
    text = text.strip(_QUOTES)
    for noun in (*rules.credits.nouns, *rules.credits.nouns):
        small = text[:1].islower() or len(noun) >= _SHORTEST_NOUN  # "La Voz" is a name, "Agentur" is written so
        if fold(text[: len(noun)]) == noun and small and text not in rules.agencies:
            rest = text[len(noun) :]
            if noun[-1] in "'’" or rest[:1].isspace():
                text = rest.strip(_QUOTES)
    return text


def _are_initials(text: str) -> bool:
    return _DOTTED.fullmatch(text) is not None or (
        0 < len(text) <= _LONGEST_INITIALS and text.isalpha() and text.islower()
    )


def _is_label(text: str, rules: Rules) -> bool:
    folded = fold(text)
    if folded in rules.labels or folded in rules.stamps.months or folded in rules.sharing:
        return True
    return any(p.text == folded for where in ("line", "lead", "photo", "end") for p in rules.at(where, folded))


def _is_person(words: list[str]) -> bool:
    known = person_words()
    return len(words) <= 3 and known.get(fold(words[0]), 0) >= _FAMOUS


@functools.cache
def _separators(joiners: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s{{0,3}}[,;/+&|]\s{{0,3}}|\s{{1,3}}(?:{any_of(joiners)})\s{{1,3}}")


def _is_common(text: str, lang: str) -> bool:
    return plain(text) in _common_words(lang)


@functools.cache
def _common_words(lang: str) -> frozenset[str]:
    """The common words of a language; of all of them where the language is not known."""
    found: set[str] = set()
    for code in available() if lang == "und" else (lang,):
        path = load_pack(code).folder / "common_words.txt.gz"
        if path.is_file():
            found.update(plain(gzip.decompress(path.read_bytes()).decode("utf-8")).split("\n"))
    return frozenset(found)
