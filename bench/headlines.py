"""Headlines glued to the text: where one ends in articles whose line breaks we take out (semeval2022-task8, tuning allowed).

Of each article whose headline is known, headline and text are put on one line. `found` is the share of headlines whose end
is found, a closing mark aside, `wrong` the share cut elsewhere (mostly behind a byline or a menu word that follows the headline),
with the article's address and without it (`no_address.`). `cut_without_headline` is the share of the same texts without a
headline that are cut; most of them begin with a standfirst, which is no mistake.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tellings.textfold import fold

from .task import Result, Skipped

_LEAST = 300  # characters of a text
_SLACK = 2  # characters: a closing mark


def run(data: Path) -> Iterator[Result | Skipped]:
    from tellings.clean.glued import glued_headline

    path = data / "semeval2022-task8" / "pairs.jsonl"
    if not path.is_file():
        yield Skipped(dataset="headlines", reason="no folder semeval2022-task8")
        return
    counts: dict[str, Counter[str]] = {}
    for lang, headline, text, url in _articles(path):
        seen = counts.setdefault(lang, Counter())
        seen["articles"] += 1
        for prefix, address in (("", url), ("no_address.", None)):
            end = glued_headline(f"{headline} {text}", lang=lang, url=address)
            if end is not None:
                seen[prefix + ("found" if abs(end - len(headline)) <= _SLACK else "wrong")] += 1
        seen["cut_without_headline"] += glued_headline(text, lang=lang, url=url) is not None
    names = ("found", "wrong", "no_address.found", "no_address.wrong", "cut_without_headline")
    for lang, seen in sorted(counts.items()):
        shares = {name: seen[name] / seen["articles"] for name in names}
        yield Result(dataset=f"headlines/{lang}", metrics={"articles": seen["articles"], **shares})


def _articles(path: Path) -> Iterator[tuple[str, str, str, str | None]]:
    """Language, headline, text without it, and address of each article, once."""
    seen: set[tuple[str, str]] = set()
    for line in path.read_text("utf-8").splitlines():
        pair = json.loads(line)
        for n in "12":
            headline, text = (" ".join((pair[f"{name}{n}"] or "").split()) for name in ("title", "text"))
            if fold(text).startswith(fold(headline)):
                text = text[len(headline) :].strip()
            if headline and len(text) >= _LEAST and (headline, text) not in seen:
                seen.add((headline, text))
                yield pair[f"lang{n}"], headline, text, pair.get(f"url{n}")
