"""What judging looks at in a statement: its frames, figures, quotations and place, gathered once for all comparers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

import msgspec

from ..figures import FATES, PEOPLE, Figure, figure
from ..lang.frames import Hit, load_frames, match_frames, refined
from ..records import Annotated, Attribution, Entity, Mention, Quantity, Record, Report, Row, Statement
from ..scope import Negated, negated
from ..words import words
from .bare import NO_THING, added, befallen, carry, filled, in_all, lasting, listed, shares, without_reasons

_END = re.compile(r"[.!?…][\"'”»]?\s")  # of a sentence, where no small letter follows
_PROPER = frozenset({"person", "place"})
_BODIES = frozenset({"organisation", "event"})


class Told(Record, frozen=True, kw_only=True):
    """One statement as the comparers see it. Offsets are of the report's text."""

    statement: Statement
    report: Report
    hits: tuple[Hit, ...]
    content: tuple[Hit, ...]  # of them, those outside the words for who says it
    figures: tuple[Figure, ...]
    quotes: tuple[tuple[int, int], ...]  # inner spans of quotations that touch it
    row: str
    at: int = 0  # which statement of its report it is
    sources: tuple[tuple[int, int], ...] = ()  # where it says who says it
    negated: tuple[Negated, ...] = ()  # its clauses that a negation stands in, outside these words
    carried: frozenset[int] = frozenset()  # starts of figures that take what they count from the statement before

    def labels(self, section: str) -> frozenset[str]:
        return frozenset([h.label for h in self.hits if h.section == section])

    def of(self, section: str) -> tuple[Hit, ...]:
        return tuple([h for h in self.hits if h.section == section])

    def inner(self, *sections: str) -> tuple[Hit, ...]:
        """Hits outside the words for who says it."""
        return tuple([h for h in self.content if h.section in sections])

    def told_labels(self, *sections: str) -> frozenset[str]:
        return frozenset([h.label for h in self.content if h.section in sections])

    def in_source(self, start: int, stop: int) -> bool:
        return any(a <= start and stop <= b for a, b in self.sources)

    def words_of(self, hit: Hit) -> str:
        return self.report.text[hit.start : hit.stop]


class Case(Record, frozen=True, kw_only=True, eq=False):
    """A story laid out for judging. Each is itself alone, so that what all comparers ask of it is read once."""

    told: tuple[Told, ...]  # in the order of reports and text
    by_id: dict[str, Told]
    rows: dict[str, Row]
    entities: dict[str, Entity]
    reports: dict[str, Report]


def lay_out(annotated: Sequence[Annotated], entities: Sequence[Entity], rows: Sequence[Row]) -> Case:
    """Gather what the comparers need. Reads each statement's frames once."""
    row_of = {s: row.id for row in rows for s in row.statements}
    told = tuple(t for a in annotated for t in _tell(a, row_of))
    return Case(
        told=told,
        by_id={t.statement.id: t for t in told},
        rows={row.id: row for row in rows},
        entities={e.id: e for e in entities},
        reports={a.report.id: a.report for a in annotated},
    )


def _tell(annotated: Annotated, row_of: Mapping[str, str]) -> Iterator[Told]:
    before: Told | None = None
    counted_for: set[str] = set()  # fates that figures count, so far
    for at, statement in enumerate(annotated.statements):
        cut = words(statement.text, offset=statement.start)
        hits = _not_in_names(refined(match_frames(cut, load_frames(statement.lang))), statement.mentions)
        sources = tuple(
            (s.start, s.stop)
            for hop in chain_of(statement.attribution)
            if (s := hop.source) is not None and statement.start <= s.start and s.stop <= statement.stop
        )
        content = tuple(h for h in hits if not any(a <= h.start and h.stop <= b for a, b in sources))
        fates = without_reasons(content)
        counted = [
            befallen(filled(figure(q, statement, [*fates, *_counted(q, hits, sources)], closely=True), fates), fates)
            for q in statement.quantities
        ]
        counted = added(in_all(listed(counted, statement.text, statement.start), content), counted_for)
        counted_for |= {fate for f in counted for fate in f.frames & FATES if f.concepts & PEOPLE}
        told = Told(
            statement=statement,
            report=annotated.report,
            hits=hits,
            content=content,
            figures=(*counted, *shares(counted, content), *lasting(statement.times, statement, content)),
            quotes=tuple(
                (q.inner_start, q.inner_stop)
                for q in annotated.quotes
                if q.inner_start < statement.stop and statement.start < q.inner_stop
            ),
            row=row_of.get(statement.id, ""),
            at=at,
            sources=sources,
            negated=negated(statement, sources=sources),
        )
        things = _beside_figure(told) - NO_THING
        claimed = statement.attribution is not None and not things
        goes_on = before is not None and before.at and (claimed or _of_numbers(told))
        carried = carry(before.figures, told.figures, things) if before and goes_on else None
        if carried is not None:
            told = msgspec.structs.replace(told, figures=(carried,), carried=frozenset({carried.start}))
        yield told
        before = told


def _beside_figure(told: Told) -> frozenset[str]:
    """The things told of in the sentence of a statement's one figure; in all of it where it has several or none."""
    if len(told.figures) != 1:
        return told.told_labels("concepts")
    text, offset, at = told.report.text, told.statement.start, told.figures[0]
    rest = [m.end() for m in _END.finditer(text, offset, told.statement.stop)]
    ends = [e for e in rest if not next((c for c in text[e : told.statement.stop] if c.isalpha()), "").islower()]
    start = max((e for e in ends if e <= at.start), default=offset)
    stop = min((e for e in ends if e > at.stop), default=told.statement.stop)
    return frozenset(h.label for h in told.inner("concepts") if start <= h.start < stop)


def _not_in_names(hits: Sequence[Hit], mentions: Sequence[Mention]) -> tuple[Hit, ...]:
    """The hits without words that are a part of a name: Granada is no grenade, the Victoria bridge nobody's victory."""
    things = [m for m in mentions if m.kind in _PROPER]
    bodies = [m for m in mentions if m.kind in _BODIES]
    return tuple(
        h
        for h in hits
        if not any(m.start <= h.start and h.stop <= m.stop for m in things)
        and not (h.section == "frames" and any(m.start < h.start and h.stop <= m.stop for m in bodies))
    )


def _counted(q: Quantity, hits: Sequence[Hit], sources: Sequence[tuple[int, int]]) -> list[Hit]:
    """What a quantity counts within words that were taken for a source and go on before it: "fears for four people"."""
    if q.of_start is None or q.of_stop is None or not any(a < q.start and q.of_stop <= b for a, b in sources):
        return []
    return [h for h in hits if h.section == "concepts" and q.of_start <= h.start and h.stop <= q.of_stop]


def _of_numbers(told: Told) -> bool:
    """Whether a statement speaks of a number as such: that it is another, was another, or rose or fell."""
    counts = {"count", "at_least", "total"}
    return bool(told.labels("bound") & counts or told.labels("revision") or told.labels("frames") & {"rise", "fall"})


def chain_of(attribution: Attribution | None) -> list[Attribution]:
    """The hops of an attribution, innermost first."""
    hops = []
    while attribution is not None:
        hops.append(attribution)
        attribution = attribution.outer
    return hops


def outlet_of(report: Report) -> str:
    """What a reader would call the outlet."""
    return report.outlet or report.url or PurePath(report.path or "").name or report.id
