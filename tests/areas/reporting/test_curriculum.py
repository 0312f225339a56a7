"""The curriculum vitae as Word: official values as the reader may see them, and nothing for whom the person is out of reach."""

import io
from datetime import date
from decimal import Decimal

import docx
import pytest

from app.access.standing import operator
from app.areas.compensation.models import SalaryEvent
from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee, FamilyMember, HealthRecord
from app.areas.rewards_discipline.models import Reward
from app.areas.training.models import Qualification
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.browsing import Browser
from tests.factories import planted
from tests.people import make_user


@pytest.fixture
def person(stocked_app):
    """A woman of two words that XML must not mistake, with a salary, a diploma, a relative and a health check."""
    with stocked_app.app_context(), operator("test"):
        unit = planted(OrgUnit)
        key = planted(
            Employee,
            unit_id=unit,
            full_name="Nguyễn Thị Ánh",
            born_on=PartialDate(1987, 9),
            strengths="Soạn <thảo> & tổng hợp",
        )
        planted(SalaryEvent, employee_id=key, step=4, coefficient=Decimal("3.33"))
        planted(Qualification, employee_id=key)
        planted(FamilyMember, employee_id=key, full_name="Nguyễn Văn Đức")
        planted(HealthRecord, employee_id=key)
        period = planted(
            EvaluationPeriod, title_vi="Năm công tác 2024", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
        )
        planted(AnnualEvaluation, employee_id=key, period_id=period, unit_id=unit)
        planted(Reward, employee_id=key, year_from=2024)
        db.session.commit()
        return key, unit


def words(answer):
    """Every word of the file, paragraphs and tables."""
    assert answer.status_code == 200
    file = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_the_form_is_filled_with_what_is_official(stocked_app, person):
    key, unit = person
    with stocked_app.app_context():
        officer = Browser(stocked_app, make_user("hr", "unit_hr", unit_id=unit))
    assert f'href="/form/curriculum/{key}"' in officer.get(f"/employee/show/{key}").text
    said = words(officer.get(f"/form/curriculum/{key}"))
    for part in ("NGUYỄN THỊ ÁNH", "09/1987", "Soạn <thảo> & tổng hợp", "3,33", "Nguyễn Văn Đức", "01.003"):
        assert part in said, part
    with stocked_app.app_context():
        name = db.session.get(OrgUnit, unit).name_vi
    assert f"Cơ quan quản lý CBCCVC: {name}" in said, "a unit that names no other manages its people itself"
    assert "{{" not in said and "{%" not in said and "None" not in said


def test_grade_and_reward_of_a_year_stand_on_one_line(stocked_app, person):
    key, unit = person
    with stocked_app.app_context():
        officer = Browser(stocked_app, make_user("hr", "unit_hr", unit_id=unit))
    file = docx.Document(io.BytesIO(officer.get(f"/form/curriculum/{key}").data))
    (merits,) = [table for table in file.tables if "Xếp loại chuyên môn" in table.rows[0].cells[1].text]
    (line,) = [[cell.text for cell in row.cells] for row in merits.rows[1:]]
    assert line[0] == "2024" and "nhiệm vụ" in line[1] and any(line[2:])


def test_who_does_not_see_a_field_group_does_not_find_it_in_the_form(stocked_app, person):
    key, unit = person
    with stocked_app.app_context(), operator("test"):
        officer = Browser(stocked_app, make_user("hr", "unit_hr", unit_id=unit))
        province = Browser(stocked_app, make_user("so", "province_officer"))
        health = [text for text in _health(key) if text]
    hers, theirs = (words(one.get(f"/form/curriculum/{key}")) for one in (province, officer))
    line = next(line for line in hers.splitlines() if line.startswith("31)"))
    assert any(text in line for text in health)
    assert not any(text in line for line in theirs.splitlines() if line.startswith("31)") for text in health)


def _health(key):
    row = (
        db.session.execute(HealthRecord.__table__.select().where(HealthRecord.__table__.c.employee_id == key))
        .mappings()
        .one()
    )
    return [HealthRecord.fields[name].show(row[name]) for name in ("class_code", "height_cm", "blood_type_code")]


def test_nobody_outside_the_scope_gets_it(stocked_app, person):
    key, _unit = person
    with stocked_app.app_context(), operator("test"):
        other = planted(OrgUnit)
        db.session.commit()
        stranger = Browser(stocked_app, make_user("other", "unit_hr", unit_id=other))
        administrator = Browser(stocked_app, make_user("admin", "administrator"))
    assert stranger.get(f"/form/curriculum/{key}").status_code == 404
    assert administrator.get(f"/form/curriculum/{key}").status_code in (403, 404)
    assert stranger.get("/form/curriculum/x").status_code == 404
