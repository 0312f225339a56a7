"""S6: the framework shows a failed statement with the values in it; here nothing of it leaves the server."""

import html
import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from app.api import answers
from app.changes import operations, store
from app.changes.loading import load, open_batch
from app.changes.models import Change
from app.changes.refusals import Clash
from app.extensions import db
from app.screens import approval, menu, view
from tests.attacks.stock import PersonView
from tests.browsing import browse, said, text_of
from tests.toys import Person

LEAKS = re.compile(
    r"SELECT|INSERT|UPDATE|parameters|sqlalche|psycopg|sqlite3|/work|Traceback|nowhere|0081900000|at line", re.I
)
NUMBER = "008190000077"
ERROR_CODE = re.compile(r"\b[0-9a-f]{8}\b")


def test_stock_form_shows_the_statement_and_its_values(stock):
    clerk = stock(PersonView).clerk(PersonView=["can_list", "can_add"])

    clerk.post("/personview/add", data={"name": "MẬT-456"})
    page = clerk.get("/personview/list/").text

    assert "INSERT INTO stock_person" in page
    assert "MẬT-456" in page


def broken(*_args, **_kwargs):
    """A statement that no database can carry out, with a number that must not be seen."""
    db.session.execute(text("INSERT INTO nowhere (secret_number) VALUES (:number)"), {"number": NUMBER})


def assert_says_nothing(answer):
    """The answer is an error in clear words, with a code for the administrator and nothing of the server's inside."""
    assert answer.status_code == 500
    page = text_of(answer)
    assert LEAKS.search(page.partition("<main")[2] or page) is None, page
    assert ERROR_CODE.search(page), page


FORM = {"number": "E1", "full_name": "An Đổi", "region_id": "2", "secret_number": NUMBER}


def test_our_form_says_nothing_of_a_statement_that_failed(world, monkeypatch):
    monkeypatch.setattr(operations, "submit", broken)
    browser = browse(world, "hr_a")

    assert_says_nothing(browser.post("/person/edit/1", FORM))
    assert_says_nothing(browser.post("/person/add", FORM))
    assert_says_nothing(browser.post("/person/delete/1"))
    assert_says_nothing_in_json(browser.post("/api/v1/person/", json=FORM))
    assert_says_nothing_in_json(browser.put("/api/v1/person/1", json={"full_name": "An Đổi"}))
    assert_says_nothing_in_json(browser.delete("/api/v1/person/1"))


def assert_says_nothing_in_json(answer):
    assert answer.status_code == 500
    assert set(answer.json) == {"message"}
    assert LEAKS.search(text_of(answer)) is None


def test_our_lists_and_pages_say_nothing_of_a_statement_that_failed(world, monkeypatch):
    for module, name in ((view, "list_page"), (view, "show_page"), (view, "pick"), (view, "history_page")):
        monkeypatch.setattr(module, name, broken)
    monkeypatch.setattr(approval, "inbox_page", broken)
    monkeypatch.setattr(answers, "read_address", broken)
    browser = browse(world, "hr_a")

    for path in ("list/", "show/1", "pick/region_id", "history/1", "tab/1/pet/person_id"):
        assert_says_nothing(browser.get(f"/person/{path}"))
    assert_says_nothing(browser.get("/approval/list/"))
    assert_says_nothing_in_json(browser.get("/api/v1/person/"))


def test_the_page_that_tells_of_a_failure_needs_no_database(world, monkeypatch):
    """The menu of every page counts what waits; when that fails, the message stands without a menu."""
    browser = browse(world, "hr_a")
    monkeypatch.setattr(menu, "waiting_count", broken)

    answer = browser.get("/person/list/")

    assert_says_nothing(answer)
    assert "/person/list/" not in answer.text


def warning_in(answer):
    """The words of the red box."""
    found = re.search(r'<div class="alert alert-danger"[^>]*>([^<]+)</div>', answer.text)
    assert found, text_of(answer)
    return html.unescape(found.group(1))


def waiting_row(world, number="E9"):
    with world.as_("hr_a"):
        change = operations.submit(
            Person, {"number": number, "full_name": "Cường", "region_id": 2, "secret_number": NUMBER}
        ).change
        db.session.commit()
        return change.id


def test_approving_a_row_whose_key_was_taken_meanwhile_says_so_in_words(world):
    change = waiting_row(world)
    with world.as_operator():
        taken = {"number": "E9", "full_name": "Chiếm", "region_id": 3}
        load(open_batch("test", "test"), Person, [taken])
        db.session.commit()

    answer = browse(world, "approver_a").post(f"/approval/decide/{change}", {"verb": "approve"}, follow_redirects=True)

    assert answer.status_code == 200
    assert LEAKS.search(warning_in(answer)) is None
    assert "Chiếm" not in text_of(answer), "who has the number is another unit's person"
    with world.as_operator():
        assert db.session.get(Change, change).state == "submitted"
        assert db.session.scalars(select(Person.full_name).where(Person.number == "E9")).all() == ["Chiếm"]


def test_a_constraint_that_refuses_at_the_last_moment_says_so_in_words(world, monkeypatch):
    """Past every check the database itself refuses: two approvals in the same moment look like this."""
    change = waiting_row(world, number="E8")
    real = store.write

    def late(*args):
        db.session.execute(text("INSERT INTO ab_user (id, username) VALUES (1, :number)"), {"number": NUMBER})
        return real(*args)

    monkeypatch.setattr(store, "write", late)

    answer = browse(world, "approver_a").post(f"/approval/decide/{change}", {"verb": "approve"}, follow_redirects=True)

    assert warning_in(answer) == said(world.app, Clash.message)
    with world.as_operator():
        assert db.session.get(Change, change).state == "submitted"


def test_a_database_that_went_away_says_nothing_of_its_address(world, monkeypatch):
    def gone(*_args, **_kwargs):
        raise OperationalError("SELECT secret", {"n": NUMBER}, Exception("could not connect to /work/main/db"))

    monkeypatch.setattr(view, "list_page", gone)

    assert_says_nothing(browse(world, "hr_a").get("/person/list/"))


@pytest.mark.parametrize("path", ["/nothing/here", "/person/show/999", "/person/nothing", "/static/../config.py"])
def test_an_address_that_is_not_there_is_told_in_words(world, path):
    answer = browse(world, "hr_a").get(path)

    assert answer.status_code == 404
    assert "<h1>" in answer.text
    assert LEAKS.search(text_of(answer)) is None
