"""Han is looked up without a string for each n-gram: the vectors must be those of the strings, bit for bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.encode import load_encoder
from tellings.encode._han import Finder, grams
from tellings.encode._keys import word_features
from tellings.encode._tokens import pieces, tokens

MIXED = [
    "市长星期五为河上的一座新桥揭幕。",
    "市長は金曜日、川に架かる新しい橋の開通式を行った。",
    "NATO在2026年11月22日宣布1,500人撤离",
    "北",
    "々",
    "",
    "Der Bürgermeister 市长 eröffnete",
    "桥" * 500,
    "桥。" * 300,
    "𠀀市长㐀",
]


def slow(encoder, texts):
    """The sum of the vectors of the tokens, each a string, as texts without Han are summed."""
    found = [tokens(text) for text in texts]
    out = np.zeros((len(texts), encoder.dim), dtype=np.float32)
    encoder._sum(encoder._places(found), np.array([len(words) for words in found], dtype=np.int64), out)
    norms = np.sqrt(np.einsum("ij,ij->i", out, out))[:, None]
    return np.divide(out, norms, out=out, where=norms > 0)


def test_vectors_are_those_of_the_tokens():
    np.testing.assert_array_equal(load_encoder().encode(MIXED), slow(load_encoder(), MIXED))


def test_words_and_runs_may_be_forgotten_between(monkeypatch):
    monkeypatch.setattr("tellings.encode.static._MAX_ROWS", 6)
    small = load_encoder()
    np.testing.assert_array_equal(
        np.concatenate([small.encode([text]) for text in MIXED * 2]), load_encoder().encode(MIXED * 2)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="市长桥的々a1 ,のア", max_size=40), max_size=4))
def test_any_mixture_is_the_same(texts):
    encoder = load_encoder()
    np.testing.assert_array_equal(encoder.encode(texts), slow(encoder, texts))


@pytest.mark.parametrize("text", MIXED)
def test_pieces_stand_for_the_tokens(text):
    found, runs = pieces(text)
    whole = [token for i, piece in enumerate(found) for token in (tokens(piece) if i in runs else [piece])]
    assert whole == tokens(text)


def test_keys_of_grams_are_those_of_words():
    runs = ["市长星期五", "北", "北京"]
    words = [token for run in runs for token in tokens(run)]
    found = grams(runs)
    np.testing.assert_array_equal(found.keys, word_features(words).keys)
    assert found.counts.tolist() == [12, 1, 3]


def test_a_finder_finds_what_is_there():
    rng = np.random.default_rng(1)
    keys = np.unique(rng.integers(0, 2**32, 50_000, dtype=np.uint32) & np.uint32(0xFF00FFFF))
    asked = np.concatenate([keys, keys ^ np.uint32(1 << 16)])
    rows = Finder(keys).find(asked)
    np.testing.assert_array_equal(rows[: len(keys)], np.arange(len(keys)))
    assert (rows[len(keys) :] == -1).all()
    assert Finder(keys[:0]).find(asked[:3]).tolist() == [-1, -1, -1]
