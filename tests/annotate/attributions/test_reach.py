"""How far a credit reaches: through whom a report took over a story, whom a pronoun or a title goes back to, datelines."""

from tellings.annotate.attributions import read_attributions
from tellings.annotate.quotes import find_quotes
from tellings.annotate.sentences import split_sentences
from tellings.lang import load_pack
from tellings.records import Attribution

LEAD = "The quay is closed to ships, The Orlan Post reports, citing Harbour Radio."


def read(text: str, code: str = "en") -> tuple[Attribution, ...]:
    pack = load_pack(code)
    sentences = split_sentences(text, pack=pack)
    quotes = find_quotes(text, pack=pack)
    return read_attributions(text, sentences=sentences, quotes=quotes, mentions=(), pack=pack)


def by(found: tuple[Attribution, ...], source: str) -> Attribution:
    return next(a for a in found if a.source is not None and a.source.text == source)


def test_an_outlet_that_cites_for_its_lead_may_have_asked_the_others_itself() -> None:
    found = read(f"{LEAD}\n\nMayor Ida Voss said the crane was old.\n\nThe port office denied that it was warned.")
    assert by(found, "Harbour Radio").outer is by(found, "The Orlan Post")
    assert by(found, "Mayor Ida Voss").outer is None
    assert by(found, "The port office").outer is None


def test_what_the_cited_source_says_next_came_the_same_way() -> None:
    found = read("The quay is closed, The Orlan Post reports, citing diver Tom Rell.\n\nRell said the wall had moved.")
    outer = by(found, "Rell").outer
    assert outer is not None and outer.source is not None
    assert outer.source.text == "The Orlan Post"


def test_a_title_goes_back_only_to_who_was_called_the_same() -> None:
    text = "Lawyer Tom Rell said the claim was wrong. The judge said that the case would go on."
    judge = by(read(text), "The judge").source
    assert judge is not None and judge.antecedent == ""


def test_a_pronoun_skips_sources_of_another_gender() -> None:
    text = "Spokesman Tom Rell said the dam was full. Chairwoman Ida Voss said it was safe. He added that it leaked."
    he = by(read(text), "He").source
    assert he is not None and he.antecedent == "Spokesman Tom Rell"


def test_a_dateline_is_nobodys_words() -> None:
    text = "ORLA, Vestland, June 3 (Harbour Wire) - A quay wall fell on Tuesday, the port office said."
    content = by(read(text), "the port office").content
    assert text[content[0].start :].startswith("A quay wall")


def test_what_follows_a_quotation_is_not_quoted() -> None:
    text = "“There was no siren,” said Mina Hall, 34, who had climbed on the roof."
    content = by(read(text), "Mina Hall").content
    assert all("climbed" not in text[c.start : c.stop] for c in content)


def test_who_cites_within_a_sentence_passes_on_that_sentence_alone() -> None:
    text = (
        "A dam broke. According to state media citing the port office, two towns are flooded. Ida Voss said it was old."
    )
    found = read(text)
    assert by(found, "Ida Voss").outer is None
    cited = by(found, "the port office")
    assert cited.outer is not None and [text[c.start : c.stop] for c in cited.content] == ["two towns are flooded"]


def test_a_report_of_one_paragraph_is_not_passed_on_whole() -> None:
    text = "A quay fell, The Orlan Post reports, citing diver Tom Rell. Cars sank. It rained. The port office said it was old."
    assert by(read(text), "The port office").outer is None


def test_the_narrator_speaks_between_commas_inside_a_quotation() -> None:
    text = "« C'est une fierté, assure la maire Ida Voss. Alors, on a appelé les clients. »"
    assert [a.style for a in read(text, "fr") if a.source and a.source.text == "la maire Ida Voss"] == ["direct"]


def test_a_cue_and_a_colon_quote_the_next_line() -> None:
    text = "Mayor Ida Voss said the dam was safe. Governor Tom Rell said:\n“We were not warned. Nobody came.”"
    rell = by(read(text), "Governor Tom Rell")
    assert (rell.style, text[rell.content[0].start : rell.content[0].stop]) == (
        "direct",
        "“We were not warned. Nobody came.”",
    )


def test_a_quotation_that_heads_a_paragraph_is_not_of_the_last_source() -> None:
    text = "Mayor Ida Voss said the dam was safe.\n\n“Nobody came to the old dam”\n\nGovernor Tom Rell said the dam leaked."
    heading = next(a for a in read(text) if text[a.content[0].start] == "“")
    assert heading.source is None and heading.rule.endswith("(doubtful)")


def test_a_name_behind_the_last_colon_of_a_headline() -> None:
    text = "Hay camiones sin placas en Orla: FEU\n\nLa FEU dijo que hay camiones sin placas."
    said = by(read(text, "es"), "FEU")
    assert [text[c.start : c.stop] for c in said.content] == ["Hay camiones sin placas en Orla"]
    assert read("Lluvia fuerte en toda la costa: Orla\n\nNo hubo heridos en la ciudad.", "es") == ()
