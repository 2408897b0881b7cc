"""Find the noun phrase that names a source, before or after a verb, with word lists and capitals instead of a parser."""

from __future__ import annotations

from ._asides import aside_before, before_dashes, comma_before
from ._units import Unit
from ._words import (
    APPOSITION,
    COMMA,
    DASH,
    MARKS,
    QUOTES,
    STOPS,
    full_name,
    has_name,
    has_role,
    is_boundary,
    joins_names,
    plausible,
    skip_back,
    skip_forward,
)

LONGEST_PHRASE = 40  # tokens
_RELATIVE = 8  # tokens of a relative clause, its commas counted, that still names the source
_DATE = 5  # tokens of a date behind a weekday, up to the article that opens the source


def before(u: Unit, k: int, *, low: int = 0) -> tuple[int, int] | None:
    """The noun phrase that ends right before token k (adverbs skipped), not reaching below token `low`."""
    lex = u.lex
    right = skip_back(u, k)
    if right <= low:
        return None
    apposition = None
    right = before_dashes(u, right, low)
    if u.tokens[right - 1].text in COMMA:
        opened = comma_before(u, right - 1, low)
        if opened is not None:
            long = u.low(opened + 1) in lex.of("relatives") and right - opened > _RELATIVE
            apposition = None if long else right - 1
        else:
            opened = aside_before(u, right - 1, low)
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
        if left < right and u.tokens[left].is_cap and _plain_verb(u, left - 1):
            break  # «affirme Anne Pel qui …»
        if u.tokens[left - 1].text == ")":
            left = _open_bracket(u, left - 1, low)
            continue
        if u.tokens[left - 1].text == "(":
            break
        if u.low(left - 1) in lex.of("conjunctions") and (left == right or not joins_names(u, left - 1, left)):
            break
        left -= 1
    left = _trim_left(u, left, right)
    if verbal and left < right:
        left = found if (found := _last_phrase(u, left, right)) is not None else left
    if apposition is not None and (left >= right or not has_name(u, left, right)):
        named = _between_commas(u, right, apposition)
        if named is not None and (left >= right or not plausible(u, left, right)):
            return named
    if left >= right or sum(u.tokens[k].text in QUOTES for k in range(left, right)) % 2:
        return None  # «… d'abord", son slogan»: half of a quotation
    if apposition is not None and left > low + 2 and u.tokens[left - 1].text in COMMA and full_name(u, left - 3):
        left = _with_titles(u, left - 3, low)  # «Rell Voss, | le maire, | président du conseil, | a averti»
    if apposition is None and "verb_second" not in lex.flags:
        right = _without_adverbial(u, left, right)
    return (left, apposition if apposition is not None else right)


def _between_commas(u: Unit, opened: int, comma: int) -> tuple[int, int] | None:
    """A subject that a stray comma parts from its verb: «Por su parte, | el investigador Roger Rell, | explicó»."""
    start = opened + 1
    named = any(full_name(u, k) for k in range(start, comma - 1)) or has_role(u, start, comma)
    return (start, comma) if named and not any(is_boundary(u, k) for k in range(start, comma)) else None


def _with_titles(u: Unit, k: int, low: int) -> int:
    """Where the capitals and roles begin that end in a full name at k."""
    while k > low and (u.tokens[k - 1].is_cap or u.lex.role(u.low(k - 1)) == "person"):
        k -= 1
    return k


def _without_adverbial(u: Unit, left: int, right: int) -> int:
    """Cut «in the same hall» from «the bank's head Anton Rell in the same hall said», «I in my speech said»."""
    lex = u.lex
    if u.low(left) in lex.pronouns and u.low(left) not in lex.of("determiners"):
        return left + 1
    for k in range(left + 2, right):
        prep = u.low(k) in lex.of("prepositions") and u.low(k) not in lex.of("np_prepositions")
        if prep and full_name(u, k - 2):
            return k
    return right


def _plain_verb(u: Unit, k: int) -> bool:
    low, lex = u.low(k), u.lex
    if (
        not u.tokens[k].text[0].islower()
        or low in lex.of("nominal_forms")
        or lex.role(low)
        or "inversion" not in lex.flags
    ):
        return False
    return any(f.shapes == {"finite"} and len(f.words) == 1 and "quote" in f.takes for f in lex.verbs.get(low, ()))


def _open_bracket(u: Unit, k: int, low: int) -> int:
    for j in range(k - 1, max(low, k - 12) - 1, -1):
        if u.tokens[j].text == "(":
            return j
    return k


def _trim_left(u: Unit, left: int, right: int) -> int:
    """Drop leading adverbs, times, conjunctions and prepositional phrases from the phrase left..right."""
    lex = u.lex
    while left < right:
        low = u.low(left)
        if (lex.is_adverb(low) or low in lex.of("time_words") or low in lex.of("conjunctions")) and not (
            lex.role(low) or low in lex.pronouns
        ):
            left += 1
        elif (timed := _time_phrase(u, left, right)) > 0:
            left += timed
        elif low in lex.of("prepositions") or _adverbial(u, left):
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


def _adverbial(u: Unit, k: int) -> bool:
    """Whether a preposition that may stand inside a name opens an adverbial: «De esta forma | el informe», "For their …"."""
    if u.low(k) not in u.lex.of("np_prepositions") or u.low(k) in u.lex.of("determiners"):
        return False
    capital = k + 1 < len(u.tokens) and u.tokens[k + 1].is_cap
    pointing = u.low(k + 1) in u.lex.of("determiners") or u.low(k + 1) in u.lex.of("impersonal_subjects")
    return pointing and not capital


def _time_phrase(u: Unit, left: int, right: int) -> int:
    """How many tokens a time takes: «W niedzielę | rano wojewoda», «Este miércoles 1 de enero | el presidente»; 0: none."""
    lex, low = u.lex, u.low(left)
    opens = low in lex.of("prepositions") or low in lex.of("np_prepositions") or low in lex.of("determiners")
    if not opens or left + 2 >= right or u.low(left + 1) not in lex.of("time_words"):
        return 0
    for k in range(left + 2, min(right - 1, left + 2 + _DATE)):
        if u.low(k) in lex.of("determiners"):
            return k - left
        if u.tokens[k].is_cap or lex.role(u.low(k)) is not None:
            break
    return 2


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
    loose = lex.of("conjunctions") | lex.of("prepositions") | lex.of("np_prepositions")
    while right > k and (u.low(right - 1) in loose or (right - k > 1 and _left_over(u, right - 1))):
        right -= 1
    if right == k:
        return None
    return (k, _with_apposition(u, right, high))


def _ends_phrase(u: Unit, k: int) -> bool:
    lex, low = u.lex, u.low(k)
    if low in lex.of("hearers") or low in lex.of("phrase_openers"):
        return True
    if "nouns_capital" in lex.flags and u.tokens[k - 1].is_cap and u.tokens[k].text[0].isdigit():
        return lex.role(u.low(k - 1)) != "outlet"  # «Angaben des Amtes | 120 Anwohner»
    if "nouns_capital" in lex.flags and u.tokens[k - 1].is_cap and low in lex.of("case_articles"):
        return True  # «sagte Ida Voss | dem Sender», «nach Messungen des Amtes | die Stärke 6»
    if "nouns_capital" in lex.flags and low in lex.of("determiners") and full_name(u, k - 2) and _medium(u, k + 1):
        return lex.role(u.low(k - 1)) is None  # «sagte Ida Voss | der Zeitung»
    if any(f.scope == "citing" and u.low(k + 1) == f.items[1] for f in lex.frames.get(low, ()) if len(f.items) > 1):
        return True
    if u.low(k - 1) in lex.of("quantity_heads") and low in lex.of("prepositions"):
        return False  # «عدد | من السكان»
    if low.startswith(lex.prepositional) and lex.role(low) is None:
        return True  # «أعلن الوزير | بالأمس»: a preposition and the article, written onto a noun
    if lex.articles and u.low(k - 1).startswith(lex.articles) and lex.role(u.low(k - 1)) and lex.role(low):
        return True  # «حذرت السلطات | السكان»: the object of the verb
    if (
        "nouns_capital" not in lex.flags
        and u.tokens[k - 1].is_cap
        and low in lex.of("determiners") - lex.pronouns.keys()
    ):
        onward = u.tokens[k + 1] if k + 1 < len(u.tokens) else None
        if onward is not None and onward.is_word and not onward.is_cap and lex.role(onward.low) is None:
            return low not in lex.of("np_prepositions")  # «M. Rell | quelques jours avant»
    if low in lex.of("np_prepositions"):
        return u.tokens[k + 1].text[0].isdigit() if k + 1 < len(u.tokens) else False
    if low in lex.of("locative_marks") and k + 3 < len(u.tokens) and u.tokens[k + 1].is_cap and full_name(u, k + 2):
        return False  # «консул Украины | в Люблине Оксана Рубчак»
    if low in lex.of("agent_marks") and u.low(k - 1).endswith(tuple(lex.of("participle_endings")) or "\0"):
        return False  # «une vidéo diffusée | par le syndicat»
    if low in lex.of("prepositions") or low in lex.of("auxiliaries") or low in lex.of("time_words"):
        return True
    if any(f.scope == "citing" for f in lex.frames.get(low, ())):
        return True
    if low in lex.of("conjunctions"):
        return not joins_names(u, k, k + 1)
    if "nouns_capital" in lex.flags and u.tokens[k - 1].is_cap and _is_plain(u, k):
        return True  # an adjective stands before its noun: what follows a noun in small letters is the verb
    if u.tokens[k].is_word and not u.tokens[k].is_cap and (low in lex.verbs) and not lex.role(low):
        return any("finite" in f.shapes and len(f.words) == 1 for f in lex.verbs[low])
    following = u.tokens[k + 1].is_word and not lex.is_adverb(u.low(k + 1)) if k + 1 < len(u.tokens) else False
    determined = u.low(k - 1) in lex.of("determiners") and following  # «la même source»
    return lex.is_adverb(low) and not u.tokens[k].is_cap and low in lex.of("adverbs") and not determined


def _left_over(u: Unit, k: int) -> bool:
    """Whether an article without its noun stands at k: «le décompte officiel annoncé | ce»."""
    low = u.low(k)
    return (
        low in u.lex.of("determiners")
        and low not in u.lex.pronouns
        and u.lex.role(low) is None
        and not u.tokens[k].is_cap
    )


def _medium(u: Unit, k: int) -> bool:
    """Whether an outlet or agency is named at k, an adjective or a compound before it."""
    return any(u.lex.role(u.low(i)) in ("outlet", "agency") for i in (k, k + 1))


def _is_plain(u: Unit, k: int) -> bool:
    """A word in small letters that neither joins nor determines nouns."""
    low, lex = u.low(k), u.lex
    joins = low in lex.of("determiners") or low in lex.of("np_prepositions") or low in lex.of("conjunctions")
    return u.tokens[k].text[0].islower() and not joins


def _with_apposition(u: Unit, right: int, high: int) -> int:
    """Take in «, head of the agency», and one more behind it, when each names a role and holds no main clause."""
    for _ in range(2):
        stop = _one_apposition(u, right, high)
        if stop == right:
            return right
        right = stop
    return right


def _one_apposition(u: Unit, right: int, high: int) -> int:
    if right >= high or u.tokens[right].text not in COMMA:
        return right
    lex, first = u.lex, u.low(right + 1)
    if first in lex.pronouns and first not in lex.of("determiners"):
        return right
    gerund = any("gerund" in f.shapes for f in lex.verbs.get(first, ()))
    if not u.tokens[right + 1].is_cap and _plain_verb(u, right + 1):
        return right  # «со ссылкой на X, | сообщила Z»
    if gerund or any(f.scope == "citing" for f in lex.frames.get(first, ())):
        return right
    stop = right + 1
    while stop < high and stop - right < APPOSITION:
        t = u.tokens[stop]
        if t.text in COMMA or t.text in DASH or (t.text in STOPS and (t.text != "." or stop >= u.end())):
            break
        relative = t.low in lex.of("relatives") and first in lex.of("indefinite")
        if t.quote is not None or (is_boundary(u, stop) and t.is_word and not relative):
            return right
        stop += 1
    if stop - right >= APPOSITION or stop <= right + 1:
        return right
    if first in lex.of("indefinite") or (stop - right <= 4 and full_name(u, right + 1) and has_role(u, 0, right)):
        return stop
    near = right + (3 if "pro_drop" in lex.flags else 6)  # without articles the role alone opens an apposition
    nominal = first in lex.of("determiners") or has_role(u, right + 1, min(stop, near))
    return stop if nominal and has_role(u, right + 1, stop) else right
