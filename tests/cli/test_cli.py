"""The command line: what it prints, what it writes, how it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

import tellings.pipeline
from tellings.cli import run
from tellings.records import Dossier, Failure
from tellings.render import from_json

SMALL = Path(__file__).parents[1] / "golden" / "small.dossier.json"


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Stands in for the pipeline: gives the golden dossier and keeps what it was called with."""
    seen: dict[str, object] = {"dossier": msgspec.structs.replace(from_json(SMALL.read_bytes()), failures=())}

    def compare(inputs: object, *, options: object, progress: object) -> Dossier:
        seen.update(inputs=inputs, options=options, progress=progress)
        return seen["dossier"]  # type: ignore[return-value]

    monkeypatch.setattr(tellings.pipeline, "compare", compare)
    return seen


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"tellings {tellings.__version__}\n"


@pytest.mark.parametrize("command", [[], ["compare"], ["demo"], ["explain"], ["lang"], ["lang", "new"]])
def test_help(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert run([*command, "--help"]) == 0
    assert "usage: tellings" in capsys.readouterr().out


def test_help_loads_nothing_heavy() -> None:
    script = "import sys; from tellings.cli import run; run(['compare', '--help']); print(sorted({'numpy', 'msgspec', 'jinja2', 'lxml', 'rich', 'typer'} & set(sys.modules)), file=sys.stderr)"  # fmt: skip
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stderr
    assert told == "[]\n"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compare"],
        ["compare", "x", "--timeout", "-1"],
        ["compare", "x", "--timeout", "nan"],
        ["compare", "x", "--max-bytes", "many"],
        ["compare", "x", "--jobs", "0"],
        ["compare", "x", "--map", "title"],
        ["compare", "x", "--html", "-", "--json", "-"],
        ["compare", "x", "--html", "a", "--brief", "./a"],
        ["compare", "x", "--gazetteer", "/no/such/file"],
        ["compare", "x", "--names-engine", "stanza:folder"],
        ["compare", "x", "--names-engine", "spacy"],
        ["compare", "x", "--encoder", "/no/such/model"],
        ["group", "x", "--max-bytes", "many"],
        ["group", "x", "--jobs", "0"],
        ["stories", "--store", "x", "--limit", "-1"],
        ["explode"],
        ["lang", "check", "qqq"],
    ],
)
def test_a_call_that_is_off(
    pipeline: dict[str, object], capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert told.strip()


def test_compare_prints_the_dossier(pipeline: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "a.txt", "b.html"]) == 0
    told = capsys.readouterr()
    assert "1. WHAT IT RESTS ON" in told.out
    assert told.err == "", "no progress where nobody looks"
    assert pipeline["inputs"] == ["a.txt", "b.html"]


def test_compare_writes_what_was_asked_for(
    pipeline: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"--html": "a.html", "--json": "a.json", "--brief": "a.md", "--annotations": "a.jsonld"}
    options = [part for option, name in names.items() for part in (option, str(tmp_path / name))]
    assert run(["compare", "x", *options, "--csv", str(tmp_path / "tables"), "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert from_json((tmp_path / "a.json").read_bytes()) == pipeline["dossier"]
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# Tellings")
    assert json.loads((tmp_path / "a.jsonld").read_bytes())["type"] == "AnnotationCollection"
    assert len(list((tmp_path / "tables").iterdir())) == 8


def test_compare_to_standard_output(pipeline: dict[str, object], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["compare", "x", "--json", "-"]) == 0
    assert from_json(capfdbinary.readouterr().out) == pipeline["dossier"]


def test_compare_to_share(pipeline: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "x", "--share", "--json", str(tmp_path / "a.json")]) == 0
    shared = from_json((tmp_path / "a.json").read_bytes())
    assert all(r.text == "" for r in shared.reports)
    assert "/home" not in capsys.readouterr().out


def test_options_reach_the_pipeline(pipeline: dict[str, object], tmp_path: Path) -> None:
    for name in ("meta.csv", "names.csv", "c.json"):
        (tmp_path / name).write_text("")
    arguments = f"compare x --meta {tmp_path}/meta.csv --map title=headline --map url=link --gazetteer {tmp_path}/names.csv --corrections {tmp_path}/c.json --read ru,en --allow-private --timeout 5 --max-bytes 2M --jobs 3 --no-cache -q"  # fmt: skip
    assert run(arguments.split()) == 0
    options = pipeline["options"]
    assert isinstance(options, tellings.pipeline.CompareOptions)
    assert options.gazetteer == tmp_path / "names.csv"
    assert options.corrections == tmp_path / "c.json"
    assert options.read_langs == ("ru", "en")
    assert options.cache is False
    assert options.read.meta == tmp_path / "meta.csv"
    assert options.read.field_map == {"title": "headline", "url": "link"}
    assert options.read.allow_private is True
    assert options.read.timeout_s == 5
    assert options.read.max_bytes == 2_000_000
    assert options.read.workers == 3
    assert options.engines.named() == {}
    assert options.encoder is None


def test_engines_reach_the_pipeline(
    pipeline: dict[str, object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    loaded = SimpleNamespace(pipe_names=["ner"], meta={"lang": "xx", "name": "ours", "version": "2"})
    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=lambda folder: loaded))
    assert run(["compare", "x", "-q", "--names-engine", f"spacy:{tmp_path}", "--encoder", str(tmp_path)]) == 0
    options = pipeline["options"]
    assert isinstance(options, tellings.pipeline.CompareOptions)
    assert options.engines.named() == {"names": "spacy xx_ours 2"}
    assert options.encoder == tmp_path


def test_an_address_is_an_encoder(pipeline: dict[str, object]) -> None:
    assert run(["compare", "x", "-q", "--encoder", "http://localhost:8080/v1#model"]) == 0
    options = pipeline["options"]
    assert isinstance(options, tellings.pipeline.CompareOptions)
    assert options.encoder == "http://localhost:8080/v1#model"


def test_some_inputs_failed(pipeline: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    failure = Failure(stage="read", subject="b.pdf", error="ReadError", message="cannot read input: b.pdf")
    pipeline["dossier"] = msgspec.structs.replace(pipeline["dossier"], failures=(failure,))  # type: ignore[type-var]
    assert run(["compare", "x"]) == 3
    assert "cannot read input: b.pdf" in capsys.readouterr().out


def test_nothing_could_be_read(pipeline: dict[str, object], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    failure = Failure(
        stage="read", subject="b.pdf", error="ReadError", message="cannot read input: b.pdf: empty\x1b[2J"
    )
    pipeline["dossier"] = msgspec.structs.replace(pipeline["dossier"], reports=(), failures=(failure,))  # type: ignore[type-var]
    assert run(["compare", "x", "--json", str(tmp_path / "a.json")]) == 1
    told = capsys.readouterr().err
    assert "cannot read input: b.pdf: empty" in told
    assert "\x1b" not in told
    assert not (tmp_path / "a.json").exists()


def test_an_output_that_cannot_be_written(
    pipeline: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert run(["compare", "x", "--html", str(tmp_path / "file" / "a.html")]) == 1
    assert "cannot write output" in capsys.readouterr().err


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def compare(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tellings.pipeline, "compare", compare)
    assert run(["compare", "x"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_pipe_that_is_closed_is_no_error() -> None:
    script = f"{sys.executable} -m tellings explain row-ran --in {SMALL} | true"
    told = subprocess.run(["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False)
    assert told.stderr == ""
    assert told.returncode == 0


def test_colour_only_on_a_terminal(pipeline: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    run(["compare", "x"])
    assert "\x1b" not in capsys.readouterr().out


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "con-count", "--in", str(SMALL)]) == 0
    assert "the values exclude each other" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nothing", "--in", str(SMALL)], 2, "no such id"),
        (["x", "--in", "/no/such.json"], 1, "--json"),
        (["x", "--in", __file__], 1, "not a dossier"),
    ],
)
def test_explain_that_cannot(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, words: str) -> None:
    assert run(["explain", *arguments]) == code
    assert words in capsys.readouterr().err


def test_lang_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lang", "list"]) == 0
    told = capsys.readouterr().out
    assert "ru   Russian (русский)" in told
    assert "und  " in told


def test_lang_new_makes_a_pack_that_loads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tellings.cases import check_pack
    from tellings.lang import Pack

    new = ["lang", "new", "sv", "--name", "Swedish", "--native-name", "svenska", "--into", str(tmp_path)]
    assert run(new) == 0
    pack = Pack(tmp_path / "sv")
    assert (pack.code, pack.name, pack.native_name, pack.script) == ("sv", "Swedish", "svenska", "Latn")
    assert check_pack(pack) == []
    assert run(new) == 2, "what is there is not written over"


@pytest.mark.parametrize("code", ["ru", "../x", "X", "a" * 30])
def test_lang_new_refuses(code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lang", "new", code, "--into", str(tmp_path)]) == 2
    assert list(tmp_path.iterdir()) == []


def test_lang_check_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import tellings.cases

    complaint = tellings.cases.Complaint(capability="dates", what="no case fires the rule 'x'")
    monkeypatch.setattr(tellings.cases, "check_pack", lambda pack: [complaint] if pack.code == "ru" else [])
    assert run(["lang", "check", "en"]) == 0
    assert run(["lang", "check", "ru", "en"]) == 1
    assert "dates: no case fires the rule 'x'" in capsys.readouterr().out


def test_runs_in_a_plain_locale() -> None:
    """An ASCII terminal gets question marks, not a traceback."""
    told = subprocess.run(
        [sys.executable, "-m", "tellings", "explain", "ent-varro", "--in", str(SMALL)],
        capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert b"????" in told.stdout


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tellings.cli._progress import progress_line

    with progress_line(quiet=False) as tell:
        assert tell is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress_line(quiet=True) as tell:
        assert tell is None
    with progress_line(quiet=False) as tell:
        assert tell is not None
        tell("clean", 1, 3)
        tell("\x1b[31mlink.txt\n", 0, 1)
    told = capsys.readouterr().err
    assert "clean [======              ] 1/3" in told
    assert "\n" not in told
    assert "\x1b[31m" not in told
    assert told.endswith("\r\x1b[K"), "the line is wiped"


def test_progress_tells_rate_and_time_left_after_a_while() -> None:
    from tellings.cli._progress import line

    assert line(5, 20, 0.5) == "[=====               ] 5/20"
    assert line(50, 200, 10.0) == "[=====               ] 50/200, 5.0/s, 0:30 left"
    assert line(0, 200, 10.0) == "[                    ] 0/200"
    assert line(0, 1, 10.0) == "…"
