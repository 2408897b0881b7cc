"""The only room that knows the order of the stages: the main job, and the light pass over a pile or a stream."""

from ._compare import CompareOptions, Progress, annotate_all, clean_all, compare, compare_annotated
from ._group import Grouped, Newsroom, batches, group_reports
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
    "search",
]
