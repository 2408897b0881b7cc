"""The JSON Schema of the dossier, generated from the records; `python -m tellings.schema` rewrites the shipped file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

SCHEMA_FILE = Path(__file__).parent / "dossier.schema.json"


def dossier_schema() -> dict[str, Any]:
    """The schema as the records define it now (JSON Schema 2020-12)."""
    import msgspec

    from ..records import SCHEMA_VERSION, Dossier

    schema = msgspec.json.schema(Dossier)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:tellings:dossier:{SCHEMA_VERSION}",
        "title": f"Tellings dossier, schema version {SCHEMA_VERSION}",
        **schema,
    }


def schema_bytes() -> bytes:
    """The bytes that `dossier.schema.json` has to hold."""
    import json

    return (json.dumps(dossier_schema(), ensure_ascii=False, indent=1) + "\n").encode()
