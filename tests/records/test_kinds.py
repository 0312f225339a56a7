"""What is typed into a field of numbers."""

import pytest

from app.records.kinds import Amount, WholeNumber
from app.records.problems import FieldError


@pytest.mark.parametrize("typed", ["85", "85%", " 85 % ", 85, "85,0"])
def test_the_unit_of_a_number_may_be_typed_behind_it(typed):
    assert WholeNumber(1, 100, unit="%").parse(typed) == 85


@pytest.mark.parametrize("typed", ["%", "85%%", "8%5", "85 kg"])
def test_another_unit_is_refused(typed):
    with pytest.raises(FieldError):
        WholeNumber(1, 100, unit="%").parse(typed)


def test_a_number_without_unit_takes_none():
    with pytest.raises(FieldError):
        WholeNumber(1, 100).parse("85%")


def test_thousands_that_can_mean_only_one_thing_are_read():
    assert Amount().parse("8,500,000") == Amount().parse("8.500.000") == 8_500_000
    with pytest.raises(FieldError):
        Amount().parse("8,500")
