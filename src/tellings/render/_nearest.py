"""For a statement that only one report carries: the sentence of the others that comes nearest to it.

"Not found in the others" is a judgement too, so a reader gets what it was judged against. Where the stage that made the
row left a finding `nearest`, that is shown; otherwise the likeness is counted here from shared entities, figures, dates
and words (weighted by how rare they are in the dossier, as in tf-idf), which any reader can check.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping

from ..records import Statement
from ..textfold import fold
from ._index import Index

_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDS = 3  # fewer are a place or a name alone, which tells nothing
_SCRAP = 12  # characters: in scripts without spaces more are a sentence
_FLOOR = 0.12  # below it nothing is near enough to be worth a look


def nearest(known: Index) -> Mapping[str, str]:
    """Statement id -> id of the nearest statement of another report, for every statement of a one-report row."""
    features = {s.id: _features(s) for s in known.dossier.statements}
    scraps = {s.id for s in known.dossier.statements if len(s.text.split()) < _WORDS and len(s.text) < _SCRAP}
    holding: dict[str, list[str]] = defaultdict(list)
    for name, found in features.items():
        for feature in sorted(found):
            holding[feature].append(name)
    rarity = {feature: math.log(1 + len(features) / len(names)) for feature, names in holding.items()}
    norms = {name: math.sqrt(sum(rarity[f] ** 2 for f in found)) for name, found in features.items()}
    by_text = {s.text: s.id for s in known.dossier.statements}
    best: dict[str, str] = {}
    for row in known.unique:
        told = next((f.right for f in row.findings if f.feature == "nearest"), "")
        named = told if told in known.statements else by_text.get(told)
        for name in row.statements:
            if named is not None:
                best[name] = named
                continue
            statement = known.statements.get(name)
            if statement is None:
                continue
            scores: dict[str, float] = defaultdict(float)
            common: dict[str, int] = defaultdict(int)
            for feature in sorted(features[name]):
                if len(holding[feature]) > 200:
                    continue  # a feature of hundreds of statements tells nothing and costs much
                for other in holding[feature]:
                    if known.statements[other].report != statement.report and other not in scraps:
                        scores[other] += rarity[feature] ** 2
                        common[other] += 1
            ranked = [(scores[o] / (norms[name] * norms[o] or 1.0), o) for o in scores if common[o] > 1]
            if ranked:
                score, other = max(ranked, key=lambda pair: (pair[0], pair[1]))
                if score >= _FLOOR:
                    best[name] = other
    return best


def _features(statement: Statement) -> frozenset[str]:
    found = {f"e:{m.entity}" for m in statement.mentions if m.entity}
    found |= {f"q:{q.low}:{q.high}:{q.unit}" for q in statement.quantities}
    found |= {f"t:{t.edtf or t.value}" for t in statement.times}
    found |= {f"w:{word[:6]}" for word in _WORD.findall(fold(statement.text))}
    return frozenset(found)
