"""Headlines: "Baku: missile was Russian", "Missile was Russian — ministry". Only in the title line, in any language."""

from __future__ import annotations

from collections.abc import Sequence

from ...records import Mention
from ...textfold import fold
from . import _short as short
from . import _words as words
from ._contents import trimmed
from ._draft import Draft
from ._lexicon import Lexicon
from ._units import Unit

_RULES = ("headline / name and colon", "headline / colon and name", "headline / dash and name")
_LONGEST_CLOSING = 4  # tokens of a name behind a headline's last colon
_LONGEST_NAME = 6  # tokens before a headline's colon
_DASHES = frozenset("—–-―")


def read_headline(u: Unit, number: int) -> list[Draft]:
    """The attribution that a headline makes with a colon or a closing dash alone, if it makes one."""
    if not u.title:
        return []
    end = u.end()
    colon = next((k for k in range(1, min(end, _LONGEST_NAME + 2)) if u.tokens[k].text == ":"), None)
    if colon is not None and end - colon > 3 and _names(u, 0, colon):
        a, b = 0, colon
        content = trimmed(u, colon + 1, end)
        mark = u.chars(colon, colon + 1)
    elif (last := _last_colon(u)) is not None:
        a, b = last + 1, end
        content = trimmed(u, 0, last)
        mark = u.chars(last, last + 1)
    else:
        dash = next((k for k in range(end - 2, max(3, end - _LONGEST_NAME - 1), -1) if _is_dash(u, k)), None)
        if dash is None or not _names(u, dash + 1, end):
            return []
        a, b = dash + 1, end
        content = trimmed(u, 0, dash)
        mark = u.chars(dash, dash + 1)
    if content is None:
        return []
    u.taken.append((a, b))
    return [
        Draft(
            rule=_RULES[0] if a == 0 else _RULES[1] if u.tokens[a - 1].text == ":" else _RULES[2],
            content=[content],
            source=u.chars(a, b),
            cue=mark,
            doubtful=not u.lex.verbs,
            unit=number,
            anchor=u.chars(a, b)[0],
        )
    ]


def supported(d: Draft, drafts: Sequence[Draft], text: str, *, lex: Lexicon, mentions: Sequence[Mention]) -> bool:
    """Whether more than its place says that a headline's name is a source; "Indonesia: nine dead" names a topic.

    A role ("Ministry: …"), a person or organisation among the mentions, or a source of the text with the same name.
    Without a table of its own a language gives no such evidence: the headline is kept, its voice undetermined.
    """
    if not d.rule.startswith("headline") or d.source is None or not lex.verbs:
        return True
    a, b = d.source
    names = [w for w in text[a:b].split() if w[:1].isupper()]
    if any(lex.role(fold(w)) for w in text[a:b].split()):
        return True
    place = any(m.kind == "place" and text[m.start : m.stop] == text[a:b].strip() for m in mentions)
    if not place and any(m.start < b and a < m.stop and m.kind in ("person", "organisation") for m in mentions):
        return True
    others = [text[o.source[0] : o.source[1]] for o in drafts if o is not d and o.source is not None]
    if any(other == text[a:b] for other in others):
        return True
    return any(other.endswith(names[-1]) for other in others) if names and not place else False


def _last_colon(u: Unit) -> int | None:
    """The colon before a name that closes a headline: «Hay camiones sin placas: FEU»."""
    end = u.end()
    colon = next((k for k in range(end - 2, max(3, end - _LONGEST_CLOSING - 2), -1) if u.tokens[k].text == ":"), None)
    if colon is None or u.tokens[colon - 1].stop < u.tokens[colon].start or not u.lex.verbs:
        return None
    capitals = all(t.is_cap or u.lex.role(t.low) is not None for t in u.tokens[colon + 1 : end])
    return colon if capitals and _names(u, colon + 1, end) else None


def _is_dash(u: Unit, k: int) -> bool:
    t = u.tokens[k]
    if t.text not in _DASHES:
        return False
    return u.tokens[k - 1].stop < t.start and u.tokens[k + 1].start > t.stop


def _names(u: Unit, a: int, b: int) -> bool:
    """All words, at least one a name or a role, none of the topics that headlines put before a colon."""
    lex = u.lex
    if not all(t.quote is None and (t.is_word or t.text in "-.’'") for t in u.tokens[a:b]):
        return False
    if any(u.low(k) in lex.of("not_headline") or u.low(k) in lex.of("prepositions") for k in range(a, b)):
        return False
    if "nouns_capital" in lex.flags and any(_is_plain(u, k) for k in range(a, b)):
        return False  # «– Pendler betroffen»
    if any(u.tokens[k].text.isdigit() for k in range(a, b)):
        return False  # «Top Chef 2020: …»
    named = any(lex.role(u.low(k)) for k in range(a, b))
    return named or (
        not u.tokens[a].text[0].islower() and b - a <= 3 and not any(u.tokens[k].text[0].isdigit() for k in range(a, b))
    )


def _is_plain(u: Unit, k: int) -> bool:
    return u.tokens[k].text[0].islower() and not any(
        u.low(k) in u.lex.of(n) for n in ("determiners", "np_prepositions", "conjunctions")
    )


def hearsay(u: Unit, number: int) -> list[Draft]:
    """A word alone says that the outlet only heard it: "reportedly", "soll … haben"."""
    lex = u.lex
    for k, t in enumerate(u.tokens):
        if t.quote is not None or any(a <= k < b for a, b in (*u.taken, *u.inner)) or _inside_phrase(u, k):
            continue
        modal = t.low in lex.of("hearsay_modals") and _closes(u, k)
        auxiliary = t.low in lex.of("hearsay_auxiliaries") and _participle(u, k + 1)
        final = k == u.end() - 1 and k > 2 and any(t.low.endswith(e) for e in lex.of("hearsay_last"))
        if not (modal or auxiliary or final or t.low in lex.of("hearsay_adverbs")):
            continue
        claims = short.leading_subject(u, k, sure=True) if modal and t.low in lex.of("hearsay_self") else None
        spans = [s for s in (trimmed(u, claims[1] if claims else 0, k), trimmed(u, k + 1, u.end())) if s]
        if spans:
            return [
                Draft(
                    rule="hearsay / adverb" if t.low in lex.of("hearsay_adverbs") else "hearsay / verb",
                    content=spans,
                    cue=u.chars(k, k + 1),
                    source=u.chars(*claims) if claims else None,
                    stance="distancing",
                    unit=number,
                    anchor=t.start,
                )
            ]
    return []


def _inside_phrase(u: Unit, k: int) -> bool:
    """«of the allegedly deliberate strikes»: the writer keeps a distance to a noun, not to the sentence."""
    after = u.tokens[k + 1] if k + 1 < len(u.tokens) else None
    if after is not None and (after.quote is not None or after.text in words.MARKS):
        return True  # «sözde "petrol sızıntısı"»
    return k > 0 and any(
        u.low(k - 1) in u.lex.of(n) for n in ("prepositions", "np_prepositions", "determiners", "content_prepositions")
    )


def _participle(u: Unit, k: int) -> bool:
    """Whether a participle follows, adverbs skipped: «aurait été ouverte»; not in a condition."""
    if any(t.low in u.lex.of("clause_openers") for t in u.tokens[:k]):
        return False
    while k < u.end() and (u.lex.is_adverb(u.low(k)) or u.low(k) in u.lex.of("auxiliaries")):
        k += 1
    return k < u.end() and any(u.low(k).endswith(e) for e in u.lex.of("participle_endings"))


def _closes(u: Unit, k: int) -> bool:
    """Whether the modal's clause ends in one of the perfect infinitives that make it hearsay."""
    endings = u.lex.phrases.get("hearsay_endings", ())
    for j in range(k + 1, len(u.tokens)):
        t = u.tokens[j]
        last = j + 1 >= len(u.tokens) or (not u.tokens[j + 1].is_word and u.tokens[j + 1].text not in words.MARKS)
        if last:
            return any(
                len(words) <= j - k and all(u.low(j - len(words) + 1 + i) == w for i, w in enumerate(words))
                for words in endings
            )
        if t.quote is not None:
            return False
    return False
