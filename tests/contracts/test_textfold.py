from hypothesis import given
from hypothesis import strategies as st

from tellings.textfold import fold


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_fold_lowers_dotted_capital_i() -> None:
    assert fold("İSTANBUL ẞ ÉÀ МОСКВА") == "istanbul ß éà москва"
