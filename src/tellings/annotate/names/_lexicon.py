"""What one pack knows of names, compiled once: its table, the gazetteer in its language, its common words."""

from __future__ import annotations

import functools
import gzip
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...lang import Pack, load_pack
from ...lang import gazetteer as world
from ...lang.gazetteer import Entry, plain
from ._tokens import Token, tokenize

_LONGEST_WORD = 60  # letters; what is longer is no word
_REMEMBERED = 50_000  # stems
_SURE = 60  # people who bear a word, from which on it is a name even where it is a word too
_MAX_ENTRY = 7  # words in the longest gazetteer name


# word lists whose words may have the article written onto them
_WITH_ARTICLE = frozenset(
    ("role_nouns", "role_words", "titles", "organisation_heads", "organisation_words", "place_words")
)


class Ending(NamedTuple):
    """How persons' names of one gender end in one case, and what stands there in the nominative."""

    case: str
    gender: str
    ending: str
    nominative: str


class Lexicon:
    """Look-ups for one pack. Word sets hold plain forms (folded, one kind of apostrophe)."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("names")
        self.pack = pack
        self.lang = pack.code
        own = pack.code if pack.code in world.languages() else "und"

        def words(key: str) -> frozenset[str]:
            found = frozenset(plain(w) for w in table.get(key, ()))
            return found if key not in _WITH_ARTICLE else found | {a + w for a in self.articles for w in found}

        self.function_words, self.not_names = words("function_words"), words("not_names")
        self.modifiers = words("modifiers")
        self.org_words = words("organisation_words")
        self.org_heads, self.org_inside = words("organisation_heads"), words("organisation_inside")
        self.connectors, self.named_after = words("connectors"), words("named_after")
        self.not_alone = words("not_alone")
        self.joining = words("joining")
        self.place_words, self.place_heads = words("place_words"), words("place_heads")
        self.event_words = words("event_words")
        self.descriptors = words("descriptors")
        self.product_heads, self.event_heads = words("product_heads"), words("event_heads")
        self.person_particles, self.second_particles = words("person_particles"), words("second_particles")
        self.role_nouns = words("role_nouns")
        self.role_words = words("role_words") | self.role_nouns
        self.titles = words("titles")
        self.place_prepositions = words("place_prepositions")
        self.elisions = words("elisions")
        self.abbreviations = words("abbreviations")
        self.generic_acronyms = words("not_acronyms")
        self.derived_endings = tuple(plain(w) for w in table.get("derived_endings", ()))
        self.noun_endings = tuple(plain(w) for w in table.get("noun_endings", ()))
        self.capital_nouns: bool = table.get("capital_nouns", False)
        self.strict_starts: bool = table.get("strict_starts", False)
        self.determiners = words("determiners")
        self.heads_last: bool = table.get("heads_last", False)
        self.inflected: bool = table.get("inflected", False)
        self.agglutinates: bool = table.get("agglutinates", False)
        self.country_before: bool = table.get("country_before", False)
        self._role_endings = tuple(sorted(w for w in self.role_nouns if len(w) > 3))
        self.adjective_after: bool = table.get("adjective_after", False)
        self.small_heads: bool = table.get("small_heads", False)
        self.endings = tuple(sorted((plain(e) for e in table.get("case_endings", ())), key=len, reverse=True))
        self.softened: dict[str, str] = dict(table.get("softened", {}))
        self.cut_endings = self.endings if self.agglutinates else tuple(map(plain, table.get("genitive_endings", ())))
        self.rules = tuple(table.get("rules", ()))
        self.common = _common_words(pack)
        self.persons = world.person_words()
        self.exact = {key: e for key, e in world.names(own).items() if plain(key) not in words("not_entries")}
        self.written = world.written_forms(own)
        self._stemmed: dict[str, str] = {}
        self._alike: dict[
            str, list[tuple[str, Entry]]
        ] = {}  # names of several things that have one stem: Niger, Nigeria
        self.stems = self._stems(self.exact)
        self.demonyms, self.demonym_stems = _demonyms(own)
        self._demonym_starts = frozenset(s[:3] for s in self.demonym_stems)

    @functools.cached_property
    def not_given(self) -> frozenset[str]:
        """Spellings, not folded, of words that fold like a given name."""
        return frozenset(self.pack.table("names").get("not_given", ()))

    @functools.cached_property
    def verb_starts(self) -> tuple[str, ...]:
        """First letters, in a script without capitals, of verbs and of words joined on, that no foreign name is told by."""
        return tuple(plain(a) for a in self.pack.table("names").get("verb_starts", ()))

    @functools.cached_property
    def noun_ends(self) -> tuple[str, ...]:
        """Endings, in a script without capitals, that nouns have and names have not."""
        return tuple(plain(a) for a in self.pack.table("names").get("noun_ends", ()))

    @functools.cached_property
    def articles(self) -> tuple[str, ...]:
        """What is written onto nouns and offices and is a part of them."""
        return tuple(plain(a) for a in self.pack.table("names").get("articles", ()))

    @functools.cached_property
    def clitics(self) -> tuple[str, ...]:
        """What is written onto words and is no part of them: the pack's small words, but for the article."""
        return tuple(c for c in self.pack.proclitics if not c.endswith(self.articles or "\0"))

    @functools.cached_property
    def person_endings(self) -> tuple[Ending, ...]:
        """The pack's table of how persons' names are declined, if it has one."""
        rows = self.pack.table("names").get("person_endings", ())
        return tuple(Ending(case, gender, plain(ending), nominative) for case, gender, ending, nominative in rows)

    @functools.cached_property
    def vowels(self) -> frozenset[str]:
        return frozenset(self.pack.table("names").get("vowels", ""))

    @functools.cached_property
    def nominatives(self) -> tuple[str, ...]:
        """Endings of a given name in the nominative that another name might have in another case."""
        return tuple(self.pack.table("names").get("person_nominatives", ()))

    @functools.cached_property
    def given_names(self) -> frozenset[str]:
        return frozenset(plain(w) for w in self.pack.table("names").get("given_names", ()))

    def written_on(self, word: str) -> int:
        """Letters of a small word that is written onto one that the tables know; 0 where there is none."""
        if self._known(word) or self.is_common(word):
            return 0
        return next((len(c) for c in self.clitics if word.startswith(c) and self._known(word[len(c) :])), 0)

    def _known(self, word: str) -> bool:
        return (
            word in self._openings
            or word in self.given_names
            or word in self.org_heads
            or word in self.titles
            or word in self.role_nouns
            or word in self.demonyms
        )

    def stem(self, word: str) -> str:
        """`_bare_of`, remembered: the words of a language come again and again."""
        found = self._stemmed.get(word)
        if found is None:
            found = self._stemmed[word] = self._bare_of(word) if len(word) <= _LONGEST_WORD else word
            if len(self._stemmed) > _REMEMBERED:
                self._stemmed.clear()
        return found

    def _bare_of(self, word: str) -> str:
        """Without the longest case ending of the pack; at least three letters stay."""
        for _ in range(3 if self.agglutinates else 1):
            ending = next((e for e in self.endings if word.endswith(e) and len(word) - len(e) >= 3), "")
            if not ending:
                break
            word = word[: -len(ending)]
        soft = next((end for end in self.softened if word.endswith(end)), "")
        return word.removesuffix(soft) + self.softened[soft] if soft else word

    def is_role(self, word: str) -> bool:
        """Whether a word is an office; in a language that writes compounds, also one that ends in an office."""
        if word in self.role_nouns:
            return True
        return self.capital_nouns and len(word) > 7 and word.endswith(self._role_endings)

    def _stems(self, names: Mapping[str, Entry]) -> dict[str, Entry]:
        if not self.endings:
            return {}
        found: dict[str, Entry] = {}
        for form, entry in names.items():
            key = self._key([t.plain for t in tokenize(form)], stem=True)
            if found.setdefault(key, entry).key != entry.key:
                self._alike.setdefault(key, [])
        for form, entry in names.items() if self._alike else ():
            key = self._key([t.plain for t in tokenize(form)], stem=True)
            if key in self._alike:
                self._alike[key].append((form, entry))
        for form, entry in names.items():  # a form that ends like a case is a stem itself: "Gazprom"
            found.setdefault(self._key([t.plain for t in tokenize(form)], stem=False), entry)
        return found

    def _key(self, words: Iterable[str], *, stem: bool) -> str:
        return " ".join(self.stem(w) if stem else w for w in words)

    @functools.cached_property
    def _exact_keys(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        for form, entry in self.exact.items():
            found.setdefault(" ".join(t.plain for t in tokenize(form, elisions=self.elisions)), entry)
        return found

    @functools.cached_property
    def _openings(self) -> frozenset[str]:
        """First words, plain and stemmed, of every entry: most words of a text are not among them."""
        return frozenset(key.split(" ", 1)[0] for key in (*self._exact_keys, *self.stems))

    def entry_at(self, tokens: Sequence[Token], i: int, *, small: bool = False) -> tuple[int, Entry] | None:
        """The longest gazetteer name that starts at word `i`: (index after it, entry). `small`: an office without capitals."""
        if not self._opens(tokens[i].plain):
            return None
        words = [tokens[i].plain]
        for j in range(i + 1, min(i + _MAX_ENTRY, len(tokens))):
            if len(tokens[j].gap.strip()) > 1 or "\n" in tokens[j].gap:
                break
            words.append(tokens[j].plain)
        for length in range(len(words), 0, -1):
            entry = self._entry(words[:length])
            fits = self._is_small_office if small else self._fits
            if entry is not None and fits(tokens[i : i + length], entry):
                return i + length, entry
        return None

    def _opens(self, word: str) -> bool:
        starts = self._openings
        return word in starts or self.stem(word) in starts or any(b in starts for b in self._bases(word))

    def _entry(self, words: Sequence[str]) -> Entry | None:
        entry = self._exact_keys.get(" ".join(words))
        if entry is None and self.cut_endings:
            whole = (self._exact_keys.get(" ".join((*words[:-1], base))) for base in self._bases(words[-1]))
            entry = next((e for e in whole if e is not None), None)
        if entry is None and self.stems:
            key = self._key(words, stem=True)
            entry = self.stems.get(key)
            if key in self._alike:
                entry = world.nearest(" ".join(words), self._alike[key])
            if entry is not None and len(words) == 1 and self.stem(words[0]) == words[0] and len(words[0]) < 4:
                entry = None
        return entry

    def _bases(self, word: str) -> list[str]:
        """What is left of a word when an ending is cut, then one more: a name as it stands may be left."""
        found: list[str] = []
        for start in (word, self.stem(word)) if self.agglutinates else (word,):
            found += [
                start[: -len(e)]
                for e in self.cut_endings
                if start.endswith(e) and 3 <= len(start) - len(e) <= _LONGEST_WORD
            ]
        return found

    def _is_small_office(self, tokens: Sequence[Token], entry: Entry) -> bool:
        if entry.group != "office" or any(t.capital for t in tokens):
            return False
        return len(tokens) > 1 or tokens[0].plain in self.org_heads | self.org_words

    def _fits(self, tokens: Sequence[Token], entry: Entry) -> bool:
        """Whether the capitals are those of a name: short forms as written, an all-capital form in all capitals."""
        if len(tokens) == 1:
            written = self.written.get(tokens[0].plain, "")
            if written.isupper() and len(written) > 1:
                return tokens[0].upper or tokens[0].text == written
        if not tokens[0].cased:
            return len(tokens[0].text) > 2 and tokens[0].text[0].isalpha()
        return tokens[0].capital or (entry.group != "country" and any(t.capital for t in tokens))

    def written_label(self, entry: Entry) -> str:
        """The usual form of an entry in this language, the English label where the language has none."""
        return self._labels.get(entry.key, entry.label)

    @functools.cached_property
    def _labels(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for form, entry in self.exact.items():
            found.setdefault(entry.key, self.written[form])
        return found

    def demonym(self, word: str) -> str:
        """The territory code that a word such as "Russian" speaks of, or ""."""
        if word in self.demonyms:
            return self.demonyms[word]
        if word[:3] not in self._demonym_starts:
            return ""
        for cut in range(len(word), max(2, len(word) - 7), -1):
            code = self.demonym_stems.get(word[:cut])
            if code:
                return code
        return ""

    def is_common(self, word: str) -> bool:
        """Whether the language uses the word for something other than a name."""
        if word in self.common or (self.agglutinates and len(word) > 4 and self.stem(word) in self.common):
            return True
        for ending in self.derived_endings:
            if word.endswith(ending) and len(word) - len(ending) > 2 and word[: -len(ending)] in self.common:
                return True
        if self.noun_endings and len(word) > 6 and word.endswith(self.noun_endings):
            return True
        return self.capital_nouns and self._is_compound(word)

    def _is_compound(self, word: str) -> bool:
        """A long word whose end is a common word of five letters or more, and whose beginning is one too."""
        if len(word) > _LONGEST_WORD:
            return False
        for cut in range(4, len(word) - 3):
            if len(word) - cut >= 5 and word[cut:] in self.common:
                return True
            if word[cut:] in self.common and len(word) - cut >= 4:
                head = word[:cut]
                if head in self.common or head.rstrip("s") in self.common or head + "e" in self.common:
                    return True
        return False

    def bears(self, word: str) -> int:
        """How far a word is a person's: 2 = surely, 1 = also, 0 = not known."""
        count = self.persons.get(word, 0)
        if not count:
            count = self.persons.get(self.stem(word), 0) if self.endings else 0
        if not count:
            return 0
        return 2 if count >= _SURE or not self.is_common(word) else 1


def _demonyms(lang: str) -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    for word, code in world.demonyms(lang).items():
        if word.endswith("*"):
            stems[word[:-1]] = code
            whole[word[:-1]] = code
        else:
            whole[word] = code
    return whole, stems


def _common_words(pack: Pack) -> frozenset[str]:
    path = pack.folder / "common_words.txt.gz"
    if not path.is_file():
        return frozenset()
    return frozenset(plain(gzip.decompress(path.read_bytes()).decode("utf-8")).split("\n"))


@functools.cache
def lexicon(code: str) -> Lexicon:
    """The compiled lexicon of a pack, made once a process."""
    return Lexicon(load_pack(code))
