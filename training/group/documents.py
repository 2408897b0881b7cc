"""Documents whose halves tell one event: pairs for training that are full texts, in one language and in two.

From parallel news documents (wmt; the README's rule says which may train): the odd sentences of a document in one
language and the even ones of the same document in another share an event and no sentence. Within one language, so do its
first sentence and its next two, which stand for headlines.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tellings.records import Report

_SHORTEST = 6  # sentences
_DOCUMENTS = 24  # of one direction
_DAYS = 10.0


def may_train(doc: str) -> bool:
    """The set's rule: documents of known bounds whose name's SHA-1 does not begin with 0-3."""
    return not doc.endswith("?") and hashlib.sha1(doc.encode()).hexdigest()[0] not in "0123"


def _documents(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    rows: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        human = next(iter((row.get("human") or {}).values()), None)
        if human and may_train(row["doc"]):
            rows[row["doc"]].append((row["n"], row["src"], human))
    for doc, sentences in sorted(rows.items()):
        if len(sentences) >= _SHORTEST:
            yield doc, [(src, human) for _, src, human in sorted(sentences)]


def halves(folder: Path, *, seed: int = 3) -> list[tuple[Report, str]]:
    """Reports with the document each is half of, at random times within one window."""
    rng = random.Random(seed)
    made: list[tuple[Report, str]] = []
    for path in sorted(folder.glob("*.jsonl")):
        source, target = path.stem.split("-")
        documents = list(_documents(path))
        for doc, sentences in rng.sample(documents, min(_DOCUMENTS, len(documents))):
            for name, lang, some in (
                ("a", source, [s for s, _ in sentences[0::2]]),
                ("b", target, [h for _, h in sentences[1::2]]),
                ("c", source, [s for s, _ in sentences[1::2]]),
                ("d", source, [s for s, _ in sentences[:1]]),
                ("e", source, [s for s, _ in sentences[1:3]]),
            ):
                text = " ".join(some)
                time = f"2031-05-{1 + int(rng.random() * _DAYS):02}T{rng.randrange(24):02}:00:00+00:00"
                made.append((Report(id=f"{path.stem}/{doc}/{name}", text=text, lang=lang, published=time), doc))
    return made
