"""English running text that anybody may train on: the definitions and examples of Open English WordNet, CC BY 4.0.

Read from a checkout of globalwordnet/english-wordnet (`src/yaml`), which is no part of the data sets. The files are the plain
subset of YAML that its tools write, so no YAML library is needed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from .sources import Group

_KEY = re.compile(r"  (\w+):")
_SHORTEST, _LONGEST = 5, 45  # words of a text that is used


def _unquoted(item: str) -> str:
    item = item.strip()
    if len(item) > 1 and item[0] == item[-1] and item[0] in "'\"":
        return item[1:-1].replace("''", "'").replace('\\"', '"')
    return item


def _entries(path: Path) -> Iterator[dict[str, list[str]]]:
    """Of each synset: its definitions and examples."""
    entry: dict[str, list[str]] = {}
    found: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line[:1] not in (" ", "#", ""):
            if entry:
                yield entry
            entry, found = {}, []
        elif key := _KEY.match(line):
            found = entry.setdefault(key[1], [])
        elif line.startswith("  - "):
            found.append(line[4:])
        elif line.startswith("    ") and found:
            found[-1] += " " + line.strip()
    if entry:
        yield entry


def glosses(checkout: Path, count: int, *, seed: int = 1) -> list[Group]:
    """`count` texts: a definition, an example, or, half of the time where there are both, one after the other.

    Texts of one file stand together, as sentences of one document would.
    """
    rng = random.Random(seed)
    made: list[tuple[str, str]] = []
    for path in sorted((checkout / "src" / "yaml").glob("*.yaml")):
        for entry in _entries(path):
            texts = [_unquoted(item) for kind in ("definition", "example") for item in entry.get(kind, [])]
            texts = [text for text in texts if not text.startswith(("source:", "text:"))]
            if len(texts) > 1 and rng.random() < 0.5:
                texts = [f"{texts[0]}; {texts[1]}", *texts[2:]]
            made += [(path.stem, text) for text in texts if _SHORTEST <= len(text.split()) <= _LONGEST]
    chosen = sorted(rng.sample(range(len(made)), min(count, len(made))))
    return [Group(doc=f"gloss/{made[i][0]}", wordings={"en": [made[i][1]]}) for i in chosen]
