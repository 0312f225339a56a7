"""A batch is decided as a whole, change by change; a big one by a job that may be killed."""

from datetime import date

import pytest
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import and_, select, update

from app.access.models import AuditEntry, Grant
from app.access.standing import operator
from app.changes import batches, operations
from app.changes.batches import Moved, NotWhole, StillComingIn, act_on_batch
from app.changes.loading import open_batch
from app.changes.models import Change
from app.changes.offered import decidable_in, digest_of_all, keys_of, offered
from app.changes.refusals import Doubtful, Invalid, NotAllowed, NotFound, Refusal, WrongState
from app.changes.store import official
from app.changes.tallying import Tally, in_words
from app.extensions import db
from app.jobs import queue, states
from app.jobs.asking import ask
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.problems import Problem
from app.records.settings import Setting
from tests.toys import Person, Pet

ALL = 10**9


@pytest.fixture
def imported(world, tmp_path):
    """An import of hr_a: two amendments and three new rows; the keys of its changes."""
    world.app.config["JOB_PATH"] = str(tmp_path / "jobs")
    queue.bind(world.app)
    with world.as_("hr_a"):
        world.batch = open_batch("import", "a.xlsx", "a.xlsx").id
        submitted = [
            operations.submit(Person, {"full_name": name}, target_id=key, batch_id=world.batch, note="Đợt 1").change
            for key, name in ((1, "An Đổi"), (2, "Bình Đổi"))
        ]
        for number in ("N1", "N2", "N3"):
            values = {"number": number, "full_name": "Kim", "region_id": 2}
            submitted.append(operations.submit(Person, values, batch_id=world.batch).change)
        alone = operations.submit(Pet, {"name_vi": "Riêng"}, target_id=1).change
        db.session.commit()
        world.keys, world.alone = [change.id for change in submitted], alone.id
    yield world
    world.app.extensions["jobs"].huey.storage.close()


def found(world):
    with world.as_operator():
        table = Change.__table__
        return list(
            db.session.scalars(select(table.c.state).where(table.c.batch_id == world.batch).order_by(table.c.id))
        )


def shown_to(world, who, upto=ALL):
    """What stands for the batch as a page shows it; `upto` as if the later ones had not come in by then."""
    with world.as_(who) as standing:
        which = and_(decidable_in(world.batch, standing), Change.id <= upto)
        return digest_of_all(keys_of(which))


def decide(world, who, verb, upto=ALL, **options):
    shown = shown_to(world, who, upto)
    with world.as_(who):
        return act_on_batch(world.batch, verb, upto, **{"shown": shown, **options})


def make_all_long(world):
    with world.as_operator():
        db.session.scalars(select(Setting).where(Setting.name == "decisions_at_once")).one().value = "1"
        db.session.commit()


def test_all_are_approved_each_by_itself_and_nothing_beside_them(imported):
    assert decide(imported, "approver_a", "approve") == Tally(5)
    assert found(imported) == ["applied"] * 5
    with imported.as_operator():
        assert official(Person, 1)["full_name"] == "An Đổi"
        assert db.session.get(Change, imported.alone).state == "submitted"


def test_one_that_may_not_be_approved_does_not_hold_up_the_others(imported):
    with imported.as_("officer"):
        change = operations.submit(Person, {"full_name": "An Khác"}, target_id=1).change
        db.session.commit()
    with imported.as_("approver_a"):
        operations.approve(change.id)
        db.session.commit()
    tally = decide(imported, "approver_a", "approve")
    assert (tally.done, tally.refused) == (4, 1)
    assert list(tally.reasons) == ["The row has changed since you saw it; look at it again before you decide."]
    assert found(imported) == ["submitted", *["applied"] * 4]
    with imported.as_operator():
        assert official(Person, 1)["full_name"] == "An Khác"


def test_what_has_come_in_since_the_page_was_shown_is_not_decided_unseen(imported):
    assert decide(imported, "approver_a", "approve", upto=imported.keys[1]) == Tally(2)
    assert found(imported) == ["applied", "applied", "submitted", "submitted", "submitted"]


def test_the_rest_goes_back_with_one_reason(imported):
    with imported.as_("approver_a"):
        operations.approve(imported.keys[0])
        db.session.commit()
    assert decide(imported, "approver_a", "return", reason=" Thiếu ngày sinh ") == Tally(4)
    assert found(imported) == ["applied", *["returned"] * 4]
    with imported.as_operator():
        reasons = select(Change.decision_reason).where(Change.state == "returned")
        assert set(db.session.scalars(reasons)) == {"Thiếu ngày sinh"}


def test_to_return_a_reason_is_needed(imported):
    with pytest.raises(Invalid):
        decide(imported, "approver_a", "return", reason="  ")
    assert found(imported) == ["submitted"] * 5


@pytest.mark.parametrize("who", ["hr_a", "leader_a", "hr_b", "nobody", "me", "admin"])
@pytest.mark.parametrize("verb", ["approve", "return"])
def test_nobody_decides_a_batch_who_may_not_decide_its_changes(imported, who, verb):
    with pytest.raises((NotAllowed, NotFound)):
        decide(imported, who, verb, reason="x")
    assert found(imported) == ["submitted"] * 5


def test_the_submitter_takes_the_whole_batch_back_while_nothing_is_decided(imported):
    assert decide(imported, "hr_a", "withdraw") == Tally(5)
    assert found(imported) == ["withdrawn"] * 5
    with imported.as_operator():
        assert db.session.get(Change, imported.alone).state == "submitted"


def test_once_something_is_decided_the_whole_is_not_taken_back(imported):
    with imported.as_("approver_a"):
        operations.approve(imported.keys[0])
        db.session.commit()
    with pytest.raises(NotWhole):
        decide(imported, "hr_a", "withdraw")
    assert found(imported)[1:] == ["submitted"] * 4


@pytest.mark.parametrize("who", ["approver_a", "officer", "hr_b"])
def test_another_does_not_take_it_back(imported, who):
    with pytest.raises((NotAllowed, NotFound)):
        decide(imported, who, "withdraw")
    assert found(imported) == ["submitted"] * 5


def test_what_is_still_coming_in_is_not_taken_back(imported):
    with imported.as_("hr_a"):
        job = ask("act_on_batch", {"batch_id": imported.batch})
        job.step = {"batch": imported.batch}
        db.session.commit()
    with pytest.raises(StillComingIn):
        decide(imported, "hr_a", "withdraw")
    assert found(imported) == ["submitted"] * 5


def test_a_batch_that_is_decided_and_an_unknown_verb_are_refused(imported):
    with pytest.raises(Refusal):
        decide(imported, "approver_a", "apply")
    decide(imported, "approver_a", "approve")
    with pytest.raises(WrongState):
        decide(imported, "approver_a", "approve")


def test_a_big_batch_is_decided_by_a_job_in_the_approvers_name(imported):
    make_all_long(imported)
    job = decide(imported, "approver_a", "approve")
    assert isinstance(job, Job)
    assert found(imported) == ["submitted"] * 5
    with imported.app.app_context():
        run_job(job.id)
    with imported.as_operator():
        done = db.session.get(Job, job.id)
        assert (done.state, done.progress_done, done.progress_total) == ("done", 5, 5)
        assert done.message == "5 approved, 0 not approved."
        deciders = select(Change.decided_by).where(Change.batch_id == imported.batch)
        assert set(db.session.scalars(deciders)) == {imported.users["approver_a"]}
    assert found(imported) == ["applied"] * 5


def test_killed_and_resumed_the_job_decides_the_rest_once_and_counts_all(imported, monkeypatch):
    make_all_long(imported)
    monkeypatch.setattr(batches, "CHUNK", 2)
    job = decide(imported, "approver_a", "return", reason="Sửa lại")
    assert "lại" not in str(job.arguments), "a reason may name a person"
    real, seen = operations.return_, []

    def dying(key, reason):
        seen.append(key)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return real(key, reason)

    monkeypatch.setattr(operations, "return_", dying)
    with pytest.raises(KeyboardInterrupt), imported.app.app_context():
        run_job(job.id)
    assert found(imported) == [*["returned"] * 2, *["submitted"] * 3]
    monkeypatch.setattr(operations, "return_", real)
    with imported.app.app_context():
        db.session.remove()
        states.drop(Job.__table__.c.state == "running")
        run_job(job.id)
    assert found(imported) == ["returned"] * 5
    with imported.as_operator():
        assert db.session.get(Job, job.id).message == "5 returned, 0 not returned."


@pytest.mark.parametrize("lost", ["grant", "right", "account"])
def test_who_loses_his_rights_in_the_midst_of_the_job_decides_nothing_more(imported, monkeypatch, lost):
    make_all_long(imported)
    monkeypatch.setattr(batches, "CHUNK", 2)
    job = decide(imported, "approver_a", "approve")
    user, real, seen = imported.users["approver_a"], operations.approve, []

    def approve(key, **options):
        seen.append(key)
        if len(seen) == 2:
            held = update(Grant).where(Grant.user_id == user)
            taken = {
                "grant": held.values(valid_to=date(2020, 1, 2)),
                "right": held.values(role="unit_hr"),
                "account": update(User).where(User.id == user).values(active=False),
            }
            with operator("the test's administrator"):
                db.session.execute(taken[lost])
        return real(key, **options)

    monkeypatch.setattr(operations, "approve", approve)
    with imported.app.app_context():
        run_job(job.id)
    assert found(imported) == [*["applied"] * 2, *["submitted"] * 3]
    assert len(seen) == 2
    with imported.as_operator():
        assert db.session.get(Job, job.id).state == "failed"


def test_what_was_done_is_said_in_words(imported):
    with imported.app.test_request_context():
        assert in_words(Tally(3, {"Vì": 1, "Do": 2}), "withdraw") == "Đã rút 3, không rút được 3. 2 lần: Do 1 lần: Vì"


def add(world, values, **options):
    """One more change of the batch, by hr_a."""
    with world.as_("hr_a"):
        change = operations.submit(Person, values, batch_id=world.batch, **options).change
        db.session.commit()
        return change.id


def read_by(world, who):
    with world.as_operator():
        found = select(AuditEntry).where(AuditEntry.act == "read", AuditEntry.user_id == world.users[who])
        return [(entry.record, entry.row_id, entry.detail) for entry in db.session.scalars(found)]


@pytest.mark.parametrize("verb", ["approve", "return"])
def test_a_decision_is_refused_once_something_of_what_was_shown_has_moved(imported, verb):
    shown = shown_to(imported, "approver_a")
    with imported.as_("officer"):
        operations.approve(imported.keys[2])
        db.session.commit()
    with pytest.raises(Moved):
        decide(imported, "approver_a", verb, shown=shown, reason="x")
    assert found(imported) == ["submitted", "submitted", "applied", "submitted", "submitted"]
    assert decide(imported, "approver_a", verb, reason="x") == Tally(4)


def test_a_decision_without_what_was_shown_is_refused(imported):
    with pytest.raises(Moved):
        decide(imported, "approver_a", "approve", shown="")


def test_the_job_holds_what_was_shown_against_what_it_finds(imported):
    make_all_long(imported)
    job = decide(imported, "approver_a", "approve")
    with imported.as_("officer"):
        operations.approve(imported.keys[2])
        db.session.commit()
    with imported.app.app_context():
        run_job(job.id)
    with imported.as_operator():
        assert db.session.get(Job, job.id).state == "failed"
    assert found(imported) == ["submitted", "submitted", "applied", "submitted", "submitted"]


def test_changes_with_warnings_stay_waiting_unless_they_are_included(imported):
    add(imported, {"number": "N9", "full_name": "Kim", "region_id": 2, "weight": 250})
    with imported.as_("approver_a") as standing:
        on_offer = offered(imported.batch, standing)
    assert (on_offer.count, on_offer.with_warnings, on_offer.without_warnings) == (6, 1, 5)
    assert decide(imported, "approver_a", "approve") == Tally(5)
    assert found(imported) == [*["applied"] * 5, "submitted"]
    with pytest.raises(Doubtful):
        decide(imported, "approver_a", "approve")
    assert decide(imported, "approver_a", "approve", with_warnings=True) == Tally(1)


def test_a_warning_that_came_up_since_a_change_was_handed_in_is_heeded(imported, monkeypatch):
    def doubt(candidate):
        if candidate.values["number"] == "N2":
            yield Problem("Look again.", "number", "warning")

    monkeypatch.setattr(Person, "rules", (doubt,))
    tally = decide(imported, "approver_a", "approve")
    assert (tally.done, list(tally.reasons)) == (4, [str(Doubtful.message)])
    assert found(imported) == ["applied", "applied", "applied", "submitted", "applied"]


def test_who_approves_sensitive_values_with_others_has_read_them(imported):
    key = add(imported, {"faith": "Phật giáo"}, target_id=2)
    decide(imported, "approver_a", "approve")
    with imported.as_operator():
        assert db.session.get(Change, key).state == "applied"
    assert read_by(imported, "approver_a") == [("person", 2, {"levels": ["sensitive"]})]


def test_what_somebody_higher_decides_is_not_offered(imported, monkeypatch):
    higher = lambda _standing, change, _place: change.subject_id != 1  # noqa: E731
    monkeypatch.setitem(imported.app.extensions, "authority", higher)
    with imported.as_("approver_a") as standing:
        on_offer = offered(imported.batch, standing)
    assert (on_offer.count, on_offer.unfit) == (4, 1)
    tally = decide(imported, "approver_a", "approve")
    assert tally == Tally(4, {"This record is approved one level above its unit.": 1})


def test_withdrawing_as_a_job_looks_again_whether_the_batch_is_whole(imported):
    make_all_long(imported)
    job = decide(imported, "hr_a", "withdraw")
    with imported.as_("approver_a"):
        operations.approve(imported.keys[0])
        db.session.commit()
    with imported.app.app_context():
        run_job(job.id)
    assert found(imported) == ["applied", *["submitted"] * 4]
