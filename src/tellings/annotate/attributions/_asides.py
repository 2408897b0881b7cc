"""What stands between a source and its verb: appositions, relative clauses, asides between commas or dashes."""

from __future__ import annotations

from ._units import Unit
from ._words import APPOSITION, COMMA, DASH, STOPS, full_name, has_role

_ASIDE = 5  # tokens of an aside between dashes, with them and the noun before it


def aside_before(u: Unit, comma: int, low: int) -> int | None:
    """The comma that opens an aside («Rell, smiling, said») behind a name."""
    for j in range(comma - 1, max(low, comma - 14) - 1, -1):
        t = u.tokens[j]
        if t.quote is not None or t.text in STOPS or t.low in u.lex.of("complementizers"):
            return None
        if t.text in COMMA:
            named = j > low and u.tokens[j - 1].is_cap and "nouns_capital" not in u.lex.flags
            named = named or (j > low and u.lex.role(u.low(j - 1)) is not None)
            placed = u.low(j + 1) in u.lex.of("prepositions")
            return j if named and (placed or not any(u.tokens[i].is_cap for i in range(j + 1, comma))) else None
    return None


def comma_before(u: Unit, comma: int, low: int) -> int | None:
    """The comma that opens an apposition closed by `comma`, when what stands between looks like one."""
    for j in range(comma - 1, max(low, comma - APPOSITION) - 1, -1):
        t = u.tokens[j]
        relative = t.low in u.lex.of("relatives") and u.tokens[j - 1].text in COMMA
        if t.quote is not None or t.text in STOPS or (t.low in u.lex.of("complementizers") and not relative):
            return None
        if t.text in COMMA:
            first = u.low(j + 1)
            outer = _relative_before(u, j, low)
            if outer is not None:
                return outer
            related = first in u.lex.of("relatives")
            looks = first in u.lex.of("determiners") or related or has_role(u, j + 1, comma)
            looks = looks or (full_name(u, j + 1) and comma - j <= 4)
            looks = looks or any(f.scope == "citing" for f in u.lex.frames.get(first, ()))
            return j if looks and j > low and (related or first not in u.lex.pronouns) else None
    return None


def before_dashes(u: Unit, right: int, low: int) -> int:
    """Before an aside between dashes that ends at `right`: «La portavoz | -que vive en Orla- insistió»."""
    if u.tokens[right - 1].text not in DASH or right - low < _ASIDE:
        return right
    for j in range(right - 3, max(low, right - APPOSITION), -1):
        t = u.tokens[j]
        if t.quote is not None or t.text in STOPS:
            return right
        if t.text in DASH and u.tokens[j - 1].stop < t.start and j > low:
            named = u.tokens[j - 1].is_cap or u.lex.role(u.low(j - 1)) is not None
            return j if named else right
    return right


def _relative_before(u: Unit, comma: int, low: int) -> int | None:
    """The comma of a relative clause that is still open at `comma`: «Voss | , who works in Orla, where ships are built, said»."""
    opens = u.low(comma + 1) in u.lex.of("relatives") | u.lex.of("clause_openers")
    for j in range(comma - 1, max(low, comma - APPOSITION) - 1, -1):
        t = u.tokens[j]
        if not opens or t.quote is not None or t.text in STOPS:
            return None
        if t.text in COMMA:
            named = j > low and (u.tokens[j - 1].is_cap or u.lex.role(u.low(j - 1)) is not None)
            return j if named and u.low(j + 1) in u.lex.of("relatives") else None
    return None
