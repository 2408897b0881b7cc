"""Names by rules: the pack's table, the gazetteer, and capitals. Source of the method: docs/architecture.md, Names.

`read(text, lexicon)` gives outermost mentions in text order. Each says by its `rule` what made it.
"""

from __future__ import annotations

from collections.abc import Sequence

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
        self.shouting = shouting_lines(self.tokens, lexicon)
        self.taken = bytearray(len(self.tokens))
        self.found: list[tuple[int, int, EntityKind, str, str]] = []  # word i, word j, kind, rule, canonical

    def add(self, i: int, j: int, kind: EntityKind, rule: str, canonical: str = "") -> None:
        if i < j and not any(self.taken[i:j]):
            self.found.append((i, j, kind, rule, canonical))
            self.taken[i:j] = b"\x01" * (j - i)

    def common(self, i: int) -> bool:
        return self.lexicon.is_common(self.tokens[i].plain)


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
        if hit and hit[1].kind == "organisation":
            start, stop = _with_country(reading, i, hit[0], hit[1])
            if (
                hit[1].group != "office"
                or (start, stop) != (i, hit[0])
                or tokens[i].upper
                or _named(reading, i, hit[0])
            ):
                reading.add(start, stop, "organisation", "gazetteer body", _label(reading, hit, start, stop))
        elif tokens[i].plain in lexicon.org_heads and (lexicon.org_inside or lexicon.connectors):
            stop = _head_pattern(reading, i)
            if stop:
                reading.add(_demonym_before(reading, i), stop, "organisation", "organisation of")
        i = max(stop, i + 1)


def _named(reading: Reading, i: int, j: int) -> bool:
    """Whether an office is written as a name: a capital where no sentence starts, or two capitals."""
    capitals = [t for t in reading.tokens[i:j] if t.capital]
    return len(capitals) > 1 or (len(capitals) == 1 and not reading.tokens[i].first)


def _label(reading: Reading, hit: tuple[int, Entry], start: int, stop: int) -> str:
    written = reading.lexicon.written_label(hit[1])
    return written if written and hit[1].group != "office" and reading.tokens[start:stop] else ""


def _with_country(reading: Reading, i: int, j: int, entry: Entry) -> tuple[int, int]:
    """Stretch an office over the country beside it: "Russian Foreign Ministry", «МИД России»."""
    if entry.group != "office":
        return i, j
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
        if hit and hit.group == "country" and tokens[i - 1].capital and not reading.lexicon.endings:
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
    if i >= j:
        return
    hit = lexicon.entry_at(tokens, i)
    if hit and hit[0] >= j:
        _add_entry(reading, i, hit)
        return
    start = _after_role(reading, i, j)
    if start > i:
        _places_in_role(reading, i, start)
        if start < j:
            reading.add(start, j, "person", "title before name")
        return
    if lexicon.demonym(tokens[i].plain) and not _is_organisation(reading, i, j):
        reading.add(i, i + 1, "other", "demonym", world.country_label(lexicon.demonym(tokens[i].plain)))
        if i + 1 < j:
            _read_run(reading, i + 1, j)
        return
    if hit and hit[0] < j and lexicon.bears(tokens[hit[0]].plain) and not _is_organisation(reading, i, j):
        _add_entry(reading, i, hit)
        _read_run(reading, hit[0], j)
        return
    kind, rule = _classify(reading, i, j)
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
    if _is_organisation(reading, i + 1, j) or lexicon.bears(tokens[i].plain) == 2:
        return i
    if tokens[i].plain in lexicon.role_words or tokens[i].plain in lexicon.titles:
        return i
    return i + 1


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
        if word in lexicon.role_nouns or word in lexicon.titles:
            end = k + 1
        elif word not in lexicon.role_words and not lexicon.demonym(word):
            place = lexicon.entry_at(tokens, k)
            if not place or place[0] > j:
                break
            k = place[0] - 1
        k += 1
    if end == i or (end < j and any(t.plain in lexicon.org_words for t in tokens[end:j])):
        return i
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
    if any(lexicon.bears(w) == 2 for w in words) or lexicon.bears(words[0]):
        return "person", "capital run"
    if any(t.upper for t in tokens[i:j]) or all(lexicon.is_common(w) for w in words):
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
    if word in lexicon.org_words:
        return (None, "") if token.first else ("organisation", "organisation words")
    if word in lexicon.event_words:
        return None, ""
    if lexicon.bears(word) == 2:
        return "person", "capital run"
    before = reading.tokens[i - 1].plain if i and touches(reading.tokens, i) else ""
    if before in lexicon.place_prepositions and not lexicon.is_common(word):
        return "place", "capital run"
    if token.first and not lexicon.common and not _again(reading, i):
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
            if kind == "person" and j - i > 1 and not reading.common(j - 1):
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
