"""What is read out of a text, a behaviour at a time: pairs of text and (words, type, value, EDTF)."""

import pytest

from tellings.annotate.sentences import split_sentences
from tellings.annotate.times import read_times
from tellings.lang import load_pack
from tellings.records import Anchor

TUESDAY = "2025-11-18"


def read(text, lang="en", anchor=TUESDAY):
    pack = load_pack(lang)
    sentences = split_sentences(text, pack=pack)
    return read_times(text, sentences=sentences, pack=pack, anchor=Anchor(value=anchor, rests_on="test"))


def said(text, lang="en", anchor=TUESDAY):
    return [(text[t.start : t.stop], t.type, t.value, t.edtf) for t in read(text, lang, anchor)]


@pytest.mark.parametrize(
    ("lang", "text", "words", "kind", "value", "edtf"),
    [
        ("en", "It fell at 1 a.m. on 14 November.", "1 a.m. on 14 November", "TIME", "2025-11-14T01:00", "2025-11-14T01:00:00"),
        ("ru", "Дом рухнул около 1:00 ночи 14 ноября.", "около 1:00 ночи 14 ноября", "TIME", "2025-11-14T01:00", "2025-11-14T01:00:00"),
        ("en", "They met from 30 June to 1 July.", "from 30 June to 1 July", "DATE", "2025-06-30/2025-07-01", "2025-06-30/2025-07-01"),
        ("de", "In der Nacht auf den 14. November brannte es.", "In der Nacht auf den 14. November", "TIME", "2025-11-13TNI", "2025-11-13/2025-11-14"),
        ("en", "It was built in the 1990s.", "the 1990s", "DATE", "199", "199X"),
        ("es", "Murió en la primavera de 2024.", "primavera de 2024", "DATE", "2024-SP", "2024-21"),
        ("fr", "Le troisième trimestre 2024 était bon.", "Le troisième trimestre 2024", "DATE", "2024-Q3", "2024-35"),
        ("uk", "Це сталося на початку березня 2024 року.", "на початку березня 2024 року", "DATE", "2024-03", "2024-03-01/2024-03-10~"),
        ("en", "It lasted three days.", "three days", "DURATION", "P3D", ""),
        ("de", "Er fuhr täglich.", "täglich", "SET", "P1D", ""),
        ("pl", "Sąd zebrał się w XIX wieku.", "XIX wieku", "DATE", "18", "18XX"),
        ("en", "Around 2019 the mill closed.", "Around 2019", "DATE", "2019", "2019~"),
        ("en", "He was born in 44 BC.", "44 BC", "DATE", "BC0044", "-0043"),
    ],
)  # fmt: skip
def test_kinds_of_expression(lang, text, words, kind, value, edtf):
    assert (words, kind, value, edtf) in said(text, lang)


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("The court met on Friday.", "2025-11-14", "past tense"),
        ("The court will meet on Friday.", "2025-11-21", "future cue"),
        ("The court met on Tuesday.", "2025-11-18", "past tense"),
        ("A hearing is to be held on 3 December.", "2025-12-03", "future cue"),
        ("The mayor resigned on 3 January.", "2025-01-03", "past tense"),
        ("The mayor spoke of the many new notes for 30 November.", "2025-11-30", "most of a year away"),
    ],
)
def test_tense_and_report_date_choose_and_the_rule_says_so(text, value, rule):
    [timex] = read(text)
    assert timex.value == value
    assert rule in timex.rule
    assert timex.anchor == TUESDAY


@pytest.mark.parametrize(
    ("lang", "holiday", "day"),
    [
        ("de", "Silvester 2024", "2024-12-31"),
        ("es", "víspera de Año Nuevo de 2024", "2024-12-31"),
        ("en", "Easter 2025", "2025-04-20"),
        ("ru", "Пасха 2024", "2024-05-05"),
        ("ru", "День Победы 2025", "2025-05-09"),
        ("fr", "Pâques 2024", "2024-03-31"),
        ("tr", "Cumhuriyet Bayramı 2024", "2024-10-29"),
        ("pl", "Wszystkich Świętych 2024", "2024-11-01"),
    ],
)
def test_holidays(lang, holiday, day):
    assert [value for _, _, value, _ in said(holiday, lang)] == [day]


def test_an_unknown_anchor_leaves_what_it_alone_could_give_open():
    text = "Today two men died. On 21 November last year, and on Friday, shots fell. It was May."
    assert [(v, e) for _, _, v, e in said(text, anchor=None)] == [
        ("XXXX-XX-XX", ""),
        ("XXXX-11-21", "XXXX-11-21"),
        ("XXXX-WXX-5", ""),
        ("XXXX-05", "XXXX-05"),
    ]


def test_an_anchor_of_a_year_gives_years_and_no_more():
    text = "On 21 November last year shots fell. It was quiet on Friday."
    assert [v for _, _, v, _ in said(text, anchor="2026")] == ["2025-11-21", "XXXX-WXX-5"]


def test_later_counts_from_the_last_date_mentioned_and_ago_from_the_report():
    text = "The bridge fell on 3 May 2024. Two days later it was rebuilt. Two days ago it fell again."
    assert [v for _, _, v, _ in said(text)] == ["2024-05-03", "2024-05-05", "2025-11-16"]


def test_the_same_day():
    text = "The bridge fell on 3 May 2024. The same day it was rebuilt."
    assert [v for _, _, v, _ in said(text)] == ["2024-05-03", "2024-05-03"]


def test_a_narrative_counts_from_its_own_dates():
    text = (
        "The siege began in March 1848. On 2 April 1848 the gate fell. The king fled on 5 April 1848. "
        "On 9 April the town burned. Three days later the war was over."
    )
    assert [v for _, _, v, _ in said(text)] == ["1848-03", "1848-04-02", "1848-04-05", "1848-04-09", "1848-04-12"]


def test_days_of_a_list_share_their_month():
    text = "Am 3., 4. und 7. Oktober 2025 wurde gespielt."
    assert [v for _, _, v, _ in said(text, "de")] == ["2025-10-03", "2025-10-04", "2025-10-07"]


def test_since_and_until_leave_one_end_open():
    assert [e for *_, e in said("It was shut since 2019.")] == ["2019/.."]
    assert [e for *_, e in said("It stays shut until 3 March 2026.")] == ["../2026-03-03"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A 16-year-old and a boy aged 9 won 3:2 with version 2.10.1 for $2000."),
        ("en", "Model 3+3 of the Su-35 and COVID-19 may march on."),
        ("ru", "16-летний из группы «3+3» купил 12,5 % акций Су-35."),
        ("de", "Ein 16-jähriger Spieler gewann 3:2, so sagt die Polizei."),
        ("tr", "16 yaşında bir çocuk 3+3 sordu."),
        ("fr", "Une femme âgée de 34 ans est arrivée à la gare."),
    ],
)
def test_ages_scores_versions_and_prices_are_no_dates(lang, text):
    assert said(text, lang) == []


def test_a_clock_time_falls_on_the_day_that_its_sentence_names():
    text = "On Friday the hall opened at 9.30 am and closed at 5 pm."
    assert [v for _, _, v, _ in said(text)][-1] == "2025-11-14T17:00"


def test_zones_are_kept():
    assert [v for _, _, v, _ in said("It began at 18:00 UTC on 14 November.")] == ["2025-11-14T18:00Z"]


def test_clock_time_belongs_to_the_day_that_the_story_named_last():
    text = "A depot burnt down on Saturday, Governor Ewa Sokol said on Monday. The alarm was raised at about 10:40 a.m."
    assert [t.value for t in read(text)][-1] == "2025-11-15T10:40"
    text = "Earlier, on November 14, a shed burnt down. Nobody was hurt in the blaze, which broke out around 1 a.m."
    assert [t.value for t in read(text)][-1] == "2025-11-14T01:00"
    text = "The depot burnt down on Saturday. The site will open to visitors at 10 a.m."
    assert [t.value for t in read(text)][-1] == "2025-11-18T10:00"


def test_decimal_number_is_no_date():
    assert read("The owner pays a bond of 1.5 million euros.") == ()


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "Rosh Hashanah 2025 passed quietly.", "2025-09-23"),
        ("en", "They met at Passover 2024.", "2024-04-23"),
        ("en", "The market closed for the Lunar New Year 2023.", "2023-01-22"),
        ("en", "Purim 2026", "2026-03-03"),
        ("de", "Das Opferfest 2025 war ruhig.", "2025-06-06"),
        ("tr", "2026 Ramazan Bayramı", "2026-03-20"),
        ("ru", "Праздник Курбан-байрам 2024 года", "2024-06-16"),
        ("uk", "Трійця 2025", "2025-06-08"),
        ("fr", "le Nouvel An chinois 2024", "2024-02-10"),
    ],
)
def test_feasts_of_the_moon(lang, text, value):
    assert [t.value for t in read(text, lang)] == [value]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "L'ascension du sommet est interdite, un armistice aussi."),
        ("ru", "Полиция задержала троицу."),
        ("it", "L'assunzione di dieci operai."),
    ],
)
def test_words_that_are_feasts_only_in_capitals_or_beside_their_word(lang, text):
    assert read(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "In nineteen eighty-nine, the mill burned.", ["1989"]),
        ("en", "In March two thousand eighteen the mill burned.", ["2018-03"]),
        ("de", "Im Jahr neunzehnhundertneunundachtzig brannte die Mühle.", ["1989"]),
        ("es", "En mil novecientos ochenta y nueve ardió el molino.", ["1989"]),
        ("ru", "В тысяча девятьсот девяносто пятом году мельница сгорела.", ["1995"]),
        ("en", "They saw two thousand homes and nineteen hundred cars in nineteen hundred places.", []),
    ],
)
def test_years_in_words(lang, text, value):
    assert [t.value for t in read(text, lang)] == value


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("it", "Stanotte è bruciato il mulino.", ["2025-11-17TNI"]),
        ("it", "Stanotte pioverà.", ["2025-11-18TNI"]),
        (
            "fr",
            "Dans la nuit de lundi à mardi, le moulin a brûlé. Vers 2h40, il s'est effondré.",
            ["2025-11-17TNI", "2025-11-18T02:40"],
        ),
        ("fr", "Le trajet dure quatre heures et demie.", ["PT4.5H"]),
        ("es", "El pasado 30 de octubre ardió el molino.", ["2025-10-30"]),
        ("fr", "Au premier semestre, le moulin avait brûlé.", ["2025-H1"]),
        ("fr", "Le ministre est attendu ce mercredi.", ["2025-11-19"]),
        ("tr", "Yol salı gününden beri kapalı.", ["2025-11-18"]),
        ("pl", "Od 8 do 10 tysięcy osób wyszło.", []),
        ("it", "Bruciò il 1° gennaio.", ["2025-01-01"]),
    ],
)
def test_what_reports_say(lang, text, value):
    assert [t.value for t in read(text, lang)] == value


def test_hours_later_are_counted_from_no_day_to_come():
    times = read("A vigil will be held on Friday. Fifteen hours later, the fire was still burning.")
    assert [t.value for t in times] == ["2025-11-21", "PT15H"]


def test_what_follows_says_since_and_until():
    assert [t.edtf for t in read("15 Aralık'a kadar yasak.", "tr")] == ["../2025-12-15"]
    assert [t.edtf for t in read("Yol salı gününden beri kapalı.", "tr")] == ["2025-11-18/.."]


@pytest.mark.parametrize(
    ("lang", "text", "edtf"),
    [
        ("pl", "Stało się to w drugiej połowie września 2019 roku.", "2019-09-16/2019-09-30"),
        ("es", "Ocurrió en la segunda mitad de marzo de 2019.", "2019-03-16/2019-03-31"),
        ("en", "It was in the first half of May 2019.", "2019-05-01/2019-05-15"),
        ("it", "È accaduto nella seconda metà di marzo 2019.", "2019-03-16/2019-03-31"),
    ],
)
def test_half_of_a_month_is_not_its_middle(lang, text, edtf):
    assert [t.edtf for t in read(text, lang)] == [edtf]


def test_the_date_of_a_post_is_read_on_a_page_of_another_language():
    text = "El club respondió con un mensaje.\n— Club Náutico (@clubnautico) March 4, 2031\nSigue la búsqueda."
    found = read_times(text, sentences=(), pack=load_pack("es"), anchor=Anchor(value="2031-03-05"))
    assert [(text[t.start : t.stop], t.value) for t in found] == [("March 4, 2031", "2031-03-04")]
