"""A row through every area: entered by keyboard, approved by another, seen on its page, counted in a bar, taken to Excel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import openpyxl
import pytest

from tests.browser.steps import arrive
from tests.browser.test_keyboard import focus_by_tab, press

MOST_OPTIONS = 150
WHERE = """() => {
  const one = document.activeElement, picker = one.closest(".ts-wrapper");
  return picker ? ["picker", picker.parentElement.querySelector("select").name]
    : [one.tagName.toLowerCase(), one.closest("main form") ? one.name || "" : ""];
}"""
CHOSEN = "() => document.activeElement.selectedOptions[0].text"
ANSWERED = "() => !location.pathname.endsWith('/add') || document.querySelector('main .error:not([hidden])')"
IN_SCHOOL_BOARD = "Phòng Kế hoạch - Tài chính"


@dataclass(frozen=True)
class Entry:
    """What is entered in one area: a record, what is typed or chosen by field, and the words it is known again by."""

    letter: str
    record: str
    typed: dict[str, str]
    known_by: str
    about_a_person: bool = True
    people: tuple[str, str] = ("canbo", "duyet")


ENTRIES = (
    Entry(
        "a",
        "unit_custodian",
        {
            "unit_id": IN_SCHOOL_BOARD,
            "assigned_from": "02/07/2025",
            "assigned_to": "31/07/2025",
            "document_number": "15/QĐ-SGDĐT",
            "document_date": "01/07/2025",
        },
        "02/07/2025",
    ),
    Entry(
        "b",
        "family_member",
        {"relation_code": "Anh ruột", "full_name": "Nông Văn Bàn Phím", "born_on": "1971"},
        "Nông Văn Bàn Phím",
    ),
    Entry(
        "d",
        "job_position_quota",
        {
            "unit_id": IN_SCHOOL_BOARD,
            "job_position_id": "Công nghệ thông tin",
            "quota_year": "2027",
            "decision_number": "99/QĐ-UBND",
            "grade_3": "2",
        },
        "2027",
        about_a_person=False,
    ),
    Entry(
        "đ",
        "recruitment_plan",
        {
            "number": "77/KH-SGDĐT",
            "decided_on": "02/11/2026",
            "unit_id": IN_SCHOOL_BOARD,
            "plan_year": "2026",
            "vacancies": "3",
        },
        "77/KH-SGDĐT",
        about_a_person=False,
    ),
    Entry(
        "e",
        "reception",
        {
            "kind_code": "Quyết định tiếp nhận vào làm công chức",
            "effective_from": "01/09/2011",
            "decision_number": "12/QĐ-CĐSP",
            "decided_on": "25/08/2011",
        },
        "Quyết định tiếp nhận vào làm công chức",
    ),
    Entry(
        "g",
        "training_record",
        {
            "kind_code": "Tin học",
            "course": "Chuyển đổi số cho cán bộ",
            "outcome": "Hoàn thành",
            "ended_on": "15/05/2026",
            "institution": "Trường Chính trị tỉnh",
            "completed_on": "20/05/2026",
            "certificate": "Chứng chỉ bồi dưỡng",
        },
        "Chuyển đổi số cho cán bộ",
    ),
    Entry(
        "h",
        "reward",
        {
            "award_code": "Giấy khen của Giám đốc sở",
            "year_from": "2022",
            "award_level": "Cơ sở",
            "kind_code": "Khen thưởng đột xuất",
            "achievement": "Phòng, chống thiên tai",
            "effective_from": "10/10/2022",
            "decision_number": "45/QĐ-SGDĐT",
            "decided_on": "10/10/2022",
        },
        "Giấy khen của Giám đốc sở",
    ),
    Entry(
        "i",
        "allowance_event",
        {
            "allowance_code": "Phụ cấp trách nhiệm công việc",
            "coefficient": "0,1",
            "effective_from": "01/10/2026",
            "decision_number": "46/QĐ-SGDĐT",
            "decided_on": "28/09/2026",
        },
        "Phụ cấp trách nhiệm công việc",
    ),
    Entry(
        "k",
        "work_period",
        {
            "kind_code": "Quá trình học tập",
            "begun_on": "09/2004",
            "ended_on": "06/2008",
            "place": "Trường Đại học Tân Trào",
        },
        "Trường Đại học Tân Trào",
    ),
    Entry(
        "l",
        "appointment_process",
        {
            "number": "QT-2026-099",
            "kind_code": "Bổ nhiệm lần đầu",
            "position_id": "Phó Trưởng phòng thuộc Sở",
            "unit_id": IN_SCHOOL_BOARD,
            "source": "Tại chỗ",
            "begun_on": "16/11/2026",
            "outcome": "Đang thực hiện",
        },
        "QT-2026-099",
    ),
    Entry(
        "m",
        "planning_review",
        {
            "round_id": "Quy hoạch lãnh đạo, quản lý nhiệm kỳ 2025",
            "unit_id": "Ủy ban nhân dân tỉnh Tuyên Quang",
            "review_year": "2027",
            "reviewed_on": "02/11/2026",
        },
        "2027",
        about_a_person=False,
        people=("quyhoach", "duyetqh"),
    ),
    Entry(
        "n",
        "annual_evaluation",
        {
            "period_id": "Năm 2024",
            "unit_id": IN_SCHOOL_BOARD,
            "rated_as": "Công chức không giữ chức vụ lãnh đạo, quản lý",
            "months_served": "12",
            "grade_code": "Hoàn thành tốt nhiệm vụ",
            "effective_from": "10/12/2024",
        },
        "Năm 2024",
    ),
    Entry(
        "o",
        "inspection",
        {
            "kind": "Kiểm tra",
            "unit_id": "Thanh tra tỉnh",
            "inspected_by": "Sở Nội vụ",
            "document_number": "31/KL-SNV",
            "document_date": "12/11/2026",
            "subject_code": "Nhập và cập nhật dữ liệu",
            "findings": "Hồ sơ nhập đúng hạn",
        },
        "31/KL-SNV",
        about_a_person=False,
        people=("sonoivu", "duyettinh"),
    ),
)


def person_of_the_board(page):
    """A civil servant without a leading post in the board's own offices: the unit's approver decides for him."""
    page.goto("/employee/list/?size=100")
    row = page.locator("tbody tr", has_text=IN_SCHOOL_BOARD).filter(has_text="không giữ chức vụ").first
    return row.locator("a.name").get_attribute("href")


def to_the_content(page):
    """The first key of a page leads past the menu."""
    focus_by_tab(page, "a.skip")
    press(page, "Enter")


def fill_by_keyboard(page, typed):
    """Walk through the form with Tab and fill in what is told, in the order of the form."""
    left = dict(typed)
    for _step in range(120):
        kind, name = page.evaluate(WHERE)
        if name in left:
            fill(page, kind, left.pop(name))
        if not left:
            return
        press(page, "Tab")
    raise AssertionError(f"not reached by Tab: {', '.join(left)}")


def fill(page, kind, text):
    if kind == "select":
        for _option in range(MOST_OPTIONS):
            if page.evaluate(CHOSEN).startswith(text):
                return
            press(page, "ArrowDown")
        raise AssertionError(f"no such choice: {text}")
    page.keyboard.type(text)
    if kind == "picker":
        page.locator(".ts-wrapper.focus .option.active", has_text=text).wait_for()
        press(page, "Enter")


def open_form(page, entry):
    """From the person's tab, or from the list where the row is not about a person."""
    if not entry.about_a_person:
        page.goto(f"/{entry.record}/list/")
        to_the_content(page)
        focus_by_tab(page, f'main .acts a[href="/{entry.record}/add"]')
    else:
        address = person_of_the_board(page)
        page.goto(address)
        focus_by_tab(page, "[role=tab][aria-selected=true]")
        for _tab in range(MOST_OPTIONS):
            if page.evaluate("document.activeElement.id").startswith(f"tab-{entry.record}-"):
                break
            press(page, "ArrowRight")
        press(page, "Enter")
        page.locator(f'.tab-head a[href^="/{entry.record}/add"]').wait_for()
        focus_by_tab(page, f'.tab-head a[href^="/{entry.record}/add"]')
    press(page, "Enter")
    arrive(page, re.compile(rf"/{entry.record}/add"))


def hand_in(page, entry):
    """Fill in the form and hand it in; returns the address of the change that waits."""
    to_the_content(page)
    fill_by_keyboard(page, entry.typed)
    press(page, "Control+Enter")
    page.wait_for_function(ANSWERED)
    assert page.locator("main .error:not([hidden])").all_inner_texts() == []
    page.goto("/approval/list/?folder=mine")
    return page.locator("main .changes a").first.get_attribute("href")


def approve(page, address, entry):
    page.goto(address)
    assert entry.known_by in page.locator("main").inner_text()
    press(page, "d")
    page.wait_for_selector(".alert-success")


def open_a_bar(page, entry):
    """From the charts of the record to the rows behind a bar, as many as the bar says."""
    page.goto(f"/{entry.record}/charts/")
    page.locator(".drawn svg").first.wait_for()
    page.locator("[data-show=table]").focus()
    press(page, "Enter")
    line = page.locator("tbody tr:has(a)").first
    count, address = int(line.get_attribute("data-count")), line.locator("a").get_attribute("href")
    focus_by_tab(page, f'tbody a[href="{address}"]')
    press(page, "Enter")
    arrive(page, re.compile(r"/list/\?"))
    assert int(page.locator("#count").inner_text().split()[0].replace(".", "")) == count


def export(page, entry, folder):
    """The list as a workbook, fetched by keyboard; returns every cell as text."""
    page.goto(f"/{entry.record}/list/?sort=-id")
    to_the_content(page)
    focus_by_tab(page, "main .acts summary, main .acts a[href^='/export/']")
    if page.evaluate("document.activeElement.tagName") == "SUMMARY":
        press(page, "Enter")
        focus_by_tab(page, "main .acts a[href^='/export/']")
    with page.expect_download() as download:
        press(page, "Enter")
    saved = folder / "list.xlsx"
    download.value.save_as(saved)
    cells = (cell for row in openpyxl.load_workbook(saved).active.iter_rows(values_only=True) for cell in row)
    return [f"{cell:%d/%m/%Y}" if isinstance(cell, datetime) else str(cell) for cell in cells]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.record)
def test_a_row_goes_through_the_area(signed_in, tmp_path, entry):
    enters, decides = entry.people
    with signed_in(enters) as officer:
        open_form(officer, entry)
        waiting = hand_in(officer, entry)
        with signed_in(decides) as approver:
            approve(approver, waiting, entry)
        if entry.about_a_person:
            officer.goto(f"{person_of_the_board(officer)}#{entry.record}-employee_id")
            officer.locator("[role=tabpanel]:visible", has_text=entry.known_by).wait_for()
        open_a_bar(officer, entry)
        assert any(entry.known_by in cell for cell in export(officer, entry, tmp_path))


def test_a_list_is_kept_and_found_again_in_the_reports(signed_in):
    with signed_in("canbo") as officer:
        officer.goto("/contract/list/?kind_code=")
        to_the_content(officer)
        focus_by_tab(officer, "details:has([data-keep]) > summary")
        press(officer, "Enter")
        focus_by_tab(officer, "#keep-name")
        officer.keyboard.type("Hợp đồng của Sở")
        press(officer, "Enter")
        officer.locator(".alert-success").wait_for()
        officer.goto("/report/")
        focus_by_tab(officer, "section[aria-labelledby=h-mine] a")
        assert "Hợp đồng của Sở" in officer.locator("section[aria-labelledby=h-mine]").inner_text()
        press(officer, "Enter")
        arrive(officer, re.compile(r"/contract/list/"))
