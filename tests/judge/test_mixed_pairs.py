"""Excerpts of our own on many topics, each side in another language: what excludes each other is opposed.

`pairs/mixed/*.toml`: `a` and `b` of a scenario exclude each other, `c` stands beside `a`; each is a language and a text.
"""

import tomllib
from pathlib import Path

from tellings.annotate import annotate
from tellings.pipeline import CompareOptions, compare_annotated
from tellings.records import Anchor, Report

PAIRS = {
    name: scenario
    for path in sorted((Path(__file__).parent / "pairs" / "mixed").glob("*.toml"))
    for name, scenario in tomllib.loads(path.read_text("utf-8")).items()
}
FOUND = 0.78  # the least share of scenarios found
FALSE = 0.05  # the greatest share of scenarios opposed to what does not exclude them


def kinds(name, other):
    annotated = []
    for part in ("a", other):
        lang, text = PAIRS[name][part]
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


def test_what_excludes_each_other_is_opposed():
    missed = [n for n, s in PAIRS.items() if s["kind"] not in kinds(n, "b")]
    assert len(missed) <= (1 - FOUND) * len(PAIRS), missed


def test_what_stands_beside_is_not_opposed():
    opposed = {n: found for n in PAIRS if (found := kinds(n, "c"))}
    assert len(opposed) <= FALSE * len(PAIRS), opposed
