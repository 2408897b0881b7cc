"""Checks: what a careful reader would look into next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..records import Alteration, Check, Origin
from .claimants import OUTLET, claimant
from .told import Case, chain_of, outlet_of

_ELSEWHERE = frozenset({"agency", "outlet", "document", "post"})
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
            if hop.source is not None and hop.source.kind in _ELSEWHERE and hop.source.text.casefold() not in here:
                _, statements, reports = held.setdefault(hop.source.text.casefold(), (hop.source.text, [], []))
                statements.append(told.statement.id)
                reports.append(told.report.id)
    for name, statements, reports in sorted(held.values(), key=lambda h: (-len(set(h[2])), h[0])):
        yield Check(
            kind="credited_not_read",
            what=name,
            statements=tuple(dict.fromkeys(statements)),
            reports=tuple(dict.fromkeys(reports)),
        )


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
