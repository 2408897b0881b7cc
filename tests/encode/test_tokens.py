"""Tokens and their features: what counts as the same, and that hostile text does no harm."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.encode._keys import LATIN, NATIVE, WORD, word_features
from tellings.encode._tokens import MAX_TOKENS, normalise, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,500 tons", ["#1500", "tons"]),
        ("1 500 тонн", ["#1500", "тонн"]),
        ("1.500,50", ["#1500.5"]),
        ("2,5 %", ["#2.5"]),
        ("۳۴۰", ["#340"]),
        ("on 12.11.2026", ["on", "#12", "#11", "#2026"]),
        ("007", ["#7"]),
        ("3-2", ["#3", "#2"]),
        ("İSTANBUL'da", ["istanbul", "da"]),
        ("ЁЖ", ["еж"]),
        ("слова́рь", ["словарь"]),
        ("می‌شود", ["مي", "شود"]),
        ("地震", ["地", "震", "地震"]),
        ("トランプ", ["トランプ"]),
        ("", []),
        ("…!?", []),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


def test_keyboards_do_not_matter():
    assert normalise("كتاب ي") == normalise("کتاب ی")
    assert tokens("I’m") == tokens("I'm")


def test_features_of_a_word():
    keys, owners, kinds = word_features(["мост", "地震", "#12"])
    assert np.bincount(owners).tolist() == [1 + 4 + 3 + 2 + 4 + 3 + 2, 1, 1]
    assert (kinds[owners == 0] == NATIVE).any()
    assert set(kinds[owners == 1]) == {WORD}
    assert len(set(keys.tolist())) == len(keys)


def test_ngrams_are_the_same_in_any_company():
    alone = word_features(["мост"])
    among = word_features(["a", "мост", "bridges"])
    for kind in (WORD, NATIVE, LATIN):
        np.testing.assert_array_equal(
            alone.keys[alone.kinds == kind], among.keys[(among.kinds == kind) & (among.owners == 1)]
        )


def test_keys_are_the_same_in_every_process():
    code = "from tellings.encode._keys import word_features; print(word_features(['bridge', 'мост']).keys.tolist())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {f"{word_features(['bridge', 'мост']).keys.tolist()}\n".encode()}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_tokens(text):
    found = tokens(text)
    assert all(found)
    assert len(found) <= MAX_TOKENS
    assert len(word_features(found).keys) >= len(found)


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "1 " * 1_000_000, "1," * 1_000_000, "地" * 1_000_000, "\u0301" * 10**6]
)
def test_megabytes_on_one_line_take_no_time(text):
    assert len(tokens(text)) <= MAX_TOKENS
