"""Verbs as cues: join the verb, its subject, and the content before it, after it, or around it."""

from __future__ import annotations

from ...lang import load_pack
from ...lang.numerals import find_numbers
from . import _phrases as phrases
from . import _short as short
from . import _words as words
from ._ahead import quoted_ahead
from ._closing import CLOSING, closing, truncate
from ._contents import backward, forward, gapped, is_quoted, quote_before, resumed, trimmed
from ._cues import Cue, find_cue, particle_at
from ._denied import denied, nobody
from ._draft import Draft, Range
from ._fronted import fronted
from ._last import may_speak, read_last
from ._subjects import before_citing, find_subject, is_document
from ._units import LONGEST_UNIT, Unit
from ._words import COMMA, DASH

PASSING = " / passing on"  # a rule's end: one who hands on what the sentence before says
_OBJECT = 2  # tokens, at least, of what a verb tells behind it
_NEAR = 3  # tokens of it that may stand before a number: "at least", "al menos"
_OPENING = 5  # tokens of it in which a number is looked for
MOST = 40  # cues tried in one unit; more is no text


def read_verbs(u: Unit, number: int) -> list[Draft]:
    """Every attribution that a verb of the table makes within the unit, in text order."""
    drafts = u.drafts
    if len(u.tokens) > LONGEST_UNIT:
        return drafts
    k = tried = 0
    while k < len(u.tokens) and tried < MOST:
        cue = find_cue(u, k)
        if cue is None:
            k += 1
            continue
        tried += 1
        draft = _read_one(u, cue)
        if draft is not None and nobody(u, draft):
            draft = None  # "nobody had seen it, police said": nobody says anything
        if draft is not None:
            draft.unit = number
            draft.stance = cue.form.stance
            if denied(u, cue, draft):
                draft.doubtful = draft.doubtful or draft.stance != "denying"
                draft.stance = "neutral"
            drafts.append(draft)
            u.taken.append((cue.a, cue.b))
            drafts += _elliptic(u, cue, draft)
        k = cue.b
    return drafts


def _elliptic(u: Unit, cue: Cue, draft: Draft) -> list[Draft]:
    """The attribution that shares the verb of `draft`: «die Stadt sprach von 80, | das Ministerium von 120»."""
    gap = gapped(u, cue.b - 1) if cue.b > cue.a + 1 else None
    source = phrases.after(u, gap[0], high=gap[1]) if gap is not None else None
    if gap is None or source is None or not words.plausible(u, *source):
        return []
    said = trimmed(u, gap[2] + 1, u.end())
    if said is None:
        return []
    return [
        Draft(
            rule=draft.rule,
            content=[said],
            source=u.chars(*source),
            cue=u.chars(cue.a, cue.b),
            stance=draft.stance,
            unit=draft.unit,
            anchor=u.tokens[gap[0]].start,
        )
    ]


def _read_one(u: Unit, cue: Cue) -> Draft | None:
    takes = cue.form.takes
    floor = _floor(u, cue)
    if (ahead := quoted_ahead(u, cue, floor)) is not None:
        return ahead
    opened = _as_clause(u, cue, 0 if any(b <= cue.a and b == floor for _, b in u.citing) else floor)
    if opened is not None:
        return _as(u, cue, opened, floor)
    if "cue_last" in u.lex.flags and (read := read_last(u, cue, floor)) is not None:
        source, said, order = read
        if cue.passive and (source is None or not is_document(u, source)):
            said, source = [(min(source[0], said[0][0]), said[-1][1])] if source else said, None
        if source is None and said and not cue.passive and (_spoken(u, said) or "free" in takes):
            return _made(u, cue, None, said, order)
        return _build(u, cue, source, said, order) if source is not None or cue.passive or not said else None
    front = fronted(u, cue, floor)
    if front is not None:
        return _build(u, cue, front.source, [front.said], "content before") if front.source is not None else None
    subject, inverted = find_subject(u, cue, floor)
    opens = u.low(cue.b) in u.lex.of("complementizers")
    if "cue_last" in u.lex.flags and subject is not None and not opens and not may_speak(u, subject[1] - 1):
        return None  # «… şarkılar söyledi»
    behind = max(cue.b, subject[1] if subject and inverted else cue.b)
    found = forward(u, cue, behind, subject)
    if words.match_phrase(u, behind, "empty"):
        found = None  # "did not respond to a request"
    head = subject[0] if subject and not inverted else cue.a
    if found is not None and inverted and u.low(found[0]) in u.lex.of("relatives") and found[0] == behind:
        found = None if backward(u, head, floor, takes, inserted=False) else found  # «explicó un bombero que …»
    if found is None or (inverted and quote_before(u, head)):
        apart = particle_at(u, cue.b, cue.form.particle) if cue.form.particle else None
        onward = behind if apart is None else apart + 1
        going_on = resumed(u, onward, quoted=quote_before(u, head)) if found is None else []
        back = backward(u, head, floor, takes, inserted=bool(going_on))
        if back is not None and found is None and not going_on and _told_before(u, back[0]):
            return _made_back(u, cue, subject)
        if back is not None and found is None and not going_on and subject is not None and not inverted:
            object_ = _object(u, behind)
            if object_ is not None and u.low(back[0][0]) in u.lex.of("prepositions"):
                return _made(u, cue, subject, [object_], "content after")
        related = subject is not None and not inverted and u.low(subject[0]) in u.lex.of("relatives")
        if back is not None and related and not any(is_quoted(u, c) for c in back):
            return None  # «…, qui continue sa course»
        if back is not None:
            if found is not None and inverted:
                back = [*back, found] if u.tokens[found[0]].quote is not None else back
            elif found is None:
                back += going_on
            return closing(u, behind, _made(u, cue, subject, back, "content before"))
    if found is not None:
        draft = _made(u, cue, subject, [found], "content after")
        if draft is not None:
            truncate(u, cue, subject)
        return draft
    return _made_back(u, cue, subject)


def _object(u: Unit, behind: int) -> Range | None:
    """What is counted straight behind a verb: "After the storm, officials reported | at least nine dead"."""
    start = behind if _numbered(u, behind, _NEAR) else words.skip_forward(u, behind, u.end())
    if u.end() - start < _OBJECT or not u.tokens[start].is_word:
        return None
    if u.low(start) in u.lex.of("prepositions") and _numbered(u, start + 1, 1):
        return None  # "officials spoke with nine survivors"
    return (start, u.end()) if _numbered(u, start, _OPENING) else None


def _numbered(u: Unit, start: int, many: int) -> bool:
    """Whether a number stands among the `many` tokens from `start`."""
    opening = " ".join(t.text for t in u.tokens[start : min(start + many, u.end())])
    return bool(find_numbers(opening, pack=load_pack(u.lex.code)))


def _told_before(u: Unit, said: Range) -> bool:
    """Whether what stands before a cue only points at the sentence before: «Про це в суботу, … повідомило X»."""
    reach = words.match_phrase(u, said[0], "back")
    return reach > 1 and said[1] - said[0] - reach <= CLOSING


def _floor(u: Unit, cue: Cue) -> int:
    """First token that the cue's content before it may take: behind the last cue on its left and its subject."""
    floor = 0
    for _, b in u.taken:
        if b <= cue.a:
            floor = max(floor, b)
    if u.drafts and u.drafts[-1].source:
        stop = u.drafts[-1].source[1]
        while floor < cue.a and u.tokens[floor].stop <= stop:
            floor += 1
    return floor


def _as_clause(u: Unit, cue: Cue, floor: int) -> int | None:
    """The token of "as" or "wie" that opens the cue's clause."""
    for j in range(cue.a - 1, max(floor, cue.a - 16) - 1, -1):
        t = u.tokens[j]
        if t.low in u.lex.of("as_openers") and (
            j == 0 or not u.tokens[j - 1].is_word or u.low(j - 1) in u.lex.of("conjunctions")
        ):
            return j
        if t.quote is not None or t.text in COMMA or t.text in ";:":
            return None
    return None


def _as(u: Unit, cue: Cue, opened: int, floor: int) -> Draft | None:
    if not cue.form.takes & {"free", "clause"}:
        return None
    end = u.end()
    subject: Range | None = None
    if not cue.passive:
        placed = short.locative(u, cue.at, cue.b, opened) if "placed" in cue.form.takes else None
        subject = placed[0] if placed else None
        subject = (
            subject
            or before_citing(u, cue)
            or phrases.before(u, cue.at, low=opened + 1)
            or phrases.after(u, cue.b, high=end)
        )
    stop = max(cue.b, subject[1] if subject else cue.b)
    cited = next((b for a, b in u.citing if stop <= a <= stop + 1), None)
    if cited is not None and cited < end:
        stop = cited  # «як передає X, посилаючись на Y, …»
    while (
        stop < end
        and u.tokens[stop].text not in COMMA
        and u.tokens[stop].text not in DASH
        and u.tokens[stop].quote is None
    ):
        if "clause_after_comma" in u.lex.flags and subject and subject[1] <= cue.a:
            break  # «Wie X berichten sind …»: nothing but the content can follow the verb
        stop += 1
    content: list[Range] = []
    left = opened
    while left > floor and not u.tokens[left - 1].is_word and u.tokens[left - 1].quote is None:
        left -= 1
    if left - floor >= 2 or (left > floor and end - stop >= 3):
        content.append((floor, left))
    if end - stop >= 3 or any(u.tokens[i].quote is not None for i in range(stop, end)):
        content.append((stop + (u.tokens[stop].quote is None and not u.tokens[stop].is_word), end))
    if subject is not None and not words.plausible(u, *subject):
        return None  # "as cases continue to rise"
    carried = u.before if subject is None and not cue.passive and "pro_drop" in u.lex.flags else None
    if not content or (subject is None and carried is None and not cue.passive):
        return None
    if subject is not None and _points_back(u, floor, left):
        return Draft(
            rule=cue.form.group + PASSING,
            content=[],
            source=u.chars(*subject),
            cue=u.chars(cue.a, cue.b),
            stance=cue.form.stance,
            anchor=u.tokens[cue.a].start,
            doubtful=True,
        )
    draft = _build(u, cue, subject, content, "as the source says")
    if draft is not None and carried is not None:
        draft.source = carried  # «Jak dodała, …»
    return draft


def _points_back(u: Unit, floor: int, left: int) -> bool:
    """Whether all that stands before an inserted clause points at the sentence before: «Об этом, как передаёт X, …»."""
    start = floor
    while start < left and (u.low(start) in u.lex.of("conjunctions") or not u.tokens[start].is_word):
        start += 1
    reach = words.match_phrase(u, start, "back") if start < left else 0
    return reach > 0 and start + reach == left and floor == 0


def _made(u: Unit, cue: Cue, subject: Range | None, content: list[Range], order: str) -> Draft | None:
    if subject is None and not cue.passive:
        shared = _shared(u, cue)
        if shared is None and order == "content after" and not cue.form.takes & {"quote"}:
            return None
        draft = _build(u, cue, None, content, order)
        if draft is not None:
            if shared is not None and any(a <= shared[0] < b for a, b in draft.content):
                shared = None  # «Потяг Перемишль — Берлін курсує, додали в …»: part of what is said
            draft.source = shared
            if shared is None and not (cue.form.takes & {"quote"} and any(is_quoted(u, c) for c in content)):
                return None
        return draft
    if "single" in cue.form.takes and subject is not None and _several(u, subject):
        return None  # "officials discussed the timetable": a meeting, nobody's words
    if cue.passive and "impersonal" not in cue.form.shapes and not _opens_clause(u, content):
        return None
    if subject is not None and order == "content after" and subject[0] and not _opens_clause(u, content):
        opener = u.low(subject[0] - 1) if subject[0] else ""
        if opener in u.lex.of("event_openers"):
            return None  # «after rescuers found two more bodies»: an event, not a report of one
    if subject is not None and not words.plausible(u, *subject):
        ends = u.end() - cue.b <= CLOSING and words.opens_phrase(u, subject[0]) and subject[0] > 0
        closing = order == "content before" and (subject[0] >= cue.b or ends)
        sure = closing or (
            "clause" in cue.form.takes and (_opens_clause(u, content) or any(_is_quote(u, c) for c in content))
        )
        if not sure or any(u.low(i) in u.lex.of("not_sources") for i in range(*subject)):
            return None
    draft = _build(u, cue, subject, content, order)
    if draft is not None and subject is not None and u.low(subject[0]) in u.lex.of("relatives"):
        draft.antecedent = _antecedent(u, subject)
    if draft is not None and cue.passive and draft.source is None:
        draft.source = _agent(u, cue)
    return draft


def _several(u: Unit, subject: Range) -> bool:
    """Whether a source is more than one: a plural without names, or names that a conjunction joins."""
    return any(
        u.lex.role(u.low(k)) == "anonymous"
        or u.low(k) in u.lex.of("conjunctions")
        or u.lex.pronouns.get(u.low(k)) == "p"
        for k in range(*subject)
    )


def _opens_clause(u: Unit, content: list[Range]) -> bool:
    opened = (a for a, _ in content if u.low(a) in u.lex.of("complementizers"))
    return any(u.low(a + 1) not in u.lex.of("time_nouns") for a in opened)


def _spoken(u: Unit, content: list[Range]) -> bool:
    return any(_is_quote(u, c) for c in content)


def _is_quote(u: Unit, content: Range) -> bool:
    return u.tokens[content[0]].quote is not None


def _antecedent(u: Unit, relative: Range) -> Range | None:
    """The words that a relative pronoun stands for: «the man who said» is the man."""
    head = relative[0] - 1 if relative[0] and u.tokens[relative[0] - 1].text in COMMA else relative[0]
    named = phrases.before(u, head) if head > 0 else None
    return u.chars(*named) if named is not None and words.plausible(u, *named) else None


def _agent(u: Unit, cue: Cue) -> Range | None:
    if u.low(cue.b) not in u.lex.of("agent_marks"):
        return None
    found = phrases.after(u, cue.b + 1)
    return u.chars(*found) if found and words.plausible(u, *found) else None


def _shared(u: Unit, cue: Cue) -> Range | None:
    """The subject of a verb that has none of its own: that of the verb before it, or of the unit."""
    if u.drafts and u.drafts[-1].source:
        return u.drafts[-1].source
    lead = short.leading_subject(u, cue.a, sure=bool({"gerund", "infinitive"} & cue.form.shapes))
    if lead is not None:
        return u.chars(*lead)
    if cue.a and u.low(cue.a - 1) in u.lex.of("complementizers") | u.lex.of("relatives"):
        return None  # «los productos | que reportaron una subida»
    if "pro_drop" in u.lex.flags and u.told is not None and not u.low(cue.b - 1).endswith(u.lex.plural_endings):
        return u.told
    if "pro_drop" in u.lex.flags and u.before is not None and not u.low(cue.b - 1).endswith(u.lex.plural_endings):
        return u.before
    return None


def _build(u: Unit, cue: Cue, subject: Range | None, content: list[Range], order: str) -> Draft | None:
    spans = [s for c in content if (s := trimmed(u, *c)) is not None]
    if not spans:
        return None
    quoted = [is_quoted(u, c) for c in content]
    whole = all(all(u.tokens[i].quote is not None or not u.tokens[i].is_word for i in range(*c)) for c in content)
    cue_a, cue_b = cue.a, cue.b
    return Draft(
        rule=f"{cue.form.group} / {order}",
        content=spans,
        source=u.chars(*subject) if subject else None,
        cue=u.chars(cue_a, cue_b),
        style="direct" if whole and any(quoted) else "mixed" if any(quoted) else "indirect",
        anchor=u.tokens[cue.a].start,
    )


def _made_back(u: Unit, cue: Cue, subject: Range | None) -> Draft | None:
    """A cue without content in its unit: it may reach back over the sentence before; `_spread` decides."""
    passed = bool(u.drafts) and all(d.rule.endswith(PASSING) for d in u.drafts)
    if (u.drafts and not passed) or "free" not in cue.form.takes or u.title:
        return None
    start = 0
    while start < cue.a and (u.low(start) in u.lex.of("conjunctions") or not u.tokens[start].is_word):
        start += 1
    reach = words.match_phrase(u, start, "back")
    if reach and not passed and u.tokens[start + reach].text in COMMA:
        reach = 0  # with a comma it is "for instance"
    told = reach or ("back" in cue.form.takes and subject is not None)
    if subject is not None and subject[0] < start + reach < subject[1]:
        subject = (start + reach, subject[1])
    if subject is not None and start <= subject[0] and subject[1] <= start + reach:
        right = phrases.after(u, cue.b)  # «Такие данные приводит газета»
        subject = right if right is not None and words.plausible(u, *right) else None
    whole = subject is not None and u.end() - cue.b <= 8 and min(subject[0], cue.a) <= start + 1
    if not told and not whole:
        return None
    return Draft(
        rule=f"{cue.form.group} / " + ("reaching back" if told else "quote before"),
        content=[],
        source=u.chars(*subject) if subject else None,
        cue=u.chars(cue.a, cue.b),
        stance=cue.form.stance,
        anchor=u.tokens[cue.a].start,
        doubtful=bool(told),
    )
