"""Sentence vectors across languages, and how alike two statements are. Proposes; never judges."""

from __future__ import annotations

from pathlib import Path

from ..errors import EngineError
from ..protocols import Encoder
from .likeness import Likeness, likeness
from .static import WEIGHTS, StaticEncoder, load_rows

__all__ = ["Likeness", "likeness", "load_encoder", "server_encoder"]


def load_encoder(path: Path | str | None = None) -> Encoder:
    """The encoder that ships with the package, or the user's own at `path`.

    `path` is a folder written by `training/encoder`, a sentence-transformers folder, an ONNX file with
    `tokenizer.json` beside it, or the address of an OpenAI-compatible server with the model's name behind a `#`, as in
    `http://localhost:8080/v1#bge-m3` (for a server that asks for a key, call `server_encoder`).

    Raises:
        EngineError: `path` is none of these, or cannot be loaded.
        UsageError: what reads it is not installed.
    """
    if isinstance(path, str) and path.startswith(("http://", "https://")):
        address, _, model = path.partition("#")
        if not model:
            raise EngineError(path, cause="no model named", way_out="put the model's name behind a #")
        return server_encoder(address, model=model)
    path = Path(path) if path is not None else None
    if path is None or (path / "encoder.json").is_file():
        rows, version = load_rows(path or WEIGHTS)
        return StaticEncoder(rows, version=version)
    from .engines import OnnxEncoder, SentenceTransformersEncoder

    if (path / "modules.json").is_file():
        return SentenceTransformersEncoder(path)
    if path.suffix == ".onnx" and path.is_file():
        return OnnxEncoder(path)
    raise EngineError(
        str(path),
        cause="no encoder found there",
        way_out="give a folder with encoder.json or modules.json, or an .onnx file",
    )


def server_encoder(address: str, *, model: str, key: str | None = None) -> Encoder:
    """An OpenAI-compatible embeddings server as an encoder; `address` as in `http://localhost:8080/v1`.

    Raises:
        EngineError: the server cannot be reached or gives no vectors.
    """
    from .engines import ServerEncoder

    return ServerEncoder(address, model=model, key=key)
