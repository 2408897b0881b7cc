"""Streets and hospitals that reports of one happening name differently; both ends of a way and one place are not opposed."""

import pytest

from tests.excerpts import excerpt, kinds_between

CASES = {
    "another street": (
        ("fr", "Valbourg : cinquante personnes évacuées après un incendie rue des Tisserands, selon les pompiers."),
        ("fr", "Cinquante personnes évacuées à Valbourg. L'incendie s'était déclaré dans la rue Morel, a dit le maire."),
        True,
    ),
    "another hospital": (
        ("es", "El cantante Raúl Iriarte fue apuñalado. Iriarte fue trasladado al Hospital Ramón Beltrán, donde sigue internado."),
        ("es", "Apuñalan a Raúl Iriarte. El cantante Raúl Iriarte fue llevado al hospital municipal de La Serena con heridas."),
        True,
    ),
    "another hotel": (
        ("en", "Four people were killed in a shooting at the Brelling Hotel on Tuesday, officials said."),
        ("en", "A shooting killed four people on Tuesday. The shooting began at the Corvane Hotel, a guest said."),
        True,
    ),
    "another square": (
        ("ru", "При взрыве на площади Ткачей погибли четыре человека."),
        ("ru", "Четыре человека погибли при взрыве. Взрыв произошёл на площади Мельников."),
        True,
    ),
    "another church": (
        ("it", "Quattro morti nell'esplosione nella chiesa di Santa Brelinda."),
        ("it", "Esplosione, quattro morti. L'esplosione nella chiesa di San Corvano ha ucciso quattro persone."),
        True,
    ),
    "another mosque, the name first": (
        ("tr", "Dört kişi Yeşiltepe Camii'ndeki patlamada öldü."),
        ("tr", "Patlamada dört kişi öldü. Patlama dün Karasu Camii'nde oldu."),
        True,
    ),
    "a town named after a church": (
        ("es", "Cuatro muertos por un incendio en Iglesia del Valle."),
        ("es", "Un incendio en la iglesia de San Corvano dejó cuatro muertos. Ocurrió en Iglesia del Valle."),
        False,
    ),
    "a weekday behind a kind": (
        ("en", "Four people were killed in a shooting at a hotel on Tuesday, officials said."),
        ("en", "Four people were killed in a shooting at the Corvane Hotel, officials said."),
        False,
    ),
    "a hotel told of as neighbour": (
        ("en", "Four people were killed in a shooting at the Brelling Hotel on Tuesday, officials said."),
        ("en", "A shooting killed four people on Tuesday. The mayor will meet the press at the Corvane Hotel."),
        False,
    ),
    "a report with both names": (
        ("fr", "Cinquante personnes évacuées après un incendie rue des Tisserands, près de la rue Morel."),
        ("fr", "Cinquante personnes évacuées à Valbourg. L'incendie s'était déclaré dans la rue Morel, a dit le maire."),
        False,
    ),
    "a hospital without a name": (
        ("es", "El cantante Raúl Iriarte fue apuñalado. Iriarte fue trasladado al Hospital Ramón Beltrán, donde sigue internado."),
        ("es", "Apuñalan a Raúl Iriarte. El cantante Raúl Iriarte fue llevado al hospital de la zona cuando Marta Solís avisó."),
        False,
    ),
    "another happening": (
        ("fr", "Cinquante personnes évacuées après un incendie rue des Tisserands à Valbourg."),
        ("fr", "Cinquante personnes évacuées à Valbourg après un incendie. Le maire habite dans la rue Morel."),
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_two_sites_of_one_happening_are_opposed(name):
    left, right, opposed = CASES[name]
    assert ("place" in kinds_between(excerpt("a", *left), excerpt("b", *right))) is opposed
