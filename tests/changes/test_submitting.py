"""Handing in: what differs, what is refused, and that a refusal leaves nothing behind."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.access.models import Grant
from app.changes import operations, uniqueness
from app.changes.models import Change
from app.changes.refusals import Clash, Invalid, NotAllowed, NotFound, Refusal, Stale, WrongState
from app.changes.store import official
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.partial_dates import PartialDate
from tests.toys import Colour, Person, Pet, Posting, Region


def submitted(world, name, record, values, **terms):
    with world.as_(name):
        submission = operations.submit(record, values, **terms)
        db.session.commit()
        return submission


def approved(world, change):
    with world.as_operator():
        operations.approve(change.id)
        db.session.commit()


def refusal_of(world, name, record, values, **terms):
    """The findings by field; nothing may be left behind, though the caller commits."""
    with world.as_(name):
        before = db.session.scalar(select(func.count()).select_from(Change.__table__))
        with pytest.raises(Invalid) as refusal:
            operations.submit(record, values, **terms)
        db.session.commit()
        assert db.session.scalar(select(func.count()).select_from(Change.__table__)) == before
    return {problem.field: str(problem.message) for problem in refusal.value.problems if problem.is_error}


PET = {"person_id": 1, "name_vi": "Mèo mướp"}
PERSON = {"number": "E9", "full_name": "Em Chín", "region_id": 2}


@pytest.mark.parametrize(
    "same",
    [
        {"full_name": "An A", "number": "E1"},
        {"full_name": unicodedata.normalize("NFD", "An A"), "faith": unicodedata.normalize("NFD", "đạo E1")},
        {"born_on": PartialDate.parse("1990")},
        {"notes": "", "gender_code": "", "weight": None},
        {"secret_number": "008190000002"},
        {"region_id": 2, "pay": None},
        {},
    ],
)
def test_an_edit_that_changes_nothing_gives_no_change(world, same):
    assert submitted(world, "hr_a", Person, same, target_id=1).change is None


@pytest.mark.parametrize(
    ("record", "first", "same"),
    [
        (Posting, {"person_id": 1, "region_id": 2, "effective_from": PartialDate.parse("3/2020"), "pay": Decimal("2.30")}, {
            "pay": Decimal("2.3"), "effective_from": PartialDate.parse("03/2020"), "issuer": None, "evidence": []}),
        (Pet, {**PET, "is_tame": False, "kind": "dog"}, {"is_tame": False, "kind": "dog", "papers": None}),
    ],
)  # fmt: skip
def test_a_value_read_back_from_the_database_is_no_difference(world, record, first, same):
    change = submitted(world, "hr_a", record, first).change
    approved(world, change)
    assert submitted(world, "hr_a", record, same, target_id=found(world, change).target_id).change is None


def found(world, change):
    with world.as_operator():
        return db.session.scalar(select(Change).where(Change.id == change.id))


def test_a_change_holds_only_what_differs_and_what_it_replaces(world):
    change = submitted(
        world,
        "hr_a",
        Person,
        {"full_name": "An Đổi", "number": "E1", "born_on": PartialDate.parse("12/1990")},
        target_id=1,
    ).change
    assert change.values == {"full_name": "An Đổi", "born_on": "1990-12"}
    assert change.base == {"full_name": "An A", "born_on": "1990"}
    assert (change.subject_id, change.scope_id, change.managing_id, change.target_id) == (1, 2, 2, 1)


def test_text_is_kept_composed(world):
    change = submitted(
        world, "hr_a", Person, {"full_name": unicodedata.normalize("NFD", "Ánh Tuyết")}, target_id=1
    ).change
    assert change.values == {"full_name": unicodedata.normalize("NFC", "Ánh Tuyết")}


def test_an_edit_of_a_row_that_moved_since_it_was_shown_is_refused(world):
    with world.as_("hr_a"):
        seen = official(Person, 1)["change_id"]
    approved(world, submitted(world, "hr_a", Person, {"notes": "một"}, target_id=1, seen=seen).change)
    with world.as_("hr_a"), pytest.raises(Stale):
        operations.submit(Person, {"weight": 50}, target_id=1, seen=seen)


def test_a_row_outside_the_scope_is_not_there(world):
    for target_id in (3, 999):
        for verb in (None, "cancel"):
            with world.as_("hr_a"), pytest.raises(NotFound):
                operations.submit(Person, {"notes": "x"}, target_id=target_id, verb=verb)
    with world.as_("hr_a"), pytest.raises(NotFound):
        operations.submit(Person, {}, verb="cancel")
    with world.as_("officer"), pytest.raises(NotFound):
        operations.submit(Person, PERSON, target_id=1, verb="create")


@pytest.mark.parametrize("name", ["leader_a", "approver_a", "nobody", "unitless", "admin"])
def test_who_may_not_write_hands_nothing_in(world, name):
    with world.as_(name):
        with pytest.raises((NotAllowed, NotFound)):
            operations.submit(Person, {"notes": "x"}, target_id=1)
        with pytest.raises(NotAllowed):
            operations.submit(Person, PERSON)
        with pytest.raises(NotAllowed):
            operations.submit(Region, {"code": "Z", "name_vi": "Phòng Z", "parent_id": 2})


def test_a_new_row_belongs_where_its_person_or_its_unit_is(world):
    for values, name in (({**PERSON, "region_id": 3}, "hr_a"), ({**PET, "person_id": 3}, "hr_a")):
        record = Person if "region_id" in values else Pet
        with world.as_(name), pytest.raises(NotAllowed):
            operations.submit(record, values)
    change = submitted(world, "hr_a", Pet, {**PET, "person_id": 2}).change
    assert (change.scope_id, change.subject_id, change.target_id) == (4, 2, None)
    change = submitted(world, "hr_a", Person, {**PERSON, "region_id": 4}).change
    assert (change.scope_id, change.subject_id) == (4, None)


def test_a_root_of_the_tree_is_for_the_province(world):
    change = submitted(world, "officer", Region, {"code": "Z", "name_vi": "Tỉnh khác"}).change
    approved(world, change)
    with world.as_operator():
        row = official(Region, found(world, change).target_id)
        assert row["path"] == f"/{row['id']}/"


def test_what_is_required_must_be_given(world):
    assert refusal_of(world, "hr_a", Person, {"region_id": 2, "number": " "}) == {
        "number": "This item is required.",
        "full_name": "This item is required.",
    }
    assert refusal_of(world, "hr_a", Person, {"full_name": ""}, target_id=1) == {"full_name": "This item is required."}


def test_every_value_is_held_against_its_field_once_more(world):
    values = {"secret_number": "12", "weight": 5000, "gender_code": "9", "born_on": "30/2/1990", "colour": "red"}
    problems = refusal_of(world, "hr_a", Person, values, target_id=1)
    assert set(problems) == set(values)
    assert problems["colour"] == "There is no such item."
    assert problems["weight"] == "Enter a whole number from 1 to 1000."


def test_what_is_worked_out_or_settled_for_good_is_not_typed(world):
    problems = refusal_of(world, "hr_a", Person, {"pay": Decimal("9.99"), "region_id": 4}, target_id=1)
    assert problems == {
        "pay": "This item is worked out by the system; hand in the event that changes it.",
        "region_id": "This item is entered once, with the new row; later it follows the events.",
    }
    assert set(refusal_of(world, "hr_a", Person, {**PERSON, "pay": Decimal("9.99")})) == {"pay"}


def test_a_row_stays_with_its_person(world):
    problems = refusal_of(world, "hr_a", Pet, {"person_id": 2}, target_id=1)
    assert problems == {"person_id": "A row stays with its person; cancel it and enter it for the other one."}


def test_a_field_that_the_writer_does_not_see_in_full_he_cannot_set(world, monkeypatch):
    monkeypatch.setattr(Person, "writers", ("leader",))
    with world.as_operator():
        standing = world.app.extensions["role_permissions"]
        permissions = {role: set(pairs) for role, pairs in standing.held().items()}
        permissions["leader"].add(("can_write", "person"))
        monkeypatch.setattr(standing, "held", lambda: {role: frozenset(pairs) for role, pairs in permissions.items()})
    problems = refusal_of(world, "leader_a", Person, {"faith": "x", "secret_number": "008190000099"}, target_id=1)
    assert set(problems) == {"faith", "secret_number"}
    assert submitted(world, "leader_a", Person, {"notes": "x"}, target_id=1).change.values == {"notes": "x"}


def test_a_leader_who_is_an_employee_fills_in_his_own_fields_alone(world):
    with world.as_operator():
        terms = {"valid_from": date(2020, 1, 1), "document": "03/QĐ"}
        db.session.add(Grant(user_id=world.users["me"], role="leader", unit_id=2, **terms))
        db.session.commit()
    assert submitted(world, "me", Person, {"faith": "không"}, target_id=1).change.needs_check
    with world.as_("me"), pytest.raises(NotAllowed):
        operations.submit(Person, {"faith": "không"}, target_id=2)


def test_a_row_is_taken_to_another_unit_only_by_who_may_write_there(world, monkeypatch):
    object.__setattr__(Person.fields["region_id"], "once", False)
    try:
        with world.as_operator():
            terms = {"valid_from": date(2020, 1, 1), "document": "03/QĐ"}
            db.session.add(Grant(user_id=world.users["hr_a"], role="leader", unit_id=3, **terms))
            db.session.commit()
        with world.as_("hr_a"), pytest.raises(NotAllowed):
            operations.submit(Person, {"region_id": 3}, target_id=1)
        change = submitted(world, "hr_a", Person, {"region_id": 4}, target_id=1).change
        approved(world, change)
        with world.as_operator():
            row = official(Person, 1)
            assert (row["region_id"], row["scope_id"]) == (4, 4)
            assert official(Pet, 1)["scope_id"] == 4
    finally:
        object.__setattr__(Person.fields["region_id"], "once", True)


def test_a_link_leads_to_a_row_that_exists_and_is_in_scope(world):
    for region in (999, 3):
        problems = refusal_of(world, "hr_a", Posting, posting(region_id=region))
        assert problems == {
            "region_id": "Choose a value from the list; this one does not exist or is outside your scope."
        }
    assert submitted(world, "officer", Posting, posting(region_id=3)).change.values["region_id"] == 3


def posting(**values):
    return {"person_id": 1, "region_id": 2, "effective_from": PartialDate.parse("2020"), **values}


def test_a_code_out_of_force_is_a_warning_and_the_rows_own_date_decides(world):
    item = {"list_code": "genders", "code": "9", "name_vi": "Chưa rõ", "valid_to": date(2000, 12, 31)}
    submitted(world, "officer", CatalogueItem, item)
    submission = submitted(world, "hr_a", Person, {"gender_code": "9"}, target_id=1)
    assert submission.change.values == {"gender_code": "9"}
    ((field, severity),) = [(w.field, w.severity) for w in submission.warnings]
    assert (field, severity) == ("gender_code", "warning")


def test_a_warning_does_not_hide_that_a_key_is_taken(world):
    item = {"list_code": "genders", "code": "9", "name_vi": "Chưa rõ", "valid_to": date(2000, 12, 31)}
    submitted(world, "officer", CatalogueItem, item)
    assert set(refusal_of(world, "hr_a", Person, {**PERSON, "number": "E2", "gender_code": "9"})) == {"number"}


def test_the_rules_of_the_record_warn_and_refuse(world):
    assert refusal_of(world, "hr_a", Person, {"weight": 301}, target_id=1) == {"weight": "Nobody weighs that much."}
    warnings = submitted(world, "hr_a", Person, {"weight": 201}, target_id=1).warnings
    assert [(w.field, w.message) for w in warnings] == [("weight", "Please weigh again.")]


def test_a_rule_sees_the_whole_row_as_it_would_be(world, monkeypatch):
    candidates = []
    monkeypatch.setattr(Pet, "rules", (lambda candidate: candidates.append(candidate) or iter(()),))
    submitted(world, "hr_a", Pet, {"kind": "dog"}, target_id=1)
    (candidate,) = candidates
    assert dict(candidate.values) == {
        "person_id": 1, "name_vi": "Pet1", "kind": "dog", "is_tame": None, "papers": None
    }  # fmt: skip
    assert (candidate.touched, candidate.target_id) == (frozenset({"kind"}), 1)
    with world.as_operator():
        assert candidate.linked("person_id")["full_name"] == "An A"
        assert "secret_number" not in candidate.linked("person_id")


def test_who_holds_a_key_is_said_only_to_who_may_see_the_row(world):
    elsewhere = "Already in the database; please contact the Department of Home Affairs."
    assert refusal_of(world, "hr_a", Person, {**PERSON, "number": "E2"}) == {"number": "Already used by Bình A1 · E2."}
    assert refusal_of(world, "hr_a", Person, {**PERSON, "number": "E3"}) == {"number": elsewhere}
    assert refusal_of(world, "officer", Person, {**PERSON, "number": "E3"}) == {"number": "Already used by Chi B · E3."}
    assert refusal_of(world, "hr_a", Person, {"number": "E3"}, target_id=1) == {"number": elsewhere}


def test_a_secret_number_is_found_again_by_its_index(world):
    assert set(refusal_of(world, "hr_a", Person, {**PERSON, "secret_number": "008190000003"})) == {"secret_number"}
    assert set(refusal_of(world, "hr_a", Person, {"secret_number": "008190000004"}, target_id=1)) == {"secret_number"}
    assert submitted(world, "hr_a", Person, {"secret_number": "008190000099"}, target_id=1).change is not None


def test_two_new_rows_with_one_key_do_not_wait_together(world):
    submitted(world, "hr_a", Person, PERSON)
    waiting = {"number": "A new row with this key already waits for approval."}
    assert refusal_of(world, "hr_a", Person, {**PERSON, "full_name": "Khác"}) == waiting
    assert refusal_of(world, "hr_b", Person, {**PERSON, "region_id": 3}) == waiting


def test_a_returned_row_is_handed_in_again_with_its_key_and_the_new_change_takes_its_place(world):
    first = submitted(world, "hr_a", Person, PERSON).change
    with world.as_("approver_a"):
        operations.return_(first.id, "Thiếu ngày sinh")
        db.session.commit()
    values = {**PERSON, "born_on": PartialDate.parse("1991")}
    with world.as_("hr_b"), pytest.raises(NotFound):
        operations.submit(Person, {**values, "region_id": 3}, mends=first.id)
    with world.as_("officer"), pytest.raises(NotFound):
        operations.submit(Person, values, mends=first.id)
    second = submitted(world, "hr_a", Person, values, mends=first.id).change
    assert (found(world, first).state, found(world, second).state) == ("withdrawn", "submitted")
    with world.as_("hr_a"), pytest.raises(WrongState):
        operations.submit(Person, {**PERSON, "number": "E10"}, mends=first.id)


def test_a_record_without_approval_is_official_at_once_and_leaves_its_change(world):
    change = submitted(world, "officer", Colour, {"code": "r", "name_vi": "Đỏ"}).change
    with world.as_operator():
        row = official(Colour, 1)
        assert (row["name_vi"], row["search_text"], row["change_id"]) == ("Đỏ", "do", change.id)
    assert (found(world, change).state, found(world, change).target_id) == ("applied", 1)
    assert set(refusal_of(world, "officer", Colour, {"code": "r", "name_vi": "Đỏ thẫm"})) == {"code"}
    submitted(world, "officer", Colour, {"name_vi": "Đỏ tươi"}, target_id=1)
    with world.as_operator():
        assert official(Colour, 1)["name_vi"] == "Đỏ tươi"
        assert db.session.scalars(select(Colour.past.c.name_vi)).all() == ["Đỏ"]


def test_a_row_that_others_point_at_is_not_cancelled(world):
    with world.as_("hr_a"), pytest.raises(Refusal, match="Rows of “Pets” still point at this row"):
        operations.submit(Person, {}, target_id=1, verb="cancel")
    with world.as_("officer"), pytest.raises(Refusal, match="still point at this row"):
        operations.submit(Region, {}, target_id=2, verb="cancel")


def test_a_cancellation_holds_the_whole_row_and_leaves_its_image(world):
    change = submitted(world, "hr_a", Pet, {"kind": "ignored"}, target_id=1, verb="cancel").change
    assert change.values == {} and change.base["name_vi"] == "Pet1" and set(change.base) == set(Pet.fields)
    approved(world, change)
    with world.as_operator():
        assert official(Pet, 1) is None
        image = db.session.execute(select(Pet.past)).mappings().one()
        assert (image["id"], image["name_vi"], image["scope_id"], image["superseded_by"]) == (1, "Pet1", 2, change.id)


def test_a_key_of_the_database_is_never_given_twice(world):
    approved(world, submitted(world, "officer", Pet, {}, target_id=4, verb="cancel").change)
    change = submitted(world, "hr_a", Pet, PET).change
    approved(world, change)
    assert found(world, change).target_id == 5


def test_what_the_database_refuses_is_said_in_words_and_the_rest_of_the_transaction_stands(world, monkeypatch):
    monkeypatch.setattr(uniqueness, "problems", lambda _candidate: [])
    submitted(world, "officer", Colour, {"code": "r", "name_vi": "Đỏ"})
    with world.as_("officer"):
        kept = operations.submit(Pet, {"kind": "dog"}, target_id=1).change.id
        with pytest.raises(Clash, match="has become official meanwhile") as refusal:
            operations.submit(Colour, {"code": "r", "name_vi": "Đỏ"})
        assert "INSERT" not in str(refusal.value) and refusal.value.__suppress_context__
        db.session.commit()
    with world.as_operator():
        assert db.session.get(Change, kept).state == "submitted"
        assert db.session.scalar(select(func.count(Colour.id))) == 1
        assert db.session.scalar(select(func.count()).where(Change.record == "colour")) == 1
