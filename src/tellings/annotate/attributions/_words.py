"""What a word may be to a noun phrase: a boundary, a link, a role, a name; and what may stand between cue and source."""

from __future__ import annotations

from ._units import Unit

APPOSITION = 30  # tokens
_ENDING = 4  # letters behind the full stop of an address: "orla.info"
_ABBREVIATION = 4  # letters of a word that may end in a full stop within a sentence
STOPS = frozenset(".!?…;:")
COMMA = frozenset(",،、")
QUOTES = frozenset('"“”„«»')
DASH = frozenset("—–-―")
MARKS = frozenset("\"'“”„‟«»‹›‘’‚‛「」『』")


def is_boundary(u: Unit, k: int) -> bool:
    """Punctuation and words over which a noun phrase does not reach."""
    t = u.tokens[k]
    if t.quote is not None:
        return True
    if not t.is_word:
        if t.text in "-‑" and 0 < k < len(u.tokens) - 1 and u.tokens[k - 1].stop < t.start:
            return u.tokens[k + 1].start > t.stop  # a hyphen with spaces around it is a dash
        if t.text == "." and 0 < k < len(u.tokens) - 1 and u.tokens[k + 1].start > t.stop:
            return len(u.tokens[k - 1].text) > _ABBREVIATION
        return k >= u.end() or (t.text not in MARKS and t.text not in "()[]-‑%&/+№$€£·.’'")
    if "." in t.text and len(t.text.rpartition(".")[2]) > _ENDING and t.text.rpartition(".")[2].islower():
        return True  # «Orla.wibowo»: two sentences without a space, no address
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


def plausible_role(u: Unit, k: int) -> bool:
    """Whether a pronoun, or a noun or title that the table lists, stands at token k."""
    return u.low(k) in u.lex.pronouns or u.lex.role(u.low(k)) is not None


def opens_phrase(u: Unit, k: int) -> bool:
    """Whether a determiner or a capital stands at k, behind a mark or at the start of the unit."""
    t = u.tokens[k]
    return (k == 0 or not u.tokens[k - 1].is_word) and (t.is_cap or t.low in u.lex.of("determiners"))


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
        lex.is_adverb(u.low(k - 1))
        or any(u.low(k - 1) in lex.of(n) for n in ("fillers", "clitics", "auxiliaries", "hearers"))
    ):
        k -= 1
    return k


def full_name(u: Unit, k: int) -> bool:
    """Two words in capitals one after the other, neither of them an acronym: a person's name, most likely."""
    if k + 1 >= len(u.tokens):
        return False
    a, b = u.tokens[k], u.tokens[k + 1]
    initial = len(b.text) == 1 and b.is_cap and k + 2 < len(u.tokens) and u.tokens[k + 2].text == "."
    if initial and a.is_cap and a.is_word and not a.text.isupper():
        return True  # «Osman K.»
    return all(t.is_cap and t.is_word and not t.text.isupper() for t in (a, b))


def match_phrase(u: Unit, k: int, name: str) -> int:
    """How many tokens a phrase of the table's list `name` takes at token k; 0 when none stands there."""
    for words in u.lex.phrases.get(name, ()):
        if all(u.low(k + i) == w or (w.endswith("*") and u.low(k + i).startswith(w[:-1])) for i, w in enumerate(words)):
            return len(words)
    return 0


def skip_forward(u: Unit, k: int, high: int, *, hearers: bool = True) -> int:
    """Step right over adverbs, fillers, times and addressees ("to reporters")."""
    lex = u.lex
    while k < high:
        low = u.low(k)
        if lex.is_adverb(low) or (low in lex.of("fillers") and low not in lex.of("determiners")):
            k += 1
            continue
        phrase = match_phrase(u, k, "between")
        if phrase and k + phrase <= high and u.tokens[k + phrase - 1].text in MARKS:
            close = next((j for j in range(k + phrase, min(high, k + phrase + 7)) if u.tokens[j].text in MARKS), None)
            if close is not None:
                k = close + 1  # «w rozmowie z „Kurierem”»
                continue
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
        if seen and (t.low in lex.of("prepositions") or full_name(u, j)):
            break
        seen = seen or t.low not in lex.of("determiners")
        j += 1
    return j if j < high else None


def has_role(u: Unit, a: int, b: int) -> bool:
    """Whether a noun for one person or a body stands in tokens a to b."""
    return any(u.lex.role(u.low(i)) not in (None, "anonymous", "document") for i in range(a, b))


def has_name(u: Unit, a: int, b: int) -> bool:
    """Whether a capital that no sentence's start explains stands in tokens a to b."""
    return any(u.tokens[k].is_cap and (k > 0 or not unknown_first(u)) for k in range(a, b))


def joins_names(u: Unit, at: int, right: int) -> bool:
    """Whether a conjunction stands between two parts of one noun phrase rather than two clauses."""
    if at == 0 or right >= len(u.tokens):
        return False
    after, lex = u.tokens[right], u.lex
    before_word = u.tokens[at - 1]
    if after.low in lex.pronouns or u.low(at) in lex.of("clause_openers"):
        return False
    if after.low.endswith(tuple(lex.of("participle_endings")) or "\0") and u.low(right + 1) in lex.of("agent_marks"):
        return False  # «el balance de la Agencia | y recogido por los medios»
    nominal = before_word.is_cap or lex.role(before_word.low) is not None or before_word.text == ")"
    return nominal and (
        after.is_cap or lex.role(after.low) is not None or after.low in lex.of("determiners") or after.is_word
    )
