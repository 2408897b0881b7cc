"""What kind of thing a run of capitals names, and whether it names anything."""

from __future__ import annotations

from ...records import EntityKind
from ._reading import Reading, again, is_organisation
from ._runs import touches
from ._tokens import is_address


def classify(reading: Reading, i: int, j: int) -> tuple[EntityKind | None, str]:
    lexicon, tokens = reading.lexicon, reading.tokens
    words = [t.plain for t in tokens[i:j]]
    if lexicon.capital_nouns and not _proper(reading, i, j):
        return None, ""
    if j - i == 1:
        return classify_one(reading, i)
    if is_organisation(reading, i, j):
        return "organisation", "organisation words"
    if any(w in lexicon.event_words for w in words):
        return "event", "event words"
    if any(w in lexicon.place_words for w in words):
        return "place", "place words"
    if _part_of_a_place(reading, i, j):
        return "place", "place words"
    if lexicon.bears(words[0]) or (lexicon.bears(words[-1]) == 2 and not lexicon.is_common(words[0])):
        return "person", "capital run"
    if any(t.upper for t in tokens[i:j]) or (words[-1] in lexicon.common and not lexicon.bears(words[-1])):
        return "organisation", "capital run"
    return ("person" if sum(t.capital for t in tokens[i:j]) <= 3 else "other"), "capital run"


def _part_of_a_place(reading: Reading, i: int, j: int) -> bool:
    """Whether a run is a place of the gazetteer with a direction or an adjective beside it: "East Jakarta"."""
    lexicon, tokens = reading.lexicon, reading.tokens
    k = i
    while k < j and tokens[k].plain in lexicon.modifiers:
        k += 1
    hit = lexicon.entry_at(tokens, k) if k < j else None
    if not hit or hit[1].kind != "place" or hit[0] > j:
        return False
    rest = [t.plain for t in tokens[hit[0] : j]]
    return (k > i or bool(rest)) and all(w in lexicon.modifiers for w in rest)


def classify_one(reading: Reading, i: int) -> tuple[EntityKind | None, str]:
    lexicon, token = reading.lexicon, reading.tokens[i]
    word = token.plain
    if is_address(token.text):
        return "organisation", "web address"
    if token.upper and len(token.text) < 8:
        generic = word in lexicon.generic_acronyms or word.strip(".").replace(".", "") in lexicon.generic_acronyms
        return (None, "") if generic or not any(c.isalpha() for c in word[1:]) else ("organisation", "acronym")
    if len(word) < 2 or word in lexicon.role_words or word in lexicon.place_words or word in lexicon.titles:
        return None, ""
    if word in lexicon.org_words or word in lexicon.event_words or word in lexicon.generic_acronyms:
        return None, ""
    if len(word) < 6 and token.text.endswith("s") and token.text[:-1].isupper():
        return None, ""
    if lexicon.bears(word) == 2 and (word in lexicon.persons or not token.first):
        return "person", "capital run"
    if reading.common(i):
        return None, ""
    if lexicon.bears(word) and lexicon.inflected:
        return "person", "capital run"
    before = reading.tokens[i - 1].plain if i and touches(reading.tokens, i) else ""
    if before in lexicon.place_prepositions and not lexicon.is_common(word):
        return "place", "capital run"
    strict = lexicon.inflected or lexicon.strict_starts or not lexicon.common
    if token.first and strict and not again(reading, i):
        return None, ""
    if word in reading.nouns:
        return None, ""
    if lexicon.determiners and (before in lexicon.determiners or lexicon.demonym(before)):
        return None, ""
    return "other", "capital run"


def _proper(reading: Reading, i: int, j: int) -> bool:
    """Where every noun has a capital: some word must be no noun of the language, or a person's."""
    lexicon = reading.lexicon
    return any(lexicon.bears(t.plain) == 2 or not lexicon.is_common(t.plain) for t in reading.tokens[i:j])
