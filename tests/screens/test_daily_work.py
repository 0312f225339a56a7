"""Small things that a tired officer meets every day."""

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.changes import operations
from app.changes.loading import load, open_batch
from app.changes.refusals import Refusal
from app.extensions import db
from app.records.choices import CatalogueItem
from tests.toys import Person, Pet


def test_a_code_that_rows_carry_is_not_cancelled_and_one_that_none_carries_is(world):
    with world.as_operator():
        load(
            open_batch("test", "test"),
            Person,
            [{"number": "E9", "full_name": "Én", "region_id": 2, "gender_code": "2"}],
        )
        db.session.commit()
        keys = {item.code: item.id for item in db.session.scalars(select(CatalogueItem))}
    with world.as_("officer"):
        with pytest.raises(Refusal):
            operations.submit(CatalogueItem, {}, target_id=keys["2"], verb="cancel")
        assert operations.submit(CatalogueItem, {}, target_id=keys["1"], verb="cancel").change.state == "applied"
        db.session.commit()
    with world.as_operator():
        assert db.session.scalars(select(CatalogueItem.code)).all() == ["2"]


def test_a_new_row_that_waits_stands_in_its_tab_and_a_waiting_correction_on_the_form(world):
    with world.as_("hr_a"):
        operations.submit(Pet, {"person_id": 1, "name_vi": "Mèo Mướp", "kind": "cat"})
        operations.submit(Person, {"notes": "Đang chờ"}, target_id=1)
        db.session.commit()
    client = world.client("hr_a")
    tab = client.get("/person/tab/1/pet/person_id").text
    assert "Mèo Mướp" in tab.partition("<table")[0]
    assert "/approval/show/" in client.get("/person/edit/1").text
    assert "Mèo Mướp" not in world.client("hr_b").get("/person/tab/3/pet/person_id").text


def test_a_filter_that_cannot_be_understood_is_named_and_never_exported_as_everybody(world):
    client = world.client("hr_a")
    page = client.get("/person/list/?born_on=31/02/1990").text
    assert "Born" in page.partition("alert-warning")[2].partition("</div>")[0]
    assert client.get("/export/person.csv?born_on=31/02/1990").status_code == 400


def test_whoever_reaches_only_himself_is_offered_his_own_record_and_no_new_person(world):
    own, officer = world.client("me"), world.client("hr_a")
    assert 'href="/person/show/1"' in own.get("/").text
    assert "/person/add" not in own.get("/person/list/").text
    assert "/person/add" in officer.get("/person/list/").text


def test_who_checks_an_employees_entry_may_confirm_it_or_give_it_back(world):
    with world.as_("me"):
        change = operations.submit(Person, {"notes": "Tự khai"}, target_id=1).change
        db.session.commit()
        assert change.needs_check
    page = world.client("hr_a").get(f"/approval/show/{change.id}").text
    assert 'value="check"' in page
    assert 'value="return"' in page
    assert 'value="approve"' not in page
    assert 'value="approve"' not in world.client("approver_a").get(f"/approval/show/{change.id}").text


def test_the_approver_of_a_new_row_reads_only_what_was_filled_in(world):
    with world.as_("hr_a"):
        change = operations.submit(Person, {"number": "E7", "full_name": "Mới", "region_id": 2, "notes": None}).change
        db.session.commit()
    page = world.client("approver_a").get(f"/approval/show/{change.id}").text
    assert page.count('<th scope="row">') == 3


def test_whoever_decides_on_a_sensitive_value_leaves_a_trace_of_having_read_it(world):
    with world.as_("hr_a"):
        change = operations.submit(Person, {"faith": "Phật giáo"}, target_id=1).change
        db.session.commit()
    assert "Phật giáo" in world.client("approver_a").get(f"/approval/show/{change.id}").text
    with world.as_operator():
        trace = db.session.scalar(select(AuditEntry).where(AuditEntry.user_id == world.users["approver_a"]))
        assert (trace.act, trace.record, trace.subject_id) == ("read", "person", 1)
        assert trace.detail == {"levels": ["sensitive"]}
        assert "Phật" not in str(trace.detail)


def test_the_page_of_a_unit_out_of_reach_does_not_open_though_its_name_is_read(world):
    client = world.client("hr_a")
    assert client.get("/region/show/3").status_code == 404
    own = client.get("/region/show/2").text
    assert "Tỉnh" in own
    assert 'href="/region/show/1"' not in own
    assert 'href="/region/show/2"' in client.get("/person/show/1").text
