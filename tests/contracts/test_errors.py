"""One tree of errors, each of which reads "message: subject: cause (way out)"."""

from __future__ import annotations

import pytest

from tellings import errors
from tellings.errors import TellingsError


def tree(root: type[TellingsError]) -> list[type[TellingsError]]:
    return [root, *(found for kind in root.__subclasses__() for found in tree(kind))]


def test_every_error_of_the_module_is_in_the_tree() -> None:
    named = {x for x in vars(errors).values() if isinstance(x, type) and issubclass(x, Exception)}
    assert named <= set(tree(TellingsError))


@pytest.mark.parametrize("kind", tree(TellingsError), ids=lambda k: k.__name__)
def test_an_error_names_its_subject_and_the_way_out(kind: type[TellingsError]) -> None:
    told = str(kind("a.txt", cause="it is empty", way_out="pass another"))
    assert told == f"{kind.message}: a.txt: it is empty (pass another)"
    assert kind.message[0].islower()
    assert kind.__doc__
    assert str(kind()) == kind.message
