"""Addresses: each hop is checked, robots.txt is respected, time and size are bounded. The server is on this machine."""

import contextlib
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tellings.errors import BlockedError, FetchError
from tellings.read import Readings, ReadOptions, read
from tellings.read.addresses import check, is_public

PAGE = b"<!doctype html><html lang=en><title>Ferry sinks</title><body><p>The ferry sank.</p></body></html>"
ROBOTS = "User-agent: *\nDisallow: /closed\n"


class Handler(BaseHTTPRequestHandler):
    robots_status = 200

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == "/robots.txt":
            self.answer(self.robots_status, ROBOTS.encode(), "text/plain")
        elif path.startswith("/go/"):
            self.answer(302, b"", "text/html", Location=f"/go/{int(path[4:]) - 1}" if path != "/go/0" else "/page")
        elif path == "/away":
            self.answer(302, b"", "text/html", Location="http://169.254.169.254/latest/meta-data")
        elif path == "/file":
            self.answer(302, b"", "text/html", Location="file:///etc/passwd")
        elif path == "/slow":
            time.sleep(1.5)
            self.answer(200, PAGE, "text/html")
        elif path == "/large":
            self.answer(200, b"x" * 50_000, "text/plain")
        elif path == "/bomb":
            self.answer(200, gzip.compress(b"x" * 5_000_000), "text/plain", **{"Content-Encoding": "gzip"})
        elif path == "/picture":
            self.answer(200, b"\x89PNG", "image/png")
        elif path == "/cyrillic":
            text = "Паром затонул у берегов Порт-Лорна в понедельник."
            self.answer(200, text.encode("koi8-r"), "text/plain; charset=koi8-r")
        elif path.startswith("/status/"):
            self.answer(int(path[8:]), b"no", "text/html")
        else:
            self.answer(200, PAGE, "text/html; charset=utf-8")

    def answer(self, status: int, body: bytes, content_type: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def get(*urls: str, **options: object) -> Readings:
    return read(urls, options=ReadOptions(allow_private=True, **options))  # type: ignore[arg-type]


def test_a_page_is_a_report_with_its_address(site: str) -> None:
    (report,) = get(f"{site}/page").reports
    assert (report.url, report.path, report.medium) == (f"{site}/page", None, "html")
    assert report.retrieved is not None
    assert report.retrieved.endswith("+00:00")


def test_results_come_in_the_order_of_the_addresses(site: str) -> None:
    told: list[int] = []
    found = get(
        f"{site}/slow", f"{site}/a?q=1", f"{site}/status/404", f"{site}/b", progress=lambda _, n, __: told.append(n)
    )
    assert [r.url for r in found.reports] == [f"{site}/slow", f"{site}/a?q=1", f"{site}/b"]
    assert ["404" in f.message for f in found.failures] == [True]
    assert sorted(told) == [1, 2, 3, 4]


def test_redirects_are_followed_and_counted(site: str) -> None:
    (report,) = get(f"{site}/go/2").reports
    assert report.url == f"{site}/page"
    assert "redirected 3 times" in report.notes[0]
    (failure,) = get(f"{site}/go/9").failures
    assert "more than 5 times" in failure.message


@pytest.mark.parametrize("path", ["away", "file"])
def test_each_hop_is_checked(site: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # the test server itself is private, so let only its own address through
    monkeypatch.setattr("tellings.read.addresses.is_public", lambda ip: ip == "127.0.0.1")
    (failure,) = read([f"{site}/{path}"]).failures
    assert failure.error == "BlockedError"


def test_private_addresses_are_refused_unless_allowed(site: str) -> None:
    (failure,) = read([f"{site}/page"]).failures
    assert failure.error == "BlockedError"
    assert "--allow-private" in failure.message


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.4", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "nonsense"],
)  # fmt: skip
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip)


def test_public_addresses() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"]
)
def test_ways_to_write_this_machine(url: str) -> None:
    with pytest.raises((BlockedError, FetchError)):
        check(url, allow_private=False)


@pytest.mark.parametrize("url", ["ftp://news.example/a", "https://", "http://news.example:port/", "http://[::1"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(FetchError):
        check(url, allow_private=True)


def test_robots_txt_is_respected(site: str) -> None:
    (failure,) = get(f"{site}/closed/page").failures
    assert failure.error == "BlockedError"
    assert "robots.txt" in failure.message
    assert "save the page and pass the file" in failure.message


def test_robots_txt_that_is_missing_allows_and_one_that_fails_does_not(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Handler, "robots_status", 404)
    assert len(get(f"{site}/closed/page").reports) == 1
    monkeypatch.setattr(Handler, "robots_status", 503)
    assert [f.error for f in get(f"{site}/page").failures] == ["BlockedError"]


@pytest.mark.parametrize(
    ("path", "options", "error", "says"),
    [
        ("status/403", {}, "BlockedError", "save the page"),
        ("status/451", {}, "BlockedError", "451"),
        ("status/500", {}, "FetchError", "500"),
        ("slow", {"timeout_s": 0.4}, "FetchError", "timed out after 0.4 s (raise --timeout)"),
        ("large", {"max_bytes": 10_000}, "FetchError", "10,000 bytes"),
        ("bomb", {"max_bytes": 100_000}, "FetchError", "100,000 bytes"),
        ("picture", {}, "FetchError", "image/png"),
    ],
)
def test_what_goes_wrong_says_why(site: str, path: str, options: dict[str, object], error: str, says: str) -> None:
    (failure,) = get(f"{site}/{path}", **options).failures
    assert (failure.stage, failure.error) == ("read", error)
    assert says in failure.message


def test_nobody_answers() -> None:
    (failure,) = get("http://127.0.0.1:9/page").failures
    assert "does not answer" in failure.message
    (failure,) = get("https://no-such-host.invalid/page").failures
    assert "host is not known" in failure.message


def test_the_encoding_of_the_header(site: str) -> None:
    assert "Паром" in get(f"{site}/cyrillic").reports[0].body
