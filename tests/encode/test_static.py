"""The encoder that ships: what it promises, and that it knows something."""

import pickle
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.encode import load_encoder
from tellings.encode.static import WEIGHTS
from tellings.errors import EngineError

SAME = [
    ("en", "The mayor opened a new bridge over the river on Friday."),
    ("ru", "В пятницу мэр открыл новый мост через реку."),
    ("uk", "У п'ятницю мер відкрив новий міст через річку."),
    ("de", "Der Bürgermeister eröffnete am Freitag eine neue Brücke über den Fluss."),
    ("fr", "Le maire a inauguré vendredi un nouveau pont sur la rivière."),
    ("es", "El alcalde inauguró el viernes un nuevo puente sobre el río."),
    ("it", "Venerdì il sindaco ha inaugurato un nuovo ponte sul fiume."),
    ("pl", "W piątek burmistrz otworzył nowy most na rzece."),
    ("pt", "O prefeito inaugurou na sexta-feira uma nova ponte sobre o rio."),
    ("tr", "Belediye başkanı cuma günü nehrin üzerinde yeni bir köprü açtı."),
    ("az", "Mer cümə günü çayın üzərində yeni körpünün açılışını edib."),
    ("ar", "افتتح العمدة يوم الجمعة جسرا جديدا فوق النهر."),
    ("fa", "شهردار روز جمعه پل جدیدی را روی رودخانه افتتاح کرد."),
    ("zh", "市长星期五为河上的一座新桥揭幕。"),
    ("ja", "市長は金曜日、川に架かる新しい橋の開通式を行った。"),
]
OTHERS = [
    "The central bank left interest rates unchanged.",
    "Two hikers were rescued from the glacier.",
    "The film festival begins in October.",
    "Doctors warn of a new wave of infections.",
    "The army withdrew from the northern town.",
]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.mark.parametrize(("lang", "text"), SAME[1:])
def test_finds_the_translation(encoder, lang, text):
    vectors = encoder.encode([text, SAME[0][1], *OTHERS], langs=[lang] + ["en"] * 6)
    assert (vectors[0] @ vectors[1:].T).argmax() == 0


def test_vectors_have_unit_length_and_no_features_give_zero(encoder):
    vectors = encoder.encode(["Bridge", "", "…", "12345678"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, encoder.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0, 1], atol=1e-5)


def test_nothing_in_nothing_out(encoder):
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_a_text_has_one_vector_whatever_stands_beside_it(encoder):
    texts = [text for _, text in SAME] + OTHERS
    together = load_encoder().encode(texts)
    for i, text in enumerate(texts):
        np.testing.assert_array_equal(load_encoder().encode([text])[0], together[i])
    encoder.encode(OTHERS)
    np.testing.assert_array_equal(encoder.encode(texts), together)


def test_the_same_to_the_bit_in_every_process(encoder):
    code = "from tellings.encode import load_encoder; print(load_encoder().encode(['мост 12', '地震']).tobytes().hex())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, env={"PYTHONHASHSEED": seed}, capture_output=True, text=True
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {encoder.encode(["мост 12", "地震"]).tobytes().hex() + "\n"}


def test_a_number_never_seen_is_like_itself_alone(encoder):
    vectors = encoder.encode(["98765431", "98765431", "98765432"])
    assert vectors[0] @ vectors[1] > 0.99
    assert vectors[0] @ vectors[2] < 0.5


def test_words_forgotten_are_learned_again(encoder, monkeypatch):
    monkeypatch.setattr("tellings.encode.static._MAX_ROWS", 4)
    small = load_encoder()
    texts = [text for _, text in SAME]
    np.testing.assert_array_equal(np.concatenate([small.encode([text]) for text in texts]), encoder.encode(texts))


def test_many_new_words_have_vectors():
    words = [f"word{i}s" for i in range(3000)]
    vectors = load_encoder().word_vectors(words)
    np.testing.assert_array_equal(vectors[2999], load_encoder().word_vectors(words[2999:])[0])


def test_goes_to_other_processes(encoder):
    other = pickle.loads(pickle.dumps(encoder))
    np.testing.assert_array_equal(other.encode(OTHERS), encoder.encode(OTHERS))


def test_weights_fit_the_wheel():
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 30e6
    assert (WEIGHTS / "LICENSE.md").is_file()


@pytest.mark.parametrize("break_it", ["encoder.json", "rows.npy"])
def test_a_broken_folder_is_named(tmp_path, break_it):
    for path in WEIGHTS.iterdir():
        if path.suffix in (".json", ".npy"):
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / break_it).unlink()
    (tmp_path / break_it).write_text("{")
    with pytest.raises(EngineError, match="engine failed"):
        load_encoder(tmp_path)


def test_a_path_without_an_encoder_is_refused(tmp_path):
    with pytest.raises(EngineError, match="no encoder found there"):
        load_encoder(tmp_path)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4))
def test_any_text_is_encoded(texts):
    vectors = load_encoder().encode(texts)
    assert vectors.shape == (len(texts), 256)
    assert np.isfinite(vectors).all()
