"""Records as JSON Lines: what lets every stage be run alone, and its records be written and read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from .errors import ReadError
from .records import Record

Kind = TypeVar("Kind", bound=Record)


def to_lines(records: Iterable[Record]) -> bytes:
    """One JSON object a line, in order; `render.write` puts them into a file whole or not at all."""
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)


def from_lines(content: bytes, kind: type[Kind], *, subject: str = "") -> Iterator[Kind]:
    """The records of one kind, such as `RawReport`, `Report`, `Annotated`, `Row`; blank lines are passed over.

    Raises:
        ReadError: a line is no such record; the message names `subject` and the line.
    """
    decode = msgspec.json.Decoder(kind).decode
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ReadError(
                subject, cause=f"line {number}: {error}", way_out=f"give {kind.__name__} records"
            ) from error
