"""The dossier as one page of Markdown: top rows, disputes, chronology, what to check next; every line cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..records import Dossier
from ._dates import readable
from ._index import Index, about, claimants, glossed, heading, holders, index, plural, resting_on, valued
from ._safe import markdown, quoted, shorten, web_link
from ._words import ALTERATION, GLOSS, GROUNDING, STATE, check_kind
from .cite import reference, text_fragment

_ROWS, _DISPUTES, _CHANGES, _DATES, _CHECKS = 7, 4, 3, 8, 6
_QUOTE = 150  # characters


def to_brief(dossier: Dossier) -> str:
    """Markdown (CommonMark). Every line ends with where its words stand: outlet, day, offsets, and a link to them."""
    known = index(dossier)
    lines = ["# Tellings: brief", "", markdown(resting_on(known)), ""]
    lines += _section("What they share", _rows(known), len(known.shared) - _ROWS)
    lines += _section("Where they differ", _disputes(known), len(known.dossier.conflicts) - _DISPUTES)
    lines += _section("Changed on the way", _changes(known), len(known.dossier.alterations) - _CHANGES)
    lines += _section("Chronology of the events told", _dates(known), len(known.dossier.timeline) - _DATES)
    lines += _section("What to check next", _checks(known), len(known.dossier.checks) - _CHECKS)
    lines += ["*Tellings says who says what; it does not say what is true. Numbers are offsets in the text read.*", ""]
    return "\n".join(lines)


def _section(title: str, lines: Iterable[str], left: int) -> list[str]:
    body = list(lines)
    more = ["", f"*and {left} more in the page*"] if left > 0 else []
    return [f"## {title}", "", *body, *more, ""] if body else []


def _cite(known: Index, names: Sequence[str], *, most: int = 3) -> str:
    """`(outlet, day, offsets; …)` for the first statements named, one a report, each linked to its words."""
    told: dict[str, str] = {}
    for name in names:
        statement = known.statements.get(name)
        report = known.reports.get(statement.report) if statement else None
        if statement is None or report is None or report.id in told or len(told) >= most:
            continue
        where = markdown(reference(statement, report, label=known.labels[report.id]))
        link = web_link(report.url)
        if link:
            address = text_fragment(link, statement.text).replace("(", "%28").replace(")", "%29")
            where = f"[{where}](<{address}>)"
        told[report.id] = where
    return f"({'; '.join(told.values())})" if told else ""


def _words(known: Index, names: Sequence[str]) -> str:
    first = next((known.statements[name] for name in names if name in known.statements), None)
    return markdown(quoted(shorten(first.text, _QUOTE))) if first else ""


def _rows(known: Index) -> Iterable[str]:
    for row in known.shared[:_ROWS]:
        who = ", ".join(markdown(who) for who in claimants(known, row)[:3])
        facts = f"{plural(len(row.reports), 'report')}, {GROUNDING[row.grounding]}"
        claimed = f"; claimed by {who}" if who else ""
        label = heading(known, row)[0]
        own = [n for n in row.statements if n in known.statements and known.statements[n].text == label]
        cited = _cite(known, [*own, *row.statements], most=2)  # the one whose words these are comes first
        made = glossed(known, row)
        gloss = f" (≈ {markdown(shorten(made.text, _QUOTE))}, *{GLOSS}*)" if made else ""
        yield f"- {markdown(quoted(shorten(label, _QUOTE)))}{gloss} — {facts}{claimed} {cited}"


def _disputes(known: Index) -> Iterable[str]:
    for conflict in known.dossier.conflicts[:_DISPUTES]:
        yield f"- **{STATE[conflict.state]} ({conflict.kind}): {markdown(shorten(about(known, conflict), 120))}**"
        for number, position in enumerate(conflict.positions):
            who = markdown(", ".join(holders(known, conflict, number)) or "holder undetermined")
            told = f"{markdown(shorten(valued(known, position), 60))}: {who}: {_words(known, position.statements)}"
            yield f"  - {told} {_cite(known, position.statements, most=2)}"


def _changes(known: Index) -> Iterable[str]:
    for change in known.dossier.alterations[:_CHANGES]:
        first, second = known.statements.get(change.origin), known.statements.get(change.target)
        if first is None:
            continue
        detail = next((f.detail for f in change.findings if f.feature == "alteration"), "")
        what = markdown(shorten(detail, 90)) if detail else ALTERATION[change.kind]
        became = _words(known, [change.target]) if second else f"not in {markdown(known.labels.get(change.target, ''))}"
        arrow = "|" if any(f.feature == "derivation" and "not shown" in f.detail for f in change.findings) else "→"
        yield f"- {what}: {_words(known, [change.origin])} {arrow} {became} {_cite(known, [change.origin, change.target])}"


def _dates(known: Index) -> Iterable[str]:
    for item in known.dossier.timeline[:_DATES]:
        what = markdown(shorten(item.what, _QUOTE))
        yield f"- {markdown(readable(item.when))}: {what} {_cite(known, item.statements, most=2)}"


def _checks(known: Index) -> Iterable[str]:
    for check in known.dossier.checks[:_CHECKS]:
        told = _cite(known, check.statements, most=2)
        if not told:
            told = markdown("; ".join(known.labels[r] for r in check.reports if r in known.labels))
            told = f"({told})" if told else ""
        yield f"- {check_kind(check.kind)}: {markdown(shorten(check.what, 170))} {told}".rstrip()
