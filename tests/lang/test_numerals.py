"""Numbers in running text: value first, then every way to write it that must give it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.lang import available, load_pack
from tellings.lang.numerals import find_numbers, number_at

HALF = Fraction(1, 2)
VALUES: list[tuple[str, int | Fraction, list[str]]] = [
    ("en", 21, ["21", "twenty-one", "twenty one", "Twenty - One"]),
    ("en", 19_000, ["19,000", "19 thousand", "nineteen thousand", "19k"]),
    ("en", 2_500_000_000, ["2.5 billion", "2.5bn", "two and a half billion"]),
    ("en", HALF, ["half", "1/2", "½", "0.5", "one half"]),
    ("en", Fraction(2, 3), ["two thirds", "2/3", "⅔"]),
    ("en", 320, ["three hundred and twenty", "3 hundred and 20"]),
    ("en", Fraction(1, 5), ["one in five", "one fifth"]),
    ("en", -5, ["-5", "minus five"]),
    ("de", 21_000, ["einundzwanzigtausend", "21.000", "21 000", "21 Tausend"]),
    ("de", 2_500_000, ["zweieinhalb Millionen", "2,5 Mio", "zwei und eine halbe Million"]),
    ("de", Fraction(3, 2), ["anderthalb", "1,5", "eineinhalb"]),
    ("ru", 21, ["двадцать один", "двадцати одного", "двадцатью одним"]),
    ("ru", 1_500_000, ["полтора миллиона", "1,5 млн", "1 500 000", "полутора миллионов"]),
    ("ru", 2_300_000, ["2 млн 300 тысяч", "два миллиона триста тысяч"]),
    ("ru", Fraction(2, 3), ["две трети"]),
    ("uk", 15_000, ["п'ятнадцять тисяч", "п’ятнадцять тисяч", "15 тис", "15 000"]),
    ("uk", 3_500_000, ["три з половиною мільйони", "3,5 млн"]),
    ("fr", 97, ["quatre-vingt-dix-sept", "nonante-sept", "97"]),
    ("fr", 71, ["soixante et onze", "septante et un"]),
    ("fr", 1_500_000, ["un million et demi", "1,5 million", "1 500 000"]),
    ("es", 2_000_000_000, ["dos mil millones", "2.000 millones", "2 mil millones"]),
    ("es", 500_000, ["medio millón", "500 mil", "quinientos mil"]),
    ("pl", 2_500_000, ["dwa i pół miliona", "2,5 mln"]),
    ("pl", 121, ["sto dwadzieścia jeden", "stu dwudziestu jeden"]),
    ("tr", 21_000, ["yirmi bir bin", "yirmibir bin", "21 bin", "21.000"]),
    ("tr", 2_500_000, ["iki buçuk milyon", "2,5 milyon"]),
    ("tr", Fraction(2, 3), ["üçte iki"]),
    ("az", 21_000, ["iyirmi bir min", "21 min"]),
    ("pt", 2_345, ["dois mil trezentos e quarenta e cinco", "2.345"]),
    ("it", 21_000, ["ventunomila", "21.000"]),
    ("ar", 23, ["ثلاثة وعشرين", "ثلاث وعشرون", "ثلاثة و عشرين", "٢٣"]),
    ("ar", 123, ["مئة وثلاثة وعشرون", "مائة وثلاث وعشرين"]),
    ("ar", 12_500, ["12 ألفا و500", "اثني عشر ألفًا وخمسمئة"]),
    ("ar", 5_200, ["خمسة آلاف ومئتي", "5,200"]),
    ("ar", 2_000_000, ["مليوني", "مليونان", "2 مليون"]),
    ("ar", 1_500_000, ["مليون ونصف المليون"]),
    ("und", 19_000, ["19.000", "19,000", "19 000", "19'000"]),
]


@pytest.mark.parametrize(("lang", "value", "forms"), VALUES)
def test_every_form_gives_the_value(lang: str, value: int | Fraction, forms: list[str]) -> None:
    for form in forms:
        found = find_numbers(f"x {form} x", pack=load_pack(lang))
        assert [(n.value, n.start, n.stop) for n in found] == [(value, 2, 2 + len(form))], form


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "the twenty-first", 21),
        ("en", "3rd", 3),
        ("de", "einhunderteinunddreißigste", 131),
        ("ru", "двадцать первого", 21),
        ("ru", "3-й", 3),
        ("fr", "dix-septième", 17),
        ("fr", "1er", 1),
        ("es", "vigésimo primero", 21),
        ("tr", "yirmi beşinci", 25),
        ("az", "11-ci", 11),
        ("ar", "السادسة عشرة", 16),
        ("ar", "السادسة والتسعين", 96),
    ],
)
def test_ordinals(lang: str, text: str, value: int) -> None:
    assert [(n.value, n.kind) for n in find_numbers(text, pack=load_pack(lang))] == [(value, "ordinal")]


def test_a_third_is_a_share_before_of_and_an_ordinal_before_a_noun() -> None:
    pack = load_pack("en")
    assert [(n.value, n.kind) for n in find_numbers("a third of them", pack=pack)] == [(Fraction(1, 3), "fraction")]
    assert [(n.value, n.kind) for n in find_numbers("a third term", pack=pack)] == [(3, "ordinal")]


@pytest.mark.parametrize(
    ("lang", "value"),
    [("en", Fraction("19.5")), ("de", 19_500), ("fr", 19_500), ("und", 19_500), ("ru", 19_500)],
)
def test_the_pack_decides_ambiguous_grouping_and_the_rule_says_so(lang: str, value: int | Fraction) -> None:
    (number,) = find_numbers("19.500", pack=load_pack(lang))
    assert number.value == value
    assert "mark" in number.rule


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "the one who left"),
        ("en", "one of them"),
        ("de", "eine Frau kam"),
        ("de", "Achtung, sie sind dreist"),
        ("fr", "une femme"),
        ("es", "al menos una mujer"),
        ("tr", "onun altında"),
        ("en", "T72 and MP3"),
    ],
)
def test_words_that_only_look_like_numbers(lang: str, text: str) -> None:
    assert find_numbers(text, pack=load_pack(lang)) == ()


def test_number_at_reads_only_where_it_is_asked() -> None:
    pack = load_pack("en")
    text = "about twenty-one boats"
    number = number_at(text, 6, pack=pack)
    assert number is not None
    assert (number.value, number.stop) == (21, 16)
    assert number_at(text, 7, pack=pack) is None
    assert number_at(text, 0, pack=pack) is None
    assert number_at(text, 999, pack=pack) is None


@pytest.mark.parametrize("lang", available())
def test_spans_lie_inside_and_do_not_overlap(lang: str) -> None:
    pack = load_pack(lang)

    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(st.text(alphabet=st.sampled_from("0123456789.,'’/-½²١ \neonafuidhztвумл%$º^e"), max_size=40))
    def check(text: str) -> None:
        last = 0
        for number in find_numbers(text, pack=pack):
            assert last <= number.start < number.stop <= len(text)
            last = number.stop

    check()


@pytest.mark.parametrize("lang", available())
def test_a_number_too_long_for_int_is_left_alone(lang: str) -> None:
    assert find_numbers("9" * 5000, pack=load_pack(lang)) == ()
