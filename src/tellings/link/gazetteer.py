"""The user's own gazetteer: a CSV of names, with ids that show in the dossier."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import cast, get_args

from ..errors import UsageError
from ..lang.gazetteer import plain
from ..records import EntityKind, Record

_KINDS = frozenset(get_args(EntityKind))
_COLUMNS = ("name", "type", "id", "aliases")


class GazetteerRow(Record, frozen=True, kw_only=True):
    """One thing that the user knows by an id of their own."""

    name: str
    kind: EntityKind
    id: str
    aliases: tuple[str, ...] = ()


class Gazetteer(Record, frozen=True, kw_only=True):
    """The rows of a user's gazetteer; a form leads to the first row that has it."""

    rows: tuple[GazetteerRow, ...] = ()

    def index(self) -> dict[str, list[GazetteerRow]]:
        """Rows by folded form, the first of each form first."""
        found: dict[str, list[GazetteerRow]] = {}
        for row in self.rows:
            for form in sorted(_forms(row)):
                found.setdefault(form, []).append(row)
        return found


def lookup(index: dict[str, list[GazetteerRow]], form: str, kind: EntityKind) -> GazetteerRow | None:
    """The row with this form and kind; a row of kind "other", or a mention of it, fits any kind."""
    for row in index.get(" ".join(plain(form).split()), ()):
        if row.kind == kind or "other" in {row.kind, kind}:
            return row
    return None


def _forms(row: GazetteerRow) -> frozenset[str]:
    return frozenset(" ".join(plain(f).split()) for f in (row.name, *row.aliases))


def load_gazetteer(path: Path) -> Gazetteer:
    """Read a UTF-8 CSV with the columns name, type, id, aliases (joined by |).

    Raises:
        UsageError: the file cannot be read, a column is missing, or a row has no name, no id or an unknown type.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"gazetteer {str(path)!r}", cause=str(error)) from error
    reader = csv.DictReader(io.StringIO(text))
    missing = [c for c in _COLUMNS[:3] if c not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(
            f"gazetteer {path.name!r}",
            cause=f"no column {', '.join(missing)}",
            way_out=f"columns: {', '.join(_COLUMNS)}",
        )
    rows = []
    for number, row in enumerate(reader, start=2):
        name, kind, external = ((row.get(c) or "").strip() for c in _COLUMNS[:3])
        if not name or not external or kind not in _KINDS:
            raise UsageError(
                f"gazetteer {path.name!r} line {number}",
                cause="a row needs a name, an id and a type",
                way_out=f"types: {', '.join(sorted(_KINDS))}",
            )
        aliases = tuple(a.strip() for a in (row.get("aliases") or "").split("|") if a.strip())
        rows.append(GazetteerRow(name=name, kind=cast(EntityKind, kind), id=external, aliases=aliases))
    return Gazetteer(rows=tuple(rows))
