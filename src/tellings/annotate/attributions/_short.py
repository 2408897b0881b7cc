"""Short noun phrases: beside a postposition, behind a frame without comma, at the start of a unit, as a place."""

from __future__ import annotations

from ._draft import Range
from ._phrases import after
from ._units import Unit
from ._words import COMMA, MARKS, full_name, is_boundary, plausible, skip_back, unknown_first

_OPENING, _DAY = 3, 2  # tokens up to who acts behind a date; digits of a day
_PLACED = 4  # tokens of a body named as a place by its name alone


def tight_before(u: Unit, k: int) -> Range | None:
    """The shortest noun phrase that ends before token k: nouns in capitals, what joins them, one adjective each."""
    lex = u.lex
    left = k
    while left > 0 and not is_boundary(u, left - 1):
        t = u.tokens[left - 1]
        link = t.low in lex.of("determiners") or t.low in lex.of("np_prepositions")
        adjective = (
            t.is_word
            and left < k
            and (u.tokens[left].is_cap or lex.role(u.low(left)) is not None)
            and not any(
                t.low in lex.of(n) for n in ("fillers", "auxiliaries", "adverbs", "conjunctions", "prepositions")
            )
            and t.low not in lex.pronouns
            and t.low not in lex.verbs
        )
        if not (t.is_cap or link or adjective or lex.role(t.low) or t.text in MARKS or t.text in "-()"):
            break
        if t.text in MARKS and left < k and u.tokens[left].is_word and not u.tokens[left].is_cap:
            break
        left -= 1
    while left < k and u.low(left) in lex.of("np_prepositions") - lex.of("determiners"):
        left += 1
    return (left, k) if left < k else None


def tight_after(u: Unit, a: int, b: int) -> Range:
    """The shortest noun phrase that starts at token a: up to its head, and the names and roles right behind it."""
    lex = u.lex
    stop, headed = a, False
    for k in range(a, b):
        t = u.tokens[k]
        link = (
            t.low in lex.of("determiners") or t.low in lex.of("np_prepositions") or t.text in MARKS or t.text in "-()"
        )
        head = t.is_cap or lex.role(t.low) is not None
        owner = bool(lex.articles) and t.low.startswith(lex.articles)  # «وزارة | الصحة»
        if headed and not head and not link and not owner:
            break
        headed = headed or head
        if not link or t.text in MARKS or t.text == ")":
            stop = k + 1
    return (a, stop) if headed else (a, min(b, a + 1))


def leading_subject(u: Unit, limit: int, *, sure: bool = False) -> Range | None:
    """The noun phrase that the unit starts with, when it may name a source; a `sure` one speaks: its first word may."""
    lex = u.lex
    k = 2 if sure and _dated(u) else 0
    while k < limit and (
        not u.tokens[k].is_word or lex.is_adverb(u.low(k)) or u.low(k) in lex.of("conjunctions") | lex.of("time_words")
    ):
        k += 1
    if k < limit and u.low(k) in lex.of("prepositions"):
        comma = next((j for j in range(k, min(limit, k + 15)) if u.tokens[j].text in COMMA), None)
        if comma is None:
            return None
        k = comma + 1
    if k >= limit:
        return None
    if u.low(k) in lex.pronouns:
        return (k, k + 1)
    if u.low(k) in lex.of("oblique") or u.low(k) in lex.of("complementizers") - lex.of("as_openers"):
        return None
    if "verb_first" in lex.flags and lex.role(u.low(k)) is None:
        named = k + 1 < limit and lex.role(u.low(k + 1)) in ("person", "body", "anonymous")  # «وجه الوزير رسالة قائلا»
        return after(u, k + 1, high=limit) if named else None
    stop = k
    while stop < limit:
        t = u.tokens[stop]
        nominal = t.is_cap or lex.role(t.low) or t.low in lex.of("determiners") or t.low in lex.of("np_prepositions")
        if not nominal and not (
            stop + 1 < limit
            and t.is_word
            and not (u.tokens[stop - 1].is_cap and stop > k and u.low(stop - 1) not in lex.of("determiners"))
            and lex.role(u.low(stop + 1))
        ):
            break
        stop += 1
    while stop > k and u.low(stop - 1) in lex.of("np_prepositions") | lex.of("determiners"):
        stop -= 1
    if stop == 1 and not sure and lex.role(u.low(0)) is None and unknown_first(u):
        return None
    return (k, stop) if stop > k and plausible(u, k, stop) else None


def _dated(u: Unit) -> bool:
    """Whether a day and its month open the unit, and someone who may speak follows: «11 апреля | глава района»."""
    if len(u.tokens) <= _OPENING or not u.tokens[0].text.isdigit() or len(u.tokens[0].text) > _DAY:
        return False
    month = u.tokens[1].is_word and not u.tokens[1].is_cap and u.lex.role(u.low(1)) is None
    return month and (u.tokens[2].is_cap or u.lex.role(u.low(2)) is not None)


def sole_person(u: Unit) -> Range | None:
    """The one full name of a unit with a person's title beside it, as a character span; None where there are more."""
    found: list[Range] = []
    k = 0
    while k < u.end():
        if not full_name(u, k) or u.tokens[k].quote is not None:
            k += 1
            continue
        stop = k
        while stop < u.end() and u.tokens[stop].is_cap:
            stop += 1
        start = k
        while start > 0 and u.lex.role(u.low(start - 1)) == "person":
            start -= 1
        if start < k or any(u.lex.role(u.low(i)) == "person" for i in range(max(0, k - 4), stop)):
            found.append((start, stop))
        k = stop
    return u.chars(*found[0]) if len(found) == 1 and "nouns_capital" not in u.lex.flags else None


def locative(u: Unit, at: int, b: int, low: int) -> tuple[Range, bool] | None:
    """A source named as a place: "it was said in the ministry"; and whether it stands behind the verb."""
    marks = u.lex.of("locative_marks")
    if u.low(b) in marks:
        found = after(u, b + 1)
        if found is not None and found[0] == b + 1 and institution(u, *found):
            return found, True
    right = skip_back(u, at)
    for j in range(right - 1, max(low, right - 12) - 1, -1):
        if is_boundary(u, j):
            return None
        if u.low(j) in marks and j + 1 < right:
            plural = u.low(b - 1).endswith(u.lex.plural_endings)  # «в Росводхозе отказались»
            named = plural and u.tokens[j + 1].is_cap and right - j <= _PLACED
            return ((j + 1, right), False) if named or institution(u, j + 1, right) else None
    return None


def institution(u: Unit, a: int, b: int) -> bool:
    """Whether a body, an outlet, a document or an acronym stands in tokens a to b."""
    return any(
        u.lex.role(t.low) in ("body", "outlet", "agency", "document", "post")
        or (t.is_cap and t.text.isupper() and len(t.text) > 1)
        for t in u.tokens[a:b]
    )
