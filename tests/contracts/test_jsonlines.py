"""The records of every stage survive JSON Lines, so that each stage can be run alone."""

from pathlib import Path

import pytest

import tellings
from tellings.align import align
from tellings.annotate import annotate
from tellings.clean import clean
from tellings.encode import likeness, load_encoder
from tellings.errors import ReadError
from tellings.jsonlines import from_lines, to_lines
from tellings.link import link
from tellings.records import Annotated, Entity, RawReport, Report, Row

DEMO = Path(tellings.__file__).parent / "demo" / "reports"


def test_each_stage_goes_on_from_the_lines_of_the_one_before() -> None:
    raws = tellings.read_reports([DEMO / "01_vpa.json", DEMO / "03_lissky_vestnik.txt"]).reports
    assert tuple(from_lines(to_lines(raws), RawReport)) == raws
    reports = [clean(raw) for raw in from_lines(to_lines(raws), RawReport)]
    assert list(from_lines(to_lines(reports), Report)) == reports
    annotated = annotate(list(from_lines(to_lines(reports), Report)))
    assert list(from_lines(to_lines(annotated), Annotated)) == annotated
    linked = link(list(from_lines(to_lines(annotated), Annotated)))
    assert tuple(from_lines(to_lines(linked.entities), Entity)) == linked.entities
    statements = [s for a in linked.annotated for s in a.statements]
    alike = likeness([s.text for s in statements], langs=[s.lang for s in statements], encoder=load_encoder())
    rows = align(linked.annotated, linked.entities, likeness=alike, ids=[s.id for s in statements])
    assert tuple(from_lines(to_lines(rows), Row)) == rows


def test_a_line_that_is_no_such_record_is_named() -> None:
    with pytest.raises(ReadError, match=r"pile\.jsonl: line 3: .*\(give Report records\)"):
        list(from_lines(b'{"id":"a","text":"b"}\n\n{"id":1}\n', Report, subject="pile.jsonl"))


def test_the_facade_keeps_its_verbs_whatever_is_imported() -> None:
    import tellings.read  # the stage's room, which must not take a verb's name

    assert all(callable(getattr(tellings, verb)) for verb in tellings.__all__)
