"""What judging looks at in a statement: its frames, figures, quotations and place, gathered once for all comparers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from ..figures import Figure, figure
from ..lang.frames import Hit, load_frames, match_frames
from ..records import Annotated, Attribution, Entity, Record, Report, Row, Statement
from ..words import words


class Told(Record, frozen=True, kw_only=True):
    """One statement as the comparers see it. Offsets are of the report's text."""

    statement: Statement
    report: Report
    hits: tuple[Hit, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[tuple[int, int], ...]  # inner spans of quotations that touch it
    row: str

    def labels(self, section: str) -> frozenset[str]:
        return frozenset(h.label for h in self.hits if h.section == section)

    def of(self, section: str) -> tuple[Hit, ...]:
        return tuple(h for h in self.hits if h.section == section)

    def words_of(self, hit: Hit) -> str:
        return self.report.text[hit.start : hit.stop]


class Case(Record, frozen=True, kw_only=True):
    """A story laid out for judging."""

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
    for statement in annotated.statements:
        cut = words(statement.text, offset=statement.start)
        hits = match_frames(cut, load_frames(statement.lang))
        yield Told(
            statement=statement,
            report=annotated.report,
            hits=hits,
            figures=tuple(figure(q, statement, hits) for q in statement.quantities),
            quotes=tuple(
                (q.inner_start, q.inner_stop)
                for q in annotated.quotes
                if q.inner_start < statement.stop and statement.start < q.inner_stop
            ),
            row=row_of.get(statement.id, ""),
        )


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
