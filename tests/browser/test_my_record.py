"""Once a year: an employee opens his record, proposes one thing that is missing, and confirms the rest."""

from tests.browser.steps import arrive

ADDRESS = "trang.tt@tuyenquang.gov.vn"


def test_an_employee_proposes_what_is_missing_and_confirms_his_record(signed_in):
    with signed_in("nhanvien", 390, 844) as page:
        page.get_by_role("link", name="Xem lại và xác nhận").click()
        arrive(page, "**/my_record/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
        assert "Rà soát, bổ sung và xác nhận hồ sơ" in page.locator("main").inner_text()

        missing = page.locator("section", has=page.get_by_role("heading", name="Nội dung còn thiếu"))
        missing.get_by_role("link", name="Bổ sung: Thư điện tử công vụ").click()
        arrive(page, "**/employee/edit/*")
        assert page.locator("form[data-form] .field input:not([type=hidden])").count() == 1
        page.fill('[name="work_email"]', ADDRESS)
        page.keyboard.press("Control+Enter")
        arrive(page, "**/my_record/")
        assert "Thư điện tử công vụ" in page.locator("section", has_text="Đề nghị đã gửi").last.inner_text()
        assert missing.get_by_role("link", name="Bổ sung: Thư điện tử công vụ").count() == 0

        page.get_by_role("button", name="Tôi xác nhận hồ sơ của tôi là đúng").press("Enter")
        page.wait_for_selector(".alert-success")
        confirmed = page.locator("section.confirm")
        assert "Từ đó đến nay hồ sơ không thay đổi" in confirmed.inner_text()
        assert confirmed.get_by_role("button").count() == 0
