"""S1: the framework's actions fetch rows by key, past the filter that narrows the list."""

from app.changes import operations
from app.changes.models import Change
from app.extensions import db
from tests.attacks.stock import PersonView
from tests.browsing import browse, said, text_of
from tests.toys import Person

RIGHTS = ["can_list", "can_show", "praise"]


def test_stock_action_acts_on_a_row_outside_the_filter(stock):
    clerk = stock(PersonView).clerk(PersonView=RIGHTS)

    assert clerk.get("/personview/show/2").status_code == 404
    assert clerk.post("/personview/action/praise/2").text == "praised Bình"
    assert (
        clerk.post("/personview/action_post", data={"action": "praise", "rowid": ["1", "2"]}).text == "praised An, Bình"
    )


def test_our_records_have_no_actions_at_all(world):
    actions = [rule.rule for rule in world.app.url_map.iter_rules() if "/action" in rule.rule]

    assert actions == []
    assert world.client("officer").get("/person/action/praise/1").status_code == 404


def test_approving_many_passes_over_changes_of_another_unit(world):
    with world.as_("hr_a"):
        mine = operations.submit(Person, {"full_name": "An Đổi"}, target_id=1).change.id
        db.session.commit()
    with world.as_("hr_b"):
        foreign = operations.submit(Person, {"full_name": "Chi Đổi"}, target_id=3).change.id
        db.session.commit()

    approver = browse(world, "approver_a")
    answer = approver.post("/approval/decide_many", data={"id": [str(mine), str(foreign)]}, follow_redirects=True)

    assert said(world.app, "%(approved)d approved, %(refused)d not approved.", approved=1, refused=1) in text_of(answer)
    with world.as_operator():
        assert db.session.get(Change, mine).state == "applied"
        assert db.session.get(Change, foreign).state == "submitted"


def test_a_single_decision_does_not_find_a_change_of_another_unit(world):
    with world.as_("hr_b"):
        foreign = operations.submit(Person, {"full_name": "Chi Đổi"}, target_id=3).change.id
        db.session.commit()

    approver = browse(world, "approver_a")

    assert approver.get(f"/approval/show/{foreign}").status_code == 404
    assert approver.post(f"/approval/decide/{foreign}", data={"verb": "approve"}).status_code == 404
    with world.as_operator():
        assert db.session.get(Change, foreign).state == "submitted"
