"""The shipped JSON Schema is what the records say, and dossiers are valid against it."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest

from tellings.records import Dossier, Run
from tellings.render import from_json, share, to_json
from tellings.schema import SCHEMA_FILE, schema_bytes

SMALL = Path(__file__).parents[1] / "golden" / "small.dossier.json"
SCHEMA = json.loads(SCHEMA_FILE.read_bytes())


def test_the_shipped_schema_has_not_drifted() -> None:
    assert SCHEMA_FILE.read_bytes() == schema_bytes(), "run: python -m tellings.schema"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "raw",
    [
        SMALL.read_bytes(),
        to_json(from_json(SMALL.read_bytes())),
        to_json(share(from_json(SMALL.read_bytes()))),
        to_json(Dossier(run=Run(version="0"))),
    ],
    ids=["golden", "rewritten", "shared", "empty"],
)
def test_dossiers_are_valid(raw: bytes) -> None:
    jsonschema.validate(json.loads(raw), SCHEMA, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("tellings",), "2"),
        (("statements", 0, "start"), "58"),
        (("statements", 0, "voice"), "loud"),
        (("conflicts", 0, "state"), "quarrel"),
        (("alterations", 0, "from"), None),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], value: object) -> None:
    dossier = copy.deepcopy(json.loads(SMALL.read_bytes()))
    place = dossier
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(dossier, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_top_level_names_are_those_of_the_design() -> None:
    wanted = "tellings run reports entities statements rows conflicts alterations derivations origins timeline wording checks failures"
    assert sorted(json.loads(SMALL.read_bytes())) == sorted(wanted.split())
