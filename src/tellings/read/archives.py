"""Take apart web archives (WARC 1.0 and 1.1, ISO 28500): the HTML pages among their records, read as a stream."""

from __future__ import annotations

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import IO, NamedTuple

from ..errors import DecodeError, ReadError
from .decode import decode
from .draft import Draft
from .fields import moment
from .options import MOST_TOGETHER

_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\s*\Z")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_LONGEST_LINE = 65_536
_MOST_HEADERS = 200
_MOST_BLANKS = 1_000  # empty lines between records
_CHUNK = 65_536
_STREAM = (OSError, EOFError, zlib.error)


class _Record(NamedTuple):
    headers: dict[str, str]
    block: bytes | None  # None when it was passed over: no response, or too large
    length: int


class _Page(NamedTuple):
    html: bytes
    charset: str | None


def read_warc(file: IO[bytes], *, where: str, limit: int) -> Iterator[Draft | ReadError]:
    """One report per HTML response of status 200, in order. Others are counted in a note on the first report.

    `file` may be packed with gzip, as a whole or record by record. `limit` bounds the bytes of one record and of one
    page, not of the file; all pages together may have `MOST_TOGETHER` times as many. A broken record is an error; the
    records before it stay.
    """
    passed: Counter[str] = Counter()
    drafts: list[Draft | ReadError] = []
    stream: IO[bytes] = gzip.GzipFile(fileobj=file) if file.read(2) == b"\x1f\x8b" else file  # type: ignore[assignment]
    file.seek(0)
    number = together = 0
    try:
        for number, record in enumerate(_records(stream, limit), 1):
            found = _draft(record, where=f"{where}#{number}", limit=limit)
            if isinstance(found, str):
                passed[found] += 1
            else:
                drafts.append(found)
                together += len(found.raw) if isinstance(found, Draft) else 0
            if together > MOST_TOGETHER * limit:
                cause = f"its pages up to here have more than {MOST_TOGETHER * limit:,} bytes; the others are left out"
                drafts.append(ReadError(f"{where}#{number}", cause=cause, way_out="split it or raise --max-bytes"))
                break
    except (*_STREAM, ValueError) as error:
        cause = str(error) if isinstance(error, ValueError) else "the file is cut off or its gzip is broken"
        drafts.append(ReadError(f"{where}#{number + 1}", cause=f"the archive is broken here: {cause}"))
    told = ", ".join(f"{what} {count:,}" for what, count in sorted(passed.items()))
    if not drafts:
        yield ReadError(where, cause=f"the archive holds no HTML page ({told or 'no records'})")
    note = f"other records of the archive, left out: {told}" if told else None
    for draft in drafts:
        if note and isinstance(draft, Draft):
            yield _noted(draft, note)
            note = None
        else:
            yield draft


def _records(stream: IO[bytes], limit: int) -> Iterator[_Record]:
    """The records in order.

    Raises:
        ValueError: what follows is no record.
    """
    while (opening := _first_line(stream)) is not None:
        if not _VERSION.match(opening):
            raise ValueError("what follows is no WARC record")
        headers = _headers(stream)
        try:
            length = int(headers.get("content-length", ""))
        except ValueError:
            length = -1
        if length < 0:
            raise ValueError("a record does not say its length")
        if headers.get("warc-type", "").lower() == "response" and length <= limit:
            block = stream.read(length)
            if len(block) < length:
                raise EOFError
            yield _Record(headers, block, length)
        else:
            _skip(stream, length)
            yield _Record(headers, None, length)


def _first_line(stream: IO[bytes]) -> bytes | None:
    for _ in range(_MOST_BLANKS):
        line = stream.readline(_LONGEST_LINE)
        if not line:
            return None
        if line.strip():
            return line
    raise ValueError("what follows is no WARC record")


def _headers(stream: IO[bytes]) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_LINE)
        if not line.strip():
            return found
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    raise ValueError("a record's header does not end")


def _skip(stream: IO[bytes], length: int) -> None:
    while length > 0:
        chunk = stream.read(min(_CHUNK, length))
        if not chunk:
            raise EOFError
        length -= len(chunk)


def _draft(record: _Record, *, where: str, limit: int) -> Draft | ReadError | str:
    """The report of a record; a string names what it is instead."""
    kind = record.headers.get("warc-type", "").lower()[:20] or "without a type"
    if kind != "response":
        return kind
    if record.block is None:
        return ReadError(where, cause=f"the record is larger than {limit:,} bytes", way_out="raise --max-bytes")
    try:
        page = _page(record.block, limit)
    except (ValueError, zlib.error) as error:
        return ReadError(where, cause=f"its page cannot be unpacked: {error}")
    if isinstance(page, str):
        return page
    url = record.headers.get("warc-target-uri", "").strip("<> ")
    try:
        decoded = decode(page.html, where=where, declared=page.charset)
    except DecodeError as error:
        return error
    date, note = moment(record.headers.get("warc-date"))
    return Draft(
        raw=page.html,
        where=where,
        identity=url or record.headers.get("warc-record-id"),
        body=decoded.text,
        medium="html",
        url=url if url.lower().startswith(("http://", "https://")) else None,
        retrieved=date,
        notes=tuple(one for one in (decoded.note, note) if one),
    )


def _page(block: bytes, limit: int) -> _Page | str:
    """The HTML of an HTTP response; a string names what it is instead.

    Raises:
        ValueError: its packing is unknown, or it is too large when unpacked.
        zlib.error: its packing is broken.
    """
    head, blank, body = block.partition(b"\r\n\r\n")
    if not blank:
        head, _, body = block.partition(b"\n\n")
    status, *lines = head[:_LONGEST_LINE].decode("latin-1").splitlines() or [""]
    parts = status.split()
    if not parts or not parts[0].upper().startswith("HTTP/"):
        return "response without HTTP"
    if len(parts) < 2 or parts[1] != "200":
        return "response of another status"
    headers: dict[str, str] = {}
    for line in lines[:_MOST_HEADERS]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    kind, _, parameters = headers.get("content-type", "").partition(";")
    if kind.strip().lower() not in _HTML_TYPES:
        return "response that is no HTML"
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for packing in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = _unpacked(body, packing.strip(), limit)
    if not body.strip():
        return "empty response"
    found = re.search(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})", parameters, re.I)
    return _Page(body, found[1] if found else None)


def _joined(body: bytes) -> bytes:
    """The chunks put together; as it is when it is none, for some crawlers join them and keep the header."""
    out: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\n", at, at + 200)
        try:
            size = int(body[at:end].split(b";")[0].strip(), 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(out) if out else body
        if size == 0:
            return b"".join(out)
        out.append(body[end + 1 : end + 1 + size])
        at = end + 1 + size
        at += 2 if body.startswith(b"\r\n", at) else 1


def _unpacked(body: bytes, packing: str, limit: int) -> bytes:
    if packing in ("", "identity"):
        return body
    if packing in ("gzip", "x-gzip"):
        if not body.startswith(b"\x1f\x8b"):
            return body  # the crawler has unpacked it and kept the header
        wide = zlib.MAX_WBITS | 16
    elif packing == "deflate":
        wide = zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS
    else:
        raise ValueError(f"packing {packing[:20]!r} is not read")
    out = zlib.decompressobj(wide).decompress(body, limit + 1)
    if len(out) > limit:
        raise ValueError(f"unpacked it is larger than {limit:,} bytes")
    return out


def _noted(draft: Draft, note: str) -> Draft:
    from msgspec.structs import replace

    return replace(draft, notes=(*draft.notes, note))
