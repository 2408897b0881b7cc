"""Statements cut at their punctuation, so that a long one that tells several things is found by each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ..protocols import Encoder
    from .views import View

_CUT = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S*\s*|[,;:.!?()\[\]«»„“”\"—–…]+\s*|\s-\s?|\n+")
_LETTERS = 18  # a piece with fewer code points joins the next
_MOST = 8  # pieces of one statement


class Parts:
    """Unit vectors of the pieces of every statement; a statement without a cut is its own only piece."""

    def __init__(self, views: Sequence[View], *, encoder: Encoder) -> None:
        texts: list[str] = []
        langs: list[str] = []
        self.bounds: list[tuple[int, int]] = []
        for view in views:
            pieces = cut(view.told)
            self.bounds.append((len(texts), len(texts) + len(pieces)))
            texts += pieces
            langs += [view.statement.lang] * len(pieces)
        self.starts = np.array([start for start, _ in self.bounds] + [len(texts)], dtype=np.int64)
        self.owner = np.repeat(np.arange(len(views)), np.diff(self.starts))
        self.vectors: NDArray[np.float32] = (
            encoder.encode(texts, langs=langs) if texts else np.zeros((0, encoder.dim), dtype=np.float32)
        )

    def nearest(self, left: int, right: int) -> float:
        """The highest cosine of a piece of one statement with a piece of the other."""
        a, b = self.bounds[left], self.bounds[right]
        cosines = self.vectors[a[0] : a[1]] @ self.vectors[b[0] : b[1]].T
        return float(cosines[0, 0] if cosines.size == 1 else cosines.max())


def cut(text: str) -> list[str]:
    """The pieces of a text between punctuation marks, short ones joined to their neighbour; at least one."""
    pieces: list[str] = []
    for piece in filter(str.strip, _CUT.split(text)):
        if pieces and (len(pieces[-1]) < _LETTERS or len(piece) < _LETTERS or len(pieces) == _MOST):
            pieces[-1] = f"{pieces[-1]}, {piece.strip()}"
        else:
            pieces.append(piece.strip())
    return pieces or [text]
