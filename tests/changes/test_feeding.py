"""What is true of a person today follows from the events in force, and everything about him follows his unit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from sqlalchemy import event, select, update

from app.changes import feeding, operations
from app.changes.guard import applying
from app.changes.loading import load, open_batch
from app.changes.models import Change
from app.changes.refusals import NotAllowed
from app.changes.store import official
from app.extensions import db
from app.records.attachments import Attachment
from app.records.clock import now
from app.records.partial_dates import PartialDate
from tests.toys import Person, Pet, Posting, Region

TODAY = "2026-11-24 05:00:00+00:00"


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def posting(since, until=None, region_id=2, pay=None, person_id=1):
    return {
        "person_id": person_id,
        "region_id": region_id,
        "effective_from": PartialDate.parse(since),
        "effective_to": PartialDate.parse(until) if until else None,
        "pay": Decimal(pay) if pay else None,
    }


def made(world, record, values, **terms):
    """An official change, entered and approved by two officers."""
    with world.as_("officer"):
        change = operations.submit(record, values, **terms).change.id
        db.session.commit()
    with world.as_operator():
        target = operations.approve(change).target_id
        db.session.commit()
        return target


def today_of(world, person_id=1):
    with world.as_operator():
        row = official(Person, person_id)
        return row["region_id"], row["pay"]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([("2020", None, 4, "2.34")], (4, Decimal("2.34"))),
        ([("2020", "2021", 4, "2.34")], (2, None)),
        ([("2030", None, 4, "2.34")], (2, None)),
        ([("24/11/2026", None, 4, "2.34")], (4, Decimal("2.34"))),
        ([("25/11/2026", None, 4, "2.34")], (2, None)),
        ([("2020", "2026", 4, "2.34")], (4, Decimal("2.34"))),
        ([("2020", "11/2026", 4, "2.34")], (4, Decimal("2.34"))),
        ([("2020", "10/2026", 4, "2.34")], (2, None)),
        ([("2020", "24/11/2026", 4, "2.34")], (4, Decimal("2.34"))),
        ([("2020", "23/11/2026", 4, "2.34")], (2, None)),
        ([("2020", None, 4, "2.34"), ("3/2024", None, 3, "2.67")], (3, Decimal("2.67"))),
        ([("3/2024", None, 3, "2.67"), ("2020", None, 4, "2.34")], (3, Decimal("2.67"))),
        ([("2024", None, 3, "2.67"), ("3/2024", None, 4, "2.34")], (4, Decimal("2.34"))),
        ([("2024", None, 4, "2.34"), ("2024", None, 3, "2.67")], (3, Decimal("2.67"))),
        ([("2020", None, 4, "2.34"), ("3/2024", "2025", 3, "2.67")], (4, Decimal("2.34"))),
        ([("2020", None, 4, "2.34"), ("3/2024", None, 3, None)], (3, None)),
    ],
)
def test_a_fed_value_is_that_of_the_newest_event_in_force(world, events, expected):
    for since, until, region_id, pay in events:
        made(world, Posting, posting(since, until, region_id, pay))
    assert today_of(world) == expected
    assert today_of(world, 2) == (4, None)


def test_correcting_or_cancelling_an_event_feeds_anew(world):
    first = made(world, Posting, posting("2020", pay="2.34"))
    second = made(world, Posting, posting("2024", region_id=3, pay="2.67"))
    made(world, Posting, {"pay": Decimal("3.00")}, target_id=second)
    assert today_of(world) == (3, Decimal("3.00"))
    made(world, Posting, {}, target_id=second, verb="cancel")
    assert today_of(world) == (2, Decimal("2.34"))
    made(world, Posting, {}, target_id=first, verb="cancel")
    assert today_of(world) == (2, None)


def test_an_event_dated_ahead_feeds_on_its_day_by_the_nightly_run(world):
    made(world, Posting, posting("1/12/2026", region_id=3, pay="2.34"))
    made(world, Posting, posting("2020", "30/11/2026", person_id=2, region_id=4, pay="3.33"))
    assert (today_of(world), today_of(world, 2)) == ((2, None), (4, Decimal("3.33")))
    for day, expected in (
        (date(2026, 11, 30), ((2, None), (4, Decimal("3.33")))),
        (date(2026, 12, 1), ((3, Decimal("2.34")), (4, None))),
    ):
        with world.as_operator(), applying(db.session):
            feeding.feed(None, day)
            db.session.commit()
        assert (today_of(world), today_of(world, 2)) == expected
    assert scopes(world, 1) == {(3, 3)}


def test_the_nightly_run_writes_only_those_for_whom_something_differs(world):
    made(world, Posting, posting("2020", pay="2.34"))
    made(world, Posting, posting("1/12/2026", pay="2.67"))
    written = []

    def count(_connection, _cursor, statement, _parameters, context, _many):
        if statement.startswith("UPDATE"):
            written.append(context.cursor.rowcount)

    with world.as_operator(), applying(db.session):
        event.listen(db.engine, "after_cursor_execute", count)
        try:
            feeding.feed(None)
            assert sum(written) == 0
            feeding.feed(None, date(2026, 12, 1))
            assert sum(written) == 1
        finally:
            event.remove(db.engine, "after_cursor_execute", count)


def scopes(world, person_id):
    """Every (using, managing) unit under which something of this person is found."""
    with world.as_operator():
        found = set()
        for cls, owner in ((Person, Person.id), (Pet, Pet.person_id), (Posting, Posting.person_id)):
            found |= {
                tuple(row)
                for row in db.session.execute(select(cls.scope_id, cls.managing_id).where(owner == person_id))
            }
        for cls in (Change, Attachment):
            rows = db.session.execute(select(cls.scope_id, cls.managing_id).where(cls.subject_id == person_id))
            found |= {tuple(row) for row in rows}
        return found


def test_everything_about_a_person_goes_with_him_to_his_new_unit(world):
    with world.as_("hr_a") as hr:
        papers = Attachment(
            token="t" * 43,
            sha256="0" * 64,
            size=1,
            mime="application/pdf",
            original_name="a.pdf",
            sent_by=hr.user_id,
            sent_at=now(),
        )
        db.session.add(papers)
        db.session.flush()
        waiting = operations.submit(Pet, {"papers": [papers.id]}, target_id=1).change.id
        db.session.commit()
    assert scopes(world, 1) == {(2, 2)}
    made(world, Posting, posting("2020", region_id=3))
    assert scopes(world, 1) == {(3, 3)}
    assert scopes(world, 2) == {(4, 4)}
    with world.as_("hr_a"):
        assert db.session.scalars(select(Pet.id)).all() == [2]
        assert db.session.scalar(select(Attachment.id)) is None
    with world.as_("hr_b"):
        assert db.session.scalars(select(Pet.id).order_by(Pet.id)).all() == [1, 3]
        assert db.session.scalar(select(Attachment.original_name)) == "a.pdf"
        assert db.session.get(Change, waiting).state == "submitted"


def test_a_unit_that_gives_its_staff_to_another_to_manage_gives_all_about_them(world):
    made(world, Region, {"managing_id": 20}, target_id=4)
    assert scopes(world, 2) == {(4, 20)}
    assert scopes(world, 1) == {(2, 2)}
    made(world, Posting, posting("2020", region_id=4))
    assert scopes(world, 1) == {(4, 20)}
    pet = made(world, Pet, {"person_id": 1, "name_vi": "Vẹt"})
    with world.as_operator():
        assert (official(Pet, pet)["scope_id"], official(Pet, pet)["managing_id"]) == (4, 20)
    made(world, Region, {"managing_id": None}, target_id=4)
    assert scopes(world, 1) == scopes(world, 2) == {(4, 4)}


def test_the_nightly_run_puts_right_who_is_managed_by_a_wrong_unit(world):
    with world.as_operator(), applying(db.session):
        for table, owner in ((Person.__table__, Person.__table__.c.id), (Pet.__table__, Pet.__table__.c.person_id)):
            db.session.execute(update(table).where(owner == 2).values(managing_id=20))
        feeding.feed(None)
        db.session.commit()
    assert scopes(world, 2) == {(4, 4)}


def test_events_that_are_loaded_feed_at_once(world):
    with world.as_operator():
        rows = [posting("2020", None, 3, "2.34", key) for key in (1, 2)] + [posting("2030", None, 20, None, 4)]
        load(open_batch("test", "01/QĐ"), Posting, rows)
        db.session.commit()
    assert [today_of(world, key)[0] for key in (1, 2, 3, 4)] == [3, 3, 3, 20]
    assert scopes(world, 1) == scopes(world, 2) == {(3, 3)}


def test_a_record_may_leave_some_of_its_events_out(world, monkeypatch):
    made(world, Posting, posting("2020", region_id=4, pay="2.34"))
    monkeypatch.setattr(Posting, "feeding", classmethod(lambda cls: cls.region_id != 3), raising=False)
    made(world, Posting, posting("2024", region_id=3, pay="2.67"))
    assert today_of(world) == (4, Decimal("2.34"))


def test_a_row_that_is_about_no_person_takes_its_history_to_its_new_unit(world, monkeypatch):
    monkeypatch.setattr(Posting, "subject_from", None)
    monkeypatch.setattr(Posting, "scope_from", "region_id")
    row = made(world, Posting, posting("2020", region_id=2))
    with world.as_operator():
        assert (official(Posting, row)["scope_id"], official(Posting, row)["managing_id"]) == (2, 2)
    with world.as_("hr_a"), pytest.raises(NotAllowed):
        operations.submit(Posting, {"region_id": 3}, target_id=row)
    made(world, Posting, {"region_id": 3}, target_id=row)
    for name, sees in (("hr_a", False), ("hr_b", True)):
        with world.as_(name):
            assert (db.session.get(Posting, row) is not None) is sees
            assert bool(db.session.scalars(select(Change.id).where(Change.record == "posting")).all()) is sees


def test_the_oldest_event_feeds_where_the_field_says_so(world, monkeypatch):
    monkeypatch.setitem(Posting.fields, "pay", replace(Posting.fields["pay"], oldest=True))
    made(world, Posting, posting("3/2010", region_id=4, pay="2.34"))
    made(world, Posting, posting("2024", region_id=3, pay="2.67"))
    assert today_of(world) == (3, Decimal("2.34"))


def test_what_was_typed_at_first_stays_until_an_event_says_otherwise(world, monkeypatch):
    monkeypatch.setitem(Person.fields, "pay", replace(Person.fields["pay"], once=True))
    with world.as_operator(), applying(db.session):
        db.session.execute(update(Person.__table__).where(Person.__table__.c.id == 1).values(pay=Decimal("1.86")))
        feeding.feed(None)
        db.session.commit()
    assert today_of(world) == (2, Decimal("1.86"))
    made(world, Posting, posting("2020", region_id=4, pay="2.34"))
    assert today_of(world) == (4, Decimal("2.34"))
