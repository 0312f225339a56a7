"""Each state of a change with each verb, and who may use which."""

from datetime import date

import pytest
import time_machine
from sqlalchemy import select, update

from app.access.second_wall import past_the_wall
from app.changes import operations
from app.changes.models import STATES, Change
from app.changes.refusals import Invalid, NotAllowed, NotFound, OwnChange, Refusal, WrongState
from app.changes.store import official
from app.extensions import db
from app.records.choices import CatalogueItem
from tests.people import make_user
from tests.toys import Person, Pet

DUE = date(2026, 11, 30)
VERBS = {
    "check": ("hr_a2", lambda key: operations.check(key)),
    "approve": ("approver_a", lambda key: operations.approve(key)),
    "return_": ("approver_a", lambda key: operations.return_(key, "Thiếu minh chứng")),
    "reject": ("approver_a", lambda key: operations.reject(key, "Không đúng")),
    "withdraw": ("hr_a", lambda key: operations.withdraw(key)),
    "cancel": ("approver_a", lambda key: operations.cancel(key, "Quyết định bị hủy")),
    "mend": ("hr_a", lambda key: operations.submit(Person, {"notes": "đã sửa"}, target_id=1, mends=key)),
}
LEADS_TO = {
    ("submitted", "check"): "checked",
    ("submitted", "approve"): "applied",
    ("checked", "approve"): "applied",
    ("submitted", "return_"): "returned",
    ("checked", "return_"): "returned",
    ("submitted", "reject"): "rejected",
    ("checked", "reject"): "rejected",
    ("draft", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "withdrawn",
    ("checked", "withdraw"): "withdrawn",
    ("returned", "withdraw"): "withdrawn",
    ("approved", "cancel"): "cancelled",
    ("returned", "mend"): "withdrawn",
}


def handed_in(world, by="hr_a", record=Person, values=None, target_id=1, state=None, **terms):
    """The key of a change that this user handed in, put into a state."""
    with world.as_(by):
        change = operations.submit(record, values or {"notes": "mới"}, target_id=target_id, **terms).change
        if state:
            with past_the_wall("a state that no verb leads to so quickly"):
                table = Change.__table__
                db.session.execute(update(table).where(table.c.id == change.id).values(state=state))
        db.session.commit()
        return change.id


def found(world, key):
    with world.as_operator():
        return db.session.scalar(select(Change).where(Change.id == key))


@pytest.fixture
def second_hr(world):
    with world.as_operator():
        world.users["hr_a2"] = make_user("hr_a2", "unit_hr", 2)
    return world


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", STATES)
def test_each_verb_fits_some_states_and_is_refused_in_all_others(second_hr, state, verb):
    world, key = second_hr, handed_in(second_hr, state=state)
    name, use = VERBS[verb]
    with world.as_(name):
        if (state, verb) in LEADS_TO:
            use(key)
        else:
            with pytest.raises(WrongState, match="already been dealt with"):
                use(key)
        db.session.commit()
    change = found(world, key)
    assert change.state == LEADS_TO.get((state, verb), state)
    with world.as_operator():
        assert official(Person, 1)["notes"] == ("mới" if change.state == "applied" and state != "applied" else None)


@pytest.mark.parametrize("state", STATES)
def test_on_its_day_only_what_is_approved_is_applied(world, state):
    with time_machine.travel("2026-11-24 05:00:00+00:00", tick=False):
        key = handed_in(world, state=state, effective_on=DUE)
    for day, count in ((date(2026, 11, 29), 0), (DUE, int(state == "approved")), (DUE, 0)):
        with world.as_operator():
            assert operations.apply_due(day) == count
            db.session.commit()
    assert found(world, key).state == ("applied" if state == "approved" else state)


def test_the_verbs_write_who_decided_when_and_why(second_hr):
    world = second_hr
    for verb, reason in (("return_", "Thiếu minh chứng"), ("reject", "Không đúng")):
        key = handed_in(world)
        with world.as_("approver_a"):
            VERBS[verb][1](key)
            db.session.commit()
        change = found(world, key)
        assert (change.decided_by, change.decision_reason) == (world.users["approver_a"], reason)
        assert change.decided_at is not None and change.applied_at is None
    key = handed_in(world)
    with world.as_("hr_a2"):
        operations.check(key)
        db.session.commit()
    with world.as_("approver_a"):
        operations.approve(key)
        db.session.commit()
    change = found(world, key)
    assert (change.checked_by, change.decided_by) == (world.users["hr_a2"], world.users["approver_a"])
    assert change.submitted_at <= change.checked_at <= change.decided_at <= change.applied_at


@pytest.mark.parametrize("verb", ["return_", "reject"])
def test_a_refusal_needs_a_reason(world, verb):
    key = handed_in(world)
    with world.as_("approver_a"), pytest.raises(Invalid) as refusal:
        getattr(operations, verb)(key, "  ")
    assert [str(p.message) for p in refusal.value.problems] == ["Give the reason, so that it can be mended."]
    assert found(world, key).state == "submitted"


RIGHTS = {
    "approve": {"approver_a", "officer"},
    "return_": {"approver_a", "officer"},
    "reject": {"approver_a", "officer"},
    "check": {"hr_a2", "officer"},
    "withdraw": {"hr_a"},
    "cancel": {"approver_a", "officer"},
}
OUTSIDE = {"hr_b", "nobody", "unitless", "admin"}


@pytest.mark.parametrize("verb", RIGHTS)
def test_each_verb_is_for_those_with_the_right_over_the_row(second_hr, verb):
    """`me` is the person himself; the change is invisible to whoever is outside."""
    world = second_hr
    state = "approved" if verb == "cancel" else None
    for name in world.users:
        key = handed_in(world, state=state)
        with world.as_(name):
            if name in RIGHTS[verb]:
                VERBS[verb][1](key)
            else:
                expected = NotFound if name in OUTSIDE else NotAllowed
                with pytest.raises(expected):
                    VERBS[verb][1](key)
        assert found(world, key).state == (state or "submitted"), name


def test_nobody_decides_what_he_entered_or_what_is_about_himself(world):
    own = handed_in(world, by="officer")
    with world.as_operator():
        world.users["approves_himself"] = make_user("approves_himself", "unit_approver", 2, subject_id=1)
    about_himself = handed_in(world, by="hr_a")
    for name, key in (("officer", own), ("approves_himself", about_himself)):
        with world.as_(name):
            for decide in (
                operations.approve,
                lambda k: operations.reject(k, "x"),
                lambda k: operations.return_(k, "x"),
            ):
                with pytest.raises(OwnChange, match="Nobody approves his own change or his own record"):
                    decide(key)
            assert not operations.may_decide(db.session.get(Change, key))
        assert found(world, key).state == "submitted"


def test_what_an_employee_hands_in_is_checked_by_his_unit_before_it_is_decided(second_hr):
    world = second_hr
    key = handed_in(world, by="me")
    assert found(world, key).needs_check
    with world.as_("approver_a"), pytest.raises(Refusal, match="HR officer has to check"):
        operations.approve(key)
    with world.as_("me"), pytest.raises(OwnChange):
        operations.check(key)
    with world.as_("hr_b"), pytest.raises(NotFound):
        operations.check(key)
    with world.as_("hr_a2"):
        assert operations.may_check(db.session.get(Change, key))
        operations.check(key)
        db.session.commit()
    with world.as_("approver_a"):
        operations.approve(key)
        db.session.commit()
        assert official(Person, 1)["notes"] == "mới"


def test_who_checks_may_give_it_back_too_but_only_then(second_hr):
    world = second_hr
    key = handed_in(world, by="me")
    with world.as_("hr_a2"):
        operations.return_(key, "Ghi rõ hơn")
        db.session.commit()
    assert found(world, key).state == "returned"
    key = handed_in(world, by="hr_a")
    with world.as_("hr_a2"), pytest.raises(NotAllowed):
        operations.return_(key, "Ghi rõ hơn")


def test_what_the_unit_itself_hands_in_needs_no_check(world):
    for name in ("hr_a", "officer"):
        assert not found(world, handed_in(world, by=name)).needs_check


def test_an_employee_hands_in_only_for_himself(world):
    with world.as_("me"):
        for target_id in (2, 3):
            with pytest.raises(NotFound):
                operations.submit(Person, {"notes": "x"}, target_id=target_id)
        with pytest.raises(NotAllowed):
            operations.submit(Pet, {"person_id": 2, "name_vi": "Mèo"})
        assert operations.submit(Pet, {"person_id": 1, "name_vi": "Mèo"}).change.needs_check


def test_the_authority_has_the_last_word_on_who_is_competent(world, monkeypatch):
    asked = []

    def one_level_up(standing, change, where):
        asked.append((change.record, where.using_path))
        return standing.province_wide

    monkeypatch.setitem(world.app.extensions, "authority", one_level_up)
    key = handed_in(world)
    with world.as_("approver_a"), pytest.raises(NotAllowed, match="one level above its unit"):
        operations.approve(key)
    with world.as_("officer"):
        assert operations.approve(key).state == "applied"
    assert asked == [("person", "/1/2/")] * 2


def test_a_change_dated_ahead_waits_for_its_day(world):
    with time_machine.travel("2026-11-24 05:00:00+00:00", tick=False):
        key = handed_in(world, effective_on=DUE)
        with world.as_("approver_a"):
            assert operations.approve(key).state == "approved"
            db.session.commit()
        with world.as_operator():
            assert official(Person, 1)["notes"] is None
            assert operations.apply_due() == 0
    with time_machine.travel("2026-11-29 17:30:00+00:00", tick=False), world.as_operator():
        assert operations.apply_due() == 1
        db.session.commit()
        assert official(Person, 1)["notes"] == "mới"
    assert found(world, key).decided_by == world.users["approver_a"]


def test_a_change_dated_today_or_before_is_applied_at_once(world):
    with time_machine.travel("2026-11-24 05:00:00+00:00", tick=False):
        for day in (date(2026, 11, 24), date(2026, 11, 1)):
            key = handed_in(world, effective_on=day, values={"notes": f"{day}"})
            with world.as_("approver_a"):
                assert operations.approve(key).state == "applied"
                db.session.commit()


def test_only_the_operator_turns_the_day(world):
    for name in ("officer", "approver_a", "admin"):
        with world.as_(name), pytest.raises(NotAllowed):
            operations.apply_due()


def test_a_due_change_that_no_longer_fits_goes_back_and_holds_up_no_other(world):
    with time_machine.travel("2026-11-24 05:00:00+00:00", tick=False):
        stale = handed_in(world, effective_on=DUE)
        broken = handed_in(world, effective_on=DUE, values={"gender_code": "1"}, target_id=2)
        good = handed_in(world, effective_on=DUE, values={"notes": "tốt"}, target_id=2)
        now_ = handed_in(world, values={"notes": "khác"})
        with world.as_("approver_a"):
            for key in (stale, broken, good, now_):
                operations.approve(key)
            db.session.commit()
    with world.as_operator():
        gender = db.session.scalar(select(CatalogueItem.id).where(CatalogueItem.code == "1"))
        operations.submit(CatalogueItem, {}, target_id=gender, verb="cancel")
        db.session.commit()
        assert operations.apply_due(DUE) == 1
        db.session.commit()
    states = {key: (found(world, key).state, found(world, key).decision_reason) for key in (stale, broken, good)}
    assert states[good][0] == "applied"
    assert states[stale] == ("returned", "The row has changed since you saw it; look at it again before you decide.")
    assert states[broken] == ("returned", "Choose a value from the code list; this one is not in it.")
