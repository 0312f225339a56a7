"""The mapping is data, held against the records; a fault names the line, what is wrong and the remedy."""

import csv
import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask_babel import force_locale

import app
from app.access.standing import operator
from app.extensions import db
from app.national.mapping import STANDARDS, Line, Rule, standard_on
from app.national.mapping_checks import faults, say_at_start
from tests.factories import code_lists

LISTS = Path(app.__file__).parent / "seed" / "catalogues"
SOUND = Line("9.99", "Thử", "1", "", "employee", "full_name", "text", "text", False, "", "", "")
OF_FAMILY = replace(SOUND, record="family_member", block="family_member_2", field="full_name")


@pytest.fixture(scope="module")
def standard(product_bench):
    """The mapping that is shipped, loaded; what is said of it stays as it is in the code."""
    flask_app = product_bench.fresh()
    with flask_app.app_context(), flask_app.test_request_context(), operator("test"), force_locale("en"):
        code_lists("national_standards", "national_fields_2026", "national_withholding_2026")
        db.session.commit()
        yield standard_on()


def test_the_shipped_mapping_has_no_fault_and_fills_or_explains_each_of_the_ten_groups(standard):
    assert list(faults(standard)) == []
    assert say_at_start() == []
    assert {line.group for line in standard.lines} == {str(group) for group in range(11)}
    assert all(line.reason for line in standard.lines if not line.is_sent)


def test_each_version_of_the_standard_names_lists_that_are_shipped():
    with (LISTS / f"{STANDARDS}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert (LISTS / f"{row['fields']}.csv").exists() and (LISTS / f"{row['withholding']}.csv").exists()


def test_a_version_counts_from_its_first_day(standard):
    assert standard_on(date(2026, 6, 30)) is None
    assert standard_on(date(2026, 7, 1)).code == standard.code


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (replace(SOUND, record="employe"), "record “employe” does not exist"),
        (replace(SOUND, field="fullname"), "employee has no field “fullname”"),
        (replace(SOUND, field="unit_id.nmae"), "employee has no field “unit_id.nmae”"),
        (replace(SOUND, field="full_name.code"), "employee has no field “full_name.code”"),
        (replace(SOUND, transform="uppercase"), "transform “uppercase” is unknown"),
        (replace(SOUND, type="string"), "type “string” is unknown"),
        (replace(SOUND, type="date"), "does not become “date” by “text”"),
        (replace(SOUND, field="photo"), "does not become"),
        (replace(SOUND, group="11"), "group “11” is unknown"),
        (replace(SOUND, group="0"), "not the tree of units"),
        (replace(SOUND, block="own"), "leave “block” empty"),
        (replace(OF_FAMILY, block=""), "name it in “block”"),
        (replace(OF_FAMILY, block="Gia đình"), "small letters"),
        (replace(OF_FAMILY, group="2", block="family_member", record="contract", field="job"), "give contract another"),
        (replace(SOUND, record="org_unit", field="code", block="x"), "is about no person"),
        (replace(OF_FAMILY, field="criminal_record"), "is restricted"),
        (replace(SOUND, release="secret"), "release “secret” is unknown"),
        (replace(SOUND, release="withheld"), "says no reason"),
        (replace(SOUND, record="", field=""), "says no reason"),
        (replace(SOUND, pattern="["), "no regular expression"),
        (replace(OF_FAMILY, field="employee_id.personal_id_number"), "is not read through a link"),
        (replace(SOUND, code="1 02"), "letters, digits"),
    ],
)
def test_a_wrong_line_is_named_with_the_remedy(standard, line, said):
    found = list(faults(replace(standard, lines=(*standard.lines, line))))
    assert all(fault.startswith(f"{line.code}: ") for fault in found)
    assert said in found[0]


def test_a_released_restricted_field_is_right_when_the_line_says_so(standard):
    line = replace(OF_FAMILY, field="criminal_record", release="restricted")
    assert list(faults(replace(standard, lines=(*standard.lines, line)))) == []


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule("R", "", "plan", "", (), True), "“plan” does not exist"),
        (Rule("R", "", "org_unit", "", (), True), "about no person"),
        (Rule("R", "", "employee", "status", ("X",), True), "no field “status”"),
        (Rule("R", "", "employee", "personal_id_number", ("0",), True), "sealed"),
        (Rule("R", "", "employee", "status_code", (), True), "field and values together"),
    ],
)
def test_a_wrong_rule_is_named_with_the_remedy(standard, rule, said):
    found = list(faults(replace(standard, rules=(rule,))))
    assert len(found) == 1 and found[0].startswith("R: ") and said in found[0]


def test_a_standard_that_names_nobody_or_nothing_is_wrong(standard):
    assert "identified_by" in next(faults(replace(standard, identified_by="7.77")))
    assert "no fields" in next(faults(replace(standard, lines=())))


def test_faults_are_in_the_log_at_the_start(standard, monkeypatch, caplog):
    monkeypatch.setattr("app.national.mapping_checks.standard_on", lambda: replace(standard, identified_by="7.77"))
    with caplog.at_level(logging.ERROR):
        assert len(say_at_start()) == 1
    assert "identified_by" in caplog.text
