"""From slovnet's spans to mentions: gazetteer, where an organisation's name ends, base forms."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from typing import Any

from ...lang import gazetteer as world
from ...lang.gazetteer import plain
from ...records import EntityKind, Mention
from ._bodies import Bodies, analyser
from ._cores import core_of
from ._lexicon import Lexicon
from ._lexicon import lexicon as compiled
from ._roles import role_of
from ._sifting import named_things, sift
from ._tokens import Token, tokenize

_CLOSING = {"»": "«", "“": "„", "”": "“"}
_PARTING = re.compile(r"\s*[()•·|\n]\s*")


def finish(text: str, spans: list[tuple[int, int, EntityKind]], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Mentions in text order, outermost, from raw spans (start, stop, kind) over `text`."""
    tokens = tokenize(text, elisions=lexicon.elisions, abbreviations=lexicon.abbreviations)
    begins, ends = [t.start for t in tokens], [t.stop for t in tokens]
    found: list[tuple[int, int, EntityKind, str, str]] = []
    taken: set[int] = set()

    def add(start: int, stop: int, kind: EntityKind, rule: str, canonical: str) -> None:
        inside = _words(begins, ends, start, stop)
        if inside and not taken.intersection(inside):
            taken.update(inside)
            found.append((start, stop, kind, rule, canonical))

    pieces = [(a, b, kind) for start, stop, kind in spans for a, b in _pieces(text, start, stop)]
    pieces = [p for p in pieces if p[2] == "person" or plain(text[p[0] : p[1]]) not in lexicon.generic_acronyms]
    pieces = _sifted(tokens, pieces, lexicon)
    for i, j, kind in named_things(text, tokens, lexicon=lexicon, look_up=_look_up):
        start, stop = tokens[i].start, tokens[j - 1].stop
        add(start, stop, *(_known(text[start:stop], kind, lexicon) or (kind, "named thing", "")))
    for i, j in Bodies(text, tokens, _over_words(tokens, pieces), lexicon, _look_up).find():
        start, stop = tokens[i].start, tokens[j - 1].stop
        known = _known(text[start:stop], "organisation", lexicon)
        rule = "organisation chain" if any(t.capital for t in tokens[i:j]) else "described body"
        add(start, stop, *(known or ("organisation", rule, "")))
    for a, b, kind in pieces:
        known = _known(text[a:b], kind, lexicon)
        add(
            _past_title(tokens, _words(begins, ends, a, b), a, lexicon) if kind == "person" else a,
            b,
            *(known or (kind, "slovnet", "")),
        )
    i = 0
    while i < len(tokens):
        hit = lexicon.entry_at(tokens, i) if i not in taken else None
        if hit and hit[0] == i + 1 and _sentence_capital(tokens[i], lexicon):
            hit = None
        if hit and tokens[i].capital and hit[1].group not in {"office"}:
            add(
                tokens[i].start,
                tokens[hit[0] - 1].stop,
                hit[1].kind,
                _RULES[hit[1].kind],
                lexicon.written_label(hit[1]),
            )
            i = hit[0]
            continue
        code = lexicon.demonym(tokens[i].plain) if i not in taken else ""
        if code:
            add(tokens[i].start, tokens[i].stop, "other", "demonym", world.country_label(code))
        i += 1
    for k, token in enumerate(tokens):
        if token.first and not token.gap.strip() and k not in taken and _only_a_person(token, lexicon):
            add(token.start, token.stop, "person", "person at sentence start", "")
    return tuple(_mention(text, tokens, _words(begins, ends, f[0], f[1]), f, lexicon) for f in sorted(found))


def _words(begins: list[int], ends: list[int], start: int, stop: int) -> range:
    """The words that a stretch of text touches."""
    return range(bisect_right(ends, start), bisect_left(begins, stop))


_RULES: dict[EntityKind, str] = {
    "place": "gazetteer place",
    "organisation": "gazetteer body",
    "product": "gazetteer product",
}


def _sentence_capital(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word that looks like a name in some case is a common word with the capital of its sentence."""
    return token.first and token.plain not in lexicon.exact and lexicon.is_common(token.plain)


def _past_title(tokens: list[Token], words: range, start: int, lexicon: Lexicon) -> int:
    """Where a person's name begins once «г-н» is left out; `start` when there is nothing else."""
    if len(words) > 1 and tokens[words[0]].plain in lexicon.titles:
        return tokens[words[1]].start
    return start


def _only_a_person(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word can hardly be anything but a person: the dictionary knows it as a name, or not at all."""
    if (
        len(token.text) < 5
        or not token.capital
        or token.upper
        or token.plain in lexicon.common
        or lexicon.demonym(token.plain)
        or token.text.isascii()
    ):
        return False
    if _morph().word_is_known(token.plain):
        return all("Surn" in p.tag or "Name" in p.tag for p in _morph().parse(token.plain))
    return "-" not in token.plain


def _over_words(tokens: list[Token], pieces: list[tuple[int, int, EntityKind]]) -> list[tuple[int, int, EntityKind]]:
    """The same spans counted in words."""
    begins, ends = [t.start for t in tokens], [t.stop for t in tokens]
    counted = ((_words(begins, ends, a, b), kind) for a, b, kind in pieces)
    return [(words.start, words.stop, kind) for words, kind in counted if words]


def _sifted(
    tokens: list[Token], pieces: list[tuple[int, int, EntityKind]], lexicon: Lexicon
) -> list[tuple[int, int, EntityKind]]:
    """`sift` over spans in code points; a bound that it leaves alone stays where slovnet set it."""
    counted = _over_words(tokens, pieces)
    if len(counted) != len(pieces):  # some lie between two words
        pieces = [p for p in pieces if _over_words(tokens, [p])]
    begins = {i: a for (i, _, _), (a, _, _) in zip(counted, pieces, strict=True)}
    ends = {j: b for (_, j, _), (_, b, _) in zip(counted, pieces, strict=True)}
    found = sift(tokens, counted, lexicon=lexicon, look_up=_look_up)
    return [(begins.get(i, tokens[i].start), ends.get(j, tokens[j - 1].stop), kind) for i, j, kind in found]


def _known(form: str, kind: EntityKind, lexicon: Lexicon) -> tuple[EntityKind, str, str] | None:
    """What the gazetteer makes of a span that slovnet called a place or a body: kind, rule, canonical."""
    words = tokenize(form)
    hit = lexicon.entry_at(words, 0) if words and kind != "person" else None
    if not hit or hit[0] < len(words) or hit[1].group == "office":
        return None
    entry = hit[1]
    return entry.kind, ("slovnet" if entry.kind == kind else _RULES[entry.kind]), lexicon.written_label(entry)


def _pieces(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """A name and its abbreviation in brackets are two mentions, and so are the items of a list."""
    pieces, at = [], start
    for match in _PARTING.finditer(text, start, stop):
        if match.start() > at:
            pieces.append((at, match.start()))
        at = match.end()
    if stop > at:
        pieces.append((at, stop))
    return pieces


def _mention(
    text: str, tokens: list[Token], words: range, found: tuple[int, int, EntityKind, str, str], lexicon: Lexicon
) -> Mention:
    start, stop, kind, rule, canonical = found
    role = ""
    if kind == "person" and words:
        role, _ = role_of(text, tokens, (words[0], words[-1] + 1), lexicon)
    if not canonical:
        canonical = base_form(text[start:stop], kind)
        if text[stop : stop + 1] in _CLOSING and canonical.count(_CLOSING[text[stop]]) > canonical.count(text[stop]):
            canonical += text[stop]
    core = (
        core_of(tokens, words[0], words[-1] + 1, lexicon=lexicon, look_up=_look_up)
        if kind == "organisation" and words
        else None
    )
    return Mention(
        start=start,
        stop=stop,
        kind=kind,
        canonical=canonical,
        role=role,
        rule=rule,
        core_start=tokens[core[0]].start if core else None,
        core_stop=stop if core else None,
    )


@functools.cache
def _morph() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def _tables() -> Lexicon:
    return compiled("ru")


_PERSON = ("Surn", "Name", "Patr")
_look_up = analyser(_morph)


@functools.lru_cache(maxsize=20_000)
def base_form(form: str, kind: EntityKind) -> str:
    """A Russian name in the nominative, capitals kept; unchanged where the dictionary gives no safe answer."""
    words = re.split(r"(\s+|-)", form)
    if kind == "person":
        return "".join(_persons(words))
    if kind == "place":
        return "".join(_nominative(w, ("Geox",), "") for w in words)
    return _body(form) if kind == "organisation" else form


def _body(form: str) -> str:
    """A body's name with its head, and the adjectives before it, in the nominative singular."""
    words = form.split(" ")
    for at, word in enumerate(words):
        parses = _morph().parse(word)
        nouns = [p for p in parses if "NOUN" in p.tag and "sing" in p.tag and p.score > 0.01]
        if not nouns and any("ADJF" in p.tag for p in parses):
            continue
        if not nouns or word.isupper() or not word.isalpha() or any("nomn" in p.tag for p in nouns):
            return form
        head = nouns[0].inflect({"nomn"})
        before = [_agreeing(w, nouns[0].tag.gender) for w in words[:at]]
        if head is None or None in before:
            return form
        return " ".join([*(b or "" for b in before), _capitals(word, head.word), *words[at + 1 :]])
    return form


def _agreeing(word: str, gender: str | None) -> str | None:
    for parse in _morph().parse(word):
        if "ADJF" in parse.tag or "PRTF" in parse.tag:
            turned = parse.inflect({"nomn", "sing", gender} if gender else {"nomn", "sing"})
            return _capitals(word, turned.word) if turned else None
    return None


def _capitals(like: str, word: str) -> str:
    """`word` with the capitals of `like`."""
    return "".join(b.upper() if w.isupper() else b for b, w in zip(word, like.ljust(len(word)), strict=False))


def _persons(words: list[str]) -> list[str]:
    gender = ""
    for word in words:
        for parse in _parses(word):
            if "Name" in parse.tag or "Patr" in parse.tag:
                gender = parse.tag.gender or ""
                break
        if gender:
            break
    return _alike(words, [_nominative(w, _PERSON, gender) for w in words])


def _alike(words: list[str], bases: list[str]) -> list[str]:
    """A word that the dictionary does not turn loses the ending that the one before it lost: «Имрана |Хана|»."""
    for i in range(2, len(words), 2):
        before, turned = words[i - 2], bases[i - 2]
        ending = before[len(turned) :] if before.startswith(turned) else ""
        consonant = ending and words[i].endswith(ending) and words[i][: -len(ending)][-1:] not in _tables().vowels
        if words[i] == bases[i] and consonant and words[i][:1].isupper() and len(words[i]) > len(ending) + 2:
            bases[i] = words[i][: -len(ending)]
    return bases


def _parses(word: str) -> list[Any]:
    return list(_morph().parse(word)) if word[:1].isalpha() and word[:1].isupper() and len(word) > 2 else []


def _like_a_nominative(word: str, parse: Any) -> bool:
    """Whether a word that ends like a woman's name is read as a case of a name that nobody has: «Асия», not of «Асий»."""
    return word.endswith(_tables().nominatives) and plain(parse.normal_form) not in world.person_words()


def _nominative(word: str, grammemes: tuple[str, ...], gender: str) -> str:
    parses = [p for p in _parses(word) if any(g in p.tag for g in grammemes) and "plur" not in p.tag]
    fitting = [p for p in parses if gender and p.tag.gender in {gender, None}] or parses
    if not fitting:
        return word
    if any("nomn" in p.tag for p in fitting) or _like_a_nominative(word, fitting[0]):
        return word
    turned = fitting[0].inflect({"nomn"})
    if turned is None:
        return word
    return _capitals(word, turned.word)
