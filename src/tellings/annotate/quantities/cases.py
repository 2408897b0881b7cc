"""Run `lang/xx/cases/numbers.toml`: texts and the quantities that must come out of them, or that none may.

    [[positive]]
    text = "About 300 people fled."
    quantities = ["~270..330 of people"]

A quantity is written `[~]low[..high] [unit] [of words]`, with an open bound left out: "30.. of animals", "..5 percent".
"""

from __future__ import annotations

from ...cases import CaseResult
from ...lang import Pack
from ...records import Quantity
from .reader import read_quantities

_SECTIONS = ("bounds", "ranges", "vague", "ages")


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of the pack's `cases/numbers.toml`, through the reader."""
    cases = pack.cases("numbers")
    results = []
    for positive in (True, False):
        for case in cases.get("positive" if positive else "negative", ()):
            found = read_quantities(case["text"], pack=pack)
            expected = list(case.get("quantities", ()))
            got = [written(q) for q in found]
            results.append(
                CaseResult(
                    case=case["text"][:80],
                    positive=positive,
                    ok=got == expected,
                    expected=str(expected),
                    got=str(got),
                    fired=tuple(name for q in found for name in q.rule.split(" + ")),
                )
            )
    return results


def rule_names(pack: Pack) -> set[str]:
    """Every rule that the pack's own table declares."""
    table = pack.own_table("numbers")
    return {entry["name"] for section in _SECTIONS for entry in table.get(section, ())}


def written(quantity: Quantity) -> str:
    """A quantity in the short form of the cases."""
    low = "" if quantity.low is None else f"{quantity.low:.12g}"
    high = "" if quantity.high is None else f"{quantity.high:.12g}"
    value = low if low == high else f"{low}..{high}"
    parts = [("~" if quantity.approximate else "") + value, quantity.unit, f"of {quantity.of}" if quantity.of else ""]
    if quantity.kind in ("ordinal", "age"):
        parts.insert(2, quantity.kind)
    return " ".join(part for part in parts if part)
