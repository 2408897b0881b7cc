"""The light pass: read, clean, sketch, group; in batches, into a store or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

import numpy as np

from ..encode import load_encoder
from ..group import MOST, Change, Decisions, Grouping, Pile, Seen, load_model
from ..records import Record, Report, Story
from ..sketch import Sketches, sketch
from ..store import library
from ._compare import Progress
from ._light import search_words

BATCH = 2_000  # reports; what is written, and acknowledged, at once
_TOLD_EVERY = 1_000  # reports restored between two words of progress


class Grouped(Record, frozen=True, kw_only=True):
    """What one batch did."""

    batch: int | None  # its number in the store
    reports: int  # new ones
    known: int  # that were in the store already and were passed over
    changes: tuple[Change, ...]


class ToldReport(Record, frozen=True, kw_only=True):
    """A report as a list of stories shows it."""

    id: str
    lang: str
    outlet: str | None
    published: str | None
    title: str


class ToldStory(Record, frozen=True, kw_only=True):
    """A story with its reports in order of arrival; its label is the title of the first."""

    id: str
    label: str
    reports: tuple[ToldReport, ...]


class Newsroom:
    """Stories over a stream: feed it batches of cleaned reports. With a store it goes on where the last run stopped."""

    def __init__(
        self,
        *,
        store: sqlite3.Connection | None = None,
        decisions: Decisions | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.encoder = load_encoder()
        self.store = store
        if store is not None:
            decisions = Decisions(must=library.rules(store, "must"), cannot=library.rules(store, "cannot"))
        self.grouping = Grouping(pile=Pile(dim=self.encoder.dim), model=load_model(), decisions=decisions)
        self._told: dict[str, ToldReport] = {}  # without a store, what it would know of each report
        if store is not None:
            self._restore(store, progress)

    def _restore(self, store: sqlite3.Connection, progress: Progress | None) -> None:
        for keys, reports in library.all_keys(store):
            self.grouping.pile.count(keys, reports)
        self.grouping.pile.count_times(library.all_times(store))
        kept = min(MOST, library.count_reports(store))
        for done, row in enumerate(library.latest_sketches(store, MOST)):
            if progress is not None and done % _TOLD_EVERY == 0:
                progress("restore", done, kept)
            vector = row.vector.astype(np.float32) * np.float32(row.scale)
            lang = self.grouping.pile.lang_number(row.lang)
            seen = Seen(row.keys, row.weights, vector, row.time, lang, row.crowd)
            self.grouping.restore(row.report, seen, row.story)

    def known(self, reports: Iterable[str]) -> set[str]:
        """Those of these report ids that were grouped before."""
        ids = set(reports)
        stored = library.known_reports(self.store, sorted(ids)) if self.store is not None else set()
        return stored | (ids & self.grouping.pile.rows.keys())

    def add(
        self,
        reports: Sequence[Report],
        *,
        label: str = "",
        sketches: Sketches | None = None,
        words: Sequence[str] | None = None,
    ) -> Grouped:
        """Group one batch; when this returns, the store holds it whole.

        Args:
            reports: cleaned; those that were grouped before are passed over.
            label: where they came from, for people.
            sketches: of exactly these reports, where somebody made them already.
            words: likewise, of each report what full-text search knows it by.
        """
        known = self.known(r.id for r in reports)
        rows = [i for i, r in enumerate(reports) if r.id not in known]
        rows = list({reports[i].id: i for i in reversed(rows)}.values())[::-1]
        if not rows:
            return Grouped(batch=None, reports=0, known=len(reports), changes=())
        fresh = [reports[i] for i in rows]
        sketches = sketch(fresh, encoder=self.encoder) if sketches is None else sketches.take(rows)
        changes = self.grouping.add(sketches)
        batch = None
        if self.store is not None:
            words = [search_words(r.text) for r in fresh] if words is None else [words[i] for i in rows]
            batch = self._keep(fresh, changes, words=words, label=label)
        if self.store is None:
            self._told |= {r.id: _told(r) for r in fresh}
        return Grouped(batch=batch, reports=len(fresh), known=len(reports) - len(fresh), changes=tuple(changes))

    def _keep(self, reports: list[Report], changes: list[Change], *, words: Sequence[str], label: str) -> int:
        assert self.store is not None
        pile = self.grouping.pile
        stored = [self._stored(r, pile) for r in reports]
        return library.add_batch(
            self.store,
            label=label,
            reports=list(zip(reports, words, strict=True)),
            sketches=stored,
            moved=[(c.other, c.story) for c in changes if c.kind == "merged"],
            happenings=[library.Happening(kind=c.kind, story=c.story, detail=c.report or c.other) for c in changes],
        )

    def _stored(self, report: Report, pile: Pile) -> library.StoredSketch:
        row = pile.rows[report.id]
        seen, vector, scale = pile.stored(row)
        return library.StoredSketch(
            report=report.id,
            lang=report.lang,
            time=seen.time,
            keys=seen.keys,
            weights=seen.weights,
            vector=vector,
            scale=scale,
            crowd=seen.crowd,
            story=self.grouping.ids[pile.story_of[row]],
        )

    def stories(self) -> list[Story]:
        """The stories that this run has seen, oldest first."""
        return [Story(id=i, reports=tuple(members)) for i, members in self.grouping.stories().items()]

    def told(self) -> list[ToldStory]:
        """Every story with its reports, as lists show them; with a store, all that it holds. Oldest story first."""
        if self.store is None:
            members = [(i, [self._told[r] for r in reports]) for i, reports in self.grouping.stories().items()]
        else:
            lines: dict[str, list[ToldReport]] = {}
            for line in library.report_lines(self.store):
                told = ToldReport(
                    id=line.id, lang=line.lang, outlet=line.outlet, published=line.published, title=line.title
                )
                lines.setdefault(line.story, []).append(told)
            members = list(lines.items())
        return [ToldStory(id=i, label=reports[0].title, reports=tuple(reports)) for i, reports in members]


def _told(report: Report) -> ToldReport:
    return ToldReport(
        id=report.id, lang=report.lang, outlet=report.outlet, published=report.published, title=library.head(report)
    )


def batches(reports: Sequence[Report], *, size: int = BATCH) -> Iterator[Sequence[Report]]:
    """Cut a pile into batches, in order."""
    for start in count(0, size):
        if start >= len(reports):
            return
        yield reports[start : start + size]


def group_reports(reports: Sequence[Report], *, progress: Progress | None = None) -> list[Story]:
    """Group a pile without a store."""
    newsroom = Newsroom()
    done = 0
    for batch in batches(reports):
        newsroom.add(batch)
        done += len(batch)
        if progress is not None:
            progress("group", done, len(reports))
    return newsroom.stories()
