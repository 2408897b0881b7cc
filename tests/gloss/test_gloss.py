"""The machine gloss: what it keeps, what it says in another language, and when it says nothing."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.errors import EngineError
from tellings.gloss import LANGS, MAX_TEXT, TABLES, gloss

SAME = {
    "ru": ("Министр сказал, что в городе погибли 12 человек.", {"minister", "city", "12"}),
    "uk": ("Міністр сказав, що в місті загинули 12 людей.", {"minister", "city", "12"}),
    "de": ("Der Minister sagte, dass in der Stadt 12 Menschen starben.", {"minister", "city", "12"}),
    "fr": ("Le ministre a dit que 12 personnes sont mortes dans la ville.", {"minister", "city", "12"}),
    "es": ("El ministro dijo que 12 personas murieron en la ciudad.", {"minister", "city", "12"}),
    "it": ("Il ministro ha detto che 12 persone sono morte nella città.", {"minister", "city", "12"}),
    "pl": ("Minister powiedział, że w mieście zginęło 12 osób.", {"minister", "12"}),
    "pt": ("O ministro disse que 12 pessoas morreram na cidade.", {"minister", "city", "12"}),
    "tr": ("Bakan, şehirde 12 kişinin öldüğünü söyledi.", {"minister", "12"}),
    "az": ("Nazir şəhərdə 12 nəfərin öldüyünü dedi.", {"minister", "12"}),
    "ar": ("قال الوزير إن 12 شخصا قتلوا في المدينة.", {"minister", "12"}),
    "fa": ("وزیر گفت که 12 نفر در شهر کشته شدند.", {"minister", "city", "12"}),
    "zh": ("部长说，12人在城市死亡。", {"minister", "city", "12"}),
    "ja": ("大臣は都市で12人が死亡したと述べた。", {"minister", "city", "12"}),
}


def words(text):
    return {word.strip(",.;:").lower() for word in text.split()}


def test_every_language_has_its_table():
    assert set(LANGS) == {"en", *SAME}


@pytest.mark.parametrize("lang", sorted(SAME))
def test_words_of_matter_are_put_into_english(lang):
    text, expected = SAME[lang]
    assert expected <= words(gloss(text, lang, "en"))


@pytest.mark.parametrize("into", sorted(SAME))
def test_english_is_put_into_every_language(into):
    made = gloss("The minister said that 12 people died in the city.", "en", into)
    assert made is not None
    assert "12" in made
    assert "minister said" not in made


def test_between_two_languages_by_way_of_english():
    made = gloss("Der Minister besuchte die Stadt.", "de", "ru")
    assert {"министр", "город"} <= words(made)


def test_numbers_stay_as_they_are():
    assert "1.500,50" in gloss("Der Minister zahlte der Stadt 1.500,50 Euro.", "de", "en")


def test_denials_are_kept():
    assert "not" in words(gloss("Министр не приехал в город.", "ru", "en"))
    assert "not" in words(gloss("Der Minister kam nicht in die Stadt.", "de", "en"))


def test_names_of_the_story_stand_in_their_own_spelling():
    made = gloss("Министр Карельцов приехал в город.", "ru", "en", names={"Карельцов": "Kareltsov"})
    assert "Kareltsov" in made


def test_longer_names_go_first_and_names_stand_alone():
    names = {"Карел": "Karel", "Карельцов": "Kareltsov", "": "nobody"}
    made = gloss("Министр Карельцов приехал в город.", "ru", "en", names=names)
    assert "Kareltsov" in made
    assert "nobody" not in made


def test_names_of_another_script_are_spelt_in_latin_letters():
    assert "Brznkv" in gloss("Министр Брзнкв приехал в город.", "ru", "en")


def test_a_word_not_known_stands_in_brackets():
    assert "[brznkvt]" in gloss("Министр привёз в город брзнквт.", "ru", "en")


def test_too_little_understood_is_nothing():
    assert gloss("Брзнкв щрвнг бдгтпш врвтк.", "ru", "en") is None
    assert gloss("12 345", "ru", "en") is None
    assert gloss("", "ru", "en") is None


@pytest.mark.parametrize(("lang", "into"), [("en", "en"), ("ru", "ru"), ("kk", "en"), ("ru", "kk"), ("und", "en")])
def test_languages_without_a_table_have_no_gloss(lang, into):
    assert gloss("Министр в городе.", lang, into) is None


def test_a_text_too_long_has_no_gloss():
    assert gloss("город " * MAX_TEXT, "ru", "en") is None


def test_the_same_in_every_process():
    code = "from tellings.gloss import gloss; print(gloss('Министр бдительно посетил город Альвик', 'ru', 'en'))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_nothing_is_read_before_it_is_asked_for():
    code = "import tellings.gloss._table as t; assert t._rows.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_tables_fit_the_wheel():
    assert sum(path.stat().st_size for path in TABLES.iterdir()) < 3e6
    assert (TABLES / "LICENSE.md").is_file()


def test_a_broken_table_is_named(tmp_path, monkeypatch):
    from tellings.gloss import _table

    (tmp_path / "ru.tsv.xz").write_bytes(b"nothing")
    monkeypatch.setattr(_table, "TABLES", tmp_path)
    with pytest.raises(EngineError, match="reinstall"):
        _table._rows.__wrapped__("ru")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["ru", "ar", "ja", "fr", "en"]), st.sampled_from(["en", "de", "zh"]))
def test_any_text_has_a_gloss_or_none(text, lang, into):
    made = gloss(text, lang, into, names={text[:3]: "Name"})
    assert made is None or (made and "\n" not in made)


@pytest.mark.parametrize(
    "text", ["'" * 2000, "а'" * 1000, "а-" * 1000, "市" * 2000, "а\u0301" * 1000, "\u202e город" * 200]
)
def test_hostile_text_does_no_harm(text):
    gloss(text, "ru", "en", names={"а": "A"})
    gloss(text, "zh", "en")
