"""Write docs/languages.md from the packs and from bench/RESULTS.md: what each language can, and how well.

python -m bench.languages
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from tellings.lang import CAPABILITIES, available, load_pack

_HERE = Path(__file__).resolve().parent
_RESULTS = _HERE / "RESULTS.md"
_TARGET = _HERE.parent / "docs" / "languages.md"
# Column -> (task, pattern of the set with the language in it, metric); the first set that is there counts.
_COLUMNS: dict[str, list[tuple[str, str, str]]] = {
    "names (span F1)": [
        ("names", r"(?:names/)?uner_pud_{lang}", "span_f1"),
        ("names", r"(?:names/)?bsnlp\.{lang}", "span_f1"),
    ],
    "dates in news (value F1)": [("dates", r"(?:dates/)?\w+_{lang}", "value_f1")],
    "date expressions (right)": [("dates", r"(?:dates/)?duckling\.{lang}", "accuracy")],
    "numbers (right)": [("quantities", r"(?:quantities/)?recognizers-number\.{lang}", "accuracy")],
    "units (right)": [("quantities", r"(?:quantities/)?recognizers-unit\.{lang}", "accuracy")],
    "attribution, shared sets (content F1)": [
        ("attribution", r"(?:attribution/)?(?:spkatt-news-|adaq\.|polnear\.?){lang}", "content_f1")
    ],
    "attribution, own held (source F1)": [("attribution", r"(?:attribution/)?own\.{lang}\.held", "source_f1")],
    "encoder, to English (F1)": [("encode", r"(?:encode/)?ntrex\.{lang}-en", "f1")],
}
_IN_ONE_LANGUAGE = {
    "krauts_dolomiten100": "de",
    "polnear": "en",
    "spkatt-news-de": "de",
}  # sets whose name does not end in it


def _figures() -> Iterator[tuple[str, str, dict[str, float]]]:
    """(task, set, metrics) of every line of RESULTS.md."""
    task = ""
    for line in _RESULTS.read_text("utf-8").splitlines():
        if line.startswith("## "):
            task = line[3:].strip()
        elif line.startswith("| ") and "**" in line:
            name, cells = (part.strip() for part in line.strip("| ").split("|", 1))
            yield task, name, {m[1]: float(m[2]) for m in re.finditer(r"([\w.\-]+) \*\*([-\d.e]+)\*\*", cells)}


def _cell(lang: str, wanted: list[tuple[str, str, str]], figures: list[tuple[str, str, dict[str, float]]]) -> str:
    for task, pattern, metric in wanted:
        whole = re.compile(pattern.format(lang=lang))
        for of, name, metrics in figures:
            bare = name.rsplit("/", 1)[-1]
            own = _IN_ONE_LANGUAGE.get(bare) == lang and "{lang}" in pattern and "own" not in pattern
            if of == task and metric in metrics and (own or whole.fullmatch(name)):
                return f"{metrics[metric]:.3f}".lstrip("0")
    return ""


def page() -> str:
    """The page; the same packs and results give the same page."""
    figures = list(_figures())
    packs = [load_pack(code) for code in available()]
    lines = [
        "# Languages",
        "",
        "Written by `python -m bench.languages` from the packs and from `bench/RESULTS.md`; do not edit. What each set is, who made",
        "it and how it is scored stands in `bench/`. An empty cell means that no set measures it.",
        "",
        "## What each pack can",
        "",
        f"| language | {' | '.join(CAPABILITIES)} |",
        f"|---{'|---' * len(CAPABILITIES)}|",
    ]
    for pack in packs:
        has = ["yes" if pack.has(c) else "" for c in CAPABILITIES]
        lines.append(f"| {pack.name} ({pack.code}) | {' | '.join(has)} |")
    lines += ["", "## How well", "", f"| language | {' | '.join(_COLUMNS)} |", f"|---{'|---' * len(_COLUMNS)}|"]
    for pack in packs:
        cells = [_cell(pack.code, wanted, figures) for wanted in _COLUMNS.values()]
        if any(cells):
            lines.append(f"| {pack.name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    _TARGET.write_text(page(), "utf-8")
