"""Who opens a campaign, whom it concerns, and how far it is."""

import re
from datetime import timedelta

import pytest

from app.access.standing import acting_as
from app.areas.personnel.models import Employee
from app.areas.self_service.campaigns import open_for, open_to_keepers
from app.areas.self_service.groups import group_choices
from app.areas.self_service.models import UpdateCampaign
from app.changes import operations
from app.changes.models import Change
from app.changes.refusals import Invalid, NotAllowed
from app.extensions import db
from app.records.area import registry
from app.records.clock import today
from tests.factories import least


def opened(house, name, unit, **given):
    with acting_as(house.standing(name)):
        values = least(UpdateCampaign, unit_id=house.units[unit], **given)
        return operations.submit(UpdateCampaign, values).change


def names(campaigns):
    return [one.document_number for one in campaigns]


def test_hr_opens_a_campaign_for_his_own_units_and_home_affairs_approves_it(house):
    change = opened(house, "hr", "a1", document_number="7/KH")
    db.session.commit()
    for name in ("approver", "hr"):
        with acting_as(house.standing(name)), pytest.raises(NotAllowed):
            operations.approve(change.id)
    with acting_as(house.standing("officer")):
        assert operations.approve(change.id).state == "applied"


def test_a_campaign_for_other_peoples_units_or_backwards_in_time_is_refused(house):
    for given, field in (
        ({"unit": "b"}, "unit_id"),
        ({"unit": "root"}, "unit_id"),
        ({"unit": "a", "ends_on": today().replace(year=2020)}, "ends_on"),
        ({"unit": "a", "field_groups": "shoes"}, "field_groups"),
    ):
        with pytest.raises(Invalid) as refusal:
            opened(house, "hr", given.pop("unit"), **given)
        db.session.rollback()
        assert field in {problem.field for problem in refusal.value.problems}
    for name in ("me", "approver"):
        with pytest.raises(NotAllowed):
            opened(house, name, "a")
        db.session.rollback()


def test_the_parts_that_a_campaign_may_choose_are_those_of_the_declarations(house):
    with house.app.test_request_context():
        codes = [code for code, _label in group_choices()]
    assert "employee.identity" in codes and "family_member" in codes
    assert "planning_entry" not in codes and "yearly_confirmation" not in codes
    assert {code for code in codes if "." not in code} <= set(registry().records)


def test_a_campaign_reaches_everybody_below_its_unit_and_nobody_beside_it(house):
    house.campaign("root", document_number="1/KH")
    house.campaign("a", document_number="2/KH")
    house.campaign("b", document_number="3/KH")
    house.campaign("a", document_number="4/KH", staff_types="VC")
    house.campaign("a", document_number="5/KH", ends_on=today() - timedelta(days=1))
    assert names(open_for(house.units["a1"], "CC", today())) == ["1/KH", "2/KH"]
    assert names(open_for(house.units["a"], "VC", today())) == ["1/KH", "2/KH", "4/KH"]
    assert names(open_for(house.units["b"], "CC", today())) == ["1/KH", "3/KH"]
    with acting_as(house.standing("hr")) as standing:
        assert names(open_to_keepers(standing, today())) == ["1/KH", "2/KH", "4/KH"]
    with acting_as(house.standing("officer")) as standing:
        assert len(open_to_keepers(standing, today())) == 4


def figures(page):
    """The lines of a table of progress: unit -> its numbers."""
    found = {}
    for line in re.findall(r"<tr.*?</tr>", page.text, re.S)[1:]:
        cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.S)]
        found[cells[0]] = cells[1:]
    return found


def test_the_progress_counts_by_unit_and_each_figure_opens_its_people(pages):
    key = pages.campaign("root")
    pages.confirm("boss", "boss", campaign_id=key)
    with pages.acting("me"):
        operations.submit(Employee, {"phone": "0912 345 678"}, target_id=pages.people["me"])
    officer, hr = pages.browser("officer"), pages.browser("hr")
    page = officer.get(f"/update_progress/{key}")
    lines = list(figures(page).values())
    assert lines == [["3", "1", "1", "1", "33%"], ["2", "1", "1", "0", "50%"], ["1", "0", "0", "1", "0%"]]
    own = list(figures(hr.get(f"/update_progress/{key}")).values())
    assert own[0] == ["2", "1", "1", "0", "50%"]
    total = re.search(r'<tr class="total">.*?</tr>', page.text, re.S).group()
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', total)]
    behind = [set(re.findall(r"/employee/show/(\d+)", officer.get(link).text)) for link in links]
    people = {name: str(person) for name, person in pages.people.items()}
    assert behind == [set(people.values()), {people["boss"]}, {people["me"]}, {people["other"]}]
    sheet = re.search(r'href="(/export/employee.xlsx[^"]+)"', page.text).group(1).replace("&amp;", "&")
    not_yet = officer.get(sheet.replace("/export/employee.xlsx", "/employee/list/"))
    assert set(re.findall(r"/employee/show/(\d+)", not_yet.text)) == {people["me"], people["other"]}


def test_the_progress_keeps_to_the_readers_reach(pages):
    key = pages.campaign("root")
    hr, me = pages.browser("hr"), pages.browser("me")
    assert hr.get(f"/update_progress/{key}?unit={pages.units['b']}").status_code == 404
    assert hr.get(f"/update_progress/{key}/untouched/{pages.units['b']}/0/").status_code == 404
    assert hr.get(f"/update_progress/{key}/concerned/{pages.units['a']}/0/").status_code == 404
    untouched = hr.get(f"/update_progress/{key}/untouched/{pages.units['a']}/0/").text
    assert set(re.findall(r"/employee/show/(\d+)", untouched)) == {str(pages.people[name]) for name in ("me", "boss")}
    assert me.get(f"/update_progress/{key}").status_code == 403
    assert me.get("/update_progress_part/").text.strip() == ""
    assert f"/update_progress/{key}" in hr.get("/update_progress_part/").text
    nothing = pages.browser("administrator").get("/update_progress_part/")
    assert nothing.text.strip() == ""


def test_who_has_not_confirmed_is_found_by_any_other_day_or_none_and_the_panel_stays_as_it_was(pages):
    pages.confirm("boss", "boss")
    officer = pages.browser("officer")
    since = f"{today():%d/%m/%Y}.."

    def found(asked):
        return set(re.findall(r"/employee/show/(\d+)", officer.get(f"/employee/list/?confirmed_on={asked}").text))

    people = {name: str(person) for name, person in pages.people.items()}
    assert found(since) == {people["boss"]}
    assert found(f"!{since}") == {people["me"], people["other"]}
    assert found(f"!{today().year + 1}..") == set(people.values())
    offered = next(
        link
        for link in re.findall(r'href="(/employee/list/[^"]+)"', officer.get("/report/").text)
        if "%21today" in link
    )
    shown = officer.get(offered.replace("&amp;", "&")).text
    assert set(re.findall(r"/employee/show/(\d+)", shown)) == {people["me"], people["other"]}
    listed = officer.get("/employee/list/").text
    assert "confirmed_on" not in listed
    assert 'name="confirmed_on"' in officer.get(f"/employee/list/?confirmed_on={since}").text


def test_the_form_of_a_campaign_ticks_several_parts(pages):
    officer = pages.browser("officer")
    form = officer.get("/update_campaign/add").text
    assert form.count('name="field_groups"') > 10 and 'value="family_member"' in form
    values = {
        "name_vi": "Rà soát",
        "starts_on": f"{today():%d/%m/%Y}",
        "ends_on": f"{today():%d/%m/%Y}",
        "field_groups": ["", "family_member", "employee.identity"],
        "unit_id": str(pages.units["a"]),
        "document_number": "9/KH",
        "document_date": f"{today():%d/%m/%Y}",
    }
    assert officer.post("/update_campaign/add", values).status_code == 302
    with pages.acting():
        change = db.session.query(Change).filter_by(record=UpdateCampaign.name).one()
        assert change.values["field_groups"] == "employee.identity|family_member"
