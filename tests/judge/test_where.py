"""Sides of a land, kinds of scene and parts of a body that reports of one happening name differently; and what is not opposed."""

import pytest

from tests.excerpts import excerpt, kinds_between

SIDES = {
    "en": (
        "A fire at a depot in northern Norland killed six people, the mayor of Brelling said.",
        "Six people were killed by a fire at a depot in the south of Norland, officials said.",
        "Six people were killed by a fire at a depot in north-eastern Norland, officials said.",
    ),
    "es": (
        "Un incendio en un almacén del norte de Bolivia dejó seis muertos.",
        "Seis personas murieron por un incendio en un almacén en el centro de Bolivia.",
        "Seis personas murieron por un incendio en un almacén en el noreste de Bolivia.",
    ),
    "fr": (
        "Un incendie a tué six personnes dans le nord de la Tunisie.",
        "Six personnes tuées dans un incendie sur la côte est de la Tunisie.",
        "Six personnes tuées dans un incendie dans le nord-est de la Tunisie.",
    ),
    "it": (
        "Un incendio ha ucciso sei persone nel nord della Tunisia.",
        "Sei persone uccise da un incendio nel sud della Tunisia.",
        "Sei persone uccise da un incendio nel nord-ovest della Tunisia.",
    ),
    "de": (
        "Bei einem Brand im Norden Boliviens sind sechs Menschen getötet worden.",
        "Sechs Menschen starben bei einem Brand im Süden Boliviens.",
        "Sechs Menschen starben bei einem Brand im Nordwesten Boliviens.",
    ),
    "ru": (
        "При пожаре на севере Боливии погибли шесть человек.",
        "Шесть человек погибли при пожаре в центре Боливии.",
        "Шесть человек погибли при пожаре на северо-востоке Боливии.",
    ),
    "uk": (
        "Внаслідок пожежі на півночі Болівії загинули шестеро людей.",
        "Шестеро людей загинули внаслідок пожежі на півдні Болівії.",
        "Шестеро людей загинули внаслідок пожежі на північному сході Болівії.",
    ),
    "pl": (
        "W pożarze na północy Boliwii zginęło sześć osób.",
        "Sześć osób zginęło w pożarze na południu Boliwii.",
        "Sześć osób zginęło w pożarze na północnym zachodzie Boliwii.",
    ),
    "tr": (
        "Bolivya'nın kuzeyinde çıkan yangında altı kişi öldü.",
        "Bolivya'nın güneyindeki yangında altı kişi hayatını kaybetti.",
        "Bolivya'nın kuzeydoğusundaki yangında altı kişi hayatını kaybetti.",
    ),
    "az": (
        "Boliviyanın şimalında baş verən yanğında altı nəfər öldü.",
        "Boliviyanın cənubunda yanğın nəticəsində altı nəfər öldü.",
        "Boliviyanın şimal-şərqində yanğın nəticəsində altı nəfər öldü.",
    ),
    "ar": (
        "قتل ستة أشخاص في حريق شمال بوليفيا.",
        "حريق يقتل ستة أشخاص في جنوب بوليفيا.",
        "حريق يقتل ستة أشخاص في شمال شرق بوليفيا.",
    ),
}  # lang: (one, what excludes it, what goes together with it)

NOT_SIDES = {
    "a report that has both": (
        ("en", "A fire killed six people in northern Bolivia. It had begun in southern Bolivia."),
        ("en", "Six people were killed by a fire in southern Bolivia."),
    ),
    "sides of a land and of a town": (
        ("en", "A fire in Brelling in northern Bolivia killed six people."),
        ("en", "Six people were killed by a fire in the south of Brelling in Bolivia."),
    ),
    "the name of a land": (
        ("en", "Envoys of North Korea died in a fire in Bolivia."),
        ("en", "A fire in Bolivia killed envoys of South Korea."),
    ),
    "a central bank": (
        ("es", "Seis personas murieron en un incendio en el norte de Bolivia."),
        ("es", "Un incendio dejó seis muertos, dijo el banco central de Bolivia."),
    ),
    "another happening": (
        ("tr", "Bolivya'nın kuzeyinde çıkan yangında altı kişi öldü."),
        ("tr", "Bolivya'nın güneyinde seçim yapıldı."),
    ),
}

SCENES = {
    "en": ("A fire broke out in the kitchen of a flat in Brelling.", "The fire in Brelling broke out in the cellar."),
    "es": (
        "Un incendio se originó en la cocina de una casa en Brelinda.",
        "El incendio en Brelinda comenzó en el sótano.",
    ),
    "fr": ("Un incendie s'est déclaré dans la cuisine à Valbourg.", "À Valbourg, l'incendie a pris dans la cave."),
    "it": ("Un incendio è scoppiato in cucina a Brelinda.", "L'incendio di Brelinda è partito dalla casa, nel garage."),
    "de": ("Das Feuer brach in der Küche eines Hauses in Brelling aus.", "In Brelling brach das Feuer im Keller aus."),
    "ru": ("Пожар начался на кухне дома в Брелинске.", "В Брелинске пожар вспыхнул в подвале."),
    "uk": ("Пожежа почалася на кухні будинку в Брелинську.", "У Брелинську пожежа спалахнула в підвалі."),
    "pl": ("Pożar wybuchł w kuchni domu w Brelinie.", "W Brelinie pożar wybuchł w piwnicy."),
    "tr": ("Brelköy'de yangın evin mutfağında çıktı.", "Brelköy'deki yangın bodrum katında başladı."),
    "az": ("Brelkənddə yanğın evin mətbəxində başlayıb.", "Brelkənddə yanğın zirzəmidə başlayıb."),
    "ar": ("اندلع حريق في المطبخ بمنزل في بريلنغ.", "حريق بريلنغ اندلع في القبو."),
}

NOT_SCENES = {
    "a kitchen in a hotel": (
        ("en", "A fire broke out in a hotel in Brelling."),
        ("en", "The fire in Brelling broke out in the kitchen."),
    ),
    "a report that has both": (
        ("de", "Das Feuer brach in der Küche eines Hauses in Brelling aus. Später brannte es im Keller."),
        ("de", "In Brelling brach das Feuer im Keller aus."),
    ),
    "where something else is": (
        ("fr", "Un incendie s'est déclaré dans la cuisine à Valbourg."),
        ("fr", "Incendie à Valbourg. Le maire a reçu la presse ; les dossiers sont dans la cave."),
    ),
    "what did not happen there": (
        ("ru", "Пожар начался на кухне дома в Брелинске."),
        ("ru", "Пожар в Брелинске начался не в подвале."),
    ),
}

WOUNDS = {
    "en": ("Iven Marsh was stabbed in the arm and chest.", "Singer Iven Marsh was stabbed in the back."),
    "es": (
        "Raúl Iriarte fue apuñalado en un brazo y en el tórax.",
        "Raúl Iriarte tiene heridas en la espalda y en el tórax.",
    ),
    "fr": ("Yvan Morel a été blessé au bras et au thorax.", "Yvan Morel a été blessé au ventre."),
    "it": ("Ivo Marelli è stato ferito al braccio.", "Ivo Marelli è stato ferito alla schiena."),
    "de": ("Ivo Marsen wurde am Arm verletzt.", "Ivo Marsen wurde am Rücken verletzt."),
    "ru": ("Иван Морелов ранен в руку.", "Иван Морелов ранен в спину."),
    "uk": ("Івана Морелова поранено в руку.", "Івана Морелова поранено у спину."),
    "pl": ("Iwo Morelski został ranny w rękę.", "Iwo Morelski został ranny w plecy."),
    "tr": ("Ivan Morel bacağından vuruldu.", "Ivan Morel sırtından vuruldu."),
    "az": ("İvan Morel ayağından yaralanıb.", "İvan Morel kürəyindən yaralanıb."),
    "ar": ("أصيب سامر الموريلي في الذراع.", "أصيب سامر الموريلي في البطن."),
}

NOT_WOUNDS = {
    "a report that tells less": (
        ("es", "Raúl Iriarte fue apuñalado en un brazo y en el tórax."),
        ("es", "Raúl Iriarte fue apuñalado en el tórax."),
    ),
    "two persons": (
        ("en", "Iven Marsh was stabbed in the arm."),
        ("en", "Olga Prenn was stabbed in the back."),
    ),
    "several hurt": (
        ("fr", "Deux personnes ont été blessées à Valbourg. Yvan Morel a été blessé au bras."),
        ("fr", "Yvan Morel a été blessé au ventre."),
    ),
    "what the hand holds": (
        ("de", "Ivo Marsen wurde am Rücken verletzt."),
        ("de", "Ivo Marsen wurde verletzt, der Täter hatte ein Messer in der Hand."),
    ),
}


def opposed(left, right):
    return "place" in kinds_between(excerpt("a", *left), excerpt("b", *right))


@pytest.mark.parametrize("lang", SIDES)
def test_sides_that_exclude_each_other_are_opposed(lang):
    one, other, beside = SIDES[lang]
    assert opposed((lang, one), (lang, other))
    assert not opposed((lang, one), (lang, beside))


@pytest.mark.parametrize("lang", SCENES)
def test_scenes_of_one_kind_are_opposed(lang):
    one, other = SCENES[lang]
    assert opposed((lang, one), (lang, other))


@pytest.mark.parametrize("lang", WOUNDS)
def test_wounds_that_only_one_report_has_are_opposed(lang):
    one, other = WOUNDS[lang]
    assert opposed((lang, one), (lang, other))


@pytest.mark.parametrize("name", [*NOT_SIDES, *NOT_SCENES, *NOT_WOUNDS])
def test_what_only_looks_alike_is_not_opposed(name):
    assert not opposed(*(NOT_WOUNDS | NOT_SCENES | NOT_SIDES).get(name))


@pytest.mark.parametrize(("one", "other"), [("en", "de"), ("ru", "tr"), ("es", "ar")])
def test_scenes_are_opposed_across_languages(one, other):
    assert opposed((one, SCENES[one][0]), (other, SCENES[other][1]))
