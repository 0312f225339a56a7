"""Whoever keeps the code lists is told on the first page when the public holidays of the coming year are missing."""

import re
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
    """What the part says to an account of a role on a day, when these days are listed; behind one that is worked stands an x."""

    def ask(role, on, *days):
        monkeypatch.setattr(holidays_part, "today", lambda: day_of(on))
        with product_app.app_context(), operator("test"):
            code_lists("organization_kinds")
            for number, listed in enumerate(days):
                works = listed.endswith("x")
                on_day = day_of(listed.removesuffix("x"))
                given = {"list_code": "public_holidays", "valid_from": on_day, "valid_to": on_day}
                attributes = {"works": "x"} if works else None
                planted(CatalogueItem, **given, code=f"N{number}", name_vi=listed, attributes=attributes)
            unit = planted(OrgUnit) if role == "unit_hr" else None
            user = make_user("reader", role, unit)
            db.session.commit()
        reader = Browser(product_app, user)
        assert ('data-part="/holidays/part"' in reader.get("/").text) == (role == "province_officer")
        page = reader.get("/holidays/part")
        assert page.status_code == 200
        if found := re.search('href="([^"]+)"', page.text):
            opened = reader.get(found[1])
            assert "Danh mục: Ngày nghỉ lễ" in " ".join(text_of(opened).replace("<b>", "").replace("</b>", "").split())
        return text_of(page).strip()

    return ask


@pytest.mark.parametrize(
    ("on", "days", "year"),
    [
        ("2026-11-16", ["2026-01-01", "2026-09-02"], None),
        ("2026-11-17", ["2026-01-01", "2026-09-02"], 2027),
        ("2026-11-17", ["2026-01-01", "2026-09-02", "2027-01-01", "2027-09-02"], None),
        ("2026-11-17", ["2026-01-01", "2026-09-02", "2027-01-01"], 2027),
        ("2026-11-17", ["2026-01-01", "2026-09-02", "2027-01-01", "2027-08-21x"], 2027),
        ("2028-01-02", ["2027-01-01", "2027-09-03"], 2028),
        ("2026-11-17", ["2025-01-01", "2025-09-02"], 2026),
        ("2026-03-01", [], 2026),
    ],
)
def test_it_is_said_from_the_middle_of_november_on(told, on, days, year):
    said = told("province_officer", on, *days)
    assert (f"năm {year} chưa có" in said) if year else said == ""


@pytest.mark.parametrize("role", ["employee", "unit_hr", "inspector", "administrator"])
def test_who_does_not_keep_the_code_lists_hears_nothing_of_it(told, role):
    assert told(role, "2026-11-17") == ""
