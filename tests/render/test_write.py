"""An output is written whole or not at all."""

import os
from pathlib import Path

import pytest

from tellings.errors import OutputError
from tellings.render import write, write_all


def test_writes_text_and_bytes_and_makes_folders(tmp_path: Path) -> None:
    assert write(tmp_path / "a" / "b.txt", "слово").read_text(encoding="utf-8") == "слово"
    assert write(tmp_path / "c.bin", b"\x00\xff").read_bytes() == b"\x00\xff"


def test_replaces_what_was_there_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o640)
    write(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_nothing_half_written_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left"):
        write(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write(tmp_path, "x")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        write_all(tmp_path / "file", {"a.csv": "x"})
