"""Which language a text is in, and when to say that one does not know."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.lang._automaton import Ranker
from tellings.lang.identify import identify, identify_paragraphs, is_language, same_language

SENTENCES = {
    "en": "The harbour office said on Monday that both ferries had been taken out of service for repairs.",
    "ru": "В управлении порта сообщили, что оба парома выведены из эксплуатации на время ремонта.",
    "uk": "В управлінні порту повідомили, що обидва пороми виведено з експлуатації на час ремонту.",
    "de": "Das Hafenamt teilte am Montag mit, dass beide Fähren für Reparaturen außer Betrieb genommen wurden.",
    "fr": "La capitainerie a indiqué lundi que les deux ferries avaient été retirés du service pour réparation.",
    "es": "La oficina del puerto informó el lunes de que ambos transbordadores fueron retirados para su reparación.",
    "it": "La capitaneria di porto ha comunicato lunedì che entrambi i traghetti sono stati ritirati per riparazioni.",
    "pl": "Urząd portowy poinformował w poniedziałek, że oba promy zostały wycofane z eksploatacji do naprawy.",
    "tr": "Liman müdürlüğü pazartesi günü her iki feribotun onarım için seferden çekildiğini bildirdi.",
    "az": "Liman idarəsi bazar ertəsi hər iki bərənin təmir üçün istismardan çıxarıldığını bildirib.",
    "ar": "قال مكتب الميناء يوم الاثنين إن العبارتين أخرجتا من الخدمة لإجراء إصلاحات عاجلة.",
    "zh": "港口办公室周一表示，两艘渡轮已停止服务进行维修。",
}


@pytest.mark.parametrize("lang", SENTENCES)
def test_one_sentence_is_enough(lang: str) -> None:
    assert identify(SENTENCES[lang]).lang == lang


@pytest.mark.parametrize(
    "text", ["", "   \n", "15:10", "News.Az", "Reuters", "...", "👍👍", "3 + 3 = 6", "Dr. K. Osei"]
)
def test_abstains_on_what_is_no_language(text: str) -> None:
    assert identify(text).lang == "und"


def test_a_long_report_is_as_sure_as_a_short_one() -> None:
    assert identify(SENTENCES["en"] * 5_000).lang == "en"


def test_paragraphs_in_another_language_are_told() -> None:
    text = f"{SENTENCES['en']}\n\n  \n{SENTENCES['ru']}\nReuters"
    found = identify_paragraphs(text, whole="en")
    assert [(text[p.start : p.stop], p.lang) for p in found] == [
        (SENTENCES["en"], "en"),
        (SENTENCES["ru"], "ru"),
        ("Reuters", "en"),
    ]


def test_short_paragraphs_of_an_unknown_report_stay_unknown() -> None:
    assert [p.lang for p in identify_paragraphs("Reuters\n15:10")] == ["und", "und"]


def test_tags() -> None:
    assert is_language("pt-BR")
    assert is_language("de")
    assert not is_language("und")
    assert not is_language("english")
    assert same_language("en-GB", "en")
    assert same_language("nb", "no")
    assert not same_language("ru", "uk")


@settings(max_examples=30, deadline=None)
@given(st.text())
def test_any_text_gives_the_same_answer_twice(text: str) -> None:
    assert identify(text) == identify(text)
    for paragraph in identify_paragraphs(text):
        assert 0 <= paragraph.start < paragraph.stop <= len(text)


@pytest.fixture(scope="module")
def library() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@pytest.mark.parametrize(
    "text", [*SENTENCES.values(), "a", "\ud800", "漢字", "KOMMT", "", "\n".join(SENTENCES.values())]
)
def test_the_shares_are_those_of_the_library(text: str, library: Any) -> None:
    assert Ranker(library).shares(text) == pytest.approx(dict(library.rank(text)), abs=1e-6)
