"""Make one English word of every frequent word form of a language, from dictionaries and the encoder that ships.

A form's candidates are the translations of the form itself, of the headwords whose vectors are nearest to it, and the English
words nearest to it. The weights of the choice were fitted on half of the odd `ud-pud` documents; `bench gloss` measures on
the other half. Needs what `training.encoder` needs but torch.
"""

from __future__ import annotations

import argparse
import lzma
import math
import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from tellings.encode import load_encoder
from tellings.encode._tokens import normalise
from tellings.gloss import TABLES
from tellings.lang import gazetteer
from tellings.protocols import Encoder

from ..encoder import sources
from ..encoder.lexicon import lemmas
from ..encoder.prepare import all_entries

FORMS = 22_000  # of a language
BACK = 14_000  # English words that get a word of the language
PHRASES = 1_200
ENGLISH = 25_000  # words that a form may be nearest to
NEAR, NEAREST = 0.5, 0.55  # least cosine of a headword and of an English word
W_HEAD, W_DICTIONARY, W_COSINE, W_FREQUENT, W_OWN = 5.57, 0.55, 4.05, 0.41, 4.23
WIDE = 9  # languages that have a word for a name of the world
W_PHRASE = 0.7  # taken off an English phrase for a single word
FUNCTION = Path(__file__).parent / "function_words.toml"
_OWN_ENGLISH = tomllib.loads((sources.OWN_TEXT / "english.toml").read_text("utf-8"))
STOP = _OWN_ENGLISH["stop"].split()
IRREGULAR = dict(pair.split(":") for pair in _OWN_ENGLISH["irregular"].split())

Candidates = dict[str, dict[str, float]]  # word -> English -> weight in the dictionaries


def dictionaries(data: Path) -> tuple[dict[str, Candidates], dict[str, dict[str, str]]]:
    """The dictionaries of every language, folded, and, by language, how each folded word is written."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    spelt: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for entry in [*all_entries(data), *territories()]:
        english = normalise(entry.english).strip()
        if english.count(" ") <= 1 and _plain(english) and _plain(entry.word):
            found[entry.lang][normalise(entry.word).strip()][english] += 1 / (1 + entry.rank)
            spelt["en"][english][entry.english] += 1
            spelt[entry.lang][normalise(entry.word).strip()][entry.word] += 1
    written = {
        lang: {word: max(forms, key=lambda form: (forms[form], form)) for word, forms in words.items()}
        for lang, words in spelt.items()
    }
    return {lang: {word: dict(of) for word, of in table.items()} for lang, table in found.items()}, written


def _plain(word: str) -> bool:
    """Without the markup that dictionaries put beside a word."""
    return re.sub("[-' \u200c\u2019]", "", unicodedata.normalize("NFC", word)).isalpha()


def territories() -> list[sources.Entry]:
    """Names of countries and parts of the world, by the package's own table (Unicode CLDR)."""
    path = Path(gazetteer.__file__).parent / "territories.tsv"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:1] != "#"]
    english = {code: name for code, lang, name in rows if lang == "en"}
    return [
        sources.Entry(lang=lang, english=english[code], word=name, rank=0)
        for code, lang, name in rows
        if lang in sources.LANGS[1:] and code in english
    ]


class English:
    """The English side, which all languages share."""

    def __init__(
        self, encoder: Encoder, heads: dict[str, Candidates], shares: dict[str, float], written: dict[str, str]
    ) -> None:
        self.encoder, self.shares = encoder, shares
        known = sorted({english for table in heads.values() for of in table.values() for english in of})
        frequent = dict.fromkeys(normalise(word) for word in list(shares)[:ENGLISH] if word.isalpha())
        spread = Counter(e for table in heads.values() for e in {e for of in table.values() for e in of})
        # Names that few dictionaries have are left out: forms are spelt like them by chance.
        common = {e for e in known if written.get(e, e).islower() or spread[e] >= WIDE}
        self.words = [word for word in frequent if word in common]
        self.vectors = encoder.encode(self.words)
        self.place = {english: i for i, english in enumerate(known)}
        self.of_known = encoder.encode(known)


class Chooser:
    """Chooses the English word of forms of one language."""

    def __init__(self, english: English, heads: Candidates) -> None:
        self.encoder, self.heads, self.shares = english.encoder, heads, english.shares
        common = {*english.words}
        self.words = [word for word, of in heads.items() if " " not in word and common & of.keys()]
        self.vectors = self.encoder.encode(self.words)
        self.english, self.of_english = english.words, english.vectors
        self.place, self.of_known = english.place, english.of_known

    def back(self, own: dict[str, float]) -> dict[str, str]:
        """English word -> the word of the language that stands for it best, for the most frequent English."""
        pairs: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for word, of in self.heads.items():
            for english, weight in of.items():
                pairs[english].append((word, weight))
        chosen = sorted(pairs, key=lambda e: (-self._frequent(e), e))[:BACK]
        out = {}
        for low in range(0, len(chosen), 1024):
            some = chosen[low : low + 1024]
            words = sorted({word for english in some for word, _ in pairs[english]})
            place = {word: i for i, word in enumerate(words)}
            vectors = self.encoder.encode(words)
            for english in some:
                cosines = vectors[[place[word] for word, _ in pairs[english]]] @ self.of_known[self.place[english]]
                out[english] = max(
                    (
                        W_DICTIONARY * math.log(weight)
                        + W_COSINE * float(cosine)
                        + W_FREQUENT * _log(own.get(word, 0)),
                        word,
                    )
                    for (word, weight), cosine in zip(pairs[english], cosines, strict=True)
                )[1]
        return out

    def _frequent(self, english: str) -> float:
        return _log(min(self.shares.get(word, 0.0) for word in english.split()))

    def choose(self, forms: list[str]) -> dict[str, tuple[str, float]]:
        """Form -> its English word and the score of the choice; forms of which nothing is known are left out."""
        out = {}
        for low in range(0, len(forms), 512):
            some = forms[low : low + 512]
            vectors = self.encoder.encode(some)
            unknown = [i for i, form in enumerate(some) if form not in self.heads]
            near: dict[int, Candidates] = {i: {} for i in unknown}
            if unknown:
                for name, words, of in (("", self.words, self.vectors), ("own", self.english, self.of_english)):
                    cosines = vectors[unknown] @ of.T
                    best = np.sort(np.argpartition(-cosines, 3, axis=1)[:, :3], axis=1)
                    for i, row, columns in zip(unknown, cosines, best.tolist(), strict=True):
                        for k in columns:
                            if row[k] >= (NEAREST if name else NEAR):
                                near[i].setdefault(name, {})[words[k]] = float(row[k])
            for i, form in enumerate(some):
                scored = self._scored(form, near.get(i, {}), vectors[i])
                if scored:
                    score, english = max(scored)
                    out[form] = english, score
        return out

    def _scored(self, form: str, near: Candidates, vector: np.ndarray) -> list[tuple[float, str]]:
        scores: dict[str, float] = {}
        for word, cosine in {form: 1.0, **near.get("", {})}.items():
            for english, weight in self.heads.get(word, {}).items():
                score = W_HEAD * cosine + W_DICTIONARY * math.log(weight)
                scores[english] = max(scores.get(english, -99.0), score)
        for english in near.get("own", {}):
            scores.setdefault(english, W_OWN + W_DICTIONARY * -3)
        if not scores:
            return []
        cosines = self.of_known[[self.place[english] for english in scores]] @ vector
        return [
            (
                score
                + W_COSINE * float(cosine)
                + W_FREQUENT * self._frequent(english)
                - (W_PHRASE if " " in english and " " not in form else 0),
                english,
            )
            for (english, score), cosine in zip(scores.items(), cosines, strict=True)
        ]


def forms_of(heads: Candidates, own: dict[str, float], english: dict[str, float]) -> dict[str, float]:
    """The forms that a table has room for, with how frequent they are: frequent forms, then words of frequent English."""
    weights: dict[str, float] = defaultdict(float)
    weights |= {form: share for form, share in own.items() if _plain(form)}
    for word, of in heads.items():
        best = max(of, key=lambda e: (of[e], e))
        share = min(english.get(part, 0.0) for part in best.split()) * min(1.0, of[best])
        weights[word] = max(weights[word], 0.3 * share if " " not in word else 0.0)
    single = sorted((word for word in weights if " " not in word and weights[word] > 0), key=lambda w: (-weights[w], w))
    phrases = {
        word: min(english.get(part, 0.0) for part in max(of, key=lambda e: (of[e], e)).split()) * max(of.values())
        for word, of in heads.items()
        if 1 <= word.count(" ") <= 2 and max(of.values()) >= 0.7
    }
    chosen = sorted(phrases, key=lambda w: (-phrases[w], w))[:PHRASES]
    return {word: weights[word] for word in single[:FORMS]} | {word: phrases[word] for word in chosen}


def _log(share: float) -> float:
    return math.log(share + 1e-6)


def table(
    chooser: Chooser,
    own: dict[str, float],
    written: tuple[dict[str, str], dict[str, str]],
    function: dict[str, list[str]],
) -> str:
    """The file of one language: lines of form, English and `f` if it is a function word; an empty line; lines of English,
    form, and `f`. `written` gives the spelling of English and of this language.
    """
    in_english, in_own = written
    in_own = {normalise(word).strip(): word for word in reversed(own)} | in_own
    shares: dict[str, float] = defaultdict(float)
    for word, share in own.items():
        shares[normalise(word).strip()] += share
    chosen = chooser.choose(sorted(forms_of(chooser.heads, shares, chooser.shares)))
    rows = {form: (in_english.get(english, english), "") for form, (english, _) in chosen.items()}
    back = {english: (in_own.get(form, form), "") for english, form in chooser.back(shares).items()}
    for english, forms in function.items():
        word = "" if english == "-" else english.replace("-", " ")
        rows |= {normalise(form).strip(): (word, "f") for form in forms}
        if word:
            back[normalise(word)] = forms[0], "f"
    return "\n".join(
        "".join(f"{word}\t{other}\t{mark}\n" for word, (other, mark) in sorted(half.items())) for half in (rows, back)
    )


def english_forms(shares: dict[str, float], function: dict[str, dict[str, list[str]]]) -> str:
    """Lines of an English form, what it is a form of, and `f` for a function word, `v` for a form surely of a verb.

    The word of the others may stand in a dictionary by itself ("news"), which then goes before.
    """
    words = {normalise(word) for word in list(shares)[:ENGLISH] if word.isalpha()}
    rows = {}
    for word in sorted(words):
        found = [lemma for lemma in lemmas(word) if lemma != word and lemma in words and len(lemma) > 2]
        if found:
            lemma = IRREGULAR.get(word) or max(
                found, key=lambda lemma: (lemma[:2] == word[:2], shares.get(lemma, 0.0), lemma)
            )
            rows[word] = lemma, "v" if word in IRREGULAR or word.endswith("ed") else ""
    for tables in function.values():
        rows |= {normalise(word): (normalise(word), "f") for word in tables if word != "-" and "-" not in word}
    rows |= {word: (word, "f") for word in STOP}
    return "".join(f"{form}\t{lemma}\t{mark}\n" for form, (lemma, mark) in sorted(rows.items()))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.gloss", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data")
    parser.add_argument("--langs", nargs="*", default=sources.LANGS[1:])
    args = parser.parse_args()
    encoder = load_encoder()
    heads, written = dictionaries(args.data)
    frequent = sources.frequencies(args.data)
    function = tomllib.loads(FUNCTION.read_text("utf-8"))
    TABLES.mkdir(parents=True, exist_ok=True)
    english = English(encoder, heads, frequent["en"], written["en"])
    _write("en", english_forms(frequent["en"], function))
    for lang in args.langs:
        chooser = Chooser(english, heads[lang])
        _write(lang, table(chooser, frequent.get(lang, {}), (written["en"], written[lang]), function[lang]))
    return 0


def _write(lang: str, lines: str) -> None:
    path = TABLES / f"{lang}.tsv.xz"
    path.write_bytes(lzma.compress(lines.encode(), preset=9))
    print(lang, lines.count("\n"), "lines", path.stat().st_size, "bytes", flush=True)
