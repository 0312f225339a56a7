"""The page of everybody's jobs."""

import pytest

from app.access.standing import acting_as, operator, standing_of
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.models import Job
from tests.browsing import Browser
from tests.people import ask_no_second_factor, make_user


@pytest.fixture
def office(product_app):
    """The keys of users, and of a failed job whose arguments and message name a person."""
    with product_app.app_context(), operator("test"):
        ask_no_second_factor()
        users = {
            "administrator": make_user("keeper", "administrator"),
            "officer": make_user("officer", "province_officer"),
        }
        db.session.commit()
    with product_app.test_request_context():
        with operator("test"):
            standing = standing_of(users["officer"])
        with acting_as(standing):
            key = ask("make_national_packet", {"since": None, "page": "/person/Ma-Thi-Bich"}).id
            db.session.commit()
    return product_app, users, key


def fail(app, key):
    with app.app_context(), operator("test"):
        job = db.session.get(Job, key)
        job.state, job.message, job.result_name = "failed", "Ma Thị Bích", "Ma Thị Bích.xlsx"
        db.session.commit()


def test_the_page_shows_whose_job_it_is_and_not_what_it_works_on(office):
    app, users, key = office
    fail(app, key)
    page = Browser(app, users["administrator"]).get("/jobs/").text
    assert "Nguyễn officer" in page and f"/jobs/clear/{key}" in page
    assert "Bich" not in page and "Bích" not in page


def test_the_administrator_stops_and_clears_from_the_page_and_others_do_not_find_it(office):
    app, users, key = office
    officer, administrator = Browser(app, users["officer"]), Browser(app, users["administrator"])
    refused = officer.get("/jobs/")
    assert refused.status_code == 403 and "/jobs/cancel/" not in refused.text
    assert officer.post(f"/jobs/cancel/{key}").status_code == 403
    assert administrator.get(f"/jobs/cancel/{key}").status_code == 405
    # It waits as before: neither of the two did anything.
    assert f"/jobs/cancel/{key}" in administrator.get("/jobs/?state=waiting").text
    administrator.post(f"/jobs/cancel/{key}")
    assert f"/jobs/clear/{key}" in administrator.get("/jobs/?state=cancelled").text
    administrator.post(f"/jobs/clear/{key}")
    with app.app_context(), operator("test"):
        assert db.session.get(Job, key) is None
    assert Browser(app, users["administrator"]).get(f"/job/show/{key}").status_code == 404
