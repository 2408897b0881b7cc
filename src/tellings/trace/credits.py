"""Whom a report credits for its text: agency lines, bylines, datelines, and attributions to outlets and agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..records import Annotated, Attribution, Record, Source
from ..words import words
from .outlets import Outlets, bare, names, names_of

_AGENCY = frozenset({"agency", "outlet"})
_NOBODY = frozenset({"person", "anonymous"})  # kinds of source that are no outlet, whatever their words
_CREDIT_LINE, _IN_PART = "credit line", ", in part"  # as `clean` tells what its evidence rests on
_EARLIER = "flash line"  # an earlier, shorter text left below: what it credits is not what the newer one rests on


class Credit(Record, frozen=True, kw_only=True):
    key: str  # folded name
    name: str  # as told
    whole: bool  # for the whole report (an agency line, a byline), not for a part of it or one statement
    rests_on: str
    told: bool = True  # by the report about its text, in a line of its own; False for a source named in a sentence
    own: bool = False  # the report's own outlet: an agency's dateline over its own dispatch
    start: int | None = None  # in Report.text; None for removed crumbs


def credits_of(annotated: Annotated, *, known: Outlets | None = None) -> tuple[Credit, ...]:
    """The credits of one report without repeats of a name: for the whole report, for a part of it, for statements.

    `known` are names of outlets and agencies: a source that spells one is an outlet, whatever it was read as.
    """
    found: dict[str, Credit] = {}
    lines = sorted(_from_evidence(annotated), key=lambda c: not c.whole)
    for credit in (*lines, *_from_attributions(annotated, known)):
        found.setdefault(credit.key, credit)
    return tuple(found.values())


def carriers(annotated: Sequence[Annotated]) -> Outlets:
    """The names of all outlets of a pile, and of the agencies that its lines credit."""
    told = [name for a in annotated for name in (*names_of(a.report), *(c.name for c in _from_evidence(a)))]
    return Outlets(dict.fromkeys(told))


def _from_evidence(annotated: Annotated) -> Iterator[Credit]:
    """Agencies of datelines, credit lines, bylines and metadata, and outlets that a credit line names as the source."""
    for evidence in annotated.report.evidence:
        credits = evidence.kind == "agency" or (
            evidence.kind == "outlet" and evidence.rests_on.startswith(_CREDIT_LINE)
        )
        if credits and (key := key_of(evidence.value)):
            whole = not evidence.rests_on.endswith(_IN_PART) and evidence.rests_on != _EARLIER
            own = any(names(evidence.value, outlet) for outlet in names_of(annotated.report))
            yield Credit(key=key, name=evidence.value, whole=whole, rests_on=evidence.rests_on, own=own)


def _from_attributions(annotated: Annotated, known: Outlets | None) -> Iterator[Credit]:
    for top in annotated.attributions:
        attribution: Attribution | None = top
        while attribution is not None:
            source = attribution.source
            if source is not None and _is_outlet(source, known) and (key := key_of(source.text)):
                own = any(names(source.text, outlet) for outlet in names_of(annotated.report))
                yield Credit(
                    key=key,
                    name=source.text,
                    whole=False,
                    rests_on="attribution",
                    told=False,
                    own=own,
                    start=source.start,
                )
            attribution = attribution.outer


def _is_outlet(source: Source, known: Outlets | None) -> bool:
    if source.kind in _AGENCY:
        return True
    return known is not None and source.kind not in _NOBODY and bool(known.named_in(source.text))


def key_of(name: str) -> str:
    """A name folded to bare words, a domain to its own part: "www.Example-News.com" -> "example news"."""
    return " ".join(w.folded for w in words(bare(name)))


def names_outlet(credit: Credit, annotated: Annotated) -> bool:
    """Whether a credit names a report's outlet."""
    return any(names(credit.name, outlet) for outlet in names_of(annotated.report))


def same_credit(left: Credit, right: Credit) -> bool:
    """Whether two credits name one outlet or agency."""
    return left.key == right.key or names(left.name, right.name) or names(right.name, left.name)
