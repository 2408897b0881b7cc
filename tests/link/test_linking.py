"""Names become entities: within a report, across reports, over scripts."""

import csv

import pytest

from tellings.annotate.names import read_names
from tellings.errors import UsageError
from tellings.lang import load_pack
from tellings.link import link, load_gazetteer
from tellings.records import Annotated, Report


def story(*reports):
    found = []
    for n, (lang, text) in enumerate(reports):
        mentions = read_names([text], pack=load_pack(lang))[0]
        found.append(Annotated(report=Report(id=f"r{n}", text=text, lang=lang), mentions=mentions))
    return found


def entities(linked):
    """{set of forms: label}, so that a test reads as what was joined."""
    return {frozenset(f.form for f in e.forms): e.label for e in linked.entities}


def joined(linked, *forms):
    return any(set(forms) <= {f.form for f in e.forms} for e in linked.entities)


def test_surname_alone_joins_the_full_name():
    linked = link(story(("en", "Oksana Verhun arrived in Brussels. Later Verhun left for Vienna.")))
    assert joined(linked, "Oksana Verhun", "Verhun")


def test_surname_joins_nobody_when_two_people_share_it():
    text = "Oksana Verhun met her brother Taras Verhun in Brussels. Later Verhun left for Vienna."
    linked = link(story(("en", text)))
    assert not joined(linked, "Oksana Verhun", "Verhun")
    assert not joined(linked, "Taras Verhun", "Verhun")
    assert not joined(linked, "Taras Verhun", "Oksana Verhun")


def test_one_person_in_two_scripts():
    linked = link(
        story(
            ("en", "Deputy Minister Mikhail Saltykov met reporters in Kyiv. Saltykov left."),
            ("ru", "Михаил Салтыков встретился с журналистами в Киеве. Салтыков уехал."),
        )
    )
    assert joined(linked, "Mikhail Saltykov", "Saltykov", "Михаил Салтыков")
    assert joined(linked, "Kyiv", "Киев")


def test_abbreviation_defined_in_the_text():
    linked = link(story(("en", "The National Harbour Safety Agency (NHSA) closed the port. The NHSA said so.")))
    assert joined(linked, "National Harbour Safety Agency", "NHSA")


def test_offices_are_joined_with_their_country_only():
    linked = link(
        story(
            ("en", "The Russian Foreign Ministry and the Polish Foreign Ministry protested on Friday."),
        )
    )
    assert not joined(linked, "Russian Foreign Ministry", "Polish Foreign Ministry")


def test_every_join_says_why_and_ids_are_stable():
    reports = story(("en", "Oksana Verhun arrived in Brussels. Later Verhun left."))
    first, second = link(reports), link(reports)
    assert first == second
    assert [f.feature for e in first.entities if len(e.forms) > 1 for f in e.findings]


def test_a_name_found_in_one_report_is_projected_onto_another():
    linked = link(story(("en", "Jorun Askeland spoke in Vienna."), ("und", "sanoi eilen Jorun Askeland.")))
    marked = [a.report.text[m.start : m.stop] for a in linked.annotated for m in a.mentions]
    assert marked.count("Jorun Askeland") == 2


def test_user_gazetteer_gives_ids(tmp_path):
    path = tmp_path / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "type", "id", "aliases"])
        writer.writerow(["Oksana Verhun", "person", "Q1", "O. Verhun|Оксана Вергун"])
    linked = link(story(("en", "Oksana Verhun arrived.")), gazetteer=load_gazetteer(path))
    assert [e.external_id for e in linked.entities if e.kind == "person"] == ["Q1"]


def test_broken_gazetteer_names_the_line(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,type,id\nOksana,human,Q1\n", "utf-8")
    with pytest.raises(UsageError, match="line 2"):
        load_gazetteer(path)
