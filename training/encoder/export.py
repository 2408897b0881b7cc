"""Turn trained rows into the files that ship: four bits a dimension, one scale a row, keys sorted."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from tellings.encode.static import Rows

SPREAD = 2.6  # standard deviations of a row that its four bits reach


def packed(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as `Rows.packed` wants them, and their scales."""
    scales = (table.std(axis=1) * SPREAD / 7).astype(np.float16)
    steps = np.maximum(scales.astype(np.float32), 1e-9)[:, None]
    values = np.clip(np.round(table / steps), -7, 7).astype(np.int16) + 8
    half = table.shape[1] // 2
    return ((values[:, :half] << 4) | values[:, half:]).astype(np.uint8), scales


def rows_of(prepared: Path, checkpoint: Path) -> Rows:
    """The rows of a checkpoint that training has touched, packed."""
    state = torch.load(checkpoint)
    touched = state["touched"].numpy()
    keys = np.load(prepared)["vocabulary"][touched]
    table, logs = state["table"].numpy()[touched], state["logs"].numpy()[touched]
    halves, scales = packed(table)
    norms = np.linalg.norm(table, axis=1) * np.exp(np.clip(logs, -6, 3))
    return Rows(
        keys=keys, packed=halves, scales=scales, weights=logs.astype(np.float16), number=float(np.median(norms))
    )


def write(rows: Rows, folder: Path) -> None:
    """Write the four arrays and `encoder.json`, whose version is a hash of the arrays."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {"keys": rows.keys, "rows": rows.packed, "scales": rows.scales, "weights": rows.weights}
    digest = hashlib.sha256()
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
        digest.update(np.ascontiguousarray(array).tobytes())
    about = {"version": digest.hexdigest()[:12], "number": rows.number, "dim": 2 * rows.packed.shape[1]}
    (folder / "encoder.json").write_text(json.dumps(about) + "\n", "utf-8")
