"""Agencies are read by the frame that they stand in; places, persons, parties and sentences are none."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.clean import strip_text
from tellings.clean.datelines import read_dateline

BODY = "The ferry Alma sank off Port Lorne on Monday, the harbour office said.\nAll 41 people on board were saved."


def agencies(text: str, lang: str = "en") -> list[str]:
    return [e.value for e in strip_text(text, lang=lang).evidence if e.kind == "agency"]


@pytest.mark.parametrize(
    ("lang", "line", "names"),
    [
        ("en", "(Norda)", ["Norda"]),
        ("en", "(Norda/NPX)", ["Norda", "NPX"]),
        ("en", "Source: Norda, Harbour Light", ["Norda", "Harbour Light"]),
        ("en", "With material from the news agency Norda", ["Norda"]),
        ("de", "(mit Material der Agentur Norda)", ["Norda"]),
        ("de", "Quelle: Norda/dpa", ["Norda", "dpa"]),
        ("fr", "(avec Norda)", ["Norda"]),
        ("es", "Con información de Norda y AFP", ["Norda", "AFP"]),
        ("pl", "Źródło: Norda, PAP", ["Norda", "PAP"]),
        ("tr", "Kaynak: NHA, AA", ["NHA", "Anadolu"]),
        ("az", "Mənbə: Norda", ["Norda"]),
        ("ar", "المصدر: رويترز", ["Reuters"]),
        ("ru", "По материалам «Норды» и РИА Новости", ["Норды", "RIA Novosti"]),
        ("uk", "Джерело: Норда", ["Норда"]),
    ],
)
def test_a_credit_line_names_its_agencies_and_goes(lang: str, line: str, names: list[str]) -> None:
    made = strip_text(f"{BODY}\n{line}", lang=lang)
    assert [e.value for e in made.evidence if e.kind == "agency"] == names
    assert made.text == BODY


@pytest.mark.parametrize(
    "line",
    [
        "(Nobody was hurt)",
        "(Berlin)",
        "(Video)",
        "(Ana Ruiz)",
        "(Alma)",
        "With Paul Martin",
        "The owner (Norda) denied it.",
        "Source: a man who did not want to be named, and his brother.",
        "As Norda reports, the owner denied it.",
    ],
)
def test_what_is_no_credit_stays(line: str) -> None:
    made = strip_text(f"{BODY}\n{line}", lang="en")
    assert made.text == f"{BODY}\n{line}"
    assert made.evidence == ()


@pytest.mark.parametrize(
    ("text", "place", "names"),
    [
        ("LORNE (NPX) - The ferry sank.", "LORNE", ("NPX",)),
        ("LORNE (Norda), May 6 – The ferry sank.", "LORNE", ("Norda",)),
        ("Lorne, Wales, May 6 (Norda) - The ferry sank.", "Lorne, Wales", ("Norda",)),
        ("PORT-LORNE, May 6 (Norda, AFP) - The ferry sank.", "PORT-LORNE", ("Norda", "AFP")),
        ("HALLE (SAALE), May 6 (NPX) - The ferry sank.", "HALLE (SAALE)", ("NPX",)),
        ("SPRINGFIELD (FRANCE) - The ferry sank.", "SPRINGFIELD (FRANCE)", ()),
        ("HALLE (SAALE) - The ferry sank.", "HALLE", ()),
        ("BUFFALO, N.Y. - The ferry sank.", "BUFFALO, N.Y", ()),
        ("LORNE(AFP)-The ferry sank.", "LORNE", ("AFP",)),
    ],
)
def test_a_dateline_parts_place_and_agency(text: str, place: str, names: tuple[str, ...]) -> None:
    found = read_dateline(text, lang="en")
    assert found is not None
    assert (found.place, found.agencies) == (place, names)


@pytest.mark.parametrize(
    "text",
    ["Weber (SPD) - The minister knew.", "Ana Ruiz (Harbour Party) - The minister knew.", "Port-Lorne (Norda) sank."],
)
def test_what_is_no_dateline_stays(text: str) -> None:
    assert read_dateline(text, lang="en") is None


def test_a_credit_stands_above_buttons_and_below_a_headline() -> None:
    text = f"Ferry sinks off Port Lorne\n(Norda)\n{BODY}\nSource: NPX\nMore pictures"
    assert agencies(text) == ["Norda", "NPX"]


def test_a_byline_takes_its_stamp_along() -> None:
    made = strip_text(f"Ferry sinks\nBy Ana Ruiz | 12 March 2026, 18:20\n{BODY}", lang="en")
    assert [(e.kind, e.value) for e in made.evidence] == [("byline", "Ana Ruiz"), ("published", "2026-03-12T18:20")]


def test_a_name_above_the_headline_needs_something_that_makes_it_the_outlets() -> None:
    text = f"Harbour Post\nFerry sinks off Port Lorne\n{BODY}"
    assert strip_text(text, lang="en").text == text
    for made in (
        strip_text(text, lang="en", outlet="Harbour Post"),
        strip_text(f"{text}\n© 2026 Harbour Post", lang="en"),
    ):
        assert made.title == "Ferry sinks off Port Lorne"
        assert ("outlet", "Harbour Post") in [(e.kind, e.value) for e in made.evidence]


@pytest.mark.parametrize("piece", ["(", "(a, ", "A (B) ", "Source: ", "A/", "(Norda) ", "a/ "])
def test_time_is_linear(piece: str) -> None:
    began = time.process_time()
    strip_text(piece * 20_000, lang="en")
    strip_text((piece * 3 + "\n") * 5_000, lang="en")
    assert time.process_time() - began < 10


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["(", ")", "Norda", "AFP", "/", ", ", " ", "\n", ".", "–", "Source: ", "mit Material von ", "x"]
        ),
        max_size=30,
    )
)
def test_every_offset_holds(pieces: list[str]) -> None:
    text = "".join(pieces)
    made = strip_text(text, lang="de")
    for cut in made.removed:
        assert 0 <= cut.start < cut.stop <= len(text)
    for evidence in made.evidence:
        assert evidence.start is None or 0 <= evidence.start < (evidence.stop or 0) <= len(text)
