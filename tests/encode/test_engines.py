"""Encoders of the user's own serve the same protocol, through fakes of the libraries and a real little server."""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from tellings.encode import load_encoder, server_encoder
from tellings.errors import EngineError, UsageError

TEXTS = ["bridge", " ", "river and bridge", ""]


def _letters(text):
    return [text.count(c) + 0.5 for c in "abcd"]


@pytest.fixture
def transformers_folder(tmp_path, monkeypatch):
    (tmp_path / "modules.json").write_text("[]")

    class SentenceTransformer:
        def __init__(self, folder, *, device, local_files_only):
            assert local_files_only

        def get_sentence_embedding_dimension(self):
            return 4

        def encode(self, texts, *, show_progress_bar):
            return np.array([_letters(text) for text in texts])

    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = SentenceTransformer
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    return tmp_path


@pytest.fixture
def onnx_file(tmp_path, monkeypatch):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"tiny")

    class Tokenizer:
        @staticmethod
        def from_file(name):
            return Tokenizer()

        def enable_padding(self): ...

        def enable_truncation(self, length): ...

        def encode_batch(self, texts):
            longest = max(map(len, texts))
            return [
                SimpleNamespace(
                    ids=[ord(c) % 7 for c in text.ljust(longest, "\0")],
                    attention_mask=[1] * len(text) + [0] * (longest - len(text)),
                )
                for text in texts
            ]

    class InferenceSession:
        def __init__(self, path, *, providers): ...

        def get_inputs(self):
            return [SimpleNamespace(name="input_ids"), SimpleNamespace(name="attention_mask")]

        def run(self, outputs, feed):
            assert set(feed) == {"input_ids", "attention_mask"}
            return [np.eye(7, 4, dtype=np.float32)[feed["input_ids"]] + 0.1]

    for name, content in (("onnxruntime", InferenceSession), ("tokenizers", Tokenizer)):
        module = ModuleType(name)
        setattr(module, content.__name__, content)
        monkeypatch.setitem(sys.modules, name, module)
    return path


class _Embeddings(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = 200 if self.headers.get("Authorization") == "Bearer key" else 401
        rows = [{"index": i, "embedding": _letters(text)} for i, text in enumerate(asked["input"])]
        body = json.dumps({"data": rows[::-1]}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args): ...


@pytest.fixture
def address():
    server = HTTPServer(("127.0.0.1", 0), _Embeddings)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


@pytest.fixture
def serve():
    """Starts a server that answers what a function of the question says; returns its address."""
    servers = []

    def start(answer):
        class Handler(_Embeddings):
            def do_POST(self):
                status, body = answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        servers.append(_Quiet(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/v1"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


class _Quiet(HTTPServer):
    def handle_error(self, request, client_address): ...  # the client has gone


@pytest.fixture(params=["static", "transformers", "onnx", "server"])
def encoder(request):
    match request.param:
        case "static":
            return load_encoder()
        case "transformers":
            return load_encoder(request.getfixturevalue("transformers_folder"))
        case "onnx":
            return load_encoder(request.getfixturevalue("onnx_file"))
        case _:
            return server_encoder(request.getfixturevalue("address"), model="tiny", key="key")


def test_contract(encoder):
    assert encoder.name
    assert encoder.version
    vectors = encoder.encode(TEXTS, langs=["en"] * 4)
    assert vectors.dtype == np.float32
    assert vectors.shape == (4, encoder.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 1, 0], atol=1e-5)
    np.testing.assert_allclose(encoder.encode(TEXTS[2:3])[0], vectors[2], atol=1e-6)
    assert encoder.encode([]).shape == (0, encoder.dim)


@pytest.mark.parametrize(("module", "name"), [("sentence_transformers", "modules.json"), ("onnxruntime", "model.onnx")])
def test_a_missing_extra_names_its_install_line(tmp_path, monkeypatch, module, name):
    (tmp_path / name).write_text("")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=r"pip install 'tellings\[(sentence-transformers|onnx)\]'"):
        load_encoder(tmp_path if name == "modules.json" else tmp_path / name)


def test_a_server_that_refuses_is_an_engine_error(address):
    with pytest.raises(EngineError, match="401"):
        server_encoder(address, model="tiny", key="wrong")


def test_a_server_that_is_not_there_is_an_engine_error():
    with pytest.raises(EngineError, match="check the address"):
        server_encoder("http://127.0.0.1:9/v1", model="tiny")


def test_vectors_that_are_not_numbers_are_refused(transformers_folder):
    encoder = load_encoder(transformers_folder)
    encoder._model.encode = lambda texts, **_: np.full((len(texts), 4), np.nan)
    with pytest.raises(EngineError, match="not finite"):
        encoder.encode(["x"])


def test_vectors_of_another_shape_are_refused(transformers_folder):
    encoder = load_encoder(transformers_folder)
    encoder._model.encode = lambda texts, **_: np.ones((len(texts), 5))
    with pytest.raises(EngineError, match="shape"):
        encoder.encode(["x"])


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (b"not json", "check the address"),
        (b"[]", "check the address"),
        (b"null", "check the address"),
        (b'{"error": "no such model"}', "lacks 'data'"),
        (b'{"data": []}', "lacks 0"),
        (b'{"data": [{"index": 3, "embedding": [1.0]}]}', "lacks 0"),
        (b'{"data": [{"index": 0, "embedding": "AAAA"}]}', "cannot encode"),
        (b'{"data": [{"index": 0, "embedding": null}]}', "shape|not finite|cannot encode"),
        (b'{"data": [{"index": 0, "embedding": []}]}', "shape"),
        (b'{"data": [{"index": 0, "embedding": [1.0, NaN]}]}', "not finite"),
    ],
)
def test_a_server_that_answers_something_else_is_an_engine_error(serve, answer, cause):
    with pytest.raises(EngineError, match=cause):
        server_encoder(serve(lambda asked: (200, answer)), model="tiny")


def _vectors(asked, sizes):
    rows = [{"index": i, "embedding": [1.0] * sizes[i % len(sizes)]} for i in range(len(asked["input"]))]
    return 200, json.dumps({"data": rows}).encode()


def test_vectors_of_unequal_length_are_refused(serve):
    encoder = server_encoder(serve(lambda asked: _vectors(asked, [3, 4])), model="tiny")
    with pytest.raises(EngineError, match="cannot encode"):
        encoder.encode(["bridge", "river"])


def test_a_server_that_changes_its_dimension_is_refused(serve):
    encoder = server_encoder(serve(lambda asked: _vectors(asked, [3 if asked["input"] == ["x"] else 5])), model="tiny")
    with pytest.raises(EngineError, match=r"shape \(1, 5\), not \(1, 3\)"):
        encoder.encode(["bridge"])


def test_a_server_in_trouble_is_an_engine_error(serve):
    with pytest.raises(EngineError, match="answered 500"):
        server_encoder(serve(lambda asked: (500, b"out of memory")), model="tiny")


def test_a_busy_server_is_asked_again(serve):
    answers = iter([503])
    encoder = server_encoder(serve(lambda asked: (next(answers, 200), _vectors(asked, [3])[1])), model="tiny")
    assert encoder.dim == 3


def test_a_server_that_stays_busy_is_an_engine_error(serve):
    with pytest.raises(EngineError, match="answered 429"):
        server_encoder(serve(lambda asked: (429, b"later")), model="tiny")


def test_a_server_that_does_not_answer_is_given_up(serve, monkeypatch):
    monkeypatch.setattr("tellings.encode.engines._TIMEOUT", 0.05)
    monkeypatch.setattr("tellings.encode.engines._RETRIES", 0)
    with pytest.raises(EngineError, match="timed out"):
        server_encoder(serve(lambda asked: (time.sleep(0.5), (200, b""))[1]), model="tiny")


def test_a_megabyte_of_text_is_cut_before_it_is_sent(serve):
    lengths = []
    encoder = server_encoder(
        serve(lambda asked: (lengths.extend(map(len, asked["input"])), _vectors(asked, [3]))[1]), model="tiny"
    )
    assert encoder.encode(["bridge " * 150_000]).shape == (1, 3)
    assert max(lengths) <= 8000


def test_blank_text_is_never_sent(serve):
    sent = []
    encoder = server_encoder(serve(lambda asked: (sent.extend(asked["input"]), _vectors(asked, [3]))[1]), model="tiny")
    assert not encoder.encode(["", " \n"]).any()
    assert sent == ["x"]


def test_an_address_with_the_models_name_is_an_encoder(serve):
    address = serve(lambda asked: _vectors(asked, [3 if asked["model"] == "tiny" else 0]))
    assert load_encoder(f"{address}#tiny").dim == 3
    with pytest.raises(EngineError, match="no model named"):
        load_encoder(address)


@pytest.mark.parametrize("address", ["localhost:9/v1", "ftp://localhost/v1", "http://", "nonsense"])
def test_an_address_that_is_none_is_an_engine_error(address):
    with pytest.raises(EngineError, match="check the address"):
        server_encoder(address, model="tiny")


def test_wrong_paths_are_named(tmp_path):
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "nowhere", tmp_path / "nowhere.onnx", tmp_path / "empty", str(tmp_path / "empty")):
        with pytest.raises(EngineError, match="no encoder found there"):
            load_encoder(path)


def test_a_library_that_fails_while_encoding_is_named(transformers_folder):
    encoder = load_encoder(transformers_folder)

    def fail(texts, **_):
        raise RuntimeError("out of memory")

    encoder._model.encode = fail
    with pytest.raises(EngineError, match="cannot encode: out of memory"):
        encoder.encode(["x"])
