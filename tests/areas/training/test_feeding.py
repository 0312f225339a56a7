"""The highest levels of an employee follow from the diplomas and certificates in force."""

from app.areas.personnel.models import Employee
from app.areas.training.models import Qualification, TrainingRecord
from app.changes import operations
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import least, planted


def now(person, *names):
    row = official(Employee, person)
    return tuple(row[name] for name in names)


def qualified(person):
    return now(person, "highest_qualification_code", "highest_qualification_major")


def course(person, **given):
    planted(TrainingRecord, employee_id=person, **({"outcome": "completed", "completed_on": PartialDate(2015)} | given))


def test_the_highest_diploma_counts_with_its_field_and_not_the_newest(province):
    person = planted(Employee)
    planted(Qualification, employee_id=person, level_code="20", major="Luật", issued_on=PartialDate(2015))
    planted(Qualification, employee_id=person, level_code="30", major="Tiếng Anh", issued_on=PartialDate(2020))
    assert qualified(person) == ("20", "Luật")


def test_of_two_diplomas_of_one_height_the_newer_counts(province):
    person = planted(Employee)
    planted(Qualification, employee_id=person, level_code="32", major="Cầu đường", issued_on=PartialDate(2015))
    planted(Qualification, employee_id=person, level_code="30", major="Kinh tế", issued_on=PartialDate(2012))
    assert qualified(person) == ("32", "Cầu đường")


def test_a_diploma_of_the_future_or_a_false_one_raises_nobody(province):
    person = planted(Employee)
    planted(Qualification, employee_id=person, level_code="40", major="Sư phạm")
    planted(Qualification, employee_id=person, level_code="20", issued_on=PartialDate(2090))
    planted(Qualification, employee_id=person, level_code="11", verification="false")
    assert qualified(person) == ("40", "Sư phạm")


def test_a_diploma_counts_once_it_is_approved(province):
    person = planted(Employee)
    change = operations.submit(Qualification, least(Qualification, employee_id=person)).change
    assert qualified(person) == (None, None)
    operations.approve(change.id)
    assert qualified(person) == ("30", "Quản lý công")


def test_each_kind_of_course_feeds_its_own_level_and_the_highest_stays(province):
    person = planted(Employee)
    course(person, kind_code="LLCT", political_theory_code="03")
    course(person, kind_code="LLCT", political_theory_code="02", completed_on=PartialDate(2019))
    course(person, kind_code="QLNN", state_management_code="02")
    course(person, kind_code="TH", it_level_code="11", completed_on=PartialDate(2021))
    names = ("political_theory_code", "state_management_code", "it_level_code")
    assert now(person, *names) == ("03", "02", "11")


def test_language_and_level_come_from_one_certificate_and_a_minority_language_stands_apart(province):
    person = planted(Employee)
    course(person, kind_code="NN", foreign_language_code="eng", foreign_language_level_code="B4")
    later = {"completed_on": PartialDate(2022)}
    course(person, kind_code="NN", foreign_language_code="zho", foreign_language_level_code="B2", **later)
    course(person, kind_code="TDT", ethnic_language_code="tyz", **later)
    names = ("foreign_language_code", "foreign_language_level_code", "ethnic_language_code")
    assert now(person, *names) == ("eng", "B4", "tyz")


def test_a_course_under_way_and_a_certificate_that_ran_out_count_for_nothing(province):
    person = planted(Employee)
    planted(TrainingRecord, employee_id=person, kind_code="LLCT", political_theory_code="03")
    course(person, kind_code="TH", it_level_code="12", valid_until=PartialDate(2017))
    assert now(person, "political_theory_code", "it_level_code") == (None, None)
