"""Run the cases beside a pack's `boilerplate.toml`.

A case holds

    text        the raw text
    removed     [[why, words], …]: every cut, in text order; a negative case leaves it out: nothing is cut
    evidence    [[kind, value], …]: what the cuts have to tell, in text order; left out: not looked at
    title, outlet, url     as metadata would give them
    headline    the title that has to be found; left out: not looked at
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..cases import CaseResult
from ..lang import Pack
from . import credits, datelines, ends, repeats, widgets
from .report import Stripped, strip_text
from .rules import own_rule_names

# What is told by signs and not by words; its cases stand beside `und`.
STRUCTURAL = frozenset(
    (
        *(credits.RULE, datelines.RULE, ends.FLASH, ends.OUTLET),
        *(repeats.HEADLINE, repeats.PARAGRAPH, widgets.FONT, widgets.SHARE, widgets.CRUMBS, widgets.COPYRIGHT),
    )
)


def rule_names(pack: Pack) -> set[str]:
    """Every rule of the pack's own table; `und` answers for the structural ones as well."""
    return own_rule_names(pack) | (STRUCTURAL if pack.code == "und" else frozenset())


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of `cases/boilerplate.toml`, through the real cleaning of plain text."""
    table = pack.cases("boilerplate")
    return [
        _run(case, pack, positive=positive)
        for name, positive in (("positive", True), ("negative", False))
        for case in table.get(name, ())
    ]


def _run(case: Mapping[str, Any], pack: Pack, *, positive: bool) -> CaseResult:
    made = strip_text(
        case["text"], lang=pack.code, title=case.get("title"), outlet=case.get("outlet"), url=case.get("url")
    )
    expected, got = _expected(case), _got(made, case)
    return CaseResult(
        case=" ".join(case["text"].split())[:100],
        positive=positive,
        ok=expected == got,
        expected=str(expected),
        got=str(got),
        fired=made.rules,
    )


def _expected(case: Mapping[str, Any]) -> dict[str, Any]:
    wanted: dict[str, Any] = {"removed": [list(pair) for pair in case.get("removed", ())]}
    if "evidence" in case:
        wanted["evidence"] = [list(pair) for pair in case["evidence"]]
    if "headline" in case:
        wanted["headline"] = case["headline"]
    return wanted


def _got(made: Stripped, case: Mapping[str, Any]) -> dict[str, Any]:
    got: dict[str, Any] = {"removed": [[r.why, " ".join(r.text.split())] for r in made.removed]}
    if "evidence" in case:
        got["evidence"] = [[e.kind, e.value] for e in made.evidence]
    if "headline" in case:
        got["headline"] = made.title
    return got
