"""Who claims a statement: the inner end of its attribution chain, the outlet only in its own voice."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Holder, Source
from .told import Case, Told, chain_of, outlet_of

_DOUBTFUL = "(doubtful)"  # ends the rule of an attribution that is a guess
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


def holders(statements: Sequence[str], case: Case, *, value: str = "", worded: bool = False) -> tuple[Holder, ...]:
    """Who holds a position, in whose words; one holder an entity, else one a name. Undetermined voices hold nothing.

    They do where the words of the `value` are plainly somebody's. Where a position is how reports put something (`worded`),
    the outlets hold it, but for what stands in quotation marks.
    """
    found: dict[str, Holder] = {}
    for told in (case.by_id[s] for s in statements):
        source = innermost(told)
        own = told.statement.voice == "own" or (worded and not _in_quotation(told, value))
        if told.statement.voice == "undetermined" and not own and not _said(told, value):
            continue
        if source is not None and not (worded and own):
            text = source.antecedent or source.text
            key = source.entity or text.casefold()
            found.setdefault(key, Holder(text=text, entity=source.entity or None))
        elif own:
            found.setdefault(OUTLET + told.report.id, Holder(text=outlet_of(told.report), outlet=told.report.id))
    return tuple(found.values())


def _said(told: Told, value: str) -> bool:
    """Whether the words of a value stand in what a source is surely reported to have said."""
    attribution, at = told.statement.attribution, told.statement.text.find(value) if value else -1
    if attribution is None or at < 0 or attribution.rule.endswith(_DOUBTFUL):
        return False
    start = told.statement.start + at
    return any(c.start <= start and start + len(value) <= c.stop for c in attribution.content)


def _in_quotation(told: Told, value: str) -> bool:
    """Whether the words of a value stand in quotation marks; where a report puts it in others, they do not."""
    at = told.statement.text.find(value)
    start = told.statement.start + at
    return at >= 0 and any(a <= start and start + len(value) <= b for a, b in told.quotes)
