"""Whatever the text: spans lie inside it, in order, without overlaps, and twice the same."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.times import RuleTimes, read_times
from tellings.annotate.times.almanac import Moment, edtf_of, value_of
from tellings.lang import available, load_pack
from tellings.records import Anchor

ANCHOR = Anchor(value="2025-11-18T09:00:00", rests_on="test")
PIECES = st.sampled_from(
    [
        "14",
        "2025",
        "3",
        "31",
        "30",
        ".",
        ",",
        "-",
        "–",
        "/",
        ":",
        "'",
        "’",
        "\n",
        "\u200f",
        "\x00",
        "İ",
        "November",
        "ноября",
        "Mai",
        "Kasım",
        "Friday",
        "пятницу",
        "vor",
        "ago",
        "назад",
        "last",
        "прошлой",
        "week",
        "неделе",
        "9:30",
        "2025-02-30",
        "31.02.2025",
        "00",
        "99:99",
        "XX",
        "в.",
        "century",
        "from",
        "to",
        "until",
        "the",
        "of",
        "²",
        "٣",
        "one",
        "second",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(PIECES, max_size=25), lang=st.sampled_from(available()), dated=st.booleans(), asked=st.booleans()
)
def test_spans_lie_inside_in_order_and_do_not_overlap(pieces, lang, dated, asked):
    text = " ".join(pieces)
    reader = RuleTimes(setting="request" if asked else "report")
    pack, anchor = load_pack(lang), ANCHOR if dated else Anchor()
    times = reader.read_times(text, sentences=(), pack=pack, anchor=anchor)
    last = 0
    for timex in times:
        assert last <= timex.start < timex.stop <= len(text)
        assert timex.rule
        assert timex.value
        last = timex.stop
    assert times == reader.read_times(text, sentences=(), pack=pack, anchor=anchor)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80), lang=st.sampled_from(available()))
def test_no_text_breaks_it(text, lang):
    read_times(text, sentences=(), pack=load_pack(lang), anchor=ANCHOR)


@pytest.mark.parametrize(
    "unit", ["1-", "14 ", "last ", "one and ", "3., ", "9:30-", "from 14 to ", "\u202e", "1 2025 "]
)
def test_a_long_line_is_read_in_time_that_grows_with_its_length(unit):
    pack = load_pack("en")
    read_times(unit, sentences=(), pack=pack, anchor=ANCHOR)
    read_times(unit * (40_000 // len(unit)), sentences=(), pack=pack, anchor=ANCHOR)


def test_a_long_text_without_sentences_is_read_in_linear_time():
    pack = load_pack("en")
    text = "The mayor resigned on Friday and will return in May. " * 3_000
    assert read_times(text, sentences=(), pack=pack, anchor=ANCHOR)


def test_a_season_that_nobody_named_is_written_as_its_year():
    moment = Moment("season", datetime(2006, 3, 1))
    assert (value_of(moment), edtf_of(moment), edtf_of(moment, approximate=True)) == ("2006", "2006", "2006~")
