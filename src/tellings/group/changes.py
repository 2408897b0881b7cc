"""What comes into grouping and what comes out of it: a batch's columns, people's decisions, what changed."""

from __future__ import annotations

from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ..records import Finding, Record


class Change(Record, frozen=True, kw_only=True):
    """What a batch did to a story."""

    kind: Literal["opened", "joined", "merged", "split"]
    story: str
    report: str = ""  # that opened or joined it
    other: str = ""  # the story that was merged into this one, or split off it
    findings: tuple[Finding, ...] = ()


class Decisions(Record, frozen=True, kw_only=True):
    """What people decided; it survives every re-run. Pairs of report ids."""

    must: frozenset[tuple[str, str]] = frozenset()
    cannot: frozenset[tuple[str, str]] = frozenset()


class Columns(Protocol):
    """The columns of a batch that grouping needs; `sketch.Sketches` has them."""

    @property
    def ids(self) -> NDArray[np.str_]: ...
    @property
    def langs(self) -> NDArray[np.str_]: ...
    @property
    def times(self) -> NDArray[np.float64]: ...
    @property
    def indptr(self) -> NDArray[np.int64]: ...
    @property
    def keys(self) -> NDArray[np.uint64]: ...
    @property
    def counts(self) -> NDArray[np.float32]: ...
    @property
    def vectors(self) -> NDArray[np.int8]: ...
    @property
    def scales(self) -> NDArray[np.float32]: ...
