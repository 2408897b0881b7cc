"""Agreement: what is read of one sentence in eleven languages, set side by side.

Our own parallel reports (`training/encoder/text/parallel`) say the same in every language, so that the same amounts, times and
stretches of time should be read of each. A value that more than half of the languages give is taken for right, one that no other
gives for wrong. Nobody marked the values: what all languages get wrong alike is not seen, and a free translation counts as an error.
Who says what is compared less closely: whether a sentence has any attribution, read in its whole report.

`python -m bench.agreement KIND LANG …` prints what differs, for those who mend the packs; every fifth report is held back from that, and measured apart.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tellings.annotate import annotate
from tellings.annotate.quantities import read_quantities
from tellings.annotate.sentences import split_sentences
from tellings.annotate.times import read_times
from tellings.lang import load_pack
from tellings.records import Anchor, Annotated, Quantity, Report, Timex
from training.encoder.sources import own_sentences

from .task import Result, Skipped

LANGS = ("en", "ru", "uk", "de", "fr", "es", "it", "pl", "tr", "az", "ar")
ANCHOR = Anchor(value="2025-11-19")
_STRETCH = ("DURATION", "SET")

Read = tuple[tuple[Timex, ...], tuple[Quantity, ...]]
Values = frozenset[object]


def reports(*, held: bool) -> Iterator[list[dict[str, str]]]:
    """The sentences of each parallel report, its headline first: of every fifth report, or of the others."""
    found: dict[str, list[dict[str, str]]] = {}
    for group, kept in own_sentences():
        if kept == held and set(LANGS) <= group.wordings.keys():
            found.setdefault(group.doc, []).append({lang: group.wordings[lang][0] for lang in LANGS})
    yield from found.values()


def sentences(*, held: bool) -> Iterator[dict[str, str]]:
    """Each sentence of them in all its languages."""
    for report in reports(held=held):
        yield from report


def read(text: str, lang: str) -> Read:
    pack = load_pack(lang)
    cut = split_sentences(text, pack=pack)
    times = read_times(text, sentences=cut, pack=pack, anchor=ANCHOR)
    return times, read_quantities(text, sentences=cut, pack=pack, times=times)


def amounts(found: Read) -> Values:
    """Low and high value and unit; without "one", which is an article in half of the languages."""
    return frozenset((q.low, q.high, q.unit) for q in found[1] if q.kind != "ordinal" and (q.low, q.high) != (1, 1))


def times(found: Read) -> Values:
    return frozenset(t.value for t in found[0] if t.type not in _STRETCH)


def stretches(found: Read) -> Values:
    return frozenset(t.value for t in found[0] if t.type in _STRETCH)


KINDS: dict[str, Callable[[Read], Values]] = {"amounts": amounts, "times": times, "stretches": stretches}


def spread(row: dict[str, Read], of: Callable[[Read], Values]) -> tuple[dict[str, Values], Counter[object]]:
    """The values of each language, and how many languages give each."""
    values = {lang: of(found) for lang, found in row.items()}
    return values, Counter(value for found in values.values() for value in found)


def compare(rows: list[dict[str, Read]], of: Callable[[Read], Values]) -> dict[str, float]:
    """For each language: `found`, the share of what most languages give; `alone`, of its own values, what no other gives."""
    right, given, got, alone = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        values, count = spread(row, of)
        most = {value for value, number in count.items() if 2 * number > len(LANGS)}
        for lang, found in values.items():
            right[lang] += len(most)
            given[lang] += len(most & found)
            got[lang] += len(found)
            alone[lang] += sum(count[value] == 1 for value in found)
    metrics = {f"found.{lang}": given[lang] / max(right[lang], 1) for lang in LANGS}
    metrics |= {f"alone.{lang}": alone[lang] / max(got[lang], 1) for lang in LANGS}
    mean = {name: sum(metrics[f"{name}.{lang}"] for lang in LANGS) / len(LANGS) for name in ("found", "alone")}
    return {"values": right[LANGS[0]], **mean, **metrics}


def attributed(*, held: bool) -> Iterator[tuple[dict[str, str], dict[str, bool]]]:
    """Each sentence in all its languages, and in which of them its report, read whole, has an attribution there."""
    rows = list(reports(held=held))
    made = [(n, lang, _report(row, n, lang)) for n, row in enumerate(rows) for lang in LANGS]
    found: dict[tuple[int, int], dict[str, bool]] = {}
    for (n, lang, _), done in zip(made, annotate([report for _, _, report in made]), strict=True):
        for k, has in enumerate(_marked(done, [wordings[lang] for wordings in rows[n]])):
            found.setdefault((n, k), {})[lang] = has
    yield from ((rows[n][k], found[n, k]) for n, k in sorted(found))


def _report(row: list[dict[str, str]], number: int, lang: str) -> Report:
    title, *body = (wordings[lang] for wordings in row)
    text = title + "\n\n" + "\n".join(body)
    return Report(id=f"{number}/{lang}", text=text, lang=lang, published=ANCHOR.value)


def _marked(done: Annotated, wordings: list[str]) -> Iterator[bool]:
    marks = [a.cue.start if a.cue is not None else a.content[0].start for a in done.attributions]
    stop = 0
    for wording in wordings:
        start = done.report.text.index(wording, stop)
        stop = start + len(wording)
        yield any(start <= mark < stop for mark in marks)


def odd(has: dict[str, bool]) -> tuple[bool, bool]:
    """Whether clearly most languages (more than six of ten) have an attribution, and whether few (less than four) have."""
    number = sum(has.values())
    return 10 * number > 6 * len(has), 10 * number < 4 * len(has)


def compare_attributions(rows: list[dict[str, bool]]) -> dict[str, float]:
    """For each language: `found`, of the sentences where most have an attribution; `extra`, of those where few have."""
    most = [has for has in rows if odd(has)[0]]
    few = [has for has in rows if odd(has)[1]]
    metrics = {f"found.{lang}": sum(has[lang] for has in most) / max(len(most), 1) for lang in LANGS}
    metrics |= {f"extra.{lang}": sum(has[lang] for has in few) / max(len(few), 1) for lang in LANGS}
    mean = {name: sum(metrics[f"{name}.{lang}"] for lang in LANGS) / len(LANGS) for name in ("found", "extra")}
    return {"most": len(most), "few": len(few), **mean, **metrics}


def run(data: Path) -> Iterator[Result | Skipped]:
    del data
    for name, held in (("own.parallel", False), ("own.parallel_held", True)):
        found = [{lang: read(row[lang], lang) for lang in LANGS} for row in sentences(held=held)]
        if not found:
            yield Skipped(dataset=name, reason="no parallel reports")
            continue
        for kind, of in KINDS.items():
            yield Result(dataset=f"{name}.{kind}", metrics=compare(found, of))
        has = [languages for _, languages in attributed(held=held)]
        yield Result(dataset=f"{name}.attributions", metrics=compare_attributions(has))


def main() -> int:
    """Print what the languages named miss and what they give alone, of one kind."""
    kind, *langs = sys.argv[1:]
    if kind == "attributions":
        for wordings, has in attributed(held=False):
            for lang in langs:
                if odd(has)[1 if has[lang] else 0]:
                    print(lang, "alone" if has[lang] else "missed", "|", wordings[lang], "|", wordings["en"])
        return 0
    for row in sentences(held=False):
        values, count = spread({lang: read(row[lang], lang) for lang in LANGS}, KINDS[kind])
        for lang in langs:
            missed = [value for value, number in count.items() if 2 * number > len(LANGS) and value not in values[lang]]
            alone = [value for value in values[lang] if count[value] == 1]
            if missed or alone:
                print(
                    lang,
                    "missed",
                    sorted(map(str, missed)),
                    "alone",
                    sorted(map(str, alone)),
                    "|",
                    row[lang],
                    "|",
                    row["en"],
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
