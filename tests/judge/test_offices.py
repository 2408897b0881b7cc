"""Who speaks for a body by their office, and who does not."""

import pytest

from tellings.judge.offices import bodies_of
from tellings.judge.told import lay_out
from tellings.records import Entity, EntityForm
from tests.factories import report, said


def entity(name, kind, *forms):
    return Entity(
        id=name, kind=kind, label=forms[0], forms=tuple(EntityForm(form=f, lang="en", reports=("a",)) for f in forms)
    )


@pytest.mark.parametrize(
    ("title", "body", "speaks"),
    [
        ("Deputy Foreign Minister Ivo Sand", "Foreign Ministry", True),
        ("замминистра иностранных дел Вестландии Иво Санд", "Министерство иностранных дел Вестландии", True),
        ("Norland's Foreign Minister Ivo Sand", "Vestland Foreign Ministry", False),
        ("Ivo Sand", "Foreign Ministry", False),
        ("Ivo Sand, chief of police", "Police", False),
    ],
)
def test_an_office_names_its_body(title, body, speaks):
    text = f"{title} said that the quay was safe."
    a = report("a", [text], attributions=[said(text, title, "said", "the quay was safe", entity="e-sand")])
    case = lay_out([a], [entity("e-sand", "person", "Ivo Sand"), entity("e-body", "organisation", body)], [])
    assert bodies_of(case) == ({"e-sand": "e-body"} if speaks else {})
