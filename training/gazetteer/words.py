"""Build the compact word lists that tell a common word from a name, and the list of frequent person-name words.

    python training/gazetteer/words.py --data ../shared/data [--lang it]

writes `src/tellings/lang/XX/common_words.txt.gz` (frequency-words, CC BY-SA 4.0, kept where a dictionary knows the word
as something other than a name: wiktionary-dict, CC BY-SA 3.0; omw; concepts-wiktionary) and
`src/tellings/lang/gazetteer/person_words.tsv` (ne-transliteration, CC0). No text of news goes into either.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import unicodedata
from collections import Counter
from pathlib import Path

import snowballstemmer

from tellings.lang import load_pack
from tellings.textfold import bare as unvoweled
from tellings.textfold import fold

ROOT = Path(__file__).resolve().parents[2] / "src" / "tellings" / "lang"
STEMMERS = {
    "en": "english",
    "de": "german",
    "es": "spanish",
    "fr": "french",
    "ru": "russian",
    "tr": "turkish",
    "it": "italian",
    "pt": "portuguese",
    "pl": "polish",
}
OWN = Path(__file__).resolve().parent / "own"
TEXT = Path(__file__).resolve().parents[1] / "encoder" / "text"
KEEP = 20_000
LEAST = 3  # letters that stay of a word without its ending
# endings, and what may stand there in a dictionary
ENDINGS = {
    "ar": {
        **dict.fromkeys(("ها", "هم", "هن", "كم", "نا", "ه", "ك", "ي", "ا", "وا", "ون", "ين", "ان", "ت"), ("", "ه")),
        **dict.fromkeys(("ات", "تها", "تهم", "ته", "تي", "تنا", "يه", "يين", "يون"), ("", "ه", "ي")),
    }
}
PERSON_COUNT = 6  # people who bear the word, at least


def rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def bare(word: str) -> str:
    """Without stress marks, which some dictionaries print over Cyrillic."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0301", ""))


def small(word: str) -> bool:
    """Whether a word has no capital: a script without capitals has only such."""
    return word[:1].islower() or (bool(word) and unicodedata.category(word[0]) == "Lo")


def lexicon(data: Path, lang: str) -> set[str]:
    """Words that a dictionary knows as something other than a name, folded."""
    found: set[str] = set()
    for row in rows(data / "wiktionary-dict" / f"{lang}-en.tsv") + (
        rows(data / "wiktionary-dict" / "en-de.tsv") if lang == "en" else []
    ):
        if row["pos"] != "prop" and (lang == "de" or small(row["word"])):
            found.update(unvoweled(fold(row["word"])).split())
    for other in ("en", "es", "fr", "it", "pt"):
        for row in rows(data / "wiktionary-dict" / f"{other}-{lang}.tsv"):
            if row["pos"] != "prop" and row["translations"]:
                words = " ".join(w for w in row["translations"].split("|") if lang == "de" or small(w))
                found.update(unvoweled(fold(bare(words))).split())
    for row in rows(data / "omw" / f"{lang}.tsv"):
        for lemma in row["lemmas"].split("|"):
            if lang == "de" or small(lemma):
                found.update(unvoweled(fold(bare(lemma))).split())
    for row in rows(data / "concepts-wiktionary" / "concepts.tsv"):
        found.update(unvoweled(fold(bare(row.get(lang) or ""))).split())
    return found


def common_words(data: Path, lang: str, persons: Counter[str]) -> list[str]:
    known = lexicon(data, lang)
    stem = snowballstemmer.stemmer(STEMMERS[lang]).stemWord if lang in STEMMERS else lambda word: word
    stems = {stem(word) for word in known}
    ranked = [unvoweled(fold(row["word"])) for row in rows(data / "frequency-words" / f"{lang}.tsv")]
    front = load_pack(lang).behind_proclitics
    kept = []
    for rank, word in enumerate(ranked):
        if len(word) < 2 or not any(c.isalpha() for c in word):
            continue
        in_dictionary = word in known or stem(word) in stems
        inflected = lang in {"uk", "pl"} and len(word) > 4 and any(word[:-cut] in known for cut in (1, 2, 3))
        inflected = inflected or any(cut in known for part in (word, *front(word)) for cut in bases(part, lang))
        unnamed = lang in {"uk", "az"} and not persons[word] and rank < KEEP
        if (in_dictionary or inflected or unnamed) and not (persons[word] >= 50 and word not in known):
            kept.append(word)
    if not ranked:
        kept = sorted(known)
    kept = list(dict.fromkeys(kept))
    return [*kept[:KEEP], *sorted(own_words(lang) - set(kept[:KEEP]))]


def bases(word: str, lang: str) -> list[str]:
    """A word as it stands behind what is written onto its front, and without the endings of its language."""
    endings = (e for e in ENDINGS.get(lang, ()) if word.endswith(e) and len(word) - len(e) >= LEAST)
    return [word, *(word[: -len(e)] + put for e in endings for put in ENDINGS[lang][e])] if lang in ENDINGS else []


def own_words(lang: str) -> set[str]:
    """Words that we wrote ourselves: a list by hand, and what the encoder was trained on; none with a capital."""
    found: set[str] = set()
    by_hand = OWN / f"{lang}.txt"
    if by_hand.is_file():
        found |= {
            w for line in by_hand.read_text("utf-8").splitlines() if not line.startswith("#") for w in line.split()
        }
    if found:  # only where frequency-words have none of the language
        for name in ("words.tsv", "news.tsv"):
            for row in rows(TEXT / name):
                found |= {w for w in re.findall(r"[^\W\d_]+", row.get(lang) or "") if w[0].islower()}
    return {fold(w) for w in found if len(w) > 1}


def person_words(data: Path) -> tuple[Counter[str], Counter[str]]:
    """How many people bear a word, in Latin and in Cyrillic spelling."""
    latin: Counter[str] = Counter()
    cyrillic: Counter[str] = Counter()
    for path in sorted((data / "ne-transliteration").glob("en-*.train.tsv")):
        target = path.name[3:5]
        for row in rows(path):
            count = int(row["count"])
            latin[row["en"]] = max(latin[row["en"]], count)
            if target == "ru":
                cyrillic[row["ru"]] += count
    return latin, cyrillic


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--lang", action="append", help="only the word list of this pack; every pack's, where left out")
    parsed = parser.parse_args()
    data: Path = parsed.data
    latin, cyrillic = person_words(data)
    if not parsed.lang:
        write_persons(latin, cyrillic)
    for lang in parsed.lang or sorted(p.parent.name for p in ROOT.glob("*/pack.toml")):
        words = common_words(data, lang, cyrillic if lang in {"uk", "ru"} else latin)
        if not words:
            continue
        packed = gzip.compress(("\n".join(sorted(words)) + "\n").encode("utf-8"), mtime=0)
        (ROOT / lang / "common_words.txt.gz").write_bytes(packed)
        print(lang, len(words), len(packed))


def write_persons(latin: Counter[str], cyrillic: Counter[str]) -> None:
    lines = ["# word\thow many people bear it; ne-transliteration (CC0); written by training/gazetteer/words.py"]
    for table in (latin, cyrillic):
        chosen = sorted((w, n) for w, n in table.items() if n >= PERSON_COUNT and len(w) > 2)
        lines += [f"{word}\t{count}" for word, count in chosen]
    (ROOT / "gazetteer" / "person_words.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
