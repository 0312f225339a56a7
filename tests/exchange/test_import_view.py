"""Import on screen: a sheet is sent, checked without a trace, mended from its marked copy, and handed in as one batch."""

import io
import re
import stat
import zipfile
from datetime import timedelta

import openpyxl
import pytest
import time_machine
from sqlalchemy import delete, func, select

from app.access.models import AuditEntry, Grant
from app.changes import operations
from app.changes.loading import load, open_batch
from app.changes.models import Batch, Change
from app.exchange import workbook as reading
from app.exchange.marked import UNLISTED, marked_name
from app.exchange.models import ImportFile
from app.exchange.uploads import folder
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.running import run_job
from app.records.clock import now
from app.records.problems import REQUIRED
from tests.browsing import browse, said, text_of
from tests.people import sign_in
from tests.toys import Colour, Person

HEAD = ["Person number", "Person name", "Region of the person", "Born"]
GOOD = [["E1", "An Mới", "Sở A", "1990"], ["E8", "Kim", "Sở A", "12/03/1991"]]
BAD = ["E9", "Lan", "Sở Bịa", "31/02/1990"]


@pytest.fixture(autouse=True)
def own_folder(request, tmp_path):
    """Uploaded sheets of a test lie in its own folder."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world").app.config["INSTANCE_PATH"] = str(tmp_path / "instance")


def xlsx(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def send(browser, content, name="can-bo.xlsx", record="person"):
    """Send a file as the page does; the answer."""
    return browser.post(f"/import/{record}/", {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def sent(browser, *rows, **options):
    """The address of the outcome of a sheet."""
    answer = send(browser, xlsx(*rows), **options)
    assert answer.status_code == 302, text_of(answer)
    return answer.location


def counts(page):
    """The four figures of an outcome."""
    return [
        int(number) for number in re.findall(r"<b>(\d+)</b> ", page.text.split('class="tasks"')[1].split("</ul>")[0])
    ]


def changes(world):
    with world.as_operator():
        rows = db.session.scalars(select(Change).where(Change.state != "applied").order_by(Change.id)).all()
        return [(row.verb, row.values.get("full_name"), row.state, row.note) for row in rows]


def count(world, table):
    with world.as_operator():
        return db.session.scalar(select(func.count()).select_from(table.__table__))


def kept_files(world):
    with world.app.app_context():
        return sorted(folder().iterdir())


def test_a_check_counts_and_names_line_column_cell_and_reason_and_writes_nothing(world):
    browser = browse(world, "hr_a")
    before = count(world, Change), count(world, Batch)
    page = browser.get(sent(browser, HEAD, *GOOD, BAD))
    words = text_of(page)

    assert counts(page) == [1, 1, 0, 1]
    faults = re.findall(r"<tr>\s*<td><b[^>]*>(.*?)</b>(.*?)</tr>", page.text, re.DOTALL)
    assert len(faults) == 2
    assert "31/02/1990" in faults[0][1]
    assert "Lan · E9" in faults[0][1]
    assert "D · Born" in words
    assert "C · Region of the person" in words
    assert "Sở Bịa" in words
    assert said(world.app, "There is no such day in that month; check the day.") in words
    assert (count(world, Change), count(world, Batch)) == before


def test_what_a_row_would_change_is_shown_old_beside_new(world):
    browser = browse(world, "hr_a")
    page = browser.get(sent(browser, HEAD, *GOOD))
    table = page.text.split('class="diff"')[1]
    assert re.findall(r'class="lines (old|new)">(.*?)<', table) == [("old", "An A"), ("new", "An Mới")]
    assert "An A · E1" in table


def test_warnings_are_told_apart_and_refuse_nothing(world):
    browser = browse(world, "hr_a")
    address = sent(browser, ["Person number", "Weight"], ["E1", 250], ["E2", 400])
    warnings = browser.get(f"{address}?severity=warning")
    assert "Please weigh again." in text_of(warnings)
    assert "Nobody weighs that much." not in text_of(warnings)
    assert counts(warnings) == [0, 1, 0, 1]


def test_a_clean_sheet_is_handed_in_as_one_batch_in_the_senders_name_with_his_note(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD)
    browser.post(f"{address}/submit", {"note": "Tuyển dụng đợt 2"})

    note = "Tuyển dụng đợt 2"
    assert changes(world) == [("amend", "An Mới", "submitted", note), ("create", "Kim", "submitted", note)]
    with world.as_operator():
        batch = db.session.scalars(select(Batch).where(Batch.kind == "import")).one()
        assert (batch.made_by, batch.file_name) == (world.users["hr_a"], "can-bo.xlsx")
        assert db.session.scalars(select(Change.batch_id).where(Change.state == "submitted")).all() == [batch.id] * 2
        kept = db.session.scalars(select(ImportFile)).one()
        assert (kept.state, kept.batch_id, kept.kept_as) == ("submitted", batch.id, None)
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "import")).one()
        assert (entry.detail["new"], entry.detail["changed"], entry.detail["batch"]) == (1, 1, batch.id)
    assert f"/approval/batch/{batch.id}" in browser.get(address).text
    assert kept_files(world) == []


def test_handing_in_twice_writes_once(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, GOOD[1], BAD)
    for _ in range(2):
        browser.post(f"{address}/submit", {"rows": "good"})
    assert len(changes(world)) == 1
    assert said(world.app, "The rows of this sheet are handed in already, or are just being handed in.") in text_of(
        browser.get(address)
    )


def test_with_a_refused_row_all_stays_out_unless_the_good_ones_are_asked_for(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD, BAD)
    browser.post(f"{address}/submit")
    assert changes(world) == []
    browser.post(f"{address}/submit", {"rows": "good"})
    assert [row[1] for row in changes(world)] == ["An Mới", "Kim"]
    assert counts(browser.get(address)) == [1, 1, 0, 1]


def test_the_marked_sheet_gives_every_cell_back_with_the_faults_coloured_and_explained(world):
    browser = browse(world, "hr_a")
    rows = [["DANH SÁCH"], HEAD, ["E8", "Kim", "Sở A", "12/03/1991"], BAD, ["007", "=1+1", "Sở A", 1990]]
    address = sent(browser, *rows[:4], ["007", "Mai", "Sở A", 1990])
    answer = browser.get(f"{address}/faults.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    found = [[cell.value for cell in row][:4] for row in sheet.iter_rows()]
    assert found[0][0] == "DANH SÁCH"
    assert found[1:4] == [HEAD, rows[2], BAD]
    assert found[4] == ["007", "Mai", "Sở A", 1990]
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFFDC9C4"}
    assert coloured == {"C4", "D4"}
    no_day = said(world.app, "There is no such day in that month; check the day.")
    assert sheet["D4"].comment.text == no_day
    assert no_day in sheet["E4"].value
    assert "Sở Bịa" in sheet["E4"].value
    assert sheet["E3"].value is None
    assert "can-bo" in answer.headers["Content-Disposition"]


def test_the_name_of_a_marked_sheet_does_not_grow_when_it_is_marked_again(world):
    with world.app.test_request_context():
        marked = marked_name("can-bo.csv")
        assert marked.startswith("can-bo-") and marked_name(marked) == marked


def test_what_else_is_wrong_with_a_refused_row_is_told_in_the_same_round(world):
    """A day that is none, beside a name and a number that are missing; and a number that comes twice, once in a refused row."""
    browser = browse(world, "hr_a")
    address = sent(
        browser, HEAD, ["E8", "", "Sở A", "31/02/1990"], ["E8", "Lan", "Sở A", ""], ["", "", "Sở A", "31/02/1990"]
    )
    page = text_of(browser.get(address))
    twice = said(world.app, "The same value stands in line %(line)d already; leave one of the two lines.", line=2)
    assert counts(browser.get(address)) == [0, 0, 0, 3]
    assert page.count(said(world.app, REQUIRED)) == 3 and twice in page


def test_an_official_row_with_a_faulty_cell_needs_nothing_else(world):
    browser = browse(world, "hr_a")
    page = text_of(browser.get(sent(browser, HEAD, ["E1", "", "", "31/02/1990"])))
    assert said(world.app, REQUIRED) not in page


def test_rows_refused_for_a_missing_column_are_not_said_to_have_too_many_findings(world):
    browser = browse(world, "hr_a")
    address = sent(browser, ["Person number", "Region of the person"], ["E8", "Sở A"], ["E9", "Sở A"])
    assert counts(browser.get(address)) == [0, 0, 0, 2]
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(f"{address}/faults.xlsx").data)).worksheets[0]
    written = [cell.value for row in sheet.iter_rows() for cell in row]
    assert said(world.app, UNLISTED) not in written
    assert "E9" in written


def test_a_note_stands_again_when_what_is_handed_in_is_refused(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD)
    [path] = kept_files(world)
    path.rename(path.with_suffix(".away"))
    browser.post(f"{address}/submit", {"note": "Theo Kế hoạch 16"})
    path.with_suffix(".away").rename(path)
    assert changes(world) == []
    assert ">Theo Kế hoạch 16</textarea>" in text_of(browser.get(address))


def test_the_marked_sheet_mended_and_sent_again_is_taken(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD, BAD)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{address}/faults.xlsx").data))
    sheet = book.worksheets[0]
    sheet["C4"], sheet["D4"] = "Sở A", "28/02/1990"
    file = io.BytesIO()
    book.save(file)
    again = send(browser, file.getvalue()).location
    page = browser.get(again)
    assert counts(page) == [2, 1, 0, 0]
    browser.post(f"{again}/submit")
    assert [row[1] for row in changes(world)] == ["An Mới", "Kim", "Lan"]


def test_after_the_good_rows_are_in_the_marked_sheet_holds_the_others_alone(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD, BAD)
    browser.post(f"{address}/submit", {"rows": "good"})
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(f"{address}/faults.xlsx").data)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == ["Person number", "E9"]


def test_what_has_changed_since_the_check_is_found_at_submission_and_said(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD)
    with world.as_operator():
        load(open_batch("test", "test"), Person, [{"number": "E8", "full_name": "Người khác", "region_id": 3}])
        db.session.commit()
    browser.post(f"{address}/submit")
    page = browser.get(address)
    assert changes(world) == []
    assert said(world.app, "Already in the database; please contact the Department of Home Affairs.") in text_of(page)
    assert counts(page) == [0, 1, 0, 1]

    browser.post(f"{address}/submit", {"rows": "good"})
    assert [row[1] for row in changes(world)] == ["An Mới"]


def test_fewer_good_rows_than_the_check_had_found_are_told(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD, BAD)
    with world.as_operator():
        load(open_batch("test", "test"), Person, [{"number": "E8", "full_name": "Người khác", "region_id": 3}])
        db.session.commit()
    browser.post(f"{address}/submit", {"rows": "good"})
    page = text_of(browser.get(address))
    assert said(world.app, "%(count)d rows were handed in.", count=1) in page
    assert "2 dòng hợp lệ" in page
    assert len(changes(world)) == 1


def test_a_record_without_approval_is_saved_at_once(world):
    browser = browse(world, "officer")
    address = sent(browser, ["Colour code", "Colour name"], ["do", "Đỏ"], ["xanh", "Xanh"], record="colour")
    assert count(world, Colour) == 0
    browser.post(f"{address}/submit")
    assert count(world, Colour) == 2


def test_rows_of_a_foreign_unit_are_refused(world):
    browser = browse(world, "hr_a")
    page = browser.get(sent(browser, HEAD, ["E3", "Chi Đổi", "Sở A", ""], ["E7", "Kim", "Sở B", ""]))
    assert counts(page) == [0, 0, 0, 2]
    assert "Chi B" not in text_of(page)


@pytest.mark.parametrize("who", ["leader_a", "approver_a", "nobody", "unitless", "admin", "me"])
def test_who_keeps_no_rows_of_others_imports_nothing(world, who):
    browser = browse(world, who)
    assert browser.get("/import/person/").status_code == 403
    assert send(browser, xlsx(HEAD, *GOOD)).status_code == 403
    assert kept_files(world) == []
    assert count(world, ImportFile) == 0


def test_the_list_offers_the_import_only_to_who_keeps_the_record(world):
    assert 'href="/import/person/"' in browse(world, "hr_a").get("/person/list/").text
    for who in ("leader_a", "me", "approver_a"):
        assert "/import/person/" not in browse(world, who).get("/person/list/").text, who


def test_an_unknown_record_or_token_is_not_found(world):
    browser = browse(world, "hr_a")
    assert browser.get("/import/nothing/").status_code == 404
    assert browser.get("/import/person/no-such-token").status_code == 404


@pytest.mark.parametrize("who", ["officer", "hr_b"])
def test_a_sheet_is_its_senders_alone(world, who):
    browser, other = browse(world, "hr_a"), browse(world, who)
    address = sent(browser, HEAD, *GOOD, BAD)
    for path in (address, f"{address}/faults.xlsx"):
        assert other.get(path).status_code == 404, path
    for path in (f"{address}/submit", f"{address}/discard", f"{address}/faults"):
        assert other.post(path, {"rows": "good"}).status_code == 404, path
    assert changes(world) == []
    assert "can-bo.xlsx" not in other.get("/import/person/").text
    assert browser.get(address.replace("/person/", "/pet/")).status_code == 404


def test_who_has_lost_the_right_hands_in_nothing(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD)
    with world.as_operator():
        db.session.execute(delete(Grant).where(Grant.user_id == world.users["hr_a"]))
        db.session.commit()
    assert browser.post(f"{address}/submit").status_code == 403
    assert changes(world) == []


def test_without_the_token_of_the_page_nothing_is_taken_in_or_handed_in(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD)
    client = sign_in(world.app, world.users["hr_a"])
    client.get("/")
    for path, data in (
        ("/import/person/", {"file": (io.BytesIO(xlsx(HEAD, *GOOD)), "x.xlsx")}),
        (f"{address}/submit", {}),
        (f"{address}/discard", {}),
        (f"{address}/faults", {}),
    ):
        assert client.post(path, data=data, buffered=True).status_code in (302, 400), path
    assert changes(world) == []
    assert count(world, ImportFile) == 1


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (4 << 20))
    return file.getvalue()


def far_corner():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "x", "x"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


HOSTILE = {
    "empty": (b"", "rong.xlsx"),
    "pdf": (b"%PDF-1.7\n%...", "can-bo.xlsx"),
    "program": (b"\x7fELF" + bytes(400), "can-bo.csv"),
    "cut off": (xlsx(HEAD, *GOOD)[:900], "can-bo.xlsx"),
    "no rows": (xlsx(), "can-bo.xlsx"),
    "page": (b"<html><script>alert(1)</script></html>", "can-bo.html"),
    "bomb": (bomb(), "can-bo.xlsx"),
    "far corner": (far_corner(), "can-bo.xlsx"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_no_sheet_is_refused_in_words_and_not_kept(world, what, monkeypatch):
    monkeypatch.setattr(reading, "MOST_UNPACKED_BYTES", 1 << 20)
    content, name = HOSTILE[what]
    browser = browse(world, "hr_a")
    answer = send(browser, content, name)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Traceback" not in answer.text
    assert kept_files(world) == []
    assert count(world, ImportFile) == 0


def test_no_file_at_all_asks_for_one(world):
    answer = browse(world, "hr_a").post("/import/person/", {})
    assert answer.status_code == 422
    assert said(world.app, "Choose a file first.") in text_of(answer)


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [("IMPORT_MOST_ROWS", 2, "more than %(most)d lines"), ("IMPORT_MOST_BYTES", 1 << 10, "larger than %(most)d MB")],
)
def test_a_sheet_beyond_the_limits_is_refused(world, monkeypatch, limit, value, words):
    monkeypatch.setitem(world.app.config, limit, value)
    assert send(browse(world, "hr_a"), xlsx(HEAD, *GOOD)).status_code == 422
    assert count(world, ImportFile) == 0


def test_cells_that_hold_formulas_are_data_and_come_back_as_text(world):
    browser = browse(world, "hr_a")
    text = 'Person number,Person name,Region of the person\nE8,"=HYPERLINK(""http://x"")",Sở Bịa\n'
    address = send(browser, text.encode(), "can-bo.csv").location
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{address}/faults.xlsx").data))
    cell = book.worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s") or cell.quotePrefix
    assert "<script" not in browser.get(address).text.split("<main")[1]


def test_what_stands_in_a_cell_is_shown_as_text_never_as_html(world):
    browser = browse(world, "hr_a")
    page = browser.get(sent(browser, HEAD, ["E8", "Kim", "<img src=x onerror=alert(1)>", ""], name="<b>x</b>.xlsx"))
    assert "<img src=x" not in page.text
    assert "&lt;img src=x" in page.text
    assert "<b>x</b>" not in page.text


def test_the_name_and_place_of_a_file_are_the_servers_own(world):
    browser = browse(world, "hr_a")
    sent(browser, HEAD, *GOOD, name="../../etc/passwd.xlsx")
    [path] = kept_files(world)
    assert re.fullmatch(r"[\w-]{32}\.xlsx", path.name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with world.as_operator():
        assert db.session.scalars(select(ImportFile.name)).one() == "passwd.xlsx"


def test_the_findings_are_sealed_in_the_database(world):
    sent(browse(world, "hr_a"), HEAD, ["E8", "Kim", "Sở Bịa", ""])
    with world.as_operator(), db.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT outcome FROM import_file").scalar()
        assert stored.startswith("t1:")
        assert "Bịa" not in stored


def test_a_sheet_is_taken_away_when_its_sender_wants_it_gone(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD)
    browser.post(f"{address}/discard")
    assert browser.get(address).status_code == 404
    assert kept_files(world) == []
    assert count(world, ImportFile) == 0


def test_sheets_are_cleared_away_after_a_week(world):
    browser = browse(world, "hr_a")
    address = sent(browser, HEAD, *GOOD, BAD)
    [old] = kept_files(world)
    for days, left in ((6, 1), (8, 0)):
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            with world.as_operator():
                job = ask("clear_old_imports")
                db.session.commit()
            with world.app.app_context():
                run_job(job.id)
            assert len(kept_files(world)) == left
    with world.as_operator():
        kept = db.session.scalars(select(ImportFile)).one()
        assert (kept.kept_as, kept.outcome, kept.counts["new"]) == (None, None, 1)
    assert not old.exists()
    assert browser.get(f"{address}/faults.xlsx").status_code == 404
    browser.post(f"{address}/submit", {"rows": "good"})
    assert said(world.app, "The uploaded sheet has been cleared away; send it again.") in text_of(browser.get(address))
    assert changes(world) == []


def test_a_batch_that_is_approved_makes_the_rows_official(world):
    browser = browse(world, "hr_a")
    browser.post(f"{sent(browser, HEAD, *GOOD)}/submit")
    with world.as_("approver_a"):
        for key in db.session.scalars(select(Change.id).where(Change.state == "submitted")).all():
            operations.approve(key)
        db.session.commit()
    with world.as_operator():
        assert set(db.session.scalars(select(Person.full_name))) >= {"An Mới", "Kim"}
