"""Fetch addresses: several at once, each hop checked, robots.txt respected, time and size bounded."""

from __future__ import annotations

import datetime as dt
import threading
import time
import urllib.robotparser
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import urljoin

from ..errors import BlockedError, FetchError, ReadError
from .addresses import Target, check, host_label
from .options import ReadOptions

AGENT = "Tellings"
_HEADERS = {
    "User-Agent": f"{AGENT}/0.1 (reads single pages on behalf of a person)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/json,text/plain;q=0.9,application/rss+xml;q=0.8,application/atom+xml;q=0.8,text/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_SAVE = "save the page and pass the file"
_REDIRECTS = (301, 302, 303, 307, 308)
_REFUSALS = (401, 402, 403, 407, 429, 451)
_TYPES = ("text/", "application/xhtml", "application/json", "application/ld+json", "application/pdf", "application/x-ndjson",
          "application/xml", "application/rss", "application/atom", "application/feed+json", "application/rdf", "application/warc",
          "application/gzip", "application/x-gzip", "application/vnd.apache.parquet", "multipart/related", "message/rfc822", "application/octet-stream", "application/x-mimearchive")  # fmt: skip
_CHUNK = 65_536
_LARGEST_ROBOTS = 500_000  # bytes; what RFC 9309 asks for at least


class Fetched(NamedTuple):
    data: bytes
    url: str  # after redirects
    content_type: str  # as the server says, without parameters, lower case
    charset: str | None
    retrieved: str  # ISO 8601, UTC
    notes: tuple[str, ...]


class _Answer(NamedTuple):
    status: int
    headers: Any
    data: bytes


def fetch_all(
    urls: Sequence[str], *, options: ReadOptions, done: Callable[[str], None] | None = None
) -> list[Fetched | ReadError]:
    """What each address gave, in the order of `urls`. Errors are results, not raised. `done` is told of each."""
    robots = _Robots(options)

    def one(url: str) -> Fetched | ReadError:
        try:
            return fetch(url, options=options, robots=robots)
        except ReadError as error:
            return error
        finally:
            if done is not None:
                done(url)

    if not urls:
        return []
    with ThreadPoolExecutor(max_workers=max(1, min(options.workers, len(urls)))) as pool:
        return list(pool.map(one, urls))


def fetch(url: str, *, options: ReadOptions, robots: _Robots | None = None) -> Fetched:
    """One page, redirects followed.

    Raises:
        BlockedError: a hop is private, robots.txt forbids it, or the site refuses.
        FetchError: it does not answer in time, answers with an error, is too large or no document.
    """
    try:
        return _follow(url, options=options, robots=robots or _Robots(options))
    except ReadError as error:
        if error.subject == url:
            raise
        # a hop or its robots.txt failed: the user knows the address by the name they gave
        raise type(error)(url, cause=error.cause, way_out=error.way_out) from error


def _follow(url: str, *, options: ReadOptions, robots: _Robots) -> Fetched:
    until = time.monotonic() + options.timeout_s
    here = url
    for hop in range(options.max_redirects + 1):
        target = check(here, allow_private=options.allow_private)
        robots.check(target, until=until)
        answer = _get(target, options=options, until=until, limit=options.max_bytes)
        if answer.status not in _REDIRECTS:
            return _fetched(url, target, answer, hops=hop)
        location = answer.headers.get("Location")
        if not location:
            raise FetchError(url, cause=f"it redirects (status {answer.status}) to nowhere")
        here = urljoin(target.url, location.strip())
    raise FetchError(url, cause=f"it redirects more than {options.max_redirects} times", way_out=_SAVE)


def _fetched(url: str, target: Target, answer: _Answer, *, hops: int) -> Fetched:
    if answer.status in _REFUSALS:
        raise BlockedError(url, cause=f"the site refuses (status {answer.status})", way_out=_SAVE)
    if not 200 <= answer.status < 300 or answer.status == 204:
        raise FetchError(url, cause=f"the site answers with status {answer.status}", way_out=_SAVE)
    declared = str(answer.headers.get("Content-Type") or "")
    kind, _, parameters = declared.partition(";")
    kind = kind.strip().lower()
    if kind and not kind.startswith(_TYPES):
        raise FetchError(url, cause=f"it is no document but {kind[:40]!r}")
    charset = next((p.split("=", 1)[1].strip(" \"'") for p in parameters.split(";") if "charset=" in p.lower()), None)
    notes = (f"redirected {hops} time{'s' if hops > 1 else ''} to {target.url}",) if hops else ()
    now = dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat()
    return Fetched(answer.data, target.url, kind, charset, now, notes)


def _get(target: Target, *, options: ReadOptions, until: float, limit: int) -> _Answer:
    """One request to the very network address that was checked; the name goes into the header and the certificate."""
    import urllib3

    left = until - time.monotonic()
    if left <= 0:
        raise _late(target.url, options)
    timeout = urllib3.Timeout(connect=min(left, 10.0), read=left)
    pool: urllib3.HTTPConnectionPool
    if target.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            target.ip, target.port, server_hostname=target.host, assert_hostname=target.host, cert_reqs="CERT_REQUIRED"
        )
    else:
        pool = urllib3.HTTPConnectionPool(target.ip, target.port)
    try:
        with pool:
            answer = pool.urlopen(
                "GET",
                target.path,
                headers={**_HEADERS, "Host": host_label(target)},
                redirect=False,
                retries=False,
                timeout=timeout,
                preload_content=False,
                assert_same_host=False,
            )
            data = (
                b"" if answer.status in _REDIRECTS else _body(answer, target, options=options, until=until, limit=limit)
            )
            return _Answer(answer.status, answer.headers, data)
    except urllib3.exceptions.NewConnectionError as error:
        raise FetchError(target.url, cause="it does not answer", way_out=_SAVE) from error
    except urllib3.exceptions.TimeoutError as error:
        raise _late(target.url, options) from error
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        cause = "its certificate is not valid" if "CERTIFICATE" in str(error).upper() else "it does not answer"
        raise FetchError(target.url, cause=cause, way_out=_SAVE) from error


def _body(answer: Any, target: Target, *, options: ReadOptions, until: float, limit: int) -> bytes:
    data = bytearray()
    for chunk in answer.stream(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > limit:
            raise FetchError(target.url, cause=f"it is larger than {limit:,} bytes", way_out="raise --max-bytes")
        if time.monotonic() > until:
            raise _late(target.url, options)
    return bytes(data)


def _late(url: str, options: ReadOptions) -> FetchError:
    return FetchError(url, cause=f"timed out after {options.timeout_s:g} s", way_out="raise --timeout")


class _Robots:
    """The robots.txt of each host (RFC 9309), fetched once for all addresses of one reading."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._known: dict[str, urllib.robotparser.RobotFileParser] = {}
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}

    def check(self, target: Target, *, until: float) -> None:
        origin = f"{target.scheme}://{host_label(target)}"
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            if origin not in self._known:
                self._known[origin] = self._read(target, origin, until)
        if not self._known[origin].can_fetch(AGENT, target.url):
            raise BlockedError(target.url, cause="the site's robots.txt forbids it", way_out=_SAVE)

    def _read(self, target: Target, origin: str, until: float) -> urllib.robotparser.RobotFileParser:
        parser = urllib.robotparser.RobotFileParser()
        here, answer = f"{origin}/robots.txt", None
        for _ in range(self._options.max_redirects + 1):
            hop = check(here, allow_private=self._options.allow_private)
            answer = _get(hop, options=self._options, until=until, limit=_LARGEST_ROBOTS)
            if answer.status not in _REDIRECTS or not answer.headers.get("Location"):
                break
            here = urljoin(hop.url, str(answer.headers["Location"]).strip())
        if answer is None or 500 <= answer.status < 600:
            raise BlockedError(target.url, cause="the site's robots.txt cannot be read", way_out=_SAVE)
        lines = answer.data.decode("utf-8", "replace").splitlines() if 200 <= answer.status < 300 else []
        parser.parse(lines)
        return parser
