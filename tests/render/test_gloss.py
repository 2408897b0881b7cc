"""A machine gloss is marked wherever it shows, escaped, and shown only to a reader who does not know the row's languages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tellings.records import Dossier, Gloss
from tellings.render import explain, share, to_brief, to_html, to_json, to_tables, to_terminal

MARK = "machine gloss, not evidence"
TEXT = "<b>Pier</b> burnt [prychal]"


@pytest.fixture
def glossed(small: Dossier) -> Dossier:
    """The small dossier for a reader of Danish, each row with a gloss."""
    rows = tuple(replace(r, gloss=Gloss(text=TEXT, lang="da")) for r in small.rows)
    return replace(small, rows=rows, run=replace(small.run, options={"read_langs": "da"}))


def test_it_is_marked_in_every_output(glossed: Dossier) -> None:
    shared = next(r for r in glossed.rows if len(r.reports) > 1)
    assert MARK in " ".join(to_terminal(glossed).split())
    assert MARK in to_html(glossed)
    assert MARK in to_brief(glossed)
    assert MARK in explain(glossed, shared.id)
    assert b'"gloss": {' in to_json(glossed)


def test_it_is_escaped(glossed: Dossier) -> None:
    page = to_html(glossed)
    assert TEXT not in page
    assert "&lt;b&gt;Pier&lt;/b&gt; burnt" in page
    assert "<b>Pier" not in to_brief(glossed)


def test_a_reader_who_knows_the_language_sees_none(glossed: Dossier) -> None:
    langs = ",".join(sorted({s.lang for s in glossed.statements}))
    known = replace(glossed, run=replace(glossed.run, options={"read_langs": langs}))
    assert MARK not in to_html(known)
    assert MARK not in to_terminal(known)


def test_a_cut_label_is_shared_without_its_gloss(glossed: Dossier) -> None:
    long = tuple(replace(r, label=r.label * 40) for r in glossed.rows)
    assert all(r.gloss is None for r in share(replace(glossed, rows=long)).rows)
    assert {r.gloss for r in share(glossed).rows if r.label in {o.label for o in glossed.rows}} <= {
        Gloss(text=TEXT, lang="da")
    }


def test_tables_have_it_in_a_column_of_its_own(glossed: Dossier) -> None:
    header = to_tables(glossed)["rows.csv"].splitlines()[0]
    assert header.endswith("machine_gloss")
