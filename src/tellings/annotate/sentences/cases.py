"""Run a pack's sentence cases: a text with `|` where it has to be cut, or without any where it must stay whole."""

from __future__ import annotations

from ...cases import CaseResult
from ...lang import Pack
from ._split import split_sentences

_CUT = "|"


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of the pack's `cases/sentences.toml`, run through the real splitter."""
    results = []
    for kind in ("positive", "negative"):
        for case in pack.cases("sentences").get(kind, []):
            text = case["text"].replace(_CUT, "")
            expected = [piece.strip() for piece in case["text"].split(_CUT)]
            got = [text[s.start : s.stop] for s in split_sentences(text, pack=pack)]
            results.append(
                CaseResult(
                    case=text[:60],
                    positive=kind == "positive",
                    ok=got == expected,
                    expected=str(expected),
                    got=str(got),
                )
            )
    return results


def rule_names(pack: Pack) -> set[str]:
    """None: the tables hold word lists for rules that are code."""
    del pack
    return set()
