"""Excerpts of our own on who somebody was and who did it: roles, sex, doers told by kind, organisers, a suspect who is known.

`pairs/who/who.toml`: `a` and `b` of a scenario exclude each other or differ, `c` and `d` stand beside `a`.
"""

import tomllib
from pathlib import Path

import pytest

from tests.excerpts import kinds_opposed

SCENARIOS = tomllib.loads((Path(__file__).parent / "pairs" / "who" / "who.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", SCENARIOS)
def test_who_it_was_is_opposed(name):
    assert SCENARIOS[name]["kind"] in kinds_opposed(SCENARIOS[name], "a", "b")


@pytest.mark.parametrize(("name", "part"), [(n, p) for n, s in SCENARIOS.items() for p in ("c", "d") if p in s])
def test_who_stands_beside_is_not_opposed(name, part):
    assert not kinds_opposed(SCENARIOS[name], "a", part)
