"""Web archives: the HTML pages among their records, packed in every way, cut off, and hostile."""

import gzip
import io
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.read import Readings, ReadOptions, read

PAGE = "<!doctype html><html><title>Ferry sinks</title><body><p>The ferry Alma sank at Café Lorne.</p></body></html>"


def http(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers, "", "")).encode() + body


def record(
    block: bytes, *, kind: str = "response", url: str = "https://harbour.example/alma", length: int | None = None
) -> bytes:
    lines = ("WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", "WARC-Date: 2025-11-21T15:10:00Z",
             "WARC-Record-ID: <urn:uuid:1>", "Content-Type: application/http; msgtype=response",
             f"Content-Length: {len(block) if length is None else length}", "", "")  # fmt: skip
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


INFO = record(b"software: test\r\n", kind="warcinfo")
SIMPLE = record(http(PAGE.encode()))


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def one(data: bytes, name: str = "a.warc", **options: object) -> Readings:
    Path(name).write_bytes(data)
    return read([name], options=ReadOptions(**options))  # type: ignore[arg-type]


def test_a_page_is_a_report_and_other_records_are_counted() -> None:
    others = (
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(http(b"\x89PNG", kind="image/png")),
        record(http(b"gone", status="404 Not Found")),
        record(http(b"", "Location: https://x.example/", status="301 Moved")),
    )
    found = one(INFO + SIMPLE + b"".join(others))
    (report,) = found.reports
    assert (report.path, report.medium, report.body) == ("a.warc#2", "html", PAGE)
    assert (report.url, report.retrieved) == ("https://harbour.example/alma", "2025-11-21T15:10:00+00:00")
    assert report.notes == (
        "other records of the archive, left out: request 1, response of another status 2, response that is no HTML 1, warcinfo 1",
    )
    assert not found.failures


def test_gzip_as_a_whole_and_record_by_record() -> None:
    whole = one(gzip.compress(INFO + SIMPLE), "a.gz").reports[0]
    apart = one(gzip.compress(INFO) + gzip.compress(SIMPLE), "b").reports[0]
    assert whole.body == apart.body == PAGE
    assert whole.id == apart.id


def test_standard_input() -> None:
    found = read(["-"], options=ReadOptions(stdin=io.BytesIO(gzip.compress(SIMPLE))))
    assert [(r.path, r.body) for r in found.reports] == [("-#1", PAGE)]


def chunked(data: bytes) -> bytes:
    parts = [data[n : n + 17] for n in range(0, len(data), 17)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(PAGE.encode()), ["Transfer-Encoding: chunked"]),
        (PAGE.encode(), ["Transfer-Encoding: chunked"]),  # some crawlers join the chunks and keep the header
        (gzip.compress(PAGE.encode()), ["Content-Encoding: gzip"]),
        (PAGE.encode(), ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE.encode()), ["content-encoding: deflate"]),
        (deflated(PAGE.encode()), ["Content-Encoding: deflate"]),
        (chunked(gzip.compress(PAGE.encode())), ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
    ],
)
def test_packings(body: bytes, headers: list[str]) -> None:
    assert [r.body for r in one(record(http(body, *headers))).reports] == [PAGE]


def test_the_encoding_that_the_server_names() -> None:
    text = "<html><body><p>Паром затонул у берегов Порт-Лорна.</p></body></html>"
    found = one(record(http(text.encode("koi8-r"), kind='text/html; charset="koi8-r"')))
    assert found.reports[0].body == text
    assert "decoded as koi8-r" in found.reports[0].notes


def test_the_same_page_fetched_twice_is_one_report() -> None:
    assert len(one(SIMPLE + SIMPLE + record(http(PAGE.encode()), url="https://b.example/")).reports) == 2


@pytest.mark.parametrize(
    "tail", [SIMPLE[:-40], b"garbage\r\n", record(b"x", length=-5), b"WARC/1.0\r\n\r\n", b"\r\n" * 5000, b"WARC/1.0\r\n" + b"a:b\r\n" * 999]
)  # fmt: skip
def test_what_breaks_off_keeps_what_came_before(tail: bytes) -> None:
    found = one(SIMPLE + tail)
    assert len(found.reports) == 1
    assert "broken here" in found.failures[0].message
    packed = one(gzip.compress(SIMPLE) + gzip.compress(tail)[:-9], "b.warc.gz")
    assert len(packed.reports) == 1
    assert "broken here" in packed.failures[0].message


def test_one_bad_page_loses_no_other() -> None:
    bomb = record(http(gzip.compress(b"<html>" + b" " * 3_000_000), "Content-Encoding: gzip"))
    bad = record(http(b"\x1f\x8bbroken", "Content-Encoding: gzip"))
    foreign = record(http(b"...", "Content-Encoding: zstd"))
    found = one(bomb + bad + foreign + record(http(b"x" * 900_001)) + SIMPLE, max_bytes=900_000)
    assert [r.path for r in found.reports] == ["a.warc#5"]
    assert [f.subject for f in found.failures] == ["a.warc#1", "a.warc#2", "a.warc#3", "a.warc#4"]


def test_an_archive_may_be_larger_than_one_input_but_not_without_end() -> None:
    many = b"".join(record(http(PAGE.encode() + b" " * 900), url=f"https://h.example/{n}") for n in range(90))
    found = one(many, max_bytes=1_500)
    assert 40 < len(found.reports) < 90
    assert "the others are left out" in found.failures[0].message


def test_an_archive_without_pages() -> None:
    found = one(INFO)
    assert not found.reports
    assert "holds no HTML page (warcinfo 1)" in found.failures[0].message


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([INFO + SIMPLE, b"WARC/1.1\r\n"]), st.integers(7, 900), st.binary(max_size=80), st.booleans())
def test_nothing_crashes(opening: bytes, cut: int, tail: bytes, packed: bool) -> None:
    data = opening[:cut] + tail
    found = one(gzip.compress(data) if packed else data, "x")
    assert found.reports or found.failures
