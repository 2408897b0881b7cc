"""The only room that knows the order of the stages: the main job, and the light pass over a pile or a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._compare import CompareOptions, Progress, annotate_all, clean_all, compare, compare_annotated

if TYPE_CHECKING:
    from ._group import Grouped, Newsroom, batches, group_reports
    from ._light import light_pass
    from ._pile import PileRun, group_inputs
    from ._search import Hit, search
    from ._stories import compare_by_story, compare_story

__all__ = [
    "CompareOptions",
    "Grouped",
    "Hit",
    "Newsroom",
    "PileRun",
    "Progress",
    "annotate_all",
    "batches",
    "clean_all",
    "compare",
    "compare_annotated",
    "compare_by_story",
    "compare_story",
    "group_inputs",
    "group_reports",
    "light_pass",
    "search",
]

# Loaded when asked for: the main job needs neither grouping nor the store.
_LATER = {
    "Grouped": "_group",
    "Newsroom": "_group",
    "batches": "_group",
    "group_reports": "_group",
    "light_pass": "_light",
    "PileRun": "_pile",
    "group_inputs": "_pile",
    "Hit": "_search",
    "search": "_search",
    "compare_by_story": "_stories",
    "compare_story": "_stories",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LATER[name]}", __name__), name)
