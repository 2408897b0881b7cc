"""What made one thing in a dossier: rules, models, findings, the words they rest on. For a sceptical editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from ..errors import UsageError
from ..records import (
    Alteration,
    Attribution,
    Conflict,
    Derivation,
    Dossier,
    Entity,
    Finding,
    Origin,
    Report,
    Row,
    Statement,
)
from ._figures import value
from ._findings import findings, named, tie, ties
from ._index import Index, claimant, claimants, holders, hops, index, origin_name, plural, sayer, valued
from ._safe import one_line, quoted, visible
from ._words import GLOSS, GROUNDING, STATE, STATE_MEANS, altered, language

_TWIN = re.compile(r" (?:\[\d+\]|\([^()]*\))$")  # what tells the labels of two reports of one outlet apart
_NEAR = 5  # ids offered when one is not found


def explain(dossier: Dossier, name: str) -> str:
    """The account of the thing whose id is `name` (or begins with it, if only one does), as plain text.

    Raises:
        UsageError: the dossier holds no such id, or several begin with it.
    """
    known = index(dossier)
    things = _things(known)
    found = [name] if name in things else [thing for thing in things if name and thing.startswith(name)]
    if len(found) != 1:
        cause = "no such id in this dossier" if not found else f"{len(found)} ids begin with it"
        offered = (
            ", ".join(found[:_NEAR]) or "the page shows ids, and so does the JSON: report, statement, row, conflict, …"
        )
        raise UsageError(repr(one_line(name)), cause=cause, way_out=offered)
    tell, thing = things[found[0]]
    return "\n".join(visible(line) for line in (*tell(known, thing), *_made_with(known), ""))


def _things(known: Index) -> dict[str, tuple[Callable[..., Iterable[str]], object]]:
    dossier = known.dossier
    kinds: list[tuple[Callable[..., Iterable[str]], Mapping[str, object]]] = [
        (_report, known.reports),
        (_statement, known.statements),
        (_entity, known.entities),
        (_row, {r.id: r for r in dossier.rows}),
        (_conflict, {c.id: c for c in dossier.conflicts}),
        (_alteration, {a.id: a for a in dossier.alterations}),
        (_derivation, {d.id: d for d in dossier.derivations}),
        (_origin, {o.id: o for o in dossier.origins}),
    ]
    return {name: (tell, thing) for tell, things in kinds for name, thing in things.items()}


def _made_with(known: Index) -> Iterable[str]:
    run = known.dossier.run
    yield ""
    yield f"Made by tellings {run.version}"
    for step, engine in sorted(run.engines.items()):
        yield f"  {step}: {one_line(engine)}"
    packs = ", ".join(f"{p.lang} {p.version}" for p in run.packs)
    if packs:
        yield f"  language packs: {packs}"


def _words(known: Index, name: str, *, lead: str = "  ") -> Iterable[str]:
    s = known.statements.get(name)
    if s is None:
        yield f"{lead}{name} (not in this dossier)"
        return
    yield f"{lead}{quoted(s.text)}"
    yield f"{lead}  {sayer(known, s)}; {s.id}, characters {s.start}–{s.stop}"


def _said(known: Index, names: Iterable[str], *, lead: str = "  ") -> Iterable[str]:
    """The words of several statements; the same words stand once, with all who have them."""
    copies: dict[str, list[str]] = {}
    for name in names:
        s = known.statements.get(name)
        copies.setdefault(one_line(s.text) if s else name, []).append(name)
    for first, *more in copies.values():
        yield from _words(known, first, lead=lead)
        for other in more:
            s = known.statements[other]
            yield f"{lead}  also in {sayer(known, s)}; {s.id}, characters {s.start}–{s.stop}"


def _where(text: str, start: int, stop: int) -> str:
    return f"{quoted(text)} at {start}–{stop}"


def _report(known: Index, r: Report) -> Iterable[str]:
    yield f"Report {r.id}: {one_line(known.labels[r.id])}"
    yield f"  read from: {one_line(r.url or r.path or 'not recorded')}"
    yield f"  language: {language(r.lang)}; coverage: {r.coverage}; {len(r.text)} characters of text"
    yield f"  published: {r.published or 'not known'}; retrieved: {r.retrieved or 'not recorded'}"
    yield f"  anchor for relative dates: {r.anchor.value or 'unknown'}, because: {one_line(r.anchor.rests_on)}"
    for e in r.evidence:
        yield f"  {e.kind} = {one_line(e.value)}, from {one_line(e.rests_on)}: {quoted(e.text)}"
    for gone in r.removed:
        yield f"  removed as {gone.why}: {quoted(gone.text)} (raw {gone.start}–{gone.stop})"
    for note in r.notes:
        yield f"  note: {one_line(note)}"


def _statement(known: Index, s: Statement) -> Iterable[str]:
    yield f"Statement {s.id}"
    yield f"  “{visible(s.text)}”"
    yield f"  {one_line(known.labels.get(s.report, s.report))} ({language(s.lang)}), characters {s.start}–{s.stop} of its text"
    yield f"  voice: {s.voice}; polarity: {s.polarity}; certainty: {s.certainty}"
    yield from _attribution(known, s.attribution)
    for m in s.mentions:
        words = s.text[m.start - s.start : m.stop - s.start]
        yield f"  {m.kind} {_where(words, m.start, m.stop)} = {one_line(claimant(known, m.entity) or '?')} [{m.rule or 'rule not recorded'}]"
    for t in s.times:
        words = s.text[t.start - s.start : t.stop - s.start]
        anchored = f", against {t.anchor}" if t.anchor else ""
        yield f"  time {_where(words, t.start, t.stop)} = {t.edtf or t.value}{anchored} [{t.rule or 'rule not recorded'}]"
    for q in s.quantities:
        words = s.text[q.start - s.start : q.stop - s.start]
        yield f"  quantity {_where(words, q.start, q.stop)} = {value(q)} {one_line(q.of)} [{q.rule or 'rule not recorded'}]"
    row = known.row_of.get(s.id)
    if row:
        others = [n for n in row.statements if n != s.id]
        yield f"  in row {row.id}" + (", with:" if others else ", alone: not found in the other reports")
        for other in others:
            yield from _words(known, other, lead="    ")


def _attribution(known: Index, attribution: Attribution | None) -> Iterable[str]:
    if attribution is None:
        yield "  attribution: none was read; where the voice is undetermined, nobody may be named for it"
        return
    for number, hop in enumerate(reversed(hops(attribution))):
        lead = "  said by" if number == 0 else "  through"
        if hop.source is None:
            yield f"{lead}: a source that the report does not name [{hop.rule or 'rule not recorded'}]"
        else:
            told = _where(hop.source.text, hop.source.start, hop.source.stop)
            entity = f" = {one_line(claimant(known, hop.source.entity))}" if hop.source.entity else ""
            yield f"{lead}: {told}{entity} [{hop.rule or 'rule not recorded'}]"
            if hop.source.antecedent:
                why = f", because {one_line(hop.source.reason)}" if hop.source.reason else ""
                yield f"    stands for {quoted(hop.source.antecedent)}{why}"
        if hop.cue is not None:
            yield f"    cue {_where(hop.cue.text, hop.cue.start, hop.cue.stop)}: {hop.stance}, {hop.style}"


def _row(known: Index, r: Row) -> Iterable[str]:
    yield f"Row {r.id}: {quoted(r.label)}"
    if r.gloss is not None:
        yield f"  {GLOSS} ({language(r.gloss.lang)}): {one_line(r.gloss.text)}"
    yield f"  {plural(len(r.reports), 'report')}; {GROUNDING[r.grounding]}; confidence {r.confidence:.2f}; weight {r.weight:.2f}"
    yield f"  claimed by: {', '.join(claimants(known, r)) or 'not determined'}"
    labels = {o.id: origin_name(known, o) for o in known.dossier.origins}
    if r.origins.known:
        yield f"  goes back to: {', '.join(one_line(labels.get(name, name)) for name in r.origins.known)}"
    if r.origins.untraced:
        yield f"  untraced: {', '.join(known.labels.get(name, name) for name in r.origins.untraced)}"
    yield from _said(known, r.statements)
    yield from ties(known, r)


def _conflict(known: Index, c: Conflict) -> Iterable[str]:
    yield f"{STATE[c.state]} {c.id} ({c.kind}): {one_line(c.about)}"
    yield f"  {STATE_MEANS[c.state]}; confidence {c.confidence:.2f}"
    for number, position in enumerate(c.positions):
        yield f"  position: {valued(known, position)}"
        held: list[str] = []
        for holder in position.holders:
            through = f" (in {known.labels[holder.outlet]})" if holder.outlet and holder.outlet in known.labels else ""
            told = one_line(holder.text or claimant(known, holder.entity or ""))
            label = one_line(known.labels.get(holder.outlet or "", holder.outlet or ""))
            if holder.outlet and told in (label, _TWIN.sub("", label), ""):
                through = ""
                told = f"{label} in its own voice"
            held.append(f"{told}{through}")
        who = list(dict.fromkeys(held)) or holders(known, c, number)
        yield f"    held by {'; '.join(who) or 'nobody who could be determined'}"
        yield from _said(known, position.statements, lead="    ")
    yield from findings(known, c.findings)


def _alteration(known: Index, a: Alteration) -> Iterable[str]:
    detail = next((f.detail for f in a.findings if f.feature == "alteration"), "")
    open_ = any(f.feature == "derivation" and "not shown" in f.detail for f in a.findings)
    yield f"Change {a.id}: {altered(a.kind, one_line(detail))}"
    yield "  the first:" if open_ else "  from:"
    yield from _words(known, a.origin, lead="    ")
    if a.target in known.reports:
        yield f"  not in {one_line(known.labels[a.target])}"
    else:
        yield "  the second (which is the older is not shown):" if open_ else "  to:"
        yield from _words(known, a.target, lead="    ")
    shown = {one_line(known.statements[s].text) for s in (a.origin, a.target) if s in known.statements}
    yield from findings(known, a.findings, shown=shown)


def _derivation(known: Index, d: Derivation) -> Iterable[str]:
    yield f"Derivation {d.id}: {tie(known, d)}"
    if d.direction != "known":
        yield "  nothing shows which goes back to which, or whether both go back to a third"
    elif not any(f.feature == "credit" for f in d.findings):
        yield "  the direction is told by traces, not by a credit: a third text may stand between them"
    yield f"  confidence {d.confidence:.2f}; {plural(len(d.passages), 'passage')}"
    rest = list(d.findings)
    for number, (first, second) in enumerate(_passages(known, d), start=1):
        yield f"  {number}. {quoted(first)}"
        yield f"  {' ' * len(str(number))}  {quoted(second)}"
        for finding in [f for f in rest if _is_of(f, first, second)]:
            rest.remove(finding)
            yield f"       {finding.score:+.2f}  {one_line(finding.detail)}  [{one_line(finding.feature)}]"
    if rest or not d.findings:
        yield from findings(known, rest)
    yield from _credited(known, d)


def _passages(known: Index, d: Derivation) -> Iterable[tuple[str, str]]:
    """The words of each passage in both reports; those that a shared dossier left out are missing."""
    first, second = known.reports.get(d.origin), known.reports.get(d.target)
    for p in d.passages if first and second and first.text and second.text else ():
        assert first is not None and second is not None
        yield first.text[p.origin.start : p.origin.stop], second.text[p.target.start : p.target.stop]


def _is_of(finding: Finding, first: str, second: str) -> bool:
    """Whether a finding tells of this passage: it holds the beginning of both sides' words."""
    left, right = one_line(finding.left), one_line(finding.right)
    return bool(left and right) and one_line(first).startswith(left) and one_line(second).startswith(right)


def _credited(known: Index, d: Derivation) -> Iterable[str]:
    """Where a credit rests that a finding has of "one of them": in which of the two, and in what place of it."""
    thirds = {f.left for f in d.findings if f.feature == "credit_third"}
    for o in known.dossier.origins:
        for f in o.findings if {d.origin, d.target} & set(o.reports) else ():
            if f.feature == "credit" and f.left in thirds:
                yield f"    {one_line(f.left)}, in {one_line(named(known, f.right))}: {one_line(f.detail)}"


def _origin(known: Index, o: Origin) -> Iterable[str]:
    yield f"Origin {o.id}: {one_line(origin_name(known, o))}"
    yield f"  reports: {', '.join(one_line(known.labels.get(name, name)) for name in o.reports)}"
    held = set(o.reports)
    between = [d for d in known.dossier.derivations if d.origin in held and d.target in held]
    for d in between:
        yield f"  tied by {d.id}: {tie(known, d)}"
    if len(o.reports) == 1 and not o.findings:
        yield "  this report was not traced to anything else; that does not show that it stands alone"
    elif o.findings or not between:
        yield from findings(known, o.findings)


def _entity(known: Index, e: Entity) -> Iterable[str]:
    yield f"Name {e.id}: {one_line(e.label)} ({e.kind})"
    for form in e.forms:
        where = ", ".join(known.labels.get(name, name) for name in form.reports)
        yield f"  {quoted(form.form)} ({language(form.lang)}) in {where}"
    if e.external_id:
        yield f"  known elsewhere as {one_line(e.external_id)}"
    yield from findings(known, e.findings)
