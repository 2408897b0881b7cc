"""Russian names through slovnet with natasha's weights (Kukushkin, natasha/slovnet; MIT), loaded directly.

natasha itself is never imported: its API needs pkg_resources. Model and embeddings are loaded once a process.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from ...errors import EngineError
from ...lang import Pack
from ...records import EntityKind, Mention
from ._lexicon import lexicon
from ._russian import finish

_KINDS: dict[str, EntityKind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_CHUNK = 20_000  # code points read at a time; slovnet pads a batch to its longest text


@functools.cache
def _model() -> Any:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(
            "slovnet", cause="natasha's data is not installed", way_out="pip install natasha slovnet navec"
        )
    from navec import Navec
    from slovnet import NER

    data = Path(next(iter(spec.submodule_search_locations))) / "data"
    model = NER.load(str(data / "model" / "slovnet_ner_news_v1.tar"))
    model.navec(Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")))
    return model


class SlovnetNames:
    """A NameReader for Russian: slovnet's spans, then the pack's rules on where an organisation's name ends."""

    name = "slovnet"

    @property
    def version(self) -> str:
        return metadata.version("slovnet")

    def read_names(self, texts: Sequence[str], *, pack: Pack) -> list[tuple[Mention, ...]]:
        """The names in each text, in text order, without overlaps.

        Raises:
            EngineError: the weights are not installed.
        """
        chunks = [(n, at, text[at : at + length]) for n, text in enumerate(texts) for at, length in _cut(text)]
        spans: list[list[tuple[int, int, EntityKind]]] = [[] for _ in texts]
        for (n, at, _), markup in zip(chunks, _model().map([c for *_, c in chunks]), strict=True):
            spans[n] += [(at + s.start, at + s.stop, _KINDS[s.type]) for s in markup.spans]
        return [finish(text, found, lexicon(pack.code)) for text, found in zip(texts, spans, strict=True)]


def _cut(text: str) -> list[tuple[int, int]]:
    """Stretches (start, length) of a long text, cut at a line end where there is one."""
    found, at = [], 0
    while at < len(text):
        stop = min(len(text), at + _CHUNK)
        if stop < len(text):
            stop = max(text.rfind("\n", at, stop) + 1, text.rfind(" ", at, stop) + 1) or stop
            stop = stop if stop > at else at + _CHUNK
        if text[at:stop].strip():
            found.append((at, stop - at))
        at = stop
    return found
