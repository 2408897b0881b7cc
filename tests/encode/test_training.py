"""What training may read, and how it rewrites: the parts that need no torch."""

import random
from pathlib import Path

import pytest

from training.encoder import sources
from training.encoder.inflect import inflect
from training.encoder.lexicon import Rewriter, lemmas, lexicons
from training.encoder.prepare import as_azeri, merged, training_groups

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the data sets are not beside the checkout")


def test_unknown_documents_may_always_train():
    assert not sources.left_out("wmt21/?")
    assert sum(sources.left_out(f"wmt22/made-up.{i}") for i in range(400)) == pytest.approx(100, abs=30)


@needs_data
def test_nothing_left_out_trains():
    held, seen = set(), set()
    for group, out in sources.wmt(DATA):
        (held if out else seen).update(text for texts in group.wordings.values() for text in texts)
    groups = training_groups(DATA, with_wmt=True)
    trained = {text for group in groups for texts in group.wordings.values() for text in texts}
    assert len(held) > 1000
    assert not (held - seen) & trained
    assert all(int(group.doc[5:10]) % 2 == 0 for group in groups if group.doc[:4] == "pud/")


def test_no_training_module_reads_the_test_set():
    folder = Path(sources.__file__).parent
    named = [path.name for path in folder.rglob("*.py") if 'data / "ntrex"' in path.read_text("utf-8")]
    assert named == []


def test_own_sentences_stand_in_every_column():
    groups = [group for group, _ in sources.own_sentences()]
    some, every = {"en", "az", "tr", "fa", "ar", "uk"}, set(sources.LANGS)
    assert sum(set(group.wordings) == some for group in groups) >= 80
    assert sum(set(group.wordings) == every for group in groups) >= 900
    assert all(set(group.wordings) in (some, every) for group in groups)


def test_own_reports_are_kept_whole_or_trained_whole():
    kept = {group.doc for group, held in sources.own_sentences() if held and group.doc.count("/") == 2}
    trained = {group.doc for group, held in sources.own_sentences() if not held}
    assert kept
    assert not kept & trained


def test_each_fact_has_two_wordings_in_each_language():
    facts = list(sources.two_wordings())
    assert len(facts) >= 100
    assert all(len(set(texts)) == 2 for fact in facts for texts in fact.wordings.values())
    texts = {text for group, _ in sources.own_sentences() for found in group.wordings.values() for text in found}
    assert not texts & {text for fact in facts for found in fact.wordings.values() for text in found}


def test_a_line_that_is_no_sentence_is_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("## 1 a\nen A bridge.\nxx Hm.\n", "utf-8")
    with pytest.raises(ValueError, match=r"a\.txt.*xx Hm"):
        list(sources._blocks(path))


def test_groups_with_one_source_are_merged():
    one = sources.Group(doc="d", wordings={"en": ["A bridge."], "ru": ["Мост."]})
    two = sources.Group(doc="d", wordings={"en": ["A bridge."], "zh": ["桥。"]})
    (group,) = merged([one, two])
    assert group.wordings == {"en": ["A bridge."], "ru": ["Мост."], "zh": ["桥。"]}


@pytest.mark.parametrize(
    ("word", "lemma"), [("cities", "city"), ("stopped", "stop"), ("making", "make"), ("went", "go")]
)
def test_lemmas(word, lemma):
    assert lemma in lemmas(word)


def test_inflection_keeps_harmony():
    rng = random.Random(1)
    forms = {inflect("köprü", "tr", rng) for _ in range(200)}
    assert "köprüler" in forms
    assert not any("lar" in form for form in forms)
    assert {inflect("地震", "zh", rng)} == {"地震"}


def test_rewriting_keeps_numbers_and_names():
    entries = [sources.Entry(lang="de", english="bridge", word="Brücke", rank=0)]
    rewriter = Rewriter(lang="de", lexicon=lexicons(entries)["de"], names={}, fillers=[])
    words = rewriter.rewrite("The 12 bridges of Tarnby", random.Random(1))
    assert words[0] == "12"
    assert words[1].startswith("Brück")
    assert words[2] == "Tarnby"


def test_turkish_words_in_azerbaijani_spelling():
    assert as_azeri("kara", random.Random(1)) == "qara"
