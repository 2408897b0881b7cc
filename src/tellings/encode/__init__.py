"""Sentence vectors across languages, and how alike two statements are. Proposes; never judges."""

from __future__ import annotations

from pathlib import Path

from ..protocols import Encoder
from .likeness import Likeness, likeness
from .static import WEIGHTS, StaticEncoder, load_rows

__all__ = ["Likeness", "likeness", "load_encoder"]


def load_encoder(path: Path | None = None) -> Encoder:
    """The encoder that ships with the package, or one made by `training/encoder` in the folder `path`.

    Raises:
        EngineError: `path` holds no encoder.
    """
    rows, version = load_rows(path or WEIGHTS)
    return StaticEncoder(rows, version=version)
