"""Human corrections: rows to split or join, attributions that are wrong. They bind to statements and survive re-runs.

The file's format is described in docs/corrections.md; the page writes it as a download.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from .errors import CorrectionError
from .ids import mint
from .records import Annotated, Finding, Record, Row, Statement


class WrongAttribution(Record, frozen=True, kw_only=True):
    statement: str
    verdict: Literal["wrong"] = "wrong"


class Corrections(Record, frozen=True, kw_only=True):
    """`split`: these statements leave their row, each group a row of its own. `join`: these share one row."""

    version: Literal["1"] = msgspec.field(name="tellings-corrections")
    split: tuple[tuple[str, ...], ...] = ()
    join: tuple[tuple[str, ...], ...] = ()
    attribution: tuple[WrongAttribution, ...] = ()


NONE = Corrections(version="1")


def load_corrections(path: Path) -> Corrections:
    """Read a corrections file.

    Raises:
        CorrectionError: it cannot be read, or is not of the documented form; the message names the place.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Corrections)
    except OSError as error:
        raise CorrectionError(str(path), cause=str(error.strerror)) from error
    except msgspec.DecodeError as error:
        raise CorrectionError(str(path), cause=str(error), way_out="see docs/corrections.md") from error


def correct_attributions(
    annotated: Sequence[Annotated], corrections: Corrections
) -> tuple[list[Annotated], tuple[str, ...]]:
    """Take back attributions that a person called wrong; the voice is then undetermined."""
    wrong = {a.statement for a in corrections.attribution}
    said: list[str] = []

    def mend(statement: Statement) -> Statement:
        if statement.id not in wrong:
            return statement
        said.append(f"attribution taken back by correction: {statement.id}")
        return msgspec.structs.replace(statement, attribution=None, voice="undetermined")

    mended = [msgspec.structs.replace(a, statements=tuple(mend(s) for s in a.statements)) for a in annotated]
    return mended, (*said, *_unknown(wrong, annotated))


def correct_rows(
    rows: Sequence[Row], annotated: Sequence[Annotated], corrections: Corrections
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Split and join rows as a person asked; every statement stays in exactly one row."""
    if not corrections.split and not corrections.join:
        return tuple(rows), ()
    statements = {s.id: s for a in annotated for s in a.statements}
    order = {sid: i for i, sid in enumerate(statements)}
    group_of = {sid: row.id for row in rows for sid in row.statements}
    old = {row.id: row for row in rows}
    said: list[str] = []
    for verb, groups in (("split", corrections.split), ("join", corrections.join)):
        for group in groups:
            known = [sid for sid in group if sid in group_of]
            if not known or (verb == "join" and len(known) < 2):
                said.append(f"correction not applied, its statements are not in this story: {verb} {', '.join(group)}")
                continue
            target = mint("row", verb, *sorted(known)) if verb == "split" else group_of[known[0]]
            moved = {group_of[sid] for sid in known} if verb == "join" else set()
            for sid, row_id in list(group_of.items()):
                if sid in known or row_id in moved:
                    group_of[sid] = target
            said.append(f"rows {verb} by correction: {', '.join(known)}")
    members: dict[str, list[str]] = {}
    for sid in sorted(group_of, key=order.__getitem__):
        members.setdefault(group_of[sid], []).append(sid)
    corrected = tuple(_row(old.get(row_id), row_id, ids, statements) for row_id, ids in members.items())
    return corrected, tuple(said)


def _row(old: Row | None, row_id: str, ids: list[str], statements: dict[str, Statement]) -> Row:
    if old is not None and list(old.statements) == ids:
        return old
    reports = tuple(dict.fromkeys(statements[sid].report for sid in ids))
    label = statements[ids[0]].text if old is None or old.label not in {statements[i].text for i in ids} else old.label
    human = Finding(feature="correction", score=1.0, detail="a person's correction decided which statements are here")
    kept = tuple(f for f in (old.findings if old else ()))
    return Row(id=row_id, label=label, statements=tuple(ids), reports=reports, findings=(human, *kept))


def _unknown(wanted: set[str], annotated: Sequence[Annotated]) -> list[str]:
    known = {s.id for a in annotated for s in a.statements}
    return [f"correction not applied, no such statement in this story: {sid}" for sid in sorted(wanted - known)]
