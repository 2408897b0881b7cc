"""Run the cases that stand beside a pack's time expressions: value first, then every phrasing that must give it.

A case file holds one fixed `reference` and

    [[case]]
    value = "2025-11-14"            TIMEX3 value; or `edtf = "…"`, or both
    texts = ["…", "…"]              each must give exactly one expression, with that value
    setting = "request"             optional; "report" where it is not given

    [[not]]
    texts = ["…"]                   each must give none

and `[[shows]]` cases, in which `value` is one of several that the text gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...cases import CaseResult
from ...lang import Pack
from ...records import Anchor, Timex
from .chart import parse
from .grammar import grammar_of
from .reader import RuleTimes
from .tokens import cut


def rule_names(pack: Pack) -> set[str]:
    """Every rule that the pack's own table declares."""
    return set(grammar_of(pack).own)


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of the pack's `cases/dates.toml`, run through the default reader."""
    return list(_run(pack, pack.cases("dates")))


def _run(pack: Pack, table: Mapping[str, Any]) -> Iterator[CaseResult]:
    if not table:
        return
    anchor = Anchor(value=table["reference"], rests_on="the case file")
    for row in table.get("case", ()):
        for text in row["texts"]:
            yield _judge(text, row, _read(text, row, pack, anchor), pack)
    for row in table.get("not", ()):
        for text in row["texts"]:
            found = _read(text, row, pack, anchor)
            yield CaseResult(
                case=text, positive=False, ok=not found, expected="nothing", got=_show(found), fired=fired(text, pack)
            )


def _read(text: str, row: Mapping[str, Any], pack: Pack, anchor: Anchor) -> tuple[Timex, ...]:
    reader = RuleTimes(setting=row.get("setting", "report"))
    return reader.read_times(text, sentences=(), pack=pack, anchor=anchor)


def _judge(text: str, row: Mapping[str, Any], found: tuple[Timex, ...], pack: Pack) -> CaseResult:
    ok = any(_fits(t, row) for t in found) if row.get("among") else len(found) == 1 and _fits(found[0], row)
    expected = " ".join(f"{k}={row[k]}" for k in ("type", "value", "edtf") if k in row)
    return CaseResult(case=text, positive=True, ok=ok, expected=expected, got=_show(found), fired=fired(text, pack))


def fired(text: str, pack: Pack) -> tuple[str, ...]:
    """Names of all rules that made a node over the text, in the order of the grammar."""
    grammar = grammar_of(pack)
    made = {
        node.rule
        for starts in parse(
            cut(text, proclitics=pack.proclitics, known=grammar.known, inner=grammar.inner), grammar
        ).values()
        for nodes in starts.values()
        for node in nodes
    }
    return tuple(dict.fromkeys(rule.name for rule in grammar.rules if rule.name in made))


def _fits(timex: Timex, row: Mapping[str, Any]) -> bool:
    return all(getattr(timex, key) == row[key] for key in ("type", "value", "edtf") if key in row)


def _show(found: tuple[Timex, ...]) -> str:
    return "; ".join(f"{t.type} {t.value} {t.edtf} ({t.rule})" for t in found) or "nothing"
