"""Likeness: what other stages ask of it, and that a denial or another figure is not the same thing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.encode import Likeness, likeness, load_encoder
from tellings.encode._calibration import load_calibration
from tellings.encode.static import WEIGHTS

TEXTS = [
    "Mayor Erik Sandvall opened 12 new schools in Tarnby",
    "Мэр Эрик Сандвалль открыл 12 новых школ в Тарнбю",
    "Storm floods harbour, ferries stay in port",
    "",
]


class Foreign:
    """Somebody else's encoder."""

    name, version, dim = "foreign", "1", 3

    def encode(self, texts, *, langs=None):
        out = np.array([[len(text), text.count("a"), 1] for text in texts], dtype=np.float32)
        return out / np.linalg.norm(out, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.fixture(scope="module")
def alike(encoder):
    return likeness(TEXTS, langs=["en", "ru", "en", "und"], encoder=encoder)


def test_a_translation_is_nearer_than_another_text(alike):
    assert alike.cosine([0], [1])[0] > alike.cosine([0], [2])[0]
    assert alike.probability([0], [1])[0] > 0.5
    assert alike.probability([0], [2])[0] < 0.05
    assert alike.nearest(0, range(4), 1).tolist() == [1]


def test_matrix_and_cosine_agree(alike):
    matrix = alike.matrix([0, 1], [2, 3])
    assert matrix.shape == (2, 2)
    np.testing.assert_allclose(matrix[0], alike.cosine([0, 0], [2, 3]), atol=1e-6)


def test_text_without_features_is_like_nothing(alike):
    assert not alike.vectors[3].any()
    assert alike.probability([0], [3])[0] < 0.01


def test_probability_is_symmetric_and_does_not_depend_on_the_batch(alike):
    np.testing.assert_array_equal(alike.probability([0, 2], [1, 0]), alike.probability([1, 0], [0, 2]))
    assert alike.probability([0, 2, 0], [1, 0, 2])[0] == alike.probability([0], [1])[0]


@pytest.mark.parametrize(
    ("lang", "source", "true", "altered"),
    [
        ("ru", "В порту Альвика сгорели 14 лодок", "14 boats burnt in Alvik harbour", "41 boats burnt in Alvik harbour"),
        ("de", "Ministerin Ostrow reist nach Ankara", "Minister Ostrow travels to Ankara", "Minister Petrescu travels to Ankara"),
        ("tr", "Bakanlık haberi doğrulamadı", "The ministry did not confirm the news", "The ministry confirmed the news"),
        ("es", "La policía cerró el aeropuerto", "Police closed the airport", "Farmers closed the airport"),
        ("uk", "Суд не звільнив підозрюваного", "The court did not release the suspect", "The court released the suspect"),
    ],
)  # fmt: skip
def test_what_is_altered_is_less_likely_the_same(encoder, lang, source, true, altered):
    alike = likeness([source, true, altered], langs=[lang, "en", "en"], encoder=encoder)
    right, wrong = alike.probability([0, 0], [1, 2])
    assert right > wrong


def test_languages_must_stand_beside_texts(encoder):
    with pytest.raises(ValueError, match="2 texts but 1 langs"):
        likeness(["a", "b"], langs=["en"], encoder=encoder)


def test_no_pairs_is_no_error(alike, encoder):
    assert alike.probability([], []).shape == (0,)
    assert alike.cosine([], []).shape == (0,)
    assert alike.nearest(0, [], 3).shape == (0,)
    assert len(likeness([], langs=[], encoder=encoder)) == 0


def test_another_encoder_gives_the_vectors_and_ours_the_probability(alike):
    other = likeness(TEXTS, langs=["en", "ru", "en", "und"], encoder=Foreign())
    assert other.vectors.shape == (4, 3)
    np.testing.assert_allclose(other.probability([0], [1]), alike.probability([0], [1]))


def test_a_large_story_takes_no_time(encoder):
    words = [word for text in TEXTS for word in text.split()]
    texts = [" ".join(words[(i * k) % len(words)] for k in range(1, 18)) + f" {i}" for i in range(2000)]
    alike = likeness(texts, langs=["en"] * 2000, encoder=encoder)
    rows = np.arange(2000)
    best = np.argpartition(-alike.matrix(rows, rows), 10, axis=1)[:, :10]
    alike.probability(np.repeat(rows, 10), best.ravel())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=2, max_size=5))
def test_any_texts_have_a_probability(texts):
    alike = likeness(texts, langs=["und"] * len(texts), encoder=load_encoder())
    probability = alike.probability([0] * len(texts), range(len(texts)))
    assert ((probability >= 0) & (probability <= 1)).all()


def test_a_pair_of_languages_has_an_offset_of_its_own_whichever_way_round():
    calibration = load_calibration(WEIGHTS)
    both = calibration.offsets["ru"] + calibration.offsets["uk"]
    assert calibration.offset("ru", "uk") == calibration.offset("uk", "ru") == both + calibration.pairs["ru-uk"]
    assert calibration.offset("ru", "en") == calibration.offsets["ru"] + calibration.offsets["en"]
    assert calibration.offset("und", "xx") == 0
    assert {pair for pair in calibration.pairs if "en" in pair.split("-")} == {"en-en"}


def test_another_sentence_of_the_same_language_is_not_the_same():
    texts = [
        "市长星期五为河上的新桥揭幕。",
        "市长说医院缺少药品。",
        "The mayor opened a bridge.",
        "The mayor said that the hospital lacked medicine.",
    ]
    alike = likeness(texts, langs=["zh", "zh", "en", "en"], encoder=load_encoder())
    assert alike.probability([0], [1])[0] < 0.5
    assert alike.probability([2], [3])[0] < 0.5
    assert alike.probability([0, 2], [0, 2]).min() > 0.5


def test_languages_alike_in_spelling_need_more_to_be_the_same():
    texts = ["Мэр открыл новую школу в Тарнбю", "Мер відкрив нову школу в Тарнбю"]
    as_they_are = likeness(texts, langs=["ru", "uk"], encoder=load_encoder()).probability([0], [1])[0]
    calibration = replace(load_calibration(WEIGHTS), pairs={})
    without = Likeness(texts, langs=["ru", "uk"], encoder=load_encoder(), calibration=calibration).probability(
        [0], [1]
    )[0]
    assert 0.5 < as_they_are < without
