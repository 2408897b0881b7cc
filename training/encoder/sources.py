"""Read the data sets into groups of parallel sentences and pairs of words, and hold back what is held back.

`ntrex` is read here by nothing: it is a test set.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LANGS = ("en", "ru", "uk", "de", "fr", "es", "it", "pl", "pt", "tr", "az", "ar", "fa", "zh", "ja")
OWN_TEXT = Path(__file__).parent / "text"
_INFINITIVE = tomllib.loads((OWN_TEXT / "english.toml").read_text("utf-8"))["infinitive"]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Sentences that mean the same: some wordings in each language. `doc` keeps sentences of one document together."""

    doc: str
    wordings: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A word or phrase of English and its counterpart in `lang`; `rank` 0 is the first translation given."""

    lang: str
    english: str
    word: str
    rank: int


def left_out(doc: str) -> bool:
    """The README's rule of `wmt`: documents that may not train."""
    return not doc.endswith("?") and hashlib.sha1(doc.encode()).hexdigest()[0] in "0123"


def wmt(data: Path) -> Iterator[tuple[Group, bool]]:
    """Rows of the WMT test sets, and whether the row is left out of training."""
    for path in sorted((data / "wmt").glob("??-??.jsonl")):
        left, right = path.stem.split("-")
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            others = [*row.get("human", {}).values(), *row.get("mt", {}).values()]
            others = list(dict.fromkeys(text for text in others if text and text.strip()))
            if row["src"].strip() and others:
                yield Group(doc=row["doc"], wordings={left: [row["src"]], right: others}), left_out(row["doc"])


def _pud_sentences(path: Path) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    texts: dict[str, str] = defaultdict(str)
    lemmas: dict[str, list[tuple[str, str]]] = defaultdict(list)
    current, covered = "", 0
    for line in path.read_text("utf-8").splitlines()[1:]:
        if not line.strip() or "." in line.split("\t")[1]:  # an empty node
            continue
        name, number, form, lemma, _, space = line.split("\t")
        if name:
            current, covered = name, 0
        lemma = form if lemma == "=" else lemma
        if "-" in number:
            covered = int(number.split("-")[1])
        elif int(number) <= covered:
            lemmas[current].append((form, lemma))
            continue
        if lemma != "_":
            lemmas[current].append((form, lemma))
        texts[current] += form + (" " if space == "1" else "")
    return {name: text.strip() for name, text in texts.items()}, lemmas


def pud(data: Path) -> Iterator[tuple[Group, bool]]:
    """Sentences of the parallel treebanks, and whether the document is odd, that is, left out of training."""
    texts = {path.stem: _pud_sentences(path)[0] for path in sorted((data / "ud-pud").glob("??.tsv"))}
    for name in sorted(texts["en"]):
        wordings = {lang: [sentences[name]] for lang, sentences in texts.items() if name in sentences}
        yield Group(doc="pud/" + name[:6], wordings=wordings), int(name[1:6]) % 2 == 1


def pud_lemmas(data: Path) -> Iterator[tuple[str, str, str]]:
    """(language, form, lemma) out of the even documents."""
    for path in sorted((data / "ud-pud").glob("??.tsv")):
        for name, pairs in _pud_sentences(path)[1].items():
            if int(name[1:6]) % 2 == 0:
                yield from ((path.stem, form, lemma) for form, lemma in pairs if form.lower() != lemma.lower())


def _tidy(lang: str, word: str) -> str:
    """Without the hyphens of affixes and, in Russian and Ukrainian, without stress marks."""
    if lang in ("ru", "uk"):
        word = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0301", ""))
    return word.strip(" -~*")


def wiktionary(data: Path) -> Iterator[Entry]:
    for path in sorted((data / "wiktionary-dict").glob("??-??.tsv")):
        left, right = path.stem.split("-")
        for line in path.read_text("utf-8").splitlines()[1:]:
            word, _, found = line.split("\t")
            for rank, other in enumerate(found.split("|")):
                english, foreign = (word, other) if left == "en" else (other, word)
                english = english.removeprefix(_INFINITIVE)
                if english and foreign and len(english) <= 40 and len(foreign) <= 40 and english.count(" ") <= 3:
                    lang = right if left == "en" else left
                    yield Entry(lang=lang, english=english, word=_tidy(lang, foreign), rank=rank)


def synsets(data: Path) -> dict[str, dict[str, list[str]]]:
    """Interlingual index -> language -> lemmas."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for path in sorted((data / "omw").glob("??.tsv")):
        for line in path.read_text("utf-8").splitlines()[1:]:
            ili, _, _, lemmas = line.split("\t")
            words = [_tidy(path.stem, word.replace("_", " ").replace("+", "")) for word in lemmas.split("|")]
            found[ili].setdefault(path.stem, []).extend(word for word in words if word)
    return found


def wordnet(data: Path) -> Iterator[Entry]:
    for words in synsets(data).values():
        for lang, (rank, english) in itertools.product(sorted(words), enumerate(words.get("en", [])[:3])):
            if lang != "en":
                for word in dict.fromkeys(words[lang]):
                    yield Entry(lang=lang, english=english, word=word, rank=rank + 2)


def concepts(data: Path) -> Iterator[Entry]:
    lines = (data / "concepts-wiktionary" / "concepts.tsv").read_text("utf-8").splitlines()
    head = lines[0].split("\t")
    for line in lines[1:]:
        row = dict(zip(head, line.split("\t"), strict=False))
        for lang in LANGS[1:]:
            if row.get(lang) and row.get("en"):
                yield Entry(lang=lang, english=row["en"], word=_tidy(lang, row[lang]), rank=0)


def own_words() -> Iterator[Entry]:
    """Our own word list: `text/words.tsv`, a column a language; alternatives are divided by `|`."""
    path = OWN_TEXT / "words.tsv"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    head = lines[0].split("\t") if lines else []
    for line in lines[1:]:
        row = dict(zip(head, line.split("\t"), strict=False))
        for lang in LANGS[1:]:
            for english, word in itertools.product(row["en"].split("|"), row.get(lang, "").split("|")):
                if english and word:
                    yield Entry(lang=lang, english=english.strip(), word=word.strip(), rank=0)


def own_sentences() -> Iterator[tuple[Group, bool]]:
    """Our own parallel news sentences, and whether one is kept for choosing and calibrating.

    `text/news.tsv` in six languages, every fifth sentence kept; `text/parallel/*.txt` in all fifteen, every fifth report.
    """
    lines = (OWN_TEXT / "news.tsv").read_text("utf-8").splitlines()
    head = lines[0].split("\t")
    for number, line in enumerate(lines[1:]):
        row = zip(head, line.split("\t"), strict=True)
        group = Group(doc=f"own/{number // 5}", wordings={lang: [text] for lang, text in row if text})
        yield group, number % 5 == 4
    for path in sorted((OWN_TEXT / "parallel").glob("*.txt")):
        for item, wordings in _blocks(path):
            yield Group(doc=f"own/{path.stem}/{item}", wordings=wordings), item % 5 == 0


def two_wordings() -> Iterator[Group]:
    """Facts that two outlets tell in the same languages, `text/two_wordings.txt`: two wordings of each; never trained on."""
    for item, wordings in _blocks(OWN_TEXT / "two_wordings.txt"):
        yield Group(doc=f"two/{item}", wordings=wordings)


def _blocks(path: Path) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The blocks of a text file, a line a wording ("xx text"), each with the number of its report ("## 7 topic")."""
    item = 0
    for block in path.read_text("utf-8").strip().split("\n\n"):
        wordings: dict[str, list[str]] = {}
        for line in block.strip().splitlines():
            lang, _, text = line.partition(" ")
            if lang == "##":
                item = int(text.split(" ", 1)[0])
            elif lang in LANGS and text.strip():
                wordings.setdefault(lang, []).append(text.strip())
            else:
                raise ValueError(f"{path.name}: neither a report's head nor a sentence: {line[:60]!r}")
        if wordings:
            yield item, wordings


def own_english() -> Iterator[Group]:
    """Our own English news sentences, `text/news.en.txt`, to be rewritten into the other languages."""
    for number, line in enumerate((OWN_TEXT / "news.en.txt").read_text("utf-8").splitlines()):
        yield Group(doc=f"own.en/{number // 10}", wordings={"en": [line]})


def names(data: Path) -> Iterator[tuple[str, str, str]]:
    """(language, name in Latin letters, name in the script of the language)."""
    for path in sorted((data / "ne-transliteration").glob("en-??.train.tsv")):
        lang = path.name[3:5]
        if lang in LANGS:
            for line in path.read_text("utf-8").splitlines()[1:]:
                latin, spelt, _ = line.split("\t")
                yield lang, latin, spelt.replace(" ", "")


def frequencies(data: Path) -> dict[str, dict[str, float]]:
    """Language -> word -> share of all running words."""
    found = {}
    for path in sorted((data / "frequency-words").glob("??.tsv")):
        rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
        total = sum(int(count) for _, count in rows)
        found[path.stem] = {word: int(count) / total for word, count in rows}
    return found
