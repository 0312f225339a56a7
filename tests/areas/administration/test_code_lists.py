"""Code lists on their pages: called by their names, found by them, and narrowed to one list."""

import pytest

from app.access.standing import operator
from app.extensions import db
from app.records.choices import CatalogueItem
from tests.browsing import Browser
from tests.factories import code_lists
from tests.people import make_user

LEVELS = "Trình độ giáo dục phổ thông"


@pytest.fixture
def officer(product_app):
    with product_app.app_context(), operator("test data"):
        code_lists("genders", "general_education_levels")
        user = make_user("officer", "province_officer")
        db.session.commit()
    return Browser(product_app, user)


def ids(browser, **asked):
    return browser.get("/api/v1/catalogue_item/", query_string={"size": 200, **asked}).json["ids"]


def test_a_code_list_is_called_by_its_name_on_list_page_and_form(officer):
    key = ids(officer, list_code="general_education_levels")[0]
    for address in ("/catalogue_item/list/?size=200", f"/catalogue_item/show/{key}"):
        page = officer.get(address).text
        assert LEVELS in page and "general_education_levels</" not in page, address
    assert (
        f'<option value="general_education_levels" selected>{LEVELS}</option>'
        in officer.get(f"/catalogue_item/edit/{key}").text
    )


def test_a_list_is_narrowed_to_one_code_list_by_code_or_name(officer):
    assert f'<option value="general_education_levels">{LEVELS}</option>' in officer.get("/catalogue_item/list/").text
    found = ids(officer, list_code="general_education_levels")
    assert found and found == ids(officer, list_code=LEVELS)
    assert len(found) + len(ids(officer, list_code="genders")) == len(ids(officer))


def test_a_code_list_that_has_no_name_is_called_by_its_code(officer):
    kind = CatalogueItem.fields["list_code"].kind
    with officer.app.test_request_context():
        assert (kind.parse("shoe_sizes"), kind.show("shoe_sizes")) == ("shoe_sizes", "shoe_sizes")
        assert kind.parse(LEVELS) == "general_education_levels"
        labels = [str(label) for _code, label in kind.options]
        assert labels.index("Dân tộc") < labels.index("Giới tính") < labels.index("Tôn giáo")
