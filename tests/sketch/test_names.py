"""Names by their sounds: one key across scripts, with or without capitals."""

import numpy as np
import pytest

from tellings.sketch import NAME, kind_of
from tellings.sketch.keys import text_keys


def names(text: str) -> set[int]:
    keys, _ = text_keys([text])
    return set(keys[kind_of(keys) == NAME].tolist())


@pytest.mark.parametrize(
    "other",
    [
        "Вчера говорили о Барнелли и дожде",  # Cyrillic
        "تحدث بارنيلي عن المطر",  # no capitals
        "昨天巴尔内利谈到下雨",  # no capitals, no spaces
        "Ayer habló de lluvia el viejo Barnelli",
    ],
)
def test_a_name_is_known_in_another_script(other: str) -> None:
    assert names("Old Barnelli spoke of rain") & names(other)


def test_small_words_are_no_names_where_there_are_capitals() -> None:
    assert names("they spoke of rain and barnacles") == set()


def test_only_the_lead_is_searched_without_capitals() -> None:
    lead, rest = "雨" * 400, "巴尔内利"
    assert names(lead + rest) == names(lead)
    assert names(lead[:-4] + rest) != names(lead)


@pytest.mark.parametrize("text", ["", "雨", "ア", "ー" * 2000, "巴" * 20_000, "\u202e\x00ا", "ß" * 50, "ƏƏƏ", "İİİİ"])
def test_odd_texts_give_sorted_keys(text: str) -> None:
    keys, counts = text_keys([text])
    assert np.all(np.diff(keys.astype(object)) > 0) and len(keys) == len(counts)
