"""Run the cases beside `frames.toml`.

A positive case names, as `section.label`, every rule that must fire (`fires = [...]`); a negative one names rules that must
not (`not = [...]`).
"""

from __future__ import annotations

from ...cases import CaseResult
from ...lang import Pack
from ...lang.frames import read_frames, rule_names_of

_SHOWN = 60


def run_cases(pack: Pack) -> list[CaseResult]:
    """Every case of `lang/xx/cases/frames.toml`, through the reader that judging and alignment use."""
    table = pack.cases("frames")
    results = []
    for case in table.get("positive", ()):
        fired = _fired(case["text"], pack)
        results.append(_result(case["text"], True, wanted=case["fires"], fired=fired))
    for case in table.get("negative", ()):
        fired = _fired(case["text"], pack)
        results.append(_result(case["text"], False, wanted=case["not"], fired=fired))
    return results


def rule_names(pack: Pack) -> set[str]:
    """Every rule that the pack's own table declares."""
    return rule_names_of(pack)


def _fired(text: str, pack: Pack) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.rule for h in read_frames(text, lang=pack.code)))


def _result(text: str, positive: bool, *, wanted: list[str], fired: tuple[str, ...]) -> CaseResult:
    off = [w for w in wanted if (w in fired) is not positive]
    return CaseResult(
        case=text[:_SHOWN],
        positive=positive,
        ok=not off,
        expected=("fires " if positive else "does not fire ") + ", ".join(wanted),
        got=", ".join(fired) or "nothing",
        fired=fired if positive else (),
    )
