"""Whom a report credits for its text: agency lines, bylines, datelines, and attributions to outlets and agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..records import Annotated, Attribution, Record
from ..words import words

_AGENCY = frozenset({"agency", "outlet"})
_CREDIT_LINE, _IN_PART = "credit line", ", in part"  # as `clean` tells what its evidence rests on
_EARLIER = "flash line"  # an earlier, shorter text left below: what it credits is not what the newer one rests on
_DOMAIN = re.compile(r"^(?:www\.)?([^/.]+)(?:\.[a-z]{2,})+$")


class Credit(Record, frozen=True, kw_only=True):
    key: str  # folded name
    name: str  # as told
    whole: bool  # for the whole report (an agency line, a byline), not for a part of it or one statement
    rests_on: str
    told: bool = True  # by the report about its text, in a line of its own; False for a source named in a sentence
    start: int | None = None  # in Report.text; None for removed crumbs


def credits_of(annotated: Annotated) -> tuple[Credit, ...]:
    """The credits of one report without repeats of a name: for the whole report, for a part of it, for statements."""
    found: dict[str, Credit] = {}
    lines = sorted(_from_evidence(annotated), key=lambda c: not c.whole)
    for credit in (*lines, *_from_attributions(annotated)):
        found.setdefault(credit.key, credit)
    return tuple(found.values())


def _from_evidence(annotated: Annotated) -> Iterator[Credit]:
    """Agencies of datelines, credit lines, bylines and metadata, and outlets that a credit line names as the source."""
    for evidence in annotated.report.evidence:
        credits = evidence.kind == "agency" or (
            evidence.kind == "outlet" and evidence.rests_on.startswith(_CREDIT_LINE)
        )
        if credits and (key := key_of(evidence.value)):
            whole = not evidence.rests_on.endswith(_IN_PART) and evidence.rests_on != _EARLIER
            yield Credit(key=key, name=evidence.value, whole=whole, rests_on=evidence.rests_on)


def _from_attributions(annotated: Annotated) -> Iterator[Credit]:
    for top in annotated.attributions:
        attribution: Attribution | None = top
        while attribution is not None:
            source = attribution.source
            if source is not None and source.kind in _AGENCY and (key := key_of(source.text)):
                yield Credit(
                    key=key, name=source.text, whole=False, rests_on="attribution", told=False, start=source.start
                )
            attribution = attribution.outer


def key_of(name: str) -> str:
    """A name folded to bare words, a domain to its own part: "www.Example-News.com" -> "example news"."""
    domain = _DOMAIN.match(name.strip().lower())
    return " ".join(w.folded for w in words(domain.group(1) if domain else name))


def names_outlet(credit: Credit, outlet: str | None) -> bool:
    """Whether a credit names an outlet: equal names, or the outlet's name as whole words within the credit."""
    if not outlet:
        return False
    key = key_of(outlet)
    return bool(key) and f" {key} " in f" {credit.key} "
