"""Compile a pack's table of time expressions, with the shared core, into one grammar; once per pack.

A table holds word classes and rules. A class maps a value to forms (`[months] 1 = ["january", "jan"]`); a form may
hold alternatives in braces (`"феврал{ь|я|е}"`). A rule makes a node of one class out of a sequence of others:

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

Fields = dict[str, Any]

# table name -> (class, field that takes the key, whether the key is a number)
CLASSES: Mapping[str, tuple[str, str, bool]] = {
    "months": ("month", "m", True),
    "weekdays": ("weekday", "wd", True),
    "units": ("unit", "unit", False),
    "parts": ("part", "pod", False),
    "days": ("day", "shift", True),
    "seasons": ("season", "season", False),
    "holidays": ("holiday", "holiday", False),
    "cardinals": ("num", "n", True),
    "tens": ("tens", "tens", True),
    "ordinals": ("ord", "nth", True),
    "relative": ("rel", "which", True),
    "modifiers": ("mod", "mod", False),
    "references": ("refword", "ref", False),
    "decades": ("decadeword", "decade", True),
    "stretches": ("stretchword", "which", True),
    "sets": ("setword", "unit", False),
    "quarters": ("quarter", "quarter", True),
    "romans": ("roman", "century", True),
    "finals": ("final", "nth", True),
    "after": ("relafter", "which", True),
    "halves": ("ampm", "ampm", False),
    "vague": ("vague", "n", False),
    "hours": ("numhour", "h", True),
    "deictic_parts": ("deicticpart", "pod", False),
    "clock_words": ("clock", "h", True),
    "quarter_hours": ("quarterhour", "n", True),
    "zones": ("zone", "zone", False),
}


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


class Grammar(NamedTuple):
    lexicon: dict[str, list[tuple[tuple[str, ...], str, Fields]]]  # first word -> (other words, class, fields)
    rules: tuple[Rule, ...]
    order: str  # of day and month in digits: "dmy" or "mdy"
    cues: dict[str, list[tuple[tuple[str, ...], int]]]  # first word -> (all words, tense: -1 past, 1 future)
    past_endings: tuple[str, ...]
    future_endings: tuple[str, ...]
    words: Mapping[str, frozenset[tuple[str, ...]]]
    own: frozenset[str]  # names of the rules that the pack itself declares


@cache
def grammar_of(pack: Pack) -> Grammar:
    """The pack's grammar: its own word classes, the core's rules and its own.

    Raises:
        PackError: a rule is malformed; the message names it.
    """
    core = _core()
    table = pack.table("dates")
    lexicon: dict[str, list[tuple[tuple[str, ...], str, Fields]]] = {}
    weak = {words_of(f) for form in table.get("weak", ()) for f in expand(form)}
    proper = {words_of(f) for form in table.get("proper", ()) for f in expand(form)}
    words: dict[str, set[tuple[str, ...]]] = {}

    def enter(form: str, kind: str, fields: Fields) -> None:
        for spelt in expand(form):
            cut = words_of(spelt)
            if not cut:
                continue
            given = {**fields, "weak": True} if cut in weak else fields
            given = {**given, "proper": True} if cut in proper else given
            bucket = lexicon.setdefault(cut[0], [])
            entry = (cut[1:], kind, given)
            if entry not in bucket:
                bucket.append(entry)
            words.setdefault(kind, set()).add(cut)

    for source in (core, table):
        for section, (kind, field, numeric) in CLASSES.items():
            for key, forms in source.get(section, {}).items():
                value: Any = _number(key) if numeric else key
                for form in forms:
                    fields: Fields = {field: value}
                    if kind == "day":
                        fields["unit"] = "day"
                    enter(form, kind, fields)
                    if kind == "clock":
                        fields["sharp"] = True
                    if kind == "deicticpart":
                        fields.update(shift=0, unit="day")
                    if kind == "tens":
                        enter(form, "num", {"n": value})
                    if kind == "num" and isinstance(value, int) and value <= 24:
                        enter(form, "numhour", {"h": value})
                    if kind == "ord" and 1 <= value <= 31:
                        enter(form, "dom", {"d": value})
        for kind, forms in source.get("words", {}).items():
            for form in forms:
                enter(form, kind, {})
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
        enter(literal, f"={literal}", {})
    tense = table.get("tense", {})
    return Grammar(
        lexicon=lexicon,
        rules=tuple(rules),
        order=table.get("order", "dmy"),
        cues=_cues(tense),
        past_endings=tuple(tense.get("past_endings", ())),
        future_endings=tuple(tense.get("future_endings", ())),
        words={k: frozenset(v) for k, v in words.items()},
        own=frozenset(r["name"] for r in table.get("rule", ())),
    )


def _cues(tense: Mapping[str, Any]) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for kind, sign in (("past", -1), ("future", 1)):
        for form in (words_of(f) for forms in tense.get(kind, ()) for f in expand(forms)):
            found.setdefault(form[0], []).append((form, sign))
    return found


def expand(form: str) -> Iterator[str]:
    """Every spelling that a form with braces stands for: "{a|b}c" gives "ac" and "bc"."""
    parts = [p.split("|") if i % 2 else [p] for i, p in enumerate(re.split(r"\{([^{}]*)\}", form))]
    for choice in itertools.product(*parts):
        yield "".join(choice)


def _number(key: str) -> int | float:
    return float(key) if "." in key else int(key)


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
