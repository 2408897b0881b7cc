"""The dossier of the bundled reports holds what `demo/expected.toml` says a good one must hold."""

from __future__ import annotations

import functools
import itertools
import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

import jsonschema
import msgspec
import pytest

from tellings.demo import expected_file, meta_file, report_names, reports_folder
from tellings.records import Dossier, Report, Statement

EXPECTED = tomllib.loads(expected_file().read_text(encoding="utf-8"))
KINDS = [name for name, value in EXPECTED.items() if isinstance(value, list)]
CASES = [(kind, case) for kind in KINDS for case in EXPECTED[kind]]


@functools.cache
def demo() -> Dossier:
    import tellings
    from tellings.pipeline import CompareOptions
    from tellings.read import ReadOptions

    options = CompareOptions(read=ReadOptions(meta=meta_file()))
    return tellings.compare([reports_folder() / name for name in report_names()], options=options)


class Found:
    """The dossier, with words looked up in the reports of named files."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.by_stem: dict[str, Report] = {PurePath(r.path or "").stem: r for r in dossier.reports}
        self.row_of = {s: row for row in dossier.rows for s in row.statements}

    def report(self, file: str) -> Report:
        # JSON and CSV hold several records, so their reports may be named otherwise.
        for stem, report in self.by_stem.items():
            if stem.startswith(file) or (report.outlet == "Velmark Press Agency" and file == "01_vpa"):
                return report
        raise AssertionError(f"no report was read from {file}: {sorted(self.by_stem)}")

    def over(self, file: str, words: str) -> set[str]:
        """The statements of a file that overlap the words."""
        report = self.report(file)
        start = report.text.find(words)
        assert start >= 0, f"{file} does not hold {words!r}; the expectation is wrong, or cleaning took the words away"
        stop = start + len(words)
        return {s.id for s in self.of(report) if s.start < stop and start < s.stop}

    def of(self, report: Report) -> Iterator[Statement]:
        return (s for s in self.dossier.statements if s.report == report.id)


def row(found: Found, case: dict[str, Any]) -> bool:
    rows = [{found.row_of[s].id for s in found.over(**cell) if s in found.row_of} for cell in case["cells"]]
    return bool(set.intersection(*rows))


def apart(found: Found, case: dict[str, Any]) -> bool:
    return not row(found, case)


def conflict(found: Found, case: dict[str, Any]) -> bool:
    left, right = (found.over(**side) for side in case["sides"])
    for c in found.dossier.conflicts:
        if c.state in case["states"]:
            for a, b in itertools.permutations(c.positions, 2):
                if left & set(a.statements) and right & set(b.statements):
                    return True
    return False


def _between(found: Found, case: dict[str, Any]) -> list[str]:
    ends = {found.report(file).id for file in case["between"]}
    return [d.kind for d in found.dossier.derivations if {d.origin, d.target} == ends]


def derivation(found: Found, case: dict[str, Any]) -> bool:
    return any(kind in case["kinds"] for kind in _between(found, case))


def underived(found: Found, case: dict[str, Any]) -> bool:
    return not _between(found, case)


def alteration(found: Found, case: dict[str, Any]) -> bool:
    """From whichever report of the wire the words were compared with."""
    after = found.over(**case["after"])
    before = {s.id for s in found.dossier.statements if case["before"]["words"] in s.text}
    return any(a.kind == case["kind"] and a.origin in before and a.target in after for a in found.dossier.alterations)


def said(found: Found, case: dict[str, Any]) -> bool:
    statements = {s.id: s for s in found.dossier.statements}
    for name in found.over(case["file"], case["words"]):
        attribution = statements[name].attribution
        while attribution is not None:
            if attribution.source and case["source"] in f"{attribution.source.text} {attribution.source.antecedent}":
                return True
            attribution = attribution.outer
    return False


def removed(found: Found, case: dict[str, Any]) -> bool:
    report = found.report(case["file"])
    return any(case["words"] in r.text for r in report.removed) and case["words"] not in report.text


def printed(found: Found, case: dict[str, Any]) -> bool:
    report = found.report(case["file"])
    told = (report.published or "").startswith(case["published"])
    return told and report.outlet == case["outlet"]


def absent(found: Found, case: dict[str, Any]) -> bool:
    return not any(case["words"] in s.text for s in found.dossier.statements)


def dated(found: Found, case: dict[str, Any]) -> bool:
    return any(item.when.startswith(case["when"]) for item in found.dossier.timeline)


def named(found: Found, case: dict[str, Any]) -> bool:
    return any(all(any(f in form.form for form in e.forms) for f in case["forms"]) for e in found.dossier.entities)


def claimant(found: Found, case: dict[str, Any]) -> bool:
    labels = {e.id: e.label for e in found.dossier.entities}
    rows = [found.row_of[s] for s in found.over(case["file"], case["words"]) if s in found.row_of]
    return any(len(r.claimants) == 1 and case["claimant"] in labels.get(r.claimants[0], "") for r in rows)


def check(found: Found, case: dict[str, Any]) -> bool:
    return any(c.kind == case["kind"] and case["words"] in c.what for c in found.dossier.checks)


HOLDS: dict[str, Callable[[Found, dict[str, Any]], bool]] = {
    f.__name__: f
    for f in (
        row, apart, conflict, derivation, underived, alteration, said, removed, printed, absent, dated, named, claimant, check,
    )
}  # fmt: skip


@pytest.mark.parametrize(("kind", "case"), [(k, c) for k, c in CASES if c.get("must")], ids=lambda v: v if isinstance(v, str) else v["name"])  # fmt: skip
def test_what_must_hold(kind: str, case: dict[str, Any]) -> None:
    assert HOLDS[kind](Found(demo()), case), case


def test_the_share_that_holds_has_not_fallen() -> None:
    found = Found(demo())
    missing = [f"{kind}: {case['name']}" for kind, case in CASES if not HOLDS[kind](found, case)]
    share = 1 - len(missing) / len(CASES)
    assert share >= EXPECTED["floor"], f"{share:.2f} of the expectations hold; missing: {missing}"


def test_the_demo_is_what_it_says() -> None:
    dossier = demo()
    assert len(dossier.reports) >= 7
    assert {r.lang for r in dossier.reports} == {"en", "ru", "de", "es"}
    assert not dossier.failures
    for s in dossier.statements:
        text = next(r.text for r in dossier.reports if r.id == s.report)
        assert text[s.start : s.stop] == s.text


def test_the_expectations_can_fail() -> None:
    """Emptied of its judgements, the same dossier fails what must hold of them."""
    bare = msgspec.structs.replace(
        demo(), rows=(), conflicts=(), derivations=(), alterations=(), entities=(), timeline=(), checks=(),
        statements=tuple(msgspec.structs.replace(s, attribution=None) for s in demo().statements),
    )  # fmt: skip
    found = Found(bare)
    silent = {
        "apart",
        "underived",
        "absent",
        "removed",
        "printed",
    }  # what these hold of, a dossier without judgements holds too
    assert [case["name"] for kind, case in CASES if kind not in silent and HOLDS[kind](found, case)] == []


def test_the_demo_in_every_output() -> None:
    from tellings import render
    from tellings.schema import SCHEMA_FILE

    dossier = demo()
    schema = json.loads(SCHEMA_FILE.read_bytes())
    for told in (dossier, render.share(dossier)):
        raw = render.to_json(told)
        jsonschema.validate(json.loads(raw), schema, cls=jsonschema.Draft202012Validator)
        assert render.from_json(raw) == told
        for text in (render.to_html(told), render.to_brief(told), render.to_terminal(told)):
            assert "Harbour Light" in text
        assert len(json.loads(render.to_annotations(told))["first"]["items"]) > len(told.statements)
    shared = render.share(dossier)
    raw = render.to_json(shared).decode()
    assert str(reports_folder()) not in raw
    kept = {s.id: s.text for s in shared.statements}
    for report in dossier.reports:
        mine = [s for s in dossier.statements if s.report == report.id]
        assert sum(len(kept[s.id]) for s in mine) <= len(report.text) / 2 + 2 * len(mine)
        cut = [s.text for s in mine if len(s.text) > 20 and kept[s.id] != s.text]
        whole = set(kept.values())
        assert not [text for text in cut if text not in whole and json.dumps(text, ensure_ascii=False)[1:-1] in raw]
    for thing in (*dossier.rows, *dossier.conflicts, *dossier.derivations, *dossier.entities, *dossier.statements):
        assert thing.id in render.explain(dossier, thing.id)
