"""Take apart Parquet tables: one row, one report, columns named as for CSV. Needs the extra `parquet` (pyarrow)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import IO, Any

from ..errors import ReadError
from .draft import Draft
from .fields import known_columns
from .objects import row_draft

_ROWS = 256  # turned into Python values at once
_LARGEST_GROUP = 4_000_000_000  # bytes unpacked that a row group may declare


def read_parquet(
    file: IO[bytes], *, where: str, field_map: Mapping[str, str], limit: int
) -> Iterator[Draft | ReadError]:
    """The rows in order. Only columns that name fields of ours, or `id`, are unpacked, to `limit` bytes at most.

    A missing pyarrow, a broken table and a table without a text are errors that say what to do.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield ReadError(
            where, cause="it is a Parquet table, which needs pyarrow", way_out="pip install 'tellings[parquet]'"
        )
        return
    number, left = 0, limit
    try:
        table = parquet.ParquetFile(file)
        groups = range(table.metadata.num_row_groups)
        if any(table.metadata.row_group(n).total_byte_size > _LARGEST_GROUP for n in groups):
            yield ReadError(where, cause="its row groups are too large", way_out="write it with smaller row groups")
            return
        columns = _columns(table.schema_arrow.names, field_map)
        many = table.metadata.num_rows > 1
        if not columns:
            names = ", ".join(str(name)[:30] for name in table.schema_arrow.names[:12])
            yield ReadError(
                where, cause="no column holds a text", way_out=f"name it: --map text=COLUMN; there are {names}"
            )
            return
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
            left -= batch.nbytes
            if left < 0:
                cause = f"its rows up to here have more than {limit:,} bytes; the others are left out"
                yield ReadError(f"{where}#{number + 1}", cause=cause, way_out="split it or raise --max-bytes")
                return
            for row in batch.to_pylist():
                number += 1
                named = {key: _plain(value) for key, value in row.items() if value is not None}
                yield row_draft(named, where=f"{where}#{number}" if many else where, field_map=field_map)
    except (pyarrow.ArrowException, ValueError, OSError, OverflowError) as error:
        reason = " ".join(str(error).split())[:160]
        yield ReadError(f"{where}#{number + 1}" if number else where, cause=f"it is a broken Parquet table: {reason}")
        return
    if not number:
        yield ReadError(where, cause="the table has no rows")


def _columns(names: list[str], field_map: Mapping[str, str]) -> list[str]:
    """The columns that name fields of ours; all there is to know of a report lies in them."""
    wanted = {path.split(".")[0] for path in field_map.values()} | set(field_map.values()) | {"id", "medium", "uri"}
    chosen = [name for name in names if name in wanted or known_columns([name])]
    return chosen if set(chosen) - {"id", "medium", "uri"} else []


def _plain(value: Any) -> Any:
    """Times as ISO 8601, inner values likewise; what is no text, number, list or map becomes nothing."""
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str | int | float) else None
