"""The dossier as JSON of schema version "1": the same dossier gives the same bytes."""

from __future__ import annotations

from typing import Any

import msgspec

from ..errors import ReadError
from ..records import Dossier

_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def to_json(dossier: Dossier) -> bytes:
    """Indented UTF-8 JSON with a final line feed; non-ASCII stays as it is, keys of mappings are sorted.

    A lone surrogate, which UTF-8 cannot carry, becomes U+FFFD; offsets are not moved by that.
    """
    try:
        raw = msgspec.json.encode(dossier, order="deterministic")
    except UnicodeEncodeError:
        raw = msgspec.json.encode(_mended(msgspec.to_builtins(dossier)), order="deterministic")
    return msgspec.json.format(raw, indent=1) + b"\n"


def from_json(raw: bytes | str, *, subject: str = "") -> Dossier:
    """The dossier that `to_json` wrote. `subject` names the file in an error.

    Raises:
        ReadError: it is not JSON, or not a dossier of this schema version.
    """
    try:
        return msgspec.json.decode(raw, type=Dossier)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        way_out = "it should be what `tellings compare … --json FILE` wrote"
        raise ReadError(subject, cause=f"not a dossier: {error}", way_out=way_out) from error


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(_SURROGATES)
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(item) for item in value]
    return value
