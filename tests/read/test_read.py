"""Inputs of every kind become reports; what is wrong with one becomes a failure that says what to do."""

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.errors import UsageError
from tellings.read import Readings, ReadOptions, read

TEXT = "The ferry Alma sank off Port Lorne on Monday.\n\nAll 41 people on board were rescued."


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def one(name: str, data: bytes | str, **options: object) -> Readings:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read([name], options=ReadOptions(**options))  # type: ignore[arg-type]


def test_a_text_file_is_one_report_under_the_name_it_was_given() -> None:
    (report,) = one("pile/a.txt", TEXT).reports
    assert (report.path, report.body, report.medium, report.notes) == ("pile/a.txt", TEXT, "text", ())


def test_the_same_bytes_under_another_name_are_another_report() -> None:
    first, second = one("a.txt", TEXT).reports[0], one("b.txt", TEXT).reports[0]
    assert first.id != second.id
    assert first.id == one("a.txt", TEXT).reports[0].id


def test_a_file_named_twice_is_read_once() -> None:
    one("a.txt", TEXT)
    assert len(read(["a.txt", "./a.txt", "*.txt"]).reports) == 1


def test_folders_and_patterns_are_sorted_and_hidden_files_left_out() -> None:
    for name in ("p/b.txt", "p/a.txt", "p/q/c.txt", "p/.hidden.txt"):
        one(name, TEXT)
    assert [r.path for r in read(["p"]).reports] == ["p/a.txt", "p/b.txt", "p/q/c.txt"]
    assert [r.path for r in read(["p/*.txt"]).reports] == ["p/a.txt", "p/b.txt"]


def test_standard_input() -> None:
    found = read(["-"], options=ReadOptions(stdin=io.BytesIO(TEXT.encode())))
    assert [(r.path, r.body) for r in found.reports] == [("-", TEXT)]


def test_json_object_of_a_story() -> None:
    record = {
        "id": "x/1",
        "url": "https://news.example/a",
        "outlet": "News Example",
        "lang": "de",
        "date": "2025-11-21",
        "text": TEXT,
    }
    (report,) = one("x/01.json", json.dumps(record)).reports
    assert (report.path, report.url, report.outlet) == ("x/01.json", "https://news.example/a", "News Example")
    assert (report.lang, report.published, report.title, report.body) == ("de", "2025-11-21", None, TEXT)


def test_news_please_object() -> None:
    record = {"maintext": TEXT, "title": "Ferry sinks", "date_publish": "2025-11-21 15:10:00", "source_domain": "news.example",
              "language": "en", "authors": ["Ana Ruiz", "B. Okafor"], "url": "https://news.example/a", "description": None}  # fmt: skip
    (report,) = one("a.json", json.dumps(record)).reports
    assert (report.title, report.published, report.outlet) == ("Ferry sinks", "2025-11-21T15:10:00", "news.example")
    assert (report.byline, report.lang) == ("Ana Ruiz, B. Okafor", "en")


@pytest.mark.parametrize("shape", [lambda r: r, lambda r: {"articles": r}, lambda r: {"tellings": "1", "reports": r}])
def test_json_lists(shape: object) -> None:
    records = [{"text": TEXT, "outlet": "A"}, {"text": TEXT, "publisher": {"name": "B"}}]
    reports = one("pile.json", json.dumps(shape(records))).reports  # type: ignore[operator]
    assert [(r.path, r.outlet) for r in reports] == [("pile.json#1", "A"), ("pile.json#2", "B")]
    assert reports[0].id != reports[1].id


def test_json_lines_keep_going_after_a_broken_one() -> None:
    lines = [
        json.dumps({"body": TEXT, "id": "rep-1"}),
        "{broken",
        json.dumps({"image": "no text"}),
        json.dumps({"text": TEXT}),
    ]
    found = one("pile.jsonl", "\n".join(lines))
    assert [r.path for r in found.reports] == ["pile.jsonl#1", "pile.jsonl#4"]
    assert ["line 2" in f.message or "no field holds a text" in f.message for f in found.failures] == [True, True]


def test_foreign_field_names() -> None:
    found = one(
        "a.json",
        json.dumps({"story": {"main": TEXT}, "heading": "Ferry sinks"}),
        field_map={"text": "story.main", "title": "heading"},
    )
    assert [(r.body, r.title) for r in found.reports] == [(TEXT, "Ferry sinks")]


def test_a_field_that_reports_do_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match=r"headline.*one of text"):
        one("a.json", "{}", field_map={"headline": "title"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(delimiter: str) -> None:
    rows = [["outlet", "text", "date"], ["A", '"One sank.\nTwo did not."', "2025-11-21"], ["B", "All were saved.", ""]]
    reports = one("pile.txt", "\n".join(delimiter.join(row) for row in rows)).reports
    assert [(r.outlet, r.body, r.published) for r in reports] == [
        ("A", "One sank.\nTwo did not.", "2025-11-21"),
        ("B", "All were saved.", None),
    ]


def test_html_is_told_by_its_look() -> None:
    page = "<!DOCTYPE html><html><body><p>The ferry sank.</p></body></html>"
    assert one("a.txt", page).reports[0].medium == "html"
    assert one("b", "<!-- saved -->\n<html lang=en><p>The ferry sank.").reports[0].medium == "html"
    assert one("c.txt", "<script>alert(1)</script> The ferry sank.").reports[0].medium == "text"


def test_mhtml() -> None:
    page = ("From: <Saved by Browser>\nSnapshot-Content-Location: https://news.example/a\nMIME-Version: 1.0\n"
            'Content-Type: multipart/related; type="text/html"; boundary="XX"\n\n--XX\nContent-Type: text/html\n'
            "Content-Transfer-Encoding: quoted-printable\n\n<html><body><p>Caf=C3=A9 closed.</p></body></html>\n--XX--\n")  # fmt: skip
    (report,) = one("page.mhtml", page).reports
    assert (report.medium, report.url) == ("html", "https://news.example/a")
    assert "Café closed." in report.body


def test_markdown() -> None:
    text = "---\noutlet: Harbour Post\ndate: 2025-11-21\n---\n# Ferry *sinks*\n\nThe [ferry](https://x.example/f) **Alma** sank.\n\n> All were saved.\n"
    (report,) = one("a.md", text).reports
    assert (report.title, report.outlet, report.published) == ("Ferry sinks", "Harbour Post", "2025-11-21")
    assert report.body.split() == ["Ferry", "sinks", "The", "ferry", "Alma", "sank.", "All", "were", "saved."]


def test_several_reports_in_one_text() -> None:
    found = one(
        "paste.txt",
        "outlet: Harbour Post\ndate: 2025-11-21\n\nThe ferry sank.\n=====\nurl: https://b.example/2\n\nA ferry went down.",
    )
    assert [(r.path, r.outlet, r.url, r.body.strip()) for r in found.reports] == [
        ("paste.txt#1", "Harbour Post", None, "The ferry sank."),
        ("paste.txt#2", None, "https://b.example/2", "A ferry went down."),
    ]
    assert len(one("b.txt", "One.\n***\nTwo.", separator="***").reports) == 2
    assert len(one("c.txt", "A heading\n=========\n\nOne text.").reports) == 1


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-8-sig", "koi8-r"])
def test_encodings(encoding: str) -> None:
    text = (
        "Паром Алма затонул у берегов Порт-Лорна в понедельник. Все пассажиры спасены, сообщили в управлении порта. "
        * 4
    )
    (report,) = one("a.txt", text.encode(encoding)).reports
    assert report.body == text
    assert bool(report.notes) is not encoding.startswith("utf-8")


def test_declared_charset_of_a_page() -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Prom zatonął</p></body></html>'
    assert "zatonął" in one("a.html", page.encode("iso-8859-2")).reports[0].body


def test_a_few_broken_bytes_do_not_spoil_utf8() -> None:
    text = "Паром затонул у берегов. " * 100
    (report,) = one("a.txt", text.encode() + b"\xd0").reports
    assert report.body.startswith(text)
    assert "broken" in report.notes[0]


def test_gzip() -> None:
    assert one("a.txt.gz", gzip.compress(TEXT.encode())).reports[0].body == TEXT


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        ("a.bin", bytes(range(256)) * 20, "binary"),
        ("a.docx", b"PK\x03\x04rest", "office document"),
        ("a.pdf", b"%PDF-1.7 broken", "PDF"),
        ("a.json", b'{"headline_image": "no text here"}', "no field holds a text"),
        ("a.json", b'{"text": "open', "broken JSON"),
        ("a.json", b"[]", "no reports"),
        ("a.gz", b"\x1f\x8bbroken", "gzip"),
        ("a.txt", b"a" * 3_000_000, "at most 1,000,000"),
    ],
)
def test_bad_input_is_a_failure_that_says_why(name: str, data: bytes, says: str) -> None:
    found = one(name, data)
    assert found.reports == ()
    (failure,) = found.failures
    assert failure.stage == "read"
    assert failure.subject.startswith(name)
    assert says in failure.message


def test_what_is_not_there() -> None:
    Path("hollow").mkdir()
    found = read(["missing.txt", "no*match", "hollow", "news.example/a", "\x00"])
    assert [f.error for f in found.failures] == ["ReadError"] * 5
    assert "https://" in found.failures[3].message


def test_too_large() -> None:
    (failure,) = one("a.txt", b"x" * 2_000, max_bytes=1_000).failures
    assert "1,000 bytes" in failure.message


def test_metadata_beside_the_files() -> None:
    for name in ("p/a.txt", "p/b.txt", "c.txt"):
        one(name, TEXT)
    Path("meta.csv").write_text(
        "file,outlet,url,published,byline,title,lang\n"
        "p/a.txt,Harbour Post,https://hp.example/1,2025-11-21T15:10+04:00,A. Ruiz,Ferry sinks,en\n"
        "b.txt,Lorne Daily,,someday,,,\nmissing.txt,X,,,,,\n"
    )
    found = read(["p", "c.txt"], options=ReadOptions(meta=Path("meta.csv")))
    a, b, c = found.reports
    assert (a.outlet, a.url, a.published, a.byline, a.title, a.lang) == (
        ("Harbour Post", "https://hp.example/1", "2025-11-21T15:10+04:00", "A. Ruiz", "Ferry sinks", "en")
    )
    assert (b.outlet, b.published) == ("Lorne Daily", None)
    assert "someday" in b.notes[0]
    assert c.outlet is None
    assert ["missing.txt" in f.message for f in found.failures] == [True]


def test_a_missing_table_is_a_failure_and_the_rest_is_read() -> None:
    one("a.txt", TEXT)
    found = read(["a.txt"], options=ReadOptions(meta=Path("none.csv")))
    assert (len(found.reports), len(found.failures)) == (1, 1)


def test_progress_is_told() -> None:
    one("a.txt", TEXT)
    told: list[tuple[str, int, int]] = []
    read(["a.txt", "missing"], options=ReadOptions(progress=lambda *step: told.append(step)))
    assert told == [("a.txt", 1, 2)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300) | st.text().map(lambda t: t.encode("utf-8", "surrogatepass")),
    st.sampled_from(["a.txt", "a.html", "a.json", "a.csv", "a.md", "a.jsonl"]),
)
def test_any_bytes_give_reports_or_failures_and_twice_the_same(data: bytes, name: str) -> None:
    first = one(name, data)
    assert first.reports or first.failures
    assert first == one(name, data)


def test_a_headline_alone_is_a_report() -> None:
    found = one("a.json", json.dumps({"title": "Ferry sinks off Skelt"}))
    assert [r.body for r in found.reports] == ["Ferry sinks off Skelt"]


def test_one_of_several_keeps_its_id_in_whatever_file_it_comes() -> None:
    first, second = ({"url": f"https://a.example/{n}", "text": TEXT} for n in (1, 2))
    alone = one("monday.jsonl", "\n".join(map(json.dumps, (first, second))))
    later = one("tuesday.jsonl", "\n".join(map(json.dumps, (second, first))))
    assert [r.id for r in alone.reports] == [r.id for r in reversed(later.reports)]
