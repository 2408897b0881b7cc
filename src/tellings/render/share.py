"""A dossier that may be passed on: excerpts instead of texts, no paths of the machine it was made on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import msgspec
from msgspec.structs import replace

from ..records import Dossier, Finding, Report, Row, Statement
from ._safe import shorten
from .cite import text_hash

_WHOLE = 0.4  # of a report's characters may be quoted in whole statements …
_STUB_SHARE = 6  # … and of every other statement a sixth, at most
_STUB = 60  # this many characters
_NAME = 20  # a statement of so few characters may be a mere name, which stands elsewhere in its own right
_DETAIL = 160  # characters of a finding's values

# An absolute path on this machine: /a/b, C:\a, \\host\share, ~/a, file://…
_LOCAL = re.compile(r"(?:file://[^\s\"'<>]+|(?<![\w:/.])(?:~|[A-Za-z]:)?[\\/](?:[^\s\\/\"'<>:]+[\\/])+[^\s\\/\"'<>:]*)")


def share(dossier: Dossier) -> Dossier:
    """The same judgements with no more than half of any report's words, and no local paths.

    Statements that conflicts, alterations, the timeline and the weightiest rows rest on stay whole until two fifths
    of the report are quoted; the others are cut short (they end with "…"). Offsets still refer to the text as it was read,
    whose SHA-256 stands in the report's notes.
    """
    texts = _excerpts(dossier)
    cut = {s.text: texts[s.id] for s in dossier.statements if len(s.text) > _NAME and texts[s.id] != s.text}
    reports = tuple(_bare(report) for report in dossier.reports)  # their notes hold the hash of the text as it was
    whole = {s.id: s.text for s in dossier.statements if s.text == texts[s.id]}
    dossier = _without(replace(dossier, reports=reports), cut=cut, paths=_local_paths(dossier))
    statements = tuple(replace(s, text=texts[s.id]) for s in dossier.statements)
    return replace(
        dossier,
        run=replace(
            dossier.run,
            options={name: _no_paths(told) for name, told in dossier.run.options.items()},
            notes=(*map(_no_paths, dossier.run.notes), "shared: excerpts only, texts and local paths are left out"),
            corrections=tuple(map(_no_paths, dossier.run.corrections)),
        ),
        statements=statements,
        rows=tuple(
            replace(
                r,
                label=(label := _label(r, whole)),
                gloss=r.gloss if label == r.label else None,
                findings=_short(r.findings),
            )
            for r in dossier.rows
        ),
        conflicts=tuple(
            replace(c, about=shorten(c.about, _DETAIL), findings=_short(c.findings)) for c in dossier.conflicts
        ),
        alterations=tuple(replace(a, findings=_short(a.findings)) for a in dossier.alterations),
        derivations=tuple(replace(d, findings=_short(d.findings)) for d in dossier.derivations),
        origins=tuple(replace(o, findings=_short(o.findings)) for o in dossier.origins),
        entities=tuple(replace(e, findings=_short(e.findings)) for e in dossier.entities),
        timeline=tuple(replace(t, what=shorten(t.what, _DETAIL)) for t in dossier.timeline),
        checks=tuple(replace(c, what=shorten(_no_paths(c.what), 2 * _DETAIL)) for c in dossier.checks),
        failures=tuple(
            replace(f, subject=_no_paths(f.subject), message=_no_paths(f.message)) for f in dossier.failures
        ),
    )


def _local_paths(dossier: Dossier) -> list[str]:
    """Paths of inputs that say more than the file's name, the longest first."""
    paths = {r.path for r in dossier.reports if r.path} | {f.subject for f in dossier.failures}
    return sorted((p for p in paths if _name(p) != p and "://" not in p), key=lambda p: (-len(p), p))


def _without(dossier: Dossier, *, cut: Mapping[str, str], paths: Sequence[str]) -> Dossier:
    """Wherever a stage wrote them: paths shortened to the file's name, statements that are cut cut there too."""
    long = sorted(cut, key=len, reverse=True)

    def bare(value: Any) -> Any:
        if isinstance(value, str):
            if value in cut:
                return cut[value]
            for path in paths:
                value = value.replace(path, _name(path))
            for text in long if len(value) > _NAME else ():
                value = value.replace(text, cut[text])
            return value
        if isinstance(value, dict):
            return {name: bare(item) for name, item in value.items()}
        return [bare(item) for item in value] if isinstance(value, (list, tuple)) else value

    return msgspec.convert(bare(msgspec.to_builtins(dossier)), Dossier)


def _excerpts(dossier: Dossier) -> dict[str, str]:
    """Statement id -> the words that may be passed on."""
    budget = {r.id: int(len(r.text) * _WHOLE) for r in dossier.reports}
    statements = {s.id: s for s in dossier.statements}
    whole: set[str] = set()
    for name in dict.fromkeys(_by_importance(dossier)):
        statement = statements.get(name)
        if statement is not None and budget.get(statement.report, 0) >= len(statement.text):
            budget[statement.report] -= len(statement.text)
            whole.add(name)
    bare = {r.id for r in dossier.reports if not r.text}  # shared before: what is left may be passed on
    return {s.id: s.text if s.id in whole or s.report in bare else _stub(s) for s in dossier.statements}


def _by_importance(dossier: Dossier) -> Iterable[str]:
    for conflict in dossier.conflicts:
        for position in conflict.positions:
            yield from position.statements
    for change in dossier.alterations:
        yield from (change.origin, change.target)
    ranked = sorted(dossier.rows, key=lambda r: (-r.weight, -len(r.reports)))
    for row in ranked:
        if len(row.reports) > 1:
            yield from row.statements
    for item in dossier.timeline:
        yield from item.statements


def _label(row: Row, whole: Mapping[str, str]) -> str:
    """The row's label, or if it had to be cut the words of a member that did not."""
    kept = [whole[name] for name in row.statements if name in whole]
    return shorten(kept[0] if kept and row.label.endswith("…") else row.label, _DETAIL)


def _stub(statement: Statement) -> str:
    room = min(_STUB, len(statement.text) // _STUB_SHARE)
    return shorten(statement.text, max(room, 2)) if statement.text else ""


def _bare(report: Report) -> Report:
    note = f"text left out for sharing; SHA-256 of the text as read: {text_hash(report)}" if report.text else ""
    return replace(
        report,
        text="",
        path=_name(report.path) if report.path else None,
        url=None if (report.url or "").lower().startswith("file:") else report.url,
        removed=tuple(replace(r, text="") for r in report.removed),
        evidence=tuple(replace(e, text=shorten(e.text, _STUB)) for e in report.evidence),
        source_map=(),
        notes=(*map(_no_paths, report.notes), *([note] if note else [])),
    )


def _name(path: str) -> str:
    return PureWindowsPath(path).name if "\\" in path else PurePosixPath(path).name


def _no_paths(text: str) -> str:
    return _LOCAL.sub(lambda found: f"…/{_name(found[0])}", text)


def _short(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(
        replace(
            f,
            detail=shorten(_no_paths(f.detail), 2 * _DETAIL),
            left=shorten(f.left, _STUB),
            right=shorten(f.right, _STUB),
        )
        for f in findings
    )
