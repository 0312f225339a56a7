"""Whoever keeps the code lists is told on the first page when the public holidays of the coming year are missing."""

from datetime import date

import pytest

from app.access.standing import operator
from app.areas.administration import holidays_part
from app.areas.organization.models import OrgUnit
from app.extensions import db
from app.records.choices import CatalogueItem
from tests.browsing import Browser, text_of
from tests.factories import code_lists, planted
from tests.people import make_user

day_of = date.fromisoformat


@pytest.fixture
def told(product_app, monkeypatch):
    """What the part says to an account of a role on a day, when the list ends with another day."""

    def ask(role, on, last):
        monkeypatch.setattr(holidays_part, "today", lambda: day_of(on))
        with product_app.app_context(), operator("test"):
            code_lists("organization_kinds")
            if last:
                given = {"list_code": "public_holidays", "valid_from": day_of(last), "valid_to": day_of(last)}
                planted(CatalogueItem, **given, code="QK", name_vi="Quốc khánh")
            unit = planted(OrgUnit) if role == "unit_hr" else None
            user = make_user("reader", role, unit)
            db.session.commit()
        reader = Browser(product_app, user)
        assert ('data-part="/holidays/part"' in reader.get("/").text) == (role == "province_officer")
        page = reader.get("/holidays/part")
        assert page.status_code == 200
        if "href" in page.text:
            assert reader.get("/catalogue_item/list/?list_code=public_holidays").status_code == 200
        return text_of(page).strip()

    return ask


@pytest.mark.parametrize(
    ("on", "last", "words"),
    [
        ("2026-11-16", "2026-09-02", []),
        ("2026-11-17", "2026-09-02", ["năm 2027", "02/09/2026"]),
        ("2026-11-17", "2027-09-03", []),
        ("2028-01-02", "2027-09-03", ["năm 2028", "03/09/2027"]),
        ("2026-03-01", None, ["năm 2026"]),
    ],
)
def test_it_is_said_from_the_middle_of_november_on(told, on, last, words):
    said = told("province_officer", on, last)
    assert bool(said) == bool(words)
    assert all(word in said for word in words)


@pytest.mark.parametrize("role", ["employee", "unit_hr", "inspector", "administrator"])
def test_who_does_not_keep_the_code_lists_hears_nothing_of_it(told, role):
    assert told(role, "2026-11-17", "2026-09-02") == ""
