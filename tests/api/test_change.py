"""Changes for programs: following what was handed in, and deciding through the one door; refused as well as granted."""

import io

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.changes import operations
from app.changes.models import Change
from app.changes.store import official
from app.extensions import db
from tests.browsing import browse
from tests.toys import Person, Pet

PDF = b"%PDF-1.4 toy"


@pytest.fixture
def asked(world):
    """The toy world with a correction of person 1 that waits."""
    answer = browse(world, "hr_a").put("/api/v1/person/1", json={"full_name": "An Đổi", "faith": "khác"})
    world.change = answer.json["change"]
    return world


def verb(world, name, verb, body=None, change=None):
    return browse(world, name).post(f"/api/v1/change/{change or world.change}/{verb}", json=body)


def digest(world, name="approver_a"):
    return browse(world, name).get(f"/api/v1/change/{world.change}").json["digest"]


def state(world):
    with world.as_operator():
        return db.session.get(Change, world.change).state


def test_a_program_follows_what_it_handed_in_to_the_reason_of_its_return(asked):
    browser = browse(asked, "hr_a")
    assert browser.get(f"/api/v1/change/{asked.change}").json["state"] == "submitted"

    answer = verb(asked, "approver_a", "return", {"reason": "Thiếu quyết định"})
    assert (answer.status_code, answer.json["state"]) == (200, "returned")

    body = browser.get(f"/api/v1/change/{asked.change}").json
    assert (body["state"], body["reason"], body["verbs"]) == ("returned", "Thiếu quyết định", ["withdraw"])
    assert [(line["field"], line["old"], line["new"]) for line in body["differences"]] == [
        ("full_name", "An A", "An Đổi"),
        ("faith", "đạo E1", "khác"),
    ]


def test_an_approval_sends_the_digest_that_was_shown_and_makes_the_row_official(asked):
    shown = browse(asked, "approver_a").get(f"/api/v1/change/{asked.change}").json
    assert shown["verbs"] == ["approve", "return", "reject"]

    answer = verb(asked, "approver_a", "approve", {"shown": shown["digest"]})

    assert (answer.status_code, answer.json["state"], answer.json["verbs"]) == (200, "applied", [])
    with asked.as_operator():
        assert official(Person, 1)["full_name"] == "An Đổi"


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), (None, 422), ({"shown": 5}, 422), ({"shown": None}, 422), ({"shown": "0" * 64}, 409), ([1], 400)],
)
def test_an_approval_without_the_digest_that_was_shown_is_refused(asked, body, status):
    assert verb(asked, "approver_a", "approve", body).status_code == status
    assert state(asked) == "submitted"


def test_a_row_that_moved_after_it_was_shown_is_not_approved(asked):
    shown = digest(asked)
    with asked.as_("hr_a"):
        other = operations.submit(Person, {"full_name": "An Khác"}, target_id=1).change.id
        db.session.commit()
    with asked.as_("approver_a"):
        operations.approve(other)
        db.session.commit()

    assert verb(asked, "approver_a", "approve", {"shown": shown}).status_code == 409
    again = browse(asked, "approver_a").get(f"/api/v1/change/{asked.change}").json
    assert again["moved"] == ["full_name"] and again["digest"] != shown


VERBS = ("approve", "return", "reject", "check", "withdraw", "cancel")
# user: the verb he may use on the change that hr_a handed in for person 1; everything else is refused
MAY = {
    "approver_a": {"approve", "return", "reject"},
    # Whoever may write such rows may mark as checked what needs no check; it waits for approval all the same.
    "officer": {"approve", "return", "reject", "check"},
    "hr_a": {"withdraw"},
}


@pytest.mark.parametrize(
    "name", ["hr_a", "hr_b", "officer", "me", "approver_a", "leader_a", "admin", "nobody", "unitless"]
)
@pytest.mark.parametrize("word", VERBS)
def test_each_verb_is_refused_as_well_as_granted(asked, name, word):
    with asked.as_operator():
        shown = db.session.get(Change, asked.change).digest
    body = {"approve": {"shown": shown}, "check": {}, "withdraw": {}}.get(word, {"reason": "Vì thế"})

    answer = verb(asked, name, word, body)

    assert answer.is_json
    if word in MAY.get(name, ()):
        assert answer.status_code == 200, answer.text
        assert state(asked) != "submitted"
    else:
        assert answer.status_code in (403, 404, 409), answer.text
        assert state(asked) == "submitted"


def test_an_unknown_verb_and_a_foreign_change_are_not_there(asked):
    assert verb(asked, "approver_a", "apply").status_code == 404
    for key in ("0", "999", "abc", "²", "9" * 30):
        assert browse(asked, "officer").get(f"/api/v1/change/{key}").status_code == 404, key
    answer = browse(asked, "hr_b").get(f"/api/v1/change/{asked.change}")
    assert (answer.status_code, list(answer.json)) == (404, ["message"])


def test_a_return_needs_a_reason(asked):
    answer = verb(asked, "approver_a", "return", {"reason": " "})
    assert answer.status_code == 422
    assert [found["field"] for found in answer.json["problems"]] == ["reason"]
    assert state(asked) == "submitted"


def test_what_an_employee_handed_in_is_checked_before_it_is_approved(world):
    world.change = browse(world, "me").put("/api/v1/person/1", json={"notes": "của tôi"}).json["change"]
    shown = digest(world)
    assert verb(world, "approver_a", "approve", {"shown": shown}).status_code == 409
    assert verb(world, "hr_a", "check", {}).json["state"] == "checked"
    assert verb(world, "approver_a", "approve", {"shown": digest(world)}).json["state"] == "applied"


def test_a_list_of_changes_is_that_of_the_readers_reach_and_of_himself(asked):
    with asked.as_("hr_b"):
        foreign = operations.submit(Person, {"notes": "x"}, target_id=3).change.id
        db.session.commit()

    def listed(name, query):
        return browse(asked, name).get(f"/api/v1/change/?{query}").json

    assert listed("hr_a", "state=submitted")["ids"] == [asked.change]
    assert listed("hr_b", "state=submitted")["ids"] == [foreign]
    assert listed("officer", "state=submitted&record=person")["ids"] == [asked.change, foreign]
    assert listed("officer", f"state=submitted&after_id={asked.change}")["ids"] == [foreign]
    assert listed("approver_a", "mine=true")["ids"] == []
    assert listed("hr_a", "mine=true")["ids"] == [asked.change]
    assert "values" not in listed("hr_a", "mine=true")["result"][0]


def test_a_list_of_changes_refuses_what_it_cannot_read(asked):
    answer = browse(asked, "officer").get("/api/v1/change/?state=x&record=y&mine=z&after_id=w")
    assert {found["field"] for found in answer.json["problems"]} == {"state", "record", "mine", "after_id"}


def test_reading_a_change_of_sensitive_values_leaves_a_trace_and_a_leader_finds_them_absent(asked):
    def traces():
        with asked.as_operator():
            return len(db.session.scalars(select(AuditEntry).where(AuditEntry.act == "read")).all())

    before = traces()
    body = browse(asked, "approver_a").get(f"/api/v1/change/{asked.change}").json
    assert "faith" in {line["field"] for line in body["differences"]}
    assert traces() == before + 1
    body = browse(asked, "leader_a").get(f"/api/v1/change/{asked.change}").json
    assert {line["field"] for line in body["differences"]} == {"full_name"}
    assert body["verbs"] == []


def test_evidence_is_sent_named_in_a_row_and_fetched_by_whoever_sees_the_row(world):
    browser = browse(world, "hr_a")
    sent = browser.post("/api/v1/evidence/", {"file": (io.BytesIO(PDF), "giay.pdf")})
    assert sent.status_code == 201
    browser.put("/api/v1/pet/1", json={"papers": [sent.json["id"]]})

    fetched = browser.get(sent.json["url"])
    assert (fetched.data, fetched.mimetype) == (PDF, "application/pdf")
    foreign = browse(world, "hr_b").get(sent.json["url"])
    assert (foreign.status_code, foreign.is_json) == (404, True)
    with world.as_operator():
        change = db.session.scalar(select(Change).where(Change.record == Pet.name, Change.state == "submitted"))
    assert browser.get(f"/api/v1/change/{change.id}").json["files"] == [sent.json]


@pytest.mark.parametrize("name", ["", "x.exe"])
def test_what_is_no_evidence_is_refused_in_words(world, name):
    data = {"file": (io.BytesIO(b"MZ"), name)} if name else {}
    answer = browse(world, "hr_a").post("/api/v1/evidence/", data, content_type="multipart/form-data")
    assert [found["field"] for found in answer.json["problems"]] == ["file"]
    assert browse(world, "nobody").post("/api/v1/evidence/", {}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("GET", "/api/v1/nothing/", {}, 404),
        ("GET", "/api/nothing", {}, 404),
        ("PATCH", "/api/v1/person/1", {}, 405),
        ("GET", "/api/v1/person", {}, 308),
        ("PUT", "/api/v1/person/1", {"data": b"x", "content_type": "text/xml"}, 400),
        ("PUT", "/api/v1/person/1", {"data": b"x" * (31 << 20), "content_type": "application/json"}, 413),
        ("POST", "/api/v1/person/", {"headers": {"X-CSRFToken": "falsch"}}, 400),
        ("POST", "/api/v1/person/", {"headers": {"X-CSRFToken": ""}, "data": {"full_name": "x"}}, 400),
    ],
)
def test_every_answer_of_the_api_is_json(world, method, path, options, status):
    browser = browse(world, "hr_a")
    headers = {"X-CSRFToken": browser.token, "Accept": "text/html", **options.get("headers", {})}
    answer = browser.client.open(path, method=method, **{**options, "headers": headers})
    assert (answer.status_code, answer.mimetype) == (status, "application/json"), answer.text
    assert list(answer.json) == ["message"]


def test_a_stranger_is_told_to_sign_in(asked):
    client = asked.app.test_client()
    for path in ("change/", f"change/{asked.change}", "evidence/x", "openapi.json"):
        answer = client.get(f"/api/v1/{path}")
        assert (answer.status_code, list(answer.json)) == (401, ["message"]), path
    assert client.get("/api/v1/").status_code == 302
