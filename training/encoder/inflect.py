"""Make inflected forms of dictionary words, so that rewritten sentences look like running text.

The forms need not all be right: the encoder learns from them which endings and clitics carry no meaning.
"""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_TABLES = Path(__file__).parent / "text" / "affixes.toml"


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_TABLES.read_text("utf-8"))


def _harmonise(stem: str, ending: str, table: dict[str, list[str]]) -> str:
    """Turkic vowel harmony: A and I in `ending` take the shape that the last vowel of the word asks for."""
    shapes_low = dict(pair.split(":") for pair in table["harmony_low"])
    shapes_high = dict(pair.split(":") for pair in table["harmony_high"])
    if ending and stem[-1:] in shapes_low and ending[0] in "AI":  # two vowels do not meet
        ending = "y" + ending if ending[0] == "A" else "s" + ending if len(ending) == 1 else ending[1:]
    word = stem
    for char in ending:
        last = next((c for c in reversed(word) if c in shapes_low), None)
        if char == "A":
            word += shapes_low.get(last or "", "a")
        elif char == "I":
            word += shapes_high.get(last or "", "i")
        else:
            word += char
    return word


def inflect(word: str, lang: str, rng: random.Random) -> str:
    """`word` with some ending or clitic of its language; `word` itself where the language has no table."""
    table = _tables().get(lang)
    if not table or len(word) < table.get("shortest", 3) or word[-1] == ".":
        return word
    head, _, last = word.rpartition(" ")
    for cut in table.get("infinitives", []):
        if last.endswith(cut) and len(last) - len(cut) >= 2:
            last = _ended(last.removesuffix(cut), rng.choice(table["verb"]), table)
            return f"{head} {last}".strip()
    if table.get("prefix") and rng.random() < 0.5:
        first, _, rest = word.partition(" ")
        return f"{rng.choice(table['prefix'])}{first} {rest}".strip()
    for cut in table.get("drop", []):
        if last.endswith(cut) and len(last) - len(cut) >= 3:
            last = last.removesuffix(cut)
            break
    return f"{head} {_ended(last, rng.choice(table['noun']), table)}".strip()


def _ended(stem: str, ending: str, table: dict[str, list[str]]) -> str:
    return _harmonise(stem, ending, table) if "harmony_low" in table else stem + ending


def fillers(lang: str) -> list[str]:
    """Words that stand between words of matter, for a language that has no list of frequent words."""
    table = _tables().get(lang, {})
    return list(table["noun"]) if table.get("shortest") else []
