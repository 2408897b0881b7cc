"""Find the noun phrase that names a source, before or after a verb, with word lists and capitals instead of a parser."""

from __future__ import annotations

from ._draft import Range
from ._units import Unit

LONGEST_PHRASE = 40  # tokens
_APPOSITION = 22  # tokens
_STOPS = frozenset(".!?…;:")
COMMA = frozenset(",،、")
DASH = frozenset("—–-―")
_BRACKETS = {")": "(", "]": "["}
MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛「」『』")


def is_boundary(u: Unit, k: int) -> bool:
    """Punctuation and words over which a noun phrase does not reach."""
    t = u.tokens[k]
    if t.quote is not None:
        return True
    if not t.is_word:
        return k >= u.end() or (t.text not in MARKS and t.text not in "()[]-‑%&/+№$€£·.’'")
    return t.low in u.lex.of("complementizers") or t.low in u.lex.of("clause_openers") or t.low in u.lex.of("relatives")


def plausible(u: Unit, a: int, b: int) -> bool:
    """Whether tokens a to b may name a source: a pronoun, a name, or a noun that the table lists as a role."""
    lex = u.lex
    for k in range(a, b):
        t = u.tokens[k]
        if t.low in lex.of("not_sources"):
            return False
        if t.low in lex.pronouns or lex.role(t.low):
            return True
        if t.is_cap and t.low not in lex.of("determiners"):
            return True
    return False


def is_name(u: Unit, a: int, b: int) -> bool:
    """Whether tokens a to b are a bare name or a pronoun."""
    if b - a == 1 and u.low(a) in u.lex.pronouns:
        return True
    return b - a <= 4 and all(t.is_cap for t in u.tokens[a:b]) and "nouns_capital" not in u.lex.flags


def unknown_first(u: Unit) -> bool:
    """Whether the first word of the unit has its capital only from standing there, as far as the text shows."""
    first = u.tokens[0]
    return bool(u.names) and not first.text.isupper() and first.text not in u.names and first.low not in u.lex.verbs


def skip_back(u: Unit, k: int) -> int:
    """Step left over adverbs, fillers and auxiliaries that end before token k; returns the new right edge."""
    lex = u.lex
    while k > 0 and (
        lex.is_adverb(u.low(k - 1)) or any(u.low(k - 1) in lex.of(n) for n in ("fillers", "clitics", "auxiliaries"))
    ):
        k -= 1
    return k


def before(u: Unit, k: int, *, low: int = 0) -> tuple[int, int] | None:
    """The noun phrase that ends right before token k (adverbs skipped), not reaching below token `low`."""
    lex = u.lex
    right = skip_back(u, k)
    if right <= low:
        return None
    apposition = None
    if u.tokens[right - 1].text in COMMA:
        opened = _comma_before(u, right - 1, low)
        if opened is not None:
            apposition = right - 1
        else:
            opened = _aside_before(u, right - 1, low)
        if opened is None or opened <= low:
            return None
        right = opened
    if u.low(right - 1) in lex.pronouns and u.low(right - 1) not in lex.of("determiners"):
        return (right - 1, right)
    left = right
    verbal = False
    while left > low and right - left < LONGEST_PHRASE and not is_boundary(u, left - 1):
        if u.low(left - 1) in lex.of("auxiliaries"):
            verbal = True
            break
        if u.tokens[left - 1].text == ")":
            left = _open_bracket(u, left - 1, low)
            continue
        if u.tokens[left - 1].text == "(":
            break
        if u.low(left - 1) in lex.of("conjunctions") and not _joins_names(u, left - 1, left):
            break
        left -= 1
    left = _trim_left(u, left, right)
    if verbal and left < right:
        left = found if (found := _last_phrase(u, left, right)) is not None else left
    if left >= right:
        return None
    if apposition is None and "verb_second" not in lex.flags:
        right = _without_adverbial(u, left, right)
    return (left, apposition if apposition is not None else right)


def _without_adverbial(u: Unit, left: int, right: int) -> int:
    """Cut «in the same hall» from «the bank's head Anton Rell in the same hall said», «I in my speech said»."""
    lex = u.lex
    if u.low(left) in lex.pronouns and u.low(left) not in lex.of("determiners"):
        return left + 1
    for k in range(left + 2, right):
        prep = u.low(k) in lex.of("prepositions") and u.low(k) not in lex.of("np_prepositions")
        if prep and _full_name(u, k - 2):
            return k
    return right


def _aside_before(u: Unit, comma: int, low: int) -> int | None:
    """The comma that opens an aside («Rell, smiling, said») behind a name."""
    for j in range(comma - 1, max(low, comma - 10) - 1, -1):
        t = u.tokens[j]
        if t.quote is not None or t.text in _STOPS or t.low in u.lex.of("complementizers"):
            return None
        if t.text in COMMA:
            named = j > low and u.tokens[j - 1].is_cap and "nouns_capital" not in u.lex.flags
            return j if named and not any(u.tokens[i].is_cap for i in range(j + 1, comma)) else None
    return None


def _comma_before(u: Unit, comma: int, low: int) -> int | None:
    """The comma that opens an apposition closed by `comma`, when what stands between looks like one."""
    for j in range(comma - 1, max(low, comma - _APPOSITION) - 1, -1):
        t = u.tokens[j]
        if t.quote is not None or t.text in _STOPS or t.low in u.lex.of("complementizers"):
            return None
        if t.text in COMMA:
            first = u.low(j + 1)
            looks = first in u.lex.of("determiners") or first in u.lex.of("relatives") or _has_role(u, j + 1, comma)
            looks = looks or (_full_name(u, j + 1) and comma - j <= 4)
            return j if looks and j > low and first not in u.lex.pronouns else None
    return None


def _has_role(u: Unit, a: int, b: int) -> bool:
    """Whether a noun for one person or a body stands in tokens a to b."""
    return any(u.lex.role(u.low(i)) not in (None, "anonymous", "document") for i in range(a, b))


def _open_bracket(u: Unit, k: int, low: int) -> int:
    for j in range(k - 1, max(low, k - 12) - 1, -1):
        if u.tokens[j].text == "(":
            return j
    return k


def _joins_names(u: Unit, at: int, right: int) -> bool:
    """Whether a conjunction stands between two parts of one noun phrase rather than two clauses."""
    if at == 0 or right >= len(u.tokens):
        return False
    after, lex = u.tokens[right], u.lex
    before_word = u.tokens[at - 1]
    if after.low in lex.pronouns or u.low(at) in lex.of("clause_openers"):
        return False
    nominal = before_word.is_cap or lex.role(before_word.low) is not None or before_word.text == ")"
    return nominal and (
        after.is_cap or lex.role(after.low) is not None or after.low in lex.of("determiners") or after.is_word
    )


def _trim_left(u: Unit, left: int, right: int) -> int:
    """Drop leading adverbs, times, conjunctions and prepositional phrases from the phrase left..right."""
    lex = u.lex
    while left < right:
        low = u.low(left)
        if (lex.is_adverb(low) or low in lex.of("time_words") or low in lex.of("conjunctions")) and not (
            lex.role(low) or low in lex.pronouns
        ):
            left += 1
        elif low in lex.of("prepositions"):
            found = _last_phrase(u, left, right)
            if found is None:
                return right
            left = found
            break
        elif (
            u.tokens[left].text in MARKS
            and right - left > 1
            and not any(u.tokens[j].text in MARKS for j in range(left + 1, right))
        ) or (not u.tokens[left].is_word and u.tokens[left].text not in MARKS):
            left += 1
        else:
            break
    return left


def _last_phrase(u: Unit, left: int, right: int) -> int | None:
    """Where the last noun phrase of left..right starts: «In a statement | the head of the agency»."""
    lex = u.lex
    start = None
    k = right - 1
    while k > left:
        low, prior = u.low(k), u.low(k - 1)
        if low in lex.of("determiners"):
            if prior not in lex.of("prepositions") and prior not in lex.of("np_prepositions"):
                return k
            if prior not in lex.of("np_prepositions"):
                return start
        elif u.tokens[k].is_cap and not u.tokens[k - 1].is_cap and prior not in lex.of("determiners"):
            if prior in lex.of("prepositions") and prior not in lex.of("np_prepositions"):
                return start
            if prior not in lex.of("np_prepositions") and "nouns_capital" not in lex.flags:
                start = k
                while start - 1 > left and lex.role(u.low(start - 1)):
                    start -= 1
        elif low in lex.pronouns:
            return k
        k -= 1
    return start


def after(u: Unit, k: int, *, high: int | None = None) -> tuple[int, int] | None:
    """The noun phrase that starts at token k or after adverbs, fillers, times and addressees."""
    lex = u.lex
    high = len(u.tokens) if high is None else min(high, len(u.tokens))
    k = skip_forward(u, k, high)
    if k >= high:
        return None
    t = u.tokens[k]
    if t.low in lex.pronouns and not (t.low in lex.of("determiners") and k + 1 < high and u.tokens[k + 1].is_word):
        return (k, k + 1)
    if is_boundary(u, k) or t.low in lex.of("prepositions"):
        return None
    right = k
    while right < high and right - k < LONGEST_PHRASE:
        t = u.tokens[right]
        if t.text == "(":
            close = next((j for j in range(right, min(high, right + 12)) if u.tokens[j].text == ")"), None)
            if close is None:
                break
            right = close + 1
            continue
        if is_boundary(u, right) or t.text == ")":
            break
        if right > k and _ends_phrase(u, right):
            break
        right += 1
    while right > k and u.low(right - 1) in lex.of("conjunctions") | lex.of("prepositions") | lex.of("np_prepositions"):
        right -= 1
    if right == k:
        return None
    return (k, _with_apposition(u, right, high))


def _ends_phrase(u: Unit, k: int) -> bool:
    lex, low = u.lex, u.low(k)
    if low in lex.of("np_prepositions"):
        return False
    if low in lex.of("prepositions") or low in lex.of("auxiliaries") or low in lex.of("time_words"):
        return True
    if any(f.scope == "citing" for f in lex.frames.get(low, ())):
        return True
    if low in lex.of("conjunctions"):
        return not _joins_names(u, k, k + 1)
    if "nouns_capital" in lex.flags and u.tokens[k - 1].is_cap and _is_plain(u, k):
        return True  # an adjective stands before its noun: what follows a noun in small letters is the verb
    if u.tokens[k].is_word and not u.tokens[k].is_cap and (low in lex.verbs) and not lex.role(low):
        return any("finite" in f.shapes and len(f.words) == 1 for f in lex.verbs[low])
    return lex.is_adverb(low) and not u.tokens[k].is_cap and low in lex.of("adverbs")


def _is_plain(u: Unit, k: int) -> bool:
    """A word in small letters that neither joins nor determines nouns."""
    low, lex = u.low(k), u.lex
    joins = low in lex.of("determiners") or low in lex.of("np_prepositions") or low in lex.of("conjunctions")
    return u.tokens[k].text[0].islower() and not joins


def _with_apposition(u: Unit, right: int, high: int) -> int:
    """Take in «, head of the agency» up to a comma or the end, when it names a role and holds no clause."""
    if right >= high or u.tokens[right].text not in COMMA:
        return right
    first = u.low(right + 1)
    if first in u.lex.pronouns and first not in u.lex.of("determiners"):
        return right
    gerund = any("gerund" in f.shapes for f in u.lex.verbs.get(first, ()))
    if gerund or any(f.scope == "citing" for f in u.lex.frames.get(first, ())):
        return right
    stop = right + 1
    while stop < high and stop - right < _APPOSITION:
        t = u.tokens[stop]
        if t.text in COMMA or t.text in _STOPS or t.text in DASH:
            break
        if t.quote is not None or (is_boundary(u, stop) and t.is_word):
            return right
        stop += 1
    if stop - right >= _APPOSITION:
        return right
    if stop <= right + 1:
        return right
    if first in u.lex.of("indefinite") or (stop - right <= 4 and _full_name(u, right + 1) and _has_role(u, 0, right)):
        return stop
    nominal = first in u.lex.of("determiners") or _has_role(u, right + 1, min(stop, right + 6))
    return stop if nominal and _has_role(u, right + 1, stop) else right


def skip_forward(u: Unit, k: int, high: int, *, hearers: bool = True) -> int:
    """Step right over adverbs, fillers, times and addressees («to reporters», «журналистам»)."""
    lex = u.lex
    while k < high:
        low = u.low(k)
        if lex.is_adverb(low) or (low in lex.of("fillers") and low not in lex.of("determiners")):
            k += 1
            continue
        phrase = match_phrase(u, k, "between")
        if phrase:
            k += phrase
            continue
        if low in lex.of("time_words") and not lex.role(low):
            k += 1
            continue
        if hearers and low in lex.of("addressee_openers"):
            stop = _skip_prepositional(u, k, high)
            if stop is None:
                return k
            k = stop
            continue
        return k
    return k


def match_phrase(u: Unit, k: int, name: str) -> int:
    """How many tokens a phrase of the table's list `name` takes at token k; 0 when none stands there."""
    for words in u.lex.phrases.get(name, ()):
        if all(u.low(k + i) == w or (w.endswith("*") and u.low(k + i).startswith(w[:-1])) for i, w in enumerate(words)):
            return len(words)
    return 0


def _full_name(u: Unit, k: int) -> bool:
    """Two words in capitals one after the other, neither of them an acronym: a person's name, most likely."""
    if k + 1 >= len(u.tokens):
        return False
    a, b = u.tokens[k], u.tokens[k + 1]
    return all(t.is_cap and t.is_word and not t.text.isupper() for t in (a, b))


def _skip_prepositional(u: Unit, k: int, high: int) -> int | None:
    """Behind the phrase that the preposition at k opens: determiner, small words, capitals; not into a role."""
    lex = u.lex
    j = k + 1
    seen = False
    while j < high and j - k < 9:
        t = u.tokens[j]
        if t.text in MARKS:
            j += 1
            continue
        if is_boundary(u, j) or not t.is_word:
            break
        if seen and (
            lex.role(t.low) not in (None, "outlet", "agency") or t.low in lex.pronouns or t.low in lex.of("determiners")
        ):
            break
        if seen and (t.low in lex.of("prepositions") or _full_name(u, j)):
            break
        seen = seen or t.low not in lex.of("determiners")
        j += 1
    return j if j < high else None


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
        if headed and not head and not link:
            break
        headed = headed or head
        if not link or t.text in MARKS or t.text == ")":
            stop = k + 1
    return (a, stop) if headed else (a, min(b, a + 1))


def leading_subject(u: Unit, limit: int) -> Range | None:
    """The noun phrase that the unit starts with, when it may name a source."""
    lex = u.lex
    k = 0
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
    stop = k
    while stop < limit:
        t = u.tokens[stop]
        nominal = t.is_cap or lex.role(t.low) or t.low in lex.of("determiners") or t.low in lex.of("np_prepositions")
        if not nominal and not (
            stop + 1 < limit
            and t.is_word
            and not (u.tokens[stop - 1].is_cap and stop > k)
            and lex.role(u.low(stop + 1))
        ):
            break
        stop += 1
    while stop > k and u.low(stop - 1) in lex.of("np_prepositions") | lex.of("determiners"):
        stop -= 1
    if stop == 1 and lex.role(u.low(0)) is None and unknown_first(u):
        return None
    return (k, stop) if stop > k and plausible(u, k, stop) else None


def locative(u: Unit, at: int, b: int, low: int) -> tuple[Range, bool] | None:
    """A source named as a place: «в министерстве сообщили», «уточнили в МИД»; and whether it stands behind the verb."""
    marks = u.lex.of("locative_marks")
    if u.low(b) in marks:
        found = after(u, b + 1)
        if found is not None and found[0] == b + 1 and _institution(u, *found):
            return found, True
    right = skip_back(u, at)
    for j in range(right - 1, max(low, right - 12) - 1, -1):
        if is_boundary(u, j):
            return None
        if u.low(j) in marks and j + 1 < right:
            return ((j + 1, right), False) if _institution(u, j + 1, right) else None
    return None


def _institution(u: Unit, a: int, b: int) -> bool:
    return any(
        u.lex.role(t.low) in ("body", "outlet", "agency", "document", "post")
        or (t.is_cap and t.text.isupper() and len(t.text) > 1)
        for t in u.tokens[a:b]
    )
