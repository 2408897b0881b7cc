"""From `--names-engine` and `--encoder` to engines of the user's own. Nothing is fetched; what is not there is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..annotate import Engines


def engines(told: str | None) -> Engines:
    """The engines that `--names-engine KIND:FOLDER` asks for; the packs' own rules where it says nothing.

    Raises:
        UsageError: the option names no engine, its library is not installed, or the folder does not exist.
        EngineError: no model loads from the folder.
    """
    from ..annotate import Engines

    if told is None:
        return Engines()
    from ..annotate.names import GlinerNames, SpacyNames

    kind, _, folder = told.partition(":")
    if kind not in ("spacy", "gliner") or not folder:
        raise UsageError(f"--names-engine {told}", cause="no engine", way_out="write spacy:FOLDER or gliner:FOLDER")
    return Engines(names=SpacyNames(folder) if kind == "spacy" else GlinerNames(folder))


def encoder(told: str | None) -> str | Path | None:
    """What `load_encoder` takes: an address as it stands, a path that exists, or None for the encoder that ships."""
    if told is None or told.startswith(("http://", "https://")):
        return told
    if not Path(told).exists():
        raise UsageError(f"--encoder {told}", cause="no such file or folder")
    return Path(told).absolute()
