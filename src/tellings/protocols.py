"""What an engine must be to serve a step. Each Protocol has contract tests in `tests/contracts`.

An engine says its `name` and `version`; both end up in the dossier (`run.engines`). Whatever it returns must be
found verbatim in the text at the offsets it gives, or it is dropped and counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .lang import Pack
    from .records import Anchor, Attribution, Mention, Quantity, Quote, Sentence, Timex


class Engine(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...


class NameReader(Engine, Protocol):
    def read_names(self, texts: Sequence[str], *, pack: Pack) -> list[tuple[Mention, ...]]:
        """The names in each text (whole report texts, batched), in text order, without overlaps."""
        ...


class TimeReader(Engine, Protocol):
    def read_times(self, text: str, *, sentences: Sequence[Sentence], pack: Pack, anchor: Anchor) -> tuple[Timex, ...]:
        """The time expressions of one text, in text order, without overlaps."""
        ...


class QuantityReader(Engine, Protocol):
    def read_quantities(
        self, text: str, *, sentences: Sequence[Sentence], pack: Pack, times: Sequence[Timex]
    ) -> tuple[Quantity, ...]:
        """The quantities of one text, in text order; numbers inside `times` are not quantities."""
        ...


class AttributionReader(Engine, Protocol):
    def read_attributions(
        self,
        text: str,
        *,
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        mentions: Sequence[Mention],
        pack: Pack,
    ) -> tuple[Attribution, ...]:
        """Who says what in one text, in text order of the content."""
        ...


class Encoder(Engine, Protocol):
    @property
    def dim(self) -> int: ...

    def encode(self, texts: Sequence[str], *, langs: Sequence[str] | None = None) -> NDArray[np.float32]:
        """Unit-length sentence vectors, shape (len(texts), dim); the zero vector for text without features."""
        ...
