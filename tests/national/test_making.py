"""A packet holds what is official and nothing else; the next one holds what has changed since."""

import json
import zipfile
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.access.models import AuditEntry
from app.areas.appointments.models import Appointment
from app.areas.evaluation.models import AnnualEvaluation
from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee, FamilyMember
from app.areas.work_history.absences import Separation
from app.areas.work_history.models import Assignment
from app.changes import operations
from app.demo.planting import plant
from app.extensions import db
from app.jobs.run import Refused
from app.national import making, register
from app.national.lines import HELD_BACK, REMOVED, UNITS, group_file
from app.national.mapping import standard_on
from app.national.releasing import releasable
from app.national.verifying import verify
from app.records.choices import CatalogueItem
from app.records.clock import now, today
from app.records.partial_dates import PartialDate
from tests.factories import planted

NUMBERS = iter(range(1, 1000))
CODE = {"full_name": "1.03", "name": "2.03"}


def official(record, target_id=None, verb=None, **values):
    """A change that is handed in and approved."""
    change = operations.submit(record, values, target_id=target_id, verb=verb).change
    if change.state != "applied":
        operations.approve(change.id)
    db.session.commit()
    return change.target_id


def somebody(**given):
    return planted(Employee, personal_id_number=f"008187{next(NUMBERS):06}", **given)


@pytest.fixture
def made(prepared, tmp_path):
    """`made(since)`: a packet, verified, as its entry and its lines by file."""

    def make(since=None):
        path = tmp_path / f"{next(NUMBERS)}.zip"
        packet = making.make(path, since)
        db.session.commit()
        verdict = verify(path)
        assert verdict.faults == []
        assert verdict.sha256 == packet.sha256
        with zipfile.ZipFile(path) as packed:
            lines = {
                name: [json.loads(line) for line in packed.read(name).splitlines()]
                for name in packed.namelist()
                if name.endswith(".jsonl")
            }
        return packet, lines

    return make


def names(lines):
    return [line["data"]["1.03"] for line in lines[group_file(1)]]


def test_the_demo_province_goes_out_whole_and_is_verified_and_what_fails_is_held_back_with_field_and_reason(made):
    plant(60, 7)
    flawed = planted(Employee, full_name="Người Chưa Có Số", staff_number="TQ-THIEU")
    db.session.commit()
    packet, lines = made()
    assert packet.counts["people"] + packet.counts["held_back"] == 61
    assert packet.counts["people"] > 50 and packet.counts["units"] == len(lines[UNITS]) > 50
    assert [len(lines[group_file(group)]) for group in range(1, 11)] == [packet.counts["people"]] * 10
    held = {line["key"]: line["data"]["faults"] for line in lines[HELD_BACK]}
    assert {"field": "1.01", "reason": "missing"} in held["TQ-THIEU"]
    people, total = register.held_people(packet.id, 0, 100)
    assert total == packet.counts["held_back"] and flawed in people
    assert [(flaw.line, flaw.record, flaw.row_id, flaw.reason) for flaw in people[flawed]] == [
        ("1.01", "employee", flawed, "missing")
    ]
    codes = {line["data"]["0.01"] for line in lines[UNITS]}
    assert {line["data"]["6.01"] for line in lines[group_file(6)]} <= codes
    assert all("old_regime_work" not in json.dumps(line) for line in lines[group_file(2)])


def test_what_waits_for_approval_is_absent_until_it_is_approved(made):
    person = somebody(full_name="Ma Thị Bích")
    waiting = operations.submit(Employee, {"full_name": "Tên Đang Chờ"}, target_id=person).change
    relative = operations.submit(
        FamilyMember, {"employee_id": person, "relation_code": "CD", "full_name": "Cha Đang Chờ"}
    ).change
    dated = operations.submit(
        Employee, {"other_names": "Ngày Mai"}, target_id=person, effective_on=today() + timedelta(days=1)
    ).change
    operations.approve(dated.id)
    db.session.commit()
    packet, lines = made()
    text = json.dumps(lines, ensure_ascii=False)
    assert names(lines) == ["Ma Thị Bích"]
    assert "Đang Chờ" not in text and "Ngày Mai" not in text
    operations.approve(waiting.id)
    operations.approve(relative.id)
    db.session.commit()
    _next, lines = made(packet.id)
    assert names(lines) == ["Tên Đang Chờ"]
    assert [row["2.03"] for row in lines[group_file(2)][0]["data"]["family_member"]] == ["Cha Đang Chờ"]


def test_a_packet_since_another_holds_those_who_changed_in_whatever_order_it_was_entered(made):
    first, second, third = (somebody(full_name=name) for name in ("Ma Văn An", "Ma Văn Bình", "Ma Văn Cường"))
    old = operations.submit(Employee, {"other_names": "Chờ lâu"}, target_id=first).change
    official(Employee, second, other_names="Đã duyệt")
    packet, _lines = made()
    assert made(packet.id)[1][group_file(1)] == []
    operations.approve(old.id)
    planted(FamilyMember, employee_id=third)
    db.session.commit()
    following, lines = made(packet.id)
    assert names(lines) == ["Ma Văn An", "Ma Văn Cường"]
    assert (following.since_id, following.kind) == (packet.id, "since")
    assert made(following.id)[1][group_file(1)] == []


def test_what_was_withdrawn_and_who_left_is_told(made):
    person, other, gone = (somebody(full_name=name) for name in ("Ma Văn An", "Ma Văn Bình", "Ma Văn Cường"))
    relative = planted(FamilyMember, employee_id=person)
    official(Employee, person, other_names="Sẽ rút")
    before = {key: db.session.get(Employee, key).personal_id_number for key in (person, other, gone)}
    packet, lines = made()
    assert len(lines[group_file(2)][0]["data"]["family_member"]) == 1
    official(FamilyMember, relative, "cancel")
    official(Employee, person, other_names=None)
    official(Employee, other, personal_id_number="008187999999")
    official(Employee, gone, "cancel")
    _following, lines = made(packet.id)
    assert names(lines) == ["Ma Văn An", "Ma Văn Bình"]
    assert lines[group_file(2)][0]["data"]["family_member"] == []
    assert lines[group_file(1)][0]["data"]["1.04"] is None
    assert [(line["key"], line["data"]) for line in lines[REMOVED]] == [
        (before[other], {"reason": "new_code", "new_code": "008187999999"}),
        (before[gone], {"reason": "cancelled", "new_code": None}),
    ]


def test_an_event_whose_day_comes_takes_its_person_along_though_nothing_was_handed_in(made):
    person = somebody(full_name="Ma Văn An")
    somebody(full_name="Ma Văn Bình")
    begins = PartialDate.from_date(today() + timedelta(days=2))
    official(Separation, employee_id=person, reason_code="NH", effective_from=begins, decision_number="1/QĐ")
    packet, _lines = made()
    assert made(packet.id)[1][group_file(1)] == []
    with time_machine.travel(now() + timedelta(days=3)):
        assert names(made(packet.id)[1]) == ["Ma Văn An"]


def test_a_unit_post_or_code_that_changed_takes_along_whoever_it_is_told_of(made):
    position = planted(Position, name_vi="Chuyên viên")
    unit = planted(OrgUnit, code="H60.05")
    in_unit = somebody(full_name="Ma Văn An", unit_id=unit)
    holder = somebody(full_name="Ma Văn Bình", gender_code="1")
    planted(Appointment, employee_id=holder, position_id=position)
    somebody(full_name="Ma Văn Cường", gender_code="1")
    packet, _lines = made()
    official(OrgUnit, unit, code="H60.06")
    _second, lines = made(packet.id)
    assert names(lines) == ["Ma Văn An"] and lines[group_file(6)][0]["data"]["6.01"] == "H60.06"
    packet, _lines = made()
    official(Position, position, name_vi="Trưởng phòng")
    assert names(made(packet.id)[1]) == ["Ma Văn Bình"]
    packet, _lines = made()
    female = db.session.scalar(select(CatalogueItem.id).filter_by(list_code="genders", code="2"))
    official(CatalogueItem, female, external_codes={"nd27_2026": "F"})
    _last, lines = made(packet.id)
    assert [line["data"]["1.05"] for line in lines[group_file(1)]] == ["F"]
    assert db.session.get(Employee, in_unit).gender_code == "2"


def rule(**attributes):
    row = {"list_code": "national_withholding_2026", "code": f"R{next(NUMBERS)}", "name_vi": "Quy định mật"}
    return official(CatalogueItem, **row, attributes=attributes)


def test_rows_and_people_are_kept_back_by_rules_that_are_data(made):
    person, secret = somebody(full_name="Ma Văn An"), somebody(full_name="Người Bí Mật", status_code="TS")
    planted(FamilyMember, employee_id=person, full_name="Cha Công Khai", relation_code="CD")
    planted(FamilyMember, employee_id=person, full_name="Con Giữ Kín", relation_code="CON")
    packet, _lines = made()
    rule(record="employee", field="status_code", values="TS", whole_person="1")
    rule(record="family_member", field="relation_code", values="CON VO")
    with pytest.raises(Refused, match="gói toàn bộ"):
        making.make(None, packet.id)
    packet, lines = made()
    assert names(lines) == ["Ma Văn An"] and packet.counts["withheld"] == 1
    assert [row["2.03"] for row in lines[group_file(2)][0]["data"]["family_member"]] == ["Cha Công Khai"]
    assert releasable(standard_on(), secret) is None


def test_a_code_that_no_list_has_any_more_and_a_wrong_form_hold_a_person_back(made):
    person = somebody(full_name="Ma Văn An")
    ethnic = db.session.scalar(select(CatalogueItem.id).filter_by(list_code="ethnic_groups", code="01"))
    official(Employee, person, ethnic_group_code="01")
    line = db.session.scalar(select(CatalogueItem).filter_by(list_code="national_fields_2026", code="1.02"))
    official(CatalogueItem, line.id, attributes={**line.attributes, "pattern": "^[0-9]+$"})
    official(CatalogueItem, ethnic, code="99X")
    packet, lines = made()
    assert packet.counts["people"] == 0
    assert lines[HELD_BACK][0]["data"]["faults"] == [
        {"field": "1.02", "reason": "wrong_form"},
        {"field": "1.09", "reason": "unknown_code"},
    ]


def test_what_the_party_says_of_an_evaluation_never_goes_out(made):
    person = somebody()
    planted(AnnualEvaluation, employee_id=person, party_opinion="Ý kiến cấp ủy")
    planted(Assignment, employee_id=person)
    _packet, lines = made()
    assert len(lines[group_file(6)][0]["data"]["annual_evaluation"]) == 1
    assert "cấp ủy" not in json.dumps(lines, ensure_ascii=False)


def test_a_packet_that_cannot_be_continued_or_made_is_refused_with_the_reason(made, tmp_path):
    somebody()
    with pytest.raises(Refused, match="12345"):
        making.make(tmp_path / "a.zip", 12345)
    line = db.session.scalar(select(CatalogueItem).filter_by(list_code="national_fields_2026", code="1.03"))
    official(CatalogueItem, line.id, attributes={**line.attributes, "field": "no_such_field"})
    with pytest.raises(Refused, match=r"1\.03.*no_such_field"):
        making.make(tmp_path / "a.zip")
    with time_machine.travel(date(2026, 6, 1)), pytest.raises(Refused, match="phiên bản chuẩn"):
        making.make(tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists() and register.packets() == []


def test_what_was_made_is_in_the_log_as_exports_are(made):
    packet, _lines = made()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "export_national")).one()
    assert entry.row_id == packet.id and entry.detail["sha256"] == packet.sha256
    assert entry.detail["rows"] == packet.counts["people"]
