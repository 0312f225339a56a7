"""S14: the framework's form removes the uploaded file before anybody approved, or even saved, the change."""

import io

import pytest
from sqlalchemy import select

from app.changes import operations
from app.changes.models import Change
from app.changes.store import official
from app.extensions import db
from app.records.attachments import Attachment
from tests.attacks.stock import Person, PersonView
from tests.browsing import browse
from tests.toys import Pet

SCAN, OTHER = b"%PDF-1.7\nofficial\n", b"%PDF-1.7\nother\n"


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_stock_form_destroys_the_file_of_a_change_that_is_refused(stock, how):
    class WatchedView(PersonView):
        """A change waits for somebody else: it is refused here."""

        related_views = []

        def pre_update(self, item):
            raise ValueError("waits for approval")

    app = stock(WatchedView)
    (app.uploads / "an_sep_scan.pdf").write_bytes(SCAN)
    with app.session() as session:
        session.get(Person, 1).scan = "an_sep_scan.pdf"
        session.commit()
    clerk = app.clerk(WatchedView=["can_edit"])

    data = (
        {"name": "An", "_scan-delete": "on"}
        if how == "removed"
        else {"name": "An", "scan": (io.BytesIO(OTHER), "b.pdf")}
    )
    clerk.post("/watchedview/edit/1", data=data, content_type="multipart/form-data")

    with app.session() as session:
        assert session.get(Person, 1).scan == "an_sep_scan.pdf"
    assert not (app.uploads / "an_sep_scan.pdf").exists()


def send(browser, content):
    data = {"file": (io.BytesIO(content), "giay-to.pdf")}
    return browser.post("/evidence/", data, content_type="multipart/form-data").json


@pytest.fixture
def proved(world):
    """Pet 1 with an official scan; the scan's key and address."""
    sent = send(browse(world, "hr_a"), SCAN)
    with world.as_("hr_a"):
        change = operations.submit(Pet, {"papers": [sent["id"]]}, target_id=1).change.id
        db.session.commit()
    approve(world, change)
    world.scan = sent
    return world


def approve(world, change):
    with world.as_("approver_a"):
        operations.approve(change)
        db.session.commit()


def handed_in(world):
    with world.as_operator():
        return db.session.scalars(select(Change.id).where(Change.state == "submitted")).one()


def papers(world):
    with world.as_operator():
        return official(Pet, 1)["papers"]


def fields(papers):
    return {"person_id": "1", "name_vi": "Pet1", "kind": "cat", "papers": papers}


def test_removing_evidence_in_our_form_leaves_file_and_row_until_approval(proved):
    browser = browse(proved, "hr_a")
    assert browser.post("/pet/edit/1", fields("")).status_code == 302

    assert papers(proved) == [proved.scan["id"]]
    assert browser.get(proved.scan["url"]).data == SCAN

    approve(proved, handed_in(proved))
    assert not papers(proved)
    assert browse(proved, "officer").get(proved.scan["url"]).data == SCAN, "history keeps what was proved"


def test_replacing_evidence_in_our_form_leaves_file_and_row_until_approval(proved):
    browser = browse(proved, "hr_a")
    new = send(browser, OTHER)
    assert browser.post("/pet/edit/1", fields(str(new["id"]))).status_code == 302

    assert papers(proved) == [proved.scan["id"]]
    assert browser.get(proved.scan["url"]).data == SCAN
    assert browse(proved, "approver_a").get(new["url"]).data == OTHER

    approve(proved, handed_in(proved))
    assert papers(proved) == [new["id"]]
    assert browser.get(proved.scan["url"]).data == SCAN


def test_a_rejected_replacement_changes_nothing(proved):
    browser = browse(proved, "hr_a")
    new = send(browser, OTHER)
    browser.post("/pet/edit/1", fields(str(new["id"])))
    with proved.as_("approver_a"):
        operations.reject(handed_in(proved), "Bản quét mờ")
        db.session.commit()

    assert papers(proved) == [proved.scan["id"]]
    assert browser.get(proved.scan["url"]).data == SCAN


def test_a_refused_form_gives_the_files_back_and_keeps_them(proved):
    browser = browse(proved, "hr_a")
    new = send(browser, OTHER)

    page = browser.post("/pet/edit/1", {**fields(str(new["id"])), "name_vi": ""})

    assert page.status_code == 422
    assert f'name="papers" value="{new["id"]}"' in page.text
    assert new["url"] in page.text
    assert browser.get(new["url"]).data == OTHER
    assert papers(proved) == [proved.scan["id"]]


def test_the_same_scan_sent_twice_is_two_files_with_one_content(proved):
    browser = browse(proved, "hr_b")
    again = send(browser, SCAN)

    assert again["id"] != proved.scan["id"]
    assert browser.get(again["url"]).data == SCAN
    assert browser.get(proved.scan["url"]).status_code == 404
    with proved.as_operator():
        assert len(set(db.session.scalars(select(Attachment.sha256)))) == 1
