"""Sentences of our own on when a thing was, is to be, and how long it took: `b` is opposed to `a`, `c` is not."""

import tomllib
from pathlib import Path

import pytest

from tests.excerpts import excerpt, kinds_between

PAIRS = {
    name: scenario
    for path in sorted((Path(__file__).parent / "pairs" / "when").glob("*.toml"))
    for name, scenario in tomllib.loads(path.read_text("utf-8")).items()
}


def cases(part):
    return [(name, lang) for name, s in PAIRS.items() if part in s for lang in s[part]]


def kinds(name, other, lang):
    texts = PAIRS[name]
    return kinds_between(excerpt("a", lang, texts["a"][lang]), excerpt(other, lang, texts[other][lang]))


@pytest.mark.parametrize(("name", "lang"), cases("b"))
def test_what_differs_is_opposed(name, lang):
    assert PAIRS[name].get("kind", "time") in kinds(name, "b", lang)


@pytest.mark.parametrize(("name", "lang"), cases("c"))
def test_what_stands_beside_is_not_opposed(name, lang):
    assert not {"time", "number"} & set(kinds(name, "c", lang))


def test_small_hours_are_early_in_the_morning():
    one = excerpt("a", "en", "The bridge at Orla collapsed at about 2:40 a.m. on Tuesday, the railway said.")
    two = excerpt("b", "en", "The bridge at Orla collapsed early on Tuesday morning, police said.")
    late = excerpt("c", "en", "The bridge at Orla collapsed on Tuesday afternoon, the railway said.")
    assert "time" not in kinds_between(one, two)
    assert "time" in kinds_between(two, late)
