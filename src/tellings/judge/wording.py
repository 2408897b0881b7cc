"""Wording: what reports call the same thing. Assigns nobody to a side; it shows the words."""

from __future__ import annotations

from collections import defaultdict

from ..records import Wording, WordingForm, WordingSpan
from ..textfold import fold
from ..words import stem
from .told import Case, Told

# what is named differently by those who see it differently; labels of frames and concepts in the packs
NAMED = ("war", "attack", "protest", "protester", "fighter", "killing", "missile", "migrant", "disaster")
_MOST_SPANS = 20


def find_wording(case: Case) -> tuple[Wording, ...]:
    """For each thing that reports name with more than one word: every form, its reports and places."""
    held: dict[str, dict[tuple[str, str], list[tuple[Told, int, int, str]]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        for hit in told.hits:
            if hit.label in NAMED and hit.section in {"concepts", "frames"}:
                form = told.words_of(hit)
                held[hit.label][told.statement.lang, stem(fold(form))].append((told, hit.start, hit.stop, form))
    found = []
    for label in NAMED:
        forms = held.get(label, {})
        by_lang: dict[str, int] = defaultdict(int)
        for lang, _ in forms:
            by_lang[lang] += 1
        if max(by_lang.values(), default=0) < 2:
            continue
        found.append(
            Wording(about=label, forms=tuple(_form(lang, places) for (lang, _), places in sorted(forms.items())))
        )
    return tuple(found)


def _form(lang: str, places: list[tuple[Told, int, int, str]]) -> WordingForm:
    distanced = any(_scare_quoted(told, start, stop) for told, start, stop, _ in places)
    return WordingForm(
        form=min((form for *_, form in places), key=lambda f: (len(f), f)),
        lang=lang,
        reports=tuple(dict.fromkeys(t.report.id for t, *_ in places)),
        spans=tuple(WordingSpan(report=t.report.id, start=a, stop=b) for t, a, b, _ in places[:_MOST_SPANS]),
        distanced=distanced,
    )


def _scare_quoted(told: Told, start: int, stop: int) -> bool:
    """Whether a form stands in quotation marks of its own: a few words, not a sentence."""
    return any(a <= start and stop <= b and b - a <= 2 * (stop - start) + 20 for a, b in told.quotes)
