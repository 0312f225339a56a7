"""What a personal identification number says of its holder."""

import pytest

from app.areas.personnel.identity_numbers import FEMALE, MALE, century_digit, contradictions
from app.records.partial_dates import PartialDate


@pytest.mark.parametrize(
    ("number", "gender", "born"),
    [
        ("008187001321", FEMALE, "1987"),
        ("008087001321", MALE, "1987-03-12"),
        ("002304000017", FEMALE, "2004"),
        ("002204000017", MALE, "2004-01"),
    ],
)
def test_a_number_that_agrees_with_sex_and_year_raises_no_doubt(number, gender, born):
    assert list(contradictions(number, gender, PartialDate.from_iso(born))) == []


@pytest.mark.parametrize(
    ("number", "gender", "born", "doubt"),
    [
        ("008087001321", FEMALE, "1987", "other sex"),
        ("008187001321", FEMALE, "1978", "another year"),
        ("008387001321", FEMALE, "1987", "another year"),
    ],
)
def test_a_number_that_contradicts_sex_or_year_is_doubted(number, gender, born, doubt):
    (message,) = (str(m) for m in contradictions(number, gender, PartialDate.from_iso(born)))
    assert doubt in message


def test_nine_digits_and_an_unknown_birth_say_nothing():
    assert list(contradictions("070123456", MALE, PartialDate(1987))) == []
    assert list(contradictions("008187001321", FEMALE, None)) == []
    assert list(contradictions("008187001321", None, PartialDate(1987))) == []


def test_the_digit_of_century_and_sex_is_the_decrees():
    assert [century_digit(sex, year) for year in (1999, 2000) for sex in (MALE, FEMALE)] == [0, 1, 2, 3]
