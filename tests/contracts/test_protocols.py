"""Every reader and encoder that ships keeps the contract that a user's own engine has to keep."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tellings.annotate.attributions import RuleAttributions
from tellings.annotate.names import RuleNames, SlovnetNames
from tellings.annotate.quantities import RuleQuantities
from tellings.annotate.quotes import find_quotes
from tellings.annotate.sentences import split_sentences
from tellings.annotate.times import RuleTimes
from tellings.encode import load_encoder
from tellings.lang import Pack, load_pack
from tellings.protocols import AttributionReader, Encoder, Engine, NameReader, QuantityReader, TimeReader
from tellings.records import Anchor, Mention, Quantity, Timex

TEXTS = {
    "en": "Mayor Ida Sorn said on 4 May 2031 that 14 houses in Varnest had burned down. “All are safe,” she told reporters.",
    "ru": "Мэр Ида Сорн заявила 4 мая 2031 года, что в Варнесте сгорели 14 домов. «Все живы», — сказала она.",
    "de": "Bürgermeisterin Ida Sorn sagte am 4. Mai 2031, in Varnest seien 14 Häuser abgebrannt. „Alle leben“, sagte sie.",
    "und": "Ida Sorn 2031-05-04: 14 km “…”",
}
CASES = [*TEXTS.items(), ("en", ""), ("ru", "\x00\u202e"), ("und", "“")]
NAMES: list[NameReader] = [RuleNames(), SlovnetNames()]
TIMES: list[TimeReader] = [RuleTimes()]
QUANTITIES: list[QuantityReader] = [RuleQuantities()]
ATTRIBUTIONS: list[AttributionReader] = [RuleAttributions()]
ENCODERS: list[Encoder] = [load_encoder()]


def assert_in_order(found: Sequence[Mention] | Sequence[Timex] | Sequence[Quantity], text: str) -> None:
    last = 0
    for one in found:
        assert last <= one.start < one.stop <= len(text)
        last = one.stop


@pytest.mark.parametrize(
    "engine", [*NAMES, *TIMES, *QUANTITIES, *ATTRIBUTIONS, *ENCODERS], ids=lambda e: type(e).__name__
)
def test_it_says_its_name_and_version(engine: Engine) -> None:
    assert engine.name
    assert engine.version


@pytest.mark.parametrize("reader", NAMES, ids=lambda e: type(e).__name__)
def test_names_are_inside_in_order_and_one_tuple_a_text(reader: NameReader) -> None:
    pack = load_pack("ru")
    batch = [text for _, text in CASES]
    found = reader.read_names(batch, pack=pack)
    assert len(found) == len(batch)
    for names, text in zip(found, batch, strict=True):
        assert_in_order(names, text)
    assert found == reader.read_names(batch, pack=pack)


@pytest.mark.parametrize(("code", "text"), CASES)
def test_times_quantities_and_attributions_are_inside(code: str, text: str) -> None:
    pack: Pack = load_pack(code)
    sentences = split_sentences(text, pack=pack)
    for times in TIMES:
        read = times.read_times(text, sentences=sentences, pack=pack, anchor=Anchor())
        assert_in_order(read, text)
        for quantities in QUANTITIES:
            counted = quantities.read_quantities(text, sentences=sentences, pack=pack, times=read)
            assert_in_order(counted, text)
            assert not [q for q in counted for t in read if q.start < t.stop and t.start < q.stop]
    for attributions in ATTRIBUTIONS:
        quotes = find_quotes(text, pack=pack)
        for said in attributions.read_attributions(text, sentences=sentences, quotes=quotes, mentions=(), pack=pack):
            assert all(0 <= c.start < c.stop <= len(text) for c in said.content)
            for part in (said.source, said.cue):
                assert part is None or text[part.start : part.stop] == part.text


@pytest.mark.parametrize("code", ["en", "ru", "de"])
def test_they_find_what_is_plainly_there(code: str) -> None:
    """So that an engine that returns nothing cannot pass."""
    text, pack = TEXTS[code], load_pack(code)
    sentences = split_sentences(text, pack=pack)
    assert any(
        "Sorn" in text[m.start : m.stop] or "Сорн" in text[m.start : m.stop]
        for m in NAMES[0].read_names([text], pack=pack)[0]
    )
    times = TIMES[0].read_times(text, sentences=sentences, pack=pack, anchor=Anchor())
    assert "2031-05-04" in {t.value for t in times}
    assert 14 in {q.low for q in QUANTITIES[0].read_quantities(text, sentences=sentences, pack=pack, times=times)}
    quotes = find_quotes(text, pack=pack)
    assert ATTRIBUTIONS[0].read_attributions(text, sentences=sentences, quotes=quotes, mentions=(), pack=pack)


@pytest.mark.parametrize("encoder", ENCODERS, ids=lambda e: type(e).__name__)
def test_vectors_are_of_unit_length_or_zero(encoder: Encoder) -> None:
    batch = [text for _, text in CASES]
    vectors = encoder.encode(batch)
    assert vectors.shape == (len(batch), encoder.dim)
    assert vectors.dtype == np.float32
    norms = np.linalg.norm(vectors, axis=1)
    assert all(abs(n - 1) < 1e-4 or n == 0 for n in norms)
    assert norms[0] > 0
    assert norms[len(TEXTS)] == 0, "the empty text"
    assert encoder.encode([]).shape == (0, encoder.dim)
