"""What the log says of a fault: enough to find it, nothing of the row that a database refused."""

import logging

import pytest
from sqlalchemy import insert

from app.access.tries import SignInTries
from app.extensions import db
from app.records.clock import now
from tests.browsing import browse

SECRET = "008190000017"


def twice():
    """A row whose key is there already; PostgreSQL tells the key in its DETAIL."""
    row = {"key": SECRET, "kind": "x", "tries": 1, "last_at": now()}
    db.session.execute(insert(SignInTries).values(row))
    db.session.execute(insert(SignInTries).values(row))


def twice_within():
    try:
        twice()
    except Exception as error:
        raise RuntimeError("no") from error


@pytest.mark.parametrize("fault", [twice, twice_within])
def test_a_refused_row_does_not_stand_in_the_log(world, monkeypatch, caplog, fault, backend):
    client = browse(world, "me")
    monkeypatch.setitem(world.app.view_functions, "OwnAccountView.show", lambda: fault())
    with caplog.at_level(logging.ERROR):
        answer = client.get("/account/")

    assert answer.status_code == 500
    assert SECRET not in caplog.text + answer.text
    (line,) = [record.getMessage() for record in caplog.records if record.name == "app.screens.policy"]
    assert "/account/: " in line
    if backend == "postgresql":
        assert "UniqueViolation 23505 pk_sign_in_tries" in line


def test_another_fault_is_logged_whole(world, monkeypatch, caplog):
    def fault():
        raise RuntimeError("what went wrong")

    client = browse(world, "me")
    monkeypatch.setitem(world.app.view_functions, "OwnAccountView.show", fault)
    with caplog.at_level(logging.ERROR):
        assert client.get("/account/").status_code == 500
    assert "what went wrong" in caplog.text
