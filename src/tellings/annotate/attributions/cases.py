"""Run a pack's attribution cases: a text, and who has to be found as saying what; or nobody.

    [[positive]]
    text = "Police said the dam broke."
    source = "Police"          # optional; "" where no source may be named
    cue = "said"               # optional
    content = "the dam broke"  # has to be in the content
    outer = "News agency"      # optional: the source of the next hop
    kind, style, stance        # optional

A negative case must give no attribution at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...cases import CaseResult
from ...lang import Pack
from ...records import Attribution
from ..quotes import find_quotes
from ..sentences import split_sentences
from ._lexicon import rule_names as names_of
from ._read import read_attributions


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of the pack's `cases/attribution.toml`, run through the real reader without mentions."""
    results = []
    for kind in ("positive", "negative"):
        for case in pack.cases("attribution").get(kind, []):
            text = case["text"]
            found = read_attributions(
                text,
                sentences=split_sentences(text, pack=pack),
                quotes=find_quotes(text, pack=pack),
                mentions=(),
                pack=pack,
            )
            wanted = {k: v for k, v in case.items() if k != "text"}
            ok = any(_fits(text, a, wanted) for a in found) if kind == "positive" else not found
            results.append(
                CaseResult(
                    case=text[:70],
                    positive=kind == "positive",
                    ok=ok,
                    expected=str(wanted),
                    got="; ".join(_shown(text, a) for a in found) or "nothing",
                    fired=tuple(a.rule.split(" / ")[0] for a in found),
                )
            )
    return results


def rule_names(pack: Pack) -> set[str]:
    """Every rule that the pack's table declares."""
    return names_of(pack.code)


def _fits(text: str, a: Attribution, wanted: Mapping[str, Any]) -> bool:
    got = {
        "source": a.source.text if a.source else "",
        "cue": a.cue.text if a.cue else "",
        "outer": a.outer.source.text if a.outer and a.outer.source else "",
        "kind": a.source.kind if a.source else "",
        "style": a.style,
        "stance": a.stance,
        "antecedent": a.source.antecedent if a.source else "",
    }
    content = " ".join(text[c.start : c.stop] for c in a.content)
    return wanted.get("content", "") in content and all(got[k] == v for k, v in wanted.items() if k in got)


def _shown(text: str, a: Attribution) -> str:
    content = " … ".join(text[c.start : c.stop] for c in a.content)
    return f"{a.rule}: {a.source.text if a.source else '-'} | {a.cue.text if a.cue else '-'} | {content}"
