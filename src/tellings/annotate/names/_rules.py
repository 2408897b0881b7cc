"""Names by rules: the pack's table, the gazetteer, and capitals. Source of the method: docs/architecture.md, Names.

`read(text, lexicon)` gives outermost mentions in text order. Each says by its `rule` what made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ...lang import gazetteer as world
from ...lang.gazetteer import Entry
from ...records import EntityKind, Mention
from ._lexicon import Lexicon
from ._roles import role_of
from ._runs import another_body, runs, shouting_lines, touches
from ._tokens import Token, tokenize


class Reading:
    """The state of reading one text: its words, what was found so far, which words are taken."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = tokenize(text, elisions=lexicon.elisions, abbreviations=lexicon.abbreviations)
        if lexicon.capital_nouns:
            self.tokens = [part for t in self.tokens for part in _name_and_noun(t, lexicon)]
        self.shouting = shouting_lines(text, self.tokens, lexicon)
        self.taken = bytearray(len(self.tokens))
        self.found: list[tuple[int, int, EntityKind, str, str]] = []  # word i, word j, kind, rule, canonical

    def add(self, i: int, j: int, kind: EntityKind, rule: str, canonical: str = "") -> None:
        if i < j and not any(self.taken[i:j]):
            self.found.append((i, j, kind, rule, canonical))
            self.taken[i:j] = b"\x01" * (j - i)

    def common(self, i: int) -> bool:
        return self.lexicon.is_common(self.tokens[i].plain)


def _name_and_noun(token: Token, lexicon: Lexicon) -> list[Token]:
    """A name written together with a noun, cut at the hyphen: "Iskander-Rakete"."""
    left, hyphen, right = token.text.rpartition("-")
    if not hyphen or not left or not lexicon.is_common(token.plain[len(left) + 1 :]) or lexicon.is_common(token.plain):
        return [token]
    at = token.start + len(left)
    upper = len(left) > 1 and left.isupper()
    first = token._replace(stop=at, text=left, plain=token.plain[: len(left)], upper=upper)
    rest = token._replace(
        start=at + 1, text=right, plain=token.plain[len(left) + 1 :], first=False, upper=False, gap="-"
    )
    return [first, rest]


def read(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The names of one text, outermost, without overlaps, in text order."""
    reading = Reading(text, lexicon)
    _organisations_with_heads(reading)
    for i, j in runs(reading.tokens, lexicon):
        for a, b in _untaken(reading, i, j):
            _read_run(reading, a, b)
    _gazetteer_elsewhere(reading)
    _known_in_this_report(reading)
    return _mentions(reading)


def _untaken(reading: Reading, i: int, j: int) -> list[tuple[int, int]]:
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


# --- organisations that begin with a small or capital head: "ministère de la Défense", «Міністерство оборони» ---


def _organisations_with_heads(reading: Reading) -> None:
    lexicon, tokens = reading.lexicon, reading.tokens
    i = 0
    while i < len(tokens):
        stop = 0
        hit = lexicon.entry_at(tokens, i)
        if hit and hit[1].group == "office":
            start, stop = _with_country(reading, i, hit[0])
            if (start, stop) != (i, hit[0]) or _stands_alone(reading, i, stop):
                reading.add(start, stop, "organisation", "gazetteer body")
            else:
                stop = 0
        if not stop and tokens[i].plain in lexicon.org_heads:
            stop = _head_pattern(reading, i)
            if stop:
                reading.add(_front(reading, i), stop, "organisation", "organisation of")
        i = max(stop, i + 1)


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
    k = j
    while k < len(tokens) and k - j < 2 and tokens[k].plain in lexicon.connectors and touches(tokens, k):
        k += 1
    if k < len(tokens) and touches(tokens, k) and not tokens[k].first:
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
        if hit and hit.group == "country" and tokens[i - 1].capital and reading.lexicon.country_before:
            return i - 1
    return i


def _head_pattern(reading: Reading, i: int) -> int:
    """Index after "ministerio de la Defensa Nacional": a head, then connectors and inside words up to the last capital."""
    lexicon, tokens = reading.lexicon, reading.tokens
    stop, j = 0, i + 1
    inside = lexicon.org_inside | lexicon.connectors
    while j < len(tokens) and j - i < 9 and touches(tokens, j):
        token = tokens[j]
        if token.plain in lexicon.not_names or another_body(tokens, j, lexicon):
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


# --- runs of capitals ---


def _read_run(reading: Reading, i: int, j: int) -> None:
    lexicon, tokens = reading.lexicon, reading.tokens
    if tokens[i].line in reading.shouting:
        return
    while i < j and tokens[i].plain in lexicon.function_words:
        i += 1
    if i >= j:
        return
    i = _skip_sentence_capital(reading, i, j)
    bare = frozenset() if lexicon.adjective_after and j - i > 1 else lexicon.modifiers
    while i < j and (tokens[j - 1].plain in bare or not tokens[j - 1].capital):
        j -= 1
    if i >= j:
        return
    hit = lexicon.entry_at(tokens, i)
    if hit and hit[0] >= j:
        _add_entry(reading, i, hit)
        return
    for a, b in _segments(reading, i, j):
        _read_segment(reading, a, b)


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
        if k > i and lexicon.heads_last and tokens[k - 1].plain in lexicon.org_words | lexicon.place_words:
            cuts.append(k)
        elif k > i and _parts(reading, k) and not _is_organisation(reading, i, j):
            cuts += [k, k + 1]
        elif k > i and lexicon.is_role(word) and k + 1 < j and not _role_like(reading, k - 1):
            cuts.append(k)
        k += 1
    after = _after_role(reading, i, j)
    bounds = sorted({i, j} | {c for c in cuts if c < j and (after in {i, j} or c > after)})
    return list(pairwise(bounds))


def _role_like(reading: Reading, k: int) -> bool:
    word = reading.tokens[k].plain
    lexicon = reading.lexicon
    return word in lexicon.role_words or lexicon.is_role(word) or bool(lexicon.demonym(word)) or word in lexicon.exact


def _noun(reading: Reading, k: int) -> bool:
    """A common noun in a language that gives every noun a capital, which is no person's word either."""
    word = reading.tokens[k].plain
    lexicon = reading.lexicon
    return lexicon.capital_nouns and lexicon.is_common(word) and lexicon.bears(word) < 2 and not lexicon.is_role(word)


def _parts(reading: Reading, k: int) -> bool:
    """Whether word `k` is a noun that parts two names; not after a given name, and not the head of a place's name."""
    lexicon = reading.lexicon
    return (
        _noun(reading, k)
        and reading.tokens[k].plain not in lexicon.place_words
        and not lexicon.bears(reading.tokens[k - 1].plain)
    )


def _read_segment(reading: Reading, i: int, j: int) -> None:
    lexicon, tokens = reading.lexicon, reading.tokens
    while j > i and not tokens[j - 1].capital:
        j -= 1
    while i < j and not tokens[i].capital:
        i += 1
    if i >= j:
        return
    hit = lexicon.entry_at(tokens, i)
    if hit and hit[0] >= j:
        _add_entry(reading, i, hit)
        return
    start = _after_role(reading, i, j)
    if start > i:
        _places_in_role(reading, i, start)
        while start < j and (not tokens[start].capital or _noun(reading, start)):
            start += 1
        if start < j:
            reading.add(start, j, "person", "title before name")
        return
    code = lexicon.demonyms.get(f"{tokens[i].plain} {tokens[i + 1].plain}") if i + 1 < j else None
    if code:
        reading.add(i, i + 2, "other", "demonym", world.country_label(code))
        _read_segment(reading, i + 2, j)
        return
    if lexicon.demonym(tokens[i].plain) and not _is_organisation(reading, i, j):
        reading.add(i, i + 1, "other", "demonym", world.country_label(lexicon.demonym(tokens[i].plain)))
        if i + 1 < j:
            _read_segment(reading, i + 1, j)
        return
    if hit and hit[0] < j and lexicon.bears(tokens[hit[0]].plain) and not _is_organisation(reading, i, j):
        _add_entry(reading, i, hit)
        _read_segment(reading, hit[0], j)
        return
    kind, rule = _classify(reading, i, j)
    if kind in {"other", "person"} and _small_place_word(reading, j):
        kind, rule, j = "place", "place words", j + 1
    if kind:
        reading.add(i, j, kind, rule)


def _skip_sentence_capital(reading: Reading, i: int, j: int) -> int:
    """Leave out a first word that is capitalised only because a sentence starts with it."""
    lexicon, tokens = reading.lexicon, reading.tokens
    if not tokens[i].first or not reading.common(i) or lexicon.capital_nouns:
        return i
    if lexicon.entry_at(tokens, i) or lexicon.demonym(tokens[i].plain) or tokens[i].upper:
        return i
    if i + 1 == j:
        return j if lexicon.bears(tokens[i].plain) < 2 or not _again(reading, i) else i
    if _is_organisation(reading, i + 1, j) or lexicon.bears(tokens[i].plain):
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


def _again(reading: Reading, i: int) -> bool:
    """Whether the same capitalised word stands elsewhere in the report, inside a sentence."""
    word = reading.tokens[i].text
    return any(t.text == word and not t.first and t.line not in reading.shouting for t in reading.tokens)


def _is_organisation(reading: Reading, i: int, j: int) -> bool:
    return any(t.plain in reading.lexicon.org_words for t in reading.tokens[i:j])


def _add_entry(reading: Reading, i: int, hit: tuple[int, Entry]) -> None:
    stop, entry = hit
    if entry.kind == "place":
        reading.add(i, stop, "place", "gazetteer place", reading.lexicon.written_label(entry))
    elif entry.kind == "product":
        reading.add(i, stop, "product", "gazetteer product", reading.lexicon.written_label(entry))
    else:
        reading.add(i, stop, "organisation", "gazetteer body", reading.lexicon.written_label(entry))


def _after_role(reading: Reading, i: int, j: int) -> int:
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


def _places_in_role(reading: Reading, i: int, stop: int) -> None:
    """A country or a demonym inside a role is a name of its own."""
    lexicon, tokens = reading.lexicon, reading.tokens
    k = i
    while k < stop:
        code = lexicon.demonym(tokens[k].plain)
        hit = lexicon.entry_at(tokens, k)
        if hit and hit[0] <= stop and (hit[1].group in {"country", "place"} or hit[1].group == "body"):
            _add_entry(reading, k, hit)
            k = hit[0]
            continue
        if code:
            reading.add(k, k + 1, "other", "demonym", world.country_label(code))
        k += 1


def _classify(reading: Reading, i: int, j: int) -> tuple[EntityKind | None, str]:
    lexicon, tokens = reading.lexicon, reading.tokens
    words = [t.plain for t in tokens[i:j]]
    if lexicon.capital_nouns and not _german_name(reading, i, j):
        return None, ""
    if j - i == 1:
        return _classify_one(reading, i)
    if any(w in lexicon.org_words for w in words):
        return "organisation", "organisation words"
    if any(w in lexicon.event_words for w in words):
        return "event", "event words"
    if any(w in lexicon.place_words for w in words):
        return "place", "place words"
    if lexicon.bears(words[0]) or (lexicon.bears(words[-1]) == 2 and not lexicon.is_common(words[0])):
        return "person", "capital run"
    if any(t.upper for t in tokens[i:j]) or any(w in lexicon.common for w in words):
        return "organisation", "capital run"
    return ("person" if j - i <= 3 else "other"), "capital run"


def _classify_one(reading: Reading, i: int) -> tuple[EntityKind | None, str]:
    lexicon, token = reading.lexicon, reading.tokens[i]
    word = token.plain
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
    before = reading.tokens[i - 1].plain if i and touches(reading.tokens, i) else ""
    if before in lexicon.place_prepositions and not lexicon.is_common(word):
        return "place", "capital run"
    if token.first and (lexicon.inflected or not lexicon.common) and not _again(reading, i):
        return None, ""
    return "other", "capital run"


def _german_name(reading: Reading, i: int, j: int) -> bool:
    """Where every noun has a capital: some word must be no noun of the language, or a person's."""
    lexicon = reading.lexicon
    return any(lexicon.bears(t.plain) == 2 or not lexicon.is_common(t.plain) for t in reading.tokens[i:j])


# --- after the runs ---


def _gazetteer_elsewhere(reading: Reading) -> None:
    """Gazetteer names in headlines and within longer runs that came to nothing; demonyms anywhere."""
    lexicon, tokens = reading.lexicon, reading.tokens
    i = 0
    while i < len(tokens):
        if not reading.taken[i]:
            hit = lexicon.entry_at(tokens, i)
            if hit and tokens[i].capital and hit[1].group != "office" and not any(reading.taken[i : hit[0]]):
                _add_entry(reading, i, hit)
                i = hit[0]
                continue
            code = lexicon.demonym(tokens[i].plain)
            if code:
                reading.add(i, i + 1, "other", "demonym", world.country_label(code))
        i += 1


def _known_in_this_report(reading: Reading) -> None:
    """A name that was read once is a name wherever the same words stand: in headlines, at sentence starts."""
    tokens = reading.tokens
    known: dict[str, tuple[tuple[str, ...], EntityKind]] = {}
    for i, j, kind, rule, _ in reading.found:
        if kind in {"person", "place", "organisation"} and rule != "demonym":
            words = tuple(t.plain for t in tokens[i:j])
            if j - i > 1 or not reading.common(i):
                known.setdefault(words[0], (words, kind))
            if kind == "person" and j - i > 1 and words[-1] not in reading.lexicon.function_words:
                known.setdefault(words[-1], ((words[-1],), kind))
    for i, token in enumerate(tokens):
        hit = known.get(token.plain)
        if hit and token.capital and not reading.taken[i]:
            words, kind = hit
            if tuple(t.plain for t in tokens[i : i + len(words)]) == words:
                reading.add(i, i + len(words), kind, "known in this report")


def _mentions(reading: Reading) -> tuple[Mention, ...]:
    tokens = reading.tokens
    surnames = {
        t.plain
        for i, j, kind, _, _ in reading.found
        if kind == "person" and j - i > 1
        for t in (tokens[i], tokens[j - 1])
    }
    made = []
    for i, j, kind, rule, canonical in sorted(reading.found):
        joined: EntityKind = kind
        if (
            kind in {"other", "organisation"}
            and rule in {"capital run", "acronym"}
            and j - i == 1
            and tokens[i].plain in surnames
        ):
            joined = "person"
        role, by_office = (
            role_of(reading.text, tokens, (i, j), reading.lexicon) if joined in {"person", "other"} else ("", "")
        )
        if by_office and joined == "other" and rule == "capital run":
            joined = "person"
        made.append(
            Mention(
                start=tokens[i].start,
                stop=tokens[j - 1].stop,
                kind=joined,
                canonical=canonical or reading.text[tokens[i].start : tokens[j - 1].stop],
                role=role,
                rule=by_office if by_office and joined == "person" and rule == "capital run" else rule,
            )
        )
    return tuple(made)


def kinds(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The rules that made these mentions, for the cases beside the tables."""
    return tuple(sorted({m.rule for m in mentions}))


__all__ = ["Reading", "Token", "kinds", "read"]
