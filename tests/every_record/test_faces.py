"""Every record of the product on every face: a record is tested the moment an area lists it."""

import io

import openpyxl
import pytest
from sqlalchemy import select

from app.access.asked import unit_of_the_person
from app.access.standing import operator
from app.areas import AREAS
from app.extensions import db
from app.records.area import registry
from tests.factories import planted
from tests.people import grant, make_user, sign_in

RECORDS = [record for area in AREAS for record in area.records]


@pytest.fixture
def officer(stocked_app):
    """A Home Affairs officer, who plans leaders too, in a province with the least valid row of every record."""
    with stocked_app.app_context(), operator("test data"):
        rows = {record: planted(record) for record in RECORDS}
        db.session.commit()
        user_id = make_user("can_bo_so", "province_officer")
        for unit_id in db.session.scalars(select(registry().tree.id)):
            grant("planning_officer", unit_id, user_id)
        db.session.commit()
    return sign_in(stocked_app, user_id), rows


def fetched(client, address):
    answer = client.get(address)
    answer.get_data()
    answer.close()
    return answer


def test_every_record_has_its_list_page_form_tabs_picker_and_sheet(officer, stocked_app):
    client, rows = officer
    for record in RECORDS:
        key = rows[record]
        with stocked_app.test_request_context():
            plural, first = str(record.plural), str(record.fields[record.named_by[0]].label)
        listed = fetched(client, f"/{record.name}/list/").text
        assert plural in listed, record
        assert f"/{record.name}/show/" in listed, record
        page = fetched(client, f"/{record.name}/show/{key}")
        assert page.status_code == 200, record
        assert first in page.text, record
        form = fetched(client, f"/{record.name}/edit/{key}")
        assert (form.status_code == 200) is record.by_form, record
        for name, declared in record.fields.items():
            if declared.given and not declared.once and record.by_form:
                told = form.text.count(f' name="{name}"')
                # A box for each of several values, all of one name.
                assert told == 1 or (told > 1 and declared.kind.control == "several"), (record, name)
        for name, declared in record.fields.items():
            if declared.kind.control in ("link", "catalogue"):
                assert "results" in fetched(client, f"/{record.name}/pick/{name}").json, (record, name)
        sheet = openpyxl.load_workbook(io.BytesIO(fetched(client, f"/export/{record.name}.xlsx").data)).active
        assert sheet.max_row >= 2, record
        assert fetched(client, f"/api/v1/{record.name}/{key}").status_code == 200, record


def test_every_counted_field_draws_for_the_officer_with_the_sums_of_the_list(officer, stocked_app):
    client, _rows = officer
    for record in RECORDS:
        with stocked_app.app_context():
            wanted = [f for f in (*record.fields.values(), *unit_of_the_person(record)) if f.counted]
        page = fetched(client, f"/{record.name}/charts/").text
        assert page.count('<section class="card chart"') == len(wanted), record
        found = fetched(client, f"/api/v1/{record.name}/").json["count"]
        for declared in wanted:
            with stocked_app.test_request_context():
                assert str(declared.question) in page, declared.place
            counts = fetched(client, f"/api/v1/{record.name}/_counts?by={declared.name}").json
            total = sum(line["count"] for line in counts["result"])
            assert counts["total"] == total and (total == found >= 1 or declared.among), declared.place
            for line in counts["result"]:
                ((name, raw),) = line["filter"].items()
                behind = client.get(f"/api/v1/{record.name}/", query_string={name: raw}).json
                assert behind["count"] == line["count"], (declared.place, line)


def test_every_area_of_staff_answers_at_least_two_questions():
    """System lists apart; a leader who opens an area finds something counted in it."""
    counted = {
        area.name: sum(f.counted for r in area.records for f in r.fields.values()) for area in AREAS if area.records
    }
    assert {name: number for name, number in counted.items() if number < 2 and name != "administration"} == {}


def test_every_record_is_closed_to_an_account_without_grants(product_app):
    with product_app.app_context():
        stranger = make_user("nguoi_la", None)
    client = sign_in(product_app, stranger)
    for record in RECORDS:
        for address in (
            f"/{record.name}/list/",
            f"/{record.name}/charts/",
            f"/{record.name}/add",
            f"/export/{record.name}.csv",
        ):
            assert fetched(client, address).status_code == 403, address
        for address in (f"/api/v1/{record.name}/", f"/api/v1/{record.name}/_counts?by=x"):
            assert fetched(client, address).status_code in (401, 403), address
