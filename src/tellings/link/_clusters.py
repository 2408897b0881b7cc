"""Join the forms of one story into entities: first within each report, then across reports. Every join leaves a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..records import EntityKind, Finding
from ._bodies import is_abbreviation
from ._spelling import skeleton, words_of
from ._world import key_of
from .names import SAME, same_name

_LOOSE: frozenset[EntityKind] = frozenset({"other", "product", "event"})


@dataclass(frozen=True, slots=True)
class Name:
    """One form of one report, as its mentions give it."""

    report: str
    lang: str
    form: str  # base form where the pack gives one
    kind: EntityKind
    start: int  # of its first mention


@dataclass(slots=True)
class Cluster:
    """Names that are one thing. Mutable while it grows; never leaves this package."""

    names: list[Name]
    key: str = ""  # of the gazetteer, or of the user's
    external: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def kind(self) -> EntityKind:
        counted = Counter(n.kind for n in self.names)
        return min(counted, key=lambda k: (k in _LOOSE, -counted[k], k))

    @property
    def fullest(self) -> Name:
        return min(self.names, key=lambda n: (-len(words_of(n.form)), -len(n.form), n.form, n.report))

    def take(self, other: Cluster, finding: Finding | None) -> None:
        self.names += other.names
        self.key = self.key or other.key
        self.external = self.external or other.external
        self.findings += other.findings
        if finding is not None:
            self.findings.append(finding)


def compatible(a: EntityKind, b: EntityKind) -> bool:
    """Whether mentions of these kinds may be one thing: the same kind, or one is undecided."""
    return a == b or "other" in {a, b}


def in_report(names: Sequence[Name], abbreviations: Iterable[tuple[str, str]]) -> list[Cluster]:
    """The clusters of one report: same key, same name in another case, surname alone, abbreviation given in brackets."""
    clusters = [_cluster(n) for n in names]
    clusters = _by_key(clusters)
    clusters = _pairwise(clusters)
    clusters = _surnames(clusters)
    return _abbreviated(clusters, abbreviations)


def _cluster(name: Name) -> Cluster:
    key, _ = key_of(name.form, name.lang)
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
            left, right = into.fullest.form, cluster.fullest.form
            finding = None
            if left != right:
                detail = f"both name {cluster.key} in the gazetteer"
                finding = Finding(feature="gazetteer", score=1.0, detail=detail, left=left, right=right)
            into.take(cluster, finding)
        else:
            by_key[cluster.key] = cluster
            kept.append(cluster)
    return kept


def _block(cluster: Cluster) -> set[str]:
    """Keys under which a cluster meets those it might be joined with: the bones of its words."""
    bones = {skeleton(w)[:3] for n in cluster.names for w in words_of(n.form) if len(w) > 2}
    return {b for b in bones if b} or {words_of(n.form)[0][:2] for n in cluster.names if words_of(n.form)}


def _pairwise(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join clusters whose fullest forms are the same name, both of several words or both of one."""
    kept: list[Cluster] = []
    blocks: dict[str, list[Cluster]] = {}
    order = sorted(clusters, key=lambda c: (-len(words_of(c.fullest.form)), c.fullest.form, c.fullest.report))
    for cluster in order:
        best: tuple[float, int, Cluster, Finding] | None = None
        rivals: dict[int, Cluster] = {}
        for key in sorted(_block(cluster)):
            for other in blocks.get(key, ()):
                rivals[id(other)] = other
        for rank, other in enumerate(rivals.values()):
            finding = _same(cluster, other)
            if finding and (best is None or finding.score > best[0]):
                best = (finding.score, -rank, other, finding)
        if best:
            best[2].take(cluster, best[3])
            for key in _block(cluster):
                if best[2] not in blocks.setdefault(key, []):
                    blocks[key].append(best[2])
        else:
            kept.append(cluster)
            for key in _block(cluster):
                blocks.setdefault(key, []).append(cluster)
    return [c for c in clusters if any(c is k for k in kept)]


def _same(a: Cluster, b: Cluster) -> Finding | None:
    if not compatible(a.kind, b.kind) or (a.key and b.key and a.key != b.key):
        return None
    left, right = a.fullest, b.fullest
    long, short = words_of(left.form), words_of(right.form)
    if (len(long) == 1) != (len(short) == 1):
        return None
    kind = a.kind if a.kind != "other" else b.kind
    match = same_name(left.form, right.form, kind=kind)
    bar = SAME if kind == "person" else SAME + 0.08
    if len(long) == 1:
        bar = max(bar, 0.9)
    return match.findings[0] if match.score >= bar else None


def _surnames(clusters: Sequence[Cluster]) -> list[Cluster]:
    """A single word joins the one person whose name ends (or begins) with it; never where two people could be meant."""
    full = [c for c in clusters if c.kind == "person" and len(words_of(c.fullest.form)) > 1]
    kept: list[Cluster] = []
    for cluster in clusters:
        words = words_of(cluster.fullest.form)
        if len(words) != 1 or cluster.kind not in {"person", "other"} or cluster.key:
            kept.append(cluster)
            continue
        at = -1
        owners = [c for c in full if _word_same(words_of(c.fullest.form)[at], words[0])]
        if not owners:
            at = 0
            owners = [c for c in full if _word_same(words_of(c.fullest.form)[at], words[0])]
        if len(owners) == 1:
            left, right = owners[0].fullest.form, cluster.fullest.form
            detail = "a surname alone joins the one full name that has it" if at else "a first name alone, one bearer"
            feature = "surname" if at else "first_name"
            owners[0].take(cluster, Finding(feature=feature, score=0.9, detail=detail, left=left, right=right))
        else:
            kept.append(cluster)
    return kept


def _word_same(a: str, b: str) -> bool:
    return a == b or same_name(a, b, kind="person").score >= 0.9


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
    clusters = _identical(clusters)
    clusters = _pairwise(clusters)
    clusters = _surnames(clusters)
    return _initials(clusters)


def _identical(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join clusters with the same romanised full form first, so that few pairs are left to compare."""
    kept: list[Cluster] = []
    seen: dict[tuple[tuple[str, ...], str], Cluster] = {}
    for cluster in clusters:
        words = words_of(cluster.fullest.form)
        group = "" if cluster.kind in _LOOSE else cluster.kind
        other = seen.get((words, group)) if words else None
        if other is None or (cluster.key and other.key and cluster.key != other.key):
            seen.setdefault((words, group), cluster)
            kept.append(cluster)
            continue
        left, right = other.fullest.form, cluster.fullest.form
        finding = None
        if left != right:
            finding = Finding(
                feature="same_words", score=0.98, detail="the same once romanised", left=left, right=right
            )
        other.take(cluster, finding)
    return kept


def _initials(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join an abbreviation with the one body of the story whose first letters it is."""
    bodies = [c for c in clusters if c.kind == "organisation" and len(words_of(c.fullest.form)) > 1]
    kept: list[Cluster] = []
    for cluster in clusters:
        form = cluster.fullest
        owners = []
        if cluster.kind == "organisation" and form.form.isupper() and not cluster.key and len(form.form) > 2:
            owners = [c for c in bodies if is_abbreviation(words_of(form.form), words_of(c.fullest.form))]
        if len(owners) == 1:
            left = owners[0].fullest.form
            detail = "made of the first letters of the one body that fits"
            owners[0].take(cluster, Finding(feature="initials", score=0.85, detail=detail, left=left, right=form.form))
        else:
            kept.append(cluster)
    return kept
