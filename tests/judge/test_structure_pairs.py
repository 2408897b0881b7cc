"""Excerpts of our own on what a sentence alone does not say: denials within what is said, settings, other times, names.

`pairs/structure/*.toml`: `a` and `b` of a scenario exclude each other, `c` (and `d`) stand beside `a`; each is a language and a text.
"""

import tomllib
from pathlib import Path

import pytest

from tests.excerpts import kinds_opposed

FOLDER = Path(__file__).parent / "pairs" / "structure"
FOUND = {
    "negation": 15,
    "setting": 9,
    "background": 9,
    "names": 4,
    "counts": 9,
}  # the least scenarios opposed, of each file
FALSE = {
    "negation": 0,
    "setting": 2,
    "background": 0,
    "names": 0,
    "counts": 0,
}  # the most opposed that do not exclude each other


def scenarios(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", FOUND)
def test_what_excludes_each_other_is_opposed(name):
    missed = [n for n, s in scenarios(name).items() if not kinds_opposed(s, "a", "b")]
    assert len(scenarios(name)) - len(missed) >= FOUND[name], missed


@pytest.mark.parametrize("name", FALSE)
def test_what_stands_beside_is_not_opposed(name):
    beside = {(n, part): s for n, s in scenarios(name).items() for part in ("c", "d") if part in s}
    opposed = {(n, part): found for (n, part), s in beside.items() if (found := kinds_opposed(s, "a", part))}
    assert len(opposed) <= FALSE[name], opposed
