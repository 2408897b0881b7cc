"""Learn what each sign of a foreign script is written as in Latin letters, from ne-transliteration (CC0).

    python training/gazetteer/transliteration.py --data ../shared/data

Each foreign sign is taken to give nought to five Latin letters, in order (a monotone aligner after Jiampojamarn et al.
2007, trained by hard EM). Words whose hash begins with 0 are left out: they are the development part that
`bench/linking.py` measures on. Writes `src/tellings/link/transliteration.tsv.gz`: script, sign, letters, cost.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import math
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

OUT = Path(__file__).resolve().parents[2] / "src" / "tellings" / "link" / "transliteration.tsv.gz"
SCRIPTS = {"ru": "Cyrl", "ar": "Arab", "zh": "Hani", "he": "Hebr", "ja": "Kana"}
LONGEST = {"ru": 4, "ar": 4, "zh": 6, "he": 4, "ja": 4}
PAIRS = {"ru": 30_000, "ar": 25_000, "zh": 49_000, "he": 20_000, "ja": 25_000}
ROUNDS = 5
FAR = 12.0
Cost = dict[str, dict[str, float]]


def letters(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    return anyascii(plain).lower().replace("'", "").replace(" ", "")


def pairs(path: Path, lang: str) -> list[tuple[str, str]]:
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if hashlib.sha1(row["en"].encode()).hexdigest()[0] != "0":
                found.append((letters(row["en"]), row[lang]))
    found.sort(key=lambda p: hashlib.sha1((p[0] + p[1]).encode()).hexdigest())
    return [(en, foreign) for en, foreign in found if en and len(en) <= 16][: PAIRS[lang]]


def first_guess(sign: str, sub: str) -> float:
    roman = anyascii(sign).lower()
    return (
        0.3 + 1.5 * Levenshtein.distance(roman, sub) / max(1, len(roman), len(sub)) + 0.4 * abs(len(roman) - len(sub))
    )


def align(en: str, foreign: str, cost: Cost | None, longest: int) -> list[tuple[str, str]]:
    n, m = len(en), len(foreign)
    best = [[math.inf] * (n + 1) for _ in range(m + 1)]
    back = [[0] * (n + 1) for _ in range(m + 1)]
    best[0][0] = 0.0
    for i, sign in enumerate(foreign):
        known = cost.get(sign, {}) if cost is not None else None
        for j in range(n + 1):
            here = best[i][j]
            if here == math.inf:
                continue
            for k in range(min(longest, n - j) + 1):
                sub = en[j : j + k]
                step = first_guess(sign, sub) if known is None else known.get(sub, FAR + k)
                if here + step < best[i + 1][j + k]:
                    best[i + 1][j + k] = here + step
                    back[i + 1][j + k] = k
    if best[m][n] == math.inf:
        return []
    steps, j = [], n
    for i in range(m, 0, -1):
        k = back[i][j]
        steps.append((foreign[i - 1], en[j - k : j]))
        j -= k
    return steps


def learn(data: list[tuple[str, str]], longest: int) -> Cost:
    cost: Cost | None = None
    for round_ in range(ROUNDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for en, foreign in data[: len(data) // 4 if round_ < 2 else None]:
            for sign, sub in align(en, foreign, cost, longest):
                counts[sign][sub] += 1
        cost = {}
        for sign, subs in counts.items():
            total = sum(subs.values()) + 2.0
            cost[sign] = {sub: -math.log((n - 0.3) / total) for sub, n in subs.items() if n > 1 or total < 50}
    assert cost is not None
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data: Path = parser.parse_args().data
    lines = []
    for lang, script in SCRIPTS.items():
        learnt = learn(pairs(data / "ne-transliteration" / f"en-{lang}.train.tsv", lang), LONGEST[lang])
        for sign, subs in sorted(learnt.items()):
            kept = sorted(subs.items(), key=lambda s: (s[1], s[0]))[:60]
            lines += [f"{script}\t{sign}\t{sub}\t{cost:.2f}" for sub, cost in kept if cost < 9]
        print(lang, len(learnt), flush=True)
    OUT.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), mtime=0))
    print(OUT, len(lines), OUT.stat().st_size)


if __name__ == "__main__":
    main()
