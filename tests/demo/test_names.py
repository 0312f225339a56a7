"""Names as they are borne in the province."""

from collections import Counter
from random import Random

from app.demo.names import Names
from app.records.names import nfc, split_name

DRAWN = 4_000


def drawn(group, gender):
    names, rng = Names(), Random("names")
    return [names.full(rng, group, gender) for _place in range(DRAWN)]


def test_families_are_as_frequent_as_in_life():
    families = Counter(split_name(name).family for name in drawn("01", "1"))
    assert 0.33 < families["Nguyễn"] / DRAWN < 0.42
    assert families["Trần"] > families["Phạm"] > families["Đặng"] > 0


def test_each_ethnic_group_has_its_own_families():
    assert {"Ma", "Nông", "Quan", "Chẩu"} <= {split_name(name).family for name in drawn("02", "2")}
    hmong = {split_name(name).family for name in drawn("08", "1")}
    assert {"Giàng", "Vàng", "Sùng"} <= hmong
    assert "Nguyễn" not in hmong


def test_names_are_whole_and_stored_as_they_are_typed():
    for name in drawn("01", "2"):
        assert nfc(name) == name
        words = name.split()
        assert len(words) >= 3 and words[-1] != words[-2]


def test_a_relative_bears_the_family_name_asked_for():
    assert Names().full(Random("one"), "09", "1", "Bàn").startswith("Bàn ")
