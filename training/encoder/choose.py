"""Scores that settings are chosen by: odd `ud-pud` documents, the left-out part of `wmt`, our own held-back text."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.encode import retrieval
from tellings.encode.static import StaticEncoder

from . import sources


def held_back(data: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """(name, sentences, English sentences), in step, without repetition."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, groups in (("pud", sources.pud(data)), ("wmt", sources.wmt(data)), ("own", sources.own_sentences())):
        for group, held in groups:
            for lang, texts in group.wordings.items():
                if held and lang != "en" and "en" in group.wordings:
                    found[f"{name}.{lang}"].setdefault(group.wordings["en"][0], texts[0])
    others = list(found["pud.de"])  # make it harder to find our own few sentences
    for name in sorted(found):
        english = list(found[name])[:2000]
        yield name, [found[name][text] for text in english], english + (others if name.startswith("own.") else [])


def scores(encoder: StaticEncoder, data: Path) -> dict[str, float]:
    """F1 of finding the English sentence, for each held-back set, and the mean of all."""
    f1 = {
        name: retrieval(encoder.encode(texts), encoder.encode(english)).f1 * 100
        for name, texts, english in held_back(data)
    }
    return f1 | {"mean": float(np.mean(list(f1.values())))}


def main() -> int:
    """`python -m training.encoder.choose PREPARED CHECKPOINT DATA`."""
    from .export import rows_of

    encoder = StaticEncoder(rows_of(Path(sys.argv[1]), Path(sys.argv[2])), version="trial")
    print({name: round(value, 1) for name, value in scores(encoder, Path(sys.argv[3])).items()})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
