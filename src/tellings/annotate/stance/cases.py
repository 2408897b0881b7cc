"""Run a pack's stance cases: what a text is (polarity, certainty, distanced words), or that it is none of it."""

from __future__ import annotations

from ...cases import CaseResult
from ...lang import Pack, stance


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of `cases/stance.toml`: `text`, and any of `polarity`, `certainty`, `distanced` (a list of words)."""
    results = []
    for kind in ("positive", "negative"):
        for case in pack.cases("stance").get(kind, []):
            text = case["text"]
            marks = (*stance.hedges(text, pack), *stance.negations(text, pack), *stance.distancing(text, pack))
            got = {
                "polarity": stance.polarity(text, pack),
                "certainty": stance.certainty(text, pack),
                "distanced": [text[m.start : m.stop] for m in stance.distancing(text, pack)],
            }
            expected = {"polarity": "positive", "certainty": "certain", "distanced": []}
            expected |= {k: v for k, v in case.items() if k in expected}
            results.append(
                CaseResult(
                    case=text[:60],
                    positive=kind == "positive",
                    ok=got == expected,
                    expected=str(expected),
                    got=str(got),
                    fired=tuple(m.rule for m in marks),
                )
            )
    return results


def rule_names(pack: Pack) -> set[str]:
    """Every rule that the pack's table declares."""
    return stance.rule_names(pack)
