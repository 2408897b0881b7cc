"""From piles and stores to dossiers; search; the command line over them."""

import json
from pathlib import Path

import pytest

from tellings.cli import run
from tellings.pipeline import Newsroom, compare_by_story, compare_story, group_inputs, search
from tellings.store import library, open_store

FIRE = [
    ("en", "Fire guts glass works in Varnest", "A fire gutted the Lindholm glass works in Varnest on Monday night, police said. Fourteen workers were taken to hospital. Fire chief Olaf Brand said a furnace had burst."),
    ("de", "Brand zerstört Glashütte in Varnest", "Ein Brand hat in der Nacht zum Dienstag die Glashütte Lindholm in Varnest zerstört. 14 Arbeiter kamen ins Krankenhaus, teilte die Polizei mit. Ein Ofen sei geplatzt, sagte Feuerwehrchef Olaf Brand."),
    ("ru", "В Варнесте сгорел стекольный завод", "В Варнесте в ночь на вторник сгорел стекольный завод «Линдхольм». 14 рабочих доставлены в больницу, сообщила полиция. Начальник пожарной охраны Олаф Бранд заявил, что взорвалась печь."),
]  # fmt: skip
FERRY = [
    ("en", "Ferry aground off Skelt", "The ferry Morgenrot ran aground off Skelt island on Tuesday with 230 passengers. Nobody was hurt, the coast guard said."),
    ("es", "Encalla un transbordador frente a Skelt", "El transbordador Morgenrot encalló el martes frente a la isla de Skelt con 230 pasajeros. No hubo heridos, informó la guardia costera."),
]  # fmt: skip


def pile(folder: Path, rows: list[tuple[str, str, str]], name: str, *, day: int = 5) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text(
        "\n".join(
            json.dumps({"id": f"{name}{i}", "lang": lang, "title": title, "text": text, "outlet": f"{name} {i}", "date": f"2031-05-{day:02}T{8 + i:02}:00:00Z"})
            for i, (lang, title, text) in enumerate(rows)
        ),
        "utf-8",
    )  # fmt: skip
    return path


def test_a_mixed_pile_gives_one_dossier_a_story(tmp_path: Path) -> None:
    found = list(compare_by_story([pile(tmp_path, FIRE, "fire"), pile(tmp_path, FERRY, "ferry")]))
    assert sorted(len(d.reports) for _, d in found) == [2, 3]
    assert all({r.id for r in d.reports} == set(s.reports) for s, d in found)


def test_what_is_new_since_a_story_was_last_compared_is_said(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    group_inputs([pile(tmp_path, FIRE[:2], "first")], newsroom=Newsroom(store=store))
    (line,) = library.stories(store)
    assert compare_story(store, line.id).run.notes == ()
    group_inputs([pile(tmp_path, FIRE[2:], "later")], newsroom=Newsroom(store=store))
    assert "since the last comparison: 1 report joined" in compare_story(store, line.id).run.notes


def test_search_finds_a_name_in_another_script_and_says_how(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    group_inputs([pile(tmp_path, FIRE, "fire"), pile(tmp_path, FERRY, "ferry")], newsroom=Newsroom(store=store))
    hits = search(store, "Линдхольм")
    assert {"en", "de", "ru"} <= {h.lang for h in hits[:4]}
    assert all(h.findings for h in hits)
    assert {h.lang for h in search(store, "glass works fire", lang="ru")} == {"ru"}
    assert search(store, "") == []


def test_the_same_stories_whatever_the_number_of_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tellings.pipeline._light.WORTH_IT", 1)
    monkeypatch.setattr("tellings.pipeline._light.SHARD", 2)
    inputs = [pile(tmp_path, FIRE, "fire"), pile(tmp_path, FERRY, "ferry")]
    told = []
    for jobs in (1, 2):
        newsroom = Newsroom()
        group_inputs(inputs, newsroom=newsroom, jobs=jobs)
        told.append(newsroom.told())
    assert told[0] == told[1]


class TestCommands:
    def test_group_writes_stories_and_goes_on_with_a_store(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        fire, ferry, store = pile(tmp_path, FIRE, "fire"), pile(tmp_path, FERRY, "ferry"), str(tmp_path / "n.db")
        out, page = tmp_path / "stories.jsonl", tmp_path / "stories.html"
        assert run(["group", str(fire), "--store", store, "-o", str(out), "--html", str(page)]) == 0
        assert "3 reports, 0 known before" in capsys.readouterr().out
        assert run(["group", str(fire), str(ferry), "--store", store, "-o", str(out)]) == 0
        assert "2 reports, 3 known before" in capsys.readouterr().out
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        assert sorted(len(row["reports"]) for row in rows) == [2, 3]
        assert "Fire guts glass works" in page.read_text("utf-8")
        assert run(["stories", "--store", store, "--order", "outlets"]) == 0
        listed = capsys.readouterr().out
        assert "3 reports, 3 outlets, de en ru" in listed.splitlines()[0]
        story = listed.split()[0]
        assert run(["compare", "--story", story, "--store", store, "-q", "--json", str(tmp_path / "d.json")]) == 0
        assert len(json.loads((tmp_path / "d.json").read_text("utf-8"))["reports"]) == 3

    def test_a_second_batch_says_what_went_on_and_what_is_new(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        store, page = str(tmp_path / "n.db"), tmp_path / "s.html"
        lone = [("en", "Museum in Odra buys 40 old maps", "The museum in Odra has bought 40 maps of the river delta.")]
        assert run(["group", str(pile(tmp_path, FIRE[:2], "first")), "--store", store]) == 0
        capsys.readouterr()
        later = [pile(tmp_path, FIRE[2:], "later"), pile(tmp_path, FERRY, "ferry"), pile(tmp_path, lone, "lone")]
        assert run(["group", *map(str, later), "--store", store, "--html", str(page)]) == 0
        said = capsys.readouterr().out.splitlines()
        assert said[0].startswith("4 reports, 0 known before; 2 stories opened, 2 reports joined")
        assert said[1] == "went on:"
        assert said[2].split()[0] == "+1"
        assert said[2].endswith("Fire guts glass works in Varnest  (now 3)")
        assert said[3] == "new:"
        assert [line.split()[0] for line in said[4:]] == ["2"]
        assert "1 report that no other report tells of" in page.read_text("utf-8")
        assert run(["stories", "--store", store]) == 0
        listed = capsys.readouterr()
        assert len(listed.out.splitlines()) == 2
        assert "1 story of fewer than 2 reports left out" in listed.err
        assert run(["search", "zzqqzz", "--store", store, "--lang", "de"]) == 0
        assert "nothing was found in language 'de'" in capsys.readouterr().err

    def test_a_decision_is_kept_and_an_unknown_report_refused(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        store = str(tmp_path / "n.db")
        assert run(["group", str(pile(tmp_path, FIRE, "fire")), "--store", store, "-q"]) == 0
        first, second, _ = (r[0] for r in open_store(Path(store)).execute("SELECT id FROM report ORDER BY row"))
        assert run(["decide", "apart", first, second, "--store", store]) == 0
        assert run(["decide", "apart", first, "rep-unknown", "--store", store]) == 2
        assert "no such report in the store: rep-unknown" not in capsys.readouterr().out
        assert library.rules(open_store(Path(store)), "cannot") == {tuple(sorted((first, second)))}

    def test_markup_in_a_title_is_shown_as_text(self, tmp_path: Path) -> None:
        evil = [("en", "<script>alert(1)</script> Fire in Varnest", "A fire burned in Varnest on Monday, police said.")]
        page = tmp_path / "s.html"
        assert run(["group", str(pile(tmp_path, evil, "evil")), "--html", str(page), "-q"]) == 0
        assert "<script" not in page.read_text("utf-8")

    @pytest.mark.parametrize("call", [["stories"], ["search", "x"]])
    def test_a_missing_store_is_named(
        self, call: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run([*call, "--store", str(tmp_path / "none.db")]) == 1
        assert "none.db" in capsys.readouterr().err
