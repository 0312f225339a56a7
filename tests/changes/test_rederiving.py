"""Derived columns after an upgrade: worked out anew once, in pieces, without a trace in the history of the rows."""

import tracemalloc

import pytest
from sqlalchemy import func, select, update

from app.changes import rederiving, rederiving_job
from app.changes.guard import applying
from app.changes.loading import load, open_batch
from app.changes.models import Change
from app.changes.rederiving import Derivation, digest_of, outdated, pieces, stamp
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.partial_dates import PartialDate
from tests.toys import Person, Pet, Posting


def stamp_all():
    for record in outdated():
        stamp(record)
    db.session.commit()


def empty_columns(table, **values):
    """As a migration leaves a column that it adds."""
    with applying(db.session):
        db.session.execute(update(table).values(values))
    db.session.commit()


def texts():
    return list(db.session.scalars(select(Person.__table__.c.search_text).order_by(Person.__table__.c.id)))


def night(world):
    with world.as_operator():
        job_id = ask("rederive").id
        db.session.commit()
    with world.app.app_context():
        run_job(job_id)
    with world.as_operator():
        return db.session.get(Job, job_id)


@pytest.fixture
def emptied(world):
    """Persons whose search texts were emptied, while everything else is as today's declarations have it."""
    with world.as_operator():
        stamp_all()
        before = texts()
        empty_columns(Person.__table__, search_text="", full_name_key="")
        db.session.delete(db.session.get(Derivation, Person.name))
        db.session.commit()
    return world, before


def traces():
    """What a change would have left: changes, former images, the moments at which rows were recorded."""
    changes = db.session.scalar(select(func.count()).select_from(Change.__table__))
    past = db.session.scalar(select(func.count()).select_from(Person.past))
    columns = Person.__table__.c
    return changes, past, db.session.execute(select(columns.id, columns.recorded_at, columns.change_id)).all()


def test_the_night_works_out_what_another_declaration_left_and_makes_no_history(emptied):
    world, before = emptied
    with world.as_operator():
        left = traces()
        assert [record.name for record in outdated()] == [Person.name]

    assert night(world).state == "done"

    with world.as_operator():
        assert texts() == before and any(before)
        assert traces() == left
        assert outdated() == []


def test_where_nothing_has_changed_nothing_is_read(emptied):
    world, _before = emptied
    night(world)
    with world.as_operator():
        empty_columns(Person.__table__, search_text="")
    assert night(world).progress_total == 0
    with world.as_operator():
        assert not any(texts())


def test_what_is_derived_otherwise_has_another_digest(world, monkeypatch):
    with world.as_operator():
        stamp_all()
        first = digest_of(Pet), digest_of(Posting), digest_of(Person)

        def derived(cls, values):
            return {**super(Pet, cls).derived(values), "search_text": "otherwise"}

        monkeypatch.setattr(Pet, "derived", classmethod(derived))
        assert digest_of(Pet) != first[0]
        assert (digest_of(Posting), digest_of(Person)) == first[1:]
        assert outdated() == [Pet]
        monkeypatch.setattr(Posting, "precedence", 7)
        assert [record.name for record in outdated()] == [Pet.name, Person.name]


def test_a_killed_run_goes_on_behind_its_last_piece(emptied, monkeypatch):
    world, before = emptied
    monkeypatch.setattr(rederiving, "CHUNK", 1)
    seen = []
    differences = rederiving._differences

    def dies_at_the_third(record, row):
        seen.append(row["id"])
        if len(seen) == 3:
            raise KeyboardInterrupt
        return differences(record, row)

    monkeypatch.setattr(rederiving, "_differences", dies_at_the_third)
    with world.as_operator():
        job_id = ask("rederive").id
        db.session.commit()
    with world.app.app_context(), pytest.raises(KeyboardInterrupt):
        run_job(job_id)
    with world.as_operator():
        assert [bool(text) for text in texts()] == [True, True, False, False]
        db.session.execute(update(Job).where(Job.id == job_id).values(state="waiting", taken_by=None))
        db.session.commit()
    with world.app.app_context():
        run_job(job_id)
    with world.as_operator():
        assert texts() == before
        assert seen == [1, 2, 3, 3, 4]


def test_events_feed_their_persons_anew(world):
    with world.as_operator():
        posting = {"person_id": 1, "region_id": 3, "effective_from": PartialDate(2026, 1, 1)}
        load(open_batch("test", "test"), Posting, [posting])
        fed = Person.__table__.c.region_id
        assert db.session.scalar(select(fed).where(Person.__table__.c.id == 1)) == 3
        empty_columns(Person.__table__, region_id=2)
        for _piece in pieces(Person):
            db.session.commit()
        found = db.session.scalar(select(fed).where(Person.__table__.c.id == 1))
        assert found == 3


def test_an_upgrade_asks_once_and_an_empty_installation_not_at_all(emptied):
    world, before = emptied
    with world.as_operator():
        assert rederiving_job.ask_where_outdated() == 1
        assert rederiving_job.ask_where_outdated() == 1
        assert db.session.scalar(select(func.count()).where(Job.function == "rederive")) == 1
        job_id = db.session.scalar(select(Job.id).where(Job.function == "rederive"))
    with world.app.app_context():
        run_job(job_id)
    with world.as_operator():
        assert texts() == before
        assert rederiving_job.ask_where_outdated() == 0
        assert Derivation.__table__.c.record is not None
        empty = [record.name for record in rederiving.registry() if rederiving.is_empty(record)]
        assert empty and set(empty) <= set(db.session.scalars(select(Derivation.record)))


def test_the_command_works_out_the_record_that_it_names(emptied):
    world, before = emptied
    with world.as_operator():
        stamp_all()
    told = world.app.test_cli_runner().invoke(args=["rederive", "person"])
    assert told.exit_code == 0 and "person: 4 rows, 4 written" in told.output
    assert world.app.test_cli_runner().invoke(args=["rederive"]).output == ""
    wrong = world.app.test_cli_runner().invoke(args=["rederive", "nobody"])
    assert wrong.exit_code == 1 and "no record is called" in wrong.output
    with world.as_operator():
        assert texts() == before


@pytest.mark.sqlite
def test_memory_does_not_grow_with_the_rows(world, monkeypatch):
    monkeypatch.setattr(rederiving, "CHUNK", 50)
    with world.as_operator():
        rows = [{"number": f"M{n}", "full_name": f"Nguyễn {n}", "region_id": 2} for n in range(1500)]
        load(open_batch("test", "test"), Person, rows)
        empty_columns(Person.__table__, search_text="")
        found = pieces(Person)
        for _piece in range(4):
            next(found)
            db.session.commit()
        tracemalloc.start()
        for _piece in range(5):
            next(found)
            db.session.commit()
        early, _peak = tracemalloc.get_traced_memory()
        for _piece in found:
            db.session.commit()
        late, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert late - early < 300_000
        assert all(texts())
