"""What is typed into a field of numbers."""

import pytest

from app.records.kinds import Amount, Several, WholeNumber
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


COLOURS = Several(lambda: [("red", "Đỏ"), ("green", "Xanh lá"), ("blue", "Xanh lam")])


@pytest.mark.parametrize("typed", ["blue|red", "Đỏ; xanh lam", "đỏ\nblue", " red ;; blue|red "])
def test_several_values_are_kept_by_their_codes_in_the_order_of_the_list(typed):
    value = COLOURS.parse(typed)
    assert value == "red|blue"
    assert COLOURS.show(value) == "Đỏ; Xanh lam"
    assert COLOURS.parse(COLOURS.show(value)) == value
    assert COLOURS.codes(value) == ("red", "blue") and COLOURS.codes(None) == ()


def test_no_value_of_several_is_none_and_an_unknown_one_is_named():
    assert COLOURS.parse("") is COLOURS.parse(None) is COLOURS.parse(" ; ") is None
    with pytest.raises(FieldError, match="tím"):
        COLOURS.parse("red; tím")
