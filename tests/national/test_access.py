"""Packets are the Home Affairs officer's alone; their register is only added to, on both databases."""

import zipfile

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.access.standing import NOBODY, HeldGrant, Standing, acting_as, go_on_with, operator, standing_of
from app.areas.personnel.models import Employee
from app.changes.refusals import NotAllowed
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.models import Job
from app.jobs.results import result_of
from app.jobs.running import run_job
from app.national import making, register
from app.national.mapping import standard_on
from app.national.models import HeldBack, NationalPacket
from app.national.releasing import Releasing, releasable
from app.national.verifying import verify
from tests.factories import planted
from tests.people import make_user

OTHERS = ("employee", "unit_hr", "unit_approver", "leader", "inspector", "administrator")


@pytest.fixture
def people(prepared):
    """Somebody who passes and somebody who does not."""
    keys = planted(Employee, personal_id_number="008187000001"), planted(Employee, full_name="Người Bị Giữ")
    db.session.commit()
    return keys


def standing_as(role, unit_id=None, subject_id=None):
    return standing_of(make_user(role, role, unit_id, subject_id))


def test_no_other_role_reads_for_a_packet_makes_one_or_sees_the_register(people, tmp_path):
    passing = people[0]
    root = db.session.scalar(select(Employee.unit_id).where(Employee.id == passing))
    making.make(tmp_path / "a.zip")
    db.session.commit()
    for role in OTHERS:
        with acting_as(standing_as(role, root, passing)):
            for forbidden in (
                lambda: making.make(tmp_path / "b.zip"),
                lambda: releasable(standard_on(), passing),
                lambda: Releasing(standard_on()),
                register.packets,
                lambda: register.packet_of(1),
                lambda: register.held_people(1, 0, 10),
                lambda: register.held_units(1),
            ):
                with pytest.raises(NotAllowed):
                    forbidden()
            assert db.session.scalars(select(HeldBack)).all() == [], role
    assert not (tmp_path / "b.zip").exists()


def test_a_role_that_reaches_less_than_the_province_may_not_though_it_holds_the_act(people):
    grant = HeldGrant("leader", frozenset({("can_export_national", "System"), ("can_read", "employee")}), "/1/")
    with acting_as(Standing(1, None, (grant,))), pytest.raises(NotAllowed):
        Releasing(standard_on())


def test_the_officers_job_makes_a_packet_behind_the_second_wall_and_he_alone_fetches_it(prepared, people, tmp_path):
    officer = standing_as("province_officer")
    with acting_as(officer):
        job_id = ask("make_national_packet", {"page": "/national/"}).id
        db.session.commit()
    with prepared.app_context():
        run_job(job_id)
    with acting_as(officer):
        job = db.session.get(Job, job_id, populate_existing=True)
        assert job.state == "done", job.message
        assert (job.progress_done, job.progress_total) == (2, 2)
        found = result_of(job_id)
        assert found.name.startswith("cbccvc-quoc-gia-") and verify(found.path).is_sound
        with zipfile.ZipFile(found.path) as packed:
            assert b"008187000001" in packed.read("groups/01.jsonl")
        packet = register.packets()[0]
        assert (packet.job_id, packet.made_by, packet.counts["held_back"]) == (job_id, officer.user_id, 1)
        assert list(register.held_people(packet.id, 0, 10)[0]) == [people[1]]
    with acting_as(standing_of(make_user("khac", "province_officer"))):
        assert result_of(job_id) is None


def test_a_packet_is_not_finished_by_whoever_loses_the_role_meanwhile(people, tmp_path):
    officer, after = standing_as("province_officer"), standing_as("unit_hr", 1)
    with acting_as(officer), pytest.raises(NotAllowed):
        making.make(tmp_path / "a.zip", progress=lambda _count: go_on_with(after))
    assert not (tmp_path / "a.zip").exists()
    assert register.packets() == []


def test_another_roles_job_fails_and_leaves_nothing(prepared, people):
    with acting_as(standing_as("unit_hr", 1)):
        job_id = ask("make_national_packet", {}).id
        db.session.commit()
    with prepared.app_context():
        run_job(job_id)
    with operator("test"):
        job = db.session.get(Job, job_id, populate_existing=True)
        assert (job.state, job.result_path) == ("failed", None)
        assert register.packets() == []


def test_a_packet_entered_is_never_altered_or_taken_away(people, tmp_path):
    packet = making.make(tmp_path / "a.zip")
    db.session.commit()
    code = packet.code
    for table, column in (("national_packet", "sha256"), ("national_held_back", "reason")):
        for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
            for engine in {db.engine, db.engines.get("owner", db.engine)}:
                with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
                    connection.execute(text(statement))
    assert db.session.scalar(select(NationalPacket.code)) == code


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_whom_a_packet_held_back_postgresql_itself_keeps_from_other_roles(people, tmp_path):
    making.make(tmp_path / "a.zip")
    db.session.commit()
    root = db.session.scalar(select(Employee.unit_id).where(Employee.id == people[0]))
    bare = select(HeldBack.__table__.c.id)
    assert db.session.scalars(bare).all() != []
    for role in OTHERS:
        with acting_as(standing_as(role, root, people[1])):
            assert db.session.scalars(bare).all() == [], role
    with acting_as(NOBODY):
        assert db.session.scalars(bare).all() == []
