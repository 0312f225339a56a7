"""From a unit's paper to the account: entered, approved and carried out by three persons; refused to everybody else."""

import html
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access.accounts import user_named
from app.access.models import AuditEntry, Grant, Login
from app.access.standing import operator, standing_of
from app.areas.accounts.models import AccessRequest
from app.areas.personnel.models import Employee
from app.changes import operations
from app.changes.refusals import Invalid, NotAllowed, OwnChange, Refusal
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.running import run_job
from app.records.clock import today
from tests.browsing import text_of
from tests.factories import planted
from tests.people import make_user
from tests.signing_in import OTHER, enter, is_in, submit


def grants(office, username):
    with office.app.app_context(), operator("test"):
        user_id = user_named(username).id
        rows = db.session.scalars(select(Grant).where(Grant.user_id == user_id).order_by(Grant.id))
        return [(row.role, row.unit_id, row.valid_to, row.request_id, row.ended_by) for row in rows]


def shown_password(page):
    return html.unescape(re.search(r'id="temporary">([^<]+)<', page.text).group(1))


def test_an_approved_request_opens_the_account_whose_first_password_is_shown_once(office):
    key = office.approved(username="ngoc.ha", person_name="Nguyễn Ngọc Hà", valid_from=today())
    assert office.row(key).state == "waiting"
    assert "ngoc.ha" in office.browser("quantri").get("/access/").text

    page = office.carry_out(key)
    password = shown_password(page)

    assert (office.row(key).state, office.row(key).carried_out_on) == ("done", today())
    assert "ngoc.ha" not in office.browser("quantri").get("/access/").text
    assert grants(office, "ngoc.ha") == [("unit_hr", office.school, None, key, None)]
    with office.app.app_context():
        login = db.session.get(Login, user_named("ngoc.ha").id)
        assert (login.kind, login.unit_id, login.must_change) == ("unit", office.school, True)
        assert login.temporary_until is not None
        entries = db.session.scalars(select(AuditEntry)).all()
        assert not any(password in str(entry.detail) for entry in entries)
        opened = next(entry for entry in entries if entry.act == "open_account" and entry.row_id == login.user_id)
        assert opened.detail["document"] == "12/CV-SGDĐT, 30/10/2026"
    client = office.app.test_client()
    enter(client, "ngoc.ha", password)
    assert client.get("/").location == "/account/password/"
    assert submit(client, "/account/password/", old=password, new=OTHER, again=OTHER).status_code == 302
    assert is_in(client)
    again = office.carry_out(key)
    assert again.status_code == 302


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_opening_needs_no_more_than_the_privileges_of_an_installation(office):
    with office.app.app_context(), db.engines["owner"].begin() as owner:
        office.app.extensions["migration_hooks"].install(owner)

    key = office.approved(username="ngoc.ha", valid_from=today())
    assert shown_password(office.carry_out(key))
    further = office.approved(act="grant", username="ngoc.ha", role="leader", valid_from=today())
    assert office.carry_out(further).status_code == 302
    office.approved(act="revoke", username="ngoc.ha", role="unit_hr", valid_from=today())

    assert [(role, bool(ended)) for role, _unit, _to, _key, ended in grants(office, "ngoc.ha")] == [
        ("unit_hr", True),
        ("leader", False),
    ]


def test_what_widens_waits_for_the_administrator_and_what_narrows_does_not(office):
    office.carry_out(office.approved(username="ngoc.ha", valid_from=today()))
    wider = office.approved(act="extend", username="ngoc.ha", target_id=office.department, valid_from=today())
    assert len(grants(office, "ngoc.ha")) == 1
    office.carry_out(wider)
    assert [unit for _role, unit, _to, _request, ended in grants(office, "ngoc.ha") if not ended] == [office.department]

    ahead = today() + timedelta(days=10)
    narrower = office.approved(act="restrict", username="ngoc.ha", target_id=office.school, valid_from=ahead)

    assert office.row(narrower).state == "done"
    assert grants(office, "ngoc.ha")[1:] == [
        ("unit_hr", office.department, ahead - timedelta(days=1), wider, narrower),
        ("unit_hr", office.school, None, narrower, None),
    ]
    office.approved(act="revoke", username="ngoc.ha", role=None, target_id=None, valid_from=today())
    with office.app.app_context(), operator("test"):
        assert standing_of(user_named("ngoc.ha").id).grants == ()
    page = office.browser("quantri").get("/account/list/?state=expired").text
    assert "ngoc.ha" in page
    with office.app.app_context():
        key = user_named("ngoc.ha").id
    one = text_of(office.browser("quantri").get(f"/account/show/{key}"))
    for words in ("Mở tài khoản", "Cấp quyền: Cán bộ", "Chấm dứt quyền", "12/CV-SGDĐT, 30/10/2026", "Trường Ỷ La"):
        assert words in one, words


def test_who_may_enter_approve_and_carry_out(office):
    for name in ("approver", "quantri"):
        with pytest.raises(NotAllowed):
            office.enter(name, username="ai.do")
    change = office.enter(username="ngoc.ha")
    for name in ("hr", "approver", "quantri"):
        with pytest.raises(NotAllowed):
            office.approve(change, name)
    with pytest.raises(OwnChange):
        office.approve(office.enter("officer", username="thu.ba"), "officer")
    key = office.approve(change)
    for name in ("hr", "approver", "officer", "second"):
        browser = office.browser(name)
        assert office.carry_out(key, browser=browser).status_code == 403
        assert browser.get("/access/").status_code == 403
    assert office.carry_out(key, password="sai").status_code == 302
    assert office.row(key).state == "waiting"
    with pytest.raises(NotAllowed):
        office.enter(username="yt.mot", unit_id=office.elsewhere, target_id=office.elsewhere)


def test_the_api_enters_requests_for_those_who_may_and_nobody_else(office):
    wanted = office.wanted(username="qua.api")
    values = {name: str(value) if isinstance(value, date) else value for name, value in wanted.items()}

    refused = {
        name: office.browser(name).post("/api/v1/access_request/", json=values) for name in ("approver", "quantri")
    }
    entered = office.browser("hr").post("/api/v1/access_request/", json=values)

    assert {name: answer.status_code for name, answer in refused.items()} == {"approver": 403, "quantri": 403}
    assert entered.status_code in (201, 202), entered.text
    assert office.browser("quantri").get("/api/v1/access_request/").status_code == 200


def test_nobody_decides_about_his_own_account(office):
    with pytest.raises(Invalid):
        office.enter("hr", act="grant", username="hr", role="leader")
    change = office.enter(
        "second", act="revoke", username="officer", role=None, target_id=None, unit_id=office.province
    )
    with pytest.raises(OwnChange):
        office.approve(change, "officer")
    own = office.approve(
        office.enter(
            "second", act="grant", username="quantri", role="leader", account_kind="administrator", valid_from=today()
        )
    )
    himself = office.browser("quantri")
    office.carry_out(own, browser=himself)
    assert "quyền của mình" in text_of(himself.get("/access/"))
    assert office.carry_out(own, browser=office.browser("quantri2")).status_code == 302
    assert office.row(own).state == "done"


def test_the_last_administrator_is_not_taken_away(office):
    terms = {"act": "revoke", "role": "administrator", "target_id": None, "account_kind": "administrator"}
    asked = {"who": "second", "unit_id": office.province, "valid_from": today(), **terms}

    office.approve(office.enter(username="quantri2", **asked))
    with pytest.raises(Invalid) as refused:
        office.enter(username="quantri", **asked)

    assert [problem.field for problem in refused.value.problems if problem.is_error] == ["username"]
    with office.app.app_context(), operator("test"):
        left = [standing_of(office.users[name]).grants for name in ("quantri", "quantri2")]
        assert [bool(grants) for grants in left] == [True, False]


def test_a_user_name_is_not_given_twice(office):
    office.carry_out(office.approved(username="ngoc.ha", valid_from=today()))
    office.approved(act="revoke", username="ngoc.ha", role=None, target_id=None, valid_from=today())
    with pytest.raises(Invalid):
        office.enter(username="ngoc.ha")

    first, second = (office.approved(username="thu.ba", document_number=number) for number in ("13/CV", "14/CV"))
    office.carry_out(first)
    office.carry_out(second)
    assert (office.row(first).state, office.row(second).state) == ("done", "waiting")


def test_what_was_carried_out_is_history(office):
    key = office.approved(username="ngoc.ha", valid_from=today())
    office.carry_out(key)
    with office.as_("hr"):
        with pytest.raises(Invalid):
            operations.submit(AccessRequest, {"reason": "khác"}, target_id=key)
        taken_back = operations.submit(AccessRequest, {}, target_id=key, verb="cancel").change.id
        db.session.commit()
    with pytest.raises(Refusal):
        office.approve(taken_back)
    assert office.row(key).reason == office.wanted()["reason"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"document_number": None}, "document_number"),
        ({"document_date": None}, "document_date"),
        ({"document_date": date(2099, 1, 1)}, "document_date"),
        ({"username": "Có Dấu"}, "username"),
        ({"act": "grant", "username": "khong.co"}, "username"),
        ({"role": None}, "role"),
        ({"role": "employee", "target_id": None}, "role"),
        ({"account_kind": "personal", "role": "employee", "target_id": None}, "employee_id"),
        ({"target_id": None}, "target_id"),
        ({"valid_to": date(2026, 10, 1)}, "valid_to"),
    ],
)
def test_what_a_request_cannot_be(office, given, field):
    with pytest.raises(Invalid) as refused:
        office.enter(**given)
    assert field in {problem.field for problem in refused.value.problems if problem.is_error}


def test_a_unit_asks_for_itself_and_what_is_below(office):
    with pytest.raises(Invalid) as refused:
        office.enter(target_id=office.province)
    assert {problem.field for problem in refused.value.problems if problem.is_error} == {"target_id"}


def test_an_account_of_a_holder_who_left_is_shown_and_noted_once(office):
    with office.app.app_context(), operator("test"):
        left = planted(Employee, unit_id=office.school, status_code="DN")
        make_user("da.nghi", "employee", subject_id=left)
        make_user("con.lam", "employee", subject_id=office.people[0])
        for _night in range(2):
            job = ask("note_departed_holders")
            db.session.commit()
            run_job(job.id)
        noted = db.session.scalars(select(AuditEntry.row_id).where(AuditEntry.act == "holder_left")).all()
        assert noted == [user_named("da.nghi").id]
    page = office.browser("quantri").get("/access/").text
    assert ("da.nghi" in page, "con.lam" in page) == (True, False)
