import pickle
from datetime import date

import pytest

from app.records.partial_dates import PartialDate, PartialDateError, search_range, vaguer_texts


def known(text: str) -> PartialDate:
    return PartialDate.parse(text)


@pytest.mark.parametrize(
    ("typed", "stored", "printed", "precision"),
    [
        ("12/03/1979", "1979-03-12", "12/03/1979", "day"),
        ("1/3/1979", "1979-03-01", "01/03/1979", "day"),
        ("12-3-1979", "1979-03-12", "12/03/1979", "day"),
        ("12.03.1979", "1979-03-12", "12/03/1979", "day"),
        (" 12 / 3 / 1979 ", "1979-03-12", "12/03/1979", "day"),
        ("1979-03-12", "1979-03-12", "12/03/1979", "day"),
        ("29/02/2000", "2000-02-29", "29/02/2000", "day"),
        ("3/1979", "1979-03", "03/1979", "month"),
        ("03.1979", "1979-03", "03/1979", "month"),
        ("1979-03", "1979-03", "03/1979", "month"),
        ("1979", "1979", "1979", "year"),
        ("1800", "1800", "1800", "year"),
        ("31/12/2200", "2200-12-31", "31/12/2200", "day"),
    ],
)
def test_a_date_is_read_as_typed_and_shows_only_what_is_known(
    typed: str, stored: str, printed: str, precision: str
) -> None:
    read = PartialDate.parse(typed)

    assert (read.iso, read.display(), str(read), read.precision) == (stored, printed, printed, precision)
    assert PartialDate.from_iso(stored) == read


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31/02/1979", "day"),
        ("29/02/1900", "day"),
        ("0/3/1979", "day"),
        ("12/13/1979", "month"),
        ("00/1979", "month"),
        ("1799", "year"),
        ("01/01/2201", "year"),
        ("12/3/79", "format"),
        ("3/1979/12", "format"),
        ("1979/03/12", "format"),
        ("năm 1979", "format"),
        ("12 3 1979", "format"),
        ("\uff11\uff19\uff17\uff19", "format"),
        ("", "format"),
    ],
)
def test_what_is_no_date_is_refused_with_the_part_that_is_wrong(typed: str, reason: str) -> None:
    with pytest.raises(PartialDateError) as refusal:
        PartialDate.parse(typed)

    assert (refusal.value.reason, refusal.value.value) == (reason, typed)
    assert str(refusal.value) == f"{typed!r} is no date: {reason}"


@pytest.mark.parametrize("text", ["1979-3", "03/1979", "1979-03-12T00:00", " 1979", "1979\n"])
def test_only_the_stored_form_is_read_from_the_database(text: str) -> None:
    with pytest.raises(PartialDateError, match="format"):
        PartialDate.from_iso(text)


def test_no_impossible_date_can_be_made_even_without_reading_a_text() -> None:
    with pytest.raises(PartialDateError, match="day"):
        PartialDate(1979, 2, 30)
    with pytest.raises(PartialDateError, match="month"):
        PartialDate(1979, None, 12)
    with pytest.raises(PartialDateError, match="year"):
        PartialDate.from_date(date(1066, 10, 14))


def test_a_refusal_survives_the_way_between_two_processes() -> None:
    refusal = pickle.loads(pickle.dumps(PartialDateError("month", "13/1979")))

    assert (refusal.reason, str(refusal)) == ("month", "'13/1979' is no date: month")


def test_a_date_is_a_value_that_cannot_change() -> None:
    assert {known("3/1979"), known("03/1979"), PartialDate(1979, 3)} == {PartialDate(1979, 3)}
    assert known("1979") != known("01/1979") != known("01/01/1979")
    with pytest.raises(AttributeError):
        known("1979").year = 1980  # type: ignore[misc]


def test_dates_stand_in_the_order_of_their_stored_text_the_vaguer_first() -> None:
    ordered = [known(text) for text in ("31/12/1978", "1979", "01/1979", "01/01/1979", "02/1979", "1980")]

    assert sorted(set(ordered)) == ordered
    assert [one.iso for one in ordered] == sorted(one.iso for one in ordered)
    assert known("1979") < known("01/1979") <= known("01/1979") < known("1980")
    assert known("1980") > known("12/1979") >= known("12/1979")


def test_a_date_is_not_compared_with_anything_else() -> None:
    with pytest.raises(TypeError):
        assert known("1979") < "1980"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1979", date(1979, 1, 1), date(1979, 12, 31)),
        ("02/1980", date(1980, 2, 1), date(1980, 2, 29)),
        ("12/03/1979", date(1979, 3, 12), date(1979, 3, 12)),
    ],
)
def test_a_vague_date_may_mean_any_day_of_its_month_or_year(text: str, first: date, last: date) -> None:
    assert (known(text).earliest(), known(text).latest()) == (first, last)


def test_a_calendar_day_is_a_date_known_in_full() -> None:
    assert PartialDate.from_date(date(1985, 7, 30)) == known("30/07/1985")


@pytest.mark.parametrize(
    ("one", "other", "definitely", "possibly"),
    [
        ("1978", "1979", True, True),
        ("1979", "1979", False, True),
        ("1979", "03/1979", False, True),
        ("03/1979", "1979", False, True),
        ("12/1979", "31/12/1979", False, True),
        ("31/12/1979", "1979", False, False),
        ("12/03/1979", "13/03/1979", True, True),
        ("12/03/1979", "12/03/1979", False, False),
        ("1980", "1979", False, False),
    ],
)
def test_before_is_certain_or_possible_or_neither(one: str, other: str, definitely: bool, possibly: bool) -> None:
    assert known(one).definitely_before(known(other)) is definitely
    assert known(one).possibly_before(known(other)) is possibly


STORED = (
    "1978 1978-12 1978-12-31 1979 1979-01 1979-01-01 1979-02-28 "
    "1979-03 1979-03-01 1979-03-15 1979-05-31 1979-06 1979-06-01 1980"
)


def found(since: str | None, until: str | None, vaguer: bool = False) -> str:
    start, end = (known(text) if text else None for text in (since, until))
    low, high = search_range(start, end)
    named = vaguer_texts(start) if vaguer else ()
    return " ".join(
        text
        for text in STORED.split()
        if text in named or ((low is None or low <= text) and (high is None or text < high))
    )


@pytest.mark.parametrize(
    ("since", "until", "texts"),
    [
        ("1979", "1979", STORED.removeprefix("1978 1978-12 1978-12-31 ").removesuffix(" 1980")),
        ("03/1979", "05/1979", "1979-03 1979-03-01 1979-03-15 1979-05-31"),
        ("01/03/1979", "31/05/1979", "1979-03 1979-03-01 1979-03-15 1979-05-31"),
        ("02/03/1979", "06/1979", "1979-03-15 1979-05-31 1979-06 1979-06-01"),
        ("01/01/1979", "01/01/1979", "1979 1979-01 1979-01-01"),
        (None, "12/1978", "1978 1978-12 1978-12-31"),
        ("06/1979", None, "1979-06 1979-06-01 1980"),
        (None, None, STORED),
        ("1980", "1979", ""),
    ],
)
def test_a_period_finds_the_dates_whose_first_possible_day_lies_in_it(
    since: str | None, until: str | None, texts: str
) -> None:
    assert found(since, until) == texts


def test_a_bare_year_is_found_from_the_middle_of_that_year_only_with_the_vaguer_texts() -> None:
    assert "1979" not in found("03/1979", "05/1979").split()
    assert found("03/1979", "05/1979", vaguer=True) == "1979 1979-03 1979-03-01 1979-03-15 1979-05-31"
    assert found("15/03/1979", "16/03/1979", vaguer=True) == "1979 1979-03 1979-03-15"


@pytest.mark.parametrize(
    ("since", "texts"),
    [
        ("1979", ()),
        ("01/1979", ()),
        ("03/1979", ("1979",)),
        ("15/03/1979", ("1979", "1979-03")),
        ("02/01/1979", ("1979", "1979-01")),
    ],
)
def test_the_vaguer_texts_are_those_the_period_begins_within(since: str, texts: tuple[str, ...]) -> None:
    assert vaguer_texts(known(since)) == texts
    assert vaguer_texts(None) == ()


def test_with_the_vaguer_texts_a_search_finds_just_the_dates_that_may_lie_in_the_period() -> None:
    dates = [PartialDate.from_iso(text) for text in STORED.split()]
    periods = [(since, until) for since in dates for until in dates if since.earliest() <= until.latest()]

    for since, until in periods:
        first, last = since.earliest(), until.latest()
        may_lie = [one.iso for one in dates if first <= one.latest() and one.earliest() <= last]
        assert found(since.display(), until.display(), vaguer=True).split() == may_lie
