"""Accounts of how it came about, was done or came to light: told differently, they are opposed; told alike, they are not.

`pairs/account/*.toml`: `a` and `b` of a scenario differ, `c` stands beside `a`; each is a language and a text.
"""

import tomllib
from pathlib import Path

import pytest

from tests.excerpts import excerpt, kinds_between, kinds_opposed

PAIRS = {
    name: scenario
    for path in sorted((Path(__file__).parent / "pairs" / "account").glob("*.toml"))
    for name, scenario in tomllib.loads(path.read_text("utf-8")).items()
}

BESIDE = [n for n in PAIRS if n in {"march", "surrender", "weighed"}]


@pytest.mark.parametrize("name", [n for n in PAIRS if n not in BESIDE])
def test_two_accounts_are_opposed(name: str) -> None:
    assert PAIRS[name].get("kind", "cause") in kinds_opposed(PAIRS[name], "a", "b")


@pytest.mark.parametrize("name", PAIRS)
def test_what_stands_beside_is_not_opposed(name: str) -> None:
    assert kinds_opposed(PAIRS[name], "a", "c") == []


@pytest.mark.parametrize("name", BESIDE)
def test_words_of_accounts_that_tell_of_something_else_are_not_opposed(name: str) -> None:
    assert kinds_opposed(PAIRS[name], "a", "b") == []


def test_two_named_sources_of_one_report_may_give_causes_that_differ() -> None:
    told = "The fire in the Harwell theatre was caused by fireworks, the police said."
    both = f"{told} The fire was caused by a short circuit, the owner Ilse Brandt said."
    assert "cause" in kinds_between(excerpt("a", "en", both), excerpt("b", "en", told))
