"""From text to sentences: paragraphs are lines, a line is split by its language's splitter, long pieces are cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...lang import Pack, load_pack
from ...records import Sentence
from ._stops import boundaries, corrected

LONGEST = 2000  # code points; a "sentence" beyond this is a table, a script or no text at all
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_CHUNK = 20_000  # code points handed to razdel at once


def split_sentences(
    text: str,
    *,
    pack: Pack,
    lang: str | None = None,
    paragraph_langs: Sequence[str] | None = None,
    title: str | None = None,
) -> tuple[Sentence, ...]:
    """The sentences of `text`, in order, without the white space around them; none is empty.

    A paragraph is a line that is not blank; `paragraph_langs` names the language of each and with it whose rules split
    it (default: `lang`, by the rules of `pack`: a language without a pack keeps its name). The first line is one sentence when it is the `title`. Linear in the text's length.
    """
    sentences: list[Sentence] = []
    paragraph = -1
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        paragraph += 1
        known = paragraph_langs is not None and paragraph < len(paragraph_langs)
        told = paragraph_langs[paragraph] if known and paragraph_langs else lang or pack.code
        rules = pack if told in (lang, pack.code) else load_pack(told)
        whole = paragraph == 0 and title is not None and line.strip() == title.strip()
        cuts = () if whole else _cuts(line, rules)
        for start, stop in _pieces(line, cuts):
            offset = match.start()
            sentences.append(Sentence(start=offset + start, stop=offset + stop, paragraph=paragraph, lang=told))
    return tuple(sentences)


def _cuts(line: str, pack: Pack) -> Iterable[int]:
    return corrected(line, _razdel_cuts(line), pack=pack) if pack.script == "Cyrl" else boundaries(line, pack=pack)


def _razdel_cuts(line: str) -> Iterator[int]:
    from razdel import sentenize

    for start in range(0, len(line), _CHUNK):
        chunk = line[start : start + _CHUNK]
        for sentence in sentenize(chunk):
            if sentence.start:
                yield start + sentence.start


def _pieces(line: str, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in (*cuts, len(line)):
        piece = line[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            yield from _short(line, left, right)
        start = cut


def _short(line: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Cut a piece that is too long at the last white space that fits, or in the middle of nothing."""
    while stop - start > LONGEST:
        space = max(line.rfind(" ", start + LONGEST // 2, start + LONGEST), line.rfind("\t", start, start + LONGEST))
        cut = space if space > start else start + LONGEST
        yield start, cut
        start = cut
        while start < stop and line[start].isspace():
            start += 1
    if start < stop:
        yield start, stop
