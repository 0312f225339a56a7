"""A file that was handed in already is told when it is sent again, with its day and its batch."""

import io

from sqlalchemy import select

from app.exchange.models import ImportFile
from app.extensions import db
from app.records.clock import ZONE
from app.records.vietnamese import moment
from tests.browsing import browse, text_of

HEAD = "Person number,Person name,Region of the person\n"
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
