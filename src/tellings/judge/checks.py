"""Checks: what a careful reader would look into next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..records import Alteration, Check, Origin, Source
from .claimants import OUTLET, claimant
from .told import Case, Told, chain_of, outlet_of

_ELSEWHERE = frozenset({"agency", "outlet", "document", "post"})
_CARRIERS = frozenset({"agency", "outlet"})
_OTHERS = frozenset({"person", "place"})  # kinds of names that are no outlet's
_ARTICLE = 3  # letters of a first word in small letters that is left out: articles, mostly
_MOST = 8  # of one kind


def find_checks(case: Case, *, origins: Sequence[Origin], alterations: Sequence[Alteration]) -> tuple[Check, ...]:
    """Texts credited but not in the pile, figures with one claimant, dates without an anchor, hedges lost."""
    checks = []
    for kind in (
        _credited(case, origins),
        _single_claimants(case),
        _unanchored(case),
        _hedges(alterations),
    ):
        checks += list(kind)[:_MOST]
    return tuple(checks)


def _credited(case: Case, origins: Sequence[Origin]) -> Iterator[Check]:
    here = {outlet_of(r).casefold() for r in case.reports.values()}
    here |= {name.removeprefix("www.").split(".")[0] for name in here}  # a credit names the outlet, not its host
    held: dict[str, tuple[str, list[str], list[str]]] = {}
    for origin in origins:
        for f in origin.findings:
            if f.feature == "credit" and f.left.casefold() not in here:
                held.setdefault(f.left.casefold(), (f.left, [], []))[2].extend(origin.reports)
    for told in case.told:
        for hop in chain_of(told.statement.attribution):
            name = _named(hop.source, told, case) if hop.source is not None else ""
            if name and name.casefold() not in here:
                _, statements, reports = held.setdefault(name.casefold(), (name, [], []))
                statements.append(told.statement.id)
                reports.append(told.report.id)
    for name, statements, reports in sorted(held.values(), key=lambda h: (-len(set(h[2])), h[0])):
        yield Check(
            kind="credited_not_read",
            what=name,
            statements=tuple(dict.fromkeys(statements)),
            reports=tuple(dict.fromkeys(reports)),
        )


def _named(source: Source, told: Told, case: Case) -> str:
    """What a text that is credited is called; "" where it is none, or nobody could look for it: "local media", "a statement".

    An outlet or agency by its name alone, as the story's names have it, without what stands around it; another text in the report's words.
    """
    if source.kind not in _ELSEWHERE:
        return ""
    text = _without_article(source.text)
    inside = [m for m in told.statement.mentions if source.start <= m.start and m.stop <= source.stop]
    own = case.entities.get(source.entity)
    if source.kind not in _CARRIERS:
        named = own is not None and own.kind not in _OTHERS
        return own.label if own is not None and named else text if inside else ""
    run = _capital_run(text)
    if len(inside) > 1 and run:
        return run  # read as several names: "La Voz del Cantil"
    for name in (m for m in inside if m.kind not in _OTHERS):
        if name.core_start is not None and name.core_stop is not None:
            return told.report.text[name.core_start : name.core_stop]
        entity = case.entities.get(name.entity)
        if entity is None or entity.kind not in _OTHERS:
            return entity.label if entity is not None else name.canonical or told.report.text[name.start : name.stop]
    if inside:
        return run
    return text if text.isalnum() and len(text) > 1 and text.isupper() else ""


def _capital_run(text: str) -> str:
    """The words from the first with a capital to the last, where there are several and only short ones between; else nothing."""
    words = text.split()
    capital = [at for at, word in enumerate(words) if word[:1].isupper()]
    if len(capital) < 2:
        return ""
    run = words[capital[0] : capital[-1] + 1]
    return " ".join(run) if all(w[:1].isupper() or len(w) <= _ARTICLE for w in run) else ""


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and len(first) <= _ARTICLE and first.islower() else text


def _single_claimants(case: Case) -> Iterator[Check]:
    """Figures in rows of several reports behind which one claimant stands."""
    for row in case.rows.values():
        told = [case.by_id[s] for s in row.statements if s in case.by_id]
        if len(row.reports) < 2 or not any(t.figures for t in told):
            continue
        claimants = {claimant(t) for t in told}
        if len(claimants) == 1 and None not in claimants and not next(iter(claimants), "").startswith(OUTLET):  # type: ignore[union-attr]
            yield Check(kind="single_claimant_figure", what=row.label, statements=row.statements, reports=row.reports)


def _unanchored(case: Case) -> Iterator[Check]:
    held: dict[str, list[str]] = defaultdict(list)
    for told in case.told:
        if told.report.anchor.value is None and any(
            not t.edtf and t.type in {"DATE", "TIME"} for t in told.statement.times
        ):
            held[told.report.id].append(told.statement.id)
    for report, statements in held.items():
        yield Check(
            kind="unanchored_date",
            what=outlet_of(case.reports[report]),
            statements=tuple(statements),
            reports=(report,),
        )


def _hedges(alterations: Sequence[Alteration]) -> Iterator[Check]:
    for a in alterations:
        if a.kind == "hedge" and " lost" in a.findings[0].detail:
            yield Check(kind="hedge_lost", what=a.findings[0].detail, statements=(a.origin, a.target))
