"""A long sheet is checked and handed in by a job; whatever kills it, no row comes twice and none is forgotten."""

import io
import re
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
import time_machine
from sqlalchemy import func, select, update

from app.access.models import Grant
from app.access.standing import operator
from app.changes import operations
from app.changes.loading import load, open_batch
from app.changes.models import Batch, Change
from app.changes.refusals import RightsChanged
from app.exchange import checking, long_imports, marked, outcome, resuming
from app.exchange.claiming import Withdrawn
from app.exchange.models import ImportFile
from app.exchange.uploads import clear, path_of
from app.extensions import db
from app.jobs import queue, states
from app.jobs.asking import ask, cancel
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.clock import now
from app.records.settings import Setting
from tests.browsing import browse, said, text_of
from tests.toys import Colour, Person

HEAD = ["Person number", "Person name", "Region of the person"]
ROWS = [[f"N{number:02}", "Kim", "Sở A"] for number in range(10)]


class Killed(BaseException):
    """As if the machine had lost its power."""


@pytest.fixture
def long(world, tmp_path, monkeypatch):
    """The toy world in which every sheet is a long one, written four rows at a time."""
    world.app.config["INSTANCE_PATH"] = str(tmp_path / "instance")
    world.app.config["JOB_PATH"] = str(tmp_path / "jobs")
    queue.bind(world.app)
    monkeypatch.setattr(long_imports, "CHUNK", 4)
    with world.as_operator():
        limit = db.session.scalars(select(Setting).where(Setting.name == "import_rows_at_once")).one()
        assert limit.source.startswith("Đo thực tế")
        limit.value = "3"
        db.session.commit()
    yield world
    world.app.extensions["jobs"].huey.storage.close()


def sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def send(browser, *rows, record="person"):
    data = {"file": (io.BytesIO(sheet(*rows)), "dai.xlsx")}
    answer = browser.post(f"/import/{record}/", data, content_type="multipart/form-data")
    assert answer.status_code == 302, text_of(answer)
    return answer.location


def work(world):
    """Do what waits, as a worker does; the last job's row."""
    with world.as_operator():
        waiting = db.session.scalars(select(Job.id).where(Job.state == "waiting").order_by(Job.id)).all()
    for key in waiting:
        with world.app.app_context():
            run_job(key)
    return last_job(world)


def last_job(world):
    with world.as_operator():
        return db.session.scalars(select(Job).order_by(Job.id.desc())).first()


def die_at(monkeypatch, number):
    """The process dies when it comes to its `number`th row."""
    real, seen = long_imports.hand_in, []

    def hand_in(report, row, batch_id, **options):
        seen.append(row.line)
        if len(seen) == number:
            raise Killed
        real(report, row, batch_id, **options)

    monkeypatch.setattr(long_imports, "hand_in", hand_in)
    return seen


def revive(world, monkeypatch):
    """The sweep finds the job that shows no sign of life, and a worker takes it again."""
    monkeypatch.undo()
    monkeypatch.setattr(long_imports, "CHUNK", 4)
    with world.app.app_context():
        db.session.remove()
        states.drop(Job.__table__.c.state == "running")
    return work(world)


def numbers(world):
    """The numbers of the persons whose changes wait, in their order, and their batches."""
    with world.as_operator():
        rows = db.session.scalars(select(Change).where(Change.state == "submitted").order_by(Change.id)).all()
        return [row.values["number"] for row in rows], {row.batch_id for row in rows}


def kept(world):
    with world.as_operator():
        return db.session.scalars(select(ImportFile)).one()


def checked(world, *rows, **options):
    """A long sheet that a job has checked: the browser and the address of its outcome."""
    browser = browse(world, "hr_a")
    address = send(browser, *rows, **options)
    work(world)
    return browser, address


def test_the_check_runs_as_a_job_with_progress_and_leaves_nothing_but_its_outcome(long):
    browser = browse(long, "hr_a")
    address = send(browser, HEAD, *ROWS, ["N99", "Kim", "Sở Bịa"])
    page = browser.get(address)
    assert f'data-refresh="/job/state/{last_job(long).id}"' in page.text
    assert "/submit" not in page.text

    job = work(long)
    assert (job.state, job.progress_done, job.progress_total) == ("done", 10, 10)
    assert f'href="{address}"' in browser.get(f"/job/show/{job.id}").text
    assert job.requested_by == long.users["hr_a"]
    assert kept(long).counts == {"new": 10, "changed": 0, "same": 0, "refused": 1}
    assert numbers(long) == ([], set())
    assert "Sở Bịa" in text_of(browser.get(address))


def test_the_rows_are_handed_in_by_a_job_as_one_batch(long):
    browser, address = checked(long, HEAD, *ROWS)
    browser.post(f"{address}/submit", {"note": "Đợt dài"})
    assert kept(long).state == "submitting"
    job = work(long)
    found, batches = numbers(long)
    assert (job.state, found) == ("done", [row[0] for row in ROWS])
    assert batches == {kept(long).batch_id}
    assert (kept(long).state, kept(long).kept_as, kept(long).counts["new"]) == ("submitted", None, 10)
    assert job.progress_done == job.progress_total == 20
    assert said(long.app, "Open the batch") in text_of(browser.get(address))
    with long.as_operator():
        assert set(db.session.scalars(select(Change.note).where(Change.state == "submitted"))) == {"Đợt dài"}


@pytest.mark.parametrize("at", [1, 4, 5, 7, 8, 10])
def test_killed_at_any_row_and_resumed_it_hands_in_each_row_once_in_the_same_batch(long, monkeypatch, at):
    browser, address = checked(long, HEAD, *ROWS, ["N99", "Kim", "Sở Bịa"])
    browser.post(f"{address}/submit", {"rows": "good"})
    die_at(monkeypatch, at)
    with pytest.raises(Killed):
        work(long)
    monkeypatch.undo()
    half, _batches = numbers(long)
    assert len(half) == (at - 1) // 4 * 4

    job = revive(long, monkeypatch)
    found, batches = numbers(long)
    assert (job.state, found) == ("done", [row[0] for row in ROWS])
    assert batches == {kept(long).batch_id}
    assert kept(long).counts == {"new": 10, "changed": 0, "same": 0, "refused": 1}
    with long.as_operator():
        assert db.session.scalar(select(func.count()).select_from(Batch).where(Batch.kind == "import")) == 1
    assert "Sở Bịa" in text_of(browser.get(address))


def test_a_row_refused_before_the_kill_is_still_told_after_it(long, monkeypatch):
    browser, address = checked(long, HEAD, *ROWS)
    with long.as_operator():
        load(open_batch("test", "test"), Person, [{"number": "N01", "full_name": "Ai", "region_id": 3}])
        db.session.commit()
    browser.post(f"{address}/submit", {"rows": "good"})
    die_at(monkeypatch, 7)
    with pytest.raises(Killed):
        work(long)
    revive(long, monkeypatch)
    assert numbers(long)[0] == [row[0] for row in ROWS if row[0] != "N01"]
    assert kept(long).counts == {"new": 9, "changed": 0, "same": 0, "refused": 1}
    taken = said(long.app, "Already in the database; please contact the Department of Home Affairs.")
    assert text_of(browser.get(address)).count(taken) == 1


TAKEN = ("N00", "N01", "N05", "N06", "N09")


@pytest.mark.parametrize("share", [0, 10**9])
@pytest.mark.parametrize("deaths", [(8,), (8, 4)])
@pytest.mark.parametrize("most", [2000, 1])
def test_whatever_was_stored_of_them_no_refused_row_is_forgotten_by_a_kill(long, monkeypatch, share, deaths, most):
    browser, address = checked(long, HEAD, *ROWS, ["N98", "Kim", "Sở Bịa"])
    with long.as_operator():
        rows = [{"number": number, "full_name": "Ai", "region_id": 3} for number in TAKEN]
        load(open_batch("test", "test"), Person, rows)
        db.session.commit()

    def set_up():
        monkeypatch.setattr(long_imports, "CHUNK", 2)
        monkeypatch.setattr(resuming, "SHARE", share)
        monkeypatch.setattr(outcome, "MOST_FINDINGS", most)

    set_up()
    browser.post(f"{address}/submit", {"rows": "good"})
    for death in deaths:
        die_at(monkeypatch, death)
        with pytest.raises(Killed):
            work(long)
        monkeypatch.undo()
        set_up()
        with long.app.app_context():
            db.session.remove()
            states.drop(Job.__table__.c.state == "running")
    work(long)
    assert sorted(numbers(long)[0]) == [row[0] for row in ROWS if row[0] not in TAKEN]
    assert kept(long).counts == {"new": 5, "changed": 0, "same": 0, "refused": 6}
    told = outcome.Outcome.load(kept(long).outcome)
    assert len(told.faults) + told.faults_left_out == 6
    assert told.refused == [2, 3, 7, 8, 11, 12]


def test_stopped_and_gone_on_with_it_knows_the_refused_rows_too(long, monkeypatch):
    monkeypatch.setattr(resuming, "SHARE", 10**9)
    browser, address = checked(long, HEAD, *ROWS)
    with long.as_operator():
        load(open_batch("test", "test"), Person, [{"number": "N05", "full_name": "Ai", "region_id": 3}])
        db.session.commit()
    browser.post(f"{address}/submit", {"rows": "good"})
    die_at(monkeypatch, 10)
    with pytest.raises(Killed):
        work(long)
    monkeypatch.undo()
    with long.as_("hr_a"):
        cancel(kept(long).job_id)
        db.session.commit()
    browser.post(f"{address}/submit")
    work(long)
    assert kept(long).counts["refused"] == 1
    assert "N05" in text_of(browser.get(address))


def test_all_or_nothing_holds_for_a_long_sheet_too(long):
    browser, address = checked(long, HEAD, *ROWS)
    with long.as_operator():
        load(open_batch("test", "test"), Person, [{"number": "N08", "full_name": "Ai", "region_id": 3}])
        db.session.commit()
    browser.post(f"{address}/submit")
    job = work(long)
    assert numbers(long) == ([], set())
    assert (kept(long).state, kept(long).counts["refused"]) == ("checked", 1)
    assert job.message == said(long.app, long_imports.Changed.message)
    assert "N08" in text_of(browser.get(address))


def test_stopped_half_way_it_can_be_continued_into_the_same_batch(long, monkeypatch):
    browser, address = checked(long, HEAD, *ROWS)
    browser.post(f"{address}/submit", {"rows": "good"})
    die_at(monkeypatch, 6)
    with pytest.raises(Killed):
        work(long)
    with long.as_("hr_a"):
        cancel(kept(long).job_id)
        db.session.commit()
    monkeypatch.undo()
    monkeypatch.setattr(long_imports, "CHUNK", 4)
    page = text_of(browser.get(address))
    assert said(long.app, "Go on handing in") in page
    assert len(numbers(long)[0]) == 4

    browser.post(f"{address}/submit")
    work(long)
    found, batches = numbers(long)
    assert found == [row[0] for row in ROWS]
    assert len(batches) == 1
    assert kept(long).state == "submitted"


def test_a_second_click_starts_no_second_job(long):
    browser, address = checked(long, HEAD, *ROWS)
    for _ in range(3):
        browser.post(f"{address}/submit", {"rows": "good"})
    with long.as_operator():
        assert db.session.scalars(select(Job.function).order_by(Job.id)).all() == ["check_import", "submit_import"]
    work(long)
    assert len(numbers(long)[0]) == 10


def test_rows_official_at_once_come_once_after_a_kill(long, monkeypatch):
    browser = browse(long, "officer")
    codes = [[f"m{number}", f"Màu {number}"] for number in range(9)]
    address = send(browser, ["Colour code", "Colour name"], *codes, record="colour")
    work(long)
    browser.post(f"{address}/submit", {"rows": "good"})
    die_at(monkeypatch, 6)
    with pytest.raises(Killed):
        work(long)
    revive(long, monkeypatch)
    with long.as_operator():
        assert sorted(db.session.scalars(select(Colour.code))) == sorted(row[0] for row in codes)
        changed = select(func.count()).select_from(Change).where(Change.record == "colour")
        assert db.session.scalar(changed) == 9


def asked_for_marks(world):
    """A long sheet of which line 4 is refused, and whose marks are asked for: the browser and its address."""
    browser, address = checked(world, HEAD, *ROWS[:2], ["N90", "Lan", "Sở Bịa"], *ROWS[3:])
    assert f'action="{address}/faults"' in browser.get(address).text
    assert browser.post(f"{address}/faults").location == address
    assert last_job(world).function == "mark_import"
    return browser, address


def state_of_last(world, browser):
    return browser.get(f"/job/state/{last_job(world).id}").json


def marked_sheet(browser, address):
    """The marked sheet that the page offers, and the address where it lies."""
    [url] = re.findall(r'href="(/job/file/\d+)"', browser.get(address).text)
    return openpyxl.load_workbook(io.BytesIO(browser.get(url).data)).worksheets[0], url


def is_withheld(answer):
    """Nothing is there for this reader, and nothing of the file comes with the answer."""
    return (answer.status_code, answer.mimetype, answer.data[:2] == b"PK") == (404, "text/html", False)


def marks_asked_for(world):
    with world.as_operator():
        return db.session.scalar(select(func.count()).select_from(Job).where(Job.function == "mark_import"))


def results(world):
    """What lies in the folders of files that jobs make and leave."""
    return [path for name in ("work", "results") for path in (Path(world.app.config["JOB_PATH"]) / name).glob("*")]


def test_a_long_sheet_is_marked_by_a_job_and_its_sender_alone_fetches_it(long):
    browser, address = asked_for_marks(long)
    work(long)
    state = state_of_last(long, browser)
    assert (state["done"], state["total"], state["open"]) == (11, 11, False)
    assert said(long.app, "%(marked)d findings are marked.", marked=1) in text_of(browser.get(address))
    written, url = marked_sheet(browser, address)
    assert written.max_row == 11
    coloured = [cell.coordinate for row in written.iter_rows() for cell in row if cell.fill.fgColor.rgb == "FFFDC9C4"]
    assert coloured == ["C4"]
    assert "Sở Bịa" in written["D4"].value
    assert "dai-" in browser.get(url).headers["Content-Disposition"]
    other = browse(long, "hr_b")
    assert is_withheld(other.get(url)) and is_withheld(other.post(f"{address}/faults"))
    assert marks_asked_for(long) == 1


def test_a_sheet_is_marked_once_however_often_that_is_asked_for(long):
    browser, address = asked_for_marks(long)
    waiting = browser.get(address).text
    assert f'action="{address}/faults"' not in waiting and "data-refresh" in waiting
    browser.post(f"{address}/faults")
    work(long)
    browser.post(f"{address}/faults")
    assert marks_asked_for(long) == 1


def test_a_long_sheet_asked_for_without_its_marks_says_what_to_do_first(long):
    browser, address = checked(long, HEAD, *ROWS[:2], ["N90", "Lan", "Sở Bịa"], *ROWS[3:])
    assert browser.get(f"{address}/faults.xlsx").location == address
    first = "This sheet is long: have its faults marked first, then fetch the file."
    assert said(long.app, first) in text_of(browser.get(address))


def test_a_sheet_of_many_cells_is_long_as_well(world, monkeypatch):
    monkeypatch.setattr(checking, "MOST_CELLS", 8)
    browser = browse(world, "hr_a")
    assert "data-refresh" in browser.get(send(browser, HEAD, *ROWS[:2])).text
    assert "data-refresh" not in browser.get(send(browser, HEAD[:2], *(row[:2] for row in ROWS[:2]))).text


def test_handing_in_calls_the_marking_off_and_after_it_the_sheet_holds_the_refused_rows_alone(long):
    browser, address = asked_for_marks(long)
    marking = last_job(long).id
    browser.post(f"{address}/submit", {"rows": "good"})
    browser.post(f"{address}/faults")
    in_hand = said(long.app, "The rows of this sheet are handed in already, or are just being handed in.")
    assert in_hand in text_of(browser.get(address))
    work(long)
    with long.as_operator():
        assert db.session.get(Job, marking).state == "cancelled"
    assert results(long) == []
    browser.post(f"{address}/faults")
    work(long)
    written, _url = marked_sheet(browser, address)
    assert [row[0].value for row in written.iter_rows()] == ["Person number", "N90"]


def test_handing_in_takes_back_the_copy_in_which_every_row_still_stands(long):
    browser, address = asked_for_marks(long)
    work(long)
    _written, url = marked_sheet(browser, address)
    assert len(results(long)) == 1
    browser.post(f"{address}/submit", {"rows": "good"})
    assert is_withheld(browser.get(url))
    assert results(long) == []


def test_a_sheet_handed_in_in_the_midst_is_marked_no_further(long, monkeypatch):
    browser, address = asked_for_marks(long)
    monkeypatch.setattr(marked, "CHUNK", 4)
    real = marked._write_line

    def write_line(*args):
        real(*args)
        if args[2] == 2:
            browser.post(f"{address}/submit", {"rows": "good"})

    monkeypatch.setattr(marked, "_write_line", write_line)
    marking = last_job(long).id
    with long.app.app_context():
        run_job(marking)
    with long.as_operator():
        assert db.session.get(Job, marking).state == "cancelled"
    assert results(long) == []


def test_a_sheet_taken_away_takes_its_marked_copy_along(long):
    browser, address = asked_for_marks(long)
    work(long)
    _written, url = marked_sheet(browser, address)
    browser.post(f"{address}/discard")
    assert is_withheld(browser.get(url)) and is_withheld(browser.post(f"{address}/faults"))
    assert (results(long), marks_asked_for(long)) == ([], 1)


def test_a_marked_copy_is_cleared_away_with_its_sheet(long):
    browser, address = asked_for_marks(long)
    with time_machine.travel(now() + timedelta(days=6), tick=False):
        work(long)
    assert len(results(long)) == 1
    with time_machine.travel(now() + timedelta(days=8), tick=False):
        with long.as_operator():
            clearing = ask("clear_old_imports")
            db.session.commit()
        with long.app.app_context():
            run_job(clearing.id)
    assert results(long) == []
    assert "/job/file/" not in browser.get(address).text


def test_a_marking_that_was_killed_is_begun_anew(long, monkeypatch):
    browser, address = asked_for_marks(long)
    monkeypatch.setattr(marked, "CHUNK", 4)
    real = marked._write_line

    def write_line(*args):
        if args[2] == 6:
            raise Killed
        real(*args)

    monkeypatch.setattr(marked, "_write_line", write_line)
    with pytest.raises(Killed):
        work(long)
    revive(long, monkeypatch)
    state = state_of_last(long, browser)
    assert (state["done"], state["total"]) == (11, 11)
    assert marked_sheet(browser, address)[0].max_row == 11


def test_there_is_no_marked_sheet_for_whoever_loses_his_right_while_it_is_made(long, monkeypatch):
    browser, _address = asked_for_marks(long)
    monkeypatch.setattr(marked, "CHUNK", 4)
    real = marked._write_line

    def write_line(*args):
        with operator("the test's administrator"):
            db.session.execute(update(Grant).where(Grant.user_id == long.users["hr_a"]).values(role="leader"))
        real(*args)

    monkeypatch.setattr(marked, "_write_line", write_line)
    job = work(long)
    assert (job.state, job.progress_done) == ("failed", 4)
    state = state_of_last(long, browser)
    assert (state["file_url"], state["message"]) == ("", said(long.app, RightsChanged.message))
    assert results(long) == []


def test_refused_rows_beyond_the_findings_that_are_kept_say_so(long, monkeypatch):
    monkeypatch.setattr(outcome, "MOST_FINDINGS", 1)
    browser, address = checked(long, HEAD, *(["N90", "Lan", "Sở Bịa"], ["N91", "Lan", "Sở Bịa"], *ROWS[2:]))
    browser.post(f"{address}/faults")
    work(long)
    told = said(
        long.app,
        "%(marked)d findings are marked; %(left)d further ones are not: mend these first and check again.",
        marked=1,
        left=1,
    )
    assert told in text_of(browser.get(address))
    written, _url = marked_sheet(browser, address)
    assert [bool(written.cell(row, 4).value) for row in (2, 3, 4)] == [True, True, False]
    assert written["D3"].value == said(long.app, marked.UNLISTED)


def test_the_job_does_nothing_once_its_requester_may_write_no_more(long):
    browser, address = checked(long, HEAD, *ROWS)
    browser.post(f"{address}/submit", {"rows": "good"})
    with long.as_operator():
        db.session.execute(update(Grant).where(Grant.user_id == long.users["hr_a"]).values(role="leader"))
        db.session.commit()
    job = work(long)
    assert job.state == "failed"
    assert numbers(long) == ([], set())


def test_a_requester_who_loses_his_right_in_the_midst_hands_in_no_more(long, monkeypatch):
    browser, address = checked(long, HEAD, *ROWS)
    browser.post(f"{address}/submit", {"rows": "good"})
    real, seen = long_imports.hand_in, []

    def hand_in(report, row, batch_id, **options):
        seen.append(row.line)
        if len(seen) == 4:
            with operator("the test's administrator"):
                db.session.execute(update(Grant).where(Grant.user_id == long.users["hr_a"]).values(role="leader"))
        real(report, row, batch_id, **options)

    monkeypatch.setattr(long_imports, "hand_in", hand_in)
    assert work(long).state == "failed"
    assert len(seen) == len(numbers(long)[0]) == 4
    assert (kept(long).state, kept(long).taken_to) == ("submitting", 5)


def stopped(world, monkeypatch):
    """An import whose job was called off when one chunk was in: the browser and its address."""
    browser, address = checked(world, HEAD, *ROWS)
    browser.post(f"{address}/submit", {"rows": "good"})
    die_at(monkeypatch, 6)
    with pytest.raises(Killed):
        work(world)
    with world.as_("hr_a"):
        cancel(kept(world).job_id)
        db.session.commit()
    monkeypatch.undo()
    monkeypatch.setattr(long_imports, "CHUNK", 4)
    return browser, address


def test_a_stopped_import_whose_batch_was_withdrawn_is_not_continued(long, monkeypatch):
    browser, address = stopped(long, monkeypatch)
    with long.as_("hr_a"):
        for key in db.session.scalars(select(Change.id).where(Change.batch_id == kept(long).batch_id)).all():
            operations.withdraw(key)
        db.session.commit()
    browser.post(f"{address}/submit")
    assert said(long.app, str(Withdrawn.message)) in text_of(browser.get(address))
    work(long)
    assert numbers(long)[0] == []


def test_the_rest_of_a_stopped_import_is_taken_away_and_what_is_in_stays(long, monkeypatch):
    browser, address = stopped(long, monkeypatch)
    assert f'action="{address}/discard"' in browser.get(address).text
    browser.post(f"{address}/discard")
    assert (kept(long).state, kept(long).kept_as) == ("submitted", None)
    assert len(numbers(long)[0]) == 4


def test_a_stopped_import_goes_on_even_when_the_limit_was_raised_meanwhile(long, monkeypatch):
    browser, address = stopped(long, monkeypatch)
    with long.as_operator():
        db.session.scalars(select(Setting).where(Setting.name == "import_rows_at_once")).one().value = "500"
        db.session.commit()
    browser.post(f"{address}/submit")
    work(long)
    assert numbers(long)[0] == [row[0] for row in ROWS]


def test_a_commit_that_fails_leaves_the_file_and_one_that_does_not_removes_it(long):
    checked(long, HEAD, *ROWS)
    with long.as_("hr_a"):
        mine = db.session.scalars(select(ImportFile)).one()
        path = path_of(mine)
        clear(mine)
        db.session.rollback()
        db.session.commit()
        assert path.is_file()
        clear(db.session.scalars(select(ImportFile)).one())
        assert path.is_file()
        db.session.commit()
        assert not path.exists()


def test_to_hand_in_a_long_sheet_no_request_reads_it(long, monkeypatch):
    browser, address = checked(long, HEAD, *ROWS)
    assert kept(long).lines == len(ROWS) + 1
    monkeypatch.setattr("app.exchange.checking.sheet_of", lambda _kept: pytest.fail("the sheet was read"))
    browser.post(f"{address}/submit", {"rows": "good"})
    assert kept(long).state == "submitting"
