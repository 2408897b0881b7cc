"""Lists: sitemaps, whose titled pages are reports, and OPML, whose feeds are read in turn."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.read import ReadOptions, read

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://harbour.example/alma</loc><news:news><news:publication><news:name>Harbour Post</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2025-11-21T15:10:00+02:00</news:publication_date>
<news:title>Ferry Alma sinks &amp; all are saved</news:title></news:news></url>
<url><loc>https://harbour.example/about</loc><lastmod>2025-01-01</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://harbour.example/news.xml</loc></sitemap><sitemap><loc>https://harbour.example/b.xml</loc></sitemap></sitemapindex>"""


def feed(title: str) -> str:
    link = f"<link>https://harbour.example/{len(title)}</link>"
    return f"<rss><channel><title>Harbour Post</title><item><title>{title}</title>{link}</item></channel></rss>"


def opml(*names: str) -> str:
    outlines = "".join(f'<outline text="x"><outline type="rss" xmlUrl="{name}"/></outline>' for name in names)
    return f'<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>{outlines}</body></opml>'


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work" / "sub").mkdir(parents=True)
    (tmp_path / "outside.xml").write_text(feed("Outside"))
    monkeypatch.chdir(tmp_path / "work")
    Path("a.xml").write_text(feed("Ferry sinks"))
    Path("sub/b.xml").write_text(feed("Strike ends today"))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = {"/feed": (feed("Fetched title"), "application/rss+xml"), "/page": ("<html><p>No feed", "text/html")}
        found["/list"] = (opml("a.xml"), "text/x-opml")
        body, kind = found.get(self.path, ("", "text/plain"))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_titled_pages_of_a_sitemap_are_reports_and_the_others_are_told() -> None:
    Path("s.xml").write_text(NEWS)
    found = read(["s.xml"])
    (report,) = found.reports
    assert (report.body, report.title, report.url) == (
        "Ferry Alma sinks & all are saved", None, "https://harbour.example/alma")  # fmt: skip
    assert (report.outlet, report.lang, report.published) == ("Harbour Post", "en", "2025-11-21T15:10:00+02:00")
    assert (
        "pass the addresses that you want as inputs, such as https://harbour.example/about" in found.failures[0].message
    )


def test_a_sitemap_of_sitemaps_is_not_followed_unasked() -> None:
    Path("s.xml").write_text(INDEX)
    found = read(["s.xml"])
    assert not found.reports
    assert "other sitemaps (2)" in found.failures[0].message


def test_feeds_of_a_list_are_read_in_turn() -> None:
    Path("list.opml").write_text(opml("a.xml", "sub/b.xml", "a.xml"))
    found = read(["list.opml"])
    assert [(r.body, r.path, r.outlet) for r in found.reports] == [
        ("Ferry sinks", "a.xml", "Harbour Post"),
        ("Strike ends today", "sub/b.xml", "Harbour Post"),
    ]
    assert not found.failures


def test_a_list_opens_no_file_outside_its_folder() -> None:
    Path("link.xml").symlink_to("../outside.xml")
    names = ("../outside.xml", "/etc/hostname", "file:///etc/hostname", "link.xml", "gopher://x.example/", "none.xml")
    Path("list.xml").write_text(opml(*names))
    found = read(["list.xml"])
    assert not found.reports
    assert [f.error for f in found.failures] == ["BlockedError"] * 5 + ["ReadError"]


def test_what_a_list_names_has_to_be_a_feed() -> None:
    Path("notes.txt").write_text("Private notes.")
    Path("other.opml").write_text(opml("a.xml"))
    Path("list.opml").write_text(opml("notes.txt", "list.opml", "other.opml", "a.xml"))
    found = read(["list.opml"])
    assert [r.body for r in found.reports] == ["Ferry sinks"]
    assert ["but it is none" in f.message for f in found.failures] == [True, True, True]


def test_listed_addresses_obey_the_rules_of_fetching(site: str) -> None:
    Path("list.opml").write_text(opml(f"{site}/feed", f"{site}/page", f"{site}/gone"))
    refused = read(["list.opml"])
    assert [f.error for f in refused.failures] == ["BlockedError"] * 3
    found = read(["list.opml"], options=ReadOptions(allow_private=True))
    assert [(r.body, r.url, r.path) for r in found.reports] == [("Fetched title", "https://harbour.example/13", None)]
    assert [f.subject for f in found.failures] == [f"{site}/page", f"{site}/gone"]
    assert found.reports[0].retrieved


def test_a_fetched_list_names_no_files(site: str) -> None:
    found = read([f"{site}/list"], options=ReadOptions(allow_private=True))
    assert not found.reports
    assert "addresses only" in found.failures[0].message


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([NEWS, INDEX, opml("a.xml")]), st.integers(0, 900), st.binary(max_size=60))
def test_nothing_crashes(opening: str, cut: int, tail: bytes) -> None:
    Path("x").write_bytes(opening.encode()[:cut] + tail + b">")
    found = read(["x"])
    assert found.reports or found.failures
