"""Find verbs that are cues: the form, its auxiliaries, its separable part; and tell them from nouns that look alike."""

from __future__ import annotations

from dataclasses import dataclass

from ._lexicon import VerbForm
from ._units import Unit
from ._words import COMMA, MARKS, match_phrase, plausible_role

_INSERTED = 5  # tokens of an adverbial between commas
SCAN = 30  # tokens over which the parts of a verb, or a verb and its content, belong together


@dataclass
class Cue:
    """A verb form found: tokens a to b, and `at`, the token before which its subject is looked for."""

    a: int
    b: int
    at: int
    form: VerbForm
    passive: bool = False
    gerund: bool = False
    inner: int = -1  # a subject inside the verb: «a-t-il affirmé»


def find_cue(u: Unit, k: int) -> Cue | None:
    """The cue whose main verb stands at token k, or None."""
    token, lex = u.tokens[k], u.lex
    if token.quote is not None or token.low not in lex.verbs or any(a <= k < b for a, b in (*u.taken, *u.inner)):
        return None
    if k and u.low(k - 1) in lex.of("light_nouns"):
        return None  # «etiraz bildirilib»: with its noun the verb means something else
    if u.low(k - 1) not in lex.of("auxiliaries") and match_phrase(u, k, "not_cues"):
        return None  # "villagers told to leave", "the door slammed shut"
    if u.title and u.low(k - 1) not in lex.of("auxiliaries") and match_phrase(u, k, "not_cues_title"):
        return None
    for form in lex.verbs[token.low]:
        b = k + len(form.words)
        if any(u.low(k + i) != w for i, w in enumerate(form.words)):
            continue
        if form.particle:
            part = particle_at(u, b, form.particle)
            if part is None:
                continue
            if all(u.low(i) in lex.of("fillers") or lex.is_adverb(u.low(i)) for i in range(b, part)):
                b = part + 1  # «ging davon aus»: nothing stands between
        cue = _shaped(u, k, b, form)
        if cue is not None:
            return cue
    return None


def particle_at(u: Unit, k: int, particle: str) -> int | None:
    """A separable part closes its clause: it stands before punctuation, a quote, or the end."""
    for j in range(k, min(len(u.tokens), k + SCAN)):
        t = u.tokens[j]
        if t.quote is not None or t.text in ";:":
            return None
        if t.low == particle and (j + 1 >= len(u.tokens) or not u.tokens[j + 1].is_word):
            return j
    return None


def _shaped(u: Unit, k: int, b: int, form: VerbForm) -> Cue | None:
    lex = u.lex
    aux = lex.of("auxiliaries")
    a = k
    while a > 0 and (
        u.low(a - 1) in aux
        or ((lex.is_adverb(u.low(a - 1)) or u.tokens[a - 1].text in MARKS) and _aux_further_left(u, a - 1))
    ):
        a -= 1
    passive = any(u.low(i) in lex.of("passive_auxiliaries") for i in range(a, k))
    passive = passive and not any(u.low(i) in lex.of("reflexives") for i in range(a, k))
    if "participle" in form.shapes and a == k and "elision" in lex.flags and u.low(k - 1) in lex.pronouns:
        for j in range(k - 2, max(-1, k - 4), -1):  # «a-t-il affirmé»
            if u.low(j) in aux:
                return Cue(j, b, j, form, inner=k - 1)
    if "impersonal" in form.shapes and ("finite" not in form.shapes or u.low(b) in lex.of("complementizers")):
        return Cue(a, b, a, form, passive=True)
    if u.low(k - 1) in lex.of("impersonal_marks") and k and "finite" in form.shapes:
        told = _clause_at(u, b) or (b < len(u.tokens) and u.tokens[b].text == ":")
        return Cue(k - 1, b, k - 1, form, passive=True) if told else None  # «se indica que», not «se explica por»
    if u.low(k - 1) in lex.of("reflexives") and k and "participle" not in form.shapes:
        return None  # «se trouvait»: the verbs that report as reflexives are listed with their pronoun
    if "finite" in form.shapes and (a == k or "participle" not in form.shapes):
        nominal = _looks_nominal(u, k) and not _points_back(u, k, b, form)
        return None if nominal else Cue(a, b, a, form)
    unsaid = form.shapes == {"gerund"} and any(u.low(i) in lex.of("gerund_objects") for i in range(a, k))
    if unsaid and not _clause_at(u, b) and not _clause_at(u, b + 1):
        return None  # «вышел, не сказав ни слова»
    if a < k and form.shapes & {"participle", "finite", "gerund", "infinitive"}:
        return Cue(a, b, a, form, passive=passive and "gerund" not in form.shapes)
    if "participle" in form.shapes and (far := _inserted(u, k)) is not None:
        return Cue(far, b, far, form, passive=u.low(far) in lex.of("passive_auxiliaries"))
    if "participle" in form.shapes:
        if u.low(b) in aux:  # subordinate clause: "wie … mitgeteilt hat"
            if not _in_as_clause(u, k):
                return None
            return Cue(k, b + 1, k, form, passive=u.low(b) in lex.of("passive_auxiliaries"))
        far = _far_auxiliary(u, k)
        if far is not None:
            return Cue(k, b, far, form, passive=u.low(far) in lex.of("passive_auxiliaries"))
    if "gerund" in form.shapes and k and u.low(k - 1) in lex.of("event_openers"):
        return None  # "after learning that", "before adding": an event in a sentence that says something else
    if "gerund" in form.shapes and (k == 0 or u.low(k - 1) not in lex.of("determiners")):
        if k and u.low(k - 1) in lex.of("gerund_objects") and "thing" not in form.takes and not _clause_at(u, b):
            return None  # "fined for calling them locusts"
        return Cue(k, b, k, form, gerund=True)
    if "infinitive" in form.shapes and u.low(k - 1) in lex.of("gerund_marks"):
        return Cue(k - 1, b, k - 1, form, gerund=True)
    if "infinitive" in form.shapes and u.low(k - 1) in lex.of("infinitive_marks"):
        return Cue(k - 1, b, k - 1, form)
    return None


def _inserted(u: Unit, k: int) -> int | None:
    """The auxiliary of a participle with an adverbial between commas before it: «a, de surcroît, annoncé»."""
    if k < _INSERTED or u.tokens[k - 1].text not in COMMA:
        return None
    for j in range(k - 2, max(0, k - 2 - _INSERTED), -1):
        if u.tokens[j].text in COMMA:
            return j - 1 if u.low(j - 1) in u.lex.of("auxiliaries") else None
        if u.tokens[j].quote is not None or u.tokens[j].is_cap:
            return None
    return None


def _clause_at(u: Unit, k: int) -> bool:
    return u.low(k) in u.lex.of("complementizers") or (k < len(u.tokens) and u.tokens[k].quote is not None)


def _shapes(u: Unit, k: int) -> frozenset[str]:
    return frozenset(s for f in u.lex.verbs.get(u.low(k), ()) for s in f.shapes)


def _in_as_clause(u: Unit, k: int) -> bool:
    for j in range(k - 1, max(-1, k - 16), -1):
        if u.low(j) in u.lex.of("as_openers"):
            return True
        if u.tokens[j].quote is not None or u.tokens[j].text in COMMA or u.tokens[j].text in ";:":
            return False
    return False


def _aux_further_left(u: Unit, k: int) -> bool:
    return any(u.low(j) in u.lex.of("auxiliaries") for j in range(max(0, k - 3), k))


def _far_auxiliary(u: Unit, k: int) -> int | None:
    """The finite auxiliary of a participle at the end of its clause: «hat … gesagt»."""
    if "split_verbs" not in u.lex.flags:
        return None
    for j in range(k - 1, max(-1, k - SCAN), -1):
        if u.tokens[j].quote is not None or u.tokens[j].text in ";:":
            return None
        if u.low(j) in u.lex.of("auxiliaries"):
            return j
        if u.tokens[j].text in COMMA:
            return None
    return None


def _behind_preposition(u: Unit, k: int) -> bool:
    """«on local media reports»: a phrase that a preposition opens has no verb in it."""
    for j in range(k - 1, max(-1, k - 5), -1):
        if not u.tokens[j].is_word or u.low(j) in u.lex.of("determiners"):
            return False
        if u.low(j) in u.lex.of("prepositions"):
            return True
    return False


def _points_back(u: Unit, k: int, b: int, form: VerbForm) -> bool:
    """«Das teilte der Bürgermeister mit»: no article, but what was said in the sentence before."""
    if k != 1 or match_phrase(u, 0, "back") != 1 or u.tokens[k].is_cap:
        return False
    named = b < len(u.tokens) and (u.low(b) in u.lex.of("determiners") or plausible_role(u, b))
    return bool(form.particle) or named


def _looks_nominal(u: Unit, k: int) -> bool:
    """A form that is also a noun or an attribute: after a determiner or preposition it is no verb."""
    prior = u.low(k - 1) if k else ""
    lex = u.lex
    if "cue_last" in lex.flags:
        return False
    if prior in lex.of("prepositions") or prior in lex.of("np_prepositions"):
        return True
    if prior in lex.verbs and "zero_complementizer" in lex.flags and "participle" not in _shapes(u, k):
        return True  # "rejects | blame"
    if prior in lex.of("clitics") and prior in lex.of("determiners") and k > 1:
        before = u.low(k - 2)
        if before in lex.of("prepositions") or before in lex.of("np_prepositions"):
            return True  # «con la denuncia de»
    articles = lex.of("indefinite") or lex.of("clitics") or lex.of("nominal_forms") or "nouns_capital" in lex.flags
    if articles and prior in lex.of("determiners") and prior not in lex.pronouns and prior not in lex.of("clitics"):
        return True
    if u.low(k) in lex.of("nominal_forms"):
        after = u.tokens[k + 1] if k + 1 < len(u.tokens) else None
        opens = after is not None and (
            after.quote is not None
            or after.is_cap
            or after.text in ':"“‘'
            or after.low in lex.pronouns
            or any(after.low in lex.of(n) for n in ("determiners", "complementizers", "adverbs", "infinitive_marks"))
        )
        closes = after is None or not after.is_word
        plural = prior.endswith("s") or prior in lex.pronouns or lex.role(prior) == "anonymous" or lex.is_adverb(prior)
        base = not u.low(k).endswith("s")
        if _behind_preposition(u, k):
            return True
        if not (opens or closes) or (base and not plural) or (not base and plural and not lex.role(prior)):
            return True
    if k == 0 and "elision" in lex.flags and "pro_drop" not in lex.flags and u.tokens[k].is_cap and not u.title:
        return True  # «Demande qui a été acceptée»: no sentence opens with its verb
    if "nouns_capital" in lex.flags:
        return u.tokens[k].is_cap and k > 0 and u.tokens[k - 1].is_word
    if prior in lex.of("infinitive_marks"):
        return True
    return u.tokens[k].is_cap and k > 0 and not u.title
