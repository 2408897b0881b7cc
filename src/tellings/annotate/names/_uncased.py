"""Names in a script without capitals that writes spaces (Arabic): given names, titles and heads of bodies show them.

A person is a given name that the pack lists with what may be a family name behind it, or, behind an office, two words or more
that the language does not use for anything else. A body is a head with a name in quotation marks or such a word behind it.
"""

from __future__ import annotations

from ._lexicon import Lexicon
from ._reading import Reading
from ._runs import touches
from ._tokens import Token

_LONGEST = 5  # words of a person's name
_SHORT = 3  # letters of a word that may be a foreign name
_QUOTED = 5  # words of a name in quotation marks
_OPENS, _CLOSES = frozenset('«"“”„'), frozenset('»"”“')


def uncased_names(reading: Reading) -> None:
    """Add the persons and bodies that no capital shows; nothing in a pack that lists no given names."""
    lexicon = reading.lexicon
    if not (lexicon.given_names and lexicon.clitics):
        return
    tokens = reading.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].cased or reading.taken[i]:
            i += 1
            continue
        stop = _person(reading, i)
        if stop:
            reading.add(i, stop, "person", "given name and family name")
        elif lexicon.is_role(tokens[i].plain):
            start, stop = _foreign(reading, i)
            if stop:
                reading.add(start, stop, "person", "title before name")
        elif tokens[i].plain in lexicon.org_heads and not tokens[i].plain.startswith(lexicon.articles):
            start, stop = _body(reading, i)
            if stop:
                reading.add(start, stop, "organisation", "organisation of")
        i = max(stop, i + 1)


def _person(reading: Reading, i: int) -> int:
    """Index behind a given name and what follows it; 0 where no family name does."""
    tokens, lexicon = reading.tokens, reading.lexicon
    if not _given(tokens[i], lexicon):
        return 0
    stop, j = 0, i + 1
    while j < len(tokens) and j - i < _LONGEST and touches(tokens, j) and not reading.taken[j]:
        word = tokens[j].plain
        if word in lexicon.person_particles:
            j += 1
            continue
        if not (_given(tokens[j], lexicon) or (tokens[j].text not in lexicon.not_given and _family(word, lexicon))):
            break
        if not _given(tokens[j], lexicon) and j > i + 1 and word.startswith(lexicon.verb_starts):
            break
        j += 1
        stop = j
        if word.startswith(lexicon.articles):
            break  # a family name with the article is the last
    if stop:
        return stop
    titled = i > 0 and touches(tokens, i) and tokens[i - 1].plain in lexicon.titles
    return i + 1 if titled else 0


def _given(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a given name, and not, as it is spelt, another word that folds alike."""
    return token.plain in lexicon.given_names and token.text not in lexicon.not_given


def _family(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may be the family name behind a given name: one that the language uses for nothing else."""
    ends = word.endswith(lexicon.noun_ends)
    return not (ends or _used(word, lexicon) or lexicon.demonym(word))


def _used(word: str, lexicon: Lexicon) -> bool:
    """Whether the language uses a word, or what is left of it without small words written onto it, for no name."""
    forms = (word, *(word[len(c) :] for c in lexicon.clitics if word.startswith(c) and len(word) - len(c) >= _SHORT))
    return any(
        lexicon.is_common(f) or f in lexicon.function_words or f in lexicon.not_names or f in lexicon.org_words
        for f in forms
    ) or lexicon.is_role(word)


def _foreign(reading: Reading, i: int) -> tuple[int, int]:
    """Where a name of two words or more starts and stops behind the office at `i`; zeros where none does."""
    tokens, lexicon = reading.tokens, reading.lexicon
    j = i + 1
    while j < len(tokens) and j - i < _LONGEST and touches(tokens, j) and _of_office(tokens[j].plain, lexicon):
        j += 1
    start = j
    while j < len(tokens) and j - start < _LONGEST and touches(tokens, j) and _unknown(reading, j):
        j += 1
    return (start, j) if j - start > 1 else (0, 0)


def _of_office(word: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.demonym(word)) or word in lexicon.role_words or lexicon.is_role(word)


def _unknown(reading: Reading, j: int) -> bool:
    """Whether a word stands for nothing that the pack knows, as a foreign name does."""
    token, lexicon = reading.tokens[j], reading.lexicon
    known = reading.taken[j] or lexicon.entry_at(reading.tokens, j) is not None
    word = token.plain
    article = word.startswith(lexicon.articles + lexicon.verb_starts) or word.endswith(lexicon.noun_ends)
    return (
        len(token.plain) >= _SHORT and token.plain.isalpha() and not (known or article or _used(token.plain, lexicon))
    )


def _body(reading: Reading, i: int) -> tuple[int, int]:
    """The name in quotation marks behind the head of a body, or the head with one that is nothing else; else zeros."""
    tokens, lexicon = reading.tokens, reading.lexicon
    j = i + 1
    if j >= len(tokens) or "\n" in tokens[j].gap:
        return 0, 0
    if tokens[j].gap.strip() in _OPENS:
        return j, _closing(reading, j)
    if not touches(tokens, j):
        return 0, 0
    hit = lexicon.entry_at(tokens, j)
    if hit is not None:
        return (i, hit[0]) if hit[1].kind == "place" else (0, 0)
    return (i, j + 1) if _unknown(reading, j) else (0, 0)


def _closing(reading: Reading, j: int) -> int:
    """Index behind the last word of a quotation that word `j` opens; 0 where it does not close soon."""
    tokens = reading.tokens
    for k in range(j + 1, min(j + _QUOTED + 1, len(tokens) + 1)):
        after = tokens[k].gap if k < len(tokens) else reading.text[tokens[-1].stop :]
        if after[:1] in _CLOSES and after:
            return k
        if after.strip():
            return 0
    return 0
