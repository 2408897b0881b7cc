"""The pile: what it lets go of, and the largest of many."""

import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.encode import load_encoder
from tellings.group import Grouping, Pile, load_model, pile
from tellings.group._matching import places_of
from tellings.group._vectors import centred, largest
from tellings.records import Report
from tellings.sketch import Sketches, sketch

ENCODER = load_encoder()
START = datetime(2031, 5, 2, tzinfo=UTC)


def stream(count: int, *, every: timedelta) -> Sketches:
    """Each event is told twice, one after the other."""
    texts = [f"Flood in Tarnow{n // 2:03}a: {100 + n // 2} houses under water, mayor Brelka says" for n in range(count)]
    reports = [
        Report(id=f"r{n:04}", text=text, lang="en", published=(START + n * every).isoformat())
        for n, text in enumerate(texts)
    ]
    return sketch(reports, encoder=ENCODER)


def grouped(sketches: Sketches, *, size: int) -> Grouping:
    grouping = Grouping(pile=Pile(dim=ENCODER.dim), model=load_model())
    for start in range(0, len(sketches), size):
        grouping.add(sketches.take(range(start, min(start + size, len(sketches)))))
    return grouping


def test_what_is_out_of_view_is_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    sketches = stream(120, every=timedelta(days=2))
    whole = grouped(sketches, size=20)
    monkeypatch.setattr(pile, "MOST", 30)
    bounded = grouped(sketches, size=20)
    assert bounded.stories() == whole.stories()
    assert len(bounded.pile._units) <= 30 + 2 * 20 < len(whole.pile._units)
    assert len(bounded.pile._keys) < len(whole.pile._keys) / 2


def test_a_flood_is_compared_with_the_latest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pile, "MOST", 30)
    grouping = grouped(stream(120, every=timedelta(seconds=1)), size=20)
    assert len(grouping.pile._recent) <= 30
    assert all(grouping.pile.stored(row)[0].keys.size for row in range(100, 120))


def test_the_keys_of_a_kept_row_stay_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pile, "MOST", 30)
    sketches = stream(120, every=timedelta(days=2))
    grouping = grouped(sketches, size=20)
    for row in (95, 110, 119):
        kept = sketches.keys[sketches.indptr[row] : sketches.indptr[row + 1]]
        assert grouping.pile.stored(row)[0].keys.tolist() == kept.tolist()


@pytest.mark.parametrize("width", [0, 1, 11, 12, 500, 5000, 5037])
def test_the_largest_are_those_of_a_full_sort(width: int) -> None:
    values = np.random.default_rng(width).random((7, width), dtype=np.float32)
    places, found = largest(values, 12)
    assert np.array_equal(np.take_along_axis(values, places, axis=1), found)
    assert np.array_equal(-np.sort(-found, axis=1), -np.sort(-values, axis=1)[:, :12])


def test_centred_vectors_are_of_unit_length_and_their_languages_lean_nowhere() -> None:
    vectors = np.random.default_rng(1).random((400, 16), dtype=np.float32)
    made = centred(vectors.copy(), np.array([0, 1] * 200))
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    assert abs(made[::2].mean()) < 0.05


@given(st.sets(st.integers(0, 2**64 - 1), min_size=1, max_size=400), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_every_shared_key_is_found_at_its_place(keys: set[int], rng: random.Random) -> None:
    own = np.array(sorted(keys), dtype=np.uint64)
    others = np.array([*rng.choices(sorted(keys), k=50), *(rng.getrandbits(64) for _ in range(50))], dtype=np.uint64)
    places = places_of(own, others)
    assert np.array_equal(own[places] == others, np.isin(others, own))
