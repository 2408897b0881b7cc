"""What a judgement rests on, told so that an editor can follow it: the words first, the finding's name last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath

from ..records import Derivation, Finding, Row, Statement
from ._index import Index, grouped, plural
from ._safe import one_line, quoted, shorten, visible
from ._words import DERIVATION, FLAGS, MEANS

_LONG = 100  # characters that findings show of a statement, at the least
_SCORE = "+ speaks for it, - against it; 1 is the most that one finding can weigh"


def findings(known: Index, found: Sequence[Finding], *, shown: Collection[str] = ()) -> Iterable[str]:
    """Findings under the two values that they compare; values that stand in `shown` are not said again."""
    if not found:
        yield "Rests on: no finding was recorded."
        return
    yield f"Rests on ({_SCORE}):"
    for left, right, some in grouped(found):
        for side in (left, right):
            if side and side not in shown:
                yield f"  {_side(known, side)}"
        for finding in some:
            yield _line(finding)


def ties(known: Index, row: Row) -> Iterable[str]:
    """What holds a row together: of the pairs that were kept, the strongest that bring in each statement."""
    whole = [f for f in row.findings if not f.left and not f.right]
    pairs = [
        (left, right, list({f.feature: f for f in reversed(some)}.values())[::-1])  # two pairs of the same words
        for left, right, some in grouped(row.findings)
        if left or right
    ]
    if not row.findings:
        yield "Rests on: no finding was recorded."
        return
    yield f"Rests on ({_SCORE}):"
    for finding in whole:
        yield _line(finding)
    said = [known.statements[s] for s in row.statements if s in known.statements]
    group: dict[str, str] = {}
    left_out = 0
    for left, right, some in pairs:
        one, other = _root(group, left), _root(group, right)
        if one == other and left in group and left != right:
            left_out += 1
            continue
        group[other] = group[one] = one
        for side in dict.fromkeys((left, right)):
            yield f"  {quoted(_begun(side, [s.text for s in said]))} ({_whose(known, side, said)})"
        for finding in some:
            yield _line(finding)
    if left_out:
        yield f"  and {plural(left_out, 'pair')} more of the same statements (in the JSON)"
    for loose in _loose(said, group):
        yield f"  no finding was kept of how this came in: {quoted(shorten(loose, _LONG))}"


def _root(group: dict[str, str], words: str) -> str:
    while group.get(words, words) != words:
        words = group[words]
    return words


def _whose(known: Index, words: str, said: Sequence[Statement]) -> str:
    names = [known.labels.get(s.report, s.report) for s in said if one_line(s.text).startswith(words)]
    return ", ".join(dict.fromkeys(names)) or "a statement of this row"


def _loose(said: Sequence[Statement], group: Collection[str]) -> list[str]:
    """Statements of a row that stand in no pair whose findings were kept."""
    texts = list(dict.fromkeys(one_line(s.text) for s in said))
    return [text for text in texts if len(texts) > 1 and not any(text.startswith(words) for words in group)]


def _line(finding: Finding) -> str:
    return f"    {finding.score:+.2f}  {in_words(finding)}  [{one_line(finding.feature)}]"


def in_words(finding: Finding) -> str:
    """A finding's sentence, in plain words where the stage's own are those of its model."""
    said = MEANS.get(finding.feature)
    number = finding.detail.rpartition(": ")[2]
    if said is None or not number.replace(".", "", 1).isdecimal():
        return visible(finding.detail)
    if finding.feature == "mutual":
        return said[0] if float(number) == 1 else said[1]
    return said[0] if finding.feature in FLAGS else f"{said[0]}: {number}"


def named(known: Index, side: str) -> str:
    """One of the two values compared: a derivation, or a report called by its file, is told by name, words as they are."""
    for derivation in known.dossier.derivations:
        if derivation.id == side:
            return f"{side}: {tie(known, derivation)}"
    for report in known.dossier.reports:
        if report.path and side in (report.path, PurePath(report.path).name):
            return one_line(known.labels[report.id])
    return side


def _side(known: Index, side: str) -> str:
    name = named(known, side)
    return name if name != side else quoted(_begun(side, [s.text for s in known.statements.values()]))


def tie(known: Index, derivation: Derivation) -> str:
    """Who took it from whom, in one line."""
    origin = one_line(known.labels.get(derivation.origin, derivation.origin))
    target = one_line(known.labels.get(derivation.target, derivation.target))
    if derivation.direction == "known":
        return f"{target} goes back to {origin}: {DERIVATION[derivation.kind]}"
    return f"{origin} and {target}: {DERIVATION[derivation.kind]}, direction unknown"


def _begun(words: str, texts: Iterable[str]) -> str:
    """Words of a finding, which may be the beginning of a text only: then cut at a word, with an ellipsis."""
    cut = len(words) > _LONG and any(
        len(text) > len(words) and text.startswith(words) for text in (one_line(text) for text in texts)
    )
    return shorten(f"{words}…", len(words)) if cut else words
