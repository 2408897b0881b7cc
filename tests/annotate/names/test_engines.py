"""Engines that a user plugs in: what is not verbatim in the text is dropped and counted; nothing is fetched."""

from types import SimpleNamespace

import pytest

from tellings.annotate.names import GlinerNames, SpacyNames
from tellings.errors import EngineError, UsageError
from tellings.lang import load_pack

TEXT = "Oksana Verhun arrived in Grenmoor on Friday."
EN = load_pack("en")


def entity(start, stop, text, label):
    return SimpleNamespace(start_char=start, end_char=stop, text=text, label_=label)


class StubPipeline:
    """Answers as spaCy does: right, wrong words, outside the text, overlapping, a date."""

    def __init__(self):
        self.meta = {"lang": "xx", "name": "stub", "version": "1"}

    def pipe(self, texts):
        for _ in texts:
            yield SimpleNamespace(
                ents=[
                    entity(0, 13, "Oksana Verhun", "PERSON"),
                    entity(7, 13, "Verhun", "PERSON"),
                    entity(25, 33, "Grenmoor", "GPE"),
                    entity(25, 33, "Greenmoor", "GPE"),
                    entity(40, 400, "Friday and on", "ORG"),
                    entity(37, 43, "Friday", "DATE"),
                ]
            )


class StubGliner:
    def predict_entities(self, text, labels, threshold):
        assert labels
        found = text.find("Grenmoor")
        if found >= 0:
            yield {"start": found, "end": found + 8, "text": "Grenmoor", "label": "location"}
        yield {"start": None, "end": 3, "text": "Oks", "label": "person"}


def test_spacy_adapter_keeps_what_is_verbatim():
    reader = SpacyNames(StubPipeline())
    (mentions,) = reader.read_names([TEXT], pack=EN)
    assert [(TEXT[m.start : m.stop], m.kind) for m in mentions] == [("Oksana Verhun", "person"), ("Grenmoor", "place")]
    assert reader.dropped == 3
    assert reader.version == "xx_stub 1"


def test_gliner_adapter_keeps_what_is_verbatim():
    reader = GlinerNames(StubGliner())
    (mentions,) = reader.read_names([TEXT], pack=EN)
    assert [(TEXT[m.start : m.stop], m.kind) for m in mentions] == [("Grenmoor", "place")]
    assert reader.dropped == 1


def test_gliner_reads_a_long_text_in_parts():
    text = "word " * 1_000 + TEXT
    (mentions,) = GlinerNames(StubGliner()).read_names([text], pack=EN)
    assert [text[m.start : m.stop] for m in mentions] == ["Grenmoor"]


@pytest.mark.parametrize(("engine", "module"), [(SpacyNames, "spacy"), (GlinerNames, "gliner")])
def test_a_missing_extra_names_its_install_line(engine, module, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(UsageError, match=rf"pip install 'tellings\[{module}\]'"):
        engine(tmp_path)


def test_a_folder_that_does_not_exist_is_said(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "spacy", SimpleNamespace(load=None))
    with pytest.raises(UsageError, match="no such folder"):
        SpacyNames("no/such/model")


def _breaks(*_args, **_options):
    raise KeyError("architectures")


@pytest.mark.parametrize(
    ("engine", "module", "stub"),
    [
        (SpacyNames, "spacy", SimpleNamespace(load=_breaks)),
        (GlinerNames, "gliner", SimpleNamespace(GLiNER=SimpleNamespace(from_pretrained=_breaks))),
    ],
)
def test_a_folder_without_a_model_is_an_engine_error(engine, module, stub, monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, module, stub)
    monkeypatch.setattr("tellings.annotate.names._engines.metadata.version", lambda _: "0")
    with pytest.raises(EngineError, match="no model loads from"):
        engine(tmp_path)


def test_a_pipeline_that_reads_no_names_is_refused():
    with pytest.raises(EngineError, match="no part that finds names"):
        SpacyNames(SimpleNamespace(pipe_names=[], meta={}))


def test_a_real_spacy_pipeline(tmp_path):
    spacy = pytest.importorskip("spacy", reason="the extra [spacy] is not installed")
    model = spacy.blank("en")
    model.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Oksana Verhun"}])
    model.to_disk(tmp_path / "model")
    (mentions,) = SpacyNames(tmp_path / "model").read_names([TEXT], pack=EN)
    assert [(TEXT[m.start : m.stop], m.kind) for m in mentions] == [("Oksana Verhun", "person")]
