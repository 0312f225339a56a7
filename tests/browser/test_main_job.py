"""The main job: a person is found, a record changed, the change waits, another approves it, the list goes out to Excel."""

import re

import openpyxl

from tests.browser.steps import arrive, choose

NEW_NAME = "Hoàng Thị Kim Ngân"


def one_without_a_post(page, place):
    """A person of the list who holds no leading post, so that the unit's own approver may decide.

    Each journey takes another `place`: what one of them leaves waiting is not found by the next.
    """
    page.goto("/employee/list/?size=100")
    row = page.locator("tbody tr", has_text="Viên chức không giữ chức vụ").nth(place)
    link = row.locator("a.name")
    return link.inner_text(), link.get_attribute("href")


def test_an_officers_edit_waits_is_approved_from_old_and_new_and_goes_out_to_excel(signed_in, tmp_path):
    with signed_in("canbo") as officer:
        old_name, address = one_without_a_post(officer, 0)
        officer.goto("/employee/list/")
        officer.keyboard.press("Control+K")
        officer.keyboard.type(without_accents(old_name))
        officer.keyboard.press("Enter")
        officer.locator(f'a.name[href="{address}"]').click()
        officer.get_by_role("link", name="Đề nghị thay đổi").click()
        officer.fill('[name="full_name"]', NEW_NAME)
        officer.keyboard.press("Control+Enter")
        arrive(officer, f"**{address}")
        assert "chờ duyệt" in officer.locator("main").inner_text().lower()
        assert officer.locator("h1").inner_text() == old_name
        assert NEW_NAME in officer.locator("main").inner_text()

    with signed_in("duyet") as approver:
        approver.get_by_role("link", name="Hộp duyệt").first.click()
        choose(approver, f"main a[href^='/approval/show/']:has-text('{old_name}')", "**/approval/show/*")
        lines = approver.locator("table.diff tbody tr")
        shown = [row.inner_text() for row in lines.all()]
        assert len(shown) == 1
        assert old_name in shown[0]
        assert NEW_NAME in shown[0]
        approver.keyboard.press("d")
        approver.wait_for_selector(".alert-success")
        approver.goto("/employee/list/?q=hoang+thi+kim+ngan")
        assert approver.locator("a.name").first.inner_text() == NEW_NAME
        assert "đã duyệt" in approver.locator("tbody tr").first.inner_text()
        approver.locator("summary", has_text="Xuất Excel").click()
        with approver.expect_download() as download:
            approver.get_by_role("link", name="Excel").first.click()
        saved = tmp_path / "list.xlsx"
        download.value.save_as(saved)
        sheet = openpyxl.load_workbook(saved).active
        headings, *rows = list(sheet.iter_rows(values_only=True))
        column = headings.index("Họ và tên khai sinh")
        assert [row[column] for row in rows] == [NEW_NAME]


def test_the_officer_cannot_approve_what_he_entered(signed_in):
    with signed_in("canbo") as officer:
        _name, address = one_without_a_post(officer, 1)
        officer.goto(address.replace("show", "edit"))
        officer.fill('[name="strengths"]', "Quản lý hồ sơ")
        officer.keyboard.press("Control+Enter")
        arrive(officer, f"**{address}")
        officer.goto("/approval/list/?folder=mine")
        choose(officer, "main a[href^='/approval/show/']", "**/approval/show/*")
        assert officer.get_by_role("button", name="Duyệt", exact=True).count() == 0
        officer.get_by_role("button", name="Rút").first.click()
        arrive(officer, re.compile(r"/approval/list/\?folder=mine"))
        assert "Đã rút" in officer.locator(".alert-success").inner_text()


def without_accents(text):
    """What a clerk in a hurry types."""
    table = str.maketrans(
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
        "a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5 + "d",
    )
    return text.lower().translate(table)
