"""Rules of addresses, names, policy, declarations and the papers of the file."""

from datetime import date

import pytest

from app.areas.personnel import declaration_rules, residence_rules
from app.areas.personnel.models import (
    Address,
    AssetDeclaration,
    Employee,
    FilePaper,
    ForeignRelation,
    FormerName,
    HealthRecord,
    HistoryDeclaration,
    IdentityDocument,
    PolicyStatus,
)
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import planted

OLD = {"commune_code": "00712.2025", "district_code": "026", "province_code": "02.2025"}
NEW = {"commune_code": "00745", "province_code": "08"}


@pytest.fixture(autouse=True)
def in_november_2026(monkeypatch):
    for rules in (declaration_rules, residence_rules):
        monkeypatch.setattr(rules, "today", lambda: date(2026, 11, 23))


def test_an_address_names_units_that_belong_together(said):
    ended = {"since": PartialDate(2010), "until": PartialDate(2024)}
    assert said(Address, **OLD, **ended).nothing
    assert list(said(Address, **(OLD | {"district_code": "024"}), **ended).errors) == ["district_code"]
    assert list(said(Address, **(OLD | {"province_code": "08"}), **ended).errors) == ["province_code"]


def test_there_are_districts_only_before_july_2025(said):
    assert said(Address, **NEW).nothing
    assert list(said(Address, **NEW, district_code="075").errors) == ["district_code"]
    assert "commune_code" in said(Address, **NEW, since=PartialDate(2020)).warnings
    assert {"commune_code", "district_code", "province_code"} <= said(Address, **OLD).warnings.keys()


def test_an_address_that_lasts_bears_the_names_of_today(said):
    lasting = said(Address, **OLD, since=PartialDate(2010))
    assert lasting.warnings["commune_code"].startswith("“Thị trấn Phố Bảng, huyện Đồng Văn” ended on 30/06/2025;")
    assert said(Address, **OLD, since=PartialDate(2010), until=PartialDate(2025, 6, 30)).nothing


def test_the_present_address_is_the_one_of_the_file_and_what_was_typed_stays_until_there_is_one(province):
    somebody = planted(Employee, current_address="Tổ 5, phường Minh Xuân")
    planted(Address, employee_id=somebody, kind="permanent")
    assert official(Employee, somebody)["current_address"] == "Tổ 5, phường Minh Xuân"
    planted(Address, employee_id=somebody, kind="present", place="Thôn Chín Chu", **NEW)
    line = "Thôn Chín Chu, xã Phố Bảng, tỉnh Tuyên Quang"
    assert official(Employee, somebody)["current_address"] == line
    planted(Address, employee_id=somebody, kind="present", since=PartialDate(2010), until=PartialDate(2024), **OLD)
    assert official(Employee, somebody)["current_address"] == line


def test_two_addresses_of_a_kind_do_not_lie_in_the_same_time(said):
    somebody = planted(Employee)
    planted(Address, employee_id=somebody, since=PartialDate(2020))
    assert list(said(Address, employee_id=somebody).errors) == ["since"]
    assert said(Address, employee_id=somebody, kind="present").nothing


def test_a_changed_name_has_its_day_and_its_paper_and_an_alias_neither(said):
    assert said(FormerName, reason="alias").nothing
    assert set(said(FormerName, reason="corrected").warnings) == {"used_until", "paper_number"}
    paper = {"used_until": PartialDate(2005), "paper_number": "12/TĐ-HT"}
    assert said(FormerName, reason="corrected", **paper).nothing
    assert list(said(FormerName, reason="changed", **paper, used_from=PartialDate(2006)).errors) == ["used_until"]


def test_old_and_new_cards_take_each_others_place_and_a_passport_does_not(said):
    somebody = planted(Employee)
    planted(IdentityDocument, employee_id=somebody, kind_code="CCCD", number="008187001321", is_current=True)
    new = {"employee_id": somebody, "kind_code": "CC", "number": "008187001322", "issued_on": PartialDate(2025)}
    assert "is_current" in said(IdentityDocument, **new, is_current=True).warnings
    assert said(IdentityDocument, employee_id=somebody, is_current=True).nothing


def test_the_card_in_use_bears_the_number_of_the_file_and_is_valid(said):
    somebody = planted(Employee, personal_id_number="008187001321")
    card = {"employee_id": somebody, "kind_code": "CCCD", "issued_on": PartialDate(2022)}
    assert said(IdentityDocument, **card, number="008187001321", is_current=True).nothing
    assert list(said(IdentityDocument, **card, number="008187001399", is_current=True).warnings) == ["number"]
    assert said(IdentityDocument, **card, number="008187001399").nothing
    out = said(IdentityDocument, **card, number="008187001321", is_current=True, expires_on=date(2025, 1, 1))
    assert list(out.warnings) == ["is_current"]


def test_two_dates_of_birth_are_dealt_with(said):
    both = {"born_on": PartialDate(1987), "born_on_in_register": PartialDate(1986)}
    assert list(said(Employee, **both).warnings) == ["birth_difference"]
    assert said(Employee, **both, birth_difference="kept").nothing
    assert list(said(Employee, birth_difference="kept").warnings) == ["birth_difference"]


def test_a_policy_group_is_held_once_and_none_needs_no_row(said):
    somebody = planted(Employee)
    planted(PolicyStatus, employee_id=somebody)
    assert list(said(PolicyStatus, employee_id=somebody).errors) == ["policy_code"]
    assert said(PolicyStatus, employee_id=somebody, policy_code="22").nothing
    assert list(said(PolicyStatus, policy_code="00").errors) == ["policy_code"]


def test_nobody_served_the_former_regime_after_1975_nor_anything_before_his_birth(said):
    somebody = planted(Employee, born_on=PartialDate(1950))
    served = {"employee_id": somebody, "kind": "old_regime"}
    assert said(HistoryDeclaration, **served, since=PartialDate(1975)).nothing
    assert list(said(HistoryDeclaration, **served, since=PartialDate(1975, 5)).errors) == ["since"]
    assert list(said(HistoryDeclaration, **served, since=PartialDate(1949)).errors) == ["since"]


def test_assets_are_declared_by_the_end_of_the_year(said):
    yearly = {"kind_code": "HN", "declared_year": 2025}
    handed_in = {**yearly, "state": "handed_in"}
    assert said(AssetDeclaration, **handed_in, handed_in_on=date(2025, 12, 31)).nothing
    assert list(said(AssetDeclaration, **handed_in, handed_in_on=date(2026, 1, 2)).warnings) == ["handed_in_on"]
    assert list(said(AssetDeclaration, **handed_in).warnings) == ["handed_in_on"]
    assert list(said(AssetDeclaration, **yearly, state="due").warnings) == ["state"]
    assert said(AssetDeclaration, kind_code="HN", declared_year=2026, state="due").nothing
    assert said(AssetDeclaration, declared_year=2025, state="due").nothing
    assert "state" in said(AssetDeclaration, state="due", handed_in_on=date(2026, 1, 2)).errors


def test_a_declaration_of_a_year_is_on_record_once(said):
    somebody = planted(Employee)
    yearly = {"employee_id": somebody, "kind_code": "HN"}
    planted(AssetDeclaration, **yearly)
    assert "declared_year" in said(AssetDeclaration, **yearly).warnings
    assert "declared_year" not in said(AssetDeclaration, **yearly, declared_year=2024).warnings


def test_a_paper_is_here_or_missing(said):
    missing = {"kind_code": "GKS", "state": "missing"}
    assert said(FilePaper, **missing).nothing
    assert list(said(FilePaper, **missing, received_on=date(2020, 1, 2)).errors) == ["received_on"]
    assert list(said(FilePaper, **missing, kept_at="Tủ 3").errors) == ["kept_at"]
    assert list(said(FilePaper, state="original").warnings) == ["received_on"]
    here = {"state": "copy", "received_on": date(2020, 1, 2)}
    assert said(FilePaper, **here, issued_on=PartialDate(2020)).nothing
    assert list(said(FilePaper, **here, issued_on=PartialDate(2020, 2)).errors) == ["received_on"]


def test_a_file_holds_one_birth_certificate_and_many_diplomas(said):
    somebody = planted(Employee)
    here = {"employee_id": somebody, "state": "copy", "received_on": date(2020, 1, 2)}
    for kind in ("GKS", "VBCC"):
        planted(FilePaper, **{**here, "kind_code": kind})
    assert list(said(FilePaper, **here, kind_code="GKS").warnings) == ["kind_code"]
    assert said(FilePaper, **here, kind_code="VBCC").nothing
    planted(FilePaper, employee_id=somebody, kind_code="VBCC", state="missing")
    assert list(said(FilePaper, employee_id=somebody, kind_code="VBCC", state="missing").warnings) == ["kind_code"]


@pytest.mark.parametrize("record", [HealthRecord, HistoryDeclaration, ForeignRelation, AssetDeclaration])
def test_what_is_declared_in_confidence_is_seen_by_the_employee_and_home_affairs_alone(record):
    assert set(record.readers) == {"employee", "province_officer"}
    assert record.approvers == ("province_officer",)
    own = [field for name, field in record.fields.items() if name != "employee_id"]
    assert {field.level for field in own} == {"restricted"}
