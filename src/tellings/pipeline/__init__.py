"""The only room that knows the order of the stages: the main job, and the light pass over a pile or a stream."""

from ._compare import CompareOptions, Progress, annotate_all, clean_all, compare, compare_annotated

__all__ = ["CompareOptions", "Progress", "annotate_all", "clean_all", "compare", "compare_annotated"]
