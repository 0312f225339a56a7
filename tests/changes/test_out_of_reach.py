"""A submitter whose row has gone elsewhere goes on seeing his own change, and nothing of what the row says now."""

from sqlalchemy import select

from app.changes import operations
from app.changes.examining import examine
from app.changes.models import Change
from app.extensions import db
from tests.toys import Person, Posting


def as_official(world, record, values, **terms):
    with world.as_operator():
        change = operations.submit(record, values, **terms).change
        operations.approve(change.id)
        db.session.commit()


def seen_by(world, who, key):
    with world.as_(who) as standing, world.app.test_request_context():
        return examine(db.session.scalar(select(Change).where(Change.id == key)), standing)


def test_a_submitter_sees_no_values_of_a_person_who_has_left_his_reach(world):
    with world.as_("hr_a"):
        key = operations.submit(Person, {"notes": "Của tôi"}, target_id=1).change.id
        db.session.commit()
    as_official(world, Person, {"notes": "Mới"}, target_id=1)
    before = seen_by(world, "hr_a", key)
    assert (before.moved, before.lines[0].old, before.is_out_of_reach) == (["notes"], "Mới", False)

    as_official(world, Posting, {"person_id": 1, "region_id": 3, "effective_from": "2026-01-01"})
    as_official(world, Person, {"notes": "Bí mật"}, target_id=1)
    seen = seen_by(world, "hr_a", key)
    assert (seen.moved, seen.findings, seen.row, seen.is_out_of_reach) == ([], [], None, True)
    assert [(line.old, line.new) for line in seen.lines] == [("", "Của tôi")]
    assert seen.digest == seen_by(world, "hr_a", key).digest
    assert seen_by(world, "officer", key).lines[0].old == "Bí mật"
