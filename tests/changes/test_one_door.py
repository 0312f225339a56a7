"""The journey of a change through the one door."""

import pytest
from sqlalchemy import select

from app.changes import operations
from app.changes.refusals import NotAllowed, WrongState
from app.changes.store import official
from app.extensions import db
from tests.toys import Person


def test_an_edit_waits_and_becomes_official_when_another_approves(world):
    with world.as_("hr_a"):
        submission = operations.submit(Person, {"full_name": "An Đổi", "number": "E1"}, target_id=1)
        db.session.commit()
        assert submission.change.state == "submitted"
        assert submission.change.values == {"full_name": "An Đổi"}
        assert submission.change.base == {"full_name": "An A"}
        assert official(Person, 1)["full_name"] == "An A"
        with pytest.raises(NotAllowed):
            operations.approve(submission.change.id)
    with world.as_("approver_a"):
        operations.approve(submission.change.id, shown=submission.change.digest)
        db.session.commit()
        row = official(Person, 1)
        assert (row["full_name"], row["search_text"], row["change_id"]) == ("An Đổi", "e1 an doi", submission.change.id)
        past = db.session.execute(select(Person.past.c.full_name, Person.past.c.superseded_by)).all()
        assert past == [("An A", submission.change.id)]
        with pytest.raises(WrongState):
            operations.approve(submission.change.id)
