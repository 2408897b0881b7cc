"""How much a text reads like a translation: rates of its language's commonest words and marks, weighed.

After Volansky, Ordan and Wintner, "On the features of translationese" (2015). Weights: `translated.json`, made by
`training/direction/` from WMT test sets; languages without weights give no answer.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from ..textfold import fold

_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]")
_PER = 100.0  # rates are per hundred words and marks
SURE = 2.5  # log odds between two texts from which a direction is told
_LEAST = 60  # words and marks below which a text tells nothing


def tokens(text: str) -> list[str]:
    """Folded words and single marks; numbers are left out."""
    return _TOKEN.findall(fold(text))


def rates(text: str, vocabulary: Sequence[str]) -> list[float]:
    """How often each of `vocabulary` stands in a hundred words and marks."""
    found = tokens(text)
    counts = Counter(found)
    return [_PER * counts[w] / max(1, len(found)) for w in vocabulary]


@functools.cache
def _weights() -> Mapping[str, Any]:
    table: Mapping[str, Any] = json.loads(resources.files(__package__).joinpath("translated.json").read_text("utf-8"))
    return table


def translatedness(text: str, lang: str) -> float | None:
    """Log odds that a text was translated into `lang` rather than written in it; None where nothing can be said."""
    model = _weights().get(lang)
    if model is None or len(tokens(text)) < _LEAST:
        return None
    vocabulary = list(model["weights"])
    return float(
        model["bias"] + sum(r * model["weights"][w] for r, w in zip(rates(text, vocabulary), vocabulary, strict=True))
    )


def lean(left: tuple[str, str], right: tuple[str, str]) -> float | None:
    """Of two (text, language) that translate one another: positive where the right one reads like the translation."""
    a, b = translatedness(*left), translatedness(*right)
    return None if a is None or b is None else b - a
