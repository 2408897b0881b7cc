"""Polarity, certainty and distance, read without the words that say who says it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.stance import distancing, read_certainty, read_polarity
from tellings.lang import load_pack, stance
from tellings.records import Span

EN = load_pack("en")


def test_source_and_cue_do_not_count() -> None:
    text = "Nobody's spokesman denied that the gate was open"
    assert read_polarity(text, pack=EN, without=[Span(0, text.index("that"))]) == "positive"


def test_the_weakest_hedge_wins() -> None:
    assert read_certainty("it probably broke, or may have been opened", pack=EN) == "possible"


def test_hedges_carry_their_rule() -> None:
    assert [(m.rule, m.certainty) for m in stance.hedges("It most likely broke", EN)] == [("likely", "probable")]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "ru", "de", "es", "und"]))
def test_spans_lie_inside(text: str, code: str) -> None:
    for span in distancing(text, pack=load_pack(code)):
        assert 0 <= span.start < span.stop <= len(text)
