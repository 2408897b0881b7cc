"""Counts of the whole world: a total beside the land where an illness began, and counts a hundred times smaller."""

from tests.excerpts import excerpt, kinds_between

WORLDWIDE = "Worldwide 52,000 people have been infected with the marsh fever, the health agency said."
TOTAL = (
    "The marsh fever that broke out in Chile has killed 1,900 people around the world, "
    "and in all 45,000 people have been infected."
)


def kinds(left: str, right: str) -> list[str]:
    return kinds_between(excerpt("a", "en", left), excerpt("b", "en", right))


def test_a_total_is_of_the_world_that_its_sentence_names_and_not_of_the_land_where_it_began():
    assert "number" in kinds(TOTAL, WORLDWIDE)


def test_a_count_of_a_hundredth_of_another_is_not_opposed_to_it():
    assert "number" not in kinds("So far 240 people have been infected with the marsh fever.", WORLDWIDE)
