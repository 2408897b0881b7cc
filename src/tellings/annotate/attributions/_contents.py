"""Find what is said: behind the cue, before it, or going on behind an inserted cue. All ranges are token ranges."""

from __future__ import annotations

from ...lang import load_pack
from ...lang.numerals import find_numbers
from . import _words as words
from ._cues import SCAN, Cue, particle_at
from ._draft import Range
from ._units import Unit
from ._words import COMMA, DASH, MARKS

_DATE = 8  # tokens of a date between commas
_TALK = frozenset("?!…")


def forward(u: Unit, cue: Cue, behind: int, subject: Range | None) -> Range | None:
    """The content behind the cue as a token range."""
    lex, takes, end = u.lex, cue.form.takes, u.end()
    particle = particle_at(u, cue.b, cue.form.particle) if cue.form.particle else None
    k = behind = _behind_date(u, behind, end)
    if particle is not None and "np" not in takes:
        k = max(k, particle + 1)  # «teilte der Woiwode, Piotr Sarnacki, mit»: no content before the separable part
    limit = min(end, k + SCAN)
    if subject is not None and (said := _last_verb(u, cue, subject[1])) is not None:
        return said
    if "figure" in takes and (figure := _figure(u, cue, behind, end if particle is None else particle)) is not None:
        return figure
    gap = gapped(u, behind)
    if gap is not None:
        cue.b = max(cue.b, behind + 1) if behind == cue.b else cue.b
        return (behind + 1, gap[0] - 1)
    commas = 0
    while k < limit:
        t = u.tokens[k]
        if t.quote is not None:
            if "np" in takes and ("clause" not in takes or (k > behind and u.tokens[k - 1].is_word)):
                start = words.skip_forward(u, behind, end)
                return (start, end) if start < k else (k, _quotes_end(u, k))
            return (k, _quotes_end(u, k)) if takes & {"quote", "clause"} else None
        if t.text == ":" and not _in_number(u, k) and takes & {"quote", "clause"}:
            return (k + 1, end) if k + 1 < end else None
        dated = t.low in lex.of("determiners") and u.low(k + 1) in lex.of("time_nouns")  # "announced that morning"
        if (
            t.low in lex.of("complementizers")
            and not dated
            and u.low(k - 1) not in lex.of("clause_links")
            and takes & {"clause", "np"}
            and _opens(u, behind, k, takes)
        ):
            start = k if "clause" in takes else words.skip_forward(u, behind, end, hearers=False)
            return (min(start, k), end)
        cited = next((b for a, b in u.citing if a == k + 1), None) if t.text in COMMA else None
        if cited is not None and cited < limit:
            commas, k = commas + 1, cited  # «X reports, citing Y, that …»
            continue
        if t.text in COMMA:
            commas += 1
            nxt = u.low(k + 1)
            relative = commas == 1 and k > behind and nxt in lex.of("relatives") | lex.of("also_relative")
            if nxt in lex.of("complementizers") and takes & {"clause", "np"} and not relative:
                return (k + 1, end)
            if k + 1 < end and u.tokens[k + 1].quote is not None and "quote" in takes:
                return (k + 1, _quotes_end(u, k + 1))
            if "clause_after_comma" in lex.flags and "clause" in takes and k + 3 < end and "bare" in takes:
                return (k + 1, end)
            if k == behind and nxt not in lex.of("prepositions") and not _aside(u, k + 1):
                return None
        if t.text in ";" or t.text in DASH:
            break
        if k > behind and t.is_word and _own_cue(u, k):
            break
        k += 1
    return _without_mark(u, cue, behind, particle, subject)


def _behind_date(u: Unit, behind: int, end: int) -> int:
    """Behind a date between commas that follows the cue: «a annoncé, ce mercredi 15 avril 2020, | 33 nouveaux cas»."""
    if behind >= end or u.tokens[behind].text not in COMMA:
        return behind
    for k in range(behind + 1, min(end, behind + _DATE)):
        if u.tokens[k].text in COMMA:
            dated = any(u.low(j) in u.lex.of("time_words") for j in range(behind + 1, k))
            return k + 1 if dated else behind
        if not u.tokens[k].is_word or u.low(k) in u.lex.of("complementizers"):
            return behind
    return behind


def _aside(u: Unit, k: int) -> bool:
    """Whether an aside on a subject behind its verb starts at k: «قال الوزير، وهو …، إن»."""
    lex, low = u.lex, u.low(k)
    opens = low in lex.of("relatives") | lex.of("conjunctions") or low in lex.pronouns or lex.role(low) is not None
    return "verb_first" in lex.flags and opens


def _without_mark(u: Unit, cue: Cue, behind: int, particle: int | None, subject: Range | None) -> Range | None:
    """Content that nothing but its place marks: a bare clause, or a noun phrase."""
    lex, takes, end = u.lex, cue.form.takes, u.end()
    inverted = subject is not None and subject[0] >= cue.b
    if inverted and not takes & {"np"}:
        return None
    if inverted and behind < end and (u.tokens[behind].text in COMMA or any(a == behind for a, _ in u.citing)):
        return None  # «…, rapporte La Rive, citant des responsables»
    start = words.skip_forward(u, behind, end, hearers="np" not in takes)
    if particle is not None and particle - start < 2:
        start = words.skip_forward(u, particle + 1, end, hearers="np" not in takes)
    if "addressee" in takes:
        start = _skip_addressee(u, start, end)
    if (start >= end and behind >= end) or (particle is not None and behind < particle == end - 1 <= start):
        return None
    if (
        behind < start < end
        and u.low(start) in lex.of("auxiliaries")
        and u.low(start - 1) in lex.of("impersonal_subjects")
    ):
        start -= 1  # "said | there were no signs"
    start = min(start, end - 1)
    t = u.tokens[start]
    if "strict" in takes:
        return None  # «известно, что …», but not «что известно о …»
    if u.low(behind) in lex.of("content_prepositions") and u.low(behind + 1) not in lex.of("time_words"):
        start, t = behind, u.tokens[behind]
    if t.low in lex.of("content_prepositions") and end - start >= 2:
        if start == cue.b:
            cue.b += 1
        return (start + 1, end)
    bare = "bare" in takes or ("whole" in takes and _has_verb(u, start, end))
    if bare and not inverted and "zero_complementizer" in lex.flags:
        if (
            t.is_word
            and (t.low not in lex.of("prepositions") or _about_number(u, start))
            and t.low not in lex.of("conjunctions")
            and end - start >= 3
        ):
            return (start, end)
        if t.text in "\"'“‘«„":
            return (start, end)
    if t.low in lex.of("event_openers"):
        return None  # "trade blame | after the strike"
    if "np" in takes and t.text not in COMMA and (t.is_word or t.text in "\"'“‘«„$€£#@"):
        return (start, end)
    return None


def _has_verb(u: Unit, start: int, end: int) -> bool:
    """Whether a clause with its own verb starts at token start: "found | the gate had been open", not "found a gate"."""
    lex = u.lex
    if (
        u.low(start) in lex.pronouns
        and u.low(start) not in lex.of("determiners")
        and u.low(start) not in lex.of("oblique")
    ):
        return True
    for k in range(start + 1, end):
        t = u.tokens[k]
        named = u.tokens[k - 1].is_cap and not t.is_cap and not u.title
        if t.low in lex.of("auxiliaries") or (named and t.low.endswith(tuple(lex.of("finite_endings")) or "\0")):
            return True
        if not t.is_word or t.low in lex.of("relatives") | lex.of("complementizers") | lex.of("clause_openers"):
            return False
    return False


def _opens(u: Unit, behind: int, k: int, takes: frozenset[str]) -> bool:
    """Whether the word at k opens what the cue says, not a clause on a noun between: "ordered X held over a claim that"."""
    lex, low = u.lex, u.low(k)
    if k == behind or "addressee" in takes:
        return True
    if low in lex.of("as_openers") and "clause_after_comma" in lex.flags:
        return u.tokens[k - 1].text in COMMA  # «sprach von mehr Anrufen wie sonst»
    if low not in lex.of("relatives") | lex.of("also_relative"):
        return True
    last_low = u.low(k - 1)
    if u.tokens[k - 1].text in COMMA:
        return sum(t.text in COMMA for t in u.tokens[behind:k]) > 1
    if k - 1 > behind and any(last_low in lex.of(n) for n in ("prepositions", "np_prepositions", "determiners")):
        return False  # «un escrito al que»
    gap = words.skip_forward(u, behind, k)
    last = u.tokens[k - 1]
    person = last.is_cap or lex.role(last.low) is not None or last.low in lex.pronouns
    return gap >= k or person or u.low(gap) not in lex.of("determiners")


def gapped(u: Unit, behind: int) -> tuple[int, int, int] | None:
    """A second source without a verb: "X spoke of 80, Y of 120". Where it starts and stops, and its preposition.

    «sprach von 80, | das Ministerium von 120»: both say a number, behind the same preposition.
    """
    prep = u.low(behind)
    if prep not in u.lex.of("content_prepositions") or not _numbered(u, behind + 1):
        return None
    comma = next((j for j in range(behind + 1, min(u.end(), behind + 8)) if u.tokens[j].text in COMMA), None)
    if comma is None:
        return None
    for j in range(comma + 2, min(u.end(), comma + 8)):
        if u.low(j) == prep:
            return (comma + 1, j, j) if _numbered(u, j + 1) else None
        if not u.tokens[j].is_word:
            return None
    return None


def _last_verb(u: Unit, cue: Cue, behind: int) -> Range | None:
    """What stands between a subject and the verb that ends its clause: «Während das Amt von | 12 Booten | spricht»."""
    tells = behind + 1 < cue.at and u.low(behind) in u.lex.of("content_prepositions")
    return (behind + 1, cue.at) if tells and _numbered(u, behind + 1) else None


def _numbered(u: Unit, k: int) -> bool:
    return any(u.tokens[j].text[0].isdigit() for j in range(k, min(k + 3, u.end())))


def _figure(u: Unit, cue: Cue, behind: int, end: int) -> Range | None:
    """What a verb of counting says: "put the toll at 12"; up to the end of its clause, with a number in it."""
    stop = behind
    seen = False
    while stop < end:
        t = u.tokens[stop]
        if t.quote is not None or t.text in ";:" or t.text in DASH or t.low in u.lex.of("complementizers"):
            break
        nxt = u.low(stop + 1)
        onward = nxt in u.lex.verbs or nxt in u.lex.pronouns or nxt in u.lex.of("auxiliaries")
        if t.text in COMMA or (t.low in u.lex.of("conjunctions") and seen and onward):
            break
        seen = seen or any(c.isdigit() for c in t.text)
        stop += 1
    start = words.skip_forward(u, behind, stop, hearers=False)
    if not seen and cue.b - cue.a > 1:  # in words only behind «a compté», for a book "counts three hundred pages"
        seen = bool(find_numbers(" ".join(t.text for t in u.tokens[start:stop]), pack=load_pack(u.lex.code)))
    return (start, stop) if seen and start < stop else None


def _about_number(u: Unit, k: int) -> bool:
    """Whether "about 60 percent" stands at k: a clause may open with it."""
    return u.low(k) in u.lex.of("approximators") and k + 1 < len(u.tokens) and u.tokens[k + 1].text[0].isdigit()


def _in_number(u: Unit, k: int) -> bool:
    """Whether the mark at k stands inside digits: "10:40"."""
    near = u.tokens[k - 1 : k] + u.tokens[k + 1 : k + 2]
    return len(near) > 1 and near[0].text[-1:].isdigit() and near[1].text[:1].isdigit()


def _skip_addressee(u: Unit, k: int, end: int) -> int:
    lex = u.lex
    if u.low(k) in lex.pronouns or u.low(k) in lex.of("fillers"):
        return k + 1
    j = k
    if u.low(j) in lex.of("determiners"):
        j += 1
    while j < end and j - k < 5 and (u.tokens[j].is_cap or lex.role(u.low(j)) or u.low(j) in lex.of("np_prepositions")):
        j += 1
    return words.skip_forward(u, j, end)


def _own_cue(u: Unit, k: int) -> bool:
    return u.low(k) in u.lex.verbs and any("finite" in f.shapes and "quote" in f.takes for f in u.lex.verbs[u.low(k)])


def _quotes_end(u: Unit, k: int) -> int:
    """Behind the quote at k and those that follow it with little between."""
    stop = k + 1
    j = stop
    while j < len(u.tokens) and j - stop <= 3:
        if u.tokens[j].quote is not None:
            stop = j + 1
        elif u.tokens[j].is_word and u.low(j) not in u.lex.of("conjunctions"):
            break
        j += 1
    return stop


def quote_before(u: Unit, head: int) -> bool:
    k = head - 1
    while k >= 0 and (u.tokens[k].text in COMMA or u.tokens[k].text in DASH or u.tokens[k].text in _TALK):
        k -= 1
    return k >= 0 and u.tokens[k].quote is not None


def backward(u: Unit, head: int, floor: int, takes: frozenset[str], *, inserted: bool) -> list[Range] | None:
    """Content before the cue: a quote, or a clause that a comma or dash closes.

    A cue that is `inserted`, with content going on behind it, may stand behind a single word.
    """
    k = head - 1
    closed = False
    while k >= floor and (u.tokens[k].text in COMMA or u.tokens[k].text in DASH or u.tokens[k].text in _TALK):
        closed = True
        k -= 1
    if k < floor:
        return None
    start = floor
    while start <= k and (
        not u.tokens[start].is_word and u.tokens[start].quote is None and u.tokens[start].text not in MARKS
    ):
        start += 1
    if not u.title:  # what a colon opens is said, not what stands before it
        start = next(
            (j + 1 for j in range(k - 1, start, -1) if u.tokens[j].text == ":" and not _in_number(u, j)), start
        )
    if u.tokens[k].quote is not None and "quote" in takes:
        for j in range(k - 1, start, -1):
            if u.tokens[j].text in ".!?" and u.tokens[j].quote is None:
                start = j + 1  # a sentence of its own before the quotation
                break
        while start < k and u.low(start) in u.lex.of("conjunctions"):
            start += 1
        return [(start, k + 1)]
    if closed and "free" in takes and (k + 1 - start >= 3 or (inserted and start <= k)):
        return [(start, k + 1)]
    return None


def resumed(u: Unit, behind: int, *, quoted: bool = False) -> list[Range]:
    """What goes on behind an inserted cue: «A, said X, B»; only quotes, or a clause right behind a comma.

    Behind a quotation (`quoted`) only another one, or a clause in a mood that marks speech, is the source's.
    """
    end = u.end()
    k = behind
    while k < end and k - behind < 14:
        t = u.tokens[k]
        if t.quote is not None:
            return [(k, _quotes_end(u, k))]
        if t.text in COMMA and k == behind and end - k > 2 and u.low(k + 1) not in u.lex.of("relatives"):
            gerund = any("gerund" in f.shapes for f in u.lex.verbs.get(u.low(k + 1), ()))
            if quoted and any(t.quote is not None for t in u.tokens[k + 1 : end]):
                k += 1
                continue
            own = quoted and not any(u.low(j) in u.lex.of("mood_forms") for j in range(k + 1, end))
            return [] if gerund or own else [(k + 1, end)]
        k += 1
    return []


def trimmed(u: Unit, a: int, b: int) -> Range | None:
    """Character span of tokens a to b without leading and trailing commas and dashes."""
    b = min(b, len(u.tokens))
    while (
        a < b
        and u.tokens[a].quote is None
        and not u.tokens[a].is_word
        and u.tokens[a].text not in MARKS | {"(", "$", "€", "£", "#", "@"}
    ):
        a += 1
    while (
        b > a
        and u.tokens[b - 1].quote is None
        and (u.tokens[b - 1].text in COMMA or u.tokens[b - 1].text in DASH or u.tokens[b - 1].text in ";:.")
    ):
        b -= 1
    return u.chars(a, b) if a < b else None


def is_quoted(u: Unit, content: Range) -> bool:
    return any(u.tokens[i].quote is not None for i in range(*content))
