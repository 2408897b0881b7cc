"""First stub: no attribution is read yet."""

from __future__ import annotations

from collections.abc import Sequence

from ...lang import Pack
from ...records import Attribution, Mention, Quote, Sentence


class RuleAttributions:
    """The default `AttributionReader`: rules over tables, no parser."""

    name = "rules"
    version = "1"

    def read_attributions(
        self,
        text: str,
        *,
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        mentions: Sequence[Mention],
        pack: Pack,
    ) -> tuple[Attribution, ...]:
        """Who says what in one text; see `read_attributions`."""
        return read_attributions(text, sentences=sentences, quotes=quotes, mentions=mentions, pack=pack)


def read_attributions(
    text: str,
    *,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    pack: Pack,
) -> tuple[Attribution, ...]:
    """None, so far."""
    del text, sentences, quotes, mentions, pack
    return ()
