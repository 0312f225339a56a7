"""A file that was handed in already is told when it is sent again, with its day and its batch; so is a newer one."""

import io

from sqlalchemy import select

from app.exchange.models import ImportFile
from app.exchange.pages import OUTRUN
from app.extensions import db
from app.records.clock import ZONE
from app.records.vietnamese import moment
from tests.browsing import browse, said, text_of

HEAD = "Person number,Person name,Region of the person\n"
NEWER = "Bạn đã tải lên một tệp mới hơn"
WORDS = "Chính tệp này đã được"


def send(browser, text, name="mot.csv"):
    sheet = {"file": (io.BytesIO(text.encode()), name)}
    return browser.post("/import/person/", sheet, content_type="multipart/form-data").location


def test_the_same_file_under_another_name_is_told_with_day_and_batch(world, tmp_path):
    world.app.config["INSTANCE_PATH"] = str(tmp_path)
    browser = browse(world, "hr_a")
    first = send(browser, f"{HEAD}N1,Kim,Sở A\n")
    assert WORDS not in text_of(browser.get(first))
    browser.post(f"{first}/submit")
    with world.as_operator():
        earlier = db.session.scalars(select(ImportFile)).one()

    page = browser.get(send(browser, f"{HEAD}N1,Kim,Sở A\n", "hai.csv"))
    assert WORDS in text_of(page)
    assert moment(earlier.sent_at, ZONE) in text_of(page).partition(WORDS)[2]
    assert f'href="/approval/batch/{earlier.batch_id}"' in page.text
    assert WORDS not in text_of(browser.get(send(browser, f"{HEAD}N2,Kim,Sở A\n")))


def test_neither_a_file_that_was_only_checked_nor_that_of_another_is_told(world, tmp_path):
    world.app.config["INSTANCE_PATH"] = str(tmp_path)
    browser = browse(world, "hr_a")
    send(browser, f"{HEAD}N1,Kim,Sở A\n")
    assert WORDS not in text_of(browser.get(send(browser, f"{HEAD}N1,Kim,Sở A\n")))
    other = browse(world, "officer")
    other.post(f"{send(other, f'{HEAD}N3,Kim,Sở A' + chr(10))}/submit")
    assert WORDS not in text_of(browser.get(send(browser, f"{HEAD}N3,Kim,Sở A\n")))


def test_a_sheet_that_is_not_handed_in_is_told_of_a_newer_one_and_can_be_handed_in_all_the_same(world, tmp_path):
    world.app.config["INSTANCE_PATH"] = str(tmp_path)
    browser = browse(world, "hr_a")
    old = send(browser, f"{HEAD}N1,Kim,Sở A\nN2,Kim,Sở Bịa\n")
    assert NEWER not in text_of(browser.get(old))
    other = browse(world, "officer")
    send(other, f"{HEAD}N7,Kim,Sở A\n")
    assert NEWER not in text_of(browser.get(old))

    mended = send(browser, f"{HEAD}N1,Kim,Sở A\nN2,Kim,Sở A\n")
    browser.post(f"{mended}/submit")
    page = browser.get(old)
    assert NEWER in text_of(page)
    assert f'href="{mended}"' in page.text
    assert f'action="{old}/submit"' in page.text
    assert NEWER not in text_of(browser.get(mended))
    listed = text_of(browser.get("/import/person/"))
    assert listed.count(said(world.app, str(OUTRUN))) == 1
