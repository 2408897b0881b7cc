"""A seeded pile of reports for scale: realistic lengths, vocabulary, languages; bursts of stories, and near misses.

    python -m bench.generator 20000 pile.jsonl

The words are each language's own frequent ones, drawn by Zipf's law; a story adds its names, numbers and subject words,
which its reports repeat. A near miss is another story with the same subject words and place in another month. The
stream has a constant rate, as a newsroom's has: more reports are more days, not more reports a day.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

LANGS = ("en", "ru", "uk", "de", "fr", "es", "pl", "tr")
A_DAY = 2_000  # reports
_LANG_ROOT = Path(__file__).resolve().parent.parent / "src" / "tellings" / "lang"
_START = datetime(2031, 3, 1, tzinfo=UTC)
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_CYRILLIC = str.maketrans("abdefgiklmnoprstuvz", "абдефгиклмнопрстувз")


def _words(lang: str) -> list[str]:
    with gzip.open(_LANG_ROOT / lang / "common_words.txt.gz", "rt", encoding="utf-8") as file:
        words = [word for line in file if (word := line.strip()).isalpha() and len(word) > 1]
    if lang in {"ru", "uk"}:
        words = [word for word in words if not word.isascii()]
    random.Random(lang).shuffle(words)  # the list is sorted by letter; Zipf's law needs ranks
    return words


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_CONSONANTS) + rng.choice(_VOWELS) for _ in range(rng.randint(2, 4))).capitalize()


class _Story:
    def __init__(self, rng: random.Random, number: int, like: _Story | None = None) -> None:
        self.number = number
        self.names = [_name(rng) for _ in range(rng.randint(4, 9))]
        self.figures = [str(rng.randint(11, 9_999)) for _ in range(rng.randint(3, 6))]
        self.subjects = like.subjects if like else [rng.randint(300, 19_000) for _ in range(rng.randint(15, 30))]
        if like:
            self.names[:2] = like.names[:2]
        self.size = min(120, 1 + int(rng.paretovariate(0.9)))
        self.hours = rng.choice((6, 18, 36, 72))


def _text(rng: random.Random, story: _Story, lang: str, words: list[str]) -> tuple[str, str]:
    length = max(60, min(900, int(rng.lognormvariate(5.6, 0.5))))
    cyrillic = lang in {"ru", "uk"}
    out: list[str] = []
    for i in range(length):
        draw = rng.random()
        if draw < 0.06:
            name = rng.choice(story.names)
            out.append(name.lower().translate(_CYRILLIC).capitalize() if cyrillic else name)
        elif draw < 0.08:
            out.append(rng.choice(story.figures))
        elif draw < 0.20:
            out.append(words[rng.choice(story.subjects) % len(words)])
        else:
            out.append(words[min(len(words) - 1, int(rng.paretovariate(0.7)) - 1)])
        if i % 17 == 16:
            out[-1] += "."
    title = " ".join([*rng.sample(story.names, 2), *out[:6]]).rstrip(".")
    if cyrillic:
        title = title.translate(_CYRILLIC)
    return title, " ".join(out)


def generate(count: int, *, seed: int = 7) -> Iterator[dict[str, str]]:
    """`count` reports in the order of their times; `story` says which story the generator made each for."""
    rng = random.Random(seed)
    words = {lang: _words(lang) for lang in LANGS}
    planned: list[tuple[float, int, int]] = []
    stories: list[_Story] = []
    span_hours = 24 * count / A_DAY
    while len(planned) < count:
        like = rng.choice(stories) if stories and rng.random() < 0.15 else None
        story = _Story(rng, len(stories), like)
        begin = rng.random() * span_hours
        if like:
            begin = (begin + 24 * 30) % max(span_hours, 24 * 31)
        stories.append(story)
        planned += [(begin + rng.random() * story.hours, story.number, k) for k in range(story.size)]
    for number, (hour, which, _) in enumerate(sorted(planned[:count])):
        story = stories[which]
        lang = rng.choice(LANGS)
        title, text = _text(rng, story, lang, words[lang])
        yield {
            "id": f"g{number:06}",
            "story": f"{which}",
            "lang": lang,
            "outlet": f"outlet{rng.randint(1, 400)}.example",
            "date": (_START + timedelta(hours=hour)).isoformat(),
            "title": title,
            "text": text,
        }


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in generate(int(sys.argv[1])))
