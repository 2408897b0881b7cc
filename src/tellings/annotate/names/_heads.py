"""Organisations that begin with their head, small or capital, and offices with the country beside them."""

from __future__ import annotations

from ._reading import Reading
from ._runs import another_body, touches

_APOSTROPHES = frozenset("'’ʼ")


def organisations_with_heads(reading: Reading) -> None:
    lexicon, tokens = reading.lexicon, reading.tokens
    i = 0
    while i < len(tokens):
        stop = 0
        hit = lexicon.entry_at(tokens, i)
        around = _around_a_demonym(reading, i)
        if around and not any(reading.taken[i:around]):
            stop = around
            reading.add(i, stop, "organisation", "gazetteer body")
        elif hit and hit[1].group == "office":
            start, stop = _with_country(reading, i, hit[0])
            if (start, stop) != (i, hit[0]) or _stands_alone(reading, i, stop):
                reading.add(start, stop, "organisation", "gazetteer body")
            else:
                stop = 0
        elif not hit and not tokens[i].capital:
            stop = _small_office(reading, i)
        if not stop and tokens[i].plain in lexicon.org_heads:
            stop = _head_pattern(reading, i)
            if stop:
                reading.add(_front(reading, i), stop, "organisation", "organisation of")
        i = max(stop, i + 1)


def _small_office(reading: Reading, i: int) -> int:
    """Read an office without capitals where its country stands beside it: "Russian foreign ministry"; index after it."""
    lexicon, tokens = reading.lexicon, reading.tokens
    hit = lexicon.entry_at(tokens, i, small=True)
    if not hit:
        return 0
    start, stop = _with_country(reading, i, hit[0])
    if (start, stop) == (i, hit[0]) and not _owned(reading, i):
        return 0
    named = any(t.capital and (not lexicon.demonym(t.plain) or t.plain in lexicon.exact) for t in tokens[start:stop])
    reading.add(start, stop, "organisation", "body of a country" if named else "described body")
    return stop


def _owned(reading: Reading, i: int) -> bool:
    """Whether the word before an office says whose or where it is: "Norway's |embassy", "Norveçin Tiflisdəki |səfirliyi"."""
    if not i:
        return False
    gap, hit = reading.tokens[i].gap, reading.lexicon.entry_at(reading.tokens, i - 1)
    if hit is None or hit[0] != i or hit[1].kind != "place":
        return False
    return gap[:1] in _APOSTROPHES if gap.strip() else reading.lexicon.heads_last


def _around_a_demonym(reading: Reading, i: int) -> int:
    """Index after an office with its country inside, "ministère polonais de la Défense"; 0 when there is none."""
    lexicon, tokens = reading.lexicon, reading.tokens
    if not lexicon.adjective_after or tokens[i].plain not in lexicon.org_heads or i + 2 >= len(tokens):
        return 0
    if not touches(tokens, i + 1) or not lexicon.demonym(tokens[i + 1].plain):
        return 0
    hit = lexicon.entry_at([tokens[i], *tokens[i + 2 : i + 9]], 0)
    return i + hit[0] + 1 if hit and hit[0] > 1 and hit[1].group == "office" else 0


def _stands_alone(reading: Reading, i: int, j: int) -> bool:
    """Whether an office without its country is written as a name, and is no part of a longer one."""
    tokens = reading.tokens
    longer = (i and tokens[i - 1].capital and touches(tokens, i) and not tokens[i - 1].first) or (
        j < len(tokens) and tokens[j].capital and touches(tokens, j)
    )
    if longer or tokens[i].line in reading.shouting:
        return False
    single = j - i == 1 and not tokens[i].upper and reading.common(i)
    return not single and (tokens[i].upper or _named(reading, i, j))


def _front(reading: Reading, i: int) -> int:
    """Where the name begins whose head is word `i`: over capitals before it ("Inland |Council of Ports"), or a demonym."""
    lexicon, tokens = reading.lexicon, reading.tokens
    start = i
    if not tokens[i].capital or lexicon.small_heads:
        return _demonym_before(reading, i)
    while start and tokens[start - 1].capital and touches(tokens, start) and i - start < 6:
        before = tokens[start - 1]
        if before.plain in lexicon.function_words | lexicon.not_names or reading.taken[start - 1]:
            break
        if before.plain in lexicon.titles or lexicon.is_role(before.plain):
            break
        start -= 1
    return start


def _named(reading: Reading, i: int, j: int) -> bool:
    """Whether an office is written as a name: a capital where no sentence starts, or two capitals."""
    capitals = [t for t in reading.tokens[i:j] if t.capital]
    return len(capitals) > 1 or (len(capitals) == 1 and not reading.tokens[i].first)


def _with_country(reading: Reading, i: int, j: int) -> tuple[int, int]:
    """Stretch an office over the country beside it: "Russian Foreign Ministry", «МИД России»."""
    lexicon, tokens = reading.lexicon, reading.tokens
    start = _demonym_before(reading, i)
    if lexicon.heads_last:
        return start, j
    k = j
    while k < len(tokens) and k - j < 2 and tokens[k].plain in lexicon.connectors and touches(tokens, k):
        k += 1
    if k < len(tokens) and (touches(tokens, k) or tokens[k].gap in _APOSTROPHES) and not tokens[k].first:
        place = lexicon.entry_at(tokens, k)
        if place and place[1].group == "country":
            return start, place[0]
        if k == j and lexicon.adjective_after and lexicon.demonym(tokens[k].plain):
            return start, k + 1
    return start, j


def _demonym_before(reading: Reading, i: int) -> int:
    """The start of "Russian" or "US" right before word `i`, else `i`."""
    tokens = reading.tokens
    if i and touches(tokens, i) and not reading.taken[i - 1]:
        before = tokens[i - 1].plain
        if reading.lexicon.demonym(before):
            return i - 1
        hit = reading.lexicon.exact.get(before)
        beside = reading.lexicon.country_before or tokens[i].gap == "-"
        if hit and hit.group == "country" and tokens[i - 1].capital and beside:
            return i - 1
    return i


def _speaker(reading: Reading, i: int, j: int) -> bool:
    """Whether a person with an office in the body of the small head `i` is named from word `j` on."""
    lexicon, tokens = reading.lexicon, reading.tokens
    if tokens[i].capital or not tokens[j].capital or j + 1 >= len(tokens) or not tokens[j + 1].capital:
        return False
    office = any(lexicon.is_role(t.plain) and touches(tokens, i) for t in tokens[max(0, i - 2) : i])
    named = lexicon.persons.get(tokens[j].plain, 0) > 0 and lexicon.bears(tokens[j].plain) == 2
    return office and named and touches(tokens, j + 1) and tokens[j - 1].plain not in lexicon.named_after


def _head_pattern(reading: Reading, i: int) -> int:
    """Index after "ministerio de la Defensa Nacional": a head, then connectors and inside words up to the last capital."""
    lexicon, tokens = reading.lexicon, reading.tokens
    stop, j = 0, i + 1
    inside = lexicon.org_inside | lexicon.connectors
    while j < len(tokens) and j - i < 9 and touches(tokens, j):
        token = tokens[j]
        if token.plain in lexicon.not_names or another_body(tokens, j, lexicon):
            break
        if _speaker(reading, i, j):
            break
        if token.capital or (token.plain in lexicon.org_inside and tokens[i].capital):
            stop = j + 1
        elif token.plain not in inside:
            break
        j += 1
    if not stop or not (tokens[i].capital or lexicon.small_heads):
        return 0
    body = tokens[i + 1 : stop]
    linked = body[0].plain in inside
    return stop if linked and (any(t.capital for t in body) or tokens[i].capital) else 0
