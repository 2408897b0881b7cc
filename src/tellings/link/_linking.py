"""The stage itself: project, cluster, mint entities, write their ids into the records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from ..ids import mint
from ..records import Annotated, Attribution, Entity, EntityForm, Mention, Record, Source, Statement
from ._bodies import is_abbreviation, without_legal_form
from ._clusters import Cluster, Name, across, in_report
from ._offices import label_of, office_keys
from ._projection import project as projected
from ._spelling import words_of
from ._world import key_of
from .gazetteer import Gazetteer, lookup

_BETWEEN = re.compile(r"\s*[»”\"“]?\s*\(\s*[«“\"„]?\s*")
_BESIDE_PLACE = 1  # words that a source may have besides the place that speaks for a state or a city


class Linked(Record, frozen=True, kw_only=True):
    """The story's reports with entity ids filled in, and the entities."""

    annotated: tuple[Annotated, ...]
    entities: tuple[Entity, ...]


def link(annotated: Sequence[Annotated], *, gazetteer: Gazetteer | None = None, project: bool = True) -> Linked:
    """Join the names of one story's reports into entities.

    Args:
        annotated: the reports of one story, each with its mentions.
        gazetteer: the user's own names; the ids of its rows show as `Entity.external_id`.
        project: whether names found in one report, and the user's own, are looked for in the other reports.

    Returns:
        The reports in the same order, with `Mention.entity` and `Source.entity` filled in wherever a name was read or
        projected, and the entities in the order in which the story first names them.
    """
    reports = projected(annotated, own=gazetteer) if project else list(annotated)
    clusters = across([in_report(_names(a), _abbreviations(a)) for a in reports])
    if gazetteer is not None:
        clusters = _with_ids(clusters, gazetteer)
    place: dict[tuple[str, str, str, str], str] = {}
    entities: list[Entity] = []
    ids: set[str] = set()
    rank = {a.report.id: n for n, a in enumerate(reports)}
    clusters.sort(key=lambda c: min((rank[n.report], n.start) for n in c.names))
    for cluster in clusters:
        entity = _entity(cluster, ids)
        ids.add(entity.id)
        entities.append(entity)
        for name in cluster.names:
            place[name.report, name.form, name.kind, name.office] = entity.id
    return Linked(annotated=tuple(_filled(a, place) for a in reports), entities=tuple(entities))


def _form(mention: Mention, text: str) -> str:
    return mention.canonical or text[mention.start : mention.stop]


def _names(annotated: Annotated) -> list[Name]:
    seen: dict[tuple[str, str, str], Name] = {}
    report = annotated.report
    for m, office in zip(annotated.mentions, office_keys(annotated), strict=True):
        form = _form(m, report.text)
        shown = report.text[m.start : m.stop] if m.rule == "demonym" else ""
        core = report.text[m.core_start : m.core_stop] if m.core_start is not None else ""
        name = Name(report.id, report.lang, form, m.kind, m.start, shown=shown, core=core, office=office)
        seen.setdefault((form, m.kind, office), name)
    return list(seen.values())


def _abbreviations(annotated: Annotated) -> list[tuple[str, str]]:
    """Pairs of a name and its abbreviation in brackets right after it: "National Relief Agency (NRA)"."""
    text, found = annotated.report.text, []
    for a, b in zip(annotated.mentions, annotated.mentions[1:], strict=False):
        between = text[a.stop : b.start]
        if len(between) > 8 or not _BETWEEN.fullmatch(between) or text[b.stop : b.stop + 2].strip(' »”"“')[:1] != ")":
            continue
        long, short = text[a.start : a.stop], text[b.start : b.stop]
        capitals = sum(c.isupper() for c in short)
        defined = a.kind == "organisation" or is_abbreviation(words_of(short), words_of(long))
        if defined and len(short) <= 10 and capitals >= 2 and len(words_of(long)) > 1:
            found.append((_form(a, text), _form(b, text)))
    return found


def _with_ids(clusters: list[Cluster], gazetteer: Gazetteer) -> list[Cluster]:
    """Give clusters the user's ids; two clusters with one id are one entity."""
    index = gazetteer.index()
    by_id: dict[str, Cluster] = {}
    kept = []
    for cluster in clusters:
        rows = [lookup(index, n.form, n.kind) or lookup(index, n.own, n.kind) for n in cluster.names]
        ids = sorted({r.id for r in rows if r is not None})
        if len(ids) == 1:
            cluster.external = ids[0]
            if ids[0] in by_id:
                by_id[ids[0]].take(cluster, None)
                continue
            by_id[ids[0]] = cluster
        kept.append(cluster)
    return kept


def _entity(cluster: Cluster, taken: set[str]) -> Entity:
    fullest = cluster.fullest
    forms: dict[tuple[str, str], list[str]] = {}
    named = {n.lang for n in cluster.names if not n.shown}
    for name in cluster.names:
        if name.shown and name.lang in named:
            continue
        reports = forms.setdefault((name.shown or name.form, name.lang), [])
        if name.report not in reports:
            reports.append(name.report)
    label = _label(cluster)
    if cluster.key.startswith("office:"):
        label = label_of(cluster.key)
    elif cluster.key:
        label = next(
            (key_of(n.form, n.lang)[1] for n in cluster.names if key_of(n.form, n.lang)[0] == cluster.key), label
        )
    identity = cluster.external or cluster.key or " ".join((*words_of(fullest.form), fullest.form))
    entity_id = mint("e", cluster.kind, identity)
    if entity_id in taken:  # another thing of the same name: told apart by where it is first named
        first = min(cluster.names, key=lambda n: (n.report, n.start))
        entity_id = mint("e", cluster.kind, identity, first.report, str(first.start))
    return Entity(
        id=entity_id,
        kind=cluster.kind,
        label=label,
        forms=tuple(EntityForm(form=f, lang=lang, reports=tuple(r)) for (f, lang), r in sorted(forms.items())),
        external_id=cluster.external or None,
        findings=tuple(dict.fromkeys(cluster.findings)),
    )


def _label(cluster: Cluster) -> str:
    """The form of most reports; of several words where any is, without words beside the name, then the shortest."""
    counted = Counter(n.form for n in cluster.names)
    full = [f for f in counted if len(without_legal_form(words_of(f))) > 1] or list(counted)
    return min(full, key=lambda f: (-counted[f], len(f), f))


def _filled(annotated: Annotated, place: Mapping[tuple[str, str, str, str], str]) -> Annotated:
    report = annotated.report
    mentions = tuple(
        msgspec.structs.replace(m, entity=place.get((report.id, _form(m, report.text), m.kind, office), ""))
        for m, office in zip(annotated.mentions, office_keys(annotated), strict=True)
    )
    return msgspec.structs.replace(
        annotated,
        mentions=mentions,
        statements=tuple(_statement(s, mentions) for s in annotated.statements),
        attributions=tuple(_attribution(a, mentions) for a in annotated.attributions),
    )


def _statement(statement: Statement, mentions: Sequence[Mention]) -> Statement:
    inside = tuple(m for m in mentions if m.start >= statement.start and m.stop <= statement.stop)
    attribution = statement.attribution and _attribution(statement.attribution, mentions)
    return msgspec.structs.replace(statement, mentions=inside, attribution=attribution)


def _attribution(attribution: Attribution, mentions: Sequence[Mention]) -> Attribution:
    source = attribution.source and _source(attribution.source, mentions)
    outer = attribution.outer and _attribution(attribution.outer, mentions)
    return msgspec.structs.replace(attribution, source=source, outer=outer)


def _source(source: Source, mentions: Sequence[Mention]) -> Source:
    """The entity of the name in the source's span, else of the antecedent that the reader of attributions found."""
    found = _head(mentions, source.start, source.stop)
    if found is not None and found.kind == "place" and _beside(source, found) > _BESIDE_PLACE:
        found = None  # "the Lisk water board" is not Lisk; "official Moscow" is Moscow
    if found is None and source.antecedent_start is not None and source.antecedent_stop is not None:
        found = _head(mentions, source.antecedent_start, source.antecedent_stop)
    return msgspec.structs.replace(source, entity=found.entity) if found is not None else source


def _beside(source: Source, place: Mention) -> int:
    """How many words a source has besides a place in it."""
    start, stop = max(place.start - source.start, 0), max(place.stop - source.start, 0)
    return len(f"{source.text[:start]} {source.text[stop:]}".split())


def _head(mentions: Sequence[Mention], start: int, stop: int) -> Mention | None:
    """The mention that a source's words are about: a person before a body before a place; the first of the best kind."""
    order = {"person": 0, "organisation": 1, "product": 3, "event": 3, "place": 4}
    inside = [m for m in mentions if m.start < stop and m.stop > start and m.rule != "demonym"]
    return min(inside, key=lambda m: (order.get(m.kind, 2), m.start), default=None)
