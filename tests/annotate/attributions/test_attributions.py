"""Attributions: every span inside the text, no content over its own cue, nesting a tree, the same twice, quickly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.attributions import read_attributions
from tellings.annotate.quotes import find_quotes
from tellings.annotate.sentences import split_sentences
from tellings.lang import available, load_pack
from tellings.records import Attribution


def read(text: str, code: str = "en") -> tuple[Attribution, ...]:
    pack = load_pack(code)
    sentences = split_sentences(text, pack=pack)
    quotes = find_quotes(text, pack=pack)
    return read_attributions(text, sentences=sentences, quotes=quotes, mentions=(), pack=pack)


WORDS = st.sampled_from(
    [
        "Police",
        "said",
        "that",
        "the",
        "dam",
        "broke",
        ",",
        ".",
        ":",
        ";",
        "“",
        "”",
        "„",
        "“",
        "«",
        "»",
        "—",
        "-",
        "according",
        "to",
        "Dr",
        "Pell",
        "he",
        "claimed",
        "laut",
        "der",
        "Polizei",
        "sagte",
        "dass",
        "по",
        "словам",
        "министра",
        "заявил",
        "что",
        "según",
        "informó",
        "que",
        "la",
        "policía",
        "\n",
        "wie",
        "mitteilte",
        "(",
        ")",
        "'",
        '"',
        "İ",
        "reports",
        "citing",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80), st.sampled_from(available()))
def test_contract(text: str, code: str) -> None:
    found = read(text, code)
    assert found == read(text, code)
    for a in found:
        parts = [p for p in (a.source, a.cue, *a.content) if p is not None]
        assert a.content
        assert all(0 <= p.start < p.stop <= len(text) for p in parts)
        for named in (a.source, a.cue):
            assert named is None or text[named.start : named.stop] == named.text
        if a.cue is not None:
            assert all(c.stop <= a.cue.start or a.cue.stop <= c.start for c in a.content)
        seen, outer = [a], a.outer
        while outer is not None:
            assert outer not in seen
            assert outer in found
            seen.append(outer)
            outer = outer.outer


@pytest.mark.parametrize(
    "text", ["said " * 40_000, "“" * 50_000, "X said, " * 20_000, "a " * 200_000, "according to " * 20_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    read(text)


def test_quote_that_goes_on_belongs_to_its_speaker() -> None:
    text = "“We lost everything,” said Ana Pell. “Nothing is left.”"
    assert any("Nothing is left." in text[c.start : c.stop] for a in read(text) if a.source for c in a.content)


def test_outlet_in_chain() -> None:
    text = "The port is open, The Orlan Post reports, citing officials."
    inner = next(a for a in read(text) if a.cue and a.cue.text == "citing")
    assert inner.outer is not None and inner.outer.source is not None
    assert inner.outer.source.text == "The Orlan Post"
