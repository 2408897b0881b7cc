"""Counts with which a report contradicts itself or sets two voices against each other, and counts of the ill, the missing and the recovered."""

import pytest

from tests.excerpts import excerpt, kinds_between

ELSEWHERE = {
    "en": "The council of Brenholt meets on Thursday.",
    "es": "El ayuntamiento de Almenara se reúne el jueves.",
    "de": "Der Rat von Brenholt tagt am Donnerstag.",
    "tr": "Karatepe meclisi perşembe günü toplanıyor.",
    "ru": "Совет Дубравы собирается в четверг.",
    "fr": "Le conseil de Mortagne se réunit jeudi.",
    "it": "Il consiglio di Almenara si riunisce giovedì.",
    "pl": "Rada Brenholtu zbiera się w czwartek.",
    "ar": "يجتمع مجلس المدينة يوم الخميس.",
}


def opposed(lang, text):
    """Whether one report alone holds figures that do not agree; the other tells of something else."""
    return "number" in kinds_between(excerpt("a", lang, text), excerpt("b", lang, ELSEWHERE[lang]))


def kinds(left, right):
    return kinds_between(excerpt("a", *left), excerpt("b", *right))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Bus crash near Brenholt leaves 14 dead\n\nThe bus left the road on Monday. Twelve people were killed, the police said. The twelve dead were pupils.",
        ),
        (
            "es",
            "Un alud deja 14 muertos en Almenara\n\nEl alud cayó el lunes. Murieron doce personas, según la policía. Los doce muertos eran mineros.",
        ),
        (
            "de",
            "14 Tote bei Busunglück in Brenholt\n\nDer Bus kam von der Straße ab. Zwölf Menschen starben, sagte die Polizei. Die zwölf Toten waren Schüler.",
        ),
        (
            "tr",
            "Karatepe'de kaza: 14 ölü\n\nOtobüs pazartesi günü devrildi. Kazada 12 kişi öldü. Ölen 12 kişi öğrenciydi.",
        ),
        (
            "fr",
            "Accident de car à Mortagne : 14 morts\n\nLe car a quitté la route lundi. Douze personnes sont mortes, selon la police. Les douze morts étaient des élèves.",
        ),
    ],
)
def test_a_headline_is_opposed_to_a_text_that_never_says_its_figure(lang, text):
    assert opposed(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # the text says it after all
        (
            "en",
            "Bus crash near Brenholt leaves 14 dead\n\nTwelve people were killed at once. The twelve were pupils. In all 14 people died.",
        ),
        # two figures of the text come to it
        (
            "en",
            "Bus crash near Brenholt leaves 14 dead\n\nTwelve people were killed on the bus. The twelve dead were pupils. In the car two people died.",
        ),
        # one part of the whole, told once
        ("es", "Un alud deja 14 muertos en Almenara\n\nTres personas murieron en la escuela, según la policía."),
        # a rounded headline
        (
            "de",
            "Mehr als 10 Tote bei Busunglück in Brenholt\n\nZwölf Menschen starben, sagte die Polizei. Die zwölf Toten waren Schüler.",
        ),
        # another fate
        ("tr", "Karatepe'de kaza: 14 yaralı\n\nKazada 12 kişi öldü. Ölen 12 kişi öğrenciydi."),
        # a headline that rounds
        (
            "tr",
            "Karatepe'de 21 bin kişi kayboldu\n\nKaratepe'de geçen yıl 21 bin 600 kişi kayboldu. "
            "Kaybolan 21 bin 600 kişi aranıyor.",
        ),
    ],
)
def test_a_headline_is_not_opposed_to_a_text_that_holds_its_figure_or_counts_something_else(lang, text):
    assert not opposed(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "The blast hit the market of Brenholt. It killed nine people and injured five. The bomb killed nine people and injured seven, said the mayor.",
        ),
        (
            "es",
            "La explosión sacudió el mercado de Almenara. Dejó nueve muertos y cinco heridos. Nueve personas murieron y siete resultaron heridas, dijo el alcalde.",
        ),
        (
            "de",
            "Die Explosion traf den Markt von Brenholt. Neun Menschen starben, fünf wurden verletzt. Es gab neun Tote und sieben Verletzte, sagte der Bürgermeister.",
        ),
        (
            "it",
            "L'esplosione ha colpito il mercato di Almenara. Ci sono nove morti e cinque feriti. Nove persone sono morte e sette sono rimaste ferite, ha detto il sindaco.",
        ),
    ],
)
def test_one_happening_told_twice_with_two_figures(lang, text):
    assert opposed(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # two towns with few dead each
        ("en", "In Brenholt two people died and five were injured. In Osterby two people died and seven were injured."),
        # the gravely hurt are some of the hurt
        (
            "es",
            "La explosión dejó nueve muertos y siete heridos. Murieron nueve personas y cinco resultaron heridas de gravedad.",
        ),
        # another fate
        ("de", "Neun Menschen starben, fünf wurden verletzt. Neun Menschen starben, sieben wurden festgenommen."),
    ],
)
def test_two_happenings_or_fates_are_not_one_told_twice(lang, text):
    assert not opposed(lang, text)


@pytest.mark.parametrize(
    ("first", "now"),
    [
        (
            (
                "en",
                "The fire in Brenholt killed 16 people. The mill burnt all night. Firemen came from three towns. Nobody knows why it began. Initially the toll was 15 people dead.",
            ),
            ("en", "Sixteen people were killed in the fire in Brenholt."),
        ),
        (
            (
                "es",
                "El incendio de Almenara dejó 16 muertos. El molino ardió toda la noche. Llegaron bomberos de tres pueblos. No se sabe la causa. Inicialmente el saldo era de 15 personas muertas.",
            ),
            ("es", "Dieciséis personas murieron en el incendio de Almenara."),
        ),
        (
            (
                "de",
                "Bei dem Brand in Brenholt starben 16 Menschen. Die Mühle brannte die ganze Nacht. Feuerwehren kamen aus drei Orten. Die Ursache ist unklar. Zunächst war von 15 Toten berichtet worden.",
            ),
            ("de", "Bei dem Brand in Brenholt starben 16 Menschen."),
        ),
    ],
)
def test_what_was_said_at_first_is_revised_wherever_the_report_gives_the_later_figure(first, now):
    assert "number" in kinds(first, now)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Human rights groups say that the campaign in Torvia has killed 9,000 people. But the police admit that 3,000 suspects have been killed.",
        ),
        (
            "es",
            "Los grupos de derechos humanos afirman que la campaña ha dejado 9.000 muertos. Pero la policía admite que han muerto 3.000 sospechosos.",
        ),
        (
            "de",
            "Menschenrechtler sagen, die Kampagne habe 9.000 Menschen getötet. Die Polizei aber sagt, 3.000 Menschen seien getötet worden.",
        ),
        (
            "fr",
            "Les associations affirment que la campagne a fait 9 000 morts. Mais la police affirme que 3 000 personnes ont été tuées.",
        ),
    ],
)
def test_counts_of_two_voices_that_a_report_sets_against_each_other(lang, text):
    assert opposed(lang, text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        # another fate
        ("en", "The army says that the raid killed 90 people. But the mayor says that 12 were injured."),
        # a part
        (
            "es",
            "El alcalde afirma que murieron 90 personas. Pero la policía dice que 12 de ellas murieron en el hospital.",
        ),
        # another time
        (
            "de",
            "Die Helfer sagen, 90 Menschen seien getötet worden. Aber 2019 wurden laut Polizei 12 Menschen getötet.",
        ),
        # nothing sets the one against the other
        (
            "en",
            "The mayor says that 90 people were killed in the north. The police say that 12 people were killed in the mill.",
        ),
    ],
)
def test_counts_of_two_voices_that_a_report_does_not_set_against_each_other(lang, text):
    assert not opposed(lang, text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ("en", "Eighteen people are still missing after the flood in Brenholt, officials said."),
            ("de", "Nach der Flut in Brenholt werden noch vier Menschen vermisst."),
        ),
        (
            ("es", "Ocho personas murieron en la inundación de Almenara y 18 siguen desaparecidas."),
            ("es", "En Almenara hay cuatro personas que no han sido localizadas tras la inundación."),
        ),
        (
            ("en", "Six people have not been found since the flood in Brenholt."),
            ("ru", "После наводнения в Бренхольте 11 человек пропали без вести."),
        ),
    ],
)
def test_those_still_missing_and_those_not_found_are_the_missing(left, right):
    assert "number" in kinds(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # found alive is not missing; those who stay in hospital are a part
        (
            ("en", "Six people were found in Brenholt after the flood."),
            ("en", "Eleven people are missing in Brenholt after the flood."),
        ),
        (
            ("en", "Thirty people were injured in the flood in Brenholt."),
            ("en", "Of the injured six are still in hospital in Brenholt."),
        ),
    ],
)
def test_those_found_and_those_still_in_hospital_are_not_opposed(left, right):
    assert "number" not in kinds(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ("ar", "سجلت النرويج أكثر من 54 ألف حالة إصابة بالفيروس."),
            ("tr", "Norveç'te vaka sayısı 69 bin 194'e çıktı."),
        ),
        (
            ("ar", "تعافى من الفيروس أكثر من 109 آلاف شخص في النرويج."),
            ("tr", "Norveç'te virüsten kurtulanların sayısı 124 bin oldu."),
        ),
        (
            ("en", "In Norway 1,900 people have recovered from the virus."),
            ("es", "En Noruega se han recuperado 2.400 personas del virus."),
        ),
        (
            ("en", "In Norway 52,000 people have been infected with the virus, among them more than 1,900 deaths."),
            ("fr", "En Norvège, 2 400 personnes sont mortes du virus."),
        ),
        (("it", "In Norvegia sono guarite 1.900 persone."), ("pl", "W Norwegii wyzdrowiało 2400 osób.")),
    ],
)
def test_the_ill_the_dead_and_the_recovered_of_an_illness_are_opposed_to_their_like(left, right):
    assert "number" in kinds(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            ("ar", "تعافى من الفيروس أكثر من 109 آلاف شخص في النرويج."),
            ("tr", "Norveç'te vaka sayısı 169 bin 194'e çıktı."),
        ),
        (
            ("ar", "سجلت النرويج وفاة 39 حالة جديدة بالفيروس."),
            ("fr", "En Norvège, 2 400 personnes sont mortes du virus."),
        ),
        (
            ("en", "More than 69,000 people have been infected with the virus in Norway."),
            ("en", "In Norway 69,700 people have been infected with the virus."),
        ),
        (
            (
                "en",
                "In a clash over the virus rules 40 people were injured in Norway by a crowd that attacked the police.",
            ),
            ("en", "In Norway 90 people have been infected with the virus."),
        ),
    ],
)
def test_the_ill_are_not_opposed_to_the_recovered_nor_a_day_to_all(left, right):
    assert "number" not in kinds(left, right)
