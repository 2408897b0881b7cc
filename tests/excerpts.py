"""Excerpts that tests of conflicts compare two by two: of one day, each of an outlet of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tellings.annotate import annotate
from tellings.pipeline import CompareOptions, compare_annotated
from tellings.records import Anchor, Annotated, Report

DAY = "2026-03-10"


def excerpt(part: str, lang: str, text: str) -> Annotated:
    """One excerpt, annotated; `part` names it and its outlet."""
    report = Report(
        id=part,
        text=text,
        lang=lang,
        outlet=f"{part}.example",
        published=f"{DAY}T09:00:00+00:00",
        anchor=Anchor(value=DAY, rests_on="publication"),
    )
    return annotate([report])[0]


def kinds_between(left: Annotated, right: Annotated) -> list[str]:
    """The kinds of the conflicts between two excerpts."""
    return [c.kind for c in compare_annotated([left, right], options=CompareOptions(cache=False)).conflicts]


def kinds_opposed(scenario: Mapping[str, Sequence[str]], one: str, other: str) -> list[str]:
    """The same for two parts of a scenario, each a language and a text."""
    return kinds_between(*(excerpt(part, *scenario[part]) for part in (one, other)))
