"""The text that is left maps back to the raw text, whatever stands in it."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.clean.assemble import assemble, safe_line

ODD = st.text(
    alphabet=st.sampled_from("ab&; quot и\u0306é\u0301\n\r\t\x00\x0b\x85\u00ad\u200b\u200c\u202e\u2028\ufeff\ud800 ")
)


@settings(max_examples=150, deadline=None)
@given(ODD | st.text(), st.data())
def test_every_segment_is_copied_unchanged(raw: str, data: st.DataObject) -> None:
    offsets = st.integers(0, len(raw))
    cuts = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets), max_size=4))]
    breaks = data.draw(st.lists(offsets, max_size=2))
    joins = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets), max_size=2))]
    made = assemble(raw, cuts=cuts, joins=joins, breaks=breaks, head=data.draw(st.sampled_from(["", "A title"])))
    end = 0
    for segment in made.source_map:
        assert end <= segment.start < segment.stop <= len(made.text)
        size = segment.stop - segment.start
        assert raw[segment.raw : segment.raw + size] == made.text[segment.start : segment.stop]
        assert not any(segment.raw < stop and start < segment.raw + size for start, stop in cuts if start < stop)
        end = segment.stop
    made.text.encode("utf-8")
    assert made.text == made.text.strip()
    assert "\n\n\n" not in made.text


def test_breaks_are_newlines_and_marks_are_gone() -> None:
    made = assemble("one\r\ntwo\rthree\u2028four\x00 \u202efive\u00ad", cuts=[])
    assert made.text == "one\ntwo\nthree\nfour five"


def test_joiners_of_persian_stay() -> None:
    assert assemble("می\u200cشود", cuts=[]).text == "می\u200cشود"


def test_letters_with_combining_marks_are_composed() -> None:
    raw = unicodedata.normalize("NFD", "Галузин и Йодль")
    assert assemble(raw, cuts=[]).text == "Галузин и Йодль"


def test_escapes_are_read_but_none_becomes_markup() -> None:
    raw = "&quot;Alma&quot; &amp; two &#8220;others&#8221; &lt;sank&gt; &bogus;"
    assert assemble(raw, cuts=[]).text == '"Alma" & two “others” &lt;sank&gt; &bogus;'


def test_a_cut_is_a_line_break() -> None:
    assert assemble("Ferry sinks [AD] The ferry sank.", cuts=[(12, 16)]).text == "Ferry sinks\nThe ferry sank."


def test_a_head_stands_on_a_line_of_its_own() -> None:
    assert assemble("The ferry sank.", cuts=[], head="Ferry sinks").text == "Ferry sinks\nThe ferry sank."


def test_one_line_for_a_name() -> None:
    assert safe_line(" News\x00\r\nof \u202ethe  Day\ud800 ") == "News of the Day"
