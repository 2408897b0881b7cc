"""Find and load language packs: a folder of TOML tables per language, discovered, never listed.

A pack is a folder `xx/` holding `pack.toml` (code, name, script, version, small words written onto the next one) and one table
per capability:

    sentences.toml    abbreviations, quotation marks
    boilerplate.toml  stamps, menus, teasers, credits, datelines
    dates.toml        time expressions
    numbers.toml      number words, bounds, units
    names.toml        titles, legal forms, demonyms, gazetteer
    attribution.toml  reporting verbs with stance, "according to" frames, nouns as cues, pronouns
    stance.toml       hedges, negation, distancing words
    frames.toml       what news tells again and again, with role patterns
    gazetteer.toml    what the language calls countries, places, bodies, peoples (see lang/gazetteer)
    units.toml, common_words.txt.gz   names of units; words that are no names
    cases/NAME.toml   positive and negative examples of NAME.toml

A capability whose table is absent falls back to `und`; one whose table says `supported = false` is said to be
unsupported in the dossier. Packs outside the package are found through the entry-point group `tellings.lang`,
whose value is a module whose folder is the pack.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import metadata, util
from pathlib import Path
from typing import Any

from ..errors import PackError
from ..textfold import fold
from ._tables import load_table

CAPABILITIES = (
    "sentences",
    "boilerplate",
    "dates",
    "numbers",
    "names",
    "attribution",
    "stance",
    "frames",
)

_HERE = Path(__file__).parent


class Pack:
    """The resources of one language, read lazily and kept; immutable to its users."""

    def __init__(self, folder: Path) -> None:
        meta = load_table(folder / "pack.toml")
        self.folder = folder
        self.code: str = meta["code"]
        self.name: str = meta["name"]  # in English
        self.native_name: str = meta["native_name"]
        self.script: str = meta["script"]  # ISO 15924
        self.version: str = meta["version"]
        clitics = meta.get(
            "proclitics", {}
        )  # small words written onto the next: conjunctions, prepositions, the article
        self.joining: tuple[str, ...] = tuple(map(fold, clitics.get("joining", ())))
        self.proclitics = (*self.joining, *map(fold, clitics.get("others", ())))
        self._tables: dict[str, Mapping[str, Any]] = {}

    def __repr__(self) -> str:
        return f"Pack({self.code!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (load_pack, (self.code,))

    def has(self, capability: str) -> bool:
        """Whether this pack itself (not `und`) declares and supports `capability`."""
        return (self.folder / f"{capability}.toml").is_file() and self.own_table(capability).get("supported", True)

    def own_table(self, capability: str) -> Mapping[str, Any]:
        """The pack's own table; empty when it has none."""
        if capability not in self._tables:
            path = self.folder / f"{capability}.toml"
            self._tables[capability] = load_table(path) if path.is_file() else {}
        return self._tables[capability]

    def table(self, capability: str) -> Mapping[str, Any]:
        """The table for `capability`: the pack's own, or that of `und` where it has none or does not support it."""
        if self.code == "und" or self.has(capability):
            return self.own_table(capability)
        return load_pack("und").table(capability)

    def cases(self, capability: str) -> Mapping[str, Any]:
        """Positive and negative examples beside the rules; empty when there are none."""
        path = self.folder / "cases" / f"{capability}.toml"
        return load_table(path) if path.is_file() else {}

    def behind_proclitics(self, word: str) -> tuple[str, ...]:
        """What may be left of a folded word without small words written onto its front: three letters, behind "and" two."""
        return tuple(
            word[len(p) :]
            for p in self.proclitics
            if word.startswith(p) and len(word) - len(p) >= (2 if p in self.joining else 3)
        )

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The capabilities that this language is read without, in the order of `CAPABILITIES`."""
        return tuple(c for c in CAPABILITIES if not self.has(c))


@functools.cache
def _folders() -> dict[str, Path]:
    found = {p.parent.name: p.parent for p in sorted(_HERE.glob("*/pack.toml"))}
    for entry in metadata.entry_points(group="tellings.lang"):
        spec = util.find_spec(entry.value)
        if spec is None or not spec.submodule_search_locations:
            raise PackError(entry.name, cause=f"entry point names no package: {entry.value!r}")
        found[entry.name] = Path(next(iter(spec.submodule_search_locations)))
    return found


def available() -> tuple[str, ...]:
    """Codes of every pack that is installed, sorted, `und` included."""
    return tuple(sorted(_folders()))


@functools.cache
def load_pack(code: str) -> Pack:
    """The pack for a BCP 47 tag: its exact code, its primary subtag, or `und`.

    Raises:
        PackError: the pack's `pack.toml` is missing a field or is not TOML.
    """
    folders = _folders()
    folder = folders.get(code) or folders.get(code.split("-", maxsplit=1)[0].lower()) or folders["und"]
    try:
        return Pack(folder)
    except KeyError as error:
        raise PackError(str(folder.name), cause=f"pack.toml lacks {error}", way_out="see CONTRIBUTING.md") from error
