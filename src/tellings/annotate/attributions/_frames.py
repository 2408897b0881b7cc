"""Frames such as "according to X": word patterns with a place for the source; the rest of the sentence is content."""

from __future__ import annotations

from ...lang import load_pack, stance
from . import _phrases as phrases
from . import _short as short
from . import _words as words
from ._contents import trimmed
from ._draft import Draft, Range
from ._lexicon import Frame
from ._units import LONGEST_UNIT, Unit
from ._words import COMMA, DASH

MOST = 40  # words tried as a frame's first in one unit; more is no text
_LONE = 2  # items of a pattern that a single word makes: "* göre"
_GAP = 14  # tokens that a source in the middle of a pattern may take


def read_frames(u: Unit, number: int) -> list[Draft]:
    """Every frame of the table that stands in the unit, in text order; marks its tokens as taken."""
    drafts: list[Draft] = []
    if len(u.tokens) > LONGEST_UNIT:
        return drafts
    k = tried = 0
    while k < len(u.tokens) and tried < MOST:
        tried += u.tokens[k].low in u.lex.frames
        made = _at(u, k)
        if made is None:
            k += 1
            continue
        draft, stop = made
        draft.unit = number
        if drafts:
            _part(u, drafts[-1], draft)
        drafts.append(draft)
        k = max(stop, k + 1)
    return drafts


def _part(u: Unit, first: Draft, second: Draft) -> None:
    """Two frames that follow one another: «according to X A, | according to Y B»; to each what stands behind it."""
    both = first.rule.endswith("/ sentence") and second.rule.endswith("/ sentence")
    behind = [s for s in second.content if s[0] > second.anchor]
    before = next((t for t in reversed(u.tokens) if t.stop <= second.anchor), None)
    if not both or not behind or before is None or before.is_word or first.content[0][0] < first.anchor:
        return
    stop = max((t.stop for t in u.tokens if t.is_word and t.stop <= second.anchor), default=second.anchor)
    kept = [(a, min(b, stop)) for a, b in first.content if a < stop]
    if kept:
        first.content, second.content = kept, behind


def _at(u: Unit, k: int) -> tuple[Draft, int] | None:
    token = u.tokens[k]
    if token.quote is not None:
        return None
    frames = u.lex.frames.get(token.low, ())
    if u.lex.suffix_frames and len(token.low) > 5:
        frames = (*frames, *u.lex.suffix_frames)
    for frame in frames:
        found = _match(u, k, frame)
        if found is None:
            continue
        whole, cue, source = found
        content = _content(u, whole, frame)
        if not content:
            continue
        if frame.scope == "citing":
            u.citing.append(whole)
        (u.inner if frame.scope == "clause" else u.taken).append(whole)
        start, stop = u.chars(*cue)
        return (
            Draft(
                rule=f"{frame.name} / {frame.scope}",
                content=content,
                source=u.chars(*source) if source else None,
                cue=(start, stop),
                stance=frame.stance,
                style="indirect",
                anchor=u.tokens[whole[0]].start,
            ),
            whole[1],
        )
    return None


def _match(u: Unit, k: int, frame: Frame) -> tuple[Range, Range, Range | None] | None:
    """Token ranges of the whole frame, of its cue words, and of the source."""
    items = frame.items
    if frame.after_mark and (k == 0 or u.tokens[k - 1].is_word or u.tokens[k - 1].text == ":"):
        return None
    if k and u.low(k - 1) in frame.not_after:
        return None
    source: Range | None = None
    owned: int | None = None  # where the words that belong to the source start
    owned_stop = 0
    at = k
    lead = items[0] == "*"
    for i, item in enumerate(items):
        if item == "*":
            if i == 0:
                continue
            if i == len(items) - 1:
                source = _last_source(u, k, at)
                if source is None:
                    return None
                at = source[1]
            else:
                close = next((j for j in range(at + 1, min(len(u.tokens), at + _GAP)) if _is(u, j, items[i + 1])), None)
                if close is None or any(words.is_boundary(u, j) for j in range(at, close)):
                    return None
                source, at = (at, close), close
            continue
        if item == "?":
            at += _adjective(u, at)
            continue
        if not _is(u, at, item):
            return None
        if item.startswith("="):
            owned, owned_stop = at if owned is None else owned, at + 1
        if item.lstrip("=").startswith("~"):
            source = (at, at + 1)
        at += 1
    start = k
    if frame.scope == "clause" and len(items) > 1 and u.low(at - 1) in u.lex.of("complementizers"):
        at -= 1  # «the claim | that …»: the opening word belongs to the content
        while at > k + 1 and not u.tokens[at - 1].is_word:
            at -= 1
    if frame.scope == "clause" and source is None:
        source = _owner(u, k)
    if lead:
        source = short.tight_before(u, k) or (_any_before(u, k) if frame.sure and len(items) > _LONE else None)
        if source is None:
            return None
        start = source[0]
    if owned is not None:
        source = (min(owned, source[0]), max(at, source[1])) if source else (owned, owned_stop)
    if (
        source is not None
        and not any(i.lstrip("=").startswith("~") for i in items)
        and frame.scope != "self"
        and not _fits(u, source, frame)
    ):
        return None
    if frame.scope == "self":
        return (start, at), (k, at), (k, at)
    within = owned is not None and owned_stop < at and "*" not in items  # «по его словам»: the cue is around it
    if lead and source is not None:
        return (start, at), (source[1] if source[1] < at else k, at), source
    return (start, at), (k, at if within else _cue_stop(k, at, source)), source


def _last_source(u: Unit, k: int, at: int) -> Range | None:
    """The source that closes a pattern starting at token k."""
    if "pro_drop" in u.lex.flags and at + 1 < u.end() and not u.tokens[at].is_cap and _finite(u, at):
        at += 1  # «según establecieron | las fuentes»
    source = phrases.after(u, at)
    if source is not None and k <= 1:
        source = _before_clause(u, source)
        ends = source[1] >= u.end()
        opened = "verb_first" in u.lex.flags and u.low(source[1]) in u.lex.of("clause_openers")  # «وزارة الصحة | فإن»
        if ends or (u.tokens[source[1]].is_word and not opened):
            source = short.tight_after(u, *source)  # no comma says where the source ends
    return source


def _finite(u: Unit, k: int) -> bool:
    return u.lex.role(u.low(k)) is None and any(
        "finite" in f.shapes and len(f.words) == 1 for f in u.lex.verbs.get(u.low(k), ())
    )


def _adjective(u: Unit, k: int) -> bool:
    """Whether a word in small letters that neither determines nor joins stands at k: "nach vorläufigen Zahlen"."""
    t = u.tokens[k] if k < len(u.tokens) else None
    return (
        t is not None
        and t.is_word
        and t.text[0].islower()
        and not any(t.low in u.lex.of(n) for n in ("determiners", "np_prepositions", "prepositions", "conjunctions"))
    )


def _before_clause(u: Unit, source: Range) -> Range:
    """Cut a source at its first comma, where an apposition would start, unless a role stands right behind it."""
    comma = next((j for j in range(*source) if u.tokens[j].text in COMMA), source[1])
    if comma == source[1] or (source[1] < u.end() and words.has_role(u, comma + 1, comma + 3)):
        return source
    return (source[0], comma)


def _owner(u: Unit, k: int) -> Range | None:
    """Whose claim it is: «his claim that», "the ministry's claim that"."""
    if k > 0 and u.low(k - 1) in u.lex.of("possessives"):
        return (k - 1, k)
    if k > 0 and u.lex.role(u.low(k - 1)) in ("outlet", "agency", "body"):
        return short.tight_before(u, k)
    if k > 0 and any(u.low(k - 1).endswith(e) for e in u.lex.of("genitive_endings")):
        return short.tight_before(u, k)
    return None


def _cue_stop(k: int, at: int, source: Range | None) -> int:
    if source is None or source[0] < k:
        return at
    return max(source[0], k + 1)


def _fits(u: Unit, source: Range, frame: Frame) -> bool:
    if any(u.low(i) in u.lex.of("not_sources") for i in range(*source)):
        return False
    last = u.low(source[1] - 1)
    if last.endswith(tuple(u.lex.of("not_source_endings")) or "\0") and u.lex.role(last) is None:
        return False  # «etdiyinə görə»: because of it
    if source[1] - source[0] == 1 and _slight(u, source[0]):
        return False
    if frame.sure:
        return "cue_last" not in u.lex.flags or any(u.tokens[i].is_word for i in range(*source))
    return words.plausible(u, *source)


def _slight(u: Unit, k: int) -> bool:
    """Whether a mark or a small word that names nobody stands at k: «le jour d'après | n'est pas écrit»."""
    t = u.tokens[k]
    listed = any(t.low in u.lex.of(n) for n in ("auxiliaries", "prepositions", "conjunctions", "adverbs"))
    named = t.low in u.lex.pronouns or t.low in u.lex.owners or u.lex.role(t.low) is not None
    return (
        not t.is_word or (listed and not named) or (not named and bool(stance.negations(t.low, load_pack(u.lex.code))))
    )


def _any_before(u: Unit, k: int) -> Range | None:
    """The word before a pattern of several words, which nothing but a source can own: «bir nəfərin | sözlərinə görə»."""
    left = k - 1
    if left < 0 or "cue_last" not in u.lex.flags or not u.tokens[left].is_word:
        return None
    while left > 0 and u.low(left - 1) in u.lex.of("determiners"):
        left -= 1
    return (left, k)


def _is(u: Unit, k: int, item: str) -> bool:
    low, item = u.low(k), item.lstrip("=")
    if item.startswith("~"):
        return low.endswith(item[1:]) and len(low) > len(item) + 1
    if item.endswith("*") and len(item) > 1:
        return low.startswith(item[:-1])
    return low == item


def _content(u: Unit, whole: Range, frame: Frame) -> list[Range]:
    a, b = whole
    end = u.end()
    floor = 0
    if frame.scope == "clause":
        right = trimmed(u, b, end) if b < end else None
        return [right] if right else []
    if frame.scope == "citing":
        left = trimmed(u, 0, a)
        return [left] if left else []
    conj = a > 0 and (u.low(a - 1) in u.lex.of("conjunctions") or u.tokens[a - 1].text in ";")
    if conj and end - b >= 4 and a > 3:
        floor = a  # «…, and according to X …»: only what follows
    # a quote that the frame introduces or closes is the content, the rest is not
    if b < end and u.tokens[min(b, end - 1)].text == ":" and b + 1 < end:
        floor = a
    spans = [trimmed(u, floor, a) if floor < a else None, trimmed(u, b, end) if b < end else None]
    found = [s for s in spans if s is not None and s[1] - s[0] > 1]
    quoted = a > 0 and _quote_left(u, a)
    if quoted is not None and quoted is not False and b >= end - 1:
        return [trimmed(u, 0, a) or (u.tokens[a - 1].start, u.tokens[a - 1].stop)]
    if len(found) == 1 or (found and (a == 0 or b >= end)):
        return found
    marked = a > 0 and u.tokens[a - 1].text in COMMA
    if len(found) == 2 and marked and u.tokens[b].is_word and "verb_second" not in u.lex.flags:
        return found[:1]  # "…, according to two men | briefed on it"
    return found


def _quote_left(u: Unit, a: int) -> bool:
    k = a - 1
    while k >= 0 and (u.tokens[k].text in COMMA or u.tokens[k].text in DASH):
        k -= 1
    return k >= 0 and u.tokens[k].quote is not None
