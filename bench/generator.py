"""A seeded pile of reports for scale: realistic lengths, vocabulary, languages; bursts of stories, and near misses.

    python -m bench.generator 20000 pile.jsonl

A story has a kind (`concepts.psv`), a place, persons, a body and figures; its reports tell them in nine languages in
those languages' own words (`news.toml`), with names spelt as each language spells them, and fill up with the
language's frequent words, the first far more often than the last. Names come from a pool that all stories share, so that a place or a
minister is in the news again and again. A fifth of the reports are close copies of an earlier one in their language.

Near misses are stories of the same kind, and each has figures of its own: the same place and body some days or weeks
later, another place on the same day, and last month's figures told again with this month's. The stream has a constant
rate, as a newsroom's has: more reports are more days, not more reports a day.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

A_DAY = 2_000  # reports
_HERE = Path(__file__).resolve().parent
_LANG_ROOT = _HERE.parent / "src" / "tellings" / "lang"
_START = datetime(2031, 3, 1, tzinfo=UTC)
_CONSONANTS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "ch", "kh", "zh")
_SYLLABLE = re.compile(r"sh|ch|kh|zh|.")
_PLACES, _PERSONS, _BODIES = 1_200, 1_500, 500  # in the pool
_FACTS = 0.55  # of the sentences; the others are background
_COPIED, _KEPT = 0.2, 0.85  # reports that are copies, and sentences that a copy keeps
_REMEMBERED = 10 * A_DAY  # texts that may be copied; no story is as long
_NEAR = 0.25  # stories that are near misses of an earlier one
_LANGS_OF_A_STORY = 4

Words = dict[str, list[str]]


class Telling:
    """One language: its words, its sentences and how it writes names and numbers."""

    def __init__(self, lang: str, told: dict[str, Any], concepts: dict[str, Words]) -> None:
        self.lang, self.told = lang, told
        self.concepts = {kind: words[lang] for kind, words in concepts.items()}
        with gzip.open(_LANG_ROOT / lang / "common_words.txt.gz", "rt", encoding="utf-8") as file:
            words = [word for line in file if (word := line.strip()).isalpha() and len(word) > 1]
        if told["spelling"].get("a", "a") != "a":
            words = [word for word in words if not word.isascii()]
        random.Random(lang).shuffle(words)  # the list is sorted by letter
        self.words = words

    def name(self, name: str) -> str:
        spelling: dict[str, str] = self.told["spelling"]
        parts = (
            "".join(spelling.get(s, s) for s in _SYLLABLE.findall(part.lower())).capitalize() for part in name.split()
        )
        return " ".join(parts)

    def number(self, value: int) -> str:
        return f"{value:,}".replace(",", self.told["thousands"]) if value >= 10_000 else str(value)

    def word(self, rng: random.Random, concept: str) -> str:
        """A concept's word, now and then in another form."""
        ending = rng.choice(self.told["endings"])
        return concept.rstrip(self.told["strip"]) + ending if ending and " " not in concept else concept

    def background(self, rng: random.Random) -> str:
        words = self.words
        drawn = [words[int(len(words) * rng.random() ** 4)] for _ in range(rng.randint(8, 18))]
        at = rng.randrange(len(drawn))
        drawn[at] = self.word(rng, rng.choice(self.concepts["common"]))
        return " ".join(drawn).capitalize() + "."


def _tellings() -> list[Telling]:
    told = tomllib.loads((_HERE / "news.toml").read_text("utf-8"))
    concepts: dict[str, Words] = {}
    lines = [line for line in (_HERE / "concepts.psv").read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
    langs = ["en", "de", "fr", "es", "pl", "ru", "uk", "tr", "az"]
    for line in lines:
        if line.endswith(":"):
            concepts[line[:-1]] = kind = {lang: [] for lang in langs}
            continue
        for lang, word in zip(langs, line.split("|"), strict=True):
            kind[lang].append(word)
    return [Telling(lang, told[lang], concepts) for lang in langs]


def _name(rng: random.Random, least: int) -> str:
    parts = (rng.choice(_CONSONANTS) + rng.choice("aeiou") for _ in range(rng.randint(least, 4)))
    return ("".join(parts) + rng.choice(("", "", "n", "r", "v", "sk"))).capitalize()


class Pool:
    """Names that all stories draw from, the first far more often than the last."""

    def __init__(self, rng: random.Random) -> None:
        self.places = [_name(rng, 2) for _ in range(_PLACES)]
        self.persons = [f"{_name(rng, 2)} {_name(rng, 2)}" for _ in range(_PERSONS)]
        self.bodies = [f"{_name(rng, 2)} {_name(rng, 2)}" for _ in range(_BODIES)]

    def draw(self, rng: random.Random, names: list[str]) -> str:
        return names[int(len(names) * rng.random() ** 2.5)]


class Story:
    """What a story's reports tell. `like` is the story that it nearly is."""

    def __init__(self, rng: random.Random, pool: Pool, kinds: list[str], *, like: Story | None = None) -> None:
        self.kind = like.kind if like else rng.choice(kinds)
        self.again = like is not None and rng.random() < 0.6  # the same place and body at another time
        same = like if self.again else None
        self.place = same.place if same else pool.draw(rng, pool.places)
        self.body = same.body if same else pool.draw(rng, pool.bodies)
        self.near = pool.draw(rng, pool.places)
        self.persons = [pool.draw(rng, pool.persons), _name(rng, 2) + " " + _name(rng, 2), pool.draw(rng, pool.persons)]
        if same and rng.random() < 0.5:
            self.persons[0] = same.persons[0]
        self.figures = [int(10 ** rng.uniform(0.5, 4.6)) + 2 for _ in range(rng.randint(3, 5))]
        self.share = (rng.randint(0, 29), rng.randint(1, 9))
        self.before = same.figures[0] if same else None  # last month's figure, told again
        self.order = rng.sample(range(6), 6)  # which of the kind's concepts it is about, first
        self.size = min(120, int(rng.paretovariate(0.9)))
        self.hours = rng.choice((6, 18, 36, 72))


def _sentences(rng: random.Random, story: Story, telling: Telling, length: int) -> list[str]:
    concepts = [telling.concepts[story.kind][i] for i in story.order]
    made: list[str] = []
    words, facts = 0, 0
    while words < length:
        if facts < 2 or rng.random() < _FACTS:
            sentence = _filled(rng, rng.choice(telling.told["facts"]), story, telling, concepts)
            facts += 1
        else:
            sentence = telling.background(rng)
        made.append(sentence[:1].upper() + sentence[1:])
        words += len(sentence.split())
    return made


def _filled(rng: random.Random, pattern: str, story: Story, telling: Telling, concepts: list[str]) -> str:
    a, b, c, d = (telling.word(rng, word) for word in (concepts[0], *rng.sample(concepts[1:], 3)))
    g, h = (telling.word(rng, word) for word in rng.sample(telling.concepts["common"], 2))
    later = story.before if story.before and rng.random() < 0.3 else rng.choice(story.figures[1:])
    whole, tenth = story.share
    return pattern.format(
        p=telling.name(story.place),
        q=telling.name(story.near),
        r=telling.name(story.persons[0 if rng.random() < 0.7 else 2]),
        s=telling.name(story.persons[1]),
        o=telling.name(story.body),
        a=a, b=b, c=c, d=d, g=g, h=h,
        n=telling.number(story.figures[0]),
        m=telling.number(later),
        x=f"{whole}{telling.told['decimal']}{tenth}",
    )  # fmt: skip


def _planned(rng: random.Random, count: int, kinds: list[str]) -> tuple[list[Story], list[tuple[float, int]]]:
    """The stories, and the hour of each report with its story, in order."""
    pool = Pool(rng)
    stories: list[Story] = []
    begins: list[float] = []
    planned: list[tuple[float, int]] = []
    span = 24 * count / A_DAY
    while len(planned) < count:
        like = rng.randrange(len(stories)) if stories and rng.random() < _NEAR else None
        story = Story(rng, pool, kinds, like=None if like is None else stories[like])
        begin = rng.random() * span
        if like is not None:
            delay = 24 * rng.uniform(4, min(40, span / 24 / 2)) if story.again else rng.random() * 12
            begin = begins[like] + delay if begins[like] + delay < span else max(0.0, begins[like] - delay)
        planned += [(begin + story.hours * rng.betavariate(1, 3), len(stories)) for _ in range(story.size)]
        stories.append(story)
        begins.append(begin)
    return stories, sorted(planned[:count])


def generate(count: int, *, seed: int = 7) -> Iterator[dict[str, str]]:
    """`count` reports in the order of their times; `story` says which story the generator made each for."""
    rng = random.Random(seed)
    tellings = _tellings()
    stories, planned = _planned(rng, count, [kind for kind in tellings[0].concepts if kind != "common"])
    earlier: dict[tuple[int, str], list[str]] = {}  # the last report of a story in a language, to be copied
    for number, (hour, which) in enumerate(planned):
        story = stories[which]
        some = random.Random(f"{seed}/{which}").sample(tellings, _LANGS_OF_A_STORY)
        telling = rng.choice(some)
        length = max(80, min(400, int(rng.lognormvariate(5.2, 0.5))))
        known = earlier.get((which, telling.lang))
        if known and rng.random() < _COPIED:
            kept = [s for s in known if rng.random() < _KEPT] or known
            sentences = [*kept, *_sentences(rng, story, telling, 20)]
        else:
            sentences = _sentences(rng, story, telling, length)
        earlier.pop((which, telling.lang), None)
        earlier[which, telling.lang] = sentences
        if len(earlier) > _REMEMBERED:
            del earlier[next(iter(earlier))]
        concepts = [telling.concepts[story.kind][i] for i in story.order]
        title = _filled(rng, rng.choice(telling.told["headlines"]), story, telling, concepts)
        paragraphs = [" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4)]
        yield {
            "id": f"g{number:06}",
            "story": f"{which}",
            "lang": telling.lang,
            "outlet": f"outlet{rng.randint(1, 400)}.example",
            "date": (_START + timedelta(hours=hour)).isoformat(),
            "title": title[:1].upper() + title[1:],
            "text": "\n".join(paragraphs),
        }


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in generate(int(sys.argv[1])))
