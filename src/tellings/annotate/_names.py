"""Names of a batch of reports, read so that a text on which an engine breaks costs the others nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import EngineError
from ..lang import Pack
from ..protocols import NameReader
from ..records import Failure, Mention, Report
from .names import read_names

Named = tuple[tuple[Mention, ...], tuple[Failure, ...]]


def read_batch(reports: Sequence[Report], *, pack: Pack, engine: NameReader | None) -> list[Named]:
    """The names in each report's text, and what went wrong with it; all reports are in the language of `pack`.

    A batch that fails is read again text by text. No other reader steps in for one that breaks: the text is left
    without names, and a Failure says which engine it was. What an engine counts as `dropped` is told with the first report
    of its batch.
    """
    before = _dropped(engine)
    try:
        named: list[Named] = [(mentions, ()) for mentions in _read(reports, pack=pack, engine=engine)]
    except Exception:
        before = _dropped(engine)  # what the batch dropped before it broke is dropped again now
        named = [_alone(report, pack=pack, engine=engine) for report in reports]
    lost = _dropped(engine) - before
    if lost > 0 and named:
        told = EngineError(_said(engine), cause=f"{lost} names were dropped: not verbatim in the text, or overlapping")
        named[0] = (named[0][0], (*named[0][1], _failure(_said(engine), told)))
    return named


def _read(reports: Sequence[Report], *, pack: Pack, engine: NameReader | None) -> list[tuple[Mention, ...]]:
    found = list((engine.read_names if engine else read_names)([r.text for r in reports], pack=pack))
    if len(found) != len(reports):
        raise EngineError(_said(engine), cause=f"gave names of {len(found)} texts for {len(reports)}")
    return [tuple(mentions) for mentions in found]


def _alone(report: Report, *, pack: Pack, engine: NameReader | None) -> Named:
    try:
        return _read([report], pack=pack, engine=engine)[0], ()
    except EngineError as error:
        return (), (_failure(report.id, error),)
    except Exception as error:
        where = report.path or report.id
        told = EngineError(_said(engine), cause=f"{where} is left without names: {type(error).__name__}: {error}")
        return (), (_failure(report.id, told),)


def _said(engine: NameReader | None) -> str:
    return f"names by {engine.name} {engine.version}" if engine else "names"


def _dropped(engine: NameReader | None) -> int:
    """How many names an engine has dropped so far; one that does not count has dropped none."""
    count = getattr(engine, "dropped", 0)
    return count if isinstance(count, int) else 0


def _failure(subject: str, error: EngineError) -> Failure:
    return Failure(stage="annotate", subject=subject, error=type(error).__name__, message=str(error))
