"""Annotate: everything that can be read out of one report alone, in the order in which the steps need one another.

sentences -> quotes -> names -> times -> quantities -> attributions -> statements
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .engines import Engines

if TYPE_CHECKING:
    from ..records import Anchor, Annotated, Report

__all__ = ["Engines", "annotate", "reanchor"]


def annotate(reports: Sequence[Report], *, engines: Engines | None = None) -> list[Annotated]:
    """Annotate each report; see `_annotate.annotate`. Loaded on the first call: a step can be used without the rest."""
    from ._annotate import annotate

    return annotate(reports, engines=engines)


def reanchor(annotated: Annotated, anchor: Anchor, *, engines: Engines | None = None) -> Annotated:
    """The same report read again against another anchor; see `_annotate.reanchor`."""
    from ._annotate import reanchor

    return reanchor(annotated, anchor, engines=engines)
