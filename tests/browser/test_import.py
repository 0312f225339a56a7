"""A unit's list comes in by Excel: the sheet is fetched, filled in, refused where it is wrong, mended, sent, approved."""

import re

import openpyxl
from playwright.sync_api import expect

from tests.browser.steps import arrive

HEADINGS, FIRST = 3, 4
NAMES = ["Hoàng Thị Hoa", "Ma Văn Bình", "Lý Thị Lan", "Nông Văn Mạnh", "Triệu Thị Mai", "Vi Văn Nam"]
OUTCOME = re.compile(r"/import/employee/[\w-]{43}$")


def columns(sheet):
    return {cell.value.removesuffix(" *"): cell.column for cell in sheet[HEADINGS]}


def offered(book, heading):
    """The first text that the drop-down list of a column offers."""
    lists = book["Danh mục"]
    return next(cell for cell in lists[1] if heading in cell.value).offset(row=1).value


def fill(path):
    """Six new people; one with a day that is none, one in a unit that does not exist."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    place = columns(sheet)
    unit = offered(book, "Cơ quan, đơn vị sử dụng CBCCVC")
    for row, name in enumerate(NAMES, start=FIRST):
        values = {
            "Số hiệu CBCCVC": f"00{row}BM",
            "Họ và tên khai sinh": name,
            "Giới tính": offered(book, "Giới tính"),
            "Ngày sinh": "12/03/1990",
            "Đối tượng quản lý": "VC",
            "Tình trạng hồ sơ": "Đang làm việc",
            "Cơ quan, đơn vị sử dụng CBCCVC": unit,
        }
        for heading, value in values.items():
            sheet.cell(row, place[heading], value)
    sheet.cell(FIRST, place["Ngày sinh"], "31/02/1990")
    sheet.cell(FIRST + 1, place["Cơ quan, đơn vị sử dụng CBCCVC"], "Sở Không Có")
    book.save(path)
    return unit


def send(page, path):
    page.goto("/import/employee/")
    page.set_input_files("input[name=file]", path)
    expect(page.locator("[data-chosen]")).to_have_text(path.name)
    page.get_by_role("button", name="Kiểm tra tệp").click()
    arrive(page, OUTCOME)


def tiles(page):
    return [int(text) for text in page.locator(".tasks b").all_inner_texts()]


def fetch(page, link, path):
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    download.value.save_as(path)


def test_a_sheet_is_filled_refused_mended_handed_in_and_approved_as_one_batch(signed_in, tmp_path):
    blank, marked = tmp_path / "ds-moi.xlsx", tmp_path / "ds-moi-loi.xlsx"
    with signed_in("canbo") as officer:
        officer.goto("/employee/list/")
        officer.get_by_role("link", name="Nhập từ Excel").click()
        fetch(officer, "Tải biểu mẫu", blank)
        unit = fill(blank)
        send(officer, blank)
        assert tiles(officer) == [4, 0, 0, 2]
        refused = [row.inner_text() for row in officer.locator("table.findings tbody tr").all()]
        assert len(refused) == 2
        assert all(word in refused[0] for word in ("dòng 4", "Ngày sinh", "31/02/1990", "không có ngày"))
        assert all(word in refused[1] for word in ("dòng 5", "Cơ quan", "Sở Không Có", "phạm vi"))
        assert officer.get_by_role("button", name="Gửi duyệt cả").count() == 0

        fetch(officer, "Tải tệp đã đánh dấu lỗi", marked)
        book = openpyxl.load_workbook(marked)
        sheet = book.worksheets[0]
        place = columns(sheet)
        wrong = sheet.cell(FIRST, place["Ngày sinh"])
        assert wrong.value == "31/02/1990"
        assert "không có ngày" in wrong.comment.text
        assert "không có ngày" in sheet.cell(FIRST, place["Lý do (hệ thống ghi)"]).value
        wrong.value = "28/02/1990"
        sheet.cell(FIRST + 1, place["Cơ quan, đơn vị sử dụng CBCCVC"], unit)
        book.save(marked)

        send(officer, marked)
        assert tiles(officer) == [6, 0, 0, 0]
        officer.fill("#note", "Tuyển dụng theo Kế hoạch 15")
        officer.get_by_role("button", name="Gửi duyệt cả 6 dòng").click()
        expect(officer.locator(".alert-success")).to_contain_text("6")
        officer.get_by_role("link", name="Mở đợt nhập").click()
        expect(officer.locator("h1")).to_contain_text("ds-moi-loi.xlsx")
        assert officer.get_by_text("Duyệt tất cả").count() == 0
        officer.goto("/employee/list/?q=004bm")
        assert officer.locator("tbody tr").count() == 0

    with signed_in("duyet") as approver:
        approver.goto("/approval/list/")
        approver.get_by_role("link", name="ds-moi-loi.xlsx").click()
        words = approver.locator("main").inner_text()
        assert "Tuyển dụng theo Kế hoạch 15" in words
        assert all(name in words for name in NAMES)
        approver.locator("summary", has_text="Duyệt tất cả 6").click()
        approver.get_by_role("button", name="Duyệt các mục này").click()
        expect(approver.locator(".alert-success")).to_contain_text("Đã duyệt 6")
        approver.goto("/employee/list/?q=hoang+thi+hoa")
        expect(approver.locator("tbody")).to_contain_text("004BM")
        expect(approver.locator("tbody")).to_contain_text("đã duyệt")


LONG = 520


def fill_long(path):
    """More people than are checked while somebody waits; the day of birth of the first is none."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    place = columns(sheet)
    unit, gender = offered(book, "Cơ quan, đơn vị sử dụng CBCCVC"), offered(book, "Giới tính")
    for number in range(LONG):
        values = {
            "Số hiệu CBCCVC": f"DAI{number:04}",
            "Họ và tên khai sinh": NAMES[number % len(NAMES)],
            "Giới tính": gender,
            "Ngày sinh": "12/03/1990" if number else "31/02/1990",
            "Đối tượng quản lý": "VC",
            "Tình trạng hồ sơ": "Đang làm việc",
            "Cơ quan, đơn vị sử dụng CBCCVC": unit,
        }
        for heading, value in values.items():
            sheet.cell(FIRST + number, place[heading], value)
    book.save(path)


def test_a_long_sheet_is_checked_and_marked_while_the_officer_writes_his_note(signed_in, tmp_path):
    blank, marked = tmp_path / "ds-dai.xlsx", tmp_path / "ds-dai-loi.xlsx"
    with signed_in("canbo") as officer:
        officer.goto("/import/employee/")
        fetch(officer, "Tải biểu mẫu", blank)
        fill_long(blank)
        send(officer, blank)
        ask = officer.get_by_role("button", name="Tạo tệp có đánh dấu lỗi")
        ask.wait_for(timeout=120_000)
        assert tiles(officer) == [LONG - 1, 0, 0, 1]
        officer.fill("#note", "Tuyển dụng")
        ask.click()
        expect(officer.locator(".job")).to_contain_text("Đánh dấu lỗi")
        assert officer.input_value("#note") == "Tuyển dụng"
        officer.locator("#note").press("End")
        officer.keyboard.type(" theo Kế hoạch 16", delay=300)
        officer.get_by_role("link", name="Tải tệp đã đánh dấu lỗi").wait_for(timeout=120_000)
        assert officer.input_value("#note") == "Tuyển dụng theo Kế hoạch 16"
        fetch(officer, "Tải tệp đã đánh dấu lỗi", marked)
        sheet = openpyxl.load_workbook(marked).worksheets[0]
        assert sheet.max_row == FIRST + LONG - 1
        assert "không có ngày" in sheet.cell(FIRST, columns(sheet)["Ngày sinh"]).comment.text
        officer.get_by_role("button", name="Bỏ tệp này").click()
        expect(officer.locator(".alert")).to_contain_text("Đã bỏ tệp")


def test_the_pages_of_an_import_fit_a_phone(signed_in, tmp_path):
    blank = tmp_path / "ds-dien-thoai.xlsx"
    with signed_in("canbo", width=390, height=844) as officer:
        officer.goto("/import/employee/")
        assert officer.evaluate("document.documentElement.scrollWidth") <= 390
        fetch(officer, "Tải biểu mẫu", blank)
        fill(blank)
        send(officer, blank)
        assert officer.evaluate("document.documentElement.scrollWidth") <= 390
        officer.get_by_role("button", name="Bỏ tệp này").click()
        expect(officer.locator(".alert")).to_contain_text("Đã bỏ tệp")
        assert officer.get_by_text("ds-dien-thoai.xlsx").count() == 0
