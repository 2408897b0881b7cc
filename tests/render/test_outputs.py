"""Every output of the golden dossier: what it must hold, and that the same dossier gives the same bytes."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tellings.errors import ReadError, UsageError
from tellings.records import Attribution, Dossier, Run
from tellings.render import (
    citation,
    explain,
    frames,
    from_json,
    records,
    to_annotations,
    to_brief,
    to_html,
    to_json,
    to_notebook,
    to_tables,
    to_terminal,
)
from tellings.render.cite import text_fragment
from tellings.render.to_terminal import columns

GOLDEN = Path(__file__).parents[1] / "golden"
EMPTY = Dossier(run=Run(version="0"))
SECTIONS = [
    "What it rests on", "Shared", "Differing accounts and conflicts", "Changed on the way", "Only here", "Who says it",
    "Who took it from whom", "Timeline", "Names, figures, wording", "What to check next", "What was not read",
]  # fmt: skip


def test_the_golden_file_is_what_its_script_makes() -> None:
    made = subprocess.run(
        [sys.executable, "-c", "import sys; sys.path.insert(0, sys.argv[1]); from make_small import small, to_json; sys.stdout.buffer.write(to_json(small()))", str(GOLDEN)],
        capture_output=True, check=True, env={"PYTHONHASHSEED": "7", "PATH": ""},
    ).stdout  # fmt: skip
    assert made == (GOLDEN / "small.dossier.json").read_bytes(), "run: python tests/golden/make_small.py"


def test_json_comes_back_as_it_went(small: Dossier) -> None:
    raw = to_json(small)
    assert from_json(raw) == small
    assert to_json(from_json(raw)) == raw
    assert "Северный причал".encode() in raw, "non-ASCII stays readable"


@pytest.mark.parametrize("raw", [b"", b"{}", b"[1]", b"\xff", b'{"tellings":"9","run":{"version":"1"}}'])
def test_what_is_no_dossier_says_so(raw: bytes) -> None:
    with pytest.raises(ReadError, match="not a dossier"):
        from_json(raw, subject="x.json")


def test_a_lone_surrogate_does_not_stop_the_json() -> None:
    broken = Dossier(run=Run(version="0", notes=("a\ud83db",)))
    assert json.loads(to_json(broken))["run"]["notes"] == ["a\ufffdb"]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_terminal_keeps_its_width_and_needs_no_colour(small: Dossier, width: int) -> None:
    plain = to_terminal(small, width=width, colour=False)
    assert max(columns(line) for line in plain.splitlines()) <= width
    assert "\x1b" not in plain, "not even the reports' own escape sequences"
    for number, title in enumerate(SECTIONS, start=1):
        assert f"{number}. {title.upper()}" in plain


def test_terminal_colour_changes_nothing_but_colour(small: Dossier) -> None:
    import re

    painted = to_terminal(small, width=80, colour=True)
    assert painted != to_terminal(small, width=80)
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == to_terminal(small, width=80)


def test_terminal_tells_what_matters(small: Dossier) -> None:
    told = " ".join(to_terminal(small, width=80).split())
    assert "4 reports, 3 languages; 3 go back to harbour authority's statement, 1 untraced." in told
    assert "Северный причал ← администрация порта ← Инес Варро" in told
    assert "Corrie Wire – المرسى اليوم: translation (direction unknown)" in told
    assert "Ines Varro = Инес Варро = إينيس فارو" in told


def test_an_empty_dossier_renders() -> None:
    assert "0 reports" in to_terminal(EMPTY)
    assert "0 reports" in to_html(EMPTY)
    assert "0 reports" in to_brief(EMPTY)
    assert json.loads(to_annotations(EMPTY))["total"] == 0
    assert all(len(list(csv.reader(io.StringIO(text)))) == 1 for text in to_tables(EMPTY).values())


def test_brief_cites_every_line(small: Dossier) -> None:
    brief = to_brief(small)
    lines = [line for line in brief.splitlines() if line.lstrip().startswith("- ") and "**" not in line]
    assert len(lines) > 10
    labels = ["Corrie Wire", "Sel", "Северный причал", "المرسى اليوم"]
    for line in lines:
        cited = line[line.rindex(" (") :]
        assert line.endswith(")"), line
        assert any(label in cited for label in labels), line
    assert "(<https://corriewire.example/2031/alma?id=7#top:~:text=The%20ferry" in brief
    assert len(brief.split()) < 900, "about a page"


def test_brief_has_no_markup_of_the_reports_own(small: Dossier) -> None:
    brief = to_brief(small)
    assert "<b>" not in brief.replace(r"\<b\>", "")
    assert "<script" not in brief
    assert "javascript:" not in brief


def test_tables_are_csv_and_no_formula(small: Dossier) -> None:
    tables = to_tables(small)
    assert sorted(tables) == sorted(
        f"{n}.csv"
        for n in ["reports", "statements", "rows", "conflicts", "quantities", "times", "attributions", "timeline"]
    )
    for text in tables.values():
        rows = list(csv.reader(io.StringIO(text)))
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(rows[0])}
        for row in rows:
            assert not any(cell[:1] in tuple("=+@\t\r") or (cell[:1] == "-" and not _number(cell)) for cell in row)
    assert "'=HYPERLINK" in tables["statements.csv"]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_annotations_are_anchored(small: Dossier) -> None:
    made = json.loads(to_annotations(small))
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = made["first"]["items"]
    assert made["total"] == len(items)
    assert {i["motivation"] for i in items} == {"describing", "linking", "assessing"}
    texts = {f"urn:tellings:report:{r.id}": r.text for r in small.reports} | {r.url: r.text for r in small.reports}
    for item in items:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            quote, position = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
    assert not any("javascript" in json.dumps(item) for item in items)


def test_citation_lets_anybody_check(small: Dossier) -> None:
    report = small.reports[0]
    statement = next(s for s in small.statements if s.report == report.id)
    told = citation(statement, report, label="Corrie Wire")
    for part in (statement.text, "Corrie Wire", "2031-03-05T06:10+00:00", "#top:~:text=", "retrieved", "sha256"):
        assert part in told


@pytest.mark.parametrize(
    ("address", "words", "expected"),
    [
        ("https://a.example/x", "one two", "https://a.example/x#:~:text=one%20two"),
        ("https://a.example/x#top", "one", "https://a.example/x#top:~:text=one"),
        ("https://a.example/", "well-known, he said & left", "https://a.example/#:~:text=well%2Dknown%2C%20he%20said%20%26%20left"),
        ("https://a.example/", " ".join(["word"] * 30), "https://a.example/#:~:text=word%20word%20word%20word%20word,word%20word%20word%20word%20word"),
    ],
)  # fmt: skip
def test_text_fragments(address: str, words: str, expected: str) -> None:
    assert text_fragment(address, words) == expected


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("row-ran", ["both name the ferry and the port  [shared_names]", "claimed by: harbour authority"]),
        ("con-count", ["the values exclude each other", "held by Rescuers", "values_exclude"]),
        ("alt-hedge", ["Change alt-hedge: hedge", "most likely"]),
        ("alt-omission", ["not in The <b>Sel</b>"]),
        ("der-paper", ["condensation", "56 characters are the same", "Alma ran aground"]),
        ("ori-authority", ["harbour authority's statement", "Corrie Wire"]),
        ("ent-varro", ["Инес Варро", "إينيس فارو"]),
        ("rep-wire00000001", ["removed as stamp", "JSON-LD datePublished"]),
    ],
)
def test_explain(small: Dossier, name: str, words: list[str]) -> None:
    told = explain(small, name)
    for word in (*words, "Made by tellings 0.1.0", "names: rules 1"):
        assert word in told


def test_explain_a_statement(small: Dossier) -> None:
    statement = next(s for s in small.statements if s.attribution and s.attribution.outer)
    told = explain(small, statement.id)
    for word in (
        "said by",
        "through",
        "with reference to",
        "weekday before the anchor",
        "2031-03-04",
        "in row row-ran",
    ):
        assert word in told
    assert explain(small, statement.id[:8]) == told


@pytest.mark.parametrize(("name", "cause"), [("nothing", "no such id"), ("", "no such id"), ("row-", "begin with it")])
def test_explain_says_what_it_cannot_find(small: Dossier, name: str, cause: str) -> None:
    with pytest.raises(UsageError, match=cause):
        explain(small, name)


def test_notebook(small: Dossier) -> None:
    shown = to_notebook(small)
    assert "<script" not in shown
    assert "&lt;b&gt;Sel" in shown
    assert 'dir="auto"' in shown


def test_records_for_data_frames(small: Dossier) -> None:
    rows = records(small, "rows")
    assert len(rows) == len(small.rows)
    assert rows[0]["Corrie Wire"].startswith("The ferry Alma")
    assert rows[0]["المرسى اليوم"] is None
    assert [c["value"] for c in records(small, "conflicts")][:2] == ["40 people", "43 people"]
    assert len(records(small, "statements")) == len(small.statements)


def test_frames_say_what_to_install(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install"):
        frames(small)


def test_frames_by_name(small: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a stand-in for polars, which need not be installed."""
    from types import SimpleNamespace

    monkeypatch.setitem(sys.modules, "polars", SimpleNamespace(DataFrame=list))
    made = frames(small)
    assert {"rows", "conflicts", "statements", "reports", "quantities", "times", "attributions", "timeline"} == set(
        made
    )
    assert [r["label"] for r in made["reports"]][:1] == ["Corrie Wire"]
    assert all(isinstance(row, dict) for table in made.values() for row in table)


def test_frames_of_a_library_that_is_there(small: Dossier) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    made = frames(small, library="pandas")
    assert isinstance(made["rows"], pandas.DataFrame)
    assert len(made["rows"]) == len(small.rows)


def test_outputs_do_not_depend_on_the_hash_seed() -> None:
    script = (
        "import sys, hashlib; from pathlib import Path; from tellings import render as r;"
        "d = r.from_json(Path(sys.argv[1]).read_bytes());"
        "made = [r.to_html(d), r.to_terminal(d), r.to_brief(d), str(r.to_tables(d)), r.to_annotations(d).decode(), r.to_json(r.share(d)).decode()];"
        "print([hashlib.sha256(m.encode()).hexdigest() for m in made])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script, str(GOLDEN / "small.dossier.json")],
            capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1


def test_explain_says_the_same_words_once_and_who_leaves_a_source_without_a_name(small: Dossier) -> None:
    row = next(r for r in small.rows if len(r.statements) > 1)
    one, other = (next(s for s in small.statements if s.id == name) for name in row.statements[:2])
    unnamed = Attribution(source=None, cue=None, content=(), style="indirect", stance="neutral", rule="cue")
    copies = {one.id: one, other.id: msgspec.structs.replace(other, text=one.text)}
    said = {name: msgspec.structs.replace(s, voice="attributed", attribution=unnamed) for name, s in copies.items()}
    position = msgspec.structs.replace(small.conflicts[0].positions[0], holders=(), statements=row.statements[:2])
    conflict = msgspec.structs.replace(small.conflicts[0], positions=(position,))
    dossier = msgspec.structs.replace(
        small, statements=tuple(said.get(s.id, s) for s in small.statements), conflicts=(conflict,)
    )
    told = explain(dossier, conflict.id)
    assert told.count("also in") == 1
    assert "held by a source that" in told and "does not name" in told
