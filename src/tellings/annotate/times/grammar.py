"""Compile a pack's table of time expressions, with the shared core, into one grammar; once per pack.

A table holds word classes and rules. A class maps a value to forms (`[months] 1 = ["january", "jan"]`); a form may
hold alternatives in braces (`"day{|s}"`). A rule makes a node of one class out of a sequence of others:

    [[rule]]
    name = "day and month"          what the output shows when the rule decided
    make = "date"                   the class of the node
    like = ["{dom} {of}? {month}"]  classes in braces, bare words as they stand; `?` optional, `a|b` either,
                                    `~` glued to what stands before
    give = { weak = false }         fields that the rule adds

The fields of the parts are merged. `{date:base}` keeps a part's fields under the key `base`; `{num:h=n}` takes its
field `n` as `h`. Rules run in the order of the tables, so a rule sees what the earlier ones made.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ...errors import PackError
from ...lang import Pack
from .tokens import words_of
from .vocabulary import Fields, Lexicon, expand, vocabulary_of


class Element(NamedTuple):
    classes: tuple[str, ...]
    key: str = ""  # keep the part's fields under this key
    rename: str = ""  # take this field of the part as `key`
    glued: bool = False


class Rule(NamedTuple):
    name: str
    make: str
    elements: tuple[Element, ...]
    give: Fields
    masks: tuple[int, ...] = ()  # of each element: the bits of the classes that it may be


class Grammar(NamedTuple):
    lexicon: Lexicon  # first word -> (other words, class, fields)
    rules: tuple[Rule, ...]
    bits: Mapping[str, int]  # class -> its bit in `Rule.masks`
    order: str  # of day and month in digits: "dmy" or "mdy"
    cues: dict[str, list[tuple[tuple[str, ...], int]]]  # first word -> (all words, tense: -1 past, 1 future, 0 none)
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    participles: tuple[str, ...]  # endings of `past_endings` that tell the past only beside an auxiliary
    words: Mapping[str, frozenset[tuple[str, ...]]]
    paired_years: bool  # years may be said in two halves: "nineteen eighty-nine"
    known: frozenset[str]  # first words of all that the table lists
    inner: frozenset[str]  # the other words of what it lists
    own: frozenset[str]  # names of the rules that the pack itself declares


@cache
def grammar_of(pack: Pack) -> Grammar:
    """The pack's grammar: its own word classes, the core's rules and its own.

    Raises:
        PackError: a rule is malformed; the message names it.
    """
    core = _core()
    table = pack.table("dates")
    vocabulary = vocabulary_of((core, table))
    drop = set(table.get("without", ()))
    rules: list[Rule] = []
    early = [r for r in table.get("rule", ()) if r.get("early")]
    late = [r for r in table.get("rule", ()) if not r.get("early")]
    split = next(i for i, r in enumerate(core["rule"]) if r["name"] == "two dates")
    literals: set[str] = set()
    for row in (*early, *core["rule"][:split], *late, *core["rule"][split:]):
        if row["name"] not in drop:
            rules += _compile(row, literals, pack.code)
    for literal in sorted(literals):
        vocabulary.enter(literal, f"={literal}", {})
    kinds = dict.fromkeys(kind for rule in rules for element in rule.elements for kind in element.classes)
    bits = {kind: 1 << i for i, kind in enumerate(kinds)}
    tense = table.get("tense", {})
    return Grammar(
        lexicon=vocabulary.lexicon,
        rules=tuple(_masked(rule, bits) for rule in rules),
        bits=bits,
        order=table.get("order", "dmy"),
        cues=_cues(tense),
        past_endings=tuple(tense.get("past_endings", ())),
        future_endings=tuple(tense.get("future_endings", ())),
        participles=tuple(tense.get("participles", ())),
        words={k: frozenset(v) for k, v in vocabulary.words.items()},
        paired_years=table.get("paired_years", False),
        known=frozenset((*vocabulary.lexicon, *_cues(tense))),
        inner=frozenset(w for found in vocabulary.lexicon.values() for rest, _, _ in found for w in rest),
        own=frozenset(r["name"] for r in table.get("rule", ())),
    )


def _masked(rule: Rule, bits: Mapping[str, int]) -> Rule:
    return rule._replace(masks=tuple(sum(bits[kind] for kind in set(e.classes)) for e in rule.elements))


def _cues(tense: Mapping[str, Any]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for kind, sign in (("past", -1), ("future", 1), ("neither", 0)):
        for form in (words_of(f) for forms in tense.get(kind, ()) for f in expand(forms)):
            found.setdefault(form[0], []).append((form, sign))
    return found


@cache
def _core() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "core.toml").read_text("utf-8"))


_ELEMENT = re.compile(r"(~?)(?:\{([^{}:]+)(?::(\w+)(?:=(\w+))?)?\}|([^\s{}]+?))(\??)")


def _compile(row: Mapping[str, Any], literals: set[str], code: str) -> Iterator[Rule]:
    try:
        name, make, likes = row["name"], row["make"], row["like"]
    except KeyError as error:
        raise PackError(code, cause=f"rule lacks {error}: {row!r}") from error
    for like in [likes] if isinstance(likes, str) else likes:
        elements: list[tuple[Element, bool]] = []
        for piece in like.split():
            match = _ELEMENT.fullmatch(piece)
            if match is None:
                raise PackError(code, cause=f"rule {name!r}: cannot read {piece!r}")
            glued, classes, key, rename, literal, optional = match.groups()
            kinds = tuple(classes.split("|")) if classes else tuple(f"={w}" for w in literal.split("|"))
            if not classes:
                literals.update(literal.split("|"))
            elements.append((Element(kinds, key or "", rename or "", bool(glued)), bool(optional)))
        for kept in itertools.product(*((True, False) if opt else (True,) for _, opt in elements)):
            chosen = tuple(e for (e, _), keep in zip(elements, kept, strict=True) if keep)
            if chosen:
                yield Rule(name, make, chosen, dict(row.get("give", {})))
