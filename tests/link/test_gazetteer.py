"""The user's own CSV: what is read, what is refused and with which words, and where its ids show."""

import csv

import pytest

from tellings.errors import UsageError
from tellings.link import link, load_gazetteer
from tellings.records import Annotated, Report

GOOD = "name,type,id,aliases\nKestrel Shipping,organisation,Q1,Kestrel|Кестрел\n"


def load(tmp_path, content):
    path = tmp_path / "own.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_gazetteer(path)


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.encode("utf-16"),
        GOOD.replace(",", ";"),
        GOOD.replace(",", "\t"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("name,type,id,aliases", "Name, Type ,ID,Aliases").replace("organisation", "Organisation"),
        GOOD + ",,,\n\n",
    ],
    ids=["plain", "byte order mark", "utf-16", "semicolons", "tabs", "crlf", "capitals", "empty rows"],
)
def test_what_spreadsheets_write_is_read(tmp_path, content):
    (row,) = load(tmp_path, content).rows
    assert (row.name, row.kind, row.id, row.aliases) == (
        "Kestrel Shipping",
        "organisation",
        "Q1",
        ("Kestrel", "Кестрел"),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no column name, type, id"),
        ("name,kind\nKestrel,person\n", "no column type, id"),
        ("name,type,id\nKestrel,ship,Q1\n", "line 2: unknown type 'ship'"),
        ("name,type,id\nKestrel,product,Q1\nMoonrise,product,\n", "line 3: no id"),
        ("name,type,id\nKestrel, Ltd,organisation,Q1\n", "line 2: more cells than columns"),
        ("name,type,id\nKestrel,organisation,Q1\nAnna Kell,person,Q1\n", "line 3: the id 'Q1' stands for"),
        ("name,type,id\nКестрел,product,Q1\n".encode("cp1251"), "it is not UTF-8"),
        ("name,type,id\n" + "K" * 200_000 + ",product,Q1\n", "field larger than field limit"),
    ],
    ids=["empty", "columns", "type", "id", "commas", "one id, two types", "cp1251", "huge"],
)
def test_what_cannot_be_read_is_refused_by_line(tmp_path, content, said):
    with pytest.raises(UsageError) as told:
        load(tmp_path, content)
    assert said in str(told.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"none\.csv"):
        load_gazetteer(tmp_path / "none.csv")


def entities(gazetteer, text):
    linked = link([Annotated(report=Report(id="r", text=text, lang="en"))], gazetteer=gazetteer)
    return {e.label: (e.kind, e.external_id) for e in linked.entities}


def test_a_name_that_nobody_read_is_found_as_the_user_wrote_it(tmp_path):
    own = load(tmp_path, "name,type,id\nKestrel,product,Q1\n")
    assert entities(own, "They flew the kestrel; the Kestrel landed.") == {"Kestrel": ("product", "Q1")}


def test_a_name_of_two_things_gets_neither_id(tmp_path):
    own = load(tmp_path, "name,type,id\nKestrel,product,Q1\nKestrel,product,Q2\n")
    assert entities(own, "The Kestrel landed.") == {"Kestrel": ("product", None)}


def test_two_rows_of_one_id_are_one_thing(tmp_path):
    own = load(tmp_path, "name,type,id\nKestrel,product,Q1\nMoonrise,product,Q1\n")
    assert len(entities(own, "The Kestrel landed. The Moonrise had been its name.")) == 1


def test_a_table_of_reports_read_before_changes_no_limit(tmp_path):
    before = csv.field_size_limit(10**9)
    try:
        with pytest.raises(UsageError):
            load(tmp_path, "name,type,id\n" + "K" * 200_000 + ",product,Q1\n")
        assert csv.field_size_limit() == 10**9
    finally:
        csv.field_size_limit(before)
