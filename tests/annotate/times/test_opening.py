"""The day of reporting out of the text, and a stamp that the text contradicts."""

import pytest

from tellings.annotate.sentences import split_sentences
from tellings.annotate.times import anchor_from_text, contradiction, read_times
from tellings.lang import load_pack
from tellings.records import Anchor


def opening(text, lang="en"):
    pack = load_pack(lang)
    return anchor_from_text(text, sentences=split_sentences(text, pack=pack), pack=pack)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "Bridge falls\n18 November 2025\nA bridge fell in Veld.", "2025-11-18"),
        ("en", "Bridge falls\nVELD (Kite Press), November 18, 2025 - A bridge fell.", "2025-11-18"),
        ("de", "Brücke gestürzt\nHeute, 18. November 2025, ist eine Brücke gestürzt.", "2025-11-18"),
        ("ru", "Мост рухнул\nСегодня, 18 ноября 2025 года, рухнул мост.", "2025-11-18"),
    ],
)
def test_the_opening_states_the_day(lang, text, value):
    anchor = opening(text, lang)
    assert anchor is not None
    assert anchor.value == value
    assert anchor.rests_on


@pytest.mark.parametrize(
    "text",
    [
        "Bridge falls\nThe bridge that was opened on 18 November 2015 fell.",
        "Bridge falls\nA bridge fell today.",
        "Bridge falls\n18 November\nA bridge fell.",
        "",
    ],
)
def test_what_is_told_is_not_when_it_is_told(text):
    assert opening(text) is None


def test_a_day_told_as_past_cannot_lie_after_the_stamp():
    text = "The bridge fell on 18 November 2025."
    stamp = Anchor(value="2025-11-17", rests_on="stamp")
    times = read_times(text, sentences=(), pack=load_pack("en"), anchor=stamp)
    assert "2025-11-18" in (contradiction(stamp, times) or "")
    assert contradiction(Anchor(value="2025-11-18", rests_on="stamp"), times) is None
    assert contradiction(Anchor(), times) is None


def test_a_dateline_may_be_a_sentence_of_its_own():
    text = "У місті згорів млин\n\n20 січня 2026 року. Млин згорів у понеділок."
    pack = load_pack("uk")
    found = anchor_from_text(text, sentences=split_sentences(text, pack=pack), pack=pack)
    assert found is not None and found.value == "2026-01-20"
