"""Open the store: one SQLite file in WAL mode, brought up to date by numbered migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreError

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_MS = 30_000


def open_store(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the store at `path`; made, and migrated to this version, unless `read_only`.

    Any number of processes may read while one writes (WAL). What a transaction has committed survives a crash of the
    process; `synchronous = FULL` makes it survive a crash of the machine too.

    Raises:
        StoreError: the file is no store, is newer than this version of Tellings, or cannot be opened.
    """
    if read_only and not path.is_file():
        raise StoreError(str(path), cause="no such store", way_out="make one with: tellings group INPUT --store FILE")
    try:
        mode = "ro" if read_only else "rwc"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path, read_only=read_only)
    except sqlite3.Error as error:
        raise StoreError(str(path), cause=str(error), way_out="is this file a Tellings store?") from error
    return connection


def _migrate(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    steps = sorted(_MIGRATIONS.glob("*.sql"))
    done: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if done > len(steps):
        raise StoreError(str(path), cause=f"made by a newer version (schema {done})", way_out="update tellings")
    if read_only and done < len(steps):
        raise StoreError(str(path), cause=f"schema {done} is out of date", way_out="run tellings group once to update")
    for number, step in enumerate(steps[done:], start=done + 1):
        with transaction(connection):
            if connection.execute("PRAGMA user_version").fetchone()[0] >= number:
                continue  # another process was faster
            for command in _commands(step.read_text("utf-8")):
                connection.execute(command)
            connection.execute(f"PRAGMA user_version = {number}")


def _commands(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit in between."""
    command = ""
    for line in script.splitlines(keepends=True):
        command += line
        if sqlite3.complete_statement(command):
            yield command
            command = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; takes the write lock at once, so that two writers queue instead of failing half-way."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
