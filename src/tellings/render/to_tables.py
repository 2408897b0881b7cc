"""The dossier as CSV tables that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ..records import Dossier
from ._index import Index, chain, claimants, holders, hops, index
from ._safe import table_cell
from .cite import text_hash

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


def to_tables(dossier: Dossier) -> dict[str, str]:
    """File name -> CSV text (RFC 4180, UTF-8, header line) for every table.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    return {f"{name}.csv": _csv(*table) for name, table in tables(dossier).items()}


def tables(dossier: Dossier) -> dict[str, Table]:
    """Name -> header and rows of plain values, for every table."""
    known = index(dossier)
    return {
        "reports": _reports(known),
        "statements": _statements(known),
        "rows": _rows(known),
        "conflicts": _conflicts(known),
        "quantities": _quantities(known),
        "times": _times(known),
        "attributions": _attributions(known),
        "timeline": _timeline(known),
    }


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([table_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _reports(known: Index) -> Table:
    header = ("report", "label", "outlet", "title", "byline", "lang", "published", "retrieved", "anchor", "anchor_rests_on", "origin", "coverage", "path", "url", "text_sha256")  # fmt: skip
    rows = []
    for name in known.columns:
        r = known.reports[name]
        origin = known.origin_of.get(name)
        told = origin.label if origin else None
        rows.append((name, known.labels[name], r.outlet, r.title, r.byline, r.lang, r.published, r.retrieved, r.anchor.value, r.anchor.rests_on, told, r.coverage, r.path, r.url, text_hash(r)))  # fmt: skip
    return header, rows


def _statements(known: Index) -> Table:
    header = ("statement", "report", "label", "start", "stop", "text", "lang", "voice", "polarity", "certainty", "row", "row_reports")  # fmt: skip
    rows = []
    for s in known.dossier.statements:
        row = known.row_of.get(s.id)
        rows.append((s.id, s.report, known.labels.get(s.report), s.start, s.stop, s.text, s.lang, s.voice, s.polarity, s.certainty, row.id if row else None, len(row.reports) if row else None))  # fmt: skip
    return header, rows


def _rows(known: Index) -> Table:
    header = ("row", "rank", "label", "reports", "report_count", "claimants", "grounding", "origins", "untraced", "weight", "confidence", "machine_gloss")  # fmt: skip
    origins = {o.id: o.label for o in known.dossier.origins}
    rows = []
    for rank, r in enumerate((*known.shared, *known.unique), start=1):
        reports = "; ".join(known.labels.get(name, name) for name in r.reports)
        who = "; ".join(claimants(known, r))
        told = "; ".join(origins.get(name, name) for name in r.origins.known)
        untraced = "; ".join(known.labels.get(name, name) for name in r.origins.untraced)
        rows.append((r.id, rank, r.label, reports, len(r.reports), who, r.grounding, told, untraced, r.weight, r.confidence, r.gloss.text if r.gloss else None))  # fmt: skip
    return header, rows


def _conflicts(known: Index) -> Table:
    header = ("conflict", "kind", "state", "about", "position", "value", "holders", "statement", "label", "text", "confidence")  # fmt: skip
    rows = []
    for c in known.dossier.conflicts:
        for number, position in enumerate(c.positions):
            who = "; ".join(holders(known, c, number))
            for name in position.statements:
                s = known.statements.get(name)
                label = known.labels.get(s.report) if s else None
                rows.append((c.id, c.kind, c.state, c.about, number + 1, position.value, who, name, label, s.text if s else None, c.confidence))  # fmt: skip
    return header, rows


def _quantities(known: Index) -> Table:
    header = ("statement", "report", "label", "published", "start", "stop", "words", "low", "high", "unit", "kind", "of", "approximate", "rule", "row")  # fmt: skip
    rows = []
    for s in known.dossier.statements:
        row, report = known.row_of.get(s.id), known.reports.get(s.report)
        for q in s.quantities:
            words = s.text[q.start - s.start : q.stop - s.start]
            rows.append((s.id, s.report, known.labels.get(s.report), report.published if report else None, q.start, q.stop, words, q.low, q.high, q.unit, q.kind, q.of, q.approximate, q.rule, row.id if row else None))  # fmt: skip
    return header, rows


def _times(known: Index) -> Table:
    header = (
        "statement",
        "report",
        "label",
        "start",
        "stop",
        "words",
        "type",
        "value",
        "edtf",
        "anchor",
        "rule",
        "row",
    )
    rows = []
    for s in known.dossier.statements:
        row = known.row_of.get(s.id)
        for t in s.times:
            words = s.text[t.start - s.start : t.stop - s.start]
            rows.append((s.id, s.report, known.labels.get(s.report), t.start, t.stop, words, t.type, t.value, t.edtf, t.anchor, t.rule, row.id if row else None))  # fmt: skip
    return header, rows


def _attributions(known: Index) -> Table:
    header = ("statement", "report", "hop", "source", "source_entity", "source_kind", "stands_for", "cue", "style", "stance", "rule", "chain", "text")  # fmt: skip
    rows = []
    for s in known.dossier.statements:
        told = " <- ".join(chain(known, s))
        for number, hop in enumerate(hops(s.attribution), start=1):
            source = hop.source
            entity = known.entities[source.entity].label if source and source.entity in known.entities else None
            rows.append((s.id, s.report, number, source.text if source else None, entity, source.kind if source else None, source.antecedent if source else None, hop.cue.text if hop.cue else None, hop.style, hop.stance, hop.rule, told, s.text))  # fmt: skip
    return header, rows


def _timeline(known: Index) -> Table:
    header = ("when_edtf", "what", "statement", "label", "text")
    rows = []
    for item in known.dossier.timeline:
        for name in item.statements or ("",):
            s = known.statements.get(name)
            rows.append((item.when, item.what, name, known.labels.get(s.report) if s else None, s.text if s else None))
    return header, rows
