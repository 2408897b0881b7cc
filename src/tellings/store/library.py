"""What the store holds: reports with their sketches, stories with their members, what each batch changed.

A batch is written in one transaction: after `add_batch` returns it survives a crash, and before that nothing of it is
there. Readers in other processes see whole batches only.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from ..records import Record, Report
from .database import transaction

UNKNOWN_TIME = 0.0  # as it is written; in a `StoredSketch` it is NaN
_encode = msgspec.msgpack.encode
_report = msgspec.msgpack.Decoder(Report).decode


class StoredSketch(Record, frozen=True, kw_only=True):
    """One report as grouping compares it, and the story it is in."""

    report: str
    lang: str
    time: float  # seconds since 1970, NaN where unknown
    keys: NDArray[np.uint64]
    weights: NDArray[np.float32]
    vector: NDArray[np.int8]
    scale: float
    crowd: float
    story: str


class StoryLine(Record, frozen=True, kw_only=True):
    """A story in a list."""

    id: str
    label: str
    reports: int
    outlets: int
    langs: tuple[str, ...]
    first: float  # seconds since 1970, 0 where no report of it has a time
    last: float
    conflicts: int | None = None  # known once the story was compared
    origins: int | None = None


class Happening(Record, frozen=True, kw_only=True):
    """What a batch did to a story, as it is kept."""

    kind: str
    story: str
    detail: str


Order = Literal["newest", "outlets", "origins", "conflicts"]
_ORDERS: dict[str, str] = {
    "newest": "s.last DESC",
    "outlets": "outlets DESC, s.last DESC",
    "origins": "d.origins DESC NULLS LAST, s.last DESC",
    "conflicts": "d.conflicts DESC NULLS LAST, s.last DESC",
}


def known_reports(store: sqlite3.Connection, ids: Iterable[str]) -> set[str]:
    """Those of `ids` that are in the store."""
    found: set[str] = set()
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        marks = ",".join("?" * len(some))
        found |= {row[0] for row in store.execute(f"SELECT id FROM report WHERE id IN ({marks})", some)}
    return found


def add_batch(
    store: sqlite3.Connection,
    *,
    label: str,
    reports: Sequence[tuple[Report, str]],
    sketches: Sequence[StoredSketch],
    moved: Sequence[tuple[str, str]],
    happenings: Sequence[Happening],
) -> int:
    """Write one batch whole; returns its number.

    Args:
        store: an open store.
        label: where it came from, for people.
        reports: the new reports, each with its words as stems for full-text search.
        sketches: one for each of them, in the same order.
        moved: (story, story it was merged into).
        happenings: what changed, in order.
    """
    with transaction(store):
        batch = store.execute("INSERT INTO batch (label) VALUES (?)", (label,)).lastrowid
        assert batch is not None
        for (report, stems), sketch in zip(reports, sketches, strict=True):
            row = store.execute(
                "INSERT INTO report (id, batch, lang, outlet, head, published, time, record) VALUES (?,?,?,?,?,?,?,?)",
                (
                    report.id,
                    batch,
                    report.lang,
                    report.outlet,
                    head(report),
                    report.published,
                    _kept(sketch.time),
                    _encode(report),
                ),
            ).lastrowid
            store.execute("INSERT INTO report_text (rowid, stems) VALUES (?, ?)", (row, stems))
            store.execute(
                "INSERT INTO sketch VALUES (?,?,?,?,?,?)",
                (
                    report.id,
                    sketch.keys.astype("<u8").tobytes(),
                    sketch.weights.astype("<f4").tobytes(),
                    sketch.vector.tobytes(),
                    sketch.scale,
                    sketch.crowd,
                ),
            )
            _put_in_story(store, report, sketch)
        for gone, to in moved:
            store.execute("UPDATE member SET story = ? WHERE story = ?", (to, gone))
            store.execute("UPDATE story SET gone_to = ? WHERE id = ? OR gone_to = ?", (to, gone, gone))
            # A story that was opened and merged away within one batch was never written: nothing to widen by then.
            store.execute(
                f"UPDATE story SET first = {_widened('story.first', 'old.first', 'min')},"
                f" last = {_widened('story.last', 'old.last', 'max')}"
                " FROM (SELECT first, last FROM story WHERE id = ?) AS old WHERE story.id = ?",
                (gone, to),
            )
        store.executemany(
            "INSERT INTO change VALUES (?,?,?,?)", [(batch, h.story, h.kind, h.detail) for h in happenings]
        )
    return batch


def head(report: Report) -> str:
    """The first line of a report, which is its title when it has one; at most 160 characters."""
    return report.text.split("\n", 1)[0][:160]


def _kept(time: float) -> float:
    return UNKNOWN_TIME if math.isnan(time) else time


def _put_in_story(store: sqlite3.Connection, report: Report, sketch: StoredSketch) -> None:
    """Members of unknown time do not move the first and last time of a story."""
    store.execute(
        "INSERT INTO story (id, label, first, last) VALUES (?1, ?2, ?3, ?3) ON CONFLICT (id) DO UPDATE SET"
        f" first = {_widened('first', '?3', 'min')}, last = {_widened('last', '?3', 'max')}",
        (sketch.story, head(report), _kept(sketch.time)),
    )
    store.execute("INSERT INTO member VALUES (?,?,?)", (report.id, sketch.story, _encode(())))


def _widened(old: str, new: str, least_or_most: str) -> str:
    """SQL for the lesser or greater of two times, of which either may be unknown."""
    unknown = f"= {UNKNOWN_TIME}"
    return (
        f"CASE WHEN {old} {unknown} THEN {new} WHEN {new} {unknown} THEN {old} ELSE {least_or_most}({old}, {new}) END"
    )


def latest_sketches(store: sqlite3.Connection, count: int) -> Iterator[StoredSketch]:
    """The latest `count` reports, in the order of arrival: what grouping needs to go on where it stopped."""
    rows = store.execute(
        "SELECT r.id, r.lang, r.time, s.keys, s.weights, s.vector, s.scale, s.crowd, m.story FROM report r"
        " JOIN sketch s ON s.report = r.id JOIN member m ON m.report = r.id"
        " WHERE r.row > (SELECT max(row) FROM report) - ? ORDER BY r.row",
        (count,),
    )
    for report, lang, when, keys, weights, vector, scale, crowd, story in rows:
        yield StoredSketch(
            report=report,
            lang=lang,
            time=math.nan if when == UNKNOWN_TIME else when,
            keys=np.frombuffer(keys, dtype="<u8"),
            weights=np.frombuffer(weights, dtype="<f4"),
            vector=np.frombuffer(vector, dtype=np.int8),
            scale=scale,
            crowd=crowd,
            story=story,
        )


def all_keys(store: sqlite3.Connection) -> Iterator[tuple[NDArray[np.uint64], int]]:
    """The keys of every report, for the document frequencies: of many reports together, and of how many."""
    found = store.execute("SELECT keys FROM sketch ORDER BY report")
    while rows := found.fetchmany(2_000):
        yield np.frombuffer(b"".join(keys for (keys,) in rows), dtype="<u8"), len(rows)


def all_vectors(store: sqlite3.Connection, *, dim: int) -> tuple[list[str], NDArray[np.int8], NDArray[np.float32]]:
    """Every report's id, vector (n, dim) and scale, in the order of arrival."""
    rows = store.execute("SELECT r.id, s.vector, s.scale FROM report r JOIN sketch s ON s.report = r.id ORDER BY r.row")
    ids, vectors, scales = [], bytearray(), []
    for report, vector, scale in rows:
        if len(vector) == dim:
            ids.append(report)
            vectors += vector
            scales.append(scale)
    return ids, np.frombuffer(bytes(vectors), dtype=np.int8).reshape(len(ids), dim), np.array(scales, dtype=np.float32)


class ReportLine(Record, frozen=True, kw_only=True):
    """A report in a list."""

    id: str
    story: str
    lang: str
    outlet: str | None
    published: str | None
    title: str


_LINE = "SELECT r.id, m.story, r.lang, r.outlet, r.published, r.head FROM report r JOIN member m ON m.report = r.id"


def report_line(store: sqlite3.Connection, report: str) -> ReportLine:
    """What a list shows of one report that is in the store."""
    return _line(store.execute(f"{_LINE} WHERE r.id = ?", (report,)).fetchone())


def report_lines(store: sqlite3.Connection) -> Iterator[ReportLine]:
    """What a list shows of every report, in order of arrival."""
    return map(_line, store.execute(f"{_LINE} ORDER BY r.row"))


def _line(row: tuple[str, str, str, str | None, str | None, str]) -> ReportLine:
    report, story, lang, outlet, published, head = row
    return ReportLine(id=report, story=story, lang=lang, outlet=outlet, published=published, title=head)


def all_times(store: sqlite3.Connection) -> NDArray[np.float64]:
    """When each report was published, in seconds since 1970; NaN where that is unknown."""
    times = np.array([row[0] for row in store.execute("SELECT time FROM report ORDER BY row")], dtype=np.float64)
    return np.where(times == UNKNOWN_TIME, np.nan, times)


def count_reports(store: sqlite3.Connection) -> int:
    """How many reports the store holds."""
    (count,) = store.execute("SELECT count(*) FROM report").fetchone()
    return int(count)


def count_stories(store: sqlite3.Connection, *, least: int = 1) -> int:
    """How many stories there are of `least` reports or more."""
    (count,) = store.execute(
        "SELECT count(*) FROM (SELECT story FROM member GROUP BY story HAVING count(*) >= ?)", (least,)
    ).fetchone()
    return int(count)


def stories(store: sqlite3.Connection, *, order: Order = "newest", least: int = 1, limit: int = 50) -> list[StoryLine]:
    """The stories of `least` reports or more, in the order asked for."""
    rows = store.execute(
        "SELECT s.id, s.label, count(*) AS reports, count(DISTINCT coalesce(r.outlet, r.id)) AS outlets,"
        " group_concat(DISTINCT r.lang), s.first, s.last, d.conflicts, d.origins"
        " FROM story s JOIN member m ON m.story = s.id JOIN report r ON r.id = m.report"
        " LEFT JOIN dossier d ON d.story = s.id WHERE s.gone_to IS NULL"
        f" GROUP BY s.id HAVING count(*) >= ? ORDER BY {_ORDERS[order]}, s.id LIMIT ?",
        (least, limit),
    )
    return [
        StoryLine(
            id=i, label=label, reports=n, outlets=outlets, langs=tuple(sorted(langs.split(","))),
            first=first, last=last, conflicts=conflicts, origins=origins,
        )
        for i, label, n, outlets, langs, first, last, conflicts, origins in rows
    ]  # fmt: skip


def story_reports(store: sqlite3.Connection, story: str) -> list[Report]:
    """The reports of a story, or of the one that it was merged into, in order of arrival; empty if there is none."""
    current = current_story(store, story)
    rows = store.execute(
        "SELECT r.record FROM report r JOIN member m ON m.report = r.id WHERE m.story = ? ORDER BY r.row", (current,)
    )
    return [_report(record) for (record,) in rows]


def current_story(store: sqlite3.Connection, story: str) -> str:
    """The story's id, or that of the one it was merged into."""
    found = store.execute("SELECT coalesce(gone_to, id) FROM story WHERE id = ?", (story,)).fetchone()
    return str(found[0]) if found else story


def changes(store: sqlite3.Connection, batch: int) -> list[Happening]:
    """What a batch changed, in order."""
    rows = store.execute("SELECT kind, story, detail FROM change WHERE batch = ? ORDER BY rowid", (batch,))
    return [Happening(kind=kind, story=story, detail=detail) for kind, story, detail in rows]


def put_rule(store: sqlite3.Connection, kind: Literal["must", "cannot"], left: str, right: str) -> None:
    """Keep a person's decision that two reports tell, or do not tell, one story."""
    with transaction(store):
        store.execute("INSERT OR IGNORE INTO link_rule VALUES (?,?,?)", (kind, *sorted((left, right))))


def rules(store: sqlite3.Connection, kind: Literal["must", "cannot"]) -> frozenset[tuple[str, str]]:
    """The decisions of one kind, as pairs of report ids."""
    return frozenset(
        (left, right) for left, right in store.execute("SELECT left, right FROM link_rule WHERE kind = ?", (kind,))
    )


def put_dossier(store: sqlite3.Connection, story: str, *, record: bytes, conflicts: int, origins: int) -> None:
    """Keep the last dossier that was made of a story."""
    with transaction(store):
        store.execute("INSERT OR REPLACE INTO dossier VALUES (?,?,?,?)", (story, record, conflicts, origins))


def last_dossier(store: sqlite3.Connection, story: str) -> bytes | None:
    """The dossier that was last made of a story, as `put_dossier` was given it; None if none was."""
    row = store.execute("SELECT record FROM dossier WHERE story = ?", (story,)).fetchone()
    return None if row is None else bytes(row[0])


def search_stems(store: sqlite3.Connection, stems: Sequence[str], *, limit: int) -> list[tuple[str, float]]:
    """Reports that hold any of the stems, best first by BM25, with their score (higher is better)."""
    if not stems:
        return []
    query = " OR ".join('"' + stem.replace('"', '""') + '"' for stem in stems)
    rows = store.execute(
        "SELECT r.id, bm25(report_text) FROM report_text t JOIN report r ON r.row = t.rowid"
        " WHERE report_text MATCH ? ORDER BY bm25(report_text), r.row LIMIT ?",
        (query, limit),
    )
    return [(report, -score) for report, score in rows]
