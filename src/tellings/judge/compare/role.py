"""Compare the roles of one named person: driver in one report and passenger in another, neighbour and brother, mayor and deputy mayor.

A role is told by the words right before the name or, as an apposition, right behind it. Only roles of one group stand
against each other, and only where each report gives the person one of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...lang.frames import Hit
from ...records import Mention
from ..told import Case, Told
from .dispute import Dispute, differing

_OFFICES = frozenset({"mayor", "minister", "governor", "director"})
_DEPUTY = "deputy"
_KIN = frozenset({"parent", "offspring", "sibling", "cousin", "uncle", "grandparent", "spouse"})
_COMPANY = frozenset({"neighbour", "friend", "colleague"})
_OWNER, _OF_OWNER = "owner", "kin of the owner"
# nobody holds two of a group at once
_GROUPS = (
    frozenset({"driver", "passenger", "pedestrian", "cyclist"}),
    frozenset({_OWNER, _OF_OWNER, "employee", "customer"}),
    frozenset({"teacher", "pupil"}),
    frozenset({"doctor", "nurse"}),
    frozenset({"judge", "prosecutor", "lawyer"}),
    frozenset({"sibling", "cousin"}),
    frozenset({"sergeant", "lieutenant", "captain", "major", "colonel", "general"}),
    *(frozenset({office, f"{_DEPUTY}_{office}"}) for office in sorted(_OFFICES)),
)
_ROLES = frozenset().union(*_GROUPS) | _KIN | _COMPANY | {_DEPUTY, "premier"}
_NEXT = 2  # code points between a role and the name, or between two words of a role
_OFFICE = 20  # code points between "deputy" and the office: "deputy foreign minister"
_AFTER = 8  # code points from the name to the role behind it: ", the owner"
_OWNED = 12  # code points between the word for kin and the owner: "son of the bakery's owner"


def compare(case: Case) -> Iterator[Dispute]:
    """One dispute for each person to whom reports give roles that nobody holds together."""
    held: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in case.told:
        for m in told.statement.mentions:
            if m.kind == "person" and m.entity and " " in told.report.text[m.start : m.stop].strip():
                for role in sorted(_roles(told, m)):
                    held[m.entity][role].append(told)
    for entity, roles in sorted(held.items()):
        for one, other in _apart(roles):
            yield _dispute(entity, {one: roles[one], other: roles[other]}, case)


def _apart(roles: Mapping[str, Sequence[Told]]) -> Iterator[tuple[str, str]]:
    """The first two roles of each group that different reports give, of reports that each give one."""
    for group in (*_GROUPS, None):
        given = sorted(set(roles) & (group or _KIN | _COMPANY), key=lambda r: (-len(roles[r]), r))
        by_report: dict[str, set[str]] = defaultdict(set)
        for role in given:
            for told in roles[role]:
                by_report[told.report.id].add(role)
        clear = {next(iter(x)) for x in by_report.values() if len(x) == 1}
        if any(len(x) > 1 for x in by_report.values()) and not _deputies(group):
            continue  # a report that gives both takes them for no contradiction
        found = [r for r in given if r in clear or r.startswith(_DEPUTY)]
        for other in found[1:]:
            if group is not None or (found[0] in _KIN) != (other in _KIN):
                yield found[0], other
                break


def _deputies(group: frozenset[str] | None) -> bool:
    """Whether a group is an office and its deputy: who says "deputy" once may say it shorter elsewhere."""
    return bool(group and group & _OFFICES)


def _roles(told: Told, mention: Mention) -> Iterator[str]:
    """The roles that stand beside a name in a statement."""
    text = told.report.text
    hits = [h for h in told.of("who") if h.label in _ROLES or h.label.startswith(_DEPUTY)]
    others = [m for m in told.statement.mentions if m is not mention and m.kind == "person"]
    titled = _titled(told, mention, hits)
    if titled is not None:
        yield from _one_role(titled, hits)
        return
    before = [h for h in hits if 0 <= mention.start - h.stop <= _NEXT and "," not in text[h.stop : mention.start]]
    after = [
        h
        for h in hits
        if 0 < h.start - mention.stop <= _AFTER
        and _apposed(told, mention.stop, h.start)
        and not any(0 <= m.start - h.stop <= _NEXT for m in others)
    ]
    yield from _one_role(before or after[:1], hits)


def _titled(told: Told, mention: Mention, hits: Sequence[Hit]) -> list[Hit] | None:
    """The hits in the words that were read as the office beside the name; None where they hold none."""
    if not mention.role:
        return None
    start = told.report.text.rfind(mention.role, told.statement.start, mention.start)
    if start < 0:
        start = told.report.text.find(mention.role, mention.stop, told.statement.stop)
    stop = start + len(mention.role)
    found = [h for h in hits if start >= 0 and start <= h.start and h.stop <= stop]
    lead = [h for h in found if h.label != _DEPUTY]
    if lead and len(told.report.text[start : lead[0].start].split()) - (len(found) - len(lead)) > 1:
        return []  # the adviser of a minister is none
    return found or None


def _apposed(told: Told, start: int, stop: int) -> bool:
    """Whether a comma and at most an article stand between a name and what follows."""
    between = told.report.text[start:stop]
    words = between.replace(",", " ", 1).split()
    articles = [h for h in told.of("who") if h.label == "the" and start <= h.start and h.stop <= stop]
    return between.startswith(",") and len(words) == len(articles)


def _one_role(found: Sequence[Hit], hits: Sequence[Hit]) -> Iterator[str]:
    """The one role of some words; nothing where they hold several: "deputy premier and minister"."""
    offices = [h for h in found if h.label != _DEPUTY]
    deputy = any(
        h.label == _DEPUTY for h in hits for f in offices if 0 <= max(h.start - f.stop, f.start - h.stop) <= _OFFICE
    )
    if len(offices) != 1 or offices[0].label == "premier":
        return
    role = offices[0]
    if role.label in _KIN and any(
        h.label == _OWNER and 0 <= max(h.start - role.stop, role.start - h.stop) <= _OWNED for h in hits
    ):
        yield _OF_OWNER
    elif role.label in _OFFICES and deputy:
        yield f"{_DEPUTY}_{role.label}"
    else:
        yield role.label


def _dispute(entity: str, sides: Mapping[str, Sequence[Told]], case: Case) -> Dispute:
    who = case.entities[entity].label if entity in case.entities else entity
    detail = f"{who} is given two roles: {', '.join(role.replace('_', ' ') for role in sides)}."
    held = [(_words(role, told[0]), told) for role, told in sides.items()]
    return differing("identity", held, detail=detail, confidence=0.5, topic="role")


def _words(role: str, told: Told) -> str:
    """A report's words for a role: from the first to the last of the hits that make it up."""
    parts = {_OF_OWNER: _KIN | {_OWNER}}.get(role, {role, _DEPUTY, role.removeprefix(f"{_DEPUTY}_")})
    hits = [h for h in told.of("who") if h.label in parts]
    return told.report.text[hits[0].start : hits[-1].stop] if len(hits) == 2 else told.words_of(hits[0])
