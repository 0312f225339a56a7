"""What a personal identification number says of its holder (NĐ 137/2015/NĐ-CP Điều 13).

Twelve digits: three for the province where the birth was registered, one for century and sex, two for the year
of birth, six at random. Registers hold wrong numbers that are nevertheless the person's, so a contradiction is
a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.records.partial_dates import PartialDate

MALE, FEMALE = "1", "2"
FIRST_CENTURY = 1900
LENGTH = 12


def century_digit(gender_code: str, year: int) -> int:
    """0 for a man and 1 for a woman born from 1900 to 1999, 2 and 3 from 2000 to 2099."""
    return (year - FIRST_CENTURY) // 100 * 2 + (gender_code == FEMALE)


def contradictions(number: str, gender_code: str | None, born_on: PartialDate | None) -> Iterator[object]:
    """Sentences that say where a twelve-digit number contradicts sex or year of birth."""
    if len(number) != LENGTH or not number.isdigit():
        return
    digit, year = int(number[3]), int(number[4:6])
    if gender_code in (MALE, FEMALE) and digit % 2 != (gender_code == FEMALE):
        yield _("The fourth digit of the number belongs to the other sex; compare it with the identity card.")
    if born_on is not None and FIRST_CENTURY + digit // 2 * 100 + year != born_on.year:
        yield _("Digits 4 to 6 of the number name another year of birth; compare it with the identity card.")
