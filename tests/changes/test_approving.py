"""Making a change official: what was shown is what is written, and only onto the row that it was made from."""

from datetime import date

import pytest
import time_machine
from sqlalchemy import func, select, update

from app.changes import operations
from app.changes.models import Change
from app.changes.refusals import Clash, Invalid, NotFound, Refusal, Stale
from app.changes.signals import applied
from app.changes.store import official
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.clock import now
from app.records.problems import Problem
from tests.toys import Person, Pet, Region

PERSON = {"number": "E9", "full_name": "Em Chín", "region_id": 2, "secret_number": "008190000099"}


def submitted(world, name, record, values, **terms):
    with world.as_(name):
        change = operations.submit(record, values, **terms).change
        db.session.commit()
        return change.id, change.digest


def approve(world, key, shown=None, name="officer"):
    with world.as_(name):
        change = operations.approve(key, shown)
        db.session.commit()
        return change


def state_of(world, key):
    with world.as_operator():
        return db.session.get(Change, key).state


def refused(world, kind, key, shown=None):
    """The refusal leaves the change as it was, even when the caller commits."""
    before = state_of(world, key)
    with world.as_("officer"):
        with pytest.raises(kind) as refusal:
            operations.approve(key, shown)
        db.session.commit()
    assert state_of(world, key) == before
    return refusal.value


def test_what_was_shown_is_approved_and_nothing_else(world):
    key, digest = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)
    refused(world, Stale, key, shown="0" * 64)
    assert approve(world, key, shown=digest).state == "applied"


def test_a_change_that_somebody_altered_in_the_database_is_refused(world):
    key, digest = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)
    with world.as_operator():
        db.session.execute(update(Change.__table__).where(Change.__table__.c.id == key).values(values={"notes": "hai"}))
        db.session.commit()
    refused(world, Stale, key, shown=digest)
    with world.as_operator():
        db.session.execute(
            update(Change.__table__).where(Change.__table__.c.id == key).values(values={"notes": "một"}, target_id=2)
        )
        db.session.commit()
    refused(world, Stale, key)
    with world.as_operator():
        assert official(Person, 1)["notes"] is None and official(Person, 2)["notes"] is None


def test_a_change_of_a_row_that_moved_in_the_same_field_is_refused(world):
    first, _ = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)
    second, digest = submitted(world, "hr_a", Person, {"notes": "hai"}, target_id=1)
    approve(world, first)
    refused(world, Stale, second, shown=digest)
    with world.as_operator():
        assert official(Person, 1)["notes"] == "một"


def test_two_changes_of_different_fields_of_one_row_both_become_official(world):
    first, _ = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)
    second, _ = submitted(world, "hr_a", Person, {"weight": 50}, target_id=1)
    approve(world, first)
    approve(world, second)
    with world.as_operator():
        row = official(Person, 1)
        assert (row["notes"], row["weight"], row["change_id"]) == ("một", 50, second)
        images = db.session.execute(
            select(Person.past.c.notes, Person.past.c.weight, Person.past.c.superseded_by).order_by(
                Person.past.c.past_id
            )
        ).all()
        assert images == [(None, None, first), ("một", None, second)]


def test_a_change_of_a_row_that_is_gone_is_refused(world):
    edit, _ = submitted(world, "hr_a", Pet, {"kind": "dog"}, target_id=1)
    end, _ = submitted(world, "hr_a", Pet, {}, target_id=1, verb="cancel")
    again, _ = submitted(world, "hr_a", Pet, {}, target_id=1, verb="cancel")
    approve(world, end)
    for key in (edit, again):
        refused(world, Stale, key)


def test_a_cancellation_is_of_the_row_as_it_was_shown(world):
    end, _ = submitted(world, "hr_a", Pet, {}, target_id=1, verb="cancel")
    edit, _ = submitted(world, "hr_a", Pet, {"kind": "dog"}, target_id=1)
    approve(world, edit)
    refused(world, Stale, end)


def test_a_row_that_came_meanwhile_holds_up_the_cancellation_of_what_it_points_at(world):
    unit, _ = submitted(world, "officer", Region, {}, target_id=19, verb="cancel")
    below, _ = submitted(world, "officer", Region, {"code": "Z", "name_vi": "Phòng Z", "parent_id": 19})
    with world.as_operator():
        operations.approve(below)
        with pytest.raises(Refusal, match="Rows of “Regions” still point at this row"):
            operations.approve(unit)
        db.session.commit()
    assert state_of(world, unit) == "submitted"


def test_a_row_that_points_at_what_is_gone_is_refused(world):
    pet, _ = submitted(world, "hr_b", Pet, {"person_id": 3, "name_vi": "Vẹt"})
    for record, target_id in ((Pet, 3), (Person, 3)):
        approve(world, submitted(world, "hr_b", record, {}, target_id=target_id, verb="cancel")[0])
    problems = refused(world, Invalid, pet).problems
    assert [problem.field for problem in problems if problem.is_error] == ["person_id"]


def test_a_code_that_was_taken_from_its_list_meanwhile_is_refused(world):
    key, _ = submitted(world, "hr_a", Person, {"gender_code": "2"}, target_id=1)
    with world.as_operator():
        item = db.session.scalar(select(CatalogueItem.id).where(CatalogueItem.code == "2"))
        operations.submit(CatalogueItem, {}, target_id=item, verb="cancel")
        db.session.commit()
    assert [problem.field for problem in refused(world, Invalid, key).problems] == ["gender_code"]


def test_of_two_waiting_rows_with_one_number_the_second_is_refused_with_its_reason(world):
    first, _ = submitted(world, "hr_a", Person, PERSON)
    second, _ = submitted(world, "hr_b", Person, {**PERSON, "number": "E10", "region_id": 3})
    third, _ = submitted(world, "hr_b", Person, {"secret_number": "008190000099"}, target_id=3)
    approve(world, first)
    for key in (second, third):
        (problem,) = refused(world, Invalid, key).problems
        assert problem.field == "secret_number"


def test_a_key_that_is_taken_in_the_very_moment_is_refused_in_words(world, monkeypatch):
    first, _ = submitted(world, "hr_a", Person, PERSON)
    second, _ = submitted(world, "hr_b", Person, {**PERSON, "number": "E10", "region_id": 3})
    approve(world, first)
    monkeypatch.setattr(operations, "refuse_if_unfit", lambda _change, **_given: None)
    refusal = refused(world, Clash, second)
    assert "Another row with the same key has become official meanwhile" in str(refusal)
    assert "008190000099" not in str(refusal) and refusal.__suppress_context__


def test_the_rules_are_asked_again_with_the_row_of_today(world, monkeypatch):
    key, _ = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)
    other, _ = submitted(world, "hr_a", Person, {"weight": 200}, target_id=1)
    approve(world, other)

    def no_notes_on_the_heavy(candidate):
        if candidate.values["weight"] and candidate.values["notes"]:
            yield Problem("No notes on the heavy.", "notes")

    monkeypatch.setattr(Person, "rules", (no_notes_on_the_heavy,))
    assert [p.message for p in refused(world, Invalid, key).problems] == ["No notes on the heavy."]


def test_an_approver_outside_the_subtree_does_not_even_find_the_change(world):
    key, _ = submitted(world, "hr_b", Person, {"notes": "một"}, target_id=3)
    with world.as_("approver_a"), pytest.raises(NotFound):
        operations.approve(key)
    assert state_of(world, key) == "submitted"


def test_the_announcement_is_sent_once_with_the_change_after_its_row_is_written(world):
    heard = []

    def listen(sender, change):
        heard.append((sender, change.id, change.state, official(sender, change.target_id)["notes"]))

    with applied.connected_to(listen):
        key, _ = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)
        with world.as_("approver_a"):
            operations.return_(submitted(world, "hr_a", Person, {"notes": "hai"}, target_id=1)[0], "không")
            db.session.commit()
        assert heard == []
        approve(world, key)
        assert heard == [(Person, key, "applied", "một")]
        refused(world, Refusal, key)
        assert len(heard) == 1


def test_a_listener_that_refuses_takes_the_whole_approval_back(world):
    key, _ = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)

    def refuse(_sender, change):
        raise Refusal

    with applied.connected_to(refuse):
        refused(world, Refusal, key)
    with world.as_operator():
        assert official(Person, 1)["notes"] is None
        assert db.session.scalar(select(func.count()).select_from(Person.past)) == 0


def test_a_listener_may_hand_in_what_follows_in_the_same_transaction(world):
    key, _ = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)

    def follow(sender, change):
        if sender is Person:
            operations.submit(Pet, {"person_id": change.target_id, "name_vi": "Mèo mới"})

    with applied.connected_to(follow):
        approve(world, key)
    with world.as_operator():
        waiting = db.session.scalars(select(Change).where(Change.state == "submitted")).all()
        assert [(change.record, change.subject_id) for change in waiting] == [("pet", 1)]


def test_the_moments_of_a_change_agree_with_its_row(world):
    with time_machine.travel("2026-11-24 05:00:00+00:00", tick=False):
        key, _ = submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1)
        change = approve(world, key)
        with world.as_operator():
            row = official(Person, 1)
            image = db.session.execute(select(Person.past)).mappings().one()
            assert row["recorded_at"] == change.applied_at == image["superseded_at"] == now()


def test_row_content_and_day_are_part_of_what_is_shown_and_nothing_else(world):
    terms = [(1, date(2030, 1, 1)), (1, date(2030, 1, 2)), (2, date(2030, 1, 2)), (1, date(2030, 1, 1))]
    shown = [submitted(world, "hr_a", Person, {"notes": "một"}, target_id=i, effective_on=day)[1] for i, day in terms]
    assert len(set(shown)) == 3 and shown[0] == shown[3]
