"""A record as JSON: what a program reads, hands in, and is told."""

import pytest
from flask_appbuilder.security.sqla.models import PermissionView, Role, ViewMenu
from sqlalchemy import func, select

from app.changes import operations
from app.changes.models import Change
from app.changes.store import official
from app.changes.submitting import NOT_YOURS, ONCE, UNKNOWN, WORKED_OUT
from app.extensions import db
from tests.browsing import browse, said
from tests.toys import Colour, Person


def problems(answer):
    """The findings by field."""
    assert answer.status_code == 422, answer.text
    return {found["field"]: found["message"] for found in answer.json["problems"]}


def changes(world):
    """The changes that wait."""
    with world.as_operator():
        return db.session.scalars(select(Change).where(Change.state == "submitted").order_by(Change.id)).all()


def test_a_list_gives_values_to_send_back_and_texts_to_read(world):
    answer = browse(world, "hr_a").get("/api/v1/person/?q=e1").json

    assert answer["count"] == 1 and answer["count_is_exact"] and answer["next"] is None
    row = answer["result"][0]
    assert row["id"] == 1
    assert row["values"] == {
        "full_name": "An A",
        "number": "E1",
        "gender_code": None,
        "born_on": "1990",
        "secret_number": "008190000002",
        "region_id": 2,
        "pay": None,
    }
    assert row["texts"] == {"region_id": "Sở A"}
    assert row["masked"] == []


def test_a_leader_finds_masked_values_in_the_texts_and_absent_ones_nowhere(world):
    row = browse(world, "leader_a").get("/api/v1/person/1").json

    assert row["masked"] == ["secret_number"]
    assert row["texts"]["secret_number"] == "008•••••••02"
    assert not {"secret_number", "faith"} & row["values"].keys()


def test_a_list_is_narrowed_by_the_address_of_the_screen_and_says_what_it_passed_over(world):
    browser = browse(world, "officer")

    narrowed = browser.get("/api/v1/person/?region_id=2&born_on=1989..1991&cols=number,faith&sort=number&dir=desc").json
    astray = browser.get("/api/v1/person/?regoin_id=2&sort=faith&cols=nothing&page=x&born_on=..&after_id=y").json

    assert (narrowed["ids"], narrowed["ignored"]) == ([2, 1], [])
    assert narrowed["result"][0]["values"] == {"full_name": "Bình A1", "number": "E2", "faith": "đạo E2"}
    assert astray["count"] == 4
    assert astray["ignored"] == ["after_id", "born_on", "cols", "page", "regoin_id", "sort"]


def test_a_filter_that_cannot_be_read_gives_no_rows_at_all(world):
    answer = browse(world, "officer").get("/api/v1/person/?born_on=31/02/2000&region_id=x&gender_code=9")

    assert set(problems(answer)) == {"born_on", "region_id", "gender_code"}
    assert "result" not in answer.json


def test_what_was_read_can_be_sent_back_and_changes_nothing(world):
    browser = browse(world, "hr_a")
    row = browser.get("/api/v1/person/1").json

    answer = browser.put("/api/v1/person/1", json={**row["values"], "_version": row["version"]})

    assert (answer.status_code, answer.json) == (200, {"change": None, "warnings": []})
    assert changes(world) == []


def test_a_correction_waits_with_its_note_and_the_official_row_stays(world):
    answer = browse(world, "hr_a").put(
        "/api/v1/person/1", json={"full_name": "An Đổi", "weight": 250, "_note": "Theo CCCD"}
    )

    assert answer.status_code == 202
    assert answer.json["state"] == "submitted" and answer.json["id"] == 1
    assert [(found["field"], found["severity"]) for found in answer.json["warnings"]] == [("weight", "warning")]
    with world.as_operator():
        change = db.session.get(Change, answer.json["change"])
        assert change.values == {"full_name": "An Đổi", "weight": 250}
        assert change.note == "Theo CCCD"
        assert change.entered_by == world.users["hr_a"]
        assert official(Person, 1)["full_name"] == "An A"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"born_on": "12/03/1979"}, {"born_on": "1979-03-12"}),
        ({"born_on": "1979-03"}, {"born_on": "1979-03"}),
        ({"born_on": 1979}, {"born_on": "1979"}),
        ({"weight": "65"}, {"weight": 65}),
        ({"weight": 65}, {"weight": 65}),
        ({"gender_code": "Nữ"}, {"gender_code": "2"}),
        ({"born_on": None, "notes": ""}, {"born_on": None}),
    ],
)
def test_values_are_read_by_the_kind_of_the_field_as_text_or_as_json_has_them(world, sent, kept):
    assert browse(world, "hr_a").put("/api/v1/person/1", json=sent).status_code == 202
    assert [change.values for change in changes(world)] == [kept]


def test_every_item_that_cannot_be_taken_is_named_at_once(world):
    sent = {
        "full_name": {"given": "An"},
        "born_on": "31/02/2020",
        "weight": True,
        "secret_number": "12",
        "gender_code": "9",
        "id": 7,
        "change_id": 1,
        "scope_id": 3,
        "search_text": "x",
        "__class__": "x",
        "": 1,
        "_version": "1",
        "_note": "x" * 2001,
    }
    found = problems(browse(world, "hr_a").put("/api/v1/person/1", json=sent))

    assert set(found) == set(sent)
    unknown = {name for name, message in found.items() if message == said(world.app, UNKNOWN)}
    assert unknown == {"id", "change_id", "scope_id", "search_text", "__class__", ""}
    assert changes(world) == []


def test_required_items_keys_and_rules_are_told_by_field(world):
    browser = browse(world, "hr_a")

    assert set(problems(browser.post("/api/v1/person/", json={"notes": "x", "region_id": 2}))) == {
        "number",
        "full_name",
    }
    taken = {"number": "E2", "full_name": "Lặp", "region_id": 2, "weight": 400}
    assert set(problems(browser.post("/api/v1/person/", json=taken))) == {"number", "weight"}


def test_what_is_worked_out_or_settled_cannot_be_sent(world):
    found = problems(browse(world, "hr_a").put("/api/v1/person/1", json={"pay": "2.34", "region_id": 4}))

    assert found == {"pay": said(world.app, WORKED_OUT), "region_id": said(world.app, ONCE)}


@pytest.fixture
def unseeing(world):
    """The toy world in which the unit's HR officer does not see sensitive values."""
    with world.as_operator():
        role = db.session.scalar(select(Role).where(Role.name == "unit_hr"))
        level = select(PermissionView).join(ViewMenu).where(ViewMenu.name == "level:sensitive")
        taken = set(db.session.scalars(level))
        role.permissions = [pair for pair in role.permissions if pair not in taken]
        db.session.commit()
    world.app.extensions["role_permissions"].forget()
    return world


@pytest.mark.parametrize("guess", ["đạo E1", "đạo khác", "", None])
def test_a_value_that_is_not_seen_cannot_be_guessed_by_handing_it_in(unseeing, guess):
    answer = browse(unseeing, "hr_a").put("/api/v1/person/1", json={"faith": guess})

    assert problems(answer) == {"faith": said(unseeing.app, NOT_YOURS)}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", "application/json"),
        ("{", "application/json"),
        ("[1]", "application/json"),
        ('"x"', "application/json"),
        ("null", "application/json"),
        ("[" * 100_000, "application/json"),
        ("\xff\xfe", "application/json"),
        ("full_name=An", "application/x-www-form-urlencoded"),
        ('{"full_name": "An"}', "text/plain"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused_in_words(world, body, kind):
    answer = browse(world, "hr_a").put("/api/v1/person/1", data=body.encode("latin-1"), content_type=kind)

    assert answer.status_code == 400
    assert list(answer.json) == ["message"]
    assert changes(world) == []


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity", "1" + "0" * 400, "1e5000", "-1", "2.345"])
def test_a_number_out_of_all_bounds_is_refused_at_its_field(world, number):
    answer = browse(world, "hr_a").put(
        "/api/v1/person/1", data=f'{{"weight": {number}}}', content_type="application/json"
    )

    assert set(problems(answer)) == {"weight"}


@pytest.mark.parametrize(
    "number", ["1e400", "NaN", "Infinity", '"' + "9" * 60 + '"', "1" + "0" * 60, '"1e99999"', "-0.01"]
)
def test_a_coefficient_out_of_all_bounds_is_refused_at_its_field(world, number):
    body = f'{{"person_id": 1, "region_id": 2, "effective_from": "2026-01-01", "pay": {number}}}'

    answer = browse(world, "hr_a").post("/api/v1/posting/", data=body, content_type="application/json")

    assert "pay" in problems(answer)


def test_text_that_no_database_can_hold_is_cleaned_of_signs_nobody_sees(world):
    body = r'{"full_name": "An\u0000 \u0007Đổi\ud800", "notes": "một\u0000\nhai\udfff", "_note": "x\u0000y"}'

    answer = browse(world, "hr_a").put("/api/v1/person/1", data=body.encode(), content_type="application/json")

    assert answer.status_code == 202
    change = changes(world)[0]
    assert change.values == {"full_name": "An Đổi", "notes": "một\nhai"}
    assert change.note == "xy"


def test_a_row_that_moved_meanwhile_is_refused(world):
    browser = browse(world, "hr_a")
    version = browser.get("/api/v1/person/1").json["version"]
    with world.as_("hr_a"):
        change = operations.submit(Person, {"notes": "khác"}, target_id=1).change.id
        db.session.commit()
    with world.as_("approver_a"):
        operations.approve(change)
        db.session.commit()

    answer = browser.put("/api/v1/person/1", json={"full_name": "An Đổi", "_version": version})

    assert answer.status_code == 409
    assert changes(world) == []


def test_a_cancellation_waits_and_a_row_that_others_point_at_stays(world):
    browser = browse(world, "hr_a")

    pet = browser.delete("/api/v1/pet/1", json={"_note": "Nhập nhầm"})
    person = browser.delete("/api/v1/person/1")

    assert (pet.status_code, pet.json["state"]) == (202, "submitted")
    assert person.status_code == 409
    assert [(change.record, change.verb, change.note) for change in changes(world)] == [("pet", "cancel", "Nhập nhầm")]


def test_a_record_without_approval_answers_that_the_row_is_official(world):
    browser = browse(world, "officer")

    made = browser.post("/api/v1/colour/", json={"code": "R", "name_vi": "Đỏ"})

    assert (made.status_code, made.json["state"]) == (200, "applied")
    with world.as_operator():
        assert official(Colour, made.json["id"])["name_vi"] == "Đỏ"


def test_rows_out_of_reach_are_not_there_and_acts_without_right_are_refused(world):
    for key in (3, 4, 999, 0, "abc", "-1", "²", "9" * 40, "1%00"):
        for method in ("get", "put", "delete"):
            options = {"json": {"full_name": "x"}} if method == "put" else {}
            status = getattr(browse(world, "hr_a"), method)(f"/api/v1/person/{key}", **options).status_code
            assert status == (400 if key == "1%00" else 404), (method, key)
    for name in ("leader_a", "approver_a", "admin", "nobody"):
        answer = browse(world, name).put("/api/v1/person/1", json={"full_name": "x"})
        assert (answer.status_code, list(answer.json)) == (403, ["message"]), name
    assert browse(world, "hr_a").post("/api/v1/colour/", json={"code": "R", "name_vi": "Đỏ"}).status_code == 403
    assert changes(world) == []


def test_a_new_row_outside_ones_units_is_refused(world):
    answer = browse(world, "hr_a").post("/api/v1/person/", json={"number": "E9", "full_name": "Lách", "region_id": 3})

    assert answer.status_code == 403
    with world.as_operator():
        assert db.session.scalar(select(func.count()).select_from(Change).where(Change.state == "submitted")) == 0


def test_units_outside_pick_scope_are_not_listed(world):
    browser = browse(world, "hr_a")

    assert browser.get("/api/v1/region/").json["ids"] == [4, 2]
    assert browser.get("/api/v1/region/3").status_code == 404


def test_the_description_names_fields_and_rules_and_no_row(world):
    answer = browse(world, "leader_a").get("/api/v1/person/_info")

    fields = {field["name"]: field for field in answer.json["fields"]}
    assert answer.json["rights"] == ["read"]
    assert "faith" not in fields
    assert fields["secret_number"]["masked"] and not fields["secret_number"]["writable"]
    assert fields["region_id"]["kind"] == "link" and fields["region_id"]["target"] == "region"
    assert fields["gender_code"]["lists"] == ["genders"]
    assert (fields["weight"]["least"], fields["weight"]["most"]) == (1, 1000)
    assert fields["full_name"]["required"] and fields["full_name"]["sortable"]
    assert not any(name in answer.text for name in ("E1", "Bình", "Sở A", "Nữ"))


def test_the_description_gives_the_options_of_a_short_list(world):
    fields = {field["name"]: field for field in browse(world, "hr_a").get("/api/v1/pet/_info").json["fields"]}

    assert fields["kind"]["options"] == [{"value": "cat", "label": "Cat"}, {"value": "dog", "label": "Dog"}]
    assert fields["papers"]["kind"] == "files"


def test_nothing_of_the_frameworks_own_resources_is_offered(world):
    rules = {rule.rule: rule.endpoint for rule in world.app.url_map.iter_rules()}
    found = {rule: at for rule, at in rules.items() if "security" in rule or "_openapi" in rule or "swagger" in rule}

    ours = ("login", "refresh", "logout")
    assert found == {f"/api/v1/security/{name}": f"SigningInApi.{name}" for name in ours}
    assert browse(world, "officer").get("/api/v1/_openapi").status_code == 404
