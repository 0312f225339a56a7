from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from app.records.vietnamese import amount, coefficient, day, moment, number, parse_number, percent

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("2.34", "2,34"),
        ("4.4", "4,40"),
        ("10", "10,00"),
        ("2.3400", "2,34"),
        ("0.125", "0,125"),
        ("0", "0,00"),
    ],
)
def test_a_coefficient_has_a_comma_and_two_decimals_and_loses_none(value: str, printed: str) -> None:
    assert coefficient(Decimal(value)) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (2_530_000, "2.530.000"),
        (999, "999"),
        (1_000, "1.000"),
        (0, "0"),
        (-48_000, "-48.000"),
        (10**12, "1.000.000.000.000"),
    ],
)
def test_money_is_grouped_by_dots(value: int, printed: str) -> None:
    assert amount(value) == printed


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("1234.50"), None, "1.234,5"),
        (Decimal("300.00"), None, "300"),
        (Decimal("3E+3"), None, "3.000"),
        (516, None, "516"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("2.5"), 0, "3"),
        (7, 1, "7,0"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("-1234.56"), 1, "-1.234,6"),
    ],
)
def test_a_number_keeps_its_digits_unless_places_are_asked_for(
    value: Decimal | int, places: int | None, printed: str
) -> None:
    assert number(value, places) == printed


def test_a_percentage_is_given_in_hundredths() -> None:
    assert (percent(5), percent(Decimal("12.50")), percent(Decimal("33.333"), 1)) == ("5%", "12,5%", "33,3%")


def test_a_day_prints_with_two_digits_for_day_and_month() -> None:
    assert (day(date(1985, 7, 30)), day(date(2026, 1, 2))) == ("30/07/1985", "02/01/2026")


def test_a_moment_prints_by_the_clock_of_the_zone() -> None:
    assert moment(datetime(2026, 11, 20, 8, 2, 59, tzinfo=UTC), HANOI) == "20/11/2026 15:02"
    assert moment(datetime(2026, 12, 31, 18, 0, tzinfo=UTC), HANOI) == "01/01/2027 01:00"


def test_a_moment_without_a_zone_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime.fromisoformat("2026-11-20T15:02"), HANOI)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2,34", "2.34"),
        ("2.34", "2.34"),
        ("2.530.000", "2530000"),
        ("1.234,5", "1234.5"),
        ("1,234", "1.234"),
        ("0.125", "0.125"),
        ("1234.567", "1234.567"),
        ("1234567", "1234567"),
        (" -12,5 ", "-12.5"),
        ("-2.530.000", "-2530000"),
        ("007", "7"),
        ("8,500,000", "8500000"),
        ("-1,234,567.5", "-1234567.5"),
        ("1,234.5", "1234.5"),
    ],
)
@pytest.mark.parametrize("dot_is_decimal", [False, True])
def test_a_figure_that_can_mean_one_thing_is_read_alike_in_every_field(
    typed: str, value: str, dot_is_decimal: bool
) -> None:
    assert parse_number(typed, dot_is_decimal=dot_is_decimal) == Decimal(value)


def test_one_dot_before_three_digits_groups_thousands_unless_the_field_holds_decimals() -> None:
    assert parse_number("1.234") == Decimal(1234)
    assert parse_number("1.234", dot_is_decimal=True) == Decimal("1.234")


@pytest.mark.parametrize(
    "typed",
    [
        *("", "hai", "1,234,56", "1,23,456", "1.234,567,890", "2.530.00", "0.000.000", "1.2.3", "1.234,"),
        *(",5", ".5", "5.", "1 000", "1e3", "--1", "NaN", "\u0663"),
    ],
)
def test_what_is_no_figure_is_refused_by_name(typed: str) -> None:
    with pytest.raises(ValueError, match="is no number") as refusal:
        parse_number(typed)

    assert repr(typed) in str(refusal.value)


def test_what_is_printed_is_read_back() -> None:
    assert parse_number(amount(2_530_000)) == 2_530_000
    assert parse_number(coefficient(Decimal("4.4"))) == Decimal("4.40")
