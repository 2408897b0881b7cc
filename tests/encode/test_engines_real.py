"""The same contract with the real libraries, where they are installed, over tiny models made here."""

import struct

import numpy as np
import pytest

from tellings.encode import load_encoder
from tellings.errors import EngineError

WORDS = ["[PAD]", "[UNK]", "bridge", "river", "and"]
TEXTS = ["bridge", " ", "river and bridge", ""]


def _field(number, value):
    """One field of a protocol buffer."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    value = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def _value(name, kind, *shape):
    dims = b"".join(_field(1, _field(2, size) if isinstance(size, str) else _field(1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, dims)))


def tiny_onnx(dim=4):
    """A model that looks token vectors up in a table: Gather(table, input_ids)."""
    table = np.eye(len(WORDS), dim, dtype="<f4") + 0.1
    node = _field(1, "table") + _field(1, "input_ids") + _field(2, "out") + _field(4, "Gather")
    tensor = _field(1, len(WORDS)) + _field(1, dim) + _field(2, 1) + _field(8, "table") + _field(9, table.tobytes())
    graph = _field(1, node) + _field(2, "tiny") + _field(5, tensor)
    graph += _field(11, _value("input_ids", 7, "n", "t")) + _field(12, _value("out", 1, "n", "t", dim))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))


def tokenizer():
    tokenizers = pytest.importorskip("tokenizers")
    made = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return made


def check(encoder, dim):
    vectors = encoder.encode(TEXTS, langs=["en"] * 4)
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, dim) == (4, encoder.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 0], atol=1e-5)
    np.testing.assert_allclose(encoder.encode(TEXTS[2:3])[0], vectors[2], atol=1e-6)
    assert encoder.encode([]).shape == (0, dim)
    assert encoder.encode(["bridge " * 150_000]).shape == (1, dim)
    assert encoder.encode(["\x00\ud7ff\u202e"]).shape == (1, dim)
    assert encoder.encode(TEXTS).tobytes() == vectors.tobytes()
    assert encoder.name
    assert encoder.version


@pytest.fixture
def onnx_file(tmp_path):
    pytest.importorskip("onnxruntime")
    tokenizer().save(str(tmp_path / "tokenizer.json"))
    path = tmp_path / "model.onnx"
    path.write_bytes(tiny_onnx())
    return path


def test_an_onnx_file(onnx_file):
    encoder = load_encoder(onnx_file)
    check(encoder, 4)
    np.testing.assert_allclose(encoder.encode(["bridge"])[0].argmax(), 2)


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_a_broken_onnx_folder_is_an_engine_error(onnx_file, broken):
    (onnx_file.parent / broken).write_bytes(b"{")
    with pytest.raises(EngineError, match=r"tokenizer\.json beside it"):
        load_encoder(onnx_file)


@pytest.fixture
def transformers_folder(tmp_path):
    library = pytest.importorskip("sentence_transformers")
    modules = pytest.importorskip("sentence_transformers.models")
    module = modules.StaticEmbedding(tokenizer(), embedding_weights=np.eye(len(WORDS), 4, dtype=np.float32) + 0.1)
    library.SentenceTransformer(modules=[module], device="cpu").save(str(tmp_path / "tiny"))
    return tmp_path / "tiny"


def test_a_sentence_transformers_folder(transformers_folder):
    check(load_encoder(transformers_folder), 4)


def test_a_broken_sentence_transformers_folder_is_an_engine_error(transformers_folder):
    (transformers_folder / "modules.json").write_text(
        '[{"idx": 0, "name": "0", "path": "nowhere", "type": "no.such.Module"}]'
    )
    with pytest.raises(EngineError):
        load_encoder(transformers_folder)


def test_the_hand_made_model_is_what_it_says():
    assert struct.pack("<f", 1.1) in tiny_onnx()
