"""Small words that a language writes onto the next one: read off by the tables of the pack, whatever reads the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate import annotate
from tellings.annotate.attributions import read_attributions
from tellings.annotate.names import read_names
from tellings.annotate.quantities import read_quantities
from tellings.annotate.quotes import find_quotes
from tellings.annotate.sentences import split_sentences
from tellings.annotate.times import read_times
from tellings.lang import load_pack
from tellings.lang.frames import read_frames
from tellings.lang.stance import negations
from tellings.records import Anchor, Report

AR = load_pack("ar")
ANCHOR = Anchor(value="2025-11-18")
PARTS = (
    "و",
    "ب",
    "ل",
    "ال",
    "لل",
    "قال",
    "الوزير",
    "إن",
    "قُتِلَ",
    "شخصين",
    "500",
    "٣",
    "في",
    "نوفمبر",
    "أحمد",
    "«",
    "»",
    "،",
    ".",
    "\u0640",
    "\u064b",
    " ",
)


@pytest.mark.parametrize("code", ["en", "tr", "und"])
def test_other_languages_have_none(code: str) -> None:
    assert load_pack(code).behind_proclitics("wanderer") == ()


def test_frames_and_negations_are_found_behind_them() -> None:
    assert {h.label for h in read_frames("وبالهجوم", lang="ar")} == {"attack"}
    assert [m.start for m in negations("ولم يصب أحد", AR)] == [1]


def test_times_and_quantities_leave_them_out() -> None:
    text = "والأربعاء قتل 300 شخص و500 جندي"
    times = read_times(text, sentences=(), pack=AR, anchor=ANCHOR)
    assert [text[t.start : t.stop] for t in times] == ["الأربعاء"]
    assert [(q.low, q.of) for q in read_quantities(text, pack=AR, times=times)] == [(300, "شخص"), (500, "جندي")]


def test_names_and_sources_leave_them_out() -> None:
    text = "وقال أحمد الخطيب إن الجسر أغلق. ووفقًا لوزارة الداخلية، وصل وفد لروسيا."
    (found,) = read_names([text], pack=AR)
    assert [text[m.start : m.stop] for m in found if m.kind in ("person", "place")] == ["أحمد الخطيب", "روسيا"]
    said = read_attributions(
        text, sentences=split_sentences(text, pack=AR), quotes=find_quotes(text, pack=AR), mentions=found, pack=AR
    )
    assert [a.source.text for a in said if a.source] == ["أحمد الخطيب", "وزارة الداخلية"]
    assert [a.cue.text for a in said if a.cue] == ["قال", "وفقًا ل"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_no_span_leaves_the_text(text: str) -> None:
    (done,) = annotate([Report(id="1", text=text, lang="ar", published="2025-11-18")])
    for found in (*done.times, *done.quantities, *done.mentions):
        assert 0 <= found.start < found.stop <= len(text)
    for a in done.attributions:
        assert all(0 <= c.start < c.stop <= len(text) for c in a.content)
