"""Find the subject of a cue: before it, behind it, before a frame that cites, or named as a place."""

from __future__ import annotations

from . import _phrases as phrases
from . import _short as short
from . import _words as words
from ._cues import Cue
from ._draft import Range
from ._units import Unit
from ._words import COMMA

_INSERTED = 9  # tokens of an adverbial between commas


def find_subject(u: Unit, cue: Cue, floor: int) -> tuple[Range | None, bool]:
    """The subject as a token range, and whether it stands behind the verb."""
    lex = u.lex
    if cue.inner >= 0:
        return (cue.inner, cue.inner + 1), True
    cites = before_citing(u, cue)
    if cites is not None:
        return cites, False
    if cue.gerund and "verb_first" in lex.flags:
        return None, False  # «مطالبا الحكومة»: whoever follows is not who speaks
    left = _without_number(u, phrases.before(u, cue.at, low=floor))
    left = _before_relative(u, left)
    if left is not None and u.low(left[0]) in lex.of("oblique"):
        left = None  # «Den Schaden bezifferte die Stadt»
    if left is not None and cue.gerund and not (words.is_name(u, *left) and u.tokens[cue.at - 1].is_word):
        return None, False
    if cue.gerund and left is None and "zero_complementizer" in lex.flags:
        return None, False  # «…, saying its consul had been refused»: what follows is content
    if "placed" in cue.form.takes and (left is None or cue.passive or not words.plausible(u, *left)):
        placed = short.locative(u, cue.at, cue.b, floor)
        if placed is not None:
            return placed
    if cue.passive and "cue_last" in lex.flags and left is not None and (is_document(u, left) or _told_from(u, left)):
        return left, False  # «Şirkətin bəyanatında deyilir ki, …»
    if cue.passive or ("impersonal" in cue.form.shapes and "finite" not in cue.form.shapes):
        return None, False
    if left is not None and left[1] - left[0] == 1 and u.low(left[0]) in lex.of("impersonal_subjects"):
        right = phrases.after(u, cue.b) if "verb_second" in lex.flags and left[0] == 0 else None
        named = right is not None and (words.plausible(u, *right) or u.low(right[0]) in lex.of("determiners"))
        if named and words.match_phrase(u, 0, "back") == 1:
            return right, True  # «Das teilte der Bürgermeister mit»
        said = lex.pronouns.get(u.low(left[0])) == "t" and "thing" in cue.form.takes
        return (left, False) if said and "finite" in cue.form.shapes else (None, False)
    start = left[0] if left else cue.at
    direct = start == 0 or not u.tokens[start - 1].is_word or u.tokens[start - 1].low in lex.of("conjunctions")
    if left is not None and "verb_first" in lex.flags and direct and left[1] == cue.at:
        return left, False  # a noun that stands before the verb is its subject: «الناطق يدعو السكان إلى …»
    if left is not None and words.plausible(u, *left) and (direct or "verb_second" not in lex.flags):
        follows = u.tokens[cue.at - 1] if cue.at else None
        closed = start == 0 and left[1] == cue.at - 1 and words.has_role(u, *left)  # «Le maire, Jean Orel, a annoncé …»
        if closed or not (follows is not None and follows.text in COMMA and _inverted_after(u, cue)):
            return left, False
    if "addressee" in cue.form.takes and left is not None and words.opens_phrase(u, left[0]):
        return left, False  # «…, a miner told Orla Radio»: what follows is who heard it
    if left is None and cue.a == cue.at and _goes_on(u, cue):
        return None, False
    onward = _past_inserted(u, cue.b) if cue.at == cue.a else cue.at + 1
    right = phrases.after(u, onward, high=cue.a if cue.at < cue.a else None)
    if right is not None and (lex.pronouns.get(u.low(right[0])) == "t" or u.low(right[0]) in lex.of("oblique")):
        right = None
    if right is not None and right[1] - right[0] == 1 and u.low(right[0]) in lex.of("determiners"):
        right = None if u.low(right[0]) not in lex.pronouns else right  # «explicó así lo | que …»
    gap = cue.at == 0 or not u.tokens[cue.at - 1].is_word or left is None or not words.plausible(u, *left)
    if right is not None and words.plausible(u, *right) and (gap or "verb_second" in lex.flags):
        return right, True
    if right is not None and left is None and "verb_first" in lex.flags and right[0] == cue.b:
        return right, True  # the verb opens its clause and the one who said it follows: a name shows no capitals
    marked = cue.at > 0 and not u.tokens[cue.at - 1].is_word
    ends = right is not None and right[1] >= u.end() and right[1] - right[0] <= 3
    if right is not None and left is None and marked and (u.low(right[0]) in lex.of("determiners") or ends):
        return right, True
    if left is not None and words.plausible(u, *left):
        return left, False
    if left is not None and (u.low(left[0]) in lex.of("determiners") or left[1] - left[0] <= 3):
        return left, False  # no name and no known role: `_made` asks for a content clause or a quotation
    return None, False


def _past_inserted(u: Unit, k: int) -> int:
    """Behind an adverbial between commas: «…», s'est félicité, dans son discours, | le chef de l'État»."""
    if k + 1 >= len(u.tokens) or u.tokens[k].text not in COMMA or u.low(k + 1) not in u.lex.of("prepositions"):
        return k
    quoted = any(t.quote is not None for t in u.tokens[:k])
    close = next((j for j in range(k + 2, min(u.end(), k + _INSERTED)) if u.tokens[j].text in COMMA), None)
    return k if close is None or not quoted else close + 1


def _before_relative(u: Unit, source: Range | None) -> Range | None:
    """The one whom a relative clause describes, not its predicate: "agents who | searched the villa | found"."""
    lex = u.lex
    if source is None or source[0] < 2 or "zero_complementizer" not in lex.flags:
        return source
    low, first = u.low(source[0]), u.tokens[source[0]]
    named = first.is_cap or low in lex.pronouns or low in lex.of("determiners") or lex.role(low) is not None
    if named or not first.is_word or source[1] - source[0] < 2 or u.low(source[0] - 1) not in lex.of("relatives"):
        return source
    found = phrases.before(u, source[0] - 1)
    return found if found is not None and words.plausible(u, *found) else source


def _without_number(u: Unit, source: Range | None) -> Range | None:
    """A subject without what a clause whose verb stands last says of it: «Während das Amt | von 12 Booten spricht»."""
    start, stop = source or (0, 0)
    said = (
        k
        for k in range(start + 1, stop - 1)
        if u.low(k) in u.lex.of("content_prepositions") and u.tokens[k + 1].text[0].isdigit()
    )
    return source and (start, next(said, stop))


def before_citing(u: Unit, cue: Cue) -> Range | None:
    """The subject before a citing frame that runs up to the verb: «X unter Berufung auf Y | berichtete»."""
    if "cue_last" in u.lex.flags:
        return None
    for a, b in u.citing:
        named = a > 0 and (u.tokens[a - 1].is_word or u.tokens[a - 1].text in words.MARKS)
        if named and b <= cue.at <= b + 4 and all(t.is_word for t in u.tokens[b : cue.at]):
            found = phrases.before(u, a)
            while found is not None and u.low(found[0]) in u.lex.of("as_openers") and found[0] + 1 < found[1]:
                found = (found[0] + 1, found[1])
            return found if found is not None and words.plausible(u, *found) else None
    return None


def _goes_on(u: Unit, cue: Cue) -> bool:
    """Whether the verb is joined to one before it and takes what follows as its object: "… said A and accused B"."""
    joined = cue.a > 0 and u.low(cue.a - 1) in u.lex.of("conjunctions")
    bare = "bare" in cue.form.takes and "zero_complementizer" in u.lex.flags
    object_ = "np" in cue.form.takes and ("clause" not in cue.form.takes or u.low(cue.b) in u.lex.of("determiners"))
    return joined and bool(u.drafts or short.leading_subject(u, cue.a) is not None) and (bare or object_)


def _inverted_after(u: Unit, cue: Cue) -> bool:
    """Whether a subject stands behind the verb and closes the clause: «…, said the mayor.», not «X, aged 40, said he …»."""
    right = phrases.after(u, cue.b)
    if right is None or not words.plausible(u, *right) or "inversion" not in u.lex.flags:
        return False
    return right[1] >= u.end() or not u.tokens[right[1]].is_word


def is_document(u: Unit, source: Range) -> bool:
    return any(u.lex.role(u.low(i)) in ("document", "post") for i in range(*source))


def _told_from(u: Unit, left: Range) -> bool:
    """Whether the phrase is a body in the case that says from where: «Prokurorluqdan bildirilib»."""
    low = u.low(left[1] - 1)
    return low.endswith(tuple(u.lex.of("ablative")) or "\0") and u.lex.role(low) == "body"
