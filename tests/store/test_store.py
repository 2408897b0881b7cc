"""The store: batches whole or not at all, readers beside a writer, a run that goes on where the last one stopped."""

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tellings.errors import StoreError
from tellings.pipeline import Newsroom
from tellings.records import Report
from tellings.store import library, open_store, transaction

WORDS = [
    "harbour",
    "strike",
    "glass",
    "council",
    "ferry",
    "budget",
    "storm",
    "rail",
    "vote",
    "museum",
    "bridge",
    "court",
]


def reports(count: int, *, seed: int = 1) -> list[Report]:
    """Small reports of invented events, about three to a story."""
    rng = random.Random(seed)
    made = []
    for i in range(count):
        story = random.Random(i // 3)
        words = [story.choice(WORDS) for _ in range(8)] + [f"Town{story.randint(1, 999)}", str(story.randint(11, 9999))]
        rng.shuffle(words)
        when = datetime(2031, 5, 2, tzinfo=UTC) + timedelta(hours=i)
        made.append(Report(id=f"r{i}", text=" ".join(words), lang="en", outlet=f"o{i % 5}", published=when.isoformat()))
    return made


def partition(store: sqlite3.Connection) -> set[frozenset[str]]:
    lines = library.stories(store, limit=10_000)
    return {frozenset(r.id for r in library.story_reports(store, line.id)) for line in lines}


def test_a_second_run_goes_on_where_the_first_stopped(tmp_path: Path) -> None:
    pile = reports(60)
    whole = open_store(tmp_path / "whole.db")
    newsroom = Newsroom(store=whole)
    for start in (0, 30):
        newsroom.add(pile[start : start + 30])
    halves = open_store(tmp_path / "halves.db")
    for start in (0, 30):
        Newsroom(store=halves).add(pile[start : start + 30])
    assert partition(whole) == partition(halves)
    assert {s.id for s in library.stories(whole, limit=999)} == {s.id for s in library.stories(halves, limit=999)}


def test_a_second_run_knows_old_reports_and_those_without_a_time(tmp_path: Path) -> None:
    """Every third report has no time, and every later story is a year after the one before."""
    pile = [
        msgspec.structs.replace(r, published=None if i % 3 == 1 else f"{2011 + i // 6}-05-02")
        for i, r in enumerate(reports(60))
    ]
    whole, parts = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    newsroom = Newsroom(store=whole)
    for start in range(0, 60, 15):
        newsroom.add(pile[start : start + 15])
        Newsroom(store=parts).add(pile[start : start + 15])
    assert newsroom.grouping.pile.doubt > 0.5
    assert partition(whole) == partition(parts)
    assert max(map(len, partition(whole))) > 1
    assert all(line.first > 0 and line.last > 0 for line in library.stories(whole, limit=99) if line.reports > 1)


def test_going_on_tells_its_progress(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    Newsroom(store=store).add(reports(30))
    told: list[tuple[str, int, int]] = []
    Newsroom(store=store, progress=lambda *step: told.append(step))
    assert told == [("restore", 0, 30)]


def test_known_reports_are_passed_over(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    first = Newsroom(store=store).add(reports(10))
    again = Newsroom(store=store).add(reports(12))
    assert (first.reports, first.known) == (10, 0)
    assert (again.reports, again.known) == (2, 10)


def test_what_changed_in_a_batch_is_kept(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    grouped = Newsroom(store=store).add(reports(3))
    assert grouped.batch is not None
    kept = library.changes(store, grouped.batch)
    assert [h.kind for h in kept] == [c.kind for c in grouped.changes]
    assert kept[0].detail == "r0"


def test_a_failed_batch_leaves_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    with pytest.raises(RuntimeError), transaction(store):
        store.execute("INSERT INTO batch (label) VALUES ('half')")
        raise RuntimeError
    assert store.execute("SELECT count(*) FROM batch").fetchone() == (0,)


def test_readers_work_while_one_writes(tmp_path: Path) -> None:
    writer = open_store(tmp_path / "a.db")
    Newsroom(store=writer).add(reports(6))
    readers = [open_store(tmp_path / "a.db", read_only=True) for _ in range(2)]
    with transaction(writer):
        writer.execute("INSERT INTO batch (label) VALUES ('in work')")
        assert [r.execute("SELECT count(*) FROM batch").fetchone() for r in readers] == [(1,), (1,)]
    assert [r.execute("SELECT count(*) FROM batch").fetchone() for r in readers] == [(2,), (2,)]


@pytest.mark.parametrize("content", [b"not a store at all" * 100, None])
def test_what_is_no_store_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=r"x\.db"):
        open_store(path, read_only=content is None)


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="newer"):
        open_store(tmp_path / "a.db")


def test_decisions_survive_and_hold(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    library.put_rule(store, "cannot", "r1", "r0")
    Newsroom(store=store).add(reports(3))
    assert not any({"r0", "r1"} <= members for members in partition(store))


def _feed(path: str, acknowledged: str) -> None:
    newsroom = Newsroom(store=open_store(Path(path)))
    pile = reports(400)
    with Path(acknowledged).open("a") as log:
        for start in range(0, len(pile), 10):
            if newsroom.add(pile[start : start + 10]).reports:
                log.write(f"{start}\n")
                log.flush()
                os.fsync(log.fileno())


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_a_random_point_it_loses_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    path, log = tmp_path / "a.db", tmp_path / "log"
    open_store(path).close()
    child = multiprocessing.get_context("spawn").Process(target=_feed, args=(str(path), str(log)))
    child.start()
    until = time.monotonic() + 60
    while not log.exists() or not log.read_text():
        assert time.monotonic() < until
        time.sleep(0.01)
    time.sleep(random.Random(seed).random() * 0.5)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    store = open_store(path)
    acknowledged = [int(line) for line in log.read_text().splitlines()]
    stored = {row[0] for row in store.execute("SELECT id FROM report")}
    assert {f"r{i}" for start in acknowledged for i in range(start, start + 10)} <= stored
    assert len(stored) % 10 == 0
    assert store.execute("SELECT count(*) FROM member").fetchone() == (len(stored),)
    assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    _feed(str(path), str(log))
    assert store.execute("SELECT count(*) FROM report").fetchone() == (400,)
