"""Run the cases that stand beside a pack's rules: what `tellings lang check xx` and the test-suite share.

A capability takes part by naming here the module that holds

    run_cases(pack) -> list[CaseResult]     every case of `lang/xx/cases/CAPABILITY.toml`, run through the real reader
    rule_names(pack) -> set[str]            every rule that the pack's own table declares

A rule that no case fires, and a declared capability without a positive and a negative case, fail the check.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Protocol, cast

from .lang import Pack
from .records import Record

CHECKED = {
    "sentences": "tellings.annotate.sentences.cases",
    "boilerplate": "tellings.clean.cases",
    "dates": "tellings.annotate.times.cases",
    "numbers": "tellings.annotate.quantities.cases",
    "names": "tellings.annotate.names.cases",
    "attribution": "tellings.annotate.attributions.cases",
    "stance": "tellings.annotate.stance.cases",
    "frames": "tellings.judge.frames.cases",
}


class CaseResult(Record, frozen=True, kw_only=True):
    case: str  # the case's text, shortened
    positive: bool  # whether something had to be found
    ok: bool
    expected: str
    got: str
    fired: tuple[str, ...] = ()  # names of the rules that took part


class CaseModule(Protocol):
    def run_cases(self, pack: Pack) -> list[CaseResult]: ...

    def rule_names(self, pack: Pack) -> set[str]: ...


class Complaint(Record, frozen=True, kw_only=True):
    """One thing that is wrong with a pack."""

    capability: str
    what: str


def check_pack(pack: Pack, *, capabilities: Sequence[str] | None = None) -> list[Complaint]:
    """Everything wrong with the pack's declared capabilities; an empty list when nothing is."""
    complaints: list[Complaint] = []
    for capability in capabilities or CHECKED:
        if not pack.has(capability):
            continue
        module = cast(CaseModule, importlib.import_module(CHECKED[capability]))
        results = module.run_cases(pack)
        complaints += [
            Complaint(capability=capability, what=f"{r.case!r}: expected {r.expected}, got {r.got}")
            for r in results
            if not r.ok
        ]
        for wanted, name in ((True, "positive"), (False, "negative")):
            if not any(r.positive is wanted for r in results):
                complaints.append(Complaint(capability=capability, what=f"declared, but has no {name} case"))
        unfired = module.rule_names(pack) - {rule for r in results for rule in r.fired}
        complaints += [Complaint(capability=capability, what=f"no case fires the rule {r!r}") for r in sorted(unfired)]
    return complaints
