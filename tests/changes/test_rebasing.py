"""A change overtaken by another: refused, shown anew, and then decided on the values of now."""

import pytest

from app.changes import operations
from app.changes.models import Change
from app.changes.rebasing import moved_fields, shown_digest
from app.changes.refusals import Stale
from app.changes.store import official
from app.extensions import db
from tests.toys import Person


def handed_in(world, **values):
    with world.as_("hr_a"):
        key = operations.submit(Person, values, target_id=1).change.id
        db.session.commit()
    return key


def test_an_overtaken_change_is_refused_shown_anew_and_then_approved(world):
    first, second = handed_in(world, notes="một", weight=60), handed_in(world, notes="hai")
    with world.as_("approver_a"):
        old_digest = db.session.get(Change, first).digest
        operations.approve(second)
        db.session.commit()
        with pytest.raises(Stale):
            operations.approve(first, shown=old_digest)
        with pytest.raises(Stale):
            operations.approve(first)
        change, row = db.session.get(Change, first), official(Person, 1)
        assert moved_fields(Person, change, row) == ["notes"]
        operations.approve(first, shown=shown_digest(Person, change, row))
        db.session.commit()
        row = official(Person, 1)
        assert (row["notes"], row["weight"]) == ("một", 60)
        assert db.session.get(Change, first).base["notes"] == "hai"


def test_the_page_of_an_overtaken_change_shows_what_is_official_now(world):
    first, second = handed_in(world, notes="một"), handed_in(world, notes="hai")
    with world.as_("approver_a"):
        operations.approve(second)
        db.session.commit()
    page = world.client("approver_a").get(f"/approval/show/{first}").text
    assert ">hai<" in page
    assert ">một<" in page
    assert "Notes" in page.partition('class="checks"')[2]


def test_a_sealed_number_leaves_only_its_keyed_hash_in_the_digest(world):
    first = handed_in(world, secret_number="008190000777")
    second = handed_in(world, secret_number="008190000888")
    with world.as_("approver_a"):
        operations.approve(second)
        db.session.commit()
        change, row = db.session.get(Change, first), official(Person, 1)
        assert shown_digest(Person, change, row) == shown_digest(Person, change, row)
        assert shown_digest(Person, change, row) != change.digest
