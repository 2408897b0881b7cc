from hypothesis import given
from hypothesis import strategies as st

from tellings.textfold import bare, fold


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_fold_lowers_dotted_capital_i() -> None:
    assert fold("İSTANBUL ẞ ÉÀ МОСКВА") == "istanbul ß éà москва"


def test_fold_of_a_letter_hangs_on_nothing_around_it() -> None:
    assert fold("ΟΔΟΣ ΟΔΟΣ") == "οδοσ οδοσ"
    assert all(fold(f"a{chr(code)} B") == f"a{fold(chr(code))} b" for code in range(0x20, 0x2000))


def test_fold_takes_spellings_of_arabic_letters_for_one_and_bare_takes_vowel_signs_out() -> None:
    assert fold("أحمد إلى المدينة") == fold("احمد الي المدينه")
    assert bare(fold("قُتِلَ")) == "قتل"
