"""The bundled reports of one invented event, and what a good dossier of them must contain."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def reports_folder() -> Path:
    """The folder that `tellings demo` compares."""
    return _HERE / "reports"


def report_names() -> list[str]:
    """The names of the files in it, in order."""
    return sorted(path.name for path in reports_folder().iterdir() if path.is_file())


def meta_file() -> Path:
    """CSV for `--meta`: outlet and address of those reports that carry none."""
    return _HERE / "meta.csv"


def expected_file() -> Path:
    """TOML: what a good dossier of the demo holds, by exact substrings of the reports."""
    return _HERE / "expected.toml"
