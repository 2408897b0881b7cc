"""Sentences of our own in nine languages: what excludes each other is opposed, what does not is not.

`pairs/*.toml`: `a` and `b` of a scenario exclude each other, `c` stands beside `a`.
"""

import functools
import tomllib
from pathlib import Path

import pytest

from tellings.annotate import annotate
from tellings.pipeline import CompareOptions, compare_annotated
from tellings.records import Anchor, Report

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
    report = Report(
        id=part,
        text=PAIRS[name][part][lang],
        lang=lang,
        outlet=f"{part}.example",
        published="2026-03-10T09:00:00+00:00",
        anchor=Anchor(value="2026-03-10", rests_on="publication"),
    )
    return annotate([report])[0]


def kinds(name, other, lang):
    dossier = compare_annotated([told(name, "a", lang), told(name, other, lang)], options=CompareOptions(cache=False))
    return [c.kind for c in dossier.conflicts]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_excludes_each_other_is_opposed(lang):
    missed = [n for n, s in PAIRS.items() if s["kind"] not in kinds(n, "b", lang)]
    assert len(missed) <= (1 - FOUND) * len(PAIRS), missed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_stands_beside_is_not_opposed(lang):
    opposed = {n: found for n, s in PAIRS.items() if "c" in s and (found := kinds(n, "c", lang))}
    assert len(opposed) <= FALSE, opposed
