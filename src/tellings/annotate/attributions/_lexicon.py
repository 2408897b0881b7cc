"""A pack's `attribution.toml`, compiled: verb forms, frames, word classes. The table's own head documents its fields."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from ...errors import PackError
from ...lang import load_pack
from ...records import SourceKind, Stance
from ...textfold import fold

Shape = Literal["finite", "participle", "gerund", "infinitive", "impersonal"]
SHAPES: tuple[Shape, ...] = ("finite", "participle", "gerund", "infinitive", "impersonal")


@dataclass(frozen=True)
class VerbForm:
    """One way a cue may look: its words, and what the table says of it."""

    words: tuple[str, ...]
    group: str  # the rule's name
    stance: Stance
    takes: frozenset[str]  # quote clause bare to np free
    shapes: frozenset[Shape]
    particle: str = ""  # a separable part that has to stand later in the clause


@dataclass(frozen=True)
class Frame:
    """An "according to" pattern: words with one `*` for the source (see the table's head)."""

    name: str
    stance: Stance
    items: tuple[str, ...]
    scope: str  # sentence (the rest of it), citing (what stands before it), self (the word is the source, too)
    sure: bool  # whatever stands at "*" is a source
    after_mark: bool  # counts only behind a comma, a dash or a quotation
    not_after: frozenset[str] = frozenset()  # words behind which it is something else: "il secondo treno"


@dataclass(frozen=True)
class Lexicon:
    """Everything the rules ask of a language."""

    code: str
    verbs: Mapping[str, tuple[VerbForm, ...]]  # by first word, longest first
    frames: Mapping[str, tuple[Frame, ...]]  # by first word or "*"
    suffix_frames: tuple[Frame, ...]  # those that start with a word's ending
    roles: Mapping[str, SourceKind]
    role_endings: tuple[tuple[str, SourceKind], ...]
    role_prefixes: Mapping[str, SourceKind]
    sets: Mapping[str, frozenset[str]]
    adverb_endings: tuple[str, ...]
    pronouns: Mapping[str, str]  # pronoun -> m f p n t (a thing: "it said")
    owners: Mapping[str, str]  # the same for those whose words a frame names: «по его словам»
    genders: Mapping[str, str]  # titles and articles that show m or f
    gender_endings: tuple[tuple[str, str], ...]
    cue_genders: tuple[tuple[str, str], ...]  # endings of the verb that do
    plural_endings: tuple[str, ...]  # of verbs: nobody named before said it alone
    broader: tuple[tuple[str, tuple[str, ...]], ...]  # "diplomat" may be called what was a "consul" before
    flags: frozenset[str]
    proclitics: tuple[str, ...] = ()  # small words written onto the next one, the article among them
    articles: tuple[str, ...] = ()  # those of them that end in the article, which is a part of its noun
    prepositional: tuple[str, ...] = ("\0",)  # prepositions with the article, written onto a noun
    known: frozenset[str] = frozenset()  # words that stand for themselves, and behind what is written onto them
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def of(self, name: str) -> frozenset[str]:
        """A word list of the table, folded; empty when the language has none."""
        return self.sets.get(name, frozenset())

    def is_adverb(self, word: str) -> bool:
        return word in self.of("adverbs") or (len(word) > 4 and word.endswith(self.adverb_endings))

    def role(self, word: str) -> SourceKind | None:
        """What kind of source a noun names, if it names one."""
        found = self.roles.get(word)
        if found is None and self.proclitics:
            found = next(
                (k for p in self.articles if word.startswith(p) and (k := self.roles.get(word[len(p) :]))), None
            )
        if found is None and self.role_prefixes:
            found = next((k for n in range(len(word), 2, -1) if (k := self.role_prefixes.get(word[:n]))), None)
        if found is None and self.role_endings:
            found = next((kind for ending, kind in self.role_endings if word.endswith(ending) and word != ending), None)
        return found

    def written_on(self, word: str) -> int:
        """Letters of a small word that is written onto one that the table knows; 0 where there is none."""
        if word in self.known or self.role(word) is not None:
            return 0
        return next(
            (
                len(p)
                for p in self.proclitics
                if p not in self.articles
                and word.startswith(p)
                and (word[len(p) :] in self.known or self.role(word[len(p) :]) is not None)
            ),
            0,
        )

    def single(self, word: str) -> int:
        """Letters of a small word, the article apart, that a word seems to start with; 0 where it has the article."""
        if word.startswith(self.articles):
            return 0
        return next((len(p) for p in self.proclitics if word.startswith(p) and len(word) > len(p)), 0)


WORD_LISTS = (
    "complementizers",
    "determiners",
    "np_prepositions",
    "prepositions",
    "conjunctions",
    "clause_openers",
    "clause_links",
    "quantity_heads",
    "before_proclitic",
    "relatives",
    "also_relative",
    "approximators",
    "light_nouns",
    "ablative",
    "case_articles",
    "oblique",
    "deniable",
    "possessed_endings",
    "place_heads",
    "figure_marks",
    "finite_endings",
    "not_contents",
    "quote_closers",
    "verbal_endings",
    "plural_datives",
    "plural_nouns",
    "oblique_endings",
    "not_source_endings",
    "hearsay_self",
    "auxiliaries",
    "passive_auxiliaries",
    "adverbs",
    "time_words",
    "time_nouns",
    "gerund_objects",
    "hearers",
    "gerund_marks",
    "phrase_openers",
    "event_openers",
    "impersonal_subjects",
    "fillers",
    "mood_forms",
    "mood_forms_weak",
    "hearsay_modals",
    "hearsay_adverbs",
    "addressee_openers",
    "as_openers",
    "infinitive_marks",
    "agent_marks",
    "content_prepositions",
    "locative_marks",
    "nominal_forms",
    "indefinite",
    "unspecific",
    "issued",
    "own_words",
    "clitics",
    "elided",
    "content_endings",
    "possessives",
    "reflexives",
    "impersonal_marks",
    "apostrophe_cases",
    "genitive_endings",
    "participle_endings",
    "hearsay_auxiliaries",
    "hearsay_last",
    "not_sources",
    "not_headline",
)

# The lists whose words may carry a small word: not those of nouns, which `roles` tells.
_FUNCTION_WORDS = (
    "complementizers", "determiners", "np_prepositions", "prepositions", "clause_openers", "relatives", "auxiliaries", "adverbs",
    "time_words", "as_openers", "not_sources", "light_nouns",
)  # fmt: skip


@functools.cache
def lexicon(code: str) -> Lexicon:
    """The compiled table of the pack `code` (of `und` where it has none).

    Raises:
        PackError: an entry names a paradigm that the table lacks.
    """
    table = load_pack(code).table("attribution")
    words: Mapping[str, Any] = table.get("words", {})
    verbs: dict[str, list[VerbForm]] = {}
    for group in table.get("verbs", []):
        for entry in group["forms"]:
            for form in _forms(entry, group, table.get("paradigms", {}), code):
                verbs.setdefault(form.words[0], []).append(form)
    frames: dict[str, list[Frame]] = {}
    for rule in table.get("frames", []):
        for pattern in rule["patterns"]:
            for items in _alternatives(fold(pattern).split()):
                frame = Frame(
                    rule["name"],
                    rule.get("stance", "neutral"),
                    items,
                    rule.get("scope", "sentence"),
                    rule.get("sure", False),
                    rule.get("after_mark", False),
                    frozenset(fold(w) for w in rule.get("not_after", [])),
                )
                frames.setdefault(next(i for i in items if i != "*").lstrip("="), []).append(frame)
    roles: dict[str, SourceKind] = {}
    endings: list[tuple[str, SourceKind]] = []
    prefixes: dict[str, SourceKind] = {}
    for kind, names in table.get("roles", {}).items():
        for name in names:
            if name.endswith("*"):
                prefixes[fold(name[:-1])] = cast(SourceKind, kind)
            elif name.startswith("~"):
                endings.append((fold(name[1:]), cast(SourceKind, kind)))
            else:
                roles[fold(name)] = cast(SourceKind, kind)
    pack = load_pack(code)
    sets = {name: frozenset(fold(w) for w in words.get(name, [])) for name in WORD_LISTS}
    pronouns = {fold(w): kind for kind, ws in table.get("pronouns", {}).items() for w in ws}
    named = frozenset(w for pattern in frames for w in pattern.split())
    genders: Mapping[str, Sequence[str]] = table.get("gender", {})
    return Lexicon(
        code=code,
        verbs={k: tuple(sorted(_joined(v), key=lambda f: -len(f.words))) for k, v in verbs.items()},
        frames={k: tuple(sorted(v, key=lambda f: -len(f.items))) for k, v in frames.items() if not k.startswith("~")},
        suffix_frames=tuple(f for k, v in frames.items() if k.startswith("~") for f in v),
        roles=roles,
        role_prefixes=prefixes,
        role_endings=tuple(sorted(endings, key=lambda e: -len(e[0]))),
        sets=sets,
        adverb_endings=tuple(words.get("adverb_endings", [])) or ("\0",),
        pronouns=pronouns,
        owners={fold(w): kind for kind, ws in table.get("owners", {}).items() for w in ws},
        genders={fold(w): g for g in "mfx" for w in genders.get(g, []) if not w.startswith("~")},
        gender_endings=tuple((fold(w[1:]), g) for g in "mfx" for w in genders.get(g, []) if w.startswith("~")),
        cue_genders=tuple((fold(w), g) for g in "fxm" for w in genders.get(f"cue_{g}", [])),
        plural_endings=tuple(fold(w) for w in genders.get("cue_p", [])) or ("\0",),
        broader=tuple((fold(w), tuple(fold(n) for n in ns)) for w, ns in table.get("broader", {}).items()),
        flags=frozenset(table.get("flags", [])),
        proclitics=pack.proclitics,
        articles=tuple(fold(a) for a in table.get("articles", [])),
        prepositional=tuple(fold(a) for a in table.get("prepositional", [])) or ("\0",),
        known=frozenset().union(verbs, pronouns, named, *(sets[name] for name in _FUNCTION_WORDS)),
        phrases={
            name: tuple(sorted((tuple(fold(p).split()) for p in phrases), key=lambda p: (-len(p), p)))
            for name, phrases in table.get("phrases", {}).items()
        },
    )


def _joined(forms: Sequence[VerbForm]) -> list[VerbForm]:
    """One entry for a form that several groups list: the first group's name and stance, what any of them takes."""
    made: dict[tuple[tuple[str, ...], str], VerbForm] = {}
    for form in forms:
        key = (form.words, form.particle)
        first = made.get(key, form)
        made[key] = replace(first, takes=first.takes | form.takes, shapes=first.shapes | form.shapes)
    return list(made.values())


def rule_names(code: str) -> set[str]:
    """The names of every rule that the pack's own table declares."""
    table = load_pack(code).own_table("attribution")
    return {rule["name"] for kind in ("verbs", "frames") for rule in table.get(kind, [])}


def _forms(entry: str, group: Mapping[str, Any], paradigms: Mapping[str, Any], code: str) -> Iterator[VerbForm]:
    """Entries: `stem:paradigm`, or forms by shape, `finite / participle / gerund / infinitive / impersonal`.

    `mit| teilt teilte / geteilt` has a separable part; `point:ed out` and `make made + clear` add words behind.
    """
    particle, _, rest = entry.rpartition("|")
    spelt: list[tuple[Shape, str]] = []
    if ":" in rest:
        stem, _, names = rest.partition(":")
        names, _, tail = names.strip().partition(" ")
        for name in names.split("+"):
            if name not in paradigms:
                raise PackError(f"{code}/attribution.toml", cause=f"{entry!r} names no paradigm: {name!r}")
            for shape, endings in paradigms[name].items():
                for ending in endings.split():
                    before, plus, after = ending.rpartition("+")
                    made = (before + stem + after) if plus else stem + ("" if ending == "-" else ending)
                    spelt.append((cast(Shape, shape), f"{made} {tail}".strip()))
    else:
        forms, _, tail = rest.partition(" + ")
        for shape, part in zip(SHAPES, forms.split("/"), strict=False):
            spelt += [(shape, f"{form.replace('_', ' ')} {tail}".strip()) for form in part.split()]
    by_words: dict[tuple[tuple[str, ...], str], set[Shape]] = {}
    for shape, form in spelt:
        words = tuple(fold(form).split())
        if not particle.strip():
            by_words.setdefault((words, ""), set()).add(shape)
            continue
        part = fold(particle.strip())
        if shape == "finite":
            by_words.setdefault((words, part), set()).add(shape)
            by_words.setdefault(((part + "zu" + words[0], *words[1:]), ""), set()).add("infinitive")
        by_words.setdefault(((part + words[0], *words[1:]), ""), set()).add(shape)
    for (words, part), shapes in by_words.items():
        yield VerbForm(
            words=words,
            group=group["name"],
            stance=cast(Stance, group.get("stance", "neutral")),
            takes=frozenset(group["takes"]),
            shapes=frozenset(shapes),
            particle=part,
        )


def _alternatives(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """`(a|b) c` is `a c` and `b c`; an empty alternative leaves the word out."""
    if not items:
        yield ()
        return
    head, rest = items[0], items[1:]
    own = "=" if head.startswith("=(") else ""
    body = head.removeprefix("=")
    options = [own + o if o else o for o in body[1:-1].split("|")] if body.startswith("(") else [head]
    for tail in _alternatives(rest):
        for option in options:
            yield (option.replace("_", " "), *tail) if option else tail
