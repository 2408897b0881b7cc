"""Names served by something stronger that the user has on disk: a spaCy pipeline, a GLiNER model. Offline only.

Whatever an engine returns must lie verbatim in the text, or it is dropped and counted (`dropped`).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from ...errors import EngineError, UsageError
from ...lang import Pack
from ...records import EntityKind, Mention

_KINDS: dict[str, EntityKind] = {
    "per": "person",
    "person": "person",
    "persname": "person",
    "org": "organisation",
    "organization": "organisation",
    "organisation": "organisation",
    "orgname": "organisation",
    "norp": "other",
    "gpe": "place",
    "loc": "place",
    "location": "place",
    "place": "place",
    "placename": "place",
    "geogname": "place",
    "fac": "place",
    "facility": "place",
    "product": "product",
    "event": "event",
    "evt": "event",
    "misc": "other",
    "other": "other",
    "work_of_art": "other",
    "law": "other",
    "language": "other",
}
_NOT_NAMES = frozenset({"date", "time", "percent", "money", "quantity", "ordinal", "cardinal"})
GLINER_LABELS = ("person", "organization", "location", "product", "event")
_GLINER_CHUNK = 1_200  # code points; the model cuts longer input off


class _Engine:
    """What the adapters share: the contract on what an engine may return."""

    name = "engine"
    version = "?"

    def __init__(self) -> None:
        self.dropped = 0  # what was returned and is not verbatim in the text, or overlaps

    def _accept(self, text: str, found: Iterable[tuple[Any, Any, Any, Any]]) -> tuple[Mention, ...]:
        """Mentions out of (start, stop, text as the engine gives it, label); the rest is dropped and counted."""
        good = []
        for start, stop, form, label in found:
            kind = _KINDS.get(str(label).lower())
            if str(label).lower() in _NOT_NAMES:
                continue
            sound = isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop <= len(text)
            if not sound or text[start:stop] != form or not form.strip():
                self.dropped += 1
                continue
            good.append((start, -stop, kind or "other"))
        mentions: list[Mention] = []
        for start, negative, kind in sorted(good):
            if mentions and start < mentions[-1].stop:
                self.dropped += 1
                continue
            form = text[start:-negative]
            mentions.append(Mention(start=start, stop=-negative, kind=kind, canonical=form, rule=self.name))
        return tuple(mentions)


def _import(module: str, extra: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise UsageError(
            f"names engine {extra!r}", cause=f"{module} is not installed", way_out=f"pip install 'tellings[{extra}]'"
        ) from error


def _folder(path: str | Path, engine: str) -> Path:
    folder = Path(path)
    if not folder.exists():
        raise UsageError(
            f"names engine {engine!r}",
            cause=f"no such folder: {str(path)!r}",
            way_out="give the path of a model on this machine; nothing is fetched",
        )
    return folder


def _does_not_load(engine: str, folder: Path, error: Exception) -> EngineError:
    cause = f"no model loads from {str(folder)!r}: {type(error).__name__}: {error}"
    return EngineError(engine, cause=cause, way_out="give the folder that the model was saved to")


class SpacyNames(_Engine):
    """A NameReader over a spaCy pipeline in a local folder, or one already loaded."""

    name = "spacy"

    def __init__(self, model: str | Path | Any) -> None:
        """`model`: the folder of a pipeline, or a loaded pipeline.

        Raises:
            UsageError: spaCy is not installed, or the folder does not exist.
            EngineError: the folder holds no pipeline that loads, or one without a single part.
        """
        super().__init__()
        if isinstance(model, (str, Path)):
            spacy = _import("spacy", "spacy")
            folder = _folder(model, "spacy")
            try:
                model = spacy.load(folder)
            except Exception as error:
                raise _does_not_load("spacy", folder, error) from error
        if getattr(model, "pipe_names", None) == []:
            raise EngineError("spacy", cause="the pipeline has no part that finds names")
        self._model = model
        meta = getattr(model, "meta", {})
        self.version = f"{meta.get('lang', '')}_{meta.get('name', '')} {meta.get('version', '')}".strip(" _") or "?"

    def read_names(self, texts: Sequence[str], *, pack: Pack) -> list[tuple[Mention, ...]]:  # noqa: ARG002
        """The names in each text, in text order, without overlaps."""
        docs = self._model.pipe(texts)
        return [
            self._accept(text, ((e.start_char, e.end_char, e.text, e.label_) for e in doc.ents))
            for text, doc in zip(texts, docs, strict=True)
        ]


class GlinerNames(_Engine):
    """A NameReader over a GLiNER model in a local folder, or one already loaded."""

    name = "gliner"

    def __init__(
        self, model: str | Path | Any, *, labels: Sequence[str] = GLINER_LABELS, threshold: float = 0.5
    ) -> None:
        """`model`: the folder of a model, or a loaded one; `labels`: what to ask it for.

        Raises:
            UsageError: gliner is not installed, or the folder does not exist.
            EngineError: the folder holds no model that loads.
        """
        super().__init__()
        if isinstance(model, (str, Path)):
            gliner = _import("gliner", "gliner")
            folder = _folder(model, "gliner")
            self.version = f"{metadata.version('gliner')} {folder.name}"
            try:
                model = gliner.GLiNER.from_pretrained(str(folder), local_files_only=True)
            except Exception as error:
                raise _does_not_load("gliner", folder, error) from error
        self._model = model
        self._labels = list(labels)
        self._threshold = threshold

    def read_names(self, texts: Sequence[str], *, pack: Pack) -> list[tuple[Mention, ...]]:  # noqa: ARG002
        """The names in each text, in text order, without overlaps."""
        return [self._accept(text, list(self._entities(text))) for text in texts]

    def _entities(self, text: str) -> Iterable[tuple[Any, Any, Any, Any]]:
        at = 0
        while at < len(text):
            stop = min(len(text), at + _GLINER_CHUNK)
            if stop < len(text):
                stop = max(text.rfind("\n", at, stop), text.rfind(" ", at, stop)) + 1 or stop
                stop = stop if stop > at else min(len(text), at + _GLINER_CHUNK)
            for e in self._model.predict_entities(text[at:stop], self._labels, threshold=self._threshold):
                start, end = e.get("start"), e.get("end")
                sound = isinstance(start, int) and isinstance(end, int)
                yield (at + start, at + end, e.get("text"), e.get("label")) if sound else (None, None, None, "other")
            at = stop
