"""Sentences: newlines first, then stops; every piece inside the text, none lost, in linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.sentences import LONGEST, split_sentences
from tellings.lang import load_pack

ALPHABET = st.sampled_from(list("aAbB1 .!?…。\"“”«»\n\r\t\u2028\u200f'’-—,;:()İß"))


def texts_of(text: str, code: str, **options: object) -> list[str]:
    return [text[s.start : s.stop] for s in split_sentences(text, pack=load_pack(code), **options)]  # type: ignore[arg-type]


def test_newline_always_splits() -> None:
    assert texts_of("Mill burns\nand nobody\r\n\r\nis hurt", "en") == ["Mill burns", "and nobody", "is hurt"]


def test_title_line_is_one_sentence() -> None:
    text = "Mill burns. Nobody hurt\nThe mill burnt. All got out."
    assert texts_of(text, "en", title="Mill burns. Nobody hurt") == [
        "Mill burns. Nobody hurt",
        "The mill burnt.",
        "All got out.",
    ]


def test_paragraphs_are_counted_and_carry_their_language() -> None:
    text = "One. Two.\n\nAm 1. Mai kam er. Er ging."
    found = split_sentences(text, pack=load_pack("en"), paragraph_langs=["en", "de"])
    assert [(s.paragraph, s.lang) for s in found] == [(0, "en"), (0, "en"), (1, "de"), (1, "de")]


@pytest.mark.parametrize("code", ["en", "ru", "und"])
def test_long_line_is_cut_and_quick(code: str) -> None:
    text = "word. x " * 40_000 + "y" * 100_000
    found = split_sentences(text, pack=load_pack(code))
    assert max(s.stop - s.start for s in found) <= LONGEST


@settings(max_examples=60, deadline=None)
@given(st.text(ALPHABET, max_size=80) | st.text(max_size=60), st.sampled_from(["en", "de", "ru", "az", "und"]))
def test_pieces_lie_inside_in_order_and_lose_nothing(text: str, code: str) -> None:
    found = split_sentences(text, pack=load_pack(code))
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.stop <= len(text)
        assert not text[at : sentence.start].strip()
        at = sentence.stop
    assert not text[at:].strip()
    assert found == split_sentences(text, pack=load_pack(code))


def test_a_missing_space_behind_a_compound_is_a_stop() -> None:
    assert texts_of("Der Klub hat keine TV-Rechte.Im Stadion ist Platz.", "de") == [
        "Der Klub hat keine TV-Rechte.",
        "Im Stadion ist Platz.",
    ]
