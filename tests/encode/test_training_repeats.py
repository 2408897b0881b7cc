"""A training run gives the same bits again: the data however hashes fall, the rows however often it was interrupted."""

import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGS = ("en", "ru", "uk", "de", "fr", "es", "it", "pl", "pt", "tr", "ar", "fa", "zh")
LETTERS = {
    "ru": "бвгдежзиклмн",
    "uk": "бвгдежзіклмн",
    "ar": "بتثجحخدذرزسش",
    "fa": "بتثجحخدذرزسش",
    "zh": "市长桥河开新天地人大小",
}
_PREPARE = "import sys; from pathlib import Path; from training.encoder.prepare import prepare; prepare(Path(sys.argv[1]), Path(sys.argv[2]), with_wmt=False)"


def word(lang, number):
    """An invented word; the same number means the same in every language."""
    letters = LETTERS.get(lang, "bcdfglmnprst")
    vowel = {"ru": "а", "uk": "а", "ar": "ا", "fa": "ا", "zh": ""}.get(lang, "a")
    return "".join(letters[number // 12**k % len(letters)] + vowel for k in range(3))


def write(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A folder of sets in the shape of the real ones, all of invented words."""
    folder = tmp_path_factory.mktemp("data")
    rng = random.Random(1)
    sentences = [[rng.randrange(300) for _ in range(9)] for _ in range(320)]
    for lang in LANGS:
        rows = [("sent_id", "id", "form", "lemma", "upos", "space_after")]
        for i, numbers in enumerate(sentences):
            name = f"n{i // 10:02d}{i % 10:03d}"
            rows += [
                (name if k == 0 else "", str(k + 1), word(lang, n), "=", "NOUN", "1") for k, n in enumerate(numbers)
            ]
        write(folder / "ud-pud" / f"{lang}.tsv", *rows)
        counts = [(word(lang, n), str(1000 - n)) for n in range(300)]
        write(folder / "frequency-words" / f"{lang}.tsv", ("word", "count"), *counts)
        synsets = [(f"i{n}", "n", "w", word(lang, n)) for n in range(300)]
        write(folder / "omw" / f"{lang}.tsv", ("ili", "pos", "sources", "lemmas"), *synsets)
        if lang not in ("en", "uk"):
            pairs = [(word("en", n), "n", word(lang, n)) for n in range(300)]
            write(folder / "wiktionary-dict" / f"en-{lang}.tsv", ("word", "pos", "translations"), *pairs)
    write(folder / "concepts-wiktionary" / "concepts.tsv", ("concept", "gloss", "en", "ja"), ("1", "", "bada", "橋"))
    names = [(word("en", n), word("ru", n), "") for n in range(100)]
    write(folder / "ne-transliteration" / "en-ru.train.tsv", ("latin", "other", "note"), *names)
    return folder


def prepared(data, out, seed):
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    subprocess.run(
        [sys.executable, "-c", _PREPARE, str(data), str(out)], check=True, env=environment, capture_output=True
    )
    return out


@pytest.fixture(scope="module")
def arrays(data, tmp_path_factory):
    pytest.importorskip("rapidfuzz")
    return prepared(data, tmp_path_factory.mktemp("prepared") / "one.npz", "1")


def test_what_is_prepared_does_not_depend_on_hashes(data, arrays, tmp_path):
    one, two = np.load(arrays), np.load(prepared(data, tmp_path / "two.npz", "2"))
    assert sorted(one) == sorted(two)
    for name in one:
        np.testing.assert_array_equal(one[name], two[name], err_msg=name)


def rows(arrays, out, *stops, steps=24):
    """The rows after training that was stopped and started again at `stops`."""
    torch = pytest.importorskip("torch", reason="training alone needs torch")
    pytest.importorskip("scipy")
    from training.encoder import train

    settings = train.Settings(steps=steps, dim=32, sentences=64, words=64, threads=1)
    for stop in (*stops, None):
        train.train(arrays, out, settings, every=1000, until=stop)
    return torch.load(out)


def test_training_gives_the_same_bits_again(arrays, tmp_path):
    one, two = rows(arrays, tmp_path / "one.pt"), rows(arrays, tmp_path / "two.pt")
    assert all((one[name] == two[name]).all() for name in one)
    assert (one["table"] != 0).any()


def test_an_interrupted_run_ends_like_one_that_was_not(arrays, tmp_path):
    one, two = rows(arrays, tmp_path / "one.pt"), rows(arrays, tmp_path / "two.pt", 7, 15)
    assert all((one[name] == two[name]).all() for name in one)
