"""Are two names the same? The features, and what must not be joined."""

import pytest

from tellings.link import same_name

SAME = [
    ("Михаил Салтыков", "Mikhail Saltykov", "person"),
    ("Салтыков", "Saltıkov", "person"),
    ("Oksana Werhun", "Оксана Вергун", "person"),
    ("Владимир Коваленко", "Volodymyr Kovalenko", "person"),
    ("Rəşad Məmmədli", "Рашад Мамедли", "person"),
    ("O. Verhun", "Oksana Verhun", "person"),
    ("سليم هارون", "Salim Haroun", "person"),
    ("أحمد الخطيب", "Ahmad Khatib", "person"),
    ("Westmark Aktiengesellschaft", "Westmark AG", "organisation"),
    ("National Harbour Safety Agency", "NHSA", "organisation"),
]
OTHER = [
    ("Oksana Verhun", "Taras Verhun", "person"),
    ("Ivan Petrov", "Ivan Petrenko", "person"),
    ("Olga Ivanova", "Oleg Ivanov", "person"),
    ("Westmark Bank", "Westmark Bank Chile", "organisation"),
    ("高石早苗", "高市早苗", "person"),
    ("O. V.", "Oksana Verhun", "person"),
    ("سليم هارون", "Karim Nasser", "person"),
    ("خالد المصري", "Khaled Hosni", "person"),
    ("!!!", "Oksana Verhun", "person"),
]


@pytest.mark.parametrize(("left", "right", "kind"), SAME)
def test_same(left, right, kind):
    assert same_name(left, right, kind=kind).same
    assert same_name(right, left, kind=kind).same


@pytest.mark.parametrize(("left", "right", "kind"), OTHER)
def test_other(left, right, kind):
    assert not same_name(left, right, kind=kind).same


def test_a_score_names_its_feature_and_both_values():
    (finding,) = same_name("Михаил Салтыков", "Mikhail Saltykov", kind="person").findings
    assert finding.feature and finding.detail
    assert (finding.left, finding.right) == ("Михаил Салтыков", "Mikhail Saltykov")


def test_letters_of_a_spelling_tradition_are_heard_in_another_script():
    for latin, cyrillic in (
        ("Sęk", "Сенк"),
        ("Rembęza", "Рембенза"),
        ("Quliyeva", "Гулиева"),
        ("Məmmədzadə", "Мамедзаде"),
    ):
        assert same_name(latin, cyrillic, kind="person").score >= 0.9, (latin, cyrillic)
    assert not same_name("Marek Sęk", "Марек Сойка", kind="person").same
