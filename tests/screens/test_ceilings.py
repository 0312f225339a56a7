"""What a page may cost: statements counted at the cursor, bytes as sent, on the product's own records."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from app.access import rights, sessions
from app.access.second_wall import is_telling
from app.access.standing import operator
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.demo.planting import plant
from app.extensions import db
from app.records import catalogues
from app.records.area import registry
from tests.browsing import Browser
from tests.factories import code_lists
from tests.people import make_user

KILOBYTE = 1 << 10
PEOPLE, SEED, SIZE = 120, 7, 25
LIST_STATEMENTS, LIST_BYTES = 9, 60 * KILOBYTE
PAGE_STATEMENTS = 8
CHARTS_STATEMENTS = 5
DASHBOARD_STATEMENTS, DASHBOARD_BYTES = 36, 72 * KILOBYTE
TOLD = 2


@pytest.fixture(scope="module")
def staffed(product_bench):
    """A small province: the application, a browser by role, and a person. Its tests only read."""
    with pytest.MonkeyPatch.context() as patch:
        # What is read anew every half minute would be counted or not, as the clock has it; also what planting reads.
        patch.setattr(catalogues, "CACHE_SECONDS", 3600.0)
        patch.setattr(rights, "CACHE_SECONDS", 3600.0)
        # So would the note that a session is used, once a minute.
        patch.setattr(sessions, "BETWEEN_NOTES", timedelta(hours=1))
        app = product_bench.fresh()
        with app.app_context(), operator("test"):
            code_lists()
            plant(PEOPLE, SEED)
            db.session.commit()
            above = db.session.scalar(select(OrgUnit.id).where(OrgUnit.parent_id.is_(None)).order_by(OrgUnit.id))
            users = {"unit_hr": make_user("hr", "unit_hr", above), "officer": make_user("officer", "province_officer")}
            person = db.session.scalar(select(Employee.id).order_by(Employee.id))
            db.session.commit()
        yield app, {name: Browser(app, key) for name, key in users.items()}, person


@pytest.fixture
def counted(staffed):
    """Visit an address that was visited before; the answer, and the statements that the second visit took."""
    app, browsers, _person = staffed
    with app.app_context():
        engine = db.engine

    def visit(name, address):
        assert browsers[name].get(address).status_code == 200, address
        statements = []

        told = []

        # Not a statement of the page: what the second wall has to know, once in a transaction, in well under a millisecond.
        def note(_connection, _cursor, statement, *_rest):
            (told if is_telling(statement) else statements).append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            page = browsers[name].get(address)
            assert len(told) <= TOLD, f"{address}: the second wall was told {len(told)} times"
            return page, statements
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return visit


def too_many(statements, most):
    """The statements, for reading, when they are more than allowed."""
    return [" ".join(statement.split())[:200] for statement in statements] if len(statements) > most else []


def readable(name, page):
    """The addresses of this page for every record that the role reads."""
    role = {"officer": "province_officer"}.get(name, name)
    records = [record for area in registry().areas for record in area.records]
    return [f"/{record.name}/{page}/" for record in records if role in record.readers]


@pytest.mark.parametrize("name", ["unit_hr", "officer"])
def test_a_list_of_any_record_takes_nine_statements_and_sixty_kilobytes(staffed, counted, name):
    app, _browsers, _person = staffed
    with app.app_context():
        addresses = readable(name, "list")
    found = {address: counted(name, address) for address in addresses}

    assert {a: too_many(s, LIST_STATEMENTS) for a, (_p, s) in found.items() if len(s) > LIST_STATEMENTS} == {}
    sizes = {address: len(page.data) for address, (page, _statements) in found.items()}
    assert {address: size for address, size in sizes.items() if size > LIST_BYTES} == {}
    people = found["/employee/list/"][0].text
    assert people.count('href="/employee/show/') == SIZE


def test_a_full_list_of_people_costs_the_same_whatever_is_asked_of_it(counted):
    for asked in ("q=bich", "sort=born_on&dir=desc", "status_code=DLV&unit_id=1", "size=200", "page=2"):
        _page, statements = counted("unit_hr", f"/employee/list/?{asked}")
        assert too_many(statements, LIST_STATEMENTS + 1) == [], asked


def test_a_list_costs_the_same_for_two_hundred_rows_as_for_twenty_five(counted):
    page, many = counted("officer", "/employee/list/?size=200")
    _page, few = counted("officer", "/employee/list/")

    assert page.text.count('href="/employee/show/') > 3 * SIZE
    assert len(many) == len(few)


@pytest.mark.parametrize("name", ["unit_hr", "officer"])
def test_charts_take_one_statement_each_and_five_for_the_page(staffed, counted, name):
    app, _browsers, _person = staffed
    with app.app_context():
        addresses = readable(name, "charts")
    # A filter by unit asks for the place of the unit in the tree, and for its name.
    filtered = {"/employee/charts/?q=nguyen&unit_id=1&born_on=1970..&rank_code=-": 2}
    for address in [*addresses, *filtered]:
        page, statements = counted(name, address)
        charts = page.text.count('<section class="card chart"')
        most = charts + CHARTS_STATEMENTS + filtered.get(address, 0)
        assert too_many(statements, most) == [], address
        assert len(page.data) < LIST_BYTES, address
    assert charts >= 7


@pytest.mark.parametrize("name", ["unit_hr", "officer"])
def test_the_page_of_a_person_takes_eight_statements_and_its_tabs_nothing_until_they_are_opened(staffed, counted, name):
    person = staffed[2]

    page, statements = counted(name, f"/employee/show/{person}")

    assert too_many(statements, PAGE_STATEMENTS) == []
    assert page.text.count("/tab/") >= 5
    tables = {
        table for table in ("contract", "posting", "family_member") if any(f"FROM {table}" in s for s in statements)
    }
    assert tables == set()
    assert len(page.data) < LIST_BYTES


@pytest.mark.parametrize("name", ["unit_hr", "officer"])
def test_forms_tabs_and_pickers_are_cheaper_still(staffed, counted, name):
    person = staffed[2]
    ceilings = {
        "/employee/add": (8, LIST_BYTES),
        f"/employee/edit/{person}": (9, LIST_BYTES),
        f"/employee/tab/{person}/family_member/employee_id": (8, LIST_BYTES),
        "/employee/pick/unit_id?q=phong": (4, 8 * KILOBYTE),
        "/family_member/pick/employee_id?q=bich": (4, 8 * KILOBYTE),
        f"/employee/history/{person}": (6, LIST_BYTES),
        "/approval/list/": (8, LIST_BYTES),
        "/": (7, LIST_BYTES),
        "/api/v1/employee/": (7, LIST_BYTES),
        f"/api/v1/employee/{person}": (7, LIST_BYTES),
        "/api/v1/employee/_info": (2, 40 * KILOBYTE),
    }
    found = {address: counted(name, address) for address in ceilings}

    assert {a: too_many(s, ceilings[a][0]) for a, (_p, s) in found.items() if len(s) > ceilings[a][0]} == {}
    assert {a: len(p.data) for a, (p, _s) in found.items() if len(p.data) > ceilings[a][1]} == {}


@pytest.mark.parametrize("name", ["unit_hr", "officer"])
def test_the_dashboard_takes_thirty_six_statements_for_the_province_and_for_a_unit(staffed, counted, name):
    """Each of its charts one, its units four; it costs the same whatever is asked of it."""
    for address in ("/dashboard/", "/dashboard/?unit=1"):
        page, statements = counted(name, address)
        assert too_many(statements, DASHBOARD_STATEMENTS) == [], (address, len(statements))
        assert page.text.count('<section class="card chart') >= 12
        assert len(page.data) < DASHBOARD_BYTES, (address, len(page.data))
    for address, most in (("/progress/", 14), ("/progress/part", 8), ("/report/due", 16)):
        _page, statements = counted(name, address)
        assert too_many(statements, most) == [], (address, len(statements))
