"""How a dossier shows itself in a notebook, and its rows and conflicts as lists of dicts or data frames."""

from __future__ import annotations

from html import escape
from typing import Any, Literal, get_args

from ..errors import UsageError
from ..records import Dossier
from ._index import claimants, holders, index, resting_on, sayer
from ._safe import shorten, visible
from ._words import GROUNDING, STATE
from .to_tables import tables

_ROWS, _CONFLICTS = 15, 10

Kind = Literal["rows", "conflicts", "statements", "reports", "quantities", "times", "attributions", "timeline"]


def to_notebook(dossier: Dossier) -> str:
    """A small HTML fragment for `_repr_html_`: what it rests on, the first rows, the disputes. No script, no style sheet.

    `dir="auto"` on every quotation keeps right-to-left words in their own order.
    """
    known = index(dossier)

    def cell(text: str, tag: str = "td") -> str:
        return f'<{tag} dir="auto" style="text-align:start">{escape(visible(text))}</{tag}>'

    parts = [f"<p><strong>Tellings</strong> {escape(visible(resting_on(known)))}</p>"]
    if known.shared:
        parts.append(
            f"<table><thead><tr>{cell('shared', 'th')}{cell('reports', 'th')}{cell('claimed by', 'th')}{cell('', 'th')}</tr></thead><tbody>"
        )
        for row in known.shared[:_ROWS]:
            who = ", ".join(claimants(known, row))
            told = [shorten(row.label, 160), str(len(row.reports)), who, GROUNDING[row.grounding]]
            parts.append(f"<tr>{''.join(map(cell, told))}</tr>")
        parts.append("</tbody></table>")
    if dossier.conflicts:
        parts.append("<ul>")
        for conflict in dossier.conflicts[:_CONFLICTS]:
            sides = " | ".join(
                f"{position.value} ({', '.join(holders(known, conflict, number)) or 'holder undetermined'})"
                for number, position in enumerate(conflict.positions)
            )
            line = f"{STATE[conflict.state]} ({conflict.kind}): {conflict.about}: {sides}"
            parts.append(f'<li dir="auto">{escape(visible(line))}</li>')
        parts.append("</ul>")
    return "".join(parts)


def records(dossier: Dossier, kind: Kind) -> list[dict[str, Any]]:
    """Rows (one dict a row, a column for each report), conflicts (one dict a position), statements, or a table of
    `to_tables`, as plain dicts.
    """
    known = index(dossier)
    if kind == "rows":
        return [
            {
                "row": row.id,
                "label": row.label,
                "reports": len(row.reports),
                "claimants": claimants(known, row),
                "grounding": row.grounding,
                "confidence": row.confidence,
                "weight": row.weight,
                **{
                    known.labels[name]: " / ".join(
                        known.statements[c.statement].text
                        for c in row.cells.get(name, ())
                        if c.statement in known.statements
                    )
                    or None
                    for name in known.columns
                },
            }
            for row in (*known.shared, *known.unique)
        ]
    if kind == "conflicts":
        return [
            {
                "conflict": conflict.id,
                "kind": conflict.kind,
                "state": conflict.state,
                "about": conflict.about,
                "position": number + 1,
                "value": position.value,
                "holders": holders(known, conflict, number),
                "statements": [known.statements[s].text for s in position.statements if s in known.statements],
                "confidence": conflict.confidence,
            }
            for conflict in dossier.conflicts
            for number, position in enumerate(conflict.positions)
        ]
    if kind != "statements":
        header, rows = tables(dossier)[kind]
        return [dict(zip(header, row, strict=True)) for row in rows]
    return [
        {
            "statement": s.id,
            "report": known.labels.get(s.report, s.report),
            "start": s.start,
            "stop": s.stop,
            "text": s.text,
            "lang": s.lang,
            "voice": s.voice,
            "polarity": s.polarity,
            "certainty": s.certainty,
            "said_by": sayer(known, s),
        }
        for s in dossier.statements
    ]


def frames(dossier: Dossier, *, library: Literal["polars", "pandas"] | None = None) -> dict[str, Any]:
    """The same as data frames by name: of the library asked for, else of polars or pandas, whichever is installed.

    Raises:
        UsageError: it is not installed.
    """
    import importlib

    for name in (library,) if library else ("polars", "pandas"):
        try:
            make = importlib.import_module(name).DataFrame
        except ImportError:
            continue
        return {kind: make(records(dossier, kind)) for kind in get_args(Kind)}
    missing = library or "polars or pandas"
    way_out = f"pip install 'tellings[{library or 'polars'}]'"
    raise UsageError("data frames", cause=f"{missing} is not installed", way_out=way_out)
