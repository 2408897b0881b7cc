"""Sketches: rows in the order of the reports, columns that can be taken apart, put together, and handed on as files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tellings.encode import load_encoder
from tellings.records import Report
from tellings.sketch import NUMBER, Sketches, concatenate, kind_of, sketch
from tellings.sketch.sketching import pieces, seconds

ENCODER = load_encoder()
TEXTS = [
    (
        "en",
        "Fire in the old mill\nSeven barges burned in the harbour of Grenmoor on Monday.",
        "2031-05-04T10:00:00+02:00",
    ),
    ("ru", "Пожар на мельнице\nВ гавани Гренмура сгорели семь барж.", None),
    ("und", "", "yesterday"),
]


def sketches() -> Sketches:
    reports = [Report(id=f"r-{i}", text=t, lang=lang, published=at) for i, (lang, t, at) in enumerate(TEXTS)]
    return sketch(reports, encoder=ENCODER)


def assert_same(left: Sketches, right: Sketches) -> None:
    for column in Sketches.__slots__:
        np.testing.assert_array_equal(getattr(left, column), getattr(right, column))


def test_a_row_a_report_in_their_order() -> None:
    made = sketches()
    assert made.ids.tolist() == ["r-0", "r-1", "r-2"]
    assert made.langs.tolist() == ["en", "ru", "und"]
    assert len(made.indptr) == len(made) + 1


def test_vectors_are_of_unit_length_and_zero_for_nothing() -> None:
    made = sketches()
    norms = np.linalg.norm(made.vectors * made.scales[:, None], axis=1)
    assert norms == pytest.approx([1, 1, 0], abs=0.02)


def test_the_same_report_gives_the_same_row_in_any_batch() -> None:
    whole = sketches()
    alone = sketch([Report(id="r-1", text=TEXTS[1][1], lang="ru")], encoder=ENCODER)
    assert_same(alone, whole.take([1]))


def test_taken_apart_and_put_together() -> None:
    whole = sketches()
    assert_same(concatenate([whole.take([0]), whole.take([1, 2])]), whole)
    assert whole.take([2, 0]).ids.tolist() == ["r-2", "r-0"]


def test_workers_hand_them_on_as_files(tmp_path: Path) -> None:
    whole = sketches()
    whole.save(tmp_path / "shard.npz")
    assert_same(Sketches.load(tmp_path / "shard.npz"), whole)


def test_numbers_are_keys_of_their_own() -> None:
    def numbers(text: str) -> set[int]:
        keys = sketch([Report(id="r", text=text)], encoder=ENCODER).keys
        return set(keys[kind_of(keys) == NUMBER].tolist())

    assert numbers("The bridge cost 1861 crowns") == numbers("Мост стоил 1861 крону") != set()
    assert numbers("The bridge was cheap") == set()


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("1970-01-02T01:00:00+01:00", 86_400.0),
        ("1970-01-02", 86_400.0),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_times_are_seconds_or_nothing(published: str | None, told: float | None) -> None:
    found = seconds(published)
    assert np.isnan(found) if told is None else found == told


@pytest.mark.parametrize("text", ["", "word " * 3_000, "x" * 100_000])
def test_long_texts_are_cut_at_spaces_and_bounded(text: str) -> None:
    cut = pieces(text)
    assert text.startswith("".join(cut))
    assert sum(map(len, cut)) <= 20_000
    assert all(len(piece) <= 1_500 for piece in cut)
