"""Parquet tables: columns as for CSV, read as a stream. What needs pyarrow is left out where it is not installed."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tellings.read import Readings, ReadOptions, read

COLUMNS = {
    "text": ["The ferry sank.", None, "All were saved."],
    "headline": ["Ferry sinks", "Only a headline", None],
    "publisher": [{"name": "Harbour Post"}, None, {"name": "Alt Bote"}],
    "date": [dt.datetime(2025, 11, 21, 15, 10, tzinfo=dt.UTC), None, None],
    "url": ["https://harbour.example/alma", None, None],
    "authors": [["Ana Ruiz", "Bo Okafor"], None, []],
    "embedding": [[0.1], [0.2], [0.3]],
}


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def packed(columns: dict[str, list[Any]], **options: Any) -> bytes:
    pyarrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.table(columns), sink, **options)
    return bytes(sink.getvalue())


def one(data: bytes, **options: object) -> Readings:
    Path("a.bin").write_bytes(data)
    return read(["a.bin"], options=ReadOptions(**options))  # type: ignore[arg-type]


def test_without_pyarrow_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = one(b"PAR1....PAR1")
    assert not found.reports
    assert "pip install 'tellings[parquet]'" in found.failures[0].message


def test_rows_are_reports() -> None:
    first, second, third = one(packed(COLUMNS)).reports
    assert (first.path, first.body, first.title) == ("a.bin#1", "The ferry sank.", "Ferry sinks")
    assert (first.outlet, first.published) == ("Harbour Post", "2025-11-21T15:10:00+00:00")
    assert (first.byline, first.url) == ("Ana Ruiz, Bo Okafor", "https://harbour.example/alma")
    assert (second.body, second.title) == ("Only a headline", None)
    assert (third.body, third.outlet, third.published) == ("All were saved.", "Alt Bote", None)


def test_foreign_column_names() -> None:
    data = packed({"main": ["The ferry sank."], "x": [1]})
    assert "--map text=COLUMN; there are main, x" in one(data).failures[0].message
    assert one(data, field_map={"text": "main"}).reports[0].body == "The ferry sank."


def test_a_table_without_rows_and_a_broken_one() -> None:
    assert "no rows" in one(packed({"text": []})).failures[0].message
    assert "broken Parquet table" in one(packed(COLUMNS)[:-60] + b"PAR1").failures[0].message
    assert "broken Parquet table" in one(b"PAR1").failures[0].message


def test_small_files_that_unpack_to_much_are_stopped() -> None:
    data = packed({"text": ["x" * 100_000] * 500})
    assert len(data) < 1_000_000
    found = one(data, max_bytes=900_000)
    assert 0 < len(found.reports) < 500
    assert "the others are left out" in found.failures[0].message


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(4, 3000), st.binary(max_size=40))
def test_nothing_crashes(cut: int, tail: bytes) -> None:
    found = one(packed(COLUMNS)[:cut] + tail + b"PAR1")
    assert found.reports or found.failures
