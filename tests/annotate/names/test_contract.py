"""What every name reader owes: spans inside the text, in order, without overlaps, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.names import RuleNames, SlovnetNames, read_names
from tellings.lang import available, load_pack

HOSTILE = [
    "",
    " \n\n ",
    "\u202e\u0000\ufeff",
    "A" * 50_000,
    "Aa " * 20_000,
    "A.B." * 5_000,
    "A-" * 5_000,
    "'" * 5_000,
    "O'" * 5_000,
    "İSTANBUL'DA Iğdır'ın İzmir’e",
    "Z\u0301oe\u0301 Ma\u0301rquez",
    "(" * 3_000 + "NATO" + ")" * 3_000,
]


def check(text, mentions):
    at = 0
    for m in mentions:
        assert at <= m.start < m.stop <= len(text)
        assert text[m.start : m.stop].strip()
        at = m.stop


@pytest.mark.parametrize("code", available())
def test_hostile_text_gives_sound_spans(code):
    for text, mentions in zip(HOSTILE, RuleNames().read_names(HOSTILE, pack=load_pack(code)), strict=True):
        check(text, mentions)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=80), code=st.sampled_from(("en", "und", "ru")))
def test_any_text_gives_sound_spans(text, code):
    check(text, RuleNames().read_names([text], pack=load_pack(code))[0])


def test_slovnet_reads_a_batch_and_survives_hostile_text():
    texts = [t[:3_000] for t in HOSTILE]
    for text, mentions in zip(texts, SlovnetNames().read_names(texts, pack=load_pack("ru")), strict=True):
        check(text, mentions)


def test_reading_twice_gives_the_same():
    text = "Deputy Minister Oksana Verhun met Tomas Brandl in Brussels."
    assert read_names([text], pack=load_pack("en")) == read_names([text, text], pack=load_pack("en"))[:1]
