"""Excerpts of our own on accusations: who is linked to what, was armed, confessed, admits what he denied, denies what he is accused of.

`pairs/accusation/*.toml`: `a` and `b` of a scenario do not go together, `c` (and `d`) stand beside `a`; each is a language and a text.
"""

import tomllib
from pathlib import Path

import pytest

from tests.excerpts import kinds_opposed

FOLDER = Path(__file__).parent / "pairs" / "accusation"
SCENARIOS = {
    name: scenario for path in sorted(FOLDER.glob("*.toml")) for name, scenario in tomllib.loads(path.read_text("utf-8")).items()
}  # fmt: skip
BESIDE = [(name, part) for name, scenario in SCENARIOS.items() for part in ("c", "d") if part in scenario]


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_does_not_go_together_is_opposed(name):
    assert "denial" in kinds_opposed(SCENARIOS[name], "a", "b")


@pytest.mark.parametrize(("name", "part"), BESIDE)
def test_what_stands_beside_is_not_opposed(name, part):
    assert not kinds_opposed(SCENARIOS[name], "a", part)
