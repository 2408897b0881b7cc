"""From a RawReport to a Report: the order of the passes, and what each tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..errors import CleanError
from ..records import Evidence, RawReport, Record, Removed, Report, SourceSegment
from .anchor import date_report
from .assemble import assemble, safe_line
from .credits import cut_credits
from .datelines import cut_dateline, cut_glued_dateline
from .ends import HEADED, SIGNED, cut_first_outlet, cut_flashes, cut_outlet, cut_place, outlet_names
from .glued import part_glued
from .language import settle_language
from .lines import Cut, Line, Passed, split_lines
from .outlet import host_of
from .page import Page, read_page
from .phrases import cut_last_appeal, cut_phrases
from .repeats import cut_repeats
from .rules import load_rules
from .stamps import cut_stamps
from .title import Headline, find_headline
from .weekdays import weekday_note
from .widgets import cut_breadcrumbs, cut_copyright, cut_font_buttons, cut_share_buttons
from .wraps import find_wraps

LONGEST_TEXT = 1_000_000  # characters of one report; a long book has fewer


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Stripped(Record, frozen=True, kw_only=True):
    """A plain text without its boilerplate."""

    text: str
    title: str | None
    removed: tuple[Removed, ...]
    evidence: tuple[Evidence, ...]
    source_map: tuple[SourceSegment, ...]
    rules: tuple[str, ...]  # names of those that fired, in text order


def clean(raw: RawReport) -> Report:
    """The report that `raw` holds.

    `text` begins with the title on a line of its own when there is one. Offsets in `removed`, `evidence` and on the
    right of `source_map` count code points of `raw.body`, or for HTML of the page's extracted main text.

    Raises:
        CleanError: no text is left, or it is longer than `LONGEST_TEXT`.
    """
    subject = raw.path or raw.url or raw.id
    if len(raw.body) > LONGEST_TEXT * (4 if raw.medium == "html" else 1):
        raise CleanError(
            subject,
            cause=f"{len(raw.body):,} characters in one report, at most {LONGEST_TEXT:,} are read",
            way_out="split it into single reports",
        )
    page = read_page(raw) if raw.medium == "html" else Page(text=raw.body)
    settled = settle_language(page.text, declared=raw.lang or page.lang)
    url = raw.url or page.url
    named = raw.outlet or page.outlet
    title = _line(raw.title or page.title)
    stripped = strip_text(page.text, lang=settled.lang, title=title, outlet=named, url=url)
    if not stripped.text.strip() or stripped.text == title:
        raise CleanError(subject, cause="nothing is left once what is not text is taken away")
    evidence = (*page.evidence, *stripped.evidence)
    dated = date_report(published=raw.published, evidence=evidence, url=url)
    contrary = weekday_note(stripped.text, anchor=dated.anchor, lang=settled.lang)
    return Report(
        id=raw.id,
        text=stripped.text,
        path=raw.path,
        url=url,
        outlet=_line(named or _signed(stripped.evidence) or host_of(url)),
        byline=_line(raw.byline or page.byline or _told(evidence, "byline")),
        title=stripped.title,
        lang=settled.lang,
        published=dated.published,
        retrieved=raw.retrieved,
        anchor=dated.anchor,
        removed=stripped.removed,
        evidence=evidence,
        source_map=stripped.source_map,
        notes=(*raw.notes, *page.notes, *settled.notes, *dated.notes, *((contrary,) if contrary else ())),
    )


def strip_text(
    raw: str, *, lang: str, title: str | None = None, outlet: str | None = None, url: str | None = None
) -> Stripped:
    """Plain-text cleaning alone: what every report goes through, whatever it came in as."""
    rules = load_rules(lang)
    passes: Sequence[Callable[[list[Line]], Passed]] = (
        lambda lines: cut_stamps(lines, rules=rules),
        cut_font_buttons,
        lambda lines: cut_copyright(lines, rules=rules),
        lambda lines: cut_share_buttons(lines, rules=rules),
        lambda lines: cut_phrases(lines, rules=rules),
        lambda lines: cut_last_appeal(lines, rules=rules),
        lambda lines: cut_breadcrumbs(lines, rules=rules),
        lambda lines: cut_stamps(lines, rules=rules),  # again: a stamp may stand below what was just cut
        lambda lines: cut_repeats(lines, title=title),
        lambda lines: cut_flashes(lines, rules=rules),
        lambda lines: cut_outlet(lines, names=outlet_names(outlet, url)),
        lambda lines: cut_credits(lines, rules=rules),
        lambda lines: cut_outlet(lines, names=outlet_names(outlet, url)),
        cut_place,
    )
    joins = find_wraps(raw)
    lines = split_lines(raw, joins=joins)
    one_line = len(lines) == 1
    cuts: list[Cut] = []
    for step in passes:
        passed = step(lines)
        lines = passed.lines
        cuts += passed.cuts
    if title is None and len(lines) == 1:
        passed = cut_glued_dateline(lines, rules=rules)
        lines = passed.lines
        cuts += passed.cuts
    held = [_YEAR.sub("", raw[c.start : c.stop]) for c in cuts if c.why == "copyright"]
    held += [e.value for c in cuts for e in c.evidence if e.kind == "outlet" and e.rests_on == SIGNED]
    passed = cut_first_outlet(lines, names=outlet_names(outlet, url), held=held)
    lines = passed.lines
    cuts += passed.cuts
    parted = part_glued(lines, lang=lang, url=url) if title is None and one_line else lines
    glued = [parted[1].start] if len(parted) > len(lines) else []
    lines = parted
    between = raw[lines[0].stop : lines[1].start] if len(lines) > 1 else ""
    headline = find_headline(lines, title=title, apart=bool(glued) or between.count("\n") > 1 or bool(between.strip()))
    credited = [e.value for c in cuts for e in c.evidence if e.kind == "agency"] + outlet_names(outlet, url)
    passed = cut_dateline(lines, rules=rules, body=0 if headline.line is None else headline.line + 1, credited=credited)
    cuts += passed.cuts
    breaks = glued if headline.break_at is None else [headline.break_at]
    return _stripped(raw, _merged(cuts), headline, joins=joins, breaks=breaks)


def _stripped(
    raw: str, cuts: Sequence[Cut], headline: Headline, *, joins: Sequence[tuple[int, int]], breaks: Sequence[int]
) -> Stripped:
    made = assemble(raw, cuts=[(c.start, c.stop) for c in cuts], joins=joins, breaks=breaks, head=headline.head)
    title = _line(headline.title)
    if title and headline.line == 0:
        title = made.text.partition("\n")[0]
    return Stripped(
        text=made.text,
        title=title,
        removed=tuple(
            Removed(start=c.start, stop=c.stop, why=c.why, text=safe_text(raw[c.start : c.stop])) for c in cuts
        ),
        evidence=tuple(e for c in cuts for e in c.evidence),
        source_map=made.source_map,
        rules=tuple(c.rule for c in cuts),
    )


def safe_text(text: str) -> str:
    return assemble(text, cuts=()).text


def _merged(cuts: Sequence[Cut]) -> list[Cut]:
    """In text order; a cut that lies within another has been said already."""
    left: list[Cut] = []
    for cut in sorted(cuts, key=lambda c: (c.start, -c.stop)):
        if not left or cut.stop > left[-1].stop:
            left.append(cut)
    return left


def _line(text: str | None) -> str | None:
    return (safe_line(text) or None) if text else None


def _told(evidence: Sequence[Evidence], kind: str) -> str | None:
    return next((e.value for e in evidence if e.kind == kind), None)


def _signed(evidence: Sequence[Evidence]) -> str | None:
    """The outlet that signs the text; one that is credited as its source is another."""
    return next((e.value for e in evidence if e.kind == "outlet" and e.rests_on in (SIGNED, HEADED)), None)
