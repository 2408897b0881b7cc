"""Say which language a text is in, abstaining ("und") when unsure. Serves every stage; loads its model on first use.

py3langid with its calibrated confidence (softmax at temperature sqrt(bytes)), all of its languages, none preferred.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ..records import Record

if TYPE_CHECKING:
    from ._automaton import Ranker

UNKNOWN = "und"
FLOOR = 0.5  # below this the model's own best guess is wrong about as often as right (tried at 40 characters)
CONTRARY_FLOOR = 0.9  # what it takes for one paragraph to be in another language than its report

_FEWEST_LETTERS = 12  # shorter texts are names and times as often as language
_FEWEST_LETTERS_CONTRARY = 40
_SAMPLE = 600  # characters each from the start, the middle and the end: more changed no answer on 5,700 shared texts

# Labels that the model gives to varieties whose reports are written in, or cannot be told from, a larger language.
# Their confidence counts for the larger one when that leads anyway; they are never answers of short texts.
_VARIETIES = {"pcm": "en", "arz": "ar", "ary": "ar", "wuu": "zh", "crh": "tr", "an": "es", "nn": "no", "ext": "es"}
_NOT_LANGUAGES = {"zxx"}
_PARAGRAPH = re.compile(r"[^\n]+")


class Identified(Record, frozen=True, kw_only=True):
    lang: str  # ISO 639 code, or "und"
    confidence: float  # 0-1, of the best guess even when it was not good enough to be given


class Paragraph(Record, frozen=True, kw_only=True):
    """A line of text that holds more than white space, and its language."""

    start: int  # code points in the text
    stop: int
    lang: str


def identify(text: str, *, floor: float = FLOOR) -> Identified:
    """The language of one text.

    Abstains with `lang == "und"` when the text holds too few letters or the confidence stays below `floor`.
    Texts longer than three samples of 600 characters are judged by their start, middle and end.
    """
    sample = _sample(text)
    letters = sum(1 for _ in islice(filter(str.isalpha, sample), _FEWEST_LETTERS))
    if letters == 0:
        return Identified(lang=UNKNOWN, confidence=0.0)
    shares = _model().shares(sample)
    best = max((label for label in shares if label not in _NOT_LANGUAGES), key=shares.__getitem__)
    large = _VARIETIES.get(best, best)
    confidence = sum(sorted((shares.get(label, 0.0) for label in _kin(large)), reverse=True))
    # "漢字" says as much in two letters as twelve of an alphabet
    enough = letters >= _FEWEST_LETTERS or (large in ("zh", "ja", "ko", "th") and letters >= _FEWEST_LETTERS // 3)
    lang = large if enough and confidence >= floor else UNKNOWN
    return Identified(lang=lang, confidence=round(min(1.0, confidence), 4))


def identify_paragraphs(text: str, *, whole: str | None = None) -> tuple[Paragraph, ...]:
    """The language of every line of `text` that is not blank, in order.

    `whole` is the language of the report (identified here when not given). A paragraph is said to be in another
    language only when it is long enough and the confidence is high; otherwise it has the report's language. Where
    the report's own is "und", a paragraph's is what `identify` says, which may be "und" as well.
    """
    report = identify(text).lang if whole is None else whole
    return tuple(
        Paragraph(start=start, stop=stop, lang=_paragraph_lang(text[start:stop], report))
        for start, stop in _paragraphs(text)
    )


@functools.cache
def _kin(large: str) -> tuple[str, ...]:
    """The labels whose confidence counts for a language."""
    return (large, *(label for label, of in _VARIETIES.items() if of == large))


def is_language(tag: str) -> bool:
    """Whether `tag` is a well-formed BCP 47 tag with a two- or three-letter primary subtag that names a language."""
    found = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*", tag.strip())
    return bool(found) and found is not None and found[1].lower() not in (UNKNOWN, "zxx", "mul", "mis")


def same_language(one: str, other: str) -> bool:
    """Whether two tags name the same language, regions and scripts aside, as far as the model can tell."""
    left, right = (_large(primary(tag)) for tag in (one, other))
    return left == right or frozenset((left, right)) in _INDISTINCT


def primary(tag: str) -> str:
    """The language of a tag, without region or script, as two letters where there are two."""
    code = re.split(r"[-_]", tag.strip().lower(), maxsplit=1)[0]
    return _THREE_LETTER.get(code, code)


def _large(code: str) -> str:
    return _VARIETIES.get(code, code)


# Pairs that the model mixes up, or that differ by convention of naming, so that one does not contradict the other.
_INDISTINCT = frozenset(
    frozenset(pair)
    for pair in (
        ("hr", "bs"), ("hr", "sr"), ("bs", "sr"), ("id", "ms"), ("no", "da"), ("no", "nb"), ("sh", "sr"), ("sh", "hr"),
        ("es", "gl"), ("cs", "sk"), ("fa", "prs"), ("tl", "fil"), ("zh", "yue"), ("ro", "mo"), ("sh", "bs"),
    )
)  # fmt: skip
_THREE_LETTER = {
    "eng": "en", "rus": "ru", "ukr": "uk", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es",
    "pol": "pl", "tur": "tr", "aze": "az", "ara": "ar", "fas": "fa", "per": "fa", "zho": "zh", "chi": "zh",
    "por": "pt", "ita": "it", "iw": "he", "in": "id", "cn": "zh", "ua": "uk",
}  # fmt: skip


def _paragraph_lang(paragraph: str, report: str) -> str:
    found = identify(paragraph)
    if report == UNKNOWN or same_language(found.lang, report):
        return found.lang if report == UNKNOWN else report
    letters = sum(map(str.isalpha, paragraph))
    if letters < _FEWEST_LETTERS_CONTRARY or found.confidence < CONTRARY_FLOOR:
        return report
    return found.lang


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text):
        if match[0].strip():
            yield match.span()


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


@functools.cache
def _model() -> Ranker:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    from ._automaton import Ranker

    return Ranker(LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
