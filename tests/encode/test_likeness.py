"""Likeness: what other stages ask of it."""

import numpy as np
import pytest

from tellings.encode import likeness, load_encoder

TEXTS = [
    "Mayor Erik Sandvall opened 12 new schools in Tarnby",
    "Мэр Эрик Сандвалль открыл 12 новых школ в Тарнбю",
    "Storm floods harbour, ferries stay in port",
    "",
]


@pytest.fixture(scope="module")
def alike():
    return likeness(TEXTS, langs=["en", "ru", "en", "und"], encoder=load_encoder())


def test_a_translation_is_nearer_than_another_text(alike):
    assert alike.cosine([0], [1])[0] > alike.cosine([0], [2])[0]
    assert alike.probability([0], [1])[0] > alike.probability([0], [2])[0]
    assert alike.nearest(0, range(4), 1).tolist() == [1]


def test_matrix_and_cosine_agree(alike):
    matrix = alike.matrix([0, 1], [2, 3])
    assert matrix.shape == (2, 2)
    np.testing.assert_allclose(matrix[0], alike.cosine([0, 0], [2, 3]), atol=1e-6)


def test_text_without_features_is_like_nothing(alike):
    assert not alike.vectors[3].any()
    assert alike.probability([0], [3])[0] < 0.01


def test_probability_is_symmetric(alike):
    np.testing.assert_allclose(alike.probability([0, 2], [1, 0]), alike.probability([1, 0], [0, 2]))


def test_languages_must_stand_beside_texts():
    with pytest.raises(ValueError, match="2 texts but 1 langs"):
        likeness(["a", "b"], langs=["en"], encoder=load_encoder())


def test_no_pairs_is_no_error(alike):
    assert alike.probability([], []).shape == (0,)
    assert alike.nearest(0, [], 3).shape == (0,)
