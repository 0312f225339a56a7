"""S11: the framework deletes on GET when nobody registered CSRF protection, and signs out on GET."""

import hashlib
import io
import re

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.access.sessions import UserSession
from app.changes import operations
from app.changes.loading import open_batch
from app.changes.models import Change
from app.exchange.exporting import FORMATS
from app.extensions import db
from app.records.area import registry
from tests.attacks.stock import Family, FamilyView, OpenPersonView
from tests.browsing import browse, said, text_of
from tests.people import sign_in
from tests.toys import Person as ToyPerson
from tests.toys import Pet

# That a session is in use is noted once a minute, by whatever page is opened: that is how an idle one ends.
MAY_GROW = {AuditEntry.__tablename__, UserSession.__tablename__}


FOR_BEARERS = {"/api/v1/security/refresh", "/api/v1/security/logout"}


def test_stock_view_deletes_on_get_without_csrf_protection(stock):
    app = stock(FamilyView, with_csrf=False)
    clerk = app.clerk(FamilyView=["can_delete"])

    clerk.get("/familyview/delete/2")

    with app.session() as session:
        assert session.scalars(select(Family.name)).all() == ["Con 1"]


def test_stock_signs_out_on_get(stock):
    clerk = stock(OpenPersonView).clerk(OpenPersonView=["can_list"])
    assert clerk.get("/openpersonview/list/").status_code == 200

    clerk.get("/logout/")

    assert clerk.get("/openpersonview/list/").status_code == 302


@pytest.fixture
def busy(world):
    """The toy world with a change that waits, one that is official, and evidence of each."""
    browser = browse(world, "hr_a")
    sent = [
        browser.post("/evidence/", {"file": (io.BytesIO(b"%PDF-1.7\n"), "a.pdf")}, content_type="multipart/form-data")
        for _ in range(2)
    ]
    with world.as_("hr_a"):
        official = operations.submit(Pet, {"papers": [sent[0].json["id"]]}, target_id=1).change
        world.batch = open_batch("import", "a.csv", "a.csv").id
        waiting = operations.submit(ToyPerson, {"full_name": "An Đổi"}, target_id=1, batch_id=world.batch).change
        operations.submit(Pet, {"papers": [sent[1].json["id"]]}, target_id=2)
        db.session.commit()
        keys = official.id, waiting.id
    with world.as_("approver_a"):
        operations.approve(keys[0])
        db.session.commit()
    world.waiting, world.tokens = keys[1], [answer.json["token"] for answer in sent]
    world.sheets = {name: sheet_of(world, name) for name in ("officer", "hr_a")}
    return world


def sheet_of(world, name):
    """The token of a sheet that this user has sent to be imported."""
    text = "Person number,Person name,Region of the person\nE9,Kim,Sở A\nE8,Lan,Sở Bịa\n"
    data = {"file": (io.BytesIO(text.encode()), "a.csv")}
    answer = browse(world, name).post("/import/person/", data, content_type="multipart/form-data")
    return answer.location.rpartition("/")[2]


def content(world):
    """A hash for the rows of every table but the audit log and the sessions."""
    with world.as_operator():
        found = {}
        is_ours = world.app.extensions["migration_hooks"].is_ours
        for table in db.metadata.sorted_tables:
            there = is_ours(table, table.name) and db.inspect(db.engine).has_table(table.name)
            if table.name not in MAY_GROW and there:
                rows = sorted(map(repr, db.session.execute(select(table)).all()))
                found[table.name] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
        return found


def addresses(world, method):
    """Every address of the product that answers to a method, on rows that are there."""
    with world.app.app_context():
        records = list(registry())
        tabs = [(a.name, b.name, f.name) for a in records for b, f in registry().links_to(a)]
        picks = [(record.name, name) for record in records for name in record.fields]
        names = [record.name for record in records]
    for rule in world.app.url_map.iter_rules():
        if method not in rule.methods or rule.endpoint.endswith("static"):
            continue
        if rule.rule.startswith("/import/"):
            yield from imports(world, rule.rule, names)
            continue
        path = rule.rule.replace("<number>", str(world.batch)).replace(
            "<pk>", str(world.waiting) if rule.rule.startswith("/approval/") else "1"
        )
        if "<link>" in path:
            record = path.split("/")[1]
            yield from (f"/{record}/tab/1/{name}/{link}" for owner, name, link in tabs if owner == record)
        elif path.endswith("/pick/<name>"):
            record = path.split("/")[1]
            yield from (f"/{record}/pick/{name}" for owner, name in picks if owner == record)
        elif "<token>" in path:
            yield from (path.replace("<token>", token) for token in world.tokens)
        elif "<name>.<file_format>" in path:
            yield from (path.replace("<name>", n).replace("<file_format>", f) for n in names for f in FORMATS)
        else:
            yield re.sub(r"<[^>]+>", "1", path)


def imports(world, rule, names):
    """The addresses of imports: those of every record, and those of the sheets that were sent."""
    if "<token>" not in rule:
        yield from (rule.replace("<name>", name) for name in names)
        yield from (rule.replace("<name>", name) + "?filled=1" for name in names if rule.endswith("sheet.xlsx"))
    else:
        yield from (rule.replace("<name>", "person").replace("<token>", token) for token in world.sheets.values())


@pytest.mark.parametrize("name", ["officer", "hr_a", "approver_a", "admin"])
def test_no_get_of_ours_changes_anything(busy, name):
    browser, before = browse(busy, name), content(busy)
    found = {address: browser.get(address).status_code for address in addresses(busy, "GET")}

    assert content(busy) == before
    assert [address for address, status in found.items() if status >= 500] == []
    assert len(found) > 90
    if name == "officer":
        assert sum(status == 200 for status in found.values()) > 60


def test_what_writes_is_refused_as_get(busy):
    browser = browse(busy, "officer")

    for path in (
        "/person/delete/1",
        f"/approval/decide/{busy.waiting}",
        "/approval/decide_many",
        "/logout/",
        "/evidence/",
        f"/approval/batch/{busy.batch}/decide",
        f"/import/person/{busy.sheets['officer']}/submit",
        f"/import/person/{busy.sheets['officer']}/discard",
    ):
        assert browser.get(path).status_code in (404, 405), path
    assert browser.get("/person/list/").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_of_ours_is_written_without_the_token_of_the_page(busy, method):
    client, before = sign_in(busy.app, busy.users["officer"]), content(busy)
    client.get("/")
    data = {"verb": "approve", "id": str(busy.waiting), "full_name": "Lách", "number": "L1", "region_id": "2"}
    found = {}
    for address in addresses(busy, method):
        given = {"json": data} if address.startswith("/api/") else {"data": data}
        found[address] = client.open(address, method=method, buffered=True, **given).status_code

    # The door of programs reads no cookie, so that nobody's browser can be led to it: it asks for a bearer's token.
    for address in FOR_BEARERS & found.keys():
        assert found.pop(address) == 401, address
    assert set(found.values()) == {400}, found
    assert content(busy) == before
    assert len(found) >= 6


@pytest.mark.parametrize("token", ["", "x", "ImZhbHNlIg.aaaa.bbbb"])
def test_a_false_token_is_refused_in_words(busy, token):
    client, before = sign_in(busy.app, busy.users["hr_a"]), content(busy)
    client.get("/")

    answer = client.post("/person/delete/1", data={"csrf_token": token})

    assert answer.status_code == 400
    assert said(busy.app, "The session of this form has ended") in text_of(answer)
    assert content(busy) == before


def test_a_token_of_another_session_is_refused(busy):
    foreign = browse(busy, "officer").token
    client = sign_in(busy.app, busy.users["hr_a"])
    client.get("/")

    answer = client.post("/person/delete/1", headers={"X-CSRFToken": foreign})

    assert answer.status_code == 400


def test_with_the_token_of_its_page_the_same_is_taken(busy):
    before = content(busy)

    assert browse(busy, "hr_a").post("/pet/delete/2").status_code == 302
    after = content(busy)
    assert {table for table in after if after[table] != before[table]} == {"change"}
    with busy.as_("hr_a"):
        asked = select(Change.verb, Change.state).where(Change.record == "pet", Change.target_id == 2)
        assert db.session.execute(asked.order_by(Change.id.desc())).first() == ("cancel", "submitted")
