"""The user's own gazetteer: a CSV of names, with ids that show in the dossier."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from ..errors import UsageError
from ..lang.gazetteer import plain
from ..records import EntityKind, Record

_KINDS = frozenset(get_args(EntityKind))
_COLUMNS = ("name", "type", "id", "aliases")
_DELIMITERS = (",", ";", "\t")
_LARGEST_CELL = 131_072  # characters
_SURPLUS = "\0surplus"  # where csv puts cells that no column has


class GazetteerRow(Record, frozen=True, kw_only=True):
    """One thing that the user knows by an id of their own."""

    name: str
    kind: EntityKind
    id: str
    aliases: tuple[str, ...] = ()


class Gazetteer(Record, frozen=True, kw_only=True):
    """The rows of a user's gazetteer. A form that two things of one kind share leads to neither."""

    rows: tuple[GazetteerRow, ...] = ()

    def index(self) -> dict[str, list[GazetteerRow]]:
        """Rows by folded form, the first of each form first."""
        found: dict[str, list[GazetteerRow]] = {}
        for row in self.rows:
            for form in sorted(_forms(row)):
                found.setdefault(form, []).append(row)
        return found


def lookup(index: dict[str, list[GazetteerRow]], form: str, kind: EntityKind) -> GazetteerRow | None:
    """The one row with this form and kind; a row of kind "other", or a mention of it, fits any kind. None if two ids do."""
    rows = [
        row for row in index.get(" ".join(plain(form).split()), ()) if row.kind == kind or "other" in {row.kind, kind}
    ]
    return rows[0] if len({row.id for row in rows}) == 1 else None


def _forms(row: GazetteerRow) -> frozenset[str]:
    return frozenset(" ".join(plain(f).split()) for f in (row.name, *row.aliases))


def load_gazetteer(path: Path) -> Gazetteer:
    """Read a CSV with the columns name, type, id and, if there are any, aliases (joined by |).

    The cells are parted by commas, semicolons or tabs, as the first line shows; the text is UTF-8, or UTF-16 that says so.
    Rows without a single filled cell are left out. Several rows may have one id, if they are of one type.

    Raises:
        UsageError: the file cannot be read, is no CSV, lacks a column, or a row has no name, no id, an unknown type, more
            cells than there are columns, or an id that another type has.
    """
    text = _text(path)
    header = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(_DELIMITERS, key=header.count), restkey=_SURPLUS)
    before = csv.field_size_limit(
        _LARGEST_CELL
    )  # one for the whole process; reading tables of reports needs a larger one
    try:
        reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
        missing = [c for c in _COLUMNS[:3] if c not in reader.fieldnames]
        if missing:
            raise UsageError(
                f"gazetteer {path.name!r}",
                cause=f"no column {', '.join(missing)}",
                way_out=f"columns: {', '.join(_COLUMNS)}",
            )
        rows: list[GazetteerRow] = []
        types: dict[str, EntityKind] = {}
        for cells in reader:
            if any(cells.values()):
                row = _row(cells, subject=f"gazetteer {path.name!r} line {reader.line_num}")
                _one_type(row, types, subject=f"gazetteer {path.name!r} line {reader.line_num}")
                rows.append(row)
    except csv.Error as error:
        raise UsageError(
            f"gazetteer {path.name!r} line {reader.line_num}", cause=str(error), way_out="is it a CSV?"
        ) from error
    finally:
        csv.field_size_limit(before)
    return Gazetteer(rows=tuple(rows))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return raw.decode("utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
    except OSError as error:
        raise UsageError(f"gazetteer {str(path)!r}", cause=error.strerror or str(error)) from error
    except UnicodeError as error:
        raise UsageError(f"gazetteer {str(path)!r}", cause="it is not UTF-8", way_out="save it as UTF-8") from error


def _row(cells: Mapping[str, Any], *, subject: str) -> GazetteerRow:
    if cells.get(_SURPLUS):
        raise UsageError(
            subject, cause="more cells than columns", way_out="put a name that has a comma in quotation marks"
        )
    name, kind, external = ((cells.get(c) or "").strip() for c in _COLUMNS[:3])
    empty = [c for c, cell in zip(_COLUMNS, (name, kind, external), strict=False) if not cell]
    if empty:
        raise UsageError(subject, cause=f"no {', '.join(empty)}", way_out="a row needs a name, a type and an id")
    if kind.lower() not in _KINDS:
        raise UsageError(subject, cause=f"unknown type {kind[:40]!r}", way_out=f"types: {', '.join(sorted(_KINDS))}")
    aliases = tuple(a.strip() for a in (cells.get("aliases") or "").split("|") if a.strip())
    return GazetteerRow(name=name, kind=cast(EntityKind, kind.lower()), id=external, aliases=aliases)


def _one_type(row: GazetteerRow, types: dict[str, EntityKind], *, subject: str) -> None:
    if types.setdefault(row.id, row.kind) != row.kind:
        cause = f"the id {row.id[:40]!r} stands for a thing of type {row.kind} here and of type {types[row.id]} above"
        raise UsageError(subject, cause=cause, way_out="give each thing an id of its own")
