"""What was struck: homes for one side, a depot of arms for the other; and what is not opposed."""

import pytest

from tests.excerpts import excerpt, kinds_between

STRUCK = {
    "en": (
        "Vestland's drones hit a grain terminal in the port of Orla overnight, the governor said.",
        "Vestland's defence ministry said its drones had hit an ammunition depot in the port of Orla.",
        "Vestland's defence ministry said that its drones strike only military targets.",
    ),
    "ru": (
        "Беспилотники ударили по зерновому терминалу в порту Орлы, сообщил губернатор Иван Верник.",
        "Минобороны заявило, что беспилотники ударили по складу боеприпасов в порту Орлы.",
        "Минобороны заявило, что армия наносит удары только по военным целям.",
    ),
    "es": (
        "Los drones atacaron un silo en el puerto de Orla, dijo el gobernador Ivo Sand.",
        "El Ministerio de Defensa afirmó que los drones atacaron un depósito de municiones en el puerto de Orla.",
        "El Ministerio de Defensa afirmó que ataca únicamente objetivos militares.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("lang", STRUCK)
def test_homes_or_arms(lang):
    one, two, policy = (excerpt(n, lang, t) for n, t in zip("abc", STRUCK[lang], strict=True))
    assert "place" in kinds_between(one, two)
    assert "place" not in kinds_between(one, policy)


def test_across_languages():
    assert "place" in kinds_between(excerpt("a", "en", STRUCK["en"][0]), excerpt("b", "ru", STRUCK["ru"][1]))


def test_two_strikes_on_two_towns():
    one = excerpt("a", "en", "Drones hit a hospital in Brelling, doctors said.")
    two = excerpt("b", "en", "The army said it had struck barracks near Skelt.")
    assert "place" not in kinds_between(one, two)


def test_one_voice_names_both():
    text = "The army of Vestland said it had hit {} in Orla."
    one, two = (excerpt(n, "en", text.format(x)) for n, x in (("a", "a hotel"), ("b", "barracks")))
    assert "place" not in kinds_between(one, two)
