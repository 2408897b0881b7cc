"""The main job: read, clean, annotate, link, trace, align, judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .. import __version__, cache
from ..annotate import Engines, annotate, reanchor
from ..clean import clean
from ..corrections import NONE, Corrections, correct_attributions, correct_rows, load_corrections
from ..errors import TellingsError
from ..lang import load_pack
from ..read import ReadOptions, read
from ..records import Annotated, Dossier, Failure, PackUsed, RawReport, Record, Report, Run
from ._gloss import with_glosses

if TYPE_CHECKING:
    from ..protocols import Encoder

Progress = Callable[[str, int, int], None]  # stage, done, of


class CompareOptions(Record, frozen=True, kw_only=True):
    read: ReadOptions = ReadOptions()
    gazetteer: Path | None = None  # CSV of the user's own names
    corrections: Path | None = None
    read_langs: tuple[str, ...] = ()  # languages that the reader of the dossier knows, best first
    cache: bool = True
    engines: Engines = Engines()
    encoder: Path | str | None = None  # a user's own sentence encoder, as load_encoder takes it


def compare(
    inputs: Sequence[str | Path], *, options: CompareOptions | None = None, progress: Progress | None = None
) -> Dossier:
    """Read the inputs as reports of one story and say what they share, where they differ, who says what.

    Args:
        inputs: files, folders, globs, addresses, or "-" for standard input.
        options: how to read and with which engines.
        progress: called with (stage, done, of) as work goes on.

    Returns:
        The dossier. What could not be read is in its `failures`; nothing is raised for one bad input.

    Raises:
        TellingsError: the options themselves are off (a gazetteer or corrections file that cannot be read).
    """
    options = options or CompareOptions()
    corrections = load_corrections(options.corrections) if options.corrections else NONE
    readings = read(inputs, options=options.read)
    reports, failures = clean_all(readings.reports, progress=progress)
    annotated = annotate_all(reports, options=options, progress=progress)
    dossier = compare_annotated(annotated, options=options, corrections=corrections, progress=progress)
    return msgspec.structs.replace(dossier, failures=(*readings.failures, *failures, *dossier.failures))


def clean_all(raws: Iterable[RawReport], *, progress: Progress | None = None) -> tuple[list[Report], list[Failure]]:
    """Clean every report; one that holds no text becomes a Failure."""
    raws = list(raws)
    reports: list[Report] = []
    failures: list[Failure] = []
    for i, raw in enumerate(raws):
        _tell(progress, "clean", i, len(raws))
        try:
            reports.append(clean(raw))
        except TellingsError as error:
            failures.append(_failure("clean", raw.path or raw.url or raw.id, error))
    return reports, failures


def annotate_all(
    reports: Sequence[Report], *, options: CompareOptions, progress: Progress | None = None
) -> list[Annotated]:
    """Annotate every report, taking from the cache what was annotated before by the same code and packs."""
    use_cache = options.cache and not options.engines.named()
    known = {i: found for i, r in enumerate(reports) if use_cache and (found := cache.load(r)) is not None}
    missing = [i for i in range(len(reports)) if i not in known]
    _tell(progress, "annotate", len(known), len(reports))
    for i, made in zip(missing, annotate([reports[i] for i in missing], engines=options.engines), strict=True):
        known[i] = made
        if use_cache:
            cache.store(reports[i], made)
    return [known[i] for i in range(len(reports))]


def compare_annotated(
    annotated: Sequence[Annotated],
    *,
    options: CompareOptions,
    corrections: Corrections = NONE,
    progress: Progress | None = None,
) -> Dossier:
    """From annotated reports of one story to its dossier."""
    from ..align import align
    from ..encode import likeness, load_encoder
    from ..judge import judge
    from ..link import borrow_anchors, link, load_gazetteer
    from ..trace import trace

    _tell(progress, "link", 0, 1)
    anchors = borrow_anchors(annotated)
    annotated = [
        reanchor(a, anchors[a.report.id], engines=options.engines) if a.report.id in anchors else a for a in annotated
    ]
    annotated, said = correct_attributions(annotated, corrections)
    gazetteer = load_gazetteer(options.gazetteer) if options.gazetteer else None
    linked = link(annotated, gazetteer=gazetteer)
    statements = [s for a in linked.annotated for s in a.statements]
    encoder = load_encoder(options.encoder)
    _tell(progress, "compare", 0, 1)
    alike = likeness([s.text for s in statements], langs=[s.lang for s in statements], encoder=encoder)
    ids = [s.id for s in statements]
    traced = trace(linked.annotated, likeness=alike, ids=ids)
    rows = align(
        linked.annotated,
        linked.entities,
        likeness=alike,
        ids=ids,
        encoder=encoder,
        read_langs=options.read_langs,
    )
    rows, more = correct_rows(rows, linked.annotated, corrections)
    judged = judge(linked.annotated, linked.entities, rows, traced.derivations, traced.origins)
    return Dossier(
        run=_run(linked.annotated, options=options, encoder=encoder, corrections=(*said, *more)),
        reports=tuple(a.report for a in linked.annotated),
        entities=linked.entities,
        statements=tuple(statements),
        rows=with_glosses(judged.rows, statements, linked.entities, into=options.read_langs),
        conflicts=judged.conflicts,
        alterations=judged.alterations,
        derivations=traced.derivations,
        origins=traced.origins,
        timeline=judged.timeline,
        wording=judged.wording,
        checks=judged.checks,
        failures=tuple(f for a in linked.annotated for f in a.failures),
    )


def _run(
    annotated: Sequence[Annotated], *, options: CompareOptions, encoder: Encoder, corrections: tuple[str, ...]
) -> Run:
    packs = {(pack := load_pack(a.report.lang)).code: pack for a in annotated}
    used = tuple(
        PackUsed(lang=code, version=pack.version, unsupported=pack.unsupported) for code, pack in sorted(packs.items())
    )
    given = {"read_langs": ",".join(options.read_langs), "gazetteer": options.gazetteer and options.gazetteer.name}
    return Run(
        version=__version__,
        packs=used,
        engines={"encode": f"{encoder.name} {encoder.version}"} | options.engines.named(),
        options={k: v for k, v in given.items() if v},
        corrections=corrections,
    )


def _failure(stage: str, subject: str, error: Exception) -> Failure:
    return Failure(stage=stage, subject=subject, error=type(error).__name__, message=str(error))


def _tell(progress: Progress | None, stage: str, done: int, of: int) -> None:
    if progress is not None:
        progress(stage, done, of)
