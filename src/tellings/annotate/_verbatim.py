"""What an engine may return: spans in the text and words that stand there. The rest is dropped, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from ..errors import AnnotateError
from ..records import Attribution, Cue, Failure, Mention, Quantity, Report, Source, Timex

Anchored = TypeVar("Anchored", Mention, Timex, Quantity)


def kept_inside(
    found: Sequence[Anchored], report: Report, *, step: str
) -> tuple[tuple[Anchored, ...], tuple[Failure, ...]]:
    """What lies inside the report's text; what does not is dropped, and counted in a Failure that names the step."""
    kept = tuple(x for x in found if 0 <= x.start < x.stop <= len(report.text))
    return kept, _counted(len(found) - len(kept), report, what=f"{step} lay outside the text")


def kept_attributions(
    found: Sequence[Attribution], report: Report
) -> tuple[tuple[Attribution, ...], tuple[Failure, ...]]:
    """Attributions of which every hop stands in the report's text; the others are dropped, and counted."""
    kept = tuple(x for x in found if _stands(x, report.text))
    return kept, _counted(len(found) - len(kept), report, what="attributions do not stand in the text")


def _stands(attribution: Attribution | None, text: str) -> bool:
    while attribution is not None:
        parts: tuple[Source | Cue | None, ...] = (attribution.source, attribution.cue)
        if any(part is not None and not _is_there(part, text) for part in parts):
            return False
        if not all(0 <= span.start < span.stop <= len(text) for span in attribution.content):
            return False
        attribution = attribution.outer
    return True


def _is_there(part: Source | Cue, text: str) -> bool:
    return 0 <= part.start < part.stop <= len(text) and text[part.start : part.stop] == part.text


def _counted(lost: int, report: Report, *, what: str) -> tuple[Failure, ...]:
    if not lost:
        return ()
    error = AnnotateError(report.path or report.id, cause=f"{lost} {what} and were dropped")
    return (Failure(stage="annotate", subject=report.id, error=type(error).__name__, message=str(error)),)
