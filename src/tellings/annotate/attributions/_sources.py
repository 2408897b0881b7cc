"""What kind of source is quoted, and whom a pronoun or a description stands for."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence

from msgspec.structs import replace

from ...records import Mention, Source, SourceKind
from ...textfold import fold
from ._antecedents import Known, gender_of, of_description, of_document, of_pronoun
from ._draft import Range
from ._lexicon import Lexicon

_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,2}[^\W\d_]\w+$")  # "M.Rell"
_TITLED = 4  # words of a name with its title
_KIND_OF_MENTION: dict[str, SourceKind] = {"person": "person", "organisation": "body", "place": "body"}


def make_source(
    text: str, span: Range, *, lex: Lexicon, mentions: Sequence[Mention], known: list[Known], cue: str = ""
) -> Source:
    """The record of a source at `span`, with its antecedent among the sources `known` so far; adds itself to them."""
    start, stop = span
    words = [fold(w.strip(".,()„“”«»\"'")) for w in text[start:stop].split()]
    kind = _kind(words, span, lex, mentions, text)
    named = any(start <= m.start and m.stop <= stop for m in mentions) or _has_name(text[start:stop], lex)
    standing = (lex.pronouns.get(words[0]) or lex.owners.get(words[0])) if len(words) == 1 else None
    if len(words) == 2 and words[1] in lex.of("own_words"):
        standing = lex.owners.get(words[0])  # „seiner Ansicht | nach“
    antecedent: Known | None = None
    reason = ""
    if standing is not None:
        antecedent = of_pronoun(standing, start, known, lex)
        reason = "the last source before the pronoun that fits its number"
    elif not named and kind in ("person", "body"):
        antecedent = of_description(words, kind, start, known, lex)
        reason = f"the last {kind} quoted before that was called the same"
    elif not named and kind in ("document", "post"):
        antecedent = of_document(words, start, known, lex)
        reason = "the last source before it that can have made it"
    if antecedent is not None and kind not in ("document", "post"):
        kind = antecedent.kind
    if standing is None and (named or kind in ("body", "anonymous")):
        plural = kind == "anonymous" and not named
        made = Known(span, kind, plural, gender_of(words, fold(cue), lex), tuple(words), named)
        insort(known, made, key=lambda k: k.span)
    a = antecedent.span if antecedent else None
    return Source(
        text=text[start:stop],
        start=start,
        stop=stop,
        kind=kind,
        antecedent=text[a[0] : a[1]] if a else "",
        antecedent_start=a[0] if a else None,
        antecedent_stop=a[1] if a else None,
        reason=reason if a else "",
    )


def stands_for(text: str, source: Source, named: Range, *, lex: Lexicon, mentions: Sequence[Mention]) -> Source:
    """The same source, a relative pronoun, with the words before it as its antecedent."""
    words = [fold(w.strip(".,()„“”«»\"'")) for w in text[named[0] : named[1]].split()]
    return replace(
        source,
        kind=_kind(words, named, lex, mentions, text),
        antecedent=text[named[0] : named[1]],
        antecedent_start=named[0],
        antecedent_stop=named[1],
        reason="the words right before the relative pronoun",
    )


def _kind(words: Sequence[str], span: Range, lex: Lexicon, mentions: Sequence[Mention], text: str) -> SourceKind:
    if len(words) == 1 and words[0] in lex.pronouns:
        return "person" if lex.pronouns[words[0]] in "mf" else "unknown"
    roles = [(i, role) for i, w in enumerate(words) if (role := lex.role(w))]
    people = [role for _, role in roles if role == "person"]
    if people:
        return "person"
    if roles:
        kinds = [role for _, role in roles]
        return "anonymous" if kinds[0] == "anonymous" else kinds[0]
    inside = [m for m in mentions if span[0] <= m.start and m.stop <= span[1]]
    if inside:
        return _KIND_OF_MENTION.get(inside[-1].kind, "unknown")
    named = text[span[0] : span[1]].split(",", 1)[0].split()
    caps = [w for w in named if w[:1].isupper() and not w.isupper() and fold(w) not in lex.of("determiners")]
    if "nouns_capital" not in lex.flags and len(caps) == 2 and named[-2:] == caps and len(named) <= _TITLED:
        return "person"  # an unknown noun in small letters and a full name
    if named and fold(named[0]) in lex.of("determiners"):
        return "unknown"
    if len(named) <= 2 and any(_INITIALS.match(w) for w in named):
        return "person"
    return "person" if 2 <= len(caps) <= 3 and len(caps) == len(named) else "unknown"


def _has_name(shown: str, lex: Lexicon) -> bool:
    words = shown.split()
    capitals = [w for i, w in enumerate(words) if w[:1].isupper() and fold(w) not in lex.of("determiners")]
    if "nouns_capital" in lex.flags:
        capitals = [w for w in capitals if lex.role(fold(w.strip(".,"))) is None]
    return any(lex.role(fold(w.strip(".,"))) is None or len(words) > 1 for w in capitals) and not (
        len(capitals) == 1 and words[0] == capitals[0] and lex.role(fold(words[0])) is not None
    )
