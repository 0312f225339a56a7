"""What a linked row is called is read through the walls, and that there is one is said, on both databases alike."""

import pytest

from app.access.by_key import titles
from app.access.standing import current_standing
from app.changes import operations
from app.changes.diff import differences, link_texts
from app.exchange.linking import key_texts
from app.extensions import db
from tests.toys import Person, Pet, Region

OWNER = [Pet.fields["person_id"]]


@pytest.mark.parametrize(
    ("name", "named"), [("hr_b", "Chi B · E3"), ("officer", "Chi B · E3"), ("hr_a", None), ("me", None)]
)
def test_a_person_is_named_to_those_who_may_see_him(world, name, named):
    with world.as_(name):
        assert titles(Person, [3, 999]) == ({3: named} if named else {})
        assert (3 in key_texts(Person, [3])) is bool(named)
        texts = link_texts(OWNER, [{"person_id": 3}, {"person_id": 999}])["person_id"]
        assert texts[3] == (named or texts[999])
        assert texts[999] != ""


def test_units_are_named_to_anybody(world):
    with world.as_("nobody"):
        assert titles(Region, [3]) == {3: "Sở B"}


def test_an_approver_reads_that_a_link_leads_out_of_his_reach(world):
    with world.as_("officer"):
        new = operations.submit(Pet, {"person_id": 1, "name_vi": "Vẹt"}).change
        db.session.commit()
    with world.as_("approver_a"):
        elsewhere = {**new.values, "person_id": 3}
        found = {d.field.name: d.new for d in differences(Pet, {}, elsewhere, current_standing())}
        assert found["name_vi"] == "Vẹt"
        assert found["person_id"] and "Chi" not in found["person_id"]
