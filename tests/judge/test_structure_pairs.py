"""Excerpts of our own on what a sentence alone does not say: denials within what is said, settings, other times, names.

`pairs/structure/*.toml`: `a` and `b` of a scenario exclude each other, `c` (and `d`) stand beside `a`; each is a language and a text.
"""

import tomllib
from pathlib import Path

import pytest

from tellings.annotate import annotate
from tellings.pipeline import CompareOptions, compare_annotated
from tellings.records import Anchor, Report

FOLDER = Path(__file__).parent / "pairs" / "structure"
FOUND = {"negation": 15, "setting": 9, "background": 9, "names": 4}  # the least scenarios opposed, of each file
FALSE = {"negation": 0, "setting": 2, "background": 0, "names": 0}  # the most opposed that do not exclude each other


def scenarios(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def kinds(scenario, other):
    annotated = []
    for part in ("a", other):
        lang, text = scenario[part]
        report = Report(
            id=part,
            text=text,
            lang=lang,
            outlet=f"{part}.example",
            published="2026-03-10T09:00:00+00:00",
            anchor=Anchor(value="2026-03-10", rests_on="publication"),
        )
        annotated += annotate([report])
    return [c.kind for c in compare_annotated(annotated, options=CompareOptions(cache=False)).conflicts]


@pytest.mark.parametrize("name", FOUND)
def test_what_excludes_each_other_is_opposed(name):
    missed = [n for n, s in scenarios(name).items() if not kinds(s, "b")]
    assert len(scenarios(name)) - len(missed) >= FOUND[name], missed


@pytest.mark.parametrize("name", FALSE)
def test_what_stands_beside_is_not_opposed(name):
    beside = {(n, part): s for n, s in scenarios(name).items() for part in ("c", "d") if part in s}
    opposed = {(n, part): found for (n, part), s in beside.items() if (found := kinds(s, part))}
    assert len(opposed) <= FALSE[name], opposed
