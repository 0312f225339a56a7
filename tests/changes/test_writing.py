"""Rows that go to the database aside: whoever asks next sees them, and learns what went wrong with them."""

import time

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.access.owner import as_owner
from app.changes import writing
from app.changes.guard import applying
from app.changes.writing import Aside, Writer
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.clock import now

ITEMS = CatalogueItem.__table__


def items(*codes):
    return [(code, f"Mục {code}") for code in codes]


@pytest.fixture
def written(world):
    """Write rows of code lists aside, each batch after a while; gives the function that does it, within the block."""
    with world.as_operator(), as_owner(), applying(db.session):
        aside = Aside(db.session.connection())
        writer = Writer(aside, ITEMS, ("code", "name_vi"), {"list_code": "aside", "recorded_at": now()})
        with pytest.MonkeyPatch.context() as patch:
            copy = writing._copy
            patch.setattr(writing, "_copy", lambda *given: (time.sleep(0.2), copy(*given)))
            yield aside, lambda *codes: writer.write(items(*codes))
        db.session.rollback()


def count():
    return db.session.scalar(select(func.count()).select_from(ITEMS).where(ITEMS.c.list_code == "aside"))


def test_a_statement_sees_what_was_put_aside_before(written):
    aside, write = written
    with aside.holding():
        write("1", "2")
        write("3")
        assert count() == 3
        write("4")
    assert count() == 4


def test_what_went_wrong_is_raised_before_the_block_ends(written):
    aside, write = written
    with pytest.raises(IntegrityError), aside.holding():
        write("1", "1")
        write("2")


def test_what_waits_is_bounded(written):
    aside, write = written
    with aside.holding():
        for number in range(10):
            write(str(number))
            assert len(aside._under_way) <= writing.MOST
