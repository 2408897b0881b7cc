"""The dossier as one self-contained page: opens from disk, with no network, with the keyboard, on a phone.

All that comes from reports passes Jinja's autoescape after `visible`; the page's Content-Security-Policy lets no other
script or style run than the two it carries.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..records import Dossier, Finding, Row, Statement
from . import _pictures
from ._columns import OPEN_ROWS, columns, group_heads, open_columns
from ._dates import readable
from ._figures import movements, value
from ._findings import in_words, named
from ._index import Index, about, chain, claimants, glossed, grouped, heading, holders, index, resting_on, sayer, valued
from ._nearest import nearest
from ._passages import Paragraph, paragraphs
from ._safe import one_line, script_json, shorten, visible, web_link
from ._words import (
    ALTERATION,
    DERIVATION,
    GLOSS,
    GROUNDING,
    STATE,
    STATE_MEANS,
    VOICE,
    certainty,
    check_kind,
    language,
    moment,
)
from .cite import citation, text_fragment

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_PAIR = 48  # characters of a word or phrase that was changed


def to_html(dossier: Dossier) -> str:
    """The page. The same dossier gives the same page."""
    known = index(dossier)
    dossier = known.dossier
    shown = open_columns(known)
    texts = {r.id: paragraphs(r, dossier.statements) for r in dossier.reports}
    style, script = _asset("page.css"), _asset("page.js")
    return _environment().get_template("page.html.j2").render(
        known=known,
        dossier=dossier,
        style=_markup(style),
        script=_markup(script),
        style_hash=_digest(style),
        script_hash=_digest(script),
        data=_markup(script_json(_data(known))),
        title=_title(known),
        rests_on=resting_on(known),
        columns=columns(known),
        groups=group_heads(known),
        rows=[_row(known, number, row, shown) for number, row in enumerate(known.shared, start=1)],
        open_rows=OPEN_ROWS,
        conflicts=[_conflict(known, conflict) for conflict in dossier.conflicts],
        alterations=_alterations(known),
        unique=_unique(known),
        sayings=_sayings(known),
        derivations=[_derivation(known, found) for found in dossier.derivations],
        timeline=_pictures.timeline(known),
        origins=_pictures.origins(known),
        movements=movements(known),
        names=_names(known),
        named=functools.partial(named, known),
        by_report=functools.partial(_by_report, known),
        texts=texts,
        first_of={name: _first(told) for name, told in texts.items()},
    )  # fmt: skip


def _first(text: list[Paragraph]) -> str | None:
    """The first statement of a text: its one stop for the tab key, the arrows go on from there."""
    return next((s.statement for p in text for s in p.stretches if s.statement), None)


@functools.cache
def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    """The hash by which a Content-Security-Policy knows an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # only for our own files and for `script_json`


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown(told: object) -> object:
        if isinstance(told, str) and not isinstance(told, Markup):
            return visible(told)
        return "" if told is None else told

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        grouped=grouped,
        language=language,
        readable=readable,
        moment=moment,
        shorten=shorten,
        one_line=one_line,
        check_kind=check_kind,
        figure=value,
        in_words=in_words,
        web_link=web_link,
    )
    environment.globals.update(GLOSS=GLOSS, GROUNDING=GROUNDING, STATE_MEANS=STATE_MEANS, VOICE=VOICE)
    return environment


def _title(known: Index) -> str:
    """The page's own name: the weightiest row in its report's words, or how many reports there are."""
    return shorten(heading(known, known.shared[0])[0], 90) if known.shared else resting_on(known)


def _data(known: Index) -> dict[str, Any]:
    """What the script needs and the page does not already show: kept small, texts stay in the page."""
    return {
        "statements": {s.id: _told(known, s) for s in known.dossier.statements if s.report in known.reports},
        "rows": {r.id: {"statements": list(r.statements)} for r in known.dossier.rows},
    }


def _told(known: Index, s: Statement) -> dict[str, Any]:
    report = known.reports[s.report]
    row = known.row_of.get(s.id)
    told: dict[str, Any] = {
        "label": visible(known.labels[report.id]),
        "lang": language(s.lang),
        "row": row.id if row else None,
        "chain": [one_line(name) for name in chain(known, s)] if s.voice == "attributed" else [],
        "voice": s.voice,
        "sure": certainty(s.polarity, s.certainty),
        "cite": citation(s, report, label=known.labels[report.id]),
        "time": moment(report.published),
    }
    link = web_link(report.url)
    if link:
        told["url"] = text_fragment(link, s.text)
    if s.attribution is not None:
        told["rule"] = visible(s.attribution.rule)
        told["cue"] = one_line(s.attribution.cue.text) if s.attribution.cue else ""
    return told


def _row(known: Index, number: int, row: Row, open_: set[str]) -> dict[str, Any]:
    labels = {o.id: o.label for o in known.dossier.origins}
    return {
        "number": number,
        "row": row,
        "label": heading(known, row)[0],
        "lang": heading(known, row)[1],
        "gloss": glossed(known, row),
        "claimants": claimants(known, row),
        "origins": list(dict.fromkeys(labels.get(name, name) for name in row.origins.known)),
        "untraced": len(row.origins.untraced),
        "cells": [[_line(known, c.statement) for c in row.cells.get(name, ()) if c.statement in known.statements] for name in known.columns],
        "elsewhere": [
            _line(known, c.statement)
            for n in known.columns
            if n not in open_
            for c in row.cells.get(n, ())[:1]
            if c.statement in known.statements
        ],
        "disputes": [c for c in known.dossier.conflicts if any(s in row.statements for p in c.positions for s in p.statements)],
    }  # fmt: skip


def _line(known: Index, name: str) -> dict[str, Any]:
    """One statement as the page lists it."""
    s = known.statements[name]
    return {
        "statement": s,
        "label": known.labels.get(s.report, s.report),
        "say": sayer(known, s),
        "sure": certainty(s.polarity, s.certainty),
        "sources": [one_line(part) for part in chain(known, s)[1:]] if s.voice == "attributed" else [],
    }


def _lines(known: Index, names: Iterable[str]) -> list[dict[str, Any]]:
    """Statements as the page lists them; copies of the same words by the same source stand once, with an `also`."""
    lines: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
    for name in names:
        if name in known.statements:
            line = _line(known, name)
            first = lines.setdefault((one_line(line["statement"].text), tuple(line["sources"])), {**line, "also": []})
            if first["statement"].id != name:
                first["also"].append(line)
    return list(lines.values())


def _conflict(known: Index, conflict: Any) -> dict[str, Any]:
    return {
        "conflict": conflict,
        "about": about(known, conflict),
        "state": STATE[conflict.state],
        "positions": [
            {
                "value": valued(known, p),
                "holders": holders(known, conflict, number),
                "lines": _lines(known, p.statements),
            }
            for number, p in enumerate(conflict.positions)
        ],
    }


def _alterations(known: Index) -> list[dict[str, Any]]:
    """Changes on the way; the same change from several copies of one text stands once."""
    merged: dict[tuple[str, ...], dict[str, Any]] = {}
    for change in known.dossier.alterations:
        kind = ALTERATION[change.kind]
        detail = next((f.detail for f in change.findings if f.feature == "alteration"), "").removeprefix(f"{kind}: ")
        before = known.statements.get(change.origin)
        told = {
            "change": change,
            "kind": detail if kind in detail else kind,
            "detail": "" if kind in detail else detail,
            "pairs": [(f.left, f.right) for f in change.findings if f.left + f.right and _is_short(known, f)],
            "origins": [],
            "after": _lines(known, [change.target]),
            "absent": known.labels.get(change.target),
        }
        key = (kind, detail, one_line(before.text) if before else change.origin, change.target)
        merged.setdefault(key, told)["origins"].append(change.origin)
    return [{**told, "before": _lines(known, told["origins"])} for told in merged.values()]


def _is_short(known: Index, finding: Finding) -> bool:
    """Whether a finding's values are words to be set side by side, not sentences or ids."""
    ids = {d.id for d in known.dossier.derivations} | set(known.statements) | set(known.reports)
    return all(len(side) <= _PAIR and side not in ids for side in (finding.left, finding.right))


def _unique(known: Index) -> list[dict[str, Any]]:
    near = nearest(known)
    by_report: dict[str, list[dict[str, Any]]] = {}
    for row in known.unique:
        for name in row.statements:
            if name in known.statements:
                other = [near[name]] if name in near else []
                by_report.setdefault(row.reports[0], []).append(
                    {
                        **_lines(known, [name])[0],
                        "nearest": _lines(known, other),
                        "gloss": glossed(known, row) if known.statements[name].text == row.label else None,
                    }
                )
    return [{"label": known.labels.get(name, name), "lines": lines} for name, lines in by_report.items()]


def _sayings(known: Index) -> list[dict[str, Any]]:
    """Who says what: statements under the innermost source of their chain, the most quoted first."""
    groups: dict[str, list[str]] = {}
    for s in known.dossier.statements:
        if s.voice == "attributed" and s.attribution is not None:
            source = s.attribution.source
            entity = known.entities.get(source.entity) if source else None
            name = entity.label if entity else one_line(source.text) if source else "source not named"
            groups.setdefault(name, []).append(s.id)
    ranked = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [{"name": name, "lines": _lines(known, names)} for name, names in ranked]


def _by_report(known: Index, names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Statements under their reports, in the order of the first of each."""
    groups: dict[str, list[str]] = {}
    for name in names:
        if name in known.statements and known.statements[name].report in known.reports:
            groups.setdefault(known.statements[name].report, []).append(name)
    return list(groups.items())


def _names(known: Index) -> list[dict[str, Any]]:
    """Names with their spellings, each once, those of the most reports first."""
    named = []
    for entity in known.dossier.entities:
        forms: dict[str, list[str]] = {}
        for form in entity.forms:
            forms.setdefault(one_line(form.form), []).append(language(form.lang))
        reports = {report for form in entity.forms for report in form.reports}
        named.append(
            {"entity": entity, "forms": [(f, ", ".join(langs)) for f, langs in forms.items()], "reports": len(reports)}
        )
    return sorted(named, key=lambda n: (-n["reports"], n["entity"].label, n["entity"].id))


def _derivation(known: Index, found: Any) -> dict[str, Any]:
    first, second = known.reports.get(found.origin), known.reports.get(found.target)
    pairs = []
    for p in found.passages:
        left = first.text[p.origin.start : p.origin.stop] if first else ""
        right = second.text[p.target.start : p.target.stop] if second else ""
        if left or right:
            pairs.append((left, right, first.lang if first else "und", second.lang if second else "und"))
    return {
        "found": found,
        "kind": DERIVATION[found.kind],
        "origin": known.labels.get(found.origin, found.origin),
        "target": known.labels.get(found.target, found.target),
        "pairs": pairs,
    }
