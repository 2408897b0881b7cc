"""Headlines that were glued to the text: what shows where they end, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.clean import strip_text
from tellings.clean.glued import glued_headline

BODY = " and the fire brigade was still at work when the morning shift came to the gates."


@pytest.mark.parametrize(
    ("lang", "headline", "text"),
    [
        ("en", "Tanker runs aground in Port Almer", "The crew of the tanker was taken off by boat before dawn."),
        ("es", "Arde un almacén en el puerto de Almara", "Un incendio destruyó anoche un almacén del puerto viejo."),
        ("de", "Marwitz: Schule öffnet nach dem Brand wieder", "Die Kinder kehrten am Montag in ihre Klassen zurück."),
        ("fr", "Une usine ferme ses portes à Valmorin", "Les salariés ont appris la nouvelle mardi matin."),
        ("it", "Frana sulla statale a Montaldo", "Una frana ha interrotto la statale poco dopo le sei."),
        ("pl", "Pożar hali targowej w Zawrociu", "Na miejscu pracowało dwadzieścia zastępów straży."),
        ("ru", "В порту Новолиманска сгорел склад", "По данным городских властей, никто не пострадал."),
        ("uk", "У порту Новолиманська згорів склад", "За даними міської влади, ніхто не постраждав."),
    ],
)
def test_a_function_word_in_capitals_begins_the_text(lang: str, headline: str, text: str) -> None:
    assert glued_headline(f"{headline} {text}", lang=lang) == len(headline)


@pytest.mark.parametrize(
    ("lang", "headline", "text", "url"),
    [
        (
            "es",
            "Tres heridos en un choque de trenes cerca de Almara",
            "Bomberos y sanitarios acudieron anoche a la estación.",
            "https://diario.example/sucesos/tres-heridos-choque-trenes-cerca-almara-20310403.html",
        ),
        (
            "de",
            "Größter Brand seit Jahren in Müllheim an der Oder",
            "Feuerwehrleute aus drei Kreisen waren im Einsatz.",
            "https://bote.example/groesster-brand-seit-jahren-in-muellheim-an-der-oder/",
        ),
        (
            "tr",
            "Kızılyazı'da deprem: on iki ev yıkıldı",
            "Kızılyazı Valiliği, arama çalışmalarının sürdüğünü açıkladı.",
            "https://haber.example/kizilyazi-da-deprem-on-iki-ev-yikildi-1234567/",
        ),
        (
            "ru",
            "Пожар на складе в Новолиманске потушили к утру",
            "Спасатели разбирают завалы, сообщили в мэрии города.",
            "https://vesti.example/news/pozhar-na-sklade-v-novolimanske-potushili-k-utru",
        ),
    ],
)
def test_the_address_spells_the_headline(lang: str, headline: str, text: str, url: str) -> None:
    glued = f"{headline} {text}"
    assert glued_headline(glued, lang=lang, url=url) == len(headline)
    assert glued_headline(glued, lang=lang) is None


def test_a_wide_gap_parts_headline_and_text() -> None:
    headline = "Two ships collide off Cape Varn"
    assert glued_headline(f"{headline}   Coastguards say nobody was hurt" + BODY, lang="en") == len(headline)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master of Port Almer said on Monday that the tanker had been towed away" + BODY,
        "In the harbour of Port Almer, The Almer Courier reports, a tanker has run aground"
        + BODY,  # a name behind a comma
        "Harbour Fire In The Old Town Of Almer Destroys The Market And The Mill Near It" + BODY,  # all in capitals
        "Port Almer is quiet. The tanker was towed away on Monday" + BODY,  # a sentence that ended before
        "A tanker ran aground  off Port Almer on Monday" + BODY,  # a small letter behind the gap
        "Tanker The end",
        "",
    ],
)
def test_nothing_shows_a_headline(text: str) -> None:
    assert glued_headline(text, lang="en", url="https://courier.example/2031/04/03/index.html") is None


def test_an_address_that_is_cut_short_shows_no_end() -> None:
    text = "Tres heridos en un choque de trenes cerca de la estación vieja de Almara" + BODY
    assert glued_headline(text, lang="es", url="https://diario.example/tres-heridos-choque-trenes-cerca-de") is None


def test_the_headline_becomes_the_title_and_nothing_is_lost() -> None:
    headline, body = (
        "Tanker runs aground in Port Almer",
        "The crew was taken off by boat before dawn, the harbour said.",
    )
    stripped = strip_text(f"{headline} {body}", lang="en")
    assert stripped.title == headline
    assert stripped.text == f"{headline}\n{body}"
    assert not stripped.removed


def test_what_was_cut_out_of_one_line_does_not_hide_the_headline() -> None:
    headline, body = "Arde un almacén en Almara", "Un incendio destruyó anoche un almacén del puerto viejo."
    stripped = strip_text(f"{headline} {body} Publicidad Publicidad Nadie resultó herido en el suceso.", lang="es")
    assert stripped.title == headline


def test_a_text_with_lines_keeps_them() -> None:
    text = "Mayor opens the bridge to traffic\n\nTanker runs aground in Port Almer The crew was taken off by boat."
    assert strip_text(text, lang="en").text == text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.one_of(st.none(), st.text(max_size=80)), st.sampled_from(["en", "de", "ru", "ja"]))
def test_the_end_lies_inside(text: str, url: str | None, lang: str) -> None:
    end = glued_headline(text, lang=lang, url=url)
    assert end is None or 0 < end < len(text)
