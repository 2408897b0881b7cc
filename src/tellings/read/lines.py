"""Read large JSON Lines files as a stream: a line at a time, so that a pile of any size fits into little memory."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from ..errors import ReadError
from .draft import Draft
from .objects import json_error, row_draft
from .options import MOST_TOGETHER

LARGE_FILE = 8_000_000  # bytes; smaller files are read whole, in whatever encoding they are
LARGE_PACKED_FILE = 2_000_000
_HEAD = 1_000_000  # bytes in which the first line has to end
_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_LONGEST = 50_000_000  # bytes of a line: the longest report, however its letters are escaped
_FIRST, _CHUNK = 1 << 14, 1 << 20


def is_large_lines(path: Path) -> bool:
    """Whether the file is large and begins with a line that is a JSON object, and another that opens one."""
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
        if path.stat().st_size < (LARGE_PACKED_FILE if packed else LARGE_FILE):
            return False
        file.seek(0)
        return begins_with_lines(file)


def begins_with_lines(file: IO[bytes]) -> bool:
    """The same of an open file, which is left at its beginning."""
    head, stream = b"", _unpacked(file)
    try:
        while len(head) < _HEAD and head.count(b"\n") < 2 and (chunk := stream.read(_FIRST)):
            head += chunk
    except (OSError, EOFError, zlib.error):
        pass  # a file that is cut off later has begun all the same
    file.seek(0)
    head = head.removeprefix(_MARK).lstrip()
    first, newline, rest = head.partition(b"\n")
    if not newline or not first.startswith(b"{") or (rest.strip() and not rest.lstrip().startswith(b"{")):
        return False
    try:
        return isinstance(json.loads(first.decode("utf-8"), strict=False), dict)
    except (ValueError, RecursionError):
        return False


def count_lines(path: Path) -> int:
    """About how many reports a file of JSON Lines holds; 0 where only unpacking would tell."""
    with path.open("rb") as file:
        if file.read(2) == _GZIP:
            return 0
        file.seek(0)
        count = 0
        while chunk := file.read(_CHUNK):
            count += chunk.count(b"\n")
    return count


def read_lines(file: IO[bytes], *, where: str, field_map: Mapping[str, str], limit: int) -> Iterator[Draft | ReadError]:
    """One report a line, as `read_jsonl` has them. A line that is broken, not UTF-8, or longer than `limit` bytes is
    an error of its own; all lines together may have `MOST_TOGETHER` times as many. `file` may be packed with gzip.
    """
    stream = _unpacked(file)
    together = MOST_TOGETHER * limit
    limit = min(limit, _LONGEST)
    number = count = 0
    try:
        while line := stream.readline(limit + 1):
            number += 1
            together -= len(line)
            if together < 0:
                cause = "the lines up to here are as much as is read of one file; the others are left out"
                yield ReadError(f"{where}, line {number}", cause=cause, way_out="split it or raise --max-bytes")
                return
            if len(line) > limit:
                yield ReadError(f"{where}, line {number}", cause=f"it is longer than {limit:,} bytes")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(limit + 1)
                continue
            line = line.removeprefix(_MARK) if number == 1 else line
            if not line.strip():
                continue
            count += 1
            try:
                value = json.loads(line.decode("utf-8"), strict=False)
            except UnicodeDecodeError:
                yield ReadError(f"{where}, line {number}", cause="it is not UTF-8", way_out="save the file as UTF-8")
                continue
            except (ValueError, RecursionError) as error:
                yield ReadError(f"{where}, line {number}", cause=f"it is broken JSON: {json_error(error)}")
                continue
            yield row_draft(value, where=f"{where}#{count}", field_map=field_map)
    except (OSError, EOFError, zlib.error):
        yield ReadError(f"{where}, line {number + 1}", cause="the file is cut off or its gzip is broken")


def _unpacked(file: IO[bytes]) -> IO[bytes]:
    packed = file.read(2) == _GZIP
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[return-value]
