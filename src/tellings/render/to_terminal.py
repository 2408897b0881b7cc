"""The dossier in short form for a terminal: eleven sections, readable without colour and at 80 columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ..records import Conflict, Dossier, Row, Statement
from ._dates import readable
from ._figures import Figure, movements, value
from ._index import Index, about, chain, claimants, glossed, heading, holders, index, plural, resting_on, sayer, valued
from ._nearest import nearest
from ._safe import one_line, quoted, shorten, visible
from ._words import DERIVATION, GLOSS, GROUNDING, STATE, VOICE, altered, certainty, check_kind, language, moment

_SHOWN = 15  # rows
_FEW = 8  # lines of a section that can grow without end
_BOLD, _DIM, _HEAD, _WARN = "1", "2", "1;36", "33"


def to_terminal(dossier: Dossier, *, width: int = 80, colour: bool = False) -> str:
    """The dossier as text of at most `width` columns (40 at least), with ANSI colours if wanted.

    Control characters in the reports are written out, so no report can drive the terminal.
    """
    page = _Page(max(width, 40), colour)
    known = index(dossier)
    for number, (title, body) in enumerate(_SECTIONS, start=1):
        lines = list(body(known, page))
        if not lines:
            continue
        page.heading(f"{number}. {title}")
        page.lines += lines
    return "\n".join([*page.lines, ""])


class _Page:
    """Lines so far, and how to make more: wrapped to the width, painted if wanted."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self.colour = colour
        self.lines: list[str] = []

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text and code else text

    def heading(self, text: str) -> None:
        self.lines += [
            *([""] if self.lines else []),
            self.paint(text.upper(), _HEAD),
            self.paint("─" * min(len(text), self.width), _HEAD),
        ]

    def item(self, text: str, *, mark: str = "", code: str = "", indent: int = 0) -> list[str]:
        """One paragraph, wrapped, hanging from its mark."""
        lead = " " * indent + (f"{mark} " if mark else "")
        room = self.width - columns(lead)
        wrapped = wrap(visible(text), room) or [""]
        pad = " " * columns(lead)
        return [(lead if n == 0 else pad) + self.paint(line, code) for n, line in enumerate(wrapped)]

    def more(self, left: int, noun: str) -> list[str]:
        return (
            self.item(f"and {plural(left, noun)} more (--html or --json show all)", indent=3, code=_DIM)
            if left > 0
            else []
        )


def columns(text: str) -> int:
    """How many terminal columns the text takes (UAX 11; combining marks take none)."""
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Mn", "Me")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def wrap(text: str, room: int) -> list[str]:
    """The text on lines of at most `room` columns; a word longer than a line is cut."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for piece in _pieces(word, room):
            size = columns(piece)
            if line and used + 1 + size > room:
                lines.append(line)
                line, used = "", 0
            line, used = (f"{line} {piece}", used + 1 + size) if line else (piece, size)
    return [*lines, line] if line else lines


def _pieces(word: str, room: int) -> Iterator[str]:
    if columns(word) <= room:
        yield word
        return
    piece, used = "", 0
    for char in word:
        size = columns(char)
        if used + size > room:
            yield piece
            piece, used = "", 0
        piece, used = piece + char, used + size
    yield piece


def _quoted(known: Index, page: _Page, statement: Statement, *, limit: int = 200) -> list[str]:
    marks = certainty(statement.polarity, statement.certainty)
    tail = f" [{marks}]" if marks else ""
    lines = page.item(f"{quoted(shorten(statement.text, limit))}{tail}", indent=5)
    return lines + page.item(f"— {sayer(known, statement)}", indent=5, code=_DIM)


def _rests_on(known: Index, page: _Page) -> Iterable[str]:
    yield from page.item(resting_on(known), code=_BOLD)
    for name in known.columns:
        report = known.reports[name]
        facts = [language(report.lang), moment(report.published) or "no publication time"]
        if report.anchor.value and report.anchor.value[:10] != (report.published or "")[:10]:
            facts.append(f"dates read from {report.anchor.value[:10]}")
        if report.coverage == "reduced":
            facts.append("read at reduced quality")
        origin = known.origin_of.get(name)
        if origin and len(origin.reports) > 1:
            facts.append(f"origin: {one_line(origin.label)}")
        yield from page.item(f"{known.labels[name]}: {', '.join(facts)}", mark="•", indent=1)


def _row(known: Index, page: _Page, number: int, row: Row) -> Iterable[str]:
    yield from page.item(shorten(heading(known, row)[0], 240), mark=f"{number:>2}.", code=_BOLD)
    yield from _gloss(known, page, row, indent=4)
    who = claimants(known, row)
    origins = len(row.origins.known)
    facts = [plural(len(row.reports), "report"), GROUNDING[row.grounding]]
    if origins:
        facts.append(f"goes back to {plural(origins, 'origin')}")
    if row.origins.untraced:
        facts.append(f"{len(row.origins.untraced)} untraced")
    yield from page.item("; ".join(facts), indent=4, code=_DIM)
    if who:
        yield from page.item(f"claimed by {', '.join(who)}", indent=4)
    where: dict[str, list[str]] = {}
    for name in known.columns:
        marks = sorted({certainty(c.polarity, c.certainty) or VOICE[c.voice] for c in row.cells.get(name, ())})
        if marks:
            where.setdefault(" and ".join(marks), []).append(known.labels[name])
    for told, names in where.items():
        yield from page.item(f"{told}: {', '.join(names)}", mark="·", indent=4)


def _gloss(known: Index, page: _Page, row: Row, *, indent: int) -> list[str]:
    gloss = glossed(known, row)
    return page.item(f"≈ {shorten(gloss.text, 240)} [{GLOSS}]", indent=indent, code=_DIM) if gloss else []


def _shared(known: Index, page: _Page) -> Iterable[str]:
    for number, row in enumerate(known.shared[:_SHOWN], start=1):
        yield from _row(known, page, number, row)
    yield from page.more(len(known.shared) - _SHOWN, "row")
    if not known.shared:
        single = len(known.reports) < 2
        yield from page.item("There is nothing to compare." if single else "No statement was found in two reports.")


def _conflict(known: Index, page: _Page, conflict: Conflict) -> Iterable[str]:
    yield from page.item(
        f"{STATE[conflict.state]} ({conflict.kind}): {shorten(about(known, conflict), 170)}", mark="▸", code=_BOLD
    )
    for number, position in enumerate(conflict.positions):
        who = ", ".join(holders(known, conflict, number)) or "holder undetermined"
        yield from page.item(f"{valued(known, position)}: {who}", mark="–", indent=3)
        first = next((known.statements[s] for s in position.statements if s in known.statements), None)
        if first:
            yield from _quoted(known, page, first)


def _conflicts(known: Index, page: _Page) -> Iterable[str]:
    for conflict in known.dossier.conflicts:
        yield from _conflict(known, page, conflict)
    if not known.dossier.conflicts:
        yield from page.item("None found. That is not the same as agreement.")


def _alterations(known: Index, page: _Page) -> Iterable[str]:
    for change in known.dossier.alterations[: 2 * _FEW]:
        detail = next((f.detail for f in change.findings if f.feature == "alteration"), "")
        yield from page.item(altered(change.kind, one_line(detail)), mark="▸", code=_BOLD)
        if change.origin in known.statements:
            yield from _quoted(known, page, known.statements[change.origin])
        if change.target in known.statements:
            open_ = any(f.feature == "derivation" and "not shown" in f.detail for f in change.findings)
            yield from page.item("beside" if open_ else "became", indent=3, code=_DIM)
            yield from _quoted(known, page, known.statements[change.target])
        elif change.target in known.labels:
            yield from page.item(f"is not in {known.labels[change.target]}", indent=3)
    yield from page.more(len(known.dossier.alterations) - 2 * _FEW, "change")


def _unique(known: Index, page: _Page) -> Iterable[str]:
    near = nearest(known)
    by_report: dict[str, list[Row]] = {}
    for row in known.unique:
        by_report.setdefault(row.reports[0], []).append(row)
    for name, rows in by_report.items():
        yield from page.item(
            f"{known.labels.get(name, name)}: {plural(len(rows), 'statement')} not found in the others",
            mark="▸",
            code=_BOLD,
        )
        for row in rows[:2]:
            yield from page.item(f"{quoted(shorten(row.label, 160))}", mark="·", indent=3)
            yield from _gloss(known, page, row, indent=5)
            other = next((known.statements[near[s]] for s in row.statements if s in near), None)
            if other:
                label = known.labels.get(other.report, other.report)
                yield from page.item(f"nearest, in {label}: {quoted(shorten(other.text, 110))}", indent=5, code=_DIM)
        yield from page.more(len(rows) - 2, "statement")


def _attributions(known: Index, page: _Page) -> Iterable[str]:
    counts: dict[str, int] = {}
    for statement in known.dossier.statements:
        if statement.attribution is not None and statement.voice == "attributed":
            told = " ← ".join(one_line(name) for name in chain(known, statement))
            counts[told] = counts.get(told, 0) + 1
    ranked = sorted(counts, key=lambda told: (-counts[told], told))
    for told in ranked[: 2 * _FEW]:
        yield from page.item(told, mark=f"{counts[told]:>3} ×")
    yield from page.more(len(ranked) - 2 * _FEW, "chain")
    voices = [s.voice for s in known.dossier.statements]
    own, open_ = voices.count("own"), voices.count("undetermined")
    if voices:
        yield from page.item(f"{own} in an outlet's own voice, {open_} undetermined.", code=_DIM)


def _derivations(known: Index, page: _Page) -> Iterable[str]:
    for found in known.dossier.derivations:
        origin, target = known.labels.get(found.origin, found.origin), known.labels.get(found.target, found.target)
        arrow = "→" if found.direction == "known" else "–"
        note = "" if found.direction == "known" else " (direction unknown)"
        passages = plural(len(found.passages), "passage")
        yield from page.item(f"{origin} {arrow} {target}: {DERIVATION[found.kind]}{note}, {passages}", mark="▸")
        for finding in found.findings[:2]:
            yield from page.item(one_line(finding.detail), mark="·", indent=3, code=_DIM)


def _timeline(known: Index, page: _Page) -> Iterable[str]:
    for item in known.dossier.timeline[: 3 * _FEW]:
        told = sorted({known.labels[known.statements[s].report] for s in item.statements if s in known.statements})
        yield from page.item(
            f"{shorten(item.what, 160)} ({', '.join(told)})", mark=f"{shorten(readable(item.when), 24):<12}"
        )
    yield from page.more(len(known.dossier.timeline) - 3 * _FEW, "date")


def _names(known: Index, page: _Page) -> Iterable[str]:
    entities = sorted(known.dossier.entities, key=lambda e: -len({r for f in e.forms for r in f.reports}))
    for entity in entities[:_FEW]:
        forms = list(dict.fromkeys(one_line(f.form) for f in entity.forms))
        yield from page.item(f"{' = '.join(forms[:6]) or one_line(entity.label)} ({entity.kind})", mark="•")
    yield from page.more(len(entities) - _FEW, "name")
    moves = [m for m in movements(known) if m.moved]
    for move in moves[:_FEW]:
        told = "".join(
            f"{(' → ' if f.later else ' | ') if n else ''}{_amount(f)} ({known.labels[f.report]})"
            for n, f in enumerate(move.figures)
        )
        yield from page.item(f"{one_line(move.of) or 'figure'}: {told}", mark="#")
        yield from page.item(f"in: {shorten(move.row.label, 90)}", indent=2, code=_DIM)
    for wording in known.dossier.wording[:_FEW]:
        forms = [f"{one_line(f.form)}{' [distanced]' if f.distanced else ''}" for f in wording.forms]
        yield from page.item(f"{one_line(wording.about)}: {' | '.join(forms[:6])}", mark="“”")
    yield from page.more(len(known.dossier.wording) - _FEW, "wording")


def _amount(figure: Figure) -> str:
    """A figure's value; the words for it too where they leave it wide: `≈ 20–99 “scores”`."""
    told = value(figure.quantity)
    return f"{told} {quoted(figure.words)}" if figure.quantity.approximate and "–" in told else told


def _checks(known: Index, page: _Page) -> Iterable[str]:
    for check in known.dossier.checks[: 2 * _FEW]:
        yield from page.item(f"{check_kind(check.kind)}: {one_line(check.what)}", mark="□")
    yield from page.more(len(known.dossier.checks) - 2 * _FEW, "thing")


def _not_read(known: Index, page: _Page) -> Iterable[str]:
    dossier = known.dossier
    for failure in dossier.failures:
        yield from page.item(
            f"{failure.stage}: {one_line(failure.subject)}: {one_line(failure.message)}", mark="!", code=_WARN
        )
    for name in known.columns:
        report = known.reports[name]
        for removed in report.removed[:_FEW]:
            yield from page.item(
                f"{known.labels[name]}: {removed.why}: {quoted(shorten(removed.text, 70))}", mark="−", code=_DIM
            )
        for note in report.notes:
            yield from page.item(f"{known.labels[name]}: {one_line(note)}", mark="i")
    for pack in dossier.run.packs:
        if pack.unsupported:
            yield from page.item(
                f"{'any language without a pack' if pack.lang == 'und' else language(pack.lang)}: read without own rules for {', '.join(pack.unsupported)}",
                mark="i",
            )
    for told in (*dossier.run.corrections, *dossier.run.notes):
        yield from page.item(one_line(told), mark="i")


_SECTIONS = (
    ("What it rests on", _rests_on),
    ("Shared", _shared),
    ("Differing accounts and conflicts", _conflicts),
    ("Changed on the way", _alterations),
    ("Only here", _unique),
    ("Who says it", _attributions),
    ("Who took it from whom", _derivations),
    ("Timeline of the events told", _timeline),
    ("Names, figures, wording", _names),
    ("What to check next", _checks),
    ("What was not read", _not_read),
)
