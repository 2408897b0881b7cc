"""A suspect looked for in one report and arrested in another: a revision, unless a report tells of both or of another crime."""

import pytest

from tellings.pipeline import CompareOptions, compare_annotated
from tests.excerpts import excerpt

CASES = {
    "arrested later": (
        ("es", "Apuñalaron al actor Bruno Salcedo en Villa Rincón. La policía busca al agresor."),
        ("es", "Detuvieron al agresor que apuñaló al actor Bruno Salcedo en Villa Rincón."),
        True,
    ),
    "in two languages": (
        ("en", "Actor Bruno Salcedo was stabbed in Villa Rincon on Tuesday. Police are looking for the attacker."),
        ("fr", "L'acteur Bruno Salcedo poignardé à Villa Rincon. L'assaillant a été interpellé mardi soir."),
        True,
    ),
    "one held, another still looked for": (
        ("es", "Apuñalaron al actor Bruno Salcedo en Villa Rincón. La policía busca al agresor."),
        ("es", "Detuvieron al agresor del actor Bruno Salcedo en Villa Rincón. La policía busca a otro sospechoso."),
        False,
    ),
    "another deed": (
        ("es", "Apuñalaron al actor Bruno Salcedo en Villa Rincón. La policía busca al agresor."),
        ("es", "El actor Bruno Salcedo visitó Villa Rincón. Un sospechoso de fraude fue detenido el martes."),
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_arrest_revises_a_search(name):
    left, right, revised = CASES[name]
    found = compare_annotated(
        [excerpt("a", *left), excerpt("b", *right)], options=CompareOptions(cache=False)
    ).conflicts
    assert any(c.state == "revision" and c.kind == "agent" for c in found) is revised
