"""Machine glosses of row labels for a reader who knows none of a row's languages: made last, shown, never matched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ..records import Entity, Gloss, Row, Statement


def with_glosses(
    rows: Sequence[Row], statements: Sequence[Statement], entities: Sequence[Entity], *, into: Sequence[str]
) -> tuple[Row, ...]:
    """The rows; those whose label is in none of the languages `into` with a gloss in the first that can be made.

    Names are written as the reports in that language write them, where there are any.
    """
    wanted = list(dict.fromkeys(_base(lang) for lang in into))
    if not wanted:
        return tuple(rows)
    said = {s.id: s for s in statements}
    names = {lang: _names(entities, lang) for lang in wanted}
    return tuple(_glossed(row, said, names) for row in rows)


def _glossed(row: Row, said: Mapping[str, Statement], names: Mapping[str, Mapping[str, str]]) -> Row:
    from ..gloss import gloss

    lang = next((_base(said[s].lang) for s in row.statements if s in said and said[s].text == row.label), "und")
    if lang in names:
        return row
    for into, forms in names.items():
        text = gloss(row.label, lang, into, names={form: name for form, name in forms.items() if form in row.label})
        if text:
            return replace(row, gloss=Gloss(text=text, lang=into))
    return row


def _names(entities: Sequence[Entity], lang: str) -> dict[str, str]:
    """Every form of a name that reports in `lang` write as well -> how they write it."""
    written: dict[str, str] = {}
    for entity in entities:
        own = next((f.form for f in entity.forms if _base(f.lang) == lang), "")
        if own:
            written |= {f.form: own for f in entity.forms if _base(f.lang) != lang and f.form not in written}
    return written


def _base(tag: str) -> str:
    return tag.lower().split("-")[0]
