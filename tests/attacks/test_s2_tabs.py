"""S2: the framework shows the rows of a related view to whoever sees the page, whatever his rights on those rows."""

import pytest
from flask_appbuilder.security.sqla.models import PermissionView, Role, ViewMenu
from sqlalchemy import select

from app.extensions import db
from tests.attacks.stock import FamilyView, PersonView
from tests.browsing import browse, text_of


def test_stock_page_shows_related_rows_without_a_right_on_them(stock):
    clerk = stock(FamilyView, PersonView).clerk(PersonView=["can_list", "can_show"])

    assert clerk.get("/familyview/list/").status_code == 403
    assert "Con 1" in clerk.get("/personview/show/1").text


@pytest.fixture
def without_pets(world):
    """The toy world in which the unit's HR officer has no right to read pets."""
    with world.as_operator():
        role = db.session.scalar(select(Role).where(Role.name == "unit_hr"))
        pets = select(PermissionView).join(ViewMenu).where(ViewMenu.name == "pet")
        taken = set(db.session.scalars(pets))
        role.permissions = [pair for pair in role.permissions if pair not in taken]
        db.session.commit()
    world.app.extensions["role_permissions"].forget()
    return world


def test_our_tab_needs_the_right_to_read_its_rows(without_pets):
    browser = browse(without_pets, "hr_a")

    page = browser.get("/person/show/1")

    assert page.status_code == 200
    assert "/person/tab/1/pet/person_id" not in page.text
    assert browser.get("/person/tab/1/pet/person_id").status_code == 404
    assert "/person/tab/1/posting/person_id" in page.text
    assert browser.get("/person/tab/1/posting/person_id").status_code == 200


def test_our_tab_is_there_with_the_right(world):
    browser = browse(world, "hr_a")

    assert "/person/tab/1/pet/person_id" in browser.get("/person/show/1").text
    assert "Pet1" in text_of(browser.get("/person/tab/1/pet/person_id"))


def test_our_tab_of_a_person_of_another_unit_is_not_there(world):
    answer = browse(world, "hr_a").get("/person/tab/3/pet/person_id")

    assert answer.status_code == 404
    assert "Pet3" not in text_of(answer)


@pytest.mark.parametrize(
    "path", ["pet/region_id", "person/person_id", "nothing/person_id", "colour/id", "change/target_id"]
)
def test_a_tab_of_a_foreign_name_is_not_there(world, path):
    assert browse(world, "hr_a").get(f"/person/tab/1/{path}").status_code == 404
