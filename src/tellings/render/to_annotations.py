"""The dossier as W3C Web Annotations (JSON-LD): statements, rows and conflicts anchored in the reports."""

from __future__ import annotations

import json
from typing import Any

from ..records import Dossier, Report, Statement
from ._index import Index, chain, claimants, holders, index
from ._safe import visible, web_link
from ._words import GROUNDING, STATE

_AROUND = 32  # characters of prefix and suffix, as the TextQuoteSelector of the model wants them


def to_annotations(dossier: Dossier) -> bytes:
    """An AnnotationCollection with one page, UTF-8 JSON-LD, after https://www.w3.org/TR/annotation-model/."""
    known = index(dossier)
    items = [*_statements(known), *_rows(known), *_conflicts(known)]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:tellings:annotations",
        "type": "AnnotationCollection",
        "label": "Tellings dossier",
        "generator": {"type": "Software", "name": f"Tellings {dossier.run.version}"},
        "total": len(items),
        "first": {"id": "urn:tellings:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _target(statement: Statement, report: Report) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": statement.start, "end": statement.stop}
    ]
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": statement.text}
    if report.text:
        quote["prefix"] = report.text[max(0, statement.start - _AROUND) : statement.start]
        quote["suffix"] = report.text[statement.stop : statement.stop + _AROUND]
    return {
        "source": web_link(report.url) or f"urn:tellings:report:{report.id}",
        "selector": [quote, *selectors],
    }


def _targets(known: Index, names: tuple[str, ...]) -> list[dict[str, Any]]:
    found = [known.statements[name] for name in names if name in known.statements]
    return [_target(s, known.reports[s.report]) for s in found if s.report in known.reports]


def _annotation(name: str, motivation: str, text: str, targets: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": f"urn:tellings:{name}",
        "type": "Annotation",
        "motivation": motivation,
        "body": {"type": "TextualBody", "value": visible(text), "format": "text/plain", "language": "en"},
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _statements(known: Index) -> list[dict[str, Any]]:
    made = []
    for statement in known.dossier.statements:
        if statement.report not in known.reports:
            continue
        told = f"{statement.voice}; {statement.polarity}; {statement.certainty}"
        if statement.attribution is not None:
            told += f"; {' <- '.join(chain(known, statement))}"
        made.append(_annotation(statement.id, "describing", told, _targets(known, (statement.id,))))
    return made


def _rows(known: Index) -> list[dict[str, Any]]:
    made = []
    for row in known.shared:
        who = ", ".join(claimants(known, row))
        told = f"say the same: {GROUNDING[row.grounding]}" + (f"; claimed by {who}" if who else "")
        targets = _targets(known, row.statements)
        if targets:
            made.append(_annotation(row.id, "linking", told, targets))
    return made


def _conflicts(known: Index) -> list[dict[str, Any]]:
    made = []
    for conflict in known.dossier.conflicts:
        positions = [
            f"{position.value} ({', '.join(holders(known, conflict, number)) or 'holder undetermined'})"
            for number, position in enumerate(conflict.positions)
        ]
        told = f"{STATE[conflict.state]} ({conflict.kind}): {conflict.about}: {' | '.join(positions)}"
        targets = _targets(known, tuple(s for position in conflict.positions for s in position.statements))
        if targets:
            made.append(_annotation(conflict.id, "assessing", told, targets))
    return made
