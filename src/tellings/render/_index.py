"""Look-ups over one dossier that every output shares: names of columns, ranked rows, chains, figures."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from msgspec.structs import replace

from ..records import (
    Attribution,
    Conflict,
    Dossier,
    Entity,
    Finding,
    Gloss,
    Origin,
    Position,
    Report,
    Row,
    Statement,
    TimelineItem,
)
from ._dates import begins
from ._safe import one_line, shorten

_BARE_HASH = re.compile(r"^[0-9a-f_\-]*[0-9a-f]{10,}[0-9a-f_\-]*$", re.IGNORECASE)
_LABEL = 40  # characters of a column's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One dossier with what its records point at."""

    dossier: Dossier
    reports: Mapping[str, Report]
    statements: Mapping[str, Statement]
    entities: Mapping[str, Entity]
    row_of: Mapping[str, Row]  # by statement id
    labels: Mapping[str, str]  # report id -> what its column is headed with
    columns: tuple[str, ...]  # report ids, those of one origin together, the largest origin first
    origin_of: Mapping[str, Origin]  # by report id
    shared: tuple[Row, ...]  # rows of two or more reports, the weightiest first
    unique: tuple[Row, ...]  # rows of one report, in the order of the columns and of the text


def index(dossier: Dossier) -> Index:
    """The look-ups of one dossier. References to what the dossier does not hold are left out, never an error."""
    reports = {r.id: r for r in dossier.reports}
    labels = _labels(dossier.reports)
    dossier = _prepared(dossier, labels)
    origins = sorted(dossier.origins, key=lambda o: (-len(o.reports), o.label, o.id))
    origin_of = {report: origin for origin in reversed(origins) for report in origin.reports if report in reports}
    placed = [report for origin in origins for report in origin.reports if report in reports]
    columns = tuple(dict.fromkeys([*placed, *reports]))
    place = {report: number for number, report in enumerate(columns)}
    statements = {s.id: s for s in dossier.statements}

    def where(row: Row) -> tuple[int, int]:
        first = statements.get(row.statements[0]) if row.statements else None
        return place.get(row.reports[0] if row.reports else "", 0), first.start if first else 0

    numbered = {row.id: number for number, row in enumerate(dossier.rows)}
    return Index(
        dossier=dossier,
        reports=reports,
        statements=statements,
        entities={e.id: e for e in dossier.entities},
        row_of={s: row for row in dossier.rows for s in row.statements},
        labels=labels,
        columns=columns,
        origin_of=origin_of,
        shared=tuple(
            sorted(
                (r for r in dossier.rows if len(r.reports) > 1),
                key=lambda r: (-r.weight, -len(r.reports), numbered[r.id]),
            )
        ),
        unique=tuple(sorted((r for r in dossier.rows if len(r.reports) == 1), key=where)),
    )


def _place(item: TimelineItem) -> float:
    at = begins(item.when)
    return math.inf if at is None else at


def _prepared(dossier: Dossier, labels: Mapping[str, str]) -> Dossier:
    """The dossier as it is shown: the timeline in the calendar's order, and reports called by their columns' names
    where an origin or a check calls them by their path.
    """
    named = [(path, labels[r.id]) for r in dossier.reports if r.path for path in (r.path, PurePath(r.path).name)]
    paths = sorted(((path, label) for path, label in named if "." in path), key=lambda pair: -len(pair[0]))

    def name(text: str) -> str:
        for path, label in paths:
            text = text.replace(path, label)
        return text

    return replace(
        dossier,
        origins=tuple(replace(o, label=name(o.label)) for o in dossier.origins),
        conflicts=tuple(
            replace(
                c,
                positions=tuple(
                    replace(p, holders=tuple(replace(h, text=name(h.text)) for h in p.holders)) for p in c.positions
                ),
            )
            for c in dossier.conflicts
        ),
        checks=tuple(replace(c, what=name(c.what)) for c in dossier.checks),
        timeline=tuple(sorted(dossier.timeline, key=_place)),
    )


def _labels(reports: Sequence[Report]) -> dict[str, str]:
    """One distinct name for each report: never a bare file hash when anything better is known."""
    plain = {r.id: _plain_label(r) for r in reports}
    taken: dict[str, int] = {}
    labels: dict[str, str] = {}
    for report in reports:
        label = plain[report.id]
        if sum(other == label for other in plain.values()) > 1:
            more = (report.lang if report.lang != "und" else "") or (report.published or "")[:10]
            rivals = [r for r in reports if plain[r.id] == label and r.id != report.id]
            label = f"{label} ({more})" if more and all(r.lang != report.lang for r in rivals) else label
        taken[label] = taken.get(label, 0) + 1
        labels[report.id] = label if taken[label] == 1 else f"{label} [{taken[label]}]"
    return labels


def _plain_label(report: Report) -> str:
    host = ""
    if report.url:
        try:
            host = (urlsplit(report.url).hostname or "").removeprefix("www.")
        except ValueError:
            host = ""
    stem = PurePath(report.path.replace("\\", "/")).stem if report.path else ""
    named = "" if _BARE_HASH.match(stem) else stem
    first_line = report.title or report.text.lstrip().split("\n", 1)[0]
    for candidate in (report.outlet, host, named, first_line, stem, report.id):
        if candidate and one_line(candidate):
            shown = shorten(candidate, _LABEL)
            return f"“{shown}”" if candidate is first_line else shown
    return report.id


def claimant(known: Index, name: str) -> str:
    """A claimant's name: an entity's label, or the outlet's for `outlet:REPORT`."""
    if name.startswith("outlet:"):
        label = known.labels.get(name.removeprefix("outlet:"), name)
        return f"{label} (own voice)"
    entity = known.entities.get(name)
    return _named(entity) if entity else name


def _named(entity: Entity) -> str:
    """A name's label; one made of a list ("embassy, Norway, Tbilisi") reads as several in a list, so its fullest form."""
    if ", " not in entity.label or not entity.forms:
        return entity.label
    return max(entity.forms, key=lambda f: (len(f.reports), len(f.form), f.form)).form


def claimants(known: Index, row: Row) -> list[str]:
    """Who claims a row, without repeats: those known by name, then the words for those who are not."""
    named = [claimant(known, name) for name in row.claimants]
    said = [known.statements[s] for s in row.statements if s in known.statements]
    others = [told for s in said if s.voice == "attributed" and (told := _unnamed(s.attribution))]
    return list(dict.fromkeys(one_line(who) for who in (*named, *others)))


def _unnamed(attribution: Attribution | None) -> str:
    """The words for the innermost source that the report tells of, where no name stands for it."""
    source = next((hop.source for hop in reversed(hops(attribution)) if hop.source is not None), None)
    return "" if source is None or source.entity else source.antecedent or source.text


def hops(attribution: Attribution | None) -> list[Attribution]:
    """The chain from the outermost hop (next to the outlet) to the innermost (who said it first)."""
    chain: list[Attribution] = []
    while attribution is not None and len(chain) < 20:
        chain.append(attribution)
        attribution = attribution.outer
    return chain[::-1]


def chain(known: Index, statement: Statement) -> list[str]:
    """Through whom the statement reached us, the outlet first: each hop in the report's own words."""
    names = [known.labels.get(statement.report, statement.report)]
    for hop in hops(statement.attribution):
        source = hop.source
        if source is not None and one_line(source.text) == one_line(names[0]):
            continue  # the outlet cites itself
        if source is None:
            names.append("source not named")
        elif source.antecedent:
            names.append(f"{source.text} (= {source.antecedent})")
        else:
            names.append(source.text)
    return names


def sayer(known: Index, statement: Statement) -> str:
    """In one phrase who answers for the statement: its chain, the outlet's own voice, or undetermined."""
    if statement.voice == "attributed" and statement.attribution is not None:
        return " ← ".join(one_line(name) for name in chain(known, statement))
    outlet = one_line(known.labels.get(statement.report, statement.report))
    return f"{outlet}, own voice" if statement.voice == "own" else f"{outlet}, voice undetermined"


def holders(known: Index, conflict: Conflict, number: int) -> list[str]:
    """Who holds a conflict's position `number`, without repeats, in whose words."""
    names: list[str] = []
    for holder in conflict.positions[number].holders:
        name = holder.text
        if holder.outlet:
            label = known.labels.get(holder.outlet, holder.outlet)
            name = label if not name or name == label else f"{name} ({label})"
        elif not name and holder.entity:
            name = claimant(known, holder.entity)
        names.append(one_line(name))
    return list(dict.fromkeys(n for n in names if n)) or _nameless(known, conflict.positions[number].statements)


def valued(known: Index, position: Position) -> str:
    """A position's value; where it is in nobody's words but sums them up, it says so."""
    told = one_line(position.value)
    words = told.rstrip("…").casefold()
    said = [one_line(known.statements[s].text).casefold() for s in position.statements if s in known.statements]
    return told if not said or any(words in text for text in said) else f"{told} (in our words)"


def _nameless(known: Index, statements: Sequence[str]) -> list[str]:
    """Where every holder of a position is a source that its report leaves without a name: that, and in which report."""
    said = [known.statements[s] for s in statements if s in known.statements]
    if not said or any(s.voice != "attributed" for s in said):
        return []
    return list(dict.fromkeys(f"a source that {known.labels.get(s.report, s.report)} does not name" for s in said))


def about(known: Index, conflict: Conflict) -> str:
    """What a conflict is about; where that is a statement, in a language that the dossier's reader knows."""
    for statement in known.dossier.statements:
        if statement.text == conflict.about and statement.id in known.row_of:
            return heading(known, known.row_of[statement.id])[0] if _wanted(known) else conflict.about
    return conflict.about


def _wanted(known: Index) -> list[str]:
    told = known.dossier.run.options.get("read_langs", "")
    return [code.strip() for code in told.split(",") if code.strip()]


def grouped(findings: Sequence[Finding]) -> list[tuple[str, str, list[Finding]]]:
    """Findings under the pair of values that they compare, each pair once, in the order of their first."""
    pairs: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        told = pairs.setdefault((one_line(finding.left), one_line(finding.right)), [])
        if all((f.feature, f.detail) != (finding.feature, finding.detail) for f in told):
            told.append(finding)
    return [(left, right, told) for (left, right), told in pairs.items()]


def heading(known: Index, row: Row) -> tuple[str, str]:
    """A row's label and its language: in a language that the dossier's reader knows, where the row has one."""
    said = [known.statements[s] for s in row.statements if s in known.statements]
    labelled = next((s.lang for s in said if s.text == row.label), said[0].lang if said else "und")
    wanted = _wanted(known)
    if labelled in wanted[:1]:
        return row.label, labelled
    for code in wanted:
        for statement in said:
            if statement.lang == code:
                return statement.text, code
    return row.label, labelled


def glossed(known: Index, row: Row) -> Gloss | None:
    """The machine gloss of a row's label, where the label itself is not in a language that the reader knows."""
    return None if row.gloss is None or heading(known, row)[1] in _wanted(known) else row.gloss


def plural(count: int, noun: str, nouns: str = "") -> str:
    """`1 report`, `7 reports`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def origin_name(known: Index, origin: Origin) -> str:
    """What an origin is called: a lone report never goes back to itself, but to what it credits."""
    label = shorten(origin.label, 60)
    if len(origin.reports) != 1 or not origin.findings or label != known.labels.get(origin.reports[0]):
        return label
    credited = list(dict.fromkeys(one_line(f.left) for f in origin.findings if f.feature == "credit" and f.left))
    return f"what {label} credits" + (f" ({', '.join(credited)})" if credited else "")


def resting_on(known: Index) -> str:
    """What the dossier rests on, in one sentence; never a count of "independent sources"."""
    dossier = known.dossier
    count = len(dossier.reports)
    parts: list[str] = []
    told: list[str] = []
    seen: set[str] = set()
    agencies: set[str] = set()  # those credited for several texts
    for origin in sorted(dossier.origins, key=lambda o: (-len(o.reports), o.label, o.id)):
        held = [r for r in origin.reports if r in known.reports]
        if len(held) > 1 or (held and origin.findings):
            seen.update(held)
            verb = "goes" if len(held) == 1 else "go"
            label = origin_name(known, origin)
            told.append(label)
            another = "another text of " if told.count(label) > 1 else ""
            named = {f.left.casefold() for f in origin.findings if f.feature == "one_agency"}
            perhaps = ", perhaps the same text" if named & agencies else ""
            agencies |= named
            itself = ", which is one of them" if any(label == known.labels[r] for r in held) else ""
            parts.append(f"{len(held)} {verb} back to {another}{label}{itself}{perhaps}")
    untraced = count - len(seen)
    if untraced:
        parts.append(f"{untraced} untraced")
    spoken = len({r.lang for r in dossier.reports if r.lang != "und"})
    unknown = sum(r.lang == "und" for r in dossier.reports)
    head = f"{plural(count, 'report')}, {plural(spoken, 'language')}"
    if unknown:
        head += f" ({unknown} not identified)"
    return f"{head}; {', '.join(parts)}." if parts else f"{head}."
