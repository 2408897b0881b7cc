"""Cut runs of capitals into names: offices and sentence capitals off, places and people apart."""

from __future__ import annotations

from itertools import pairwise

from ...lang import gazetteer as world
from ...lang.gazetteer import Entry
from ._kinds import classify
from ._offices import after_role, places_in_role
from ._reading import Reading, add_entry, again, is_noun, is_organisation
from ._runs import touches


def untaken(reading: Reading, i: int, j: int) -> list[tuple[int, int]]:
    """The parts of a run that no organisation has taken yet and that start with a capital."""
    parts, k = [], i
    while k < j:
        if reading.taken[k] or not reading.tokens[k].capital:
            k += 1
            continue
        stop = k
        while stop < j and not reading.taken[stop]:
            stop += 1
        end = stop
        while end > k and not reading.tokens[end - 1].capital:
            end -= 1
        parts.append((k, end))
        k = stop
    return parts


def read_run(reading: Reading, i: int, j: int) -> None:
    lexicon, tokens = reading.lexicon, reading.tokens
    if tokens[i].line in reading.shouting:
        return
    if _known_whole(reading, i, j):
        return
    while i < j and tokens[i].plain in lexicon.function_words and not _article_of_name(reading, i, j):
        i += 1
    while i < j and tokens[j - 1].plain in lexicon.function_words:
        j -= 1
    if i >= j:
        return
    i = _skip_sentence_capital(reading, i, j)
    while i + 1 < j and is_noun(reading, i) and not is_organisation(reading, i, j):
        if tokens[i + 1].plain in lexicon.place_words:
            break
        i += 1
    bare = frozenset() if lexicon.adjective_after and j - i > 1 else lexicon.modifiers
    while i < j and (tokens[j - 1].plain in bare or not tokens[j - 1].capital):
        j -= 1
    if i >= j:
        return
    if _known_whole(reading, i, j):
        return
    for a, b in _segments(reading, i, j):
        _read_segment(reading, a, b)


def _only_a_noun(reading: Reading, i: int, hit: tuple[int, Entry]) -> bool:
    """Whether an office is a bare noun that the pack takes for a name only beside its country: "die Botschaft"."""
    return hit[1].group == "office" and hit[0] == i + 1 and reading.tokens[i].plain in reading.lexicon.not_alone


def _article_of_name(reading: Reading, i: int, j: int) -> bool:
    """Whether a capital article inside a sentence belongs to the name behind it: "Le Phare"."""
    return not reading.tokens[i].first and i + 1 < j and not reading.common(i + 1)


def _segments(reading: Reading, i: int, j: int) -> list[tuple[int, int]]:
    """Cut a run where one name ends and another begins: before an office, around a place in a case of its own."""
    lexicon, tokens = reading.lexicon, reading.tokens
    cuts = [i]
    k = i
    while k < j:
        word = tokens[k].plain
        hit = lexicon.entry_at(tokens, k)
        if hit and hit[0] <= j and lexicon.inflected and hit[1].kind == "place" and (i < k or hit[0] < j):
            bare = hit[1].label in {tokens[k].text, lexicon.written_label(hit[1])} or word in lexicon.exact
            if not bare or not lexicon.country_before:
                cuts += [k, hit[0]]
            elif k > i:
                cuts.append(k)
            k = hit[0]
            continue
        if (k > i and lexicon.heads_last and tokens[k - 1].plain in lexicon.org_words | lexicon.place_words) or (
            k > i and k + 1 < j and tokens[k - 1].plain in lexicon.org_words and _person_words(reading, k, j)
        ):
            cuts.append(k)
        elif k > i and _parts(reading, k) and not is_organisation(reading, i, j):
            cuts += [k, k + 1]
        elif k > i and lexicon.is_role(word) and k + 1 < j and not _role_like(reading, k - 1):
            cuts.append(k)
        k += 1
    after = after_role(reading, i, j)
    bounds = sorted({i, j} | {c for c in cuts if c < j and (after in {i, j} or c > after)})
    return list(pairwise(bounds))


def _role_like(reading: Reading, k: int) -> bool:
    word = reading.tokens[k].plain
    lexicon = reading.lexicon
    return word in lexicon.role_words or lexicon.is_role(word) or bool(lexicon.demonym(word)) or word in lexicon.exact


def _parts(reading: Reading, k: int) -> bool:
    """Whether word `k` is a noun that parts two names; not after a given name, and not the head of a place's name."""
    lexicon = reading.lexicon
    return (
        is_noun(reading, k)
        and reading.tokens[k].plain not in lexicon.place_words
        and not lexicon.bears(reading.tokens[k - 1].plain)
    )


def _person_words(reading: Reading, k: int, j: int) -> bool:
    """Whether two or three words are a person's: "Harbour Agency |Tomas Brandl"."""
    lexicon = reading.lexicon
    words = [t.plain for t in reading.tokens[k:j]]
    return len(words) <= 3 and bool(lexicon.bears(words[0])) and not any(w in lexicon.common for w in words)


def _known_whole(reading: Reading, i: int, j: int) -> bool:
    """Whether the gazetteer knows all of a run; then it is taken as that, or left where it is only a noun."""
    hit = reading.lexicon.entry_at(reading.tokens, i)
    if hit is None or hit[0] < j:
        return False
    if not _only_a_noun(reading, i, hit):
        add_entry(reading, i, hit)
    return True


def _read_segment(reading: Reading, i: int, j: int) -> None:
    lexicon, tokens = reading.lexicon, reading.tokens
    while j > i and not tokens[j - 1].capital:
        j -= 1
    while i < j and not tokens[i].capital:
        i += 1
    if i >= j:
        return
    if _known_whole(reading, i, j):
        return
    start = after_role(reading, i, j)
    if start > i:
        places_in_role(reading, i, start)
        while start < j and (not tokens[start].capital or is_noun(reading, start)):
            start += 1
        if _whose(reading, start, j):
            reading.add(start, start + 1, "other", "whose office")
            start += 1
        if start < j:
            reading.add(start, j, "person", "title before name")
        return
    code = lexicon.demonyms.get(f"{tokens[i].plain} {tokens[i + 1].plain}") if i + 1 < j else None
    if code:
        reading.add(i, i + 2, "other", "demonym", world.country_label(code))
        _read_segment(reading, i + 2, j)
        return
    if lexicon.demonym(tokens[i].plain) and not is_organisation(reading, i, j):
        reading.add(i, i + 1, "other", "demonym", world.country_label(lexicon.demonym(tokens[i].plain)))
        if i + 1 < j:
            _read_segment(reading, i + 1, j)
        return
    hit = lexicon.entry_at(tokens, i)
    if hit and hit[0] < j and lexicon.bears(tokens[hit[0]].plain) and not is_organisation(reading, i, j):
        add_entry(reading, i, hit)
        _read_segment(reading, hit[0], j)
        return
    kind, rule = classify(reading, i, j)
    if kind in {"other", "person"} and _small_place_word(reading, j):
        kind, rule, j = "place", "place words", j + 1
    if kind:
        reading.add(i, j, kind, rule)


def _whose(reading: Reading, i: int, j: int) -> bool:
    """Whether an unknown word behind an office says whose it is, before two words of a person."""
    lexicon, tokens = reading.lexicon, reading.tokens
    if j - i < 3 or not lexicon.inflected or lexicon.bears(tokens[i].plain):
        return False
    return lexicon.bears(tokens[i + 1].plain) == 2


def _skip_sentence_capital(reading: Reading, i: int, j: int) -> int:
    """Leave out a first word that is capitalised only because a sentence starts with it."""
    lexicon, tokens = reading.lexicon, reading.tokens
    if not tokens[i].first or not reading.common(i) or lexicon.capital_nouns:
        return i
    if lexicon.entry_at(tokens, i) or lexicon.demonym(tokens[i].plain) or tokens[i].upper:
        return i
    if i + 1 == j:
        return j if lexicon.bears(tokens[i].plain) < 2 or not again(reading, i) else i
    if is_organisation(reading, i + 1, j) or lexicon.bears(tokens[i].plain):
        return i
    if tokens[i].plain in lexicon.role_words or tokens[i].plain in lexicon.titles:
        return i
    return i + 1


def _small_place_word(reading: Reading, j: int) -> bool:
    """Whether a small word right behind the capitals makes them a place."""
    tokens, lexicon = reading.tokens, reading.lexicon
    if not lexicon.inflected or j >= len(tokens) or not touches(tokens, j):
        return False
    return tokens[j].plain in lexicon.place_words and not tokens[j].capital
