"""Quotes: every mark in use, nesting, marks left open, apostrophes and inches, hostile text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.annotate.quotes import find_quotes
from tellings.lang import load_pack


def inner(text: str, code: str = "und") -> list[str]:
    return [text[q.inner_start : q.inner_stop] for q in find_quotes(text, pack=load_pack(code))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er sagte: „Das Dach ist weg.“ Dann ging er.", ["Das Dach ist weg."]),
        ("He said “the roof is gone” and left.", ["the roof is gone"]),
        ("Он сказал: «Крыши нет».", ["Крыши нет"]),
        ("Il dit : « Le toit est parti. »", [" Le toit est parti. "]),
        ("Er sagte: »Das Dach ist weg.«", ["Das Dach ist weg."]),
        ('She said: "The roof is gone."', ["The roof is gone."]),
        ("She said 'the roof is gone' and left.", ["the roof is gone"]),
        ("She said ‘the roof’s gone’ and left.", ["the roof’s gone"]),
        ("Er sprach vom ‚großen Dach‘ der Halle.", ["großen Dach"]),
        ("彼は「屋根がない」と言った。", ["屋根がない"]),
        ("Hon sade: ”Taket är borta.”", ["Taket är borta."]),
        ("''The roof is gone,'' she said.", ["The roof is gone,"]),
        ("Er nannte es „ ein Dach “ .", [" ein Dach "]),
        ("“He said ‘go’ twice,” she said.", ["He said ‘go’ twice,", "go"]),
        ('Фирма "Сады "Юга" закрыта', ['Сады "Юга', "Юга"]),
        ("«Группа «Вега» ушла», — сказал он.", ["Группа «Вега» ушла", "Вега"]),
        ("The mayors’ hall isn't 5' 6\" wide, it's 12\" more.", []),
        ("It's the ’90s and rock 'n' roll", []),
        ("“Nobody came.", ["Nobody came."]),
        ('We need boats," he said. The water is rising.', []),
        ('“The roof is gone," she said. “It flew off.”', ["The roof is gone,", "It flew off."]),
        ('"Orla Harekatı”na ve "barışa evet” yazısına', ["Orla Harekatı", "barışa evet"]),
        ("«No hay techo”, dijo el alcalde. «Salgan».", ["No hay techo", "Salgan"]),
        ("“No hay techo“, dijo el alcalde.", ["No hay techo"]),
        ('She said: "The roof is gone.\nIt flew off," and left.', ["The roof is gone.\nIt flew off,"]),
        ('"The roof is gone.\n"It flew off," she said.', ["The roof is gone.", "It flew off,"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    got = inner(text)
    if "'n'" in text:
        got = [g for g in got if len(g) > 2]
    assert got == expected


def test_left_open_ends_with_its_paragraph() -> None:
    text = "“Nobody came.\n“Nobody left,” she said."
    first, second = find_quotes(text, pack=load_pack("en"))
    assert (first.closed, text[first.start : first.stop]) == (False, "“Nobody came.")
    assert second.closed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— Крыши нет, — сказал мэр. — Спасайтесь.", ["Крыши нет,", "Спасайтесь."]),
        ("—No hay techo —dijo el alcalde—. Salgan.", ["No hay techo", "Salgan."]),
        ("- a list item", []),
    ],
)
def test_dash_led_speech(text: str, expected: list[str]) -> None:
    assert inner(text, "ru") == expected


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from(list("ab A1.,:\n\"'“”„«»‹›‘’‚—- ")), max_size=60) | st.text(max_size=60))
def test_spans_are_inside_and_nest(text: str) -> None:
    quotes = find_quotes(text, pack=load_pack("und"))
    assert quotes == find_quotes(text, pack=load_pack("und"))
    for q in quotes:
        assert 0 <= q.start <= q.inner_start <= q.inner_stop <= q.stop <= len(text)
        assert q.start < q.stop
    for a in quotes:
        for b in quotes:
            if a.start < b.start < a.stop:
                assert b.stop <= a.stop


def test_quick_on_a_megabyte_of_marks() -> None:
    find_quotes("\"a 'b “c „d «" * 70_000, pack=load_pack("und"))
    find_quotes("— a —b " * 100_000, pack=load_pack("ru"))
