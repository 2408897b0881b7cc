"""The golden dossier, and dossiers made of arbitrary text."""

from pathlib import Path

import pytest

from tellings.records import Dossier
from tellings.render import from_json

SMALL = Path(__file__).parents[1] / "golden" / "small.dossier.json"


@pytest.fixture(scope="session")
def small() -> Dossier:
    return from_json(SMALL.read_bytes())
