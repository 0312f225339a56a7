"""Handing on: an official row proposes a row of another record, in the name and with the rights of whoever entered it."""

import pytest

from app.access.models import Grant
from app.changes import operations
from app.changes.handed import handed
from app.changes.handing import filled, handing_to, offers
from app.changes.models import Change
from app.changes.refusals import OwnChange, Refusal
from app.changes.store import official
from app.extensions import db
from app.records.checks import DeclarationError, check
from app.records.handing import Fixed, HandOn
from tests.toys import Guest, Person, Pet

CHOSEN = {"full_name": "Em Năm", "region_id": 2, "pet_name": "Mướp", "faith": "đạo X", "is_chosen": True}


def made_official(world, values=CHOSEN, by="hr_a"):
    """A guest whom one entered and another approved. Returns his source."""
    with world.as_(by):
        key = operations.submit(Guest, values).change.id
        db.session.commit()
    return approved(world, key)


def approved(world, key, by="officer"):
    with world.as_(by):
        change = operations.approve(key)
        db.session.commit()
        return f"{change.record}/{change.target_id}"


def person_handed_on(world, source, by="hr_a", **more):
    """The person as the form hands him in, filled from the guest."""
    with world.as_(by) as standing:
        values = filled(*handing_to(Person, source), standing) | {"number": "E9", **more}
        change = operations.submit(Person, values, handed_from=source).change
        db.session.commit()
        return change.id


def became(world, source, target):
    with world.as_operator():
        return handed(source, target)


def test_the_form_is_filled_from_the_row_and_from_what_it_points_at(world):
    source = made_official(world)
    with world.as_("officer") as standing:
        assert filled(*handing_to(Person, source), standing) == {
            "full_name": "Em Năm",
            "region_id": 2,
            "faith": "đạo X",
            "notes": "from Sở A",
        }


def test_what_a_writer_does_not_see_in_full_is_not_handed_on_by_him(world):
    """The unit's HR officer writes, but the field group of the faith is closed to a leader of the unit."""
    source = made_official(world)
    with world.as_("leader_a") as standing:
        record, row = Guest, official(Guest, int(source.partition("/")[2]))
        assert "faith" not in filled(Guest.hands_on[0], record, row, standing)
        assert list(offers(record, row, standing)) == []


def test_a_row_out_of_reach_or_not_chosen_or_of_another_record_hands_nothing_on(world):
    source = made_official(world)
    with world.as_("hr_b"):
        assert handing_to(Person, source) is None
    with world.as_("hr_a"):
        assert handing_to(Person, source) is not None
        assert [handing_to(Person, other) for other in ("guest/99", "person/1", "x/1", "guest/y", "")] == [None] * 5
    with world.as_("hr_a"):
        assert handing_to(Person, made_official(world, CHOSEN | {"is_chosen": False})) is None


def test_a_row_is_handed_on_once_as_long_as_that_lives(world):
    source = made_official(world)
    first = person_handed_on(world, source)
    with world.as_("officer"), pytest.raises(Refusal):
        operations.submit(Person, {"number": "E8", "full_name": "Em Năm", "region_id": 2}, handed_from=source)
    with world.as_("officer"):
        operations.reject(first, "sai")
        db.session.commit()
    assert became(world, source, Person) is None
    second = person_handed_on(world, source)
    assert became(world, source, Person).change_id == second


def test_a_mended_proposal_keeps_its_source(world):
    source = made_official(world)
    first = person_handed_on(world, source)
    with world.as_("officer"):
        operations.return_(first, "thiếu")
        db.session.commit()
    assert became(world, source, Person).state == "returned"
    with world.as_("hr_a"):
        again = operations.submit(
            Person, {"number": "E9", "full_name": "Em Năm", "region_id": 2, "weight": 60}, mends=first
        ).change
        db.session.commit()
        key = again.id
    assert became(world, source, Person).change_id == key


def test_what_follows_at_once_waits_until_its_own_row_is_official_and_is_then_handed_in(world):
    source = made_official(world)
    assert became(world, source, Pet) is None
    person = person_handed_on(world, source)
    assert became(world, source, Pet) is None
    approved(world, person)
    pet = became(world, source, Pet)
    assert (pet.state, pet.row_id) == ("submitted", None)
    with world.as_operator():
        change, key = db.session.get(Change, pet.change_id), became(world, source, Person).row_id
        assert (change.values, change.entered_by, change.subject_id) == (
            {"person_id": key, "name_vi": "Mướp", "kind": "cat"},
            world.users["hr_a"],
            key,
        )


def test_who_entered_it_does_not_approve_what_was_handed_on_in_his_name(world):
    """What follows from one's own entry another one decides."""
    source = made_official(world)
    approved(world, person_handed_on(world, source))
    pet = became(world, source, Pet)
    with world.as_("officer"):
        assert operations.may_decide(db.session.get(Change, pet.change_id))
    with world.as_operator():
        db.session.get(Change, pet.change_id).entered_by = world.users["officer"]
        db.session.commit()
    with world.as_("officer"), pytest.raises(OwnChange):
        operations.approve(pet.change_id)


def test_without_the_right_nothing_is_handed_in_and_the_approval_stands(world):
    """Whoever entered the person has lost his role when it is approved."""
    source = made_official(world)
    person = person_handed_on(world, source)
    with world.as_operator():
        db.session.query(Grant).filter(Grant.user_id == world.users["hr_a"]).delete()
        db.session.commit()
    approved(world, person)
    assert became(world, source, Person).state == "applied"
    assert became(world, source, Pet) is None


def test_the_page_knows_what_became_of_each_hand_on(world):
    source = made_official(world)
    approved(world, person_handed_on(world, source))
    with world.as_("officer") as standing:
        row = official(Guest, int(source.partition("/")[2]))
        states = {offer.handing.record: offer.before.state for offer in offers(Guest, row, standing)}
        assert states == {Person: "applied", Pet: "submitted"}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"nobody": "full_name"}, "no such field that somebody types"),
        ({"pay": Fixed(1)}, "no such field that somebody types"),
        ({"full_name": "nobody"}, "has no field 'nobody'"),
        ({"full_name": "faith.name_vi"}, "'faith' is no link"),
        ({"full_name": "region_id"}, "is of another kind"),
    ],
)
def test_a_wrong_hand_on_stops_the_start(world, monkeypatch, values, words):
    monkeypatch.setattr(Guest, "hands_on", (HandOn(Person, "x", values),))
    registry = world.app.extensions["registry"]
    with pytest.raises(DeclarationError) as error:
        check(
            registry, {"open", "identity", "sensitive", "contact"}, {role: () for r in registry for role in r.readers}
        )
    assert words in str(error.value)


def test_handing_on_at_once_says_every_required_field(world, monkeypatch):
    monkeypatch.setattr(Guest, "hands_on", (HandOn(Person, "x", {"full_name": "full_name"}, at_once=True),))
    registry = world.app.extensions["registry"]
    with pytest.raises(DeclarationError) as error:
        check(
            registry, {"open", "identity", "sensitive", "contact"}, {role: () for r in registry for role in r.readers}
        )
    assert "required 'number'" in str(error.value)
