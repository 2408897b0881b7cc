"""Names by rules: the pack's table, the gazetteer, and capitals.

`read(text, lexicon)` gives outermost mentions in text order. Each says by its `rule` what made it.
"""

from __future__ import annotations

from ...lang import gazetteer as world
from ...records import EntityKind, Mention
from ._declined import person_base
from ._heads import organisations_with_heads
from ._lexicon import Lexicon
from ._reading import Reading, add_entry
from ._roles import role_of
from ._runs import runs
from ._segments import read_run, untaken
from ._uncased import uncased_names
from ._unspaced import unspaced_names


def read(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """The names of one text, outermost, without overlaps, in text order."""
    reading = Reading(text, lexicon)
    organisations_with_heads(reading)
    for i, j in runs(reading.tokens, lexicon):
        for a, b in untaken(reading, i, j):
            read_run(reading, a, b)
    gazetteer_elsewhere(reading)
    uncased_names(reading)
    known_in_this_report(reading)
    return _with_unspaced(mentions_of(reading), unspaced_names(text))


def _with_unspaced(mentions: tuple[Mention, ...], more: list[Mention]) -> tuple[Mention, ...]:
    """Both in text order; where two overlap, the longer stays."""
    kept: list[Mention] = []
    for mention in sorted((*mentions, *more), key=lambda m: (m.start, -m.stop)):
        if not kept or mention.start >= kept[-1].stop:
            kept.append(mention)
    return tuple(kept)


def gazetteer_elsewhere(reading: Reading) -> None:
    """Gazetteer names in headlines and within longer runs that came to nothing; demonyms anywhere."""
    lexicon, tokens = reading.lexicon, reading.tokens
    i = 0
    while i < len(tokens):
        if not reading.taken[i]:
            hit = lexicon.entry_at(tokens, i)
            if (
                hit
                and (tokens[i].capital or not tokens[i].cased)
                and hit[1].group != "office"
                and not any(reading.taken[i : hit[0]])
            ):
                add_entry(reading, i, hit)
                i = hit[0]
                continue
            code = lexicon.demonym(tokens[i].plain)
            if code:
                reading.add(i, i + 1, "other", "demonym", world.country_label(code))
        i += 1


def known_in_this_report(reading: Reading) -> None:
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
        if hit and not reading.taken[i] and (token.capital or _nameable(reading, i)):
            words, kind = hit
            if tuple(t.plain for t in tokens[i : i + len(words)]) == words:
                reading.add(i, i + len(words), kind, "known in this report")


def _nameable(reading: Reading, i: int) -> bool:
    """Whether a word of a script without capitals is a given name, or nothing but a name."""
    token = reading.tokens[i]
    return not token.cased and (token.plain in reading.lexicon.given_names or not reading.common(i))


def _base(form: str, kind: EntityKind, lexicon: Lexicon) -> str:
    return person_base(form, lexicon) if kind == "person" and lexicon.person_endings else form


def mentions_of(reading: Reading) -> tuple[Mention, ...]:
    tokens = reading.tokens
    bare = reading.lexicon.stem
    surnames = {
        bare(t.plain)
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
            and bare(tokens[i].plain) in surnames
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
                canonical=canonical
                or _base(reading.text[tokens[i].start : tokens[j - 1].stop], joined, reading.lexicon),
                role=role,
                rule=by_office if by_office and joined == "person" and rule == "capital run" else rule,
            )
        )
    return tuple(made)
