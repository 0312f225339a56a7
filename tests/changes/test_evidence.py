"""Evidence goes with the change that carries it; nobody takes another's."""

import pytest
from sqlalchemy import select

from app.changes import operations
from app.changes.loading import load, open_batch
from app.changes.models import Change
from app.changes.refusals import Invalid
from app.extensions import db
from app.records.attachments import Attachment
from app.records.clock import now
from tests.toys import Pet


def sent(world, name):
    with world.as_(name) as standing:
        file = Attachment(
            token=f"{name}{now().timestamp()}", sha256="0" * 64, size=1, mime="application/pdf", original_name="a.pdf",
            sent_by=standing.user_id or 0, sent_at=now(),
        )  # fmt: skip
        db.session.add(file)
        db.session.commit()
        return file.id


def submitted(world, name, keys, target_id=1, **values):
    with world.as_(name):
        change = operations.submit(Pet, {"papers": keys, **values}, target_id=target_id).change
        db.session.commit()
        return change.id


def refused(world, name, keys, target_id=1):
    with world.as_(name):
        with pytest.raises(Invalid) as refusal:
            operations.submit(Pet, {"papers": keys}, target_id=target_id)
        db.session.commit()
    assert [(p.field, str(p.message)) for p in refusal.value.problems] == [
        ("papers", "Send the file again; it is not here any more.")
    ]


def decided(world, verb, key):
    with world.as_("officer"):
        getattr(operations, verb)(key, *([] if verb == "approve" else ["không"]))
        db.session.commit()


def carrier_of(world, file):
    with world.as_operator():
        row = db.session.get(Attachment, file)
        return row.change_id, row.scope_id, row.subject_id


def seen_by(world, name):
    with world.as_(name):
        return set(db.session.scalars(select(Attachment.id)))


def test_the_approver_sees_the_evidence_of_what_he_decides(world):
    file = sent(world, "hr_a")
    assert (seen_by(world, "hr_a"), seen_by(world, "approver_a")) == ({file}, set())
    change = submitted(world, "hr_a", [file])
    assert carrier_of(world, file) == (change, 2, 1)
    assert seen_by(world, "approver_a") == seen_by(world, "me") == {file}
    assert seen_by(world, "hr_b") == seen_by(world, "nobody") == set()


def test_a_file_that_another_sent_or_that_is_not_there_is_refused(world):
    strange = sent(world, "hr_b")
    refused(world, "hr_a", [strange])
    refused(world, "hr_a", [999])
    own = sent(world, "hr_a")
    refused(world, "hr_a", [own, strange])
    assert carrier_of(world, strange)[0] is None and carrier_of(world, own)[0] is None


def test_the_evidence_of_one_person_is_not_put_on_another(world):
    file = sent(world, "hr_a")
    first = submitted(world, "hr_a", [file])
    refused(world, "hr_a", [file], target_id=2)
    assert carrier_of(world, file) == (first, 2, 1)


def test_evidence_stays_on_a_row_that_is_corrected_by_another(world):
    file = sent(world, "hr_a")
    first = submitted(world, "hr_a", [file])
    decided(world, "approve", first)
    more = sent(world, "officer")
    second = submitted(world, "officer", [file, more])
    assert carrier_of(world, file)[0] == first and carrier_of(world, more)[0] == second


@pytest.mark.parametrize("verb", ["return_", "reject"])
def test_what_was_given_back_is_handed_in_again_with_its_files(world, verb):
    file = sent(world, "hr_a")
    first = submitted(world, "hr_a", [file], target_id=None, person_id=1, name_vi="Mèo")
    decided(world, verb, first)
    second = submitted(world, "hr_a", [file], target_id=None, person_id=1, name_vi="Mèo mướp")
    assert carrier_of(world, file)[0] == second
    refused(world, "hr_b", [file], target_id=3)


def test_evidence_of_a_field_group_is_for_those_who_see_the_group(world, monkeypatch):
    file = sent(world, "hr_a")
    submitted(world, "hr_a", [file])
    assert seen_by(world, "leader_a") == {file}
    object.__setattr__(Pet.fields["papers"], "level", "sensitive")
    world.app.extensions["standings"].clear()  # declarations do not change while a program runs
    try:
        assert seen_by(world, "leader_a") == set()
        assert seen_by(world, "approver_a") == seen_by(world, "me") == {file}
    finally:
        object.__setattr__(Pet.fields["papers"], "level", "open")


def test_evidence_of_a_record_is_for_those_who_may_read_the_record(world, monkeypatch):
    file = sent(world, "hr_a")
    change = submitted(world, "hr_a", [file])
    with world.as_operator():
        db.session.get(Change, change).record = "unheard_of"
        db.session.commit()
    assert seen_by(world, "hr_a") == seen_by(world, "officer") == set()


def test_loaded_rows_carry_their_evidence(world):
    file = sent(world, "hr_a")
    with world.as_operator():
        load(open_batch("test", "01/QĐ"), Pet, [{"person_id": 3, "name_vi": "Vẹt", "papers": [file]}])
        db.session.commit()
    assert seen_by(world, "hr_b") == {file} and seen_by(world, "hr_a") == set()
