"""Units: sentences joined where a quotation runs over their boundary, as tokens with long quotes folded into one."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...records import Quote, Sentence
from ...textfold import FILLER, bare, fold
from ._dateline import behind_dateline
from ._draft import Draft, Range
from ._lexicon import Lexicon

_TOKEN = re.compile(r"[^\W_]+(?:(?:[-‑’'.&/]|(?<=\d),(?=\d))[^\W_]+)*|[^\w\s]|_+")
_NARRATOR = re.compile(r"(?<=[,.!?…])\s+[—–-]\s+(?P<words>[^—–\n]{3,80}?)[,.]\s+[—–-]\s+(?=\w)")
_SHORTENED = r"(?<=\s[^\W\d_])\.(?=\s)|(?<=\s[^\W\d_]{2})\.(?=\s)"  # "M. Rell", "Dr. Rell"
_NARRATOR_BETWEEN = re.compile(rf"(?<=[,!?…])\s+(?P<words>(?:[^,.!?…\n\"“”«»]|{_SHORTENED}){{3,80}})[,.](?=\s)")
_LONGEST_PLAIN = 20_000  # code points of one unit that are cut into words
_NARRATOR_OF_DASH = re.compile(r"\s+[—–]\s+(?P<words>[^—–\n]{3,80}?)(?:[.,]?\s+[—–]\s+(?=\w)|[.]?$)")
QUOTE = "\0quote"  # stands for the words of a folded quotation
_SHORT = 4  # a quote of fewer words, without an end mark, is part of a phrase: a title, a scare quote
LONGEST_UNIT = 400  # tokens; beyond it a unit is not searched for cues
_ENDS = frozenset(".!?…。！？।؟")


@dataclass(frozen=True)
class Token:
    start: int
    stop: int
    text: str
    low: str
    quote: Quote | None = None  # a folded quotation

    @property
    def is_word(self) -> bool:
        return self.quote is None and (self.text[0].isalnum())

    @property
    def is_cap(self) -> bool:
        return self.quote is None and self.text[0].isupper()


@dataclass
class Unit:
    """One or more sentences, read as one."""

    start: int
    stop: int
    paragraph: int
    tokens: list[Token]
    lex: Lexicon
    sentences: tuple[Sentence, ...]
    title: bool = False
    taken: list[Range] = field(default_factory=list)  # token ranges that are cues or frames already
    citing: list[Range] = field(default_factory=list)  # of the frames, those that cite
    inner: list[Range] = field(default_factory=list)  # frames inside a clause: what is said may reach over them
    drafts: list[Draft] = field(default_factory=list)  # what its verbs have given so far
    names: frozenset[str] = frozenset()  # words that the text writes with a capital inside a sentence
    before: Range | None = None  # the source quoted last before it, as a character span

    told: Range | None = None  # the one person whom the sentence before is about, as a character span

    stop_at: int = -1

    def end(self) -> int:
        """Index behind the last token that is not final punctuation."""
        if self.stop_at < 0:
            stop = len(self.tokens)
            while stop and self.tokens[stop - 1].text in _ENDS:
                stop -= 1
            self.stop_at = stop
        return self.stop_at

    def chars(self, a: int, b: int) -> tuple[int, int]:
        """Character span of tokens a to b (b excluded)."""
        return self.tokens[a].start, self.tokens[b - 1].stop

    def low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""


def make_units(
    text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], lexicons: dict[str, Lexicon]
) -> list[Unit]:
    """The units of a text, in order. `lexicons` holds the compiled table for every language of the sentences."""
    outer = [q for q in quotes if q.depth == 0 and not _overlong(q)]
    starts = [q.start for q in outer]
    units: list[Unit] = []
    group: list[Sentence] = []
    for i, sentence in enumerate(sentences):
        group.append(sentence)
        following = sentences[i + 1] if i + 1 < len(sentences) else None
        if following and following.paragraph <= sentence.paragraph + 1 and _crosses(outer, starts, sentence, following):
            continue
        units.append(_unit(text, group, outer, starts, lexicons[group[0].lang]))
        group = []
    names = frozenset(t.text for u in units for t in u.tokens[1:] if t.is_cap)
    for unit in units:
        unit.names = names
    if units:
        alone = len(sentences) > 1 and sentences[1].paragraph > 0
        units[0].title = alone and text[units[0].start : units[0].stop].rstrip('"”»“')[-1:] not in ".…"
    return units


def _overlong(quote: Quote) -> bool:
    return not quote.closed and not quote.dash and quote.stop - quote.start > 1500


def _crosses(outer: Sequence[Quote], starts: Sequence[int], a: Sentence, b: Sentence) -> bool:
    """Whether a quotation that opens in or before `a` goes on into `b`."""
    i = bisect_right(starts, a.stop) - 1
    return i >= 0 and outer[i].stop > b.start and outer[i].start < a.stop


def _unit(text: str, group: Sequence[Sentence], outer: Sequence[Quote], starts: Sequence[int], lex: Lexicon) -> Unit:
    start, stop = group[0].start, group[-1].stop
    tokens: list[Token] = []
    at = start
    i = max(0, bisect_left(starts, start) - 1)
    while i < len(outer) and outer[i].start < stop:
        quote = outer[i]
        i += 1
        if quote.stop <= at or quote.start < at or quote.stop > stop:
            continue
        tokens += _plain(text, at, quote.start, lex)
        if is_short(text, quote, lex):
            tokens += _plain(text, quote.start, quote.stop, lex)
        else:
            tokens += _folded(text, quote, lex)
        at = quote.stop
    tokens += _plain(text, at, stop, lex)
    tokens = tokens[behind_dateline(tokens) :]
    return Unit(start, stop, group[0].paragraph, tokens, lex, tuple(group))


def _folded(text: str, quote: Quote, lex: Lexicon) -> list[Token]:
    """One token for a quote; three where the narrator speaks inside it: «"Yes, - said X, - it is"»."""
    narrators = [_NARRATOR_OF_DASH if quote.dash else _NARRATOR]
    if "inversion" in lex.flags and not lex.flags & {"zero_complementizer", "verb_second"}:
        narrators.append(_NARRATOR_BETWEEN)  # « C'est une fierté, assure le maire. Alors on a … »
    for match in (m for n in narrators for m in n.finditer(text, quote.inner_start, quote.inner_stop)):
        if _narrates(match, lex):
            first_part = Token(quote.start, match.start(), text[quote.start : match.start()], QUOTE, quote)
            behind = match.end() + len(text[match.end() : quote.stop]) - len(text[match.end() : quote.stop].lstrip())
            rest = Token(behind, quote.stop, text[behind : quote.stop], QUOTE, quote)
            said = _plain(text, match.start(), match.end("words"), lex)
            return [first_part, *said, rest] if behind < quote.stop else [first_part, *said]
    return [Token(quote.start, quote.stop, text[quote.start : quote.stop], QUOTE, quote)]


def _narrates(match: re.Match[str], lex: Lexicon) -> bool:
    """Whether words inside a quotation are the narrator's: a verb of speech first and, between commas, who speaks."""
    first, *rest = match["words"].split()
    low = fold(first)
    asked = low.rpartition("-")[2] in lex.pronouns and "-" in low  # «a-t-il expliqué»
    if match.re is not _NARRATOR_BETWEEN:
        return low in lex.verbs
    if asked:
        return any(fold(w) in lex.verbs for w in (*rest, low.split("-")[0]))
    spoken = any("quote" in f.takes and "finite" in f.shapes for f in lex.verbs.get(low, ()))
    return spoken and any(w[:1].isupper() or lex.role(fold(w)) is not None for w in rest)


def is_short(text: str, quote: Quote, lex: Lexicon) -> bool:
    """Whether a quote is part of a phrase, a title or a scare quote, and no speech."""
    inner = text[quote.inner_start : quote.inner_stop].strip()
    if quote.dash or len(inner.split()) >= _SHORT or inner[-1:] in _ENDS or inner[-1:] == ",":
        return False
    before = text[max(0, quote.start - 3) : quote.start].rstrip(" ")[-1:]
    if before.isalnum() and inner and all(lex.is_adverb(fold(w)) for w in inner.split()):
        return True  # « formellement » démenti
    after = text[quote.stop : quote.stop + 3].lstrip(" ")[:1]
    following = _TOKEN.match(text, quote.stop + 1)
    if following is not None and any("quote" in f.takes for f in lex.verbs.get(fold(following.group()), ())):
        return False
    if following is not None and fold(following.group()) in lex.of("quote_closers"):
        return False  # «"portakal" diye cevap verdi»
    return not (before == ":" or (before in ("", "\n", *_ENDS) and after in (",", "—", "–", "-")))


@functools.cache
def _elided(longer: frozenset[str]) -> re.Pattern[str]:
    """Tokens where an elided word stands alone: "l'" "usine"; of more than two letters, only those that the pack lists."""
    listed = "".join(rf"|(?<!\w){re.escape(word)}" for word in sorted(longer))
    return re.compile(rf"(?:[^\W\d_]{{1,2}}{listed})['’](?=\w)|{_TOKEN.pattern}", re.IGNORECASE)


def _apart(token: Token, lex: Lexicon, last: Token | None) -> tuple[Token, ...]:
    """A small word that is written onto one that the table knows as a token of its own; the article is none."""
    ahead = lex.written_on(token.low)
    if not ahead and last is not None and last.low in lex.of("before_proclitic"):
        ahead = lex.single(token.low)  # «وفقا ل|آخر البيانات»: whatever follows
    if not ahead:
        return (token,)
    middle, letters = token.start, 0
    while letters < ahead or fold(token.text[middle - token.start]) == FILLER:
        letters += fold(token.text[middle - token.start]) != FILLER
        middle += 1
    cut = middle - token.start
    return (
        Token(token.start, middle, token.text[:cut], token.low[:ahead]),
        Token(middle, token.stop, token.text[cut:], token.low[ahead:]),
    )


def _plain(text: str, start: int, stop: int, lex: Lexicon) -> list[Token]:
    stop = min(stop, start + _LONGEST_PLAIN)
    if "elision" not in lex.flags:
        folded = fold(text[start:stop])
        found = ((start + m.start(), start + m.end(), bare(m.group())) for m in _TOKEN.finditer(folded))
        tokens = [Token(a, b, text[a:b], low) for a, b, low in found]
        if not lex.proclitics:
            return tokens
        return [part for t, last in zip(tokens, (None, *tokens), strict=False) for part in _apart(t, lex, last)]
    made = []
    for m in _elided(lex.of("elided")).finditer(text, start, stop):
        low = fold(m.group())
        verb, dash, pronoun = low.rpartition("-")
        if dash and pronoun in lex.pronouns and verb:  # «disait-il», «a-t-il»
            at = m.start()
            for part in (*verb.split("-"), pronoun):
                made.append(Token(at, at + len(part), text[at : at + len(part)], part))
                at += len(part) + 1
            made = [t for t in made if t.stop > t.start]
        else:
            made.append(Token(m.start(), m.end(), m.group(), low.rstrip("'’") or m.group()))
    return made
