"""Statements: exact text, no overlap, nothing lost, at most 400 long; the voice is never guessed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.attributions import read_attributions
from tellings.annotate.quotes import find_quotes
from tellings.annotate.sentences import split_sentences
from tellings.annotate.statements import make_statements
from tellings.lang import load_pack
from tellings.records import Report, Statement


def statements(text: str, code: str = "en") -> tuple[Statement, ...]:
    pack = load_pack(code)
    sentences = split_sentences(text, pack=pack)
    quotes = find_quotes(text, pack=pack)
    attributions = read_attributions(text, sentences=sentences, quotes=quotes, mentions=(), pack=pack)
    return make_statements(
        Report(id="rep-1", text=text, lang=code),
        sentences=sentences,
        quotes=quotes,
        attributions=attributions,
        mentions=(),
        times=(),
        quantities=(),
        pack=pack,
    )


def test_ids_count_occurrences() -> None:
    first, second = statements("The dam broke. The dam broke.")
    assert first.text == second.text
    assert first.id != second.id


def test_voice_is_undetermined_where_the_language_was_not_read() -> None:
    assert {s.voice for s in statements("De dam brak. Niemand raakte gewond.", "nl")} == {"undetermined"}


def test_what_describes_the_source_is_not_the_outlets_own_statement() -> None:
    (said,) = statements("Ida Voss, who heads the port office of Orlan, where ships are built, said the quay was shut.")
    assert said.voice == "attributed"
    (said,) = statements(
        "“The quay is shut to all ships,” said harbour master Ida Voss in a message to the people of the old town."
    )
    assert said.voice == "attributed"


def test_stance_is_that_of_what_is_said() -> None:
    (said,) = statements("They did not comment on reports that the pilot had been drunk.")
    assert said.polarity == "positive"
    (said,) = statements("The mayor, who may resign, said the dam was not safe.")
    assert (said.polarity, said.certainty) == ("negative", "certain")
    (told,) = statements("Thirty people died in the old mill; the cause is probably a gas leak.")
    assert told.certainty == "certain"


def test_a_quotation_that_is_never_closed_is_a_guess() -> None:
    found = statements('"We waited for the boats. Nobody came to the pier. The lights went out.\nA ferry sank.')
    assert [s.voice for s in found] == ["undetermined"] * 3 + ["own"]


def test_long_sentence_is_cut_at_clauses() -> None:
    text = ", ".join(["the water rose over the lower bank of the river Tarn"] * 30) + "."
    found = statements(text)
    assert len(found) > 3
    assert all(s.text.endswith((",", ".")) for s in found)


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.sampled_from(list('aB ,.;“”"\n:—')), max_size=700) | st.text(max_size=100),
    st.sampled_from(["en", "ru", "de", "es", "und"]),
)
def test_statements_tile_the_text(text: str, code: str) -> None:
    at = 0
    found = statements(text, code)
    for s in found:
        assert at <= s.start < s.stop <= len(text)
        assert s.stop - s.start <= 400
        assert s.text == text[s.start : s.stop]
        assert not text[at : s.start].strip()
        at = s.stop
    assert not text[at:].strip()
    assert found == statements(text, code)
