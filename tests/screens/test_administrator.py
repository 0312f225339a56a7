"""The system administrator keeps the machine and sees nobody: no page, picker, file or JSON of a person."""

import re

import pytest

from app.access.standing import operator
from app.areas.personnel.models import Employee
from app.extensions import db
from app.records.area import registry
from tests.browsing import Browser
from tests.factories import planted
from tests.people import make_user


def is_closed(record):
    """Every record of rows but the requests by which he opens accounts; they name a holder, and nothing else of him."""
    return record.scope == "rows" and record.name != "access_request"


@pytest.fixture
def administrator(stocked_app):
    """The browser of an administrator of a province with one employee."""
    with stocked_app.app_context(), operator("test"):
        planted(Employee, full_name="Ma Thị Bích")
        key = make_user("quantri", "administrator")
        db.session.commit()
    return Browser(stocked_app, key)


def test_no_face_of_any_record_about_persons_opens_for_an_administrator(stocked_app, administrator):
    with stocked_app.app_context():
        about_persons = [(record.name, list(record.fields)) for record in registry() if is_closed(record)]
    assert len(about_persons) >= 6

    for name, fields in about_persons:
        faces = [f"/{name}/list/", f"/{name}/show/1", f"/{name}/add", f"/{name}/edit/1", f"/{name}/history/1"]
        faces += [f"/{name}/pick/{field}" for field in fields]
        faces += [f"/export/{name}.xlsx", f"/export/{name}.csv", f"/export/{name}.csv?q=bich&size=200"]
        faces += [f"/api/v1/{name}/", f"/api/v1/{name}/1", f"/api/v1/{name}/_info", f"/api/v1/{name}/?after_id=0"]
        for face in faces:
            answer = administrator.get(face)
            assert answer.status_code == 403, face
            assert "Bích" not in answer.text, face
        assert administrator.post(f"/{name}/delete/1").status_code == 403, name
        assert administrator.delete(f"/api/v1/{name}/1").status_code == 403, name


def test_the_pages_of_an_administrator_lead_to_nobody(stocked_app, administrator):
    with stocked_app.app_context():
        names = {record.name for record in registry() if is_closed(record)}

    for page in ("/", "/approval/list/", "/job/list/"):
        led_to = {path.split("/")[1] for path in re.findall(r'href="(/[^"]*)"', administrator.get(page).text)}
        assert led_to & names == set(), page
