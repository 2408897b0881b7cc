"""Who and what is named: names with type, role and base form, by rules for every language and slovnet for Russian.

`read_names(texts, pack=…)` picks the reader that serves the pack best; each reader is a `NameReader` too, and an engine
that the user plugs in (`SpacyNames`, `GlinerNames`) takes the same place.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...lang import Pack
from ...protocols import NameReader
from ...records import EntityKind, Mention
from ._declined import person_base
from ._engines import GlinerNames, SpacyNames
from ._lexicon import lexicon
from ._rules import read
from ._slovnet import SlovnetNames
from ._tokens import tokenize

__all__ = ["GlinerNames", "RuleNames", "SlovnetNames", "SpacyNames", "base_form", "default_reader", "read_names"]


class RuleNames:
    """A NameReader for any language: the pack's table, the gazetteer, and capitals where the script has them."""

    name = "rules"
    version = "1"

    def read_names(self, texts: Sequence[str], *, pack: Pack) -> list[tuple[Mention, ...]]:
        """The names in each text, in text order, without overlaps; offsets in code points."""
        return [read(text, lexicon(pack.code)) for text in texts]


def default_reader(pack: Pack) -> NameReader:
    """The reader that serves a pack when the user names none: its table says `engine = "slovnet"`, or rules."""
    return SlovnetNames() if pack.table("names").get("engine") == "slovnet" else RuleNames()


def read_names(texts: Sequence[str], *, pack: Pack, reader: NameReader | None = None) -> list[tuple[Mention, ...]]:
    """The names of each text (a batch in one language): outermost spans in text order, without overlaps.

    Args:
        texts: whole report texts; offsets of the mentions are code points in them.
        pack: the language of all of them.
        reader: who reads; the default reader of the pack when None.

    Raises:
        EngineError: the reader's weights are missing or broken.
    """
    return (reader or default_reader(pack)).read_names(texts, pack=pack)


def base_form(form: str, kind: EntityKind, *, pack: Pack) -> str:
    """The base form of a name as far as the pack can give it: «Галузиным» -> «Галузин»; otherwise the form itself."""
    if pack.table("names").get("morphology") == "pymorphy3":
        from ._russian import base_form as russian

        return russian(form, kind)
    table = lexicon(pack.code)
    if kind == "person":
        return person_base(form, table) if table.person_endings else form
    words = tokenize(form)
    hit = table.entry_at(words, 0) if kind == "place" and words else None
    return table.written_label(hit[1]) if hit and hit[0] == len(words) else form
