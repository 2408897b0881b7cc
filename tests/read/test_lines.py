"""Large files of JSON Lines are read as a stream, and hold the same reports as when they are read whole."""

import gzip
import json
from pathlib import Path

import pytest

from tellings.read import Reading, ReadOptions, lines, read
from tellings.records import Failure, RawReport

ROWS = [
    {"id": f"a{n}", "title": f"Fähre {n}", "text": f"Die Fähre {n} lief auf Grund.", "lang": "de"} for n in range(7)
]
TEXT = "\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)


@pytest.fixture
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGE_FILE", 1)
    monkeypatch.setattr(lines, "LARGE_PACKED_FILE", 1)


def put(folder: Path, content: bytes, name: str = "pile.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("text", [TEXT, TEXT + "\n", "\ufeff" + TEXT, TEXT.replace("\n", "\r\n\r\n")])
def test_a_stream_holds_what_the_whole_file_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, packed: bool
) -> None:
    content = text.encode("utf-8")
    path = put(tmp_path, gzip.compress(content) if packed else content)
    whole = read([path])
    monkeypatch.setattr(lines, "LARGE_FILE", 1)
    monkeypatch.setattr(lines, "LARGE_PACKED_FILE", 1)
    assert lines.is_large_lines(path)
    assert read([path]) == whole
    assert len(whole.reports) == len(ROWS)


@pytest.mark.usefixtures("everything_is_large")
def test_a_bad_line_is_an_error_of_its_own(tmp_path: Path) -> None:
    broken = TEXT.encode("utf-8").split(b"\n")
    broken[2:2] = [b'{"text": ', b'{"text": "\xff\xfe"}', b"[1, 2]", b'{"text": "' + b"x" * 3_000 + b'"}']
    found = read([put(tmp_path, b"\n".join(broken))], options=ReadOptions(max_bytes=2_000))
    assert len(found.reports) == len(ROWS)
    said = " ".join(f.message for f in found.failures)
    assert all(
        cause in said for cause in ("line 3: it is broken", "line 4: it is not", "no JSON object", "longer than")
    )


@pytest.mark.usefixtures("everything_is_large")
def test_a_stream_that_is_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps(row | {"more": str(n) * 900}) for n, row in enumerate(ROWS * 30))
    found = read([put(tmp_path, gzip.compress(rows.encode(), compresslevel=0)[:-9_000])])
    assert found.reports
    assert "cut off" in found.failures[-1].message


@pytest.mark.usefixtures("everything_is_large")
@pytest.mark.parametrize("content", [b'{"a": 1', b'{"articles": [\n1]}', b"[1]\n[2]\n", b"plain text\nof lines\n" * 9])
def test_other_large_files_are_no_lines(tmp_path: Path, content: bytes) -> None:
    assert not lines.is_large_lines(put(tmp_path, content))


@pytest.mark.usefixtures("everything_is_large")
def test_how_many_there_are_is_known_once_a_file_is_opened(tmp_path: Path) -> None:
    reading = Reading([put(tmp_path, TEXT.encode() + b"\n"), tmp_path / "none.txt"])
    assert reading.expected == 2
    kinds = [type(one) for one in reading]
    assert kinds == [RawReport] * len(ROWS) + [Failure]
    assert reading.expected == len(ROWS) + 1


@pytest.mark.usefixtures("everything_is_large")
def test_a_stream_without_an_end_is_read_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_TOGETHER", 3)
    found = read([put(tmp_path, TEXT.encode())], options=ReadOptions(max_bytes=120))
    assert 0 < len(found.reports) < len(ROWS)
    assert "raise --max-bytes" in found.failures[-1].message
