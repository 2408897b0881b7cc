"""A pack brings the names of the world in its language; they meet those of the shared tables in one key."""

import pytest

from tellings.errors import PackError
from tellings.lang import gazetteer as world


@pytest.mark.parametrize(
    ("lang", "form", "key"),
    [
        ("it", "Pechino", "place:Beijing"),
        ("es", "Pekín", "place:Beijing"),
        ("it", "Germania", "country:DE"),
        ("it", "Usa", "country:US"),
        ("it", "Onu", "body:UN"),
        ("it", "Firenze", "place:Florence"),
        ("ar", "بكين", "place:Beijing"),
        ("ar", "ألمانيا", "country:DE"),
        ("ar", "المانيا", "country:DE"),
        ("ar", "الأمم المتحدة", "body:UN"),
        ("und", "Firenze", "place:Florence"),
    ],
)
def test_a_form_of_a_pack_leads_to_the_shared_key(lang: str, form: str, key: str) -> None:
    assert world.names(lang)[world.plain(form)].key == key


def test_names_of_one_pack_are_not_those_of_another() -> None:
    assert "pechino" not in world.names("es")


def test_demonyms_of_a_pack() -> None:
    assert world.demonyms("it")["tedesche"] == "DE"


def test_of_two_spellings_the_one_with_fewer_capitals_is_asked_for() -> None:
    assert world.written_forms("it")["onu"] == "Onu"
    assert world.written_forms("en")["bbc"] == "BBC"


def test_a_key_that_is_nowhere_is_named() -> None:
    with pytest.raises(PackError, match="Atlantis"):
        world._new("place", "Atlantis", "it")
