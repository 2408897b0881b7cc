"""A shared dossier passes on excerpts and no local paths."""

import json

import pytest

from tellings.records import Dossier
from tellings.render import share, to_annotations, to_brief, to_html, to_json, to_tables, to_terminal


def test_no_text_and_no_path(small: Dossier) -> None:
    shared = share(small)
    raw = to_json(shared).decode()
    assert all(r.text == "" for r in shared.reports)
    assert "/home" not in raw
    assert "someone" not in raw
    assert "secret folder" not in raw


def test_less_than_half_of_a_report_is_quoted(small: Dossier) -> None:
    shared = share(small)
    for report in small.reports:
        words = sum(len(s.text) for s in shared.statements if s.report == report.id)
        assert words <= len(report.text) / 2 + 2 * sum(s.report == report.id for s in shared.statements), report.outlet


def test_what_a_conflict_rests_on_stays_whole(small: Dossier) -> None:
    shared = {s.id: s.text for s in share(small).statements}
    whole = {s.id: s.text for s in small.statements}
    first = small.conflicts[0].positions[0].statements[0]
    assert shared[first] == whole[first]


def test_cut_words_are_nowhere_else(small: Dossier) -> None:
    """No label, finding or timeline item carries the words that were cut from a statement."""
    shared = share(small)
    raw = json.dumps(json.loads(to_json(shared)), ensure_ascii=False)
    kept = {s.id: s.text for s in shared.statements}
    lost = [s.text for s in small.statements if kept[s.id] != s.text]
    assert lost
    for text in lost:
        assert json.dumps(text, ensure_ascii=False)[1:-1] not in raw, text


@pytest.mark.parametrize("render", [to_html, to_brief, to_terminal, to_annotations, to_tables])
def test_every_output_takes_a_shared_dossier(small: Dossier, render) -> None:  # type: ignore[no-untyped-def]
    made = render(share(small))
    text = made.decode() if isinstance(made, bytes) else str(made)
    assert "/home" not in text


def test_sharing_twice_is_sharing_once(small: Dossier) -> None:
    once = share(small)
    assert [s.text for s in share(once).statements] == [s.text for s in once.statements]
