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
