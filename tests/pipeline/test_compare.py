"""The main job end to end: every span holds, the same input gives the same bytes, bad input becomes a Failure."""

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tellings
from tellings.pipeline import CompareOptions, compare
from tellings.records import Attribution, Dossier
from tellings.render import to_json

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
DEMO = Path(tellings.__file__).parent / "demo" / "reports"
FRESH = CompareOptions(cache=False)

ENGLISH = (
    "Mayor Ida Sorn said on Tuesday that 14 houses in Varnest had burned down. "
    '"We have found everybody," she told reporters. Fire chief Olaf Brand said the cause was unknown.'
)


def chain(attribution: Attribution | None) -> list[Attribution]:
    links = []
    while attribution is not None:
        links.append(attribution)
        attribution = attribution.outer
    return links


def assert_every_span_holds(dossier: Dossier) -> None:
    texts = {r.id: r.text for r in dossier.reports}
    seen: dict[str, list[tuple[int, int]]] = {}
    for s in dossier.statements:
        text = texts[s.report]
        assert 0 <= s.start < s.stop <= len(text)
        assert text[s.start : s.stop] == s.text
        assert len(s.text) <= 400
        seen.setdefault(s.report, []).append((s.start, s.stop))
        for part in (*s.mentions, *s.times, *s.quantities):
            assert 0 <= part.start < part.stop <= len(text)
        for link in chain(s.attribution):
            for said in (link.source, link.cue):
                assert said is None or text[said.start : said.stop] == said.text
            assert all(0 <= c.start < c.stop <= len(text) for c in link.content)
    for spans in seen.values():
        ordered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(ordered)), "statements overlap"
    rowed = [sid for row in dossier.rows for sid in row.statements]
    assert sorted(rowed) == sorted(s.id for s in dossier.statements), "every statement is in exactly one row"
    known = {s.id for s in dossier.statements}
    for conflict in dossier.conflicts:
        assert len(conflict.positions) >= 2
        assert {sid for p in conflict.positions for sid in p.statements} <= known
    for d in dossier.derivations:
        for p in d.passages:
            assert 0 <= p.origin.start < p.origin.stop <= len(texts[d.origin])
            assert 0 <= p.target.start < p.target.stop <= len(texts[d.target])
    assert {r for o in dossier.origins for r in o.reports} == set(texts), "every report has an origin"


@pytest.fixture(scope="module")
def demo() -> Dossier:
    return tellings.compare([DEMO], options=FRESH)


def test_every_span_of_the_demo_holds(demo: Dossier) -> None:
    assert len(demo.reports) >= 7
    assert_every_span_holds(demo)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_with_another_hash_seed_gives_the_same_bytes(demo: Dossier, seed: str, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, tellings; from tellings.pipeline import CompareOptions; from tellings.render import to_json;"
        f"d = tellings.compare([{str(DEMO)!r}], options=CompareOptions(cache=False));"
        f"pathlib.Path({str(tmp_path / 'out.json')!r}).write_bytes(to_json(d))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert (tmp_path / "out.json").read_bytes() == to_json(demo)


def test_the_cache_changes_nothing(demo: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELLINGS_CACHE", str(tmp_path))
    first = to_json(tellings.compare([DEMO]))
    assert list((tmp_path / "annotated").iterdir())
    assert to_json(tellings.compare([DEMO])) == first == to_json(demo)


def write(folder: Path, **texts: str) -> list[str | Path]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [folder / f"{name}.txt" for name in texts]


def test_one_report_alone_has_only_rows_of_its_own(tmp_path: Path) -> None:
    dossier = tellings.compare(write(tmp_path, a=ENGLISH), options=FRESH)
    assert_every_span_holds(dossier)
    assert {len(row.reports) for row in dossier.rows} == {1}
    assert dossier.conflicts == () == dossier.derivations


def test_the_same_report_twice_is_read_once(tmp_path: Path) -> None:
    (path,) = write(tmp_path, a=ENGLISH)
    assert len(tellings.compare([path, path], options=FRESH).reports) == 1


def test_identical_texts_of_two_outlets_are_a_copy_and_share_every_row(tmp_path: Path) -> None:
    dossier = tellings.compare(write(tmp_path, a=ENGLISH, b=ENGLISH), options=FRESH)
    assert_every_span_holds(dossier)
    assert [d.kind for d in dossier.derivations] == ["copy"]
    assert {len(row.reports) for row in dossier.rows} == {2}
    assert {row.grounding for row in dossier.rows} == {"echoed"}
    assert dossier.conflicts == ()


def test_unrelated_reports_share_nothing(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        a="The Skelt council voted on Monday to close the old swimming pool. Members said repairs cost too much.",
        b="Astronomers in Ostrava Nova have photographed a comet with a green tail. It will pass again in 80 years.",
        c="Harvest of plums fell by a third in the Lindholm valley. Growers blame a late frost.",
        d="The Morgen string quartet opens its season with a new work. Tickets are sold out.",
        e="A lorry carrying bees overturned near Varnest. Keepers collected most of the hives.",
    )
    dossier = tellings.compare(paths, options=FRESH)
    assert {len(row.reports) for row in dossier.rows} == {1}
    assert dossier.conflicts == () == dossier.derivations


def test_bad_inputs_become_failures_and_the_rest_is_compared(tmp_path: Path) -> None:
    (good,) = write(tmp_path, a=ENGLISH)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "wide.txt").write_bytes(
        "Мэр Ида Сорн заявила, что в Варнесте сгорели 14 домов.".encode("windows-1251") * 3
    )
    (tmp_path / "line.txt").write_text("word " * 4_000_000, "utf-8")
    inputs = [
        good,
        *(tmp_path / n for n in ("empty.txt", "binary.bin", "line.txt", "missing.txt")),
        "http://127.0.0.1:9/x",
    ]
    dossier = tellings.compare([*inputs, tmp_path / "wide.txt"], options=FRESH)
    failed = {Path(f.subject).name for f in dossier.failures}
    assert {"empty.txt", "binary.bin", "line.txt", "missing.txt", "x"} <= failed
    assert len(dossier.reports) == 2
    assert "Сорн" in dossier.reports[-1].text
    assert_every_span_holds(dossier)


PIECES = st.one_of(
    st.characters(),
    st.sampled_from(list("«»„“”\"'.,:;!?()-–—…\n\t 0123456789%$€")),
    st.sampled_from(["\u202e", "\u2066", "\x00", "\ufeff", "ı", "İ", "ß", "said ", "заявил ", " laut ", " 14 May "]),
)
NASTY = st.lists(PIECES, max_size=200).map("".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NASTY, min_size=1, max_size=3))
def test_arbitrary_text_never_breaks_it(tmp_path: Path, texts: list[str]) -> None:
    for i, text in enumerate(texts):
        (tmp_path / f"{i}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    dossier = tellings.compare([tmp_path / f"{i}.txt" for i in range(len(texts))], options=FRESH)
    assert_every_span_holds(dossier)


@pytest.fixture(scope="module")
def seeds() -> Dossier:
    return tellings.compare(sorted((SHARED / "data" / "seeds").glob("*.txt")), options=FRESH)


@pytest.mark.skipif(not (SHARED / "data" / "seeds").is_dir(), reason="needs ../shared/data/seeds beside the checkout")
class TestSeeds:
    def test_every_span_holds(self, seeds: Dossier) -> None:
        assert_every_span_holds(seeds)

    def test_crumbs_and_stamps_are_removed_and_in_no_statement(self, seeds: Dossier) -> None:
        removed = " ".join(x.text for r in seeds.reports for x in r.removed)
        for crumb in ("16 px", "date 2025-11-21", "15:10"):
            assert crumb in removed
            assert not any(crumb in s.text for s in seeds.statements)

    def test_at_least_twenty_statements_have_an_attribution(self, seeds: Dossier) -> None:
        assert sum(s.attribution is not None for s in seeds.statements) >= 20

    def test_names_are_linked_across_the_scripts(self, seeds: Dossier) -> None:
        langs = [{f.lang for f in e.forms} for e in seeds.entities if e.kind == "person"]
        assert sum({"ru", "en"} <= found for found in langs) >= 3

    def test_the_english_report_is_linked_to_the_longer_russian_one(self, seeds: Dossier) -> None:
        stem = {r.id: Path(str(r.path)).stem[:3] for r in seeds.reports}
        linked = [d for d in seeds.derivations if {stem[d.origin], stem[d.target]} == {"001", "004"}]
        assert linked
        assert linked[0].passages

    @pytest.mark.parametrize(
        ("words", "many"),
        [
            (("сожаление", "regret"), 3),
            (("Мустафаев", "Mustafayev"), 2),
            (("11 российских", "11 Russian", "11 человек"), 3),
        ],
    )
    def test_one_row_holds_the_reports_that_tell_it(self, seeds: Dossier, words: tuple[str, ...], many: int) -> None:
        telling = {s.id for s in seeds.statements if any(word in s.text for word in words)}
        report = {s.id: s.report for s in seeds.statements}
        assert max(len({report[s] for s in row.statements if s in telling}) for row in seeds.rows) == many

    def test_one_missile_against_the_other_is_one_conflict_with_its_holders(self, seeds: Dossier) -> None:
        (found,) = [c for c in seeds.conflicts if c.kind == "instrument"]
        told = {s.id: s.text for s in seeds.statements}
        names = [" ".join(h.text for h in p.holders) for p in found.positions]
        texts = [" ".join(told[s] for s in p.statements) for p in found.positions]
        sides = dict(zip(names, texts, strict=True))
        assert any("МИД РФ" in n and "Патриот" in t and "Искандер" not in t for n, t in sides.items())
        assert any("Azerbaijani" in n and "Iskander" in t and "Patriot" not in t for n, t in sides.items())

    def test_the_deliberate_strikes_are_claimed_by_one_and_denied_by_another(self, seeds: Dossier) -> None:
        (found,) = [c for c in seeds.conflicts if c.kind == "intent"]
        claimed, denied = (" ".join(h.text for h in p.holders) for p in found.positions)
        assert "Баку" in claimed
        assert "МИД РФ" in denied

    def test_result_of_and_during_are_the_outlets_own_words(self, seeds: Dossier) -> None:
        (found,) = [c for c in seeds.conflicts if any(p.value.startswith("during") for p in c.positions)]
        assert found.positions[0].value.startswith("в результате")
        assert all(h.outlet for p in found.positions for h in p.holders)
        assert all(p.holders for p in found.positions)

    def test_a_thing_hedged_and_asserted_in_one_report(self, seeds: Dossier) -> None:
        certainty = {s.text: s.certainty for s in seeds.statements}
        assert [c for t, c in certainty.items() if "вероятно, связано с некорректной" in t] == ["probable"]
        assert [c for t, c in certainty.items() if t.startswith("Здание было повреждено")] == ["certain"]

    def test_only_military_targets_is_told_by_one_claimant(self, seeds: Dossier) -> None:
        told = {s.id: s.text for s in seeds.statements}
        rows = [r for r in seeds.rows if any("по военным целям" in told[s] for s in r.statements)]
        assert [len(r.claimants) for r in rows] == [1]

    def test_the_dates_and_the_words_held_at_arms_length(self, seeds: Dossier) -> None:
        whens = {t.when for t in seeds.timeline}
        assert {"2022-02-22", "2025-11-14", "2025-11-21"} <= whens
        assert any(w.startswith("2025-11-14T01:00") for w in whens)
        assert any("2025-06-30" in w for w in whens)
        kept = {(f.left, f.right) for d in seeds.derivations for f in d.findings if f.feature == "shared_distance"}
        assert ("так называемой", "so-called") in kept

    def test_two_who_returned_make_neither_nine_nor_thirteen_of_eleven(self, seeds: Dossier) -> None:
        assert {q.low for s in seeds.statements for q in s.quantities}.isdisjoint({9, 13})


def test_a_report_that_a_step_breaks_on_is_a_failure_and_the_rest_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tellings.annotate import _annotate

    real = _annotate.read_times

    def breaking(text: str, **rest: object) -> object:
        if "Skelt" in text:
            raise KeyError("a bug of ours")
        return real(text, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(_annotate, "read_times", breaking)
    dossier = tellings.compare(write(tmp_path, a=ENGLISH, b="The ferry left Skelt at noon on Monday."), options=FRESH)
    assert [f.stage for f in dossier.failures] == ["annotate"]
    assert "a bug of ours" in dossier.failures[0].message
    assert len(dossier.reports) == 2
    assert_every_span_holds(dossier)


def test_a_label_in_a_language_that_the_reader_does_not_know_gets_a_gloss(tmp_path: Path) -> None:
    texts = {
        "a.json": ("de", "Die Feuerwehr löschte am Montag den Brand im Hafen von Lorne. Der Bürgermeister dankte den Helfern."),
        "b.json": ("de", "Die Feuerwehr hat den Brand im Hafen von Lorne am Montag gelöscht. Die Schule bleibt geschlossen."),
    }  # fmt: skip
    for name, (lang, text) in texts.items():
        (tmp_path / name).write_text(json.dumps({"id": name, "lang": lang, "text": text}), "utf-8")
    paths = sorted(tmp_path.glob("*.json"))
    dossier = compare(paths, options=CompareOptions(cache=False, read_langs=("en",)))
    assert any(r.gloss is not None and r.gloss.lang == "en" for r in dossier.rows)
    for read_langs in ((), ("de",)):
        plain = compare(paths, options=CompareOptions(cache=False, read_langs=read_langs))
        assert all(r.gloss is None for r in plain.rows)
        assert [r.statements for r in plain.rows] == [r.statements for r in dossier.rows]
