"""Join the forms of one story into entities: first within each report, then across reports. Every join leaves a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..records import EntityKind, Finding
from ._alignment import raw_word_score
from ._bodies import is_abbreviation, without_legal_form
from ._offices import both, fits, is_abroad
from ._spelling import raw_words_of, romanise, skeleton, words_of
from ._transliteration import readings
from ._world import key_of
from .names import SAME, same_name

_ONE_WORD = 0.9  # one word says less than two: it has to agree more closely
_CLEARLY = 0.04  # by so much the better bearer of a surname must be ahead
_FEW_BONES = 3  # so short a name meets all that begin alike: a case ending may be half of its consonants
_STANDING = 6  # forms of a cluster that are compared
_KEY_KINDS: dict[str, EntityKind] = {
    "country": "place",
    "place": "place",
    "body": "organisation",
    "office": "organisation",
    "product": "product",
}
_MISREAD: frozenset[EntityKind] = frozenset({"organisation", "place"})  # what a name read as a person's may be
_MISREAD_BAR = 0.92
_LOOSE: frozenset[EntityKind] = frozenset({"other", "product", "event"})


@dataclass(frozen=True, slots=True)
class Name:
    """One form of one report, as its mentions give it."""

    report: str
    lang: str
    form: str  # base form where the pack gives one
    kind: EntityKind
    start: int  # of its first mention
    shown: str = ""  # the form that a reader is shown, where it is not `form`: a demonym, as the text has it
    core: str = ""  # the own name inside a body's longer one
    office: str = ""  # the key of the office that it names, with its country and place

    @property
    def own(self) -> str:
        """What is compared with other names."""
        return self.core or self.form


@dataclass(slots=True)
class Cluster:
    """Names that are one thing. Mutable while it grows; never leaves this package."""

    names: list[Name]
    key: str = ""  # of the gazetteer, or of the user's
    external: str = ""
    settled: EntityKind | None = None  # the kind, where some names were read as another
    findings: list[Finding] = field(default_factory=list)

    @property
    def kind(self) -> EntityKind:
        known = _KEY_KINDS.get(self.key.split(":", 1)[0])
        if known or self.settled:
            return known or self.settled or "other"
        counted = Counter(n.kind for n in self.names)
        return min(counted, key=lambda k: (k in _LOOSE, -counted[k], k))

    @property
    def fullest(self) -> Name:
        """The form with most words; of those the commonest, then the shortest, which has no case ending."""
        counted = Counter(n.own for n in self.names)
        return min(self.names, key=lambda n: (-len(words_of(n.own)), -counted[n.own], len(n.own), n.own, n.report))

    def take(self, other: Cluster, finding: Finding | None) -> None:
        self.names += other.names
        self.key = self.key or other.key
        self.external = self.external or other.external
        self.settled = self.settled or other.settled
        self.findings += other.findings
        if finding is not None:
            self.findings.append(finding)


def compatible(a: EntityKind, b: EntityKind) -> bool:
    """Whether mentions of these kinds may be one thing: the same kind, or one is undecided."""
    return a == b or "other" in {a, b}


def in_report(names: Sequence[Name], abbreviations: Iterable[tuple[str, str]]) -> list[Cluster]:
    """The clusters of one report: same key, same name in another case, surname alone, abbreviation given in brackets."""
    clusters = [_cluster(n) for n in names]
    clusters = _own_offices(_by_key(clusters))
    clusters = _pairwise(clusters)
    clusters = _surnames(clusters, first_names=True)
    return _abbreviated(clusters, abbreviations)


def _cluster(name: Name) -> Cluster:
    key = name.office or key_of(name.form, name.lang)[0]
    if not key and name.core and _KEY_KINDS.get(key_of(name.core, name.lang)[0].split(":", 1)[0]) == "organisation":
        key, _ = key_of(name.core, name.lang)
    if name.kind == "person" and key:
        key = ""
    return Cluster([name], key=key)


def _by_key(clusters: Sequence[Cluster]) -> list[Cluster]:
    kept: list[Cluster] = []
    by_key: dict[str, Cluster] = {}
    for cluster in clusters:
        if not cluster.key:
            kept.append(cluster)
        elif cluster.key in by_key:
            into = by_key[cluster.key]
            left, right = into.fullest.own, cluster.fullest.own
            finding = None
            if left != right:
                detail = f"both name {cluster.key} in the gazetteer"
                finding = Finding(feature="gazetteer", score=1.0, detail=detail, left=left, right=right)
            into.take(cluster, finding)
        else:
            by_key[cluster.key] = cluster
            kept.append(cluster)
    return kept


def _own_offices(clusters: Sequence[Cluster]) -> list[Cluster]:
    """An office of which too little is told is the better known one, if there is one only that it may be."""
    kept: list[Cluster] = []
    gone: set[int] = set()
    offices = [c for c in clusters if c.key.startswith("office:")]
    for cluster in clusters:
        owners = [c for c in offices if c is not cluster and id(c) not in gone and fits(cluster.key, c.key)]
        if len(owners) == 1:
            gone.add(id(cluster))
            left, right = owners[0].fullest.own, cluster.fullest.own
            detail = "the only office of this kind whose country or place is named"
            owners[0].key = both(owners[0].key, cluster.key)
            owners[0].take(cluster, Finding(feature="office", score=0.85, detail=detail, left=left, right=right))
        else:
            kept.append(cluster)
    return kept


def _blocks(cluster: Cluster) -> set[str]:
    """Keys under which a cluster meets those it might be joined with: the bones of its last and of its longest word."""
    keys: set[str] = set()
    for form in _forms(cluster):
        words = words_of(form)
        raw = raw_words_of(form)
        ends = {raw[-1], max(raw, key=lambda w: (len(w), w))} if raw else set()
        heard = {romanise(r).replace(" ", "") for w in ends for r in readings(w)}
        for word in {words[-1], max(words, key=lambda w: (len(w), w)), *heard}:
            bones = skeleton(word) or word
            keys.add(bones[:3])
            if len(bones) <= _FEW_BONES:
                keys.add(bones[:1])
    return keys


def _forms(cluster: Cluster) -> list[str]:
    """The forms that stand for a cluster: those with as many words as the fullest one, a few at most."""
    most = len(words_of(cluster.fullest.own))
    counted = Counter(n.own for n in cluster.names if len(words_of(n.own)) >= min(2, most))
    return [form for form, _ in sorted(counted.items(), key=lambda c: (-c[1], c[0]))[:_STANDING]]


def _pairwise(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join clusters that have the same name, both of several words or both of one, until none is left to join."""
    blocks: dict[str, list[int]] = {}
    for n, cluster in enumerate(clusters):
        for key in _blocks(cluster):
            blocks.setdefault(key, []).append(n)
    pairs = sorted({(a, b) for members in blocks.values() for k, a in enumerate(members) for b in members[k + 1 :]})
    found = [(finding.score, a, b, finding) for a, b in pairs if (finding := _same(clusters[a], clusters[b]))]
    owner = list(range(len(clusters)))
    for _, a, b, finding in sorted(found, key=lambda f: (-f[0], f[1], f[2])):
        into, other = _root(owner, a), _root(owner, b)
        if into == other or _rivals(clusters[into], clusters[other]):
            continue
        into, other = min(into, other), max(into, other)
        clusters[into].take(clusters[other], finding)
        owner[other] = into
    return [c for n, c in enumerate(clusters) if owner[n] == n]


def _root(owner: list[int], n: int) -> int:
    while owner[n] != n:
        owner[n] = owner[owner[n]]
        n = owner[n]
    return n


def _rivals(a: Cluster, b: Cluster) -> bool:
    """Whether two clusters cannot be one although some of their forms agree: other keys, other kinds."""
    return bool(a.key and b.key and a.key != b.key) or not compatible(a.kind, b.kind)


def _same(a: Cluster, b: Cluster) -> Finding | None:
    if _rivals(a, b) or (len(words_of(a.fullest.own)) == 1) != (len(words_of(b.fullest.own)) == 1):
        return None
    kind = a.kind if a.kind != "other" else b.kind
    matches = (same_name(x, y, kind=kind) for x in _forms(a) for y in _forms(b))
    match = max(matches, key=lambda m: m.score, default=None)
    bar = SAME if kind == "person" else SAME + 0.08
    if len(words_of(a.fullest.own)) == 1:
        bar = max(bar, _ONE_WORD)
    return match.findings[0] if match is not None and match.score >= bar else None


def _surnames(clusters: Sequence[Cluster], *, first_names: bool) -> list[Cluster]:
    """A single word joins the one person whose name ends with it; never where two people could be meant."""
    full = [c for c in clusters if c.kind == "person" and len(words_of(c.fullest.own)) > 1]
    kept: list[Cluster] = []
    for cluster in clusters:
        words = words_of(cluster.fullest.own)
        if len(words) != 1 or cluster.kind not in {"person", "other"} or cluster.key:
            kept.append(cluster)
            continue
        feature, owner = "surname", _bearer(full, cluster, -1)
        if owner is None and first_names:
            earlier = [c for c in full if min(n.start for n in c.names) <= min(n.start for n in cluster.names)]
            feature, owner = "first_name", _bearer(earlier, cluster, 0)
        if owner is None:
            kept.append(cluster)
            continue
        left, right = owner.fullest.own, cluster.fullest.own
        detail = "one word joins the one full name that has it"
        owner.take(cluster, Finding(feature=feature, score=0.9, detail=detail, left=left, right=right))
    return kept


def _bearer(full: Sequence[Cluster], cluster: Cluster, at: int) -> Cluster | None:
    """The one cluster whose names have the one word at that place, as all forms say that find any; None when two have it."""
    found = {id(c): c for form in _forms(cluster) if (c := _bearer_of(full, raw_words_of(form), at)) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _bearer_of(full: Sequence[Cluster], words: Sequence[str], at: int) -> Cluster | None:
    if len(words) != 1:
        return None
    scores = [
        (max((raw_word_score(w[at], words[0])[0] for f in _forms(c) if (w := raw_words_of(f))), default=0.0), -n)
        for n, c in enumerate(full)
    ]
    best = sorted((s for s in scores if s[0] >= _ONE_WORD), reverse=True)[:2]
    if not best or (len(best) == 2 and best[0][0] - best[1][0] < _CLEARLY):
        return None
    return full[-best[0][1]]


def _abbreviated(clusters: Sequence[Cluster], pairs: Iterable[tuple[str, str]]) -> list[Cluster]:
    """Join a long name with the abbreviation that the report gives beside it."""
    gone: set[int] = set()
    for long, short in pairs:
        a = next((c for c in clusters if id(c) not in gone and any(n.form == long for n in c.names)), None)
        b = next((c for c in clusters if id(c) not in gone and any(n.form == short for n in c.names)), None)
        if a is None or b is None or a is b or (a.key and b.key and a.key != b.key):
            continue
        detail = "the report gives the abbreviation beside the name"
        a.take(b, Finding(feature="abbreviation", score=0.95, detail=detail, left=long, right=short))
        gone.add(id(b))
    return [c for c in clusters if id(c) not in gone]


def across(per_report: Sequence[Sequence[Cluster]]) -> list[Cluster]:
    """Join the clusters of all reports of a story, over languages and scripts."""
    clusters = _by_key([c for report in per_report for c in report])
    missions = [c for c in clusters if is_abroad(c.key)]
    left = {id(c) for c in _own_offices(missions)}
    clusters = [c for c in clusters if id(c) in left or not is_abroad(c.key)]
    clusters = _identical(clusters)
    clusters = _pairwise(clusters)
    clusters = _surnames(clusters, first_names=False)
    clusters = _misread(clusters)
    return _initials(clusters)


def _misread(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join a name read as a person's with the one body or place of that name, where no report has both."""
    kept: list[Cluster] = []
    named: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for block in sorted(_blocks(cluster)) if cluster.kind in _MISREAD and not cluster.key else ():
            named.setdefault(block, []).append(cluster)
    for cluster in clusters:
        owners: list[tuple[Cluster, Finding]] = []
        if cluster.kind == "person" and not cluster.key:
            others = {id(c): c for block in sorted(_blocks(cluster)) for c in named.get(block, ())}
            owners = [(c, finding) for c in others.values() if (finding := _one_name(c, cluster))]
        if len(owners) == 1:
            owners[0][0].settled = owners[0][0].kind
            owners[0][0].take(cluster, owners[0][1])
        else:
            kept.append(cluster)
    return kept


def _one_name(a: Cluster, b: Cluster) -> Finding | None:
    if not {n.report for n in a.names}.isdisjoint(n.report for n in b.names):
        return None
    if len({len(without_legal_form(words_of(c.fullest.own))) for c in (a, b)}) > 1:
        return None
    kind: EntityKind = "organisation" if a.kind == "organisation" else "person"
    match = max((same_name(x, y, kind=kind) for x in _forms(a) for y in _forms(b)), key=lambda m: m.score)
    return match.findings[0] if match.score >= _MISREAD_BAR else None


def _identical(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join clusters with the same romanised full form first, so that few pairs are left to compare."""
    kept: list[Cluster] = []
    seen: dict[tuple[tuple[str, ...], str], Cluster] = {}
    for cluster in clusters:
        words = words_of(cluster.fullest.own)
        group = "" if cluster.kind in _LOOSE else cluster.kind
        other = seen.get((words, group)) if words else None
        if other is None or (cluster.key and other.key and cluster.key != other.key):
            seen.setdefault((words, group), cluster)
            kept.append(cluster)
            continue
        left, right = other.fullest.own, cluster.fullest.own
        finding = None
        if left != right:
            finding = Finding(
                feature="same_words", score=0.98, detail="the same once romanised", left=left, right=right
            )
        other.take(cluster, finding)
    return kept


def _initials(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join an abbreviation with the one body of the story whose first letters it is."""
    bodies = [c for c in clusters if c.kind == "organisation" and len(words_of(c.fullest.own)) > 1]
    kept: list[Cluster] = []
    for cluster in clusters:
        form = cluster.fullest
        owners = []
        if cluster.kind == "organisation" and form.own.isupper() and not cluster.key and len(form.own) > 2:
            owners = [c for c in bodies if is_abbreviation(words_of(form.own), words_of(c.fullest.own))]
        if len(owners) == 1:
            left = owners[0].fullest.own
            detail = "made of the first letters of the one body that fits"
            owners[0].take(cluster, Finding(feature="initials", score=0.85, detail=detail, left=left, right=form.own))
        else:
            kept.append(cluster)
    return kept
