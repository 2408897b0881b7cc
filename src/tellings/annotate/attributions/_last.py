"""Languages whose cue closes the sentence (Turkish, Azerbaijani): source first, then what is said, then the cue."""

from __future__ import annotations

from . import _phrases as phrases
from . import _short as short
from . import _words as words
from ._cues import Cue
from ._draft import Range
from ._units import Unit
from ._words import COMMA, DASH

_LONGEST_SOURCE = 20  # tokens before the comma that closes a source
_PLAIN_SOURCE = 8  # of these, how many may be titles and a name without a clause on it
_TITLED = 2  # tokens of a title and a name
_NEAR = 5  # tokens from the start in which a plural noun is the one that speaks; and letters that it has more than
_LONGEST_ADDRESS = 10  # tokens in which who heard it and where may stand


def read_last(u: Unit, cue: Cue, floor: int) -> tuple[Range | None, list[Range], str] | None:
    """Source and content of a cue at the end of its clause, and the rule's order; None when it is no such cue.

    What is said is a quotation, or a clause whose verb is a noun («çöktüğünü»): the table's `content_endings`.
    """
    gerund = cue.gerund and "finite" not in cue.form.shapes
    behind = _behind_colon(u, cue)
    if behind is not None:
        return lead(u, floor, cue.a), [behind], "content after"
    if (
        not gerund
        and cue.b < u.end()
        and u.tokens[cue.b].is_word
        and u.low(cue.b) not in u.lex.of("conjunctions")  # «… dedi ve …»: the clause ends
        and not words.plausible(u, cue.b, min(cue.b + 2, u.end()))
    ):
        return None
    k = cue.a
    while k > floor and (u.tokens[k - 1].text in COMMA or u.tokens[k - 1].text in DASH or _filler(u, k - 1)):
        k -= 1
    if k > floor and u.tokens[k - 1].quote is not None:
        return _with_quote(u, cue, k - 1, floor)
    if k > floor and _said(u, k - 1):
        shared = _shared(u, floor)
        goes_on = gerund or cue.b >= u.end() or not u.tokens[cue.b].is_word or u.low(cue.b) in u.lex.of("conjunctions")
        behind = None if goes_on else phrases.after(u, cue.b)
        if behind is not None:  # «… açıklayan müdür»
            comma = next((j for j in range(*behind) if u.tokens[j].text in COMMA), behind[1])
            return (behind[0], max(comma, behind[0] + 1)), [(_first(u, floor), k)], "content before"
        source = None if shared else lead(u, floor, k - 1)
        start = _unled(u, _own_clause(u, source[1] if source else _first(u, floor), k), k)
        return (source, [(start, k)], "content before") if k > start else None
    if "np" in cue.form.takes and (source := lead(u, floor, k - 1)) is not None and source[1] < k:
        return source, [(source[1], k)], "content before"
    named = phrases.before(u, cue.a, low=floor)
    if named is None or not words.plausible(u, *named) or not may_speak(u, named[1] - 1):
        return None
    j = named[0]
    while j > floor and (u.tokens[j - 1].text in COMMA or u.tokens[j - 1].text in DASH or _filler(u, j - 1)):
        j -= 1
    if j > floor and u.tokens[j - 1].quote is not None:
        return named, [(j - 1, j)], "content before"
    if j > floor and j < named[0]:
        return named, [(floor, j)], "content before"
    return None


def _shared(u: Unit, floor: int) -> bool:
    """Whether the verb goes on behind another one that named the source: «… belirterek … söyledi»."""
    return floor > 0 and bool(u.drafts) and u.drafts[-1].source is not None


def _unled(u: Unit, start: int, stop: int) -> int:
    """Where what is said starts: behind small words, and behind who heard it and where: «yaptığı açıklamada»."""
    for k in range(start, min(stop - 2, start + _LONGEST_ADDRESS)):
        reach = words.match_phrase(u, k, "between")
        if reach and k + reach < stop - 1:
            start = k + reach
        elif u.low(k) in u.lex.of("hearers") and u.tokens[k + 1].text in COMMA:
            start = k + 2
    while start < stop - 1 and (
        not (u.tokens[start].is_word or u.tokens[start].quote is not None or u.tokens[start].text in words.MARKS)
        or u.low(start) in u.lex.of("conjunctions")
    ):
        start += 1
    return start


def _own_clause(u: Unit, start: int, stop: int) -> int:
    """Where the last clause of start..stop starts, behind a comma and a finite verb: «… kabul etti, | ancak …»."""
    finite = tuple(u.lex.of("finite_endings")) or "\0"
    for j in range(stop - 1, start, -1):
        if u.tokens[j].text in COMMA and _verbal(u, j - 1) and u.low(j - 1).endswith(finite):
            return j + 1
    return start


def _tight(u: Unit, j: int) -> Range | None:
    """The name and titles right before token j."""
    found = short.tight_before(u, j)
    return found if found is not None and words.plausible(u, *found) else None


def _behind_colon(u: Unit, cue: Cue) -> Range | None:
    """The quotation behind a cue and a colon: «o anları anlattı: "…"»."""
    k = cue.b
    if k + 1 >= len(u.tokens) or u.tokens[k].text != ":" or u.tokens[k + 1].quote is None:
        return None
    return (k + 1, k + 2)


def _with_quote(u: Unit, cue: Cue, at: int, floor: int) -> tuple[Range | None, list[Range], str]:
    source = lead(u, floor, at)
    if source is None:
        behind = phrases.after(u, cue.b)
        source = behind if behind is not None and (words.plausible(u, *behind) or behind[1] >= u.end()) else None
    return source, [(at, at + 1)], "content before"


def _said(u: Unit, k: int) -> bool:
    """Whether a clause may end at token k: the noun that its verb becomes, «çöktüğünü», but not «anlaşmasını»."""
    low, lex = u.low(k), u.lex
    return (
        u.tokens[k].is_word
        and low.endswith(tuple(lex.of("content_endings")) or "\0")
        and not low.endswith(tuple(lex.of("not_contents")) or "\0")
    )


def _heard(u: Unit, k: int) -> bool:
    """Whether those who hear it stand at token k, between clause and cue: «… olduğunu müfettişlere anlattı»."""
    t, lex = u.tokens[k], u.lex
    return t.low in lex.of("hearers") or (
        lex.role(t.low) is not None and t.low.endswith(tuple(lex.of("plural_datives")) or "\0")
    )


def _verbal(u: Unit, k: int) -> bool:
    """Whether the verb of a clause stands at token k: «aştı», «toplayıp»; no name, and no role that ends alike."""
    while k > 0 and _filler(u, k):
        k -= 1
    t, endings = u.tokens[k], tuple(u.lex.of("verbal_endings")) or "\0"
    return t.is_word and not t.is_cap and u.lex.role(t.low) is None and t.low.endswith(endings)


def may_speak(u: Unit, k: int) -> bool:
    """Whether the one who speaks may stand at token k, right before the cue: a name, or a role in no other case."""
    t, lex = u.tokens[k], u.lex
    role = t.low in lex.pronouns or lex.role(t.low) is not None
    return t.is_cap or t.text in words.MARKS or (role and not t.low.endswith(tuple(lex.of("oblique_endings")) or "\0"))


def _filler(u: Unit, k: int) -> bool:
    return u.low(k) in u.lex.of("fillers") or u.lex.is_adverb(u.low(k))


def _first(u: Unit, floor: int) -> int:
    while floor < len(u.tokens) and not u.tokens[floor].is_word and u.tokens[floor].quote is None:
        floor += 1
    return floor


def lead(u: Unit, floor: int, limit: int) -> Range | None:
    """The source at the start of the unit: up to its comma, or the words up to a name or a known role."""
    lex = u.lex
    k = _first(u, floor)
    while k < limit and (lex.is_adverb(u.low(k)) or u.low(k) in lex.of("time_words") | lex.of("conjunctions")):
        k += 1
    while (told := words.match_phrase(u, k, "between")) and k + told < limit:
        k += told  # «Yaptığı paylaşımda | Ter-Minasyan»
    for j in range(k + 1, min(limit, k + _LONGEST_SOURCE, len(u.tokens) - 1) + 1):
        t = u.tokens[j]
        if t.text == ";" or (t.text in COMMA and _verbal(u, j - 1)):
            if t.text == ";":
                return lead(u, j + 1, limit)
            joined = u.low(j + 1) in lex.of("conjunctions")  # «… kabul etti, ancak …»: the same one goes on
            ended = not joined and u.low(j - 1).endswith(("\0", ";", *lex.of("finite_endings")))
            return lead(u, j + 1, limit) or (None if ended else _phrase(u, k, j, limit))  # «Yol kapandı, | halk …»
        if t.text in COMMA or t.text == ":":
            place = _told_where(u, k, j)
            if place is not None:
                return (k, place)  # «Genç kızın ailesi | yaptığı açıklamada, …»
            if j - k == 1 and _spoken_to(u, k):
                continue  # «Vatandaşlara, …»
            clause = next((i for i in range(j - 1, k, -1) if u.tokens[i + 1].is_cap and _describes(u, i)), None)
            if clause is not None and clause + 1 < j:
                return (clause + 1, j)  # «Olay anını anlatan | Ali Sever, …»
            if any(_said(u, i) for i in range(k, j)) or j - k > _PLAIN_SOURCE:
                return _tight(u, j)  # «denize petrol boşalttığı öne sürülen geminin sahibi Derya Otman, …»
            return (k, j)
        if t.quote is not None:
            break
    if k >= limit:
        return None
    named = next((j for j in range(k, min(limit, k + _LONGEST_SOURCE)) if words.full_name(u, j)), None)
    if named is not None and u.tokens[named - 1].text in words.MARKS and named > k:
        named = None  # the name of a firm or a ship
    if named is not None and not any(_said(u, i) or u.tokens[i].quote is not None for i in range(k, named)):
        stop = named
        while stop < limit and u.tokens[stop].is_cap and u.tokens[stop].is_word:
            stop += 1
        if _inflected(u, stop - 1):
            return lead(u, stop, limit)  # «Başkent Orla'ya yakın kentte | yetkililer»
        k = next((i + 1 for i in range(named - 1, k, -1) if u.tokens[i + 1].is_cap and _describes(u, i)), k)
        return _without_owner(u, k, stop, limit)  # «rayon icra hakimiyyətinin başçısı Elşad Vəli | …»
    return _phrase(u, k, limit, limit)


def _told_where(u: Unit, k: int, stop: int) -> int | None:
    """Where a phrase starts that tells where a source spoke and ends at `stop`, a source of few words before it."""
    starts = (a for a in range(k + 1, stop) if words.match_phrase(u, a, "between") == stop - a)
    start = next(starts, None)
    named = start is not None and start - k <= _PLAIN_SOURCE and u.tokens[k].is_cap
    clause = start is not None and any(_said(u, i) or u.tokens[i].text in COMMA for i in range(k, start))
    return start if named and not clause else None


def _phrase(u: Unit, k: int, stop: int, limit: int) -> Range | None:
    """The short noun phrase at token k, when it may name a source: a name, a role, a plural in no other case."""
    for j in range(k, min(stop, k + _NEAR)):
        t = u.tokens[j]
        if not t.is_word or (j > k and t.is_cap) or u.lex.role(t.low) is not None:
            break
        if j > k and t.low in u.lex.of("prepositions"):
            k = j + 1  # «altı aydan sonra | psikologlar»
        elif len(t.low) > _NEAR and t.low.endswith(tuple(u.lex.of("plural_nouns")) or "\0"):
            return (k, j + 1)
    found = _without_owner(u, *short.tight_after(u, k, stop), limit)
    if found[1] - found[0] == 1 and _spoken_to(u, found[0]):
        return None
    return found if words.plausible(u, *found) and not _said(u, found[1] - 1) else None


def _spoken_to(u: Unit, k: int) -> bool:
    """Whether a plain noun in another case opens the unit, its capital only from standing there: «Vatandaşlara»."""
    return k == 0 and words.unknown_first(u) and u.low(k).endswith(tuple(u.lex.of("oblique_endings")) or "\0")


def _describes(u: Unit, k: int) -> bool:
    """Whether a participle stands at k that describes the name behind it: «anketi değerlendiren | Alper Kanca»."""
    t = u.tokens[k]
    ends = len(t.low) > _TITLED + 1 and t.low.endswith(tuple(u.lex.of("participle_endings")) or "\0")
    return t.is_word and not t.is_cap and u.lex.role(t.low) is None and (ends or t.low in u.lex.verbs)


def _inflected(u: Unit, k: int) -> bool:
    """Whether an apostrophe and a case that no one who speaks stands in end the name at k: «Orla'ya»."""
    name, mark, case = u.low(k).replace("’", "'").rpartition("'")
    return bool(mark and name) and case in u.lex.of("apostrophe_cases")


def _without_owner(u: Unit, start: int, stop: int, limit: int) -> Range:
    """Cut a last name that owns the noun behind it: «Qubernator | Orsk şəhərində …», «Vali | Orsk köprüsünün …»."""
    lex, low = u.lex, u.low(stop) if stop < limit else ""
    named = sum(u.tokens[i].is_cap for i in range(start + 1, stop))  # two are rather a first and a last name
    owned = named == 1 and low.endswith(tuple(lex.of("possessed_endings")) or "\0")
    owned = owned or low in lex.of("place_heads")
    if not owned or u.tokens[stop].is_cap or stop - start < _TITLED or not u.tokens[stop - 1].is_cap:
        return start, stop
    return start, stop - 1
