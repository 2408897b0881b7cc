"""Run the cases beside a pack's `names.toml`.

A `[[positive]]` case has `text` and `names`, pairs of form and kind that must be read; optionally `roles`, `bases`
and `cores`, tables from a form to its role, its base form, the own name inside it. A `[[negative]]` case has `text` and `not_names`, forms that must not be
read as names; without `not_names` nothing may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...cases import CaseResult
from ...lang import Pack
from ...records import Mention
from . import read_names

_SHOWN = 60


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of the pack's `cases/names.toml`, read by the pack's default reader."""
    table = pack.cases("names")
    positive, negative = table.get("positive", ()), table.get("negative", ())
    texts = [case["text"] for case in (*positive, *negative)]
    read = read_names(texts, pack=pack)
    return [
        *(_positive(case, mentions) for case, mentions in zip(positive, read[: len(positive)], strict=True)),
        *(_negative(case, mentions) for case, mentions in zip(negative, read[len(positive) :], strict=True)),
    ]


def rule_names(pack: Pack) -> set[str]:
    """The rules that the pack's own table declares."""
    return set(pack.own_table("names").get("rules", ()))


def _positive(case: Mapping[str, Any], mentions: tuple[Mention, ...]) -> CaseResult:
    text = case["text"]
    got = {(text[m.start : m.stop], m.kind) for m in mentions}
    wanted = {(form, kind) for form, kind in case["names"]}
    roles = {text[m.start : m.stop]: m.role for m in mentions if m.role}
    bases = {text[m.start : m.stop]: m.canonical for m in mentions}
    cores = {text[m.start : m.stop]: text[m.core_start : m.core_stop] for m in mentions if m.core_start is not None}
    ok = (
        wanted <= got
        and all(cores.get(form, "") == core for form, core in case.get("cores", {}).items())
        and all(roles.get(form) == role for form, role in case.get("roles", {}).items())
        and all(bases.get(form) == base for form, base in case.get("bases", {}).items())
    )
    shown = (
        f"{sorted(got)}, roles {roles}"
        + (f", bases {bases}" if "bases" in case else "")
        + (f", cores {cores}" if "cores" in case else "")
    )
    return _result(text, True, ok, str(sorted(wanted)), shown, mentions)


def _negative(case: Mapping[str, Any], mentions: tuple[Mention, ...]) -> CaseResult:
    text = case["text"]
    got = {text[m.start : m.stop] for m in mentions}
    banned = set(case["not_names"]) if "not_names" in case else got
    return _result(text, False, not (banned & got), f"none of {sorted(banned)}", str(sorted(got)), mentions)


def _result(text: str, positive: bool, ok: bool, expected: str, got: str, mentions: tuple[Mention, ...]) -> CaseResult:
    fired = tuple(sorted({m.rule for m in mentions})) if positive else ()
    return CaseResult(case=text[:_SHOWN], positive=positive, ok=ok, expected=expected, got=got, fired=fired)
