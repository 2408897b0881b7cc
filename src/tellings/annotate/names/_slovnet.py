"""Russian names through slovnet with natasha's weights (Kukushkin, natasha/slovnet; MIT), loaded directly.

natasha itself is never imported: its API needs pkg_resources. Model and embeddings are loaded once a process, and of the
embeddings only the quantised vectors: navec's own loader also builds a second list of words and tables for similarity,
which cost more than half of the time to load and 100 MB, and which nobody here asks.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import tarfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ...errors import EngineError
from ...lang import Pack
from ...records import EntityKind, Mention
from ._lexicon import lexicon
from ._russian import finish

_KINDS: dict[str, EntityKind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_CHUNK = 20_000  # code points read at a time
_BATCH = 4  # texts in one pass; slovnet pads a batch to its longest text, so that larger ones are slower


@functools.cache
def _model() -> Any:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(
            "slovnet", cause="natasha's data is not installed", way_out="pip install natasha slovnet navec"
        )
    from slovnet import NER

    data = Path(next(iter(spec.submodule_search_locations))) / "data"
    model = NER.load(str(data / "model" / "slovnet_ner_news_v1.tar"), batch_size=_BATCH)
    model.navec(_vectors(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return model


def _vectors(path: Path) -> SimpleNamespace:
    """What slovnet takes out of navec's file (format 1): its id, the codes, and which of them make up each word."""
    import numpy as np

    with tarfile.open(path) as file:
        meta, packed = (_member(file, name) for name in ("meta.json", "pq.bin"))
    words, _, parts, centroids = (int(n) for n in np.frombuffer(packed, np.uint32, count=4))
    indexes = np.frombuffer(packed, np.uint8, count=words * parts, offset=16).reshape(words, parts)
    codes = np.frombuffer(packed, np.float32, offset=16 + words * parts).reshape(parts, centroids, -1)
    return SimpleNamespace(
        meta=SimpleNamespace(id=json.loads(meta)["id"]), pq=SimpleNamespace(indexes=indexes, codes=codes)
    )


def _member(file: tarfile.TarFile, name: str) -> bytes:
    member = file.extractfile(name)
    if member is None:
        raise EngineError("slovnet", cause=f"no {name} in natasha's embeddings", way_out="pip install natasha navec")
    return member.read()


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
        chunks.sort(key=lambda c: (len(c[2]), c[0], c[1]))  # alike in length, so that little of a batch is padding
        spans: list[list[tuple[int, int, EntityKind]]] = [[] for _ in texts]
        for (n, at, _), markup in zip(chunks, _model().map([c for *_, c in chunks]), strict=True):
            spans[n] += [(at + s.start, at + s.stop, _KINDS[s.type]) for s in markup.spans]
        return [finish(text, sorted(found), lexicon(pack.code)) for text, found in zip(texts, spans, strict=True)]


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
