"""The parts of annotation that the bench times are those that annotation calls."""

from bench.parts import PARTS
from tellings.annotate import _annotate


def test_every_timed_part_is_called_by_annotation() -> None:
    assert [verb for verb in PARTS if not callable(getattr(_annotate, verb, None))] == []
