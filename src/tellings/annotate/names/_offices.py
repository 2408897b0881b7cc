"""The capitalised office at the front of a run: where it ends, and the places named within it."""

from __future__ import annotations

from ...lang import gazetteer as world
from ._reading import Reading, add_entry


def after_role(reading: Reading, i: int, j: int) -> int:
    """Index after the capitalised role at the front of a run, `i` if there is none: "Deputy Foreign Minister |Anna Kell"."""
    lexicon, tokens = reading.lexicon, reading.tokens
    k, end = i, i
    while k < j:
        word = tokens[k].plain
        if lexicon.is_role(word) or word in lexicon.titles:
            end = k + 1
        elif word not in lexicon.role_words and not lexicon.demonym(word):
            place = lexicon.entry_at(tokens, k)
            if not place or place[0] > j:
                break
            k = place[0] - 1
        k += 1
    if end > i:
        end = _over_places(reading, end, j)
    if end == i or (end < j and any(t.plain in lexicon.org_words for t in tokens[end:j])):
        return i
    return end


def _over_places(reading: Reading, end: int, j: int) -> int:
    """Past the country or body that an office belongs to, when a name follows: «Президент України |Олена Ковач»."""
    lexicon = reading.lexicon
    if not lexicon.endings:
        return end
    while end < j:
        hit = lexicon.entry_at(reading.tokens, end)
        if hit and hit[0] < j:
            end = hit[0]
        elif reading.tokens[end].plain in lexicon.role_words and end + 1 < j:
            end += 1
        else:
            break
    return end


def places_in_role(reading: Reading, i: int, stop: int) -> None:
    """A country or a demonym inside a role is a name of its own."""
    lexicon, tokens = reading.lexicon, reading.tokens
    k = i
    while k < stop:
        code = lexicon.demonym(tokens[k].plain)
        hit = lexicon.entry_at(tokens, k)
        if hit and hit[0] <= stop and (hit[1].group in {"country", "place"} or hit[1].group == "body"):
            add_entry(reading, k, hit)
            k = hit[0]
            continue
        if code:
            reading.add(k, k + 1, "other", "demonym", world.country_label(code))
        k += 1
