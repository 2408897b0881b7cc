"""Encoders that a user has already: a sentence-transformers folder, an ONNX file, an OpenAI-compatible server.

Each serves the `Encoder` protocol. What they give is checked and brought to unit length; text that is blank is never
sent and gets the zero vector.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import EngineError, TellingsError, UsageError

Vectors = NDArray[np.float32]

_BATCH = 64
_TIMEOUT = 60.0  # seconds, of one request
_RETRIES = 2  # of a request that was not answered, or answered that the server is busy
_BUSY = (429, 502, 503, 504)
_MAX_TOKENS = 256
_MAX_TEXT = 8000  # characters of a text that a model is given; more of it would be cut by the model, after long work


def _extra(module: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UsageError(
            module, cause="is not installed", way_out=f"python -m pip install 'tellings[{extra}]'"
        ) from error


def _version(path: Path) -> str:
    """A hash of the model's largest files' names and sizes: enough to tell two models apart."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    listed = "\n".join(f"{p.name} {p.stat().st_size}" for p in files)
    return hashlib.sha256(listed.encode()).hexdigest()[:12]


def _encoded(texts: Sequence[str], dim: int, name: str, encode: Callable[[list[str]], Any]) -> Vectors:
    """Encode what is not blank, in batches; check shape and values; bring to unit length."""
    out = np.zeros((len(texts), dim), dtype=np.float32)
    filled = [i for i, text in enumerate(texts) if text.strip()]
    for low in range(0, len(filled), _BATCH):
        some = filled[low : low + _BATCH]
        vectors = _checked([texts[i][:_MAX_TEXT] for i in some], name, encode)
        if vectors.shape != (len(some), dim):
            raise EngineError(name, cause=f"gave vectors of shape {vectors.shape}, not {(len(some), dim)}")
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        out[some] = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    return out


def _checked(texts: list[str], name: str, encode: Callable[[list[str]], Any]) -> Vectors:
    """What a model gives for `texts`: an array of finite numbers, or an error that names the model."""
    try:
        vectors = np.asarray(encode(texts), dtype=np.float32)
    except TellingsError:
        raise
    except Exception as error:  # whatever the library raises, and rows of unequal length
        raise EngineError(name, cause=f"cannot encode: {error}") from error
    if not np.isfinite(vectors).all():
        raise EngineError(name, cause="gave vectors that are not finite")
    return vectors


def _dim(name: str, encode: Callable[[list[str]], Any]) -> int:
    """How long the vectors of a model are, by trying."""
    vectors = _checked(["x"], name, encode)
    if vectors.ndim != 2 or len(vectors) != 1 or not vectors.shape[1]:
        raise EngineError(name, cause=f"gave vectors of shape {vectors.shape} for one text")
    return int(vectors.shape[1])


class SentenceTransformersEncoder:
    """A model folder saved by sentence-transformers, read from disk only.

    Raises:
        UsageError: sentence-transformers is not installed.
        EngineError: the folder holds no model that it can load.
    """

    def __init__(self, folder: Path) -> None:
        library = _extra("sentence_transformers", "sentence-transformers")
        self.name = f"sentence-transformers:{folder.name}"
        self.version = _version(folder)
        try:
            self._model = library.SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        except Exception as error:  # whatever the library raises for a broken folder
            raise EngineError(str(folder), cause=str(error)) from error
        self.dim = _dim(self.name, self._run)

    def encode(self, texts: Sequence[str], *, langs: Sequence[str] | None = None) -> Vectors:
        """Unit-length sentence vectors, shape (len(texts), dim); the zero vector for blank text."""
        del langs
        return _encoded(texts, self.dim, self.name, self._run)

    def _run(self, texts: list[str]) -> Any:
        return self._model.encode(texts, show_progress_bar=False)


class OnnxEncoder:
    """A transformer as an ONNX file with `tokenizer.json` beside it; token vectors are averaged over the text.

    Raises:
        UsageError: onnxruntime or tokenizers is not installed.
        EngineError: the model or the tokenizer cannot be loaded.
    """

    def __init__(self, path: Path) -> None:
        runtime = _extra("onnxruntime", "onnx")
        tokenizers = _extra("tokenizers", "onnx")
        self.name = f"onnx:{path.parent.name}/{path.name}"
        self.version = _version(path)
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(path.parent / "tokenizer.json"))
            self._session = runtime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        except Exception as error:  # each library has errors of its own
            raise EngineError(
                str(path), cause=str(error), way_out="give a .onnx file with tokenizer.json beside it"
            ) from error
        self._tokenizer.enable_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._inputs = {one.name for one in self._session.get_inputs()}
        self.dim = _dim(self.name, self._run)

    def encode(self, texts: Sequence[str], *, langs: Sequence[str] | None = None) -> Vectors:
        """Unit-length sentence vectors, shape (len(texts), dim); the zero vector for blank text."""
        del langs
        return _encoded(texts, self.dim, self.name, self._run)

    def _run(self, texts: list[str]) -> Vectors:
        found = self._tokenizer.encode_batch(texts)
        mask = np.array([one.attention_mask for one in found], dtype=np.int64)
        feed = {
            "input_ids": np.array([one.ids for one in found], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        first = np.asarray(self._session.run(None, {k: v for k, v in feed.items() if k in self._inputs})[0])
        if first.ndim == 2:
            return first  # the model averages by itself
        if first.ndim != 3:
            raise EngineError(self.name, cause=f"its first output has {first.ndim} dimensions, not 2 or 3")
        weights = mask[:, :, None].astype(np.float32)
        vectors: Vectors = (first * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1)
        return vectors


class ServerEncoder:
    """An OpenAI-compatible embeddings server: POST `address`/embeddings with a model's name and texts.

    Raises:
        EngineError: the server cannot be reached, refuses, or answers something else.
    """

    def __init__(self, address: str, *, model: str, key: str | None = None) -> None:
        self.name = f"server:{model}"
        self.version = address
        if not address.startswith(("http://", "https://")):
            raise EngineError(address, cause="is no address of a server", way_out="check the address and the model")
        self._address, self._model, self._key = address.rstrip("/"), model, key
        self.dim = _dim(self.name, self._ask)

    def encode(self, texts: Sequence[str], *, langs: Sequence[str] | None = None) -> Vectors:
        """Unit-length sentence vectors, shape (len(texts), dim); the zero vector for blank text."""
        del langs
        return _encoded(texts, self.dim, self.name, self._ask)

    def _ask(self, texts: list[str]) -> list[list[float]]:
        import urllib3

        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        body = json.dumps({"model": self._model, "input": texts, "encoding_format": "float"})
        again = urllib3.Retry(
            total=_RETRIES,
            status_forcelist=_BUSY,
            allowed_methods=None,
            backoff_factor=0.5,
            raise_on_status=False,
            respect_retry_after_header=False,
        )
        try:
            answer = urllib3.request(
                "POST", f"{self._address}/embeddings", body=body, headers=headers, timeout=_TIMEOUT, retries=again
            )
            if answer.status != 200:
                raise EngineError(self._address, cause=f"answered {answer.status}: {answer.data[:200]!r}")
            rows = {row["index"]: row["embedding"] for row in json.loads(answer.data)["data"]}
            return [rows[i] for i in range(len(texts))]
        except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError) as error:
            raise EngineError(self._address, cause=_why(error), way_out="check the address and the model") from error


def _why(error: Exception) -> str:
    """The cause of a request's failure; of an answer that lacks something, what it lacks."""
    return f"its answer lacks {error}" if isinstance(error, KeyError) else str(error)
