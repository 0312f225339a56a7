"""Forms: what was typed comes back with what is wrong with it, and nothing becomes official on the way."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from app.changes import operations
from app.changes.models import Change
from app.changes.refusals import Stale
from app.changes.store import official
from app.extensions import db
from app.records.kinds import PartialDayKind
from app.records.problems import REQUIRED
from app.screens.editing import ROW_MOVED
from tests.browsing import browse, said, text_of
from tests.toys import Person, Pet

INPUT = re.compile(r'<input[^>]* name="([^"]+)" value="([^"]*)"')
TEXTAREA = re.compile(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)</textarea>')
CHOSEN = re.compile(r'<select[^>]* name="([^"]+)".*?</select>', re.S)
SELECTED = re.compile(r'<option value="([^"]*)" selected>')


def inputs(answer):
    """What stands in the inputs of a form, by name; the token of its page is the browser's business."""
    found = {name: unescape(value) for name, value in INPUT.findall(answer.text)}
    found |= {name: unescape(value) for name, value in TEXTAREA.findall(answer.text)}
    for choice in CHOSEN.finditer(answer.text):
        selected = SELECTED.search(choice.group(0))
        found[choice.group(1)] = unescape(selected.group(1)) if selected else ""
    found.pop("csrf_token", None)
    return found


def waiting(world):
    with world.as_operator():
        return db.session.scalars(select(Change).where(Change.state == "submitted").order_by(Change.id)).all()


@pytest.fixture
def form(world):
    """The form of person 1 as the unit's HR officer opens it."""
    return inputs(browse(world, "hr_a").get("/person/edit/1"))


def test_a_form_opens_with_the_official_values(form):
    official_values = {
        "number": "E1",
        "full_name": "An A",
        "born_on": "1990",
        "secret_number": "008190000002",
        "faith": "đạo E1",
        "weight": "",
        "gender_code": "",
        "notes": "",
    }

    assert official_values.items() <= form.items()
    assert "region_id" not in form, "settled at the start"
    assert "pay" not in form, "worked out"


def test_a_form_sent_back_as_it_came_changes_nothing(world, form):
    answer = browse(world, "hr_a").post("/person/edit/1", form)

    assert (answer.status_code, answer.location) == (302, "/person/show/1")
    assert waiting(world) == []


def test_the_word_to_the_approver_goes_with_the_change_and_comes_back_with_a_mistake(world, form):
    told = {**form, "full_name": "An Đổi", "_note": "Theo giấy khai sinh mới"}

    refused = browse(world, "hr_a").post("/person/edit/1", {**told, "born_on": "31/02/2020"})
    browse(world, "hr_a").post("/person/edit/1", told)

    assert inputs(refused)["_note"] == "Theo giấy khai sinh mới"
    assert [change.note for change in waiting(world)] == ["Theo giấy khai sinh mới"]


def test_a_day_that_is_none_comes_back_in_its_field_with_the_reason(world, form):
    typed = {**form, "born_on": "31/02/2020", "full_name": "An Đổi", "weight": "65", "notes": "một\nhai"}

    answer = browse(world, "hr_a").post("/person/edit/1", typed)

    assert answer.status_code == 422
    back = inputs(answer)
    assert {name: back[name] for name in ("born_on", "full_name", "weight", "notes")} == {
        "born_on": "31/02/2020",
        "full_name": "An Đổi",
        "weight": "65",
        "notes": "một\nhai",
    }
    reason = said(world.app, PartialDayKind.REASONS["day"])
    assert f"Born: {reason}" in text_of(answer)
    assert '<a href="#f-born_on">' in answer.text
    assert waiting(world) == []


def test_every_mistake_is_told_at_once_and_at_its_field(world, form):
    typed = {
        **form,
        "full_name": "",
        "born_on": "30/2/1990",
        "weight": "nặng",
        "secret_number": "12",
        "gender_code": "9",
        "notes": "x" * 5000,
    }

    answer = browse(world, "hr_a").post("/person/edit/1", typed)

    broken = re.findall(r'<p class="error" id="e-([a-z_]+)"', answer.text)
    assert set(broken) == {"full_name", "born_on", "weight", "secret_number", "gender_code", "notes"}
    assert f"Person name: {said(world.app, REQUIRED)}" in text_of(answer)
    back = inputs(answer)
    assert {name: back[name] for name in ("born_on", "weight", "secret_number", "notes")} == {
        name: typed[name] for name in ("born_on", "weight", "secret_number", "notes")
    }
    assert waiting(world) == []


def test_a_rule_of_the_record_is_told_at_its_field_and_keeps_what_was_typed(world, form):
    answer = browse(world, "hr_a").post("/person/edit/1", {**form, "weight": "400"})

    assert answer.status_code == 422
    assert "Weight: Nobody weighs that much." in text_of(answer)
    assert inputs(answer)["weight"] == "400"


def test_what_was_typed_comes_back_as_text_never_as_markup(world, form):
    typed = '"><script>alert(1)</script><b x="'

    answer = browse(world, "hr_a").post(
        "/person/edit/1", {**form, "full_name": typed, "born_on": typed, "notes": typed}
    )

    assert "<script>alert" not in answer.text
    assert inputs(answer)["born_on"] == typed


def test_a_form_takes_no_field_that_it_did_not_show(world, form):
    foreign = {"id": "3", "change_id": "1", "scope_id": "3", "region_id": "3", "pay": "9.99", "search_text": "x"}

    answer = browse(world, "hr_a").post("/person/edit/1", {**form, **foreign, "full_name": "An Đổi"})

    assert answer.status_code == 302
    assert [change.values for change in waiting(world)] == [{"full_name": "An Đổi"}]


@pytest.mark.parametrize(
    "fields",
    [
        {"person_id": "3"},
        {"person_id": "999"},
        {"person_id": "abc"},
        {"person_id": "-1"},
        {"person_id": "9" * 40},
        {"kind": "horse"},
        {"is_tame": "maybe"},
        {"papers": "1,x"},
        {"papers": "999"},
        {"papers": "9" * 30},
        {"papers": "-1"},
        {"papers": "²"},
        {"person_id": ""},
    ],
)
def test_a_choice_that_is_none_is_refused_at_its_field(world, fields):
    sent = {"person_id": "1", "name_vi": "Mèo", "kind": "cat", **fields}

    answer = browse(world, "hr_a").post("/pet/add", sent)

    assert answer.status_code == 422, answer.location
    page = text_of(answer)
    assert 'class="alert' in page
    assert "Chi B" not in page
    assert waiting(world) == []


def test_a_form_whose_row_moved_shows_what_was_typed_beside_what_is_official_now(world, form):
    with world.as_("hr_a"):
        change = operations.submit(Person, {"full_name": "An Khác"}, target_id=1).change.id
        db.session.commit()
    with world.as_("approver_a"):
        operations.approve(change)
        db.session.commit()
    browser = browse(world, "hr_a")

    answer = browser.post("/person/edit/1", {**form, "full_name": "An Đổi"})

    assert answer.status_code == 422
    assert said(world.app, ROW_MOVED) in text_of(answer)
    assert inputs(answer)["full_name"] == "An Đổi"
    assert 'data-official="An Khác"' in answer.text
    assert waiting(world) == []
    again = browser.post("/person/edit/1", inputs(answer))
    assert again.status_code == 302
    assert [change.values for change in waiting(world)] == [{"full_name": "An Đổi"}]


def test_a_field_that_two_people_change_differently_is_seen_by_the_approver(world, form):
    """Two forms opened at once: the second correction to be approved finds that its base has moved."""
    browser = browse(world, "hr_a")
    browser.post("/person/edit/1", {**form, "full_name": "An Một"})
    browser.post("/person/edit/1", {**form, "full_name": "An Hai"})
    first, second = (change.id for change in waiting(world))
    approver = browse(world, "approver_a")

    approver.post(f"/approval/decide/{first}", {"verb": "approve"})
    answer = approver.post(f"/approval/decide/{second}", {"verb": "approve"}, follow_redirects=True)

    assert said(world.app, Stale.message) in text_of(answer)
    with world.as_operator():
        assert official(Person, 1)["full_name"] == "An Một"
        assert db.session.get(Change, second).state == "submitted"


def test_a_new_row_by_an_employee_is_checked_before_it_is_approved(world):
    answer = browse(world, "me").post("/pet/add", {"person_id": "1", "name_vi": "Mèo"})

    change = waiting(world)[0]
    assert answer.location == f"/approval/show/{change.id}"
    assert change.needs_check is True
    with world.as_operator():
        assert db.session.scalar(select(Pet.id).where(Pet.name_vi == "Mèo")) is None


def test_who_may_not_write_is_given_no_form(world):
    for name in ("leader_a", "approver_a", "admin", "nobody"):
        browser = browse(world, name)
        for path in ("/person/add", "/person/edit/1"):
            assert browser.get(path).status_code == 403, (name, path)
            assert browser.post(path, {"full_name": "Lách", "number": "L", "region_id": "2"}).status_code == 403, (
                name,
                path,
            )
        assert browser.post("/person/delete/1").status_code == 403, name
    assert waiting(world) == []
