"""Run the steps of annotation over a batch of reports; each report is annotated alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from ..errors import AnnotateError
from ..lang import Pack, load_pack
from ..records import Anchor, Annotated, Failure, Mention, Report
from ._names import read_batch
from ._verbatim import kept_attributions, kept_inside
from .attributions import read_attributions
from .engines import Engines
from .quantities import read_quantities
from .quotes import find_quotes
from .sentences import split_sentences
from .statements import make_statements
from .times import anchor_from_text, contradiction, read_times


def annotate(reports: Sequence[Report], *, engines: Engines | None = None) -> list[Annotated]:
    """Annotate each report; the result stands in the order of `reports`.

    Names are read in batches of one language, because a model is paid for by the batch. Whatever an engine returns
    outside the text is dropped and counted in `Annotated.failures`; a text that it breaks on is left without names, and
    a Failure says so.
    """
    engines = engines or Engines()
    done: dict[int, Annotated] = {}
    order = sorted(range(len(reports)), key=lambda i: (load_pack(reports[i].lang).code, i))
    for code, group in groupby(order, key=lambda i: load_pack(reports[i].lang).code):
        batch, pack = list(group), load_pack(code)
        named = read_batch([reports[i] for i in batch], pack=pack, engine=engines.names)
        for i, (mentions, failures) in zip(batch, named, strict=True):
            broke = any(failure.subject == reports[i].id for failure in failures)
            report = msgspec.structs.replace(reports[i], coverage="reduced") if broke else reports[i]
            made = _annotate_safely(report, pack=pack, mentions=mentions, engines=engines)
            done[i] = _told_too(made, failures)
    return [done[i] for i in range(len(reports))]


def reanchor(annotated: Annotated, anchor: Anchor, *, engines: Engines | None = None) -> Annotated:
    """The same report read again against another anchor: only what depends on dates is read anew.

    What failed at the first reading stays told.
    """
    report = msgspec.structs.replace(annotated.report, anchor=anchor)
    again = _annotate_safely(
        report, pack=load_pack(report.lang), mentions=annotated.mentions, engines=engines or Engines()
    )
    return _told_too(again, annotated.failures)


def _told_too(annotated: Annotated, failures: Sequence[Failure]) -> Annotated:
    """With failures from before it was annotated; none is told twice."""
    if not failures:
        return annotated
    return msgspec.structs.replace(annotated, failures=tuple(dict.fromkeys((*failures, *annotated.failures))))


def _annotate_safely(report: Report, *, pack: Pack, mentions: Sequence[Mention], engines: Engines) -> Annotated:
    """A report that a step breaks on stays in the dossier without statements, and the break is told as a Failure."""
    try:
        return _annotate_one(report, pack=pack, mentions=mentions, engines=engines)
    except Exception as error:
        told = AnnotateError(
            report.path or report.id,
            cause=f"{type(error).__name__}: {error}",
            way_out="please report it; the other reports are compared without this one",
        )
        failure = Failure(stage="annotate", subject=report.id, error=type(told).__name__, message=str(told))
        return Annotated(report=msgspec.structs.replace(report, coverage="reduced"), failures=(failure,))


def _annotate_one(report: Report, *, pack: Pack, mentions: Sequence[Mention], engines: Engines) -> Annotated:
    text = report.text
    sentences = split_sentences(text, pack=pack, lang=report.lang)
    quotes = find_quotes(text, pack=pack)
    if report.anchor.value is None:
        report = _anchored(report, anchor_from_text(text, sentences=sentences, pack=pack))
    kept, failures = kept_inside(mentions, report, step="names")
    read = engines.times.read_times if engines.times else read_times
    times, lost = kept_inside(read(text, sentences=sentences, pack=pack, anchor=report.anchor), report, step="times")
    failures += lost
    if doubt := contradiction(report.anchor, times):
        report = _noted(report, doubt)
    count = engines.quantities.read_quantities if engines.quantities else read_quantities
    quantities, lost = kept_inside(count(text, sentences=sentences, pack=pack, times=times), report, step="quantities")
    failures += lost
    attribute = engines.attributions.read_attributions if engines.attributions else read_attributions
    said = attribute(text, sentences=sentences, quotes=quotes, mentions=kept, pack=pack)
    attributions, lost = kept_attributions(said, report)
    failures += lost
    statements = make_statements(
        report,
        sentences=sentences,
        quotes=quotes,
        attributions=attributions,
        mentions=kept,
        times=times,
        quantities=quantities,
        pack=pack,
    )
    return Annotated(
        report=_with_coverage(report, pack),
        sentences=sentences,
        quotes=quotes,
        mentions=kept,
        times=times,
        quantities=quantities,
        attributions=attributions,
        statements=statements,
        failures=failures,
    )


def _anchored(report: Report, anchor: Anchor | None) -> Report:
    return report if anchor is None else msgspec.structs.replace(report, anchor=anchor)


def _noted(report: Report, note: str) -> Report:
    return report if note in report.notes else msgspec.structs.replace(report, notes=(*report.notes, note))


def _with_coverage(report: Report, pack: Pack) -> Report:
    """Say in the report itself when its language was read with less than a full pack."""
    missing = pack.unsupported if pack.code != "und" else ()
    if pack.code != "und" and not missing:
        return report
    lacking = "no language pack" if pack.code == "und" else f"the pack {pack.code} lacks {', '.join(missing)}"
    note = f"read at base level: {lacking}"
    return msgspec.structs.replace(_noted(report, note), coverage="reduced")
