"""What is read as a quantity, with which bounds, unit and counted words; what is not; and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.quantities import RuleQuantities, read_quantities
from tellings.annotate.times import read_times
from tellings.lang import available, load_pack
from tellings.records import Anchor, Quantity, Sentence, Timex
from tellings.units import relate

LANGS = available()


def one(text: str, lang: str = "en") -> Quantity:
    found = read_quantities(text, pack=load_pack(lang))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("lang", "text", "of"),
    [
        ("en", "In Velm 11 detained Russian citizens were freed.", "detained Russian citizens"),
        ("en", "5 percent of the voters came.", "voters"),
        ("ru", "В Вельме 11 задержанных российских граждан освобождены.", "задержанных российских граждан"),
        ("uk", "У Вельмі 11 затриманих російських громадян звільнено.", "затриманих російських громадян"),
        ("de", "In Velm kamen 11 festgenommene russische Bürger frei.", "festgenommene russische Bürger"),
        ("fr", "À Velm, 11 citoyens russes ont été libérés.", "citoyens russes"),
        ("es", "En Velm, 11 ciudadanos rusos quedaron libres.", "ciudadanos rusos"),
        ("pl", "W Velmie 11 rosyjskich obywateli wypuszczono.", "rosyjskich obywateli"),
        ("tr", "Velm kentinde 11 Rus vatandaşı serbest.", "Rus vatandaşı"),
        ("az", "Velm şəhərində 11 Rusiya vətəndaşı azaddır.", "Rusiya vətəndaşı"),
    ],
)
def test_what_is_counted_is_a_span_of_the_text(lang: str, text: str, of: str) -> None:
    quantity = one(text, lang)
    assert quantity.of == of
    assert text[quantity.of_start : quantity.of_stop] == of


@pytest.mark.parametrize(
    "texts",
    [
        {
            "en": "twenty-one thousand people",
            "de": "einundzwanzigtausend Menschen",
            "ru": "двадцать одна тысяча человек",
            "uk": "двадцять одна тисяча людей",
            "fr": "vingt et un mille personnes",
            "es": "veintiún mil personas",
            "pl": "dwadzieścia jeden tysięcy osób",
            "tr": "yirmi bir bin kişi",
            "az": "iyirmi bir min nəfər",
            "pt": "vinte e um mil pessoas",
            "it": "ventunomila persone",
            "ar": "واحد وعشرين ألف شخص",
            "und": "21 000",
        },
        {
            "en": "2.5 billion euros",
            "de": "2,5 Milliarden Euro",
            "ru": "2,5 млрд евро",
            "uk": "2,5 мільярда євро",
            "fr": "2,5 milliards d'euros",
            "es": "2.500 millones de euros",
            "pl": "2,5 mld euro",
            "tr": "2,5 milyar euro",
            "az": "2,5 milyard avro",
            "pt": "2,5 bilhões de euros",
            "it": "2,5 miliardi di euro",
            "ar": "2.5 مليار يورو",
            "und": "€2500000000",
        },
        {
            "en": "more than 30 houses",
            "de": "mehr als 30 Häuser",
            "ru": "более 30 домов",
            "uk": "понад 30 будинків",
            "fr": "plus de 30 maisons",
            "es": "más de 30 casas",
            "pl": "ponad 30 domów",
            "tr": "30'dan fazla ev",
            "az": "30-dan çox ev",
            "pt": "mais de 30 casas",
            "it": "più di 30 case",
            "ar": "أكثر من 30 منزلا",
        },
    ],
)
def test_the_same_value_in_any_two_languages_compares_equal(texts: dict[str, str]) -> None:
    found = {lang: one(text, lang) for lang, text in texts.items()}
    for lang, quantity in found.items():
        assert relate(found["en"], quantity) == "equal", (lang, quantity)


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("5 percentage points", "pp", "points"),
        ("$5", "USD", "money"),
        ("500 km", "km", "distance"),
        ("40 hectares", "ha", "area"),
        ("3 tonnes", "t", "weight"),
        ("90 km/h", "km/h", "speed"),
        ("-5 °C", "°C", "temperature"),
        ("40 litres", "l", "volume"),
        ("300 MWh", "MWh", "energy"),
        ("a 16-year-old boy", "year", "age"),
    ],
)
def test_units_have_one_symbol_and_a_kind(text: str, unit: str, kind: str) -> None:
    assert (one(text).unit, one(text).kind) == (unit, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The S-300 and the T-72 stood there.",
        "It was COVID-19.",
        "They flew in a Boeing 737.",
        "The match ended 2:1 at 21:45.",
        "The 3+3 format failed.",
        "Call +44 20 7946 0958.",
        "One of them said so.",
        "Read https://velm.example/a/1234/56 first.",
        "Article 5 and Resolution 1234 apply.",
        "It is in force since 2014.",
    ],
)
def test_names_scores_labels_and_years_are_no_quantities(text: str) -> None:
    assert read_quantities(text, pack=load_pack("en")) == ()


def test_a_number_inside_a_time_is_no_quantity() -> None:
    text = "On 14 November 300 people fled for 3 days."
    times = (
        Timex(start=3, stop=14, type="DATE", value="XXXX-11-14"),
        Timex(start=34, stop=42, type="DURATION", value="P3D"),
    )
    found = read_quantities(text, pack=load_pack("en"), times=times)
    assert [text[q.start : q.stop] for q in found] == ["300"]


@pytest.mark.parametrize(
    ("lang", "text", "age"),
    [
        ("it", "Un uomo di 34 anni è morto.", 34),
        ("es", "Un hombre de 34 años murió.", 34),
        ("fr", "Ana Pel, 41 ans, est venue.", 41),
        ("en", "In Velm Ana Pell, 41 years, came.", 41),
    ],
)
def test_years_that_are_no_time_are_an_age(lang: str, text: str, age: int) -> None:
    pack = load_pack(lang)
    times = read_times(text, sentences=(), pack=pack, anchor=Anchor(value="2025-11-18", rests_on="the test"))
    found = read_quantities(text, pack=pack, times=times)
    assert times == ()
    assert [(q.kind, q.low, q.unit) for q in found] == [("age", age, "year")]


def test_what_is_counted_ends_with_its_sentence() -> None:
    text = "They freed 11. Russian citizens cheered."
    sentences = (
        Sentence(start=0, stop=14, paragraph=0, lang="en"),
        Sentence(start=15, stop=40, paragraph=0, lang="en"),
    )
    assert RuleQuantities().read_quantities(text, sentences=sentences, pack=load_pack("en"), times=())[0].of == ""


def test_a_word_of_change_makes_two_values_not_a_range() -> None:
    found = read_quantities("The toll rose from 20 to 25 people.", pack=load_pack("en"))
    assert [(q.low, q.high) for q in found] == [(20, 20), (25, 25)]


WORDS = st.sampled_from(
    [
        "1",
        "2",
        "21",
        "300",
        "19.000",
        "1,5",
        "½",
        "one",
        "half",
        "a",
        "million",
        "of",
        "the",
        "dozens",
        "between",
        "and",
        "more",
        "than",
        "up",
        "to",
        "%",
        "$",
        "€",
        "km",
        "-year-old",
        "°C",
        "um",
        "und",
        "zwanzig",
        "millionen",
        "от",
        "до",
        "тысяч",
        "около",
        "üçte",
        "'dan",
        "fazla",
        "\n",
        "\u200f",
        "\x00",
        "-",
        "–",
        ":",
        ".",
        ",",
        "(",
        "1e9",
        "2^9",
        "S-300",
    ]
)


@pytest.mark.parametrize("lang", LANGS)
def test_spans_lie_inside_do_not_overlap_and_bounds_are_ordered(lang: str) -> None:
    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=25), st.sampled_from([" ", ""]))
    def check(parts: list[str], glue: str) -> None:
        text = glue.join(parts)
        last = 0
        for q in read_quantities(text, pack=load_pack(lang)):
            assert last <= q.start < q.stop <= len(text)
            assert q.low is None or q.high is None or q.low <= q.high
            assert (q.of_start is None) == (q.of == "")
            assert q.of_start is None or text[q.of_start : q.of_stop] == q.of
            last = q.stop

    check()


@pytest.mark.parametrize(
    "piece", ["9", "one ", "1 000", "1/2 ", "a half ", "between 3 and ", "$5 ", "einund", "3-", "1.000.", "dozens of "]
)
def test_long_lines_take_linear_time(piece: str) -> None:
    pack = load_pack("en")

    read_quantities(piece * 20_000, pack=pack)
