"""The dossier as one page of Markdown: top rows, disputes, chronology, what to check next; every line cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..records import Dossier, Statement
from ._dates import readable
from ._index import Index, claimant, heading, holders, index, plural, resting_on
from ._safe import markdown, quoted, shorten, web_link
from ._words import ALTERATION, GROUNDING, STATE, check_kind, language
from .cite import reference, text_fragment

_ROWS, _DISPUTES, _DATES, _CHECKS, _CHANGES = 7, 6, 10, 8, 4


def to_brief(dossier: Dossier) -> str:
    """Markdown (CommonMark). Every line ends with numbers in brackets that stand for a quotation in the list below."""
    known = index(dossier)
    notes = _Notes(known)
    lines = ["# Tellings: brief", "", markdown(resting_on(known)), ""]
    lines += _section("What they share", _rows(known, notes))
    lines += _section("Where they differ", _disputes(known, notes))
    lines += _section("Changed on the way", _changes(known, notes))
    lines += _section("Chronology of the events told", _dates(known, notes))
    lines += _section("What to check next", _checks(known, notes))
    lines += _section("Citations", notes.listed())
    lines += ["*Tellings says who says what; it does not say what is true.*", ""]
    return "\n".join(lines)


class _Notes:
    """The quotations referred to so far, numbered in order."""

    def __init__(self, known: Index) -> None:
        self.known = known
        self.numbers: dict[str, int] = {}

    def refer(self, names: Sequence[str], *, most: int = 3) -> str:
        """`[1] [4]` for the first statements named, one a report before a second of the same."""
        seen: set[str] = set()
        chosen: list[str] = []
        for name in names:
            statement = self.known.statements.get(name)
            if statement is not None and statement.report not in seen and len(chosen) < most:
                seen.add(statement.report)
                chosen.append(name)
        return " ".join(f"[{self.numbers.setdefault(name, len(self.numbers) + 1)}]" for name in chosen)

    def listed(self) -> Iterable[str]:
        for name, number in self.numbers.items():
            statement = self.known.statements[name]
            report = self.known.reports.get(statement.report)
            if report is None:
                continue
            where = markdown(reference(statement, report, label=self.known.labels[report.id]))
            link = web_link(report.url)
            if link:
                address = text_fragment(link, statement.text).replace("(", "%28").replace(")", "%29")
                where = f"[{where}](<{address}>)"
            yield f"{number}. {_quote(statement)} ({language(statement.lang)}) — {where}"


def _quote(statement: Statement) -> str:
    return markdown(quoted(shorten(statement.text, 150)))


def _section(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return [f"## {title}", "", *body, ""] if body else []


def _rows(known: Index, notes: _Notes) -> Iterable[str]:
    for row in known.shared[:_ROWS]:
        who = ", ".join(markdown(claimant(known, name)) for name in row.claimants)
        facts = f"{plural(len(row.reports), 'report')}, {GROUNDING[row.grounding]}"
        claimed = f"; claimed by {who}" if who else ""
        yield f"- {markdown(quoted(shorten(heading(known, row)[0], 170)))} — {facts}{claimed} {notes.refer(row.statements)}"


def _disputes(known: Index, notes: _Notes) -> Iterable[str]:
    for conflict in known.dossier.conflicts[:_DISPUTES]:
        yield f"- **{STATE[conflict.state]} ({conflict.kind}): {markdown(shorten(conflict.about, 120))}**"
        for number, position in enumerate(conflict.positions):
            who = markdown(", ".join(holders(known, conflict, number)) or "holder undetermined")
            yield f"  - {markdown(shorten(position.value, 90))}: {who} {notes.refer(position.statements, most=2)}"


def _changes(known: Index, notes: _Notes) -> Iterable[str]:
    for change in known.dossier.alterations[:_CHANGES]:
        first, second = known.statements.get(change.origin), known.statements.get(change.target)
        if first is None:
            continue
        target = second.report if second else change.target
        told = f"{known.labels.get(first.report, '')} → {known.labels.get(target, target)}"
        detail = next((f.detail for f in change.findings if f.feature == "alteration"), "")
        what = markdown(shorten(detail, 90)) if detail else ALTERATION[change.kind]
        yield f"- {what}: {markdown(told)} {notes.refer([change.origin, change.target])}"


def _dates(known: Index, notes: _Notes) -> Iterable[str]:
    for item in known.dossier.timeline[:_DATES]:
        yield f"- {markdown(readable(item.when))}: {markdown(shorten(item.what, 130))} {notes.refer(item.statements, most=2)}"


def _checks(known: Index, notes: _Notes) -> Iterable[str]:
    for check in known.dossier.checks[:_CHECKS]:
        told = notes.refer(check.statements, most=2)
        if not told:
            told = markdown("; ".join(known.labels[r] for r in check.reports if r in known.labels))
            told = f"({told})" if told else ""
        yield f"- {check_kind(check.kind)}: {markdown(shorten(check.what, 170))} {told}".rstrip()
