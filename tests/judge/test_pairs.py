"""Sentences of our own in nine languages: what excludes each other is opposed, what does not is not.

`pairs/*.toml`: `a` and `b` of a scenario exclude each other, `c` stands beside `a`.
"""

import functools
import tomllib
from pathlib import Path

import pytest

from tests.excerpts import excerpt, kinds_between

PAIRS = {
    name: scenario
    for path in sorted((Path(__file__).parent / "pairs").glob("*.toml"))
    for name, scenario in tomllib.loads(path.read_text("utf-8")).items()
}
LANGUAGES = ("en", "ru", "uk", "de", "fr", "es", "pl", "tr", "az")
FOUND = 0.65  # the least share of scenarios found in each language
FALSE = 1  # the most sentences of a language opposed that do not exclude each other


@functools.cache
def told(name, part, lang):
    return excerpt(part, lang, PAIRS[name][part][lang])


def kinds(name, other, lang):
    return kinds_between(told(name, "a", lang), told(name, other, lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_excludes_each_other_is_opposed(lang):
    missed = [n for n, s in PAIRS.items() if s["kind"] not in kinds(n, "b", lang)]
    assert len(missed) <= (1 - FOUND) * len(PAIRS), missed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_stands_beside_is_not_opposed(lang):
    opposed = {n: found for n, s in PAIRS.items() if "c" in s and (found := kinds(n, "c", lang))}
    assert len(opposed) <= FALSE, opposed
