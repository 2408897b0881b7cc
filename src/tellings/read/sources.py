"""Get the bytes of each input: files, standard input, addresses, which are fetched together; gzip is unpacked."""

from __future__ import annotations

import gzip
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from ..errors import ReadError
from .fetch import Fetched, fetch_all
from .inputs import Input
from .lines import is_large_lines
from .options import ReadOptions
from .sniff import LARGE, LARGE_PACKED

_GZIP = b"\x1f\x8b"


class Source(NamedTuple):
    data: bytes  # empty for a file that is read as a stream
    where: str
    url: str | None = None
    content_type: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    notes: tuple[str, ...] = ()
    streamed: bool = False  # an archive, a table or many lines: a large file, which is not read as a whole


def bytes_of(found: Sequence[Input | ReadError], options: ReadOptions) -> Iterator[Source | ReadError]:
    """Bytes of each input in order; addresses are fetched together first."""
    urls = [one.where for one in found if isinstance(one, Input) and one.kind == "address"]
    told = _Progress(options.progress, total=len(found))
    fetched = dict(zip(urls, fetch_all(urls, options=options, done=told), strict=True))
    for one in found:
        if isinstance(one, ReadError):
            yield one
            continue
        if one.kind == "address":
            yield _from_address(one.where, fetched[one.where], options.max_bytes)
            continue
        told(one.where)
        try:
            yield _from_file(one, options)
        except ReadError as error:
            yield error


class _Progress:
    """Counts what is done and passes it on; called from several threads."""

    def __init__(self, listener: Callable[[str, int, int], None] | None, *, total: int) -> None:
        self._listener, self._total, self._done = listener, total, 0
        self._lock = threading.Lock()

    def __call__(self, subject: str) -> None:
        with self._lock:
            self._done += 1
            if self._listener is not None:
                self._listener(subject, self._done, self._total)


def _from_address(url: str, got: Fetched | ReadError, limit: int) -> Source | ReadError:
    if isinstance(got, ReadError):
        return got
    try:
        data = _unpacked(got.data, url, limit)
    except ReadError as error:
        return error
    return Source(data, url, got.url, got.content_type, got.charset, got.retrieved, got.notes)


def _from_file(one: Input, options: ReadOptions) -> Source:
    limit = options.max_bytes
    try:
        if one.kind == "stdin":
            data = (options.stdin or sys.stdin.buffer).read(limit + 1)
        else:
            path = Path(one.where)
            if not path.is_file():
                raise ReadError(one.where, cause="it is no ordinary file")
            if _is_large_kind(path) or is_large_lines(path):
                return Source(b"", one.where, streamed=True)
            with path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise ReadError(one.where, cause=(error.strerror or "cannot be opened").lower()) from error
    if len(data) > limit:
        raise ReadError(one.where, cause=f"it is larger than {limit:,} bytes", way_out="raise --max-bytes or split it")
    return Source(_unpacked(data, one.where, limit), one.where)


def _is_large_kind(path: Path) -> bool:
    """Whether it is a kind whose size is bounded by parts and not as a whole, told by its first bytes."""
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(_GZIP):
            file.seek(0)
            try:
                return gzip.GzipFile(fileobj=file).read(8).startswith(LARGE_PACKED)
            except (OSError, EOFError, zlib.error):
                return False
    return head.startswith(LARGE)


def _unpacked(data: bytes, where: str, limit: int) -> bytes:
    if not data.startswith(_GZIP):
        return data
    try:
        unpacked = gzip.GzipFile(fileobj=BytesIO(data)).read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(where, cause="it is a broken gzip file") from error
    if len(unpacked) > limit:
        raise ReadError(where, cause=f"unpacked it is larger than {limit:,} bytes", way_out="raise --max-bytes")
    return unpacked
