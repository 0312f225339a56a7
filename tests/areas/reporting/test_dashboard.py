"""The dashboard: each figure counts exactly the rows that its list finds, by the reader's reach and the unit asked for."""

import html
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.access import rights
from app.access.standing import operator
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes.models import Change
from app.demo.planting import plant
from app.extensions import db
from app.records import catalogues
from tests.browsing import Browser, text_of
from tests.factories import code_lists
from tests.people import grant, make_user

PEOPLE, SEED = 150, 5
LINE = re.compile(r"<tr[^>]*><th scope=\"row\">(?P<label>.*?)</th>(?P<cells>.*?)</tr>", re.S)
FIGURE = re.compile(r'<span class="figure[^"]*">(?:<a href="(?P<url>[^"]+)">)?(?P<text>[^<]+)')
HEAD = re.compile(r'<a class="task[^"]*" href="(?P<url>[^"]+)"><b>(?P<text>[^<]+)</b>')
ROWS = re.compile(r'id="count"[^>]*>([\d.]+) ')
CHANGES = re.compile(r'id="h-changes">[^<]*: ([\d.]+)')


@pytest.fixture(scope="module")
def province(product_bench):
    """A small province with changes that wait and that were returned; browsers of a leader, an officer and others."""
    app = product_bench.fresh()
    with app.app_context(), operator("test"):
        code_lists()
        plant(PEOPLE, SEED)
        top = db.session.scalar(select(OrgUnit.id).where(OrgUnit.parent_id.is_(None), OrgUnit.valid_to.is_(None)))
        paths = db.session.execute(select(OrgUnit.path).join(Employee, Employee.unit_id == OrgUnit.id)).scalars()
        branches = Counter(path.split("/")[2] for path in paths if path.count("/") > 3)
        (busy, _most), (quiet, _least) = branches.most_common()[0], branches.most_common()[-1]
        busy, quiet = int(busy), int(quiet)
        below = select(OrgUnit.id).where(OrgUnit.path.startswith(f"/{top}/{busy}/"))
        person = db.session.scalars(select(Employee).where(Employee.scope_id.in_(below)).order_by(Employee.id)).first()
        db.session.execute(
            update(Change)
            .where(Change.subject_id == person.id, Change.record == "employee")
            .values(state="submitted", submitted_at=datetime.now(UTC) - timedelta(days=9))
        )
        db.session.execute(
            update(Change).where(Change.subject_id == person.id, Change.record == "assignment").values(state="returned")
        )
        users = {
            "leader": make_user("leader", "leader", busy),
            "officer": make_user("officer", "province_officer"),
            "admin": make_user("admin", "administrator"),
            "me": make_user("me", "employee", subject_id=person.id),
            "two": make_user("two", "leader", busy),
        }
        grant("leader", quiet, users["two"])
        db.session.commit()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "CACHE_SECONDS", 3600.0)
        patch.setattr(rights, "CACHE_SECONDS", 3600.0)
        yield app, {name: Browser(app, key) for name, key in users.items()}, top, busy


def number(text):
    return int(re.match(r"[\d.]+", html.unescape(text).strip())[0].replace(".", ""))


def rows_behind(browser, url):
    """How many rows the opened list says it holds."""
    page = browser.get(html.unescape(url))
    assert page.status_code == 200, url
    found = (CHANGES if url.startswith("/progress/") else ROWS).search(page.text)
    assert found, url
    return number(found[1])


def charts_of(page):
    """The sections of the page, by their question."""
    parts = page.text.split('<section class="card chart')[1:]
    return {html.unescape(re.search(r"<h2[^>]*>([^<]+)<", part)[1]): part for part in parts}


def figures_of(part):
    """(number, address) of each figure that leads to its rows; shares and days are no numbers of rows, and what is left
    of many values leads to a chart of all of them.
    """
    counted = [one for one in FIGURE.finditer(part) if one["url"] and not re.search("%|ngày", one["text"])]
    return [(number(one["text"]), one["url"]) for one in counted if "/charts/" not in one["url"]]


@pytest.mark.parametrize("name", ["leader", "officer", "two"])
def test_each_figure_counts_the_rows_that_it_opens(province, name):
    browser = province[1][name]
    charts = charts_of(browser.get("/dashboard/"))

    assert len(charts) >= 10
    wrong = {}
    opened = 0
    for question, part in charts.items():
        for count, url in figures_of(part):
            opened += 1
            if (found := rows_behind(browser, url)) != count:
                wrong[f"{question} {url}"] = (count, found)
    assert wrong == {}
    assert opened > 40


def test_a_unit_in_the_address_narrows_every_figure(province):
    _app, browsers, _top, busy = province
    page = browsers["officer"].get(f"/dashboard/?unit={busy}")
    whole = charts_of(browsers["officer"].get("/dashboard/"))

    fewer = 0
    for question, part in charts_of(page).items():
        for count, url in figures_of(part):
            assert rows_behind(browsers["officer"], url) == count, url
        fewer += sum(c for c, _u in figures_of(part)) < sum(c for c, _u in figures_of(whole.get(question, "")))
    assert fewer >= 8
    with province[0].app_context(), operator("test"):
        name = db.session.scalar(select(OrgUnit.name_vi).where(OrgUnit.id == busy))
    assert f"<h1>Tổng quan: {name}" in text_of(page)


def test_the_figures_of_the_whole_open_what_they_count(province):
    page = province[1]["leader"].get("/dashboard/")
    heads = [(one["text"], one["url"]) for one in HEAD.finditer(page.text)]
    counted = [(number(text), url) for text, url in heads if "%" not in text.partition(" ")[0] and "ngày" not in text]

    assert len(counted) >= 4
    assert {url: rows_behind(province[1]["leader"], url) for _n, url in counted} == {url: n for n, url in counted}


def test_what_waits_is_counted_and_dated(province):
    page = province[1]["leader"].get("/progress/part")
    heads = {html.unescape(label): text for text, label in re.findall(r"<b>([^<]+)</b>([^<]+)<", page.text)}

    assert heads["thay đổi đang chờ duyệt"] == "1"
    assert int(heads["thay đổi bị trả lại, cần chỉnh sửa"]) >= 1
    assert heads["thay đổi chờ lâu nhất"].startswith("9 ngày")
    listed = province[1]["leader"].get("/progress/?state=returned")
    assert listed.text.count("/approval/show/") == int(heads["thay đổi bị trả lại, cần chỉnh sửa"])


def test_who_reads_nobody_finds_no_figures(province):
    _app, browsers, top, _busy = province
    assert charts_of(browsers["admin"].get("/dashboard/")) == {}
    assert browsers["admin"].get("/progress/").status_code in (302, 403)
    assert "<b>" not in browsers["me"].get("/progress/part").text
    assert browsers["leader"].get(f"/dashboard/?unit={top}").status_code == 404
    assert browsers["leader"].get(f"/progress/?unit={top}").status_code == 404
    assert browsers["leader"].get("/progress/?unit=x").status_code == 404
