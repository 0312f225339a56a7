"""A row's page offers the form that hands it on, filled in; afterwards it says where that is and how far."""

import re

from app.changes import operations
from app.changes.models import Change
from app.extensions import db
from tests.browsing import Browser
from tests.toys import Guest


def guest(world):
    with world.as_("hr_a"):
        values = {"full_name": "Em Năm", "region_id": 2, "pet_name": "Mướp", "is_chosen": True}
        key = operations.submit(Guest, values).change.id
        db.session.commit()
    with world.as_("officer"):
        row = operations.approve(key).target_id
        db.session.commit()
    return row


def test_the_form_comes_filled_and_what_is_sent_keeps_its_source(world):
    key = guest(world)
    client = Browser(world.app, world.users["hr_a"])
    page = client.get(f"/guest/show/{key}").text
    (address,) = re.findall(r'href="(/person/add[^"]*)"', page)
    assert "Make the person" in page
    assert "Make the pet" not in page
    form = client.get(address).text
    assert 'value="Em Năm"' in form
    assert f'name="_handed" value="guest/{key}"' in form
    # The number is missing: the form comes back with what was filled in, still handing on.
    sent = {"full_name": "Em Năm", "region_id": "2", "_handed": f"guest/{key}"}
    again = client.post("/person/add", data=sent)
    assert again.status_code == 422
    assert f'name="_handed" value="guest/{key}"' in again.text
    assert client.post("/person/add", data=sent | {"number": "E9"}).status_code == 302
    with world.as_operator():
        change = db.session.query(Change).filter(Change.record == "person", Change.handed_from.is_not(None)).one()
        assert change.handed_from == f"guest/{key}"
        waiting = change.id
    page = client.get(f"/guest/show/{key}").text
    assert f'href="/approval/show/{waiting}"' in page
    assert "/person/add" not in page
    assert f'href="/guest/show/{key}"' in client.get(f"/approval/show/{waiting}").text
    # A second time, or for somebody without reach, it is refused or is typed work.
    assert client.post("/person/add", data=sent | {"number": "E10"}).status_code == 422
    assert "_handed" not in Browser(world.app, world.users["hr_b"]).get(address).text
    # Once it is official the pet follows by itself, and the approver is told.
    officer = Browser(world.app, world.users["officer"])
    with world.as_operator():
        shown = db.session.get(Change, waiting).digest
    officer.post(f"/approval/decide/{waiting}", data={"verb": "approve", "shown": shown})
    page = officer.get(f"/guest/show/{key}").text
    assert re.search(r'href="/person/show/\d+"', page)
    with world.as_operator():
        assert [
            c.state for c in db.session.query(Change).filter(Change.record == "pet", Change.handed_from.is_not(None))
        ] == ["submitted"]
