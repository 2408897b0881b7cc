"""What a CSV beside the files says of them: outlet, address, publication time, byline, title, language."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from pathlib import Path, PurePath

from ..errors import ReadError, TellingsError
from ..records import Record
from .decode import decode
from .fields import pick
from .objects import read_rows


class MetaRow(Record, frozen=True, kw_only=True):
    line: int
    file: str | None
    fields: dict[str, str]


class Meta(Record, frozen=True, kw_only=True):
    where: str = ""
    rows: tuple[MetaRow, ...] = ()


def read_meta(path: Path | None, *, field_map: Mapping[str, str]) -> Meta:
    """The table, or an empty one when no path is given.

    Raises:
        ReadError: the file is missing, is no table, or no column says which file or address a row is about.
    """
    if path is None:
        return Meta()
    try:
        rows = read_rows(decode(path.read_bytes(), where=str(path)).text)
    except OSError as error:
        raise ReadError(str(path), cause=(error.strerror or "cannot be opened").lower()) from error
    except csv.Error as error:
        raise ReadError(str(path), cause=f"it is a broken table: {error}") from error
    except TellingsError as error:
        raise ReadError(str(path), cause=error.cause) from error
    found = [MetaRow(line=n, file=(f := pick(row, field_map)).get("file"), fields=f) for n, row in enumerate(rows, 2)]
    if found and not any(row.file or row.fields.get("url") for row in found):
        raise ReadError(str(path), cause="no column names a file", way_out="call it file, path or url")
    return Meta(where=str(path), rows=tuple(found))


def row_for(meta: Meta, where: str) -> MetaRow | None:
    """The row about the report read from `where`: by path as named, by path from the table's folder, by file name.

    A file name decides only when a single row bears it.
    """
    plain = where.split("#", 1)[0] if "#" in where else where
    by_name: list[MetaRow] = []
    for row in meta.rows:
        if row.file is None:
            if row.fields.get("url") in (where, plain):
                return row
            continue
        if row.file in (where, plain) or _same(row.file, plain, meta.where):
            return row
        if PurePath(row.file).name == PurePath(plain).name and PurePath(row.file).name == row.file:
            by_name.append(row)
    return by_name[0] if len(by_name) == 1 else None


def _same(named: str, where: str, table: str) -> bool:
    if os.path.normpath(named) == os.path.normpath(where):
        return True
    beside = Path(table).parent / named
    return os.path.realpath(beside) == os.path.realpath(where)
