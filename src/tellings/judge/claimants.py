"""Who claims a statement: the inner end of its attribution chain, the outlet only in its own voice."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Holder, Source
from .told import Case, Told, chain_of, outlet_of

OUTLET = "outlet:"  # prefix of a claimant that is the outlet itself, before the report's id


def innermost(told: Told) -> Source | None:
    """The source at the inner end of the chain, if the chain names one."""
    return next((hop.source for hop in chain_of(told.statement.attribution) if hop.source is not None), None)


def claimant(told: Told) -> str | None:
    """Entity id, "outlet:" + report id in the outlet's own voice, None where nobody can be named."""
    source = innermost(told)
    if source is not None:
        return source.entity or None
    return OUTLET + told.report.id if told.statement.voice == "own" else None


def holders(statements: Sequence[str], case: Case) -> tuple[Holder, ...]:
    """Who holds a position, in whose words; one holder an entity, else one a name. Undetermined voices hold nothing."""
    found: dict[str, Holder] = {}
    for told in (case.by_id[s] for s in statements):
        source = innermost(told)
        if told.statement.voice == "undetermined":
            continue
        if source is not None:
            text = source.antecedent or source.text
            key = source.entity or text.casefold()
            found.setdefault(key, Holder(text=text, entity=source.entity or None))
        elif told.statement.voice == "own":
            found.setdefault(OUTLET + told.report.id, Holder(text=outlet_of(told.report), outlet=told.report.id))
    return tuple(found.values())
