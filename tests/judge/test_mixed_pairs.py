"""Excerpts of our own on many topics, each side in another language: what excludes each other is opposed.

`pairs/mixed/*.toml`: `a` and `b` of a scenario exclude each other, `c` stands beside `a`; each is a language and a text.
"""

import tomllib
from pathlib import Path

from tests.excerpts import kinds_opposed

PAIRS = {
    name: scenario
    for path in sorted((Path(__file__).parent / "pairs" / "mixed").glob("*.toml"))
    for name, scenario in tomllib.loads(path.read_text("utf-8")).items()
}
FOUND = 0.78  # the least share of scenarios found
FALSE = 0.05  # the greatest share of scenarios opposed to what does not exclude them


def kinds(name, other):
    return kinds_opposed(PAIRS[name], "a", other)


def test_what_excludes_each_other_is_opposed():
    missed = [n for n, s in PAIRS.items() if s["kind"] not in kinds(n, "b")]
    assert len(missed) <= (1 - FOUND) * len(PAIRS), missed


def test_what_stands_beside_is_not_opposed():
    opposed = {n: found for n in PAIRS if (found := kinds(n, "c"))}
    assert len(opposed) <= FALSE * len(PAIRS), opposed
