"""S5: the framework gives any uploaded file to whoever may download from any view, as whatever its name says it is."""

import io

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.access.models import AuditEntry
from app.changes import operations
from app.extensions import db
from app.records.attachments import Attachment
from app.screens.policy import CONTENT_POLICY
from tests.attacks.stock import FamilyView, PersonView
from tests.browsing import browse, text_of
from tests.toys import Pet

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n"
HTML = b"<html><script>alert(1)</script></html>"


def test_stock_view_gives_out_a_file_of_another_view(stock):
    app = stock(PersonView, FamilyView)
    (app.uploads / "an_sep_secret.html").write_bytes(HTML)
    clerk = app.clerk(FamilyView=["can_download"])

    answer = clerk.get("/familyview/download/an_sep_secret.html", buffered=True)

    assert answer.data == HTML
    assert answer.content_type.startswith("text/html")
    assert "X-Content-Type-Options" not in answer.headers


def send(browser, content, name="giay-to.pdf"):
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(content), name)})
    return browser.post("/evidence/", body, content_type=f"multipart/form-data; boundary={boundary}")


@pytest.fixture
def proof(world):
    """A scan that proves an official row about person 1; its address."""
    sent = send(browse(world, "hr_a"), PDF).json
    with world.as_("hr_a"):
        change = operations.submit(Pet, {"papers": [sent["id"]]}, target_id=1).change.id
        db.session.commit()
    with world.as_("approver_a"):
        operations.approve(change)
        db.session.commit()
    return sent["url"]


@pytest.fixture
def uploads(world, tmp_path, monkeypatch):
    """A file store of the test's own."""
    monkeypatch.setitem(world.app.config, "UPLOAD_PATH", str(tmp_path))
    return tmp_path


SEES_PERSON_1 = ["hr_a", "officer", "me", "approver_a", "leader_a"]
DOES_NOT = ["hr_b", "nobody", "unitless", "admin"]


def test_our_file_is_given_to_whoever_may_see_the_row_it_proves_and_to_nobody_else(world, proof):
    for name in SEES_PERSON_1:
        answer = browse(world, name).get(proof)
        assert (answer.status_code, answer.data) == (200, PDF), name
    for name in DOES_NOT:
        answer = browse(world, name).get(proof)
        assert answer.status_code in (403, 404), name
        assert PDF not in answer.data


def test_our_file_is_not_there_for_a_stranger(world, proof):
    answer = world.app.test_client().get(proof, buffered=True)

    assert answer.status_code == 302
    assert answer.location.startswith("/login/")


def test_a_file_of_an_open_form_is_its_senders_alone(world):
    url = send(browse(world, "hr_a"), PDF).json["url"]

    assert browse(world, "hr_a").get(url).data == PDF
    for other in ("approver_a", "officer", "hr_b", "me", "admin"):
        assert browse(world, other).get(url).status_code in (403, 404)


def test_a_file_of_a_waiting_change_is_shown_to_its_approver_and_to_no_other_unit(world):
    sent = send(browse(world, "hr_a"), PDF).json
    with world.as_("hr_a"):
        operations.submit(Pet, {"papers": [sent["id"]]}, target_id=1)
        db.session.commit()

    assert browse(world, "approver_a").get(sent["url"]).data == PDF
    assert browse(world, "hr_b").get(sent["url"]).status_code == 404


def test_nobody_puts_a_file_of_another_person_on_his_own_row(world, proof):
    with world.as_operator():
        foreign = db.session.scalar(select(Attachment.id))

    answer = browse(world, "hr_b").put("/api/v1/pet/3", json={"papers": [foreign]})

    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json["problems"]] == ["papers"]


def test_our_file_is_saved_never_shown(world, proof):
    headers = browse(world, "hr_a").get(proof).headers

    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"].startswith("attachment; filename=giay-to.pdf")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'" != CONTENT_POLICY
    assert headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(HTML, "giay-to.pdf", id="a page called pdf"),
        pytest.param(b"", "trong.pdf", id="nothing"),
        pytest.param(b"\n" + PDF, "sau.pdf", id="a mark further on"),
        pytest.param(b"MZ\x90\x00", "anh.png", id="a program called png"),
        pytest.param(
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "anh.svg", id="a drawing that acts"
        ),
        pytest.param(b"PK\x03\x04", "van-ban.docx", id="an archive"),
    ],
)
def test_what_is_no_scan_by_its_content_is_refused_and_leaves_no_file(world, uploads, content, name):
    answer = send(browse(world, "hr_a"), content, name)

    assert answer.status_code == 422
    assert "PDF" in answer.json["error"]
    assert [path for path in uploads.rglob("*") if path.is_file()] == []
    with world.as_operator():
        assert db.session.scalar(select(func.count()).select_from(Attachment)) == 0


def test_a_page_that_begins_like_a_pdf_is_still_never_shown(world):
    answer = browse(world, "hr_a").get(send(browse(world, "hr_a"), PDF + HTML, "../../x.html").json["url"])

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == "attachment; filename=x.html"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_file_too_large_is_refused_with_the_remedy(world, monkeypatch):
    monkeypatch.setitem(world.app.config, "UPLOAD_MOST_BYTES", 1 << 20)
    monkeypatch.setitem(world.app.config, "MAX_CONTENT_LENGTH", 3 << 20)

    over = send(browse(world, "hr_a"), PDF + b"0" * (1 << 20))
    far_over = send(browse(world, "hr_a"), PDF + b"0" * (4 << 20))

    assert over.status_code == 422
    assert "1 MB" in over.json["error"]
    assert far_over.status_code == 413
    assert "25 MB" in text_of(far_over)


def test_every_fetch_is_noted_with_the_person_it_is_about(world, proof):
    browse(world, "officer").get(proof)

    with world.as_operator():
        entry = db.session.scalar(select(AuditEntry).where(AuditEntry.act == "read_evidence"))
        assert (entry.user_id, entry.subject_id) == (world.users["officer"], 1)


def test_a_made_up_address_of_a_file_is_not_there(world):
    browser = browse(world, "officer")

    for token in ("x", "..%2f..%2fetc%2fpasswd", "%00", "a" * 5000, "%ff%fe"):
        assert browser.get(f"/evidence/{token}").status_code in (400, 404), token
