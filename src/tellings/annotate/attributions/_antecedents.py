"""Whom a pronoun or a description stands for: the sources named before, what they are, and their gender where it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...records import SourceKind
from ._draft import Range
from ._lexicon import Lexicon

_LONG = 6  # letters from which on two endings of one noun may differ in two: "minister", "ministra"
_BODIES: tuple[SourceKind, ...] = ("body", "agency", "outlet", "document")
_REACH = 800  # code points back to whoever made a statement


@dataclass(frozen=True)
class Known:
    """A source named before, to which a later pronoun or description may go back."""

    span: Range
    kind: SourceKind
    plural: bool
    gender: str = ""  # m, f or x (neither), where a title, an article or the verb's ending shows it
    words: tuple[str, ...] = ()
    named: bool = True  # and not only described: "the ministry"


def gender_of(words: Sequence[str], cue: str, lex: Lexicon) -> str:
    """M or f, as the first telling word of a source shows it ("la", "spokeswoman"), or the ending of its verb."""
    for word in words:
        found = lex.genders.get(word)
        if found is None and lex.role(word) == "person":
            found = next((g for ending, g in lex.gender_endings if word.endswith(ending) and word != ending), None)
        if found is not None:
            return found
    last = cue.rsplit(maxsplit=1)[-1] if cue.split() else ""
    return next((g for ending, g in lex.cue_genders if last.endswith(ending)), "")


def of_pronoun(kind: str, before: int, known: Sequence[Known], lex: Lexicon) -> Known | None:
    """The last source before `before` that a pronoun of the table's `kind` (m f n p, t for a thing) may stand for."""
    for k in reversed(known):
        if k.span[0] >= before:
            continue
        if kind == "p":
            fits = k.plural or k.kind in _BODIES
        elif kind == "t":
            nameless = not any(lex.role(w) for w in k.words) and not k.gender  # "Orla Cement" looks like a person
            fits = not k.plural and (k.kind in _BODIES or (k.kind in ("unknown", "person") and nameless))
        else:
            gendered = kind in "mf" and "gendered_nouns" in lex.flags
            fits = not k.plural and (k.kind == "person" or (gendered and k.kind in _BODIES))
            fits = fits and not (kind in "mf" and k.gender not in ("", kind))
        if fits:
            return k
    return None


def of_description(
    words: Sequence[str], kind: SourceKind, before: int, known: Sequence[Known], lex: Lexicon
) -> Known | None:
    """The last named source before `before` of this kind, a person or a body, who was called the same.

    "The minister" is "Interior Minister A", not "mayor B"; "the ministry" is the Ministry of Ports.
    """
    if any(w in lex.of("unspecific") for w in words):
        return None
    roles = [w for w in words if lex.role(w) == kind]
    held = [k for k in known if k.span[0] < before and k.kind == kind and (k.named or kind == "person")]
    for k in reversed(held):
        if any(_same(a, b, lex) for a in roles for b in k.words if lex.role(b) == kind):
            return k
    return None


def of_document(words: Sequence[str], before: int, known: Sequence[Known], lex: Lexicon) -> Known | None:
    """Whose statement a bare "the statement" is: the last source not far before it that can have made one."""
    if any(w in lex.of("unspecific") for w in words) or not any(_issued(w, lex) for w in words):
        return None
    if any(lex.role(w) not in (None, "document", "post") for w in words):
        return None  # "the ministry's statement"
    for k in reversed(known):
        if k.span[0] < before - _REACH:
            return None
        issuing = k.kind in ("person", "body", "anonymous") or (k.kind == "document" and k.named)
        if k.span[1] <= before and issuing:
            return k
    return None


def _issued(word: str, lex: Lexicon) -> bool:
    """Whether a noun names what somebody makes known in their own name."""
    bare = [word, *(word[len(p) :] for p in lex.articles if word.startswith(p))]
    return any(w == x or (x[-1] == "*" and w.startswith(x[:-1])) for x in lex.of("issued") for w in bare)


def _same(a: str, b: str, lex: Lexicon) -> bool:
    """Whether two nouns name one office: forms of one word, or a broader word of the table and one that it covers."""
    least = min(len(a), len(b))
    common = next((i for i in range(least) if a[i] != b[i]), least)
    if common >= max(3, least - (2 if least >= _LONG else 1)):
        return True
    if "nouns_capital" in lex.flags and least >= _LONG and (a.endswith(b) or b.endswith(a)):
        return True  # "Innenminister", "Minister"
    return any(a.startswith(broad) and b.startswith(narrow) for broad, narrows in lex.broader for narrow in narrows)
