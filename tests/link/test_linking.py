"""Names become entities: within a report, across reports, over scripts."""

import csv

import pytest
from msgspec.structs import replace

from tellings.annotate.names import read_names
from tellings.errors import UsageError
from tellings.lang import load_pack
from tellings.link import link, load_gazetteer
from tellings.records import Annotated, Attribution, Cue, Mention, Report, Source, Span, Statement


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


def test_sources_get_the_entity_of_their_name_or_of_what_they_stand_for():
    text = "Oksana Verhun arrived. The minister said the port was closed."
    said = Attribution(
        source=Source(
            text="The minister", start=23, stop=35, antecedent="Oksana Verhun", antecedent_start=0, antecedent_stop=13
        ),
        cue=Cue(text="said", start=36, stop=40),
        content=(Span(41, 60),),
        style="indirect",
    )
    statement = Statement(id="s-1", report="r0", start=23, stop=61, text=text[23:61], lang="en", attribution=said)
    (one,) = story(("en", text))
    linked = link([replace(one, attributions=(said,), statements=(statement,))])
    (person,) = [e.id for e in linked.entities if e.kind == "person"]
    (read,) = linked.annotated
    assert read.attributions[0].source.entity == person
    assert read.statements[0].attribution.source.entity == person


def test_an_office_without_its_country_is_the_only_one_named():
    linked = link(story(("ru", "МИД Польши выразил протест. В МИД добавили, что ждут ответа.")))
    assert joined(linked, "МИД Польши", "МИД")


def test_every_mention_has_an_entity_that_exists():
    linked = link(
        story(("en", "Oksana Verhun met Russian envoys in Brussels."), ("de", "Oksana Werhun war in Brüssel."))
    )
    known = {e.id for e in linked.entities}
    assert {m.entity for a in linked.annotated for m in a.mentions} <= known
    assert joined(linked, "Oksana Verhun", "Oksana Werhun")
    assert joined(linked, "Brussels", "Brüssel")


def test_nothing_to_link():
    assert link([]).entities == ()
    assert link(story(("en", ""))).entities == ()


def test_a_demonym_means_its_country_and_shows_as_written():
    linked = link(story(("en", "Polish officials met in Vienna."), ("ru", "Польша выразила протест, сообщили в Вене.")))
    assert joined(linked, "Polish", "Польша")


def test_no_two_entities_share_an_id():
    linked = link(
        story(("en", "Oksana Verhun met Taras Verhun. Verhun left."), ("en", "Verhun is a town near Vienna."))
    )
    ids = [e.id for e in linked.entities]
    assert len(ids) == len(set(ids))


def test_name_read_as_a_person_joins_the_place_of_another_report():
    linked = link(
        [
            Annotated(report=Report(id="a", text="Kostrewo", lang="pl"), mentions=(mention("Kostrewo", "person"),)),
            Annotated(report=Report(id="b", text="Кострево", lang="ru"), mentions=(mention("Кострево", "place"),)),
        ]
    )
    assert [e.kind for e in linked.entities] == ["place"]


def mention(form, kind):
    return Mention(start=0, stop=len(form), kind=kind, rule="test")


def test_a_described_body_joins_its_own_name_across_scripts():
    linked = link(
        story(
            ("ru", "Как сообщил телеканал «Сункарлы», переговоры прошли в Бишкеке."),
            ("en", "The talks were held in Bishkek, Sunkarly reported. A reporter of Sunkarly was there."),
        )
    )
    assert joined(linked, "телеканал «Сункарлы»", "Sunkarly")


def test_the_users_id_reaches_a_body_through_its_own_name(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("name,type,id,aliases\nСункарлы,organisation,Q77,\n", "utf-8")
    linked = link(
        story(("ru", "Как сообщил телеканал «Сункарлы», переговоры прошли в Бишкеке.")), gazetteer=load_gazetteer(path)
    )
    assert {e.label: e.external_id for e in linked.entities}["телеканал «Сункарлы»"] == "Q77"


def test_a_projected_name_keeps_its_core():
    linked = link(
        story(
            ("ru", "Как сообщил телеканал «Сункарлы», переговоры прошли в Бишкеке."),
            ("und", "телеканал «Сункарлы»"),
        )
    )
    text = linked.annotated[1].report.text
    cores = [text[m.core_start : m.core_stop] for m in linked.annotated[1].mentions if m.core_start is not None]
    assert cores == ["Сункарлы"]


def test_one_embassy_in_five_languages():
    linked = link(
        story(
            ("en", "The Norwegian embassy in Tbilisi was damaged."),
            ("ru", "Здание посольства Норвегии в Тбилиси повреждено."),
            ("uk", "Посольство Норвегії в Тбілісі пошкоджено."),
            ("de", "Die Botschaft Norwegens in Tiflis wurde beschädigt."),
            ("tr", "Norveç'in Tiflis Büyükelçiliği hasar gördü."),
        )
    )
    embassies = [e for e in linked.entities if e.label.startswith("embassy")]
    assert [(e.label, {f.lang for f in e.forms}) for e in embassies] == [
        ("embassy, Norway, Tbilisi", {"en", "ru", "uk", "de", "tr"})
    ]


def test_two_embassies_of_one_country_stay_two():
    text = "The Norwegian embassy in Tbilisi was damaged. The Norwegian embassy in Baku was not."
    linked = link(story(("en", text)))
    labels = {e.label for e in linked.entities}
    assert {"embassy, Norway, Tbilisi", "embassy, Norway, Baku"} <= labels
    first, second = [m.entity for m in linked.annotated[0].mentions if m.kind == "organisation"]
    assert first != second


def test_an_office_belongs_to_the_country_before_it():
    text = "Norway's Foreign Ministry protested. Latvia's Foreign Ministry replied."
    linked = link(story(("en", text), ("ru", "МИД Норвегии выразил протест.")))
    ministries = {e.label: {f.form for f in e.forms} for e in linked.entities if "ministry" in e.label}
    assert ministries == {
        "foreign ministry, Norway": {"Foreign Ministry", "МИД Норвегии"},
        "foreign ministry, Latvia": {"Foreign Ministry"},
    }
