"""Signing in, whole: a temporary password, a forced change, a telephone, a recovery code, a lock, and the way out of it."""

import subprocess
import sys
import time

import pyotp
import pytest

from tests.browser.steps import arrive

FIRST, CHOSEN = "Mot-mat-khau-2026", "Rieng-cua-toi-2026"
NAME = "quantri.hai"
STEP = 30


@pytest.fixture
def account(province):
    """An account that no other journey uses."""
    opening = ["create-admin", "--username", NAME, "--name", "Lò Thị Mẩy", "--document", "2/QĐ", "--password", FIRST]
    subprocess.run(
        [sys.executable, "-m", "flask", *opening], env=province.environ, check=True, capture_output=True, timeout=60
    )
    return NAME


@pytest.fixture
def window(chromium, province):
    """A window in which nobody is signed in."""
    context = chromium.new_context(base_url=province.address, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


class Telephone:
    """Shows each code once, as a person would wait for the next."""

    def __init__(self, secret):
        self.generator, self.used = pyotp.TOTP(secret), 0

    def code(self):
        """A code that was not used yet; the server takes that of the coming half minute too."""
        present = int(time.time()) // STEP
        self.used = max(present, self.used + 1)
        assert self.used <= present + 1, "more codes than half minutes"
        return self.generator.generate_otp(self.used)


def enter(page, password, name=NAME):
    page.goto("/login/")
    page.fill("#username", name)
    page.fill("#password", password)
    page.keyboard.press("Enter")


def sign_out(page):
    page.locator("summary.user").click()
    page.get_by_role("button", name="Đăng xuất").click()
    arrive(page, "**/login/")


def act(signed_in, label, own=""):
    """What the administrator does with the account, with his own password where it is asked; what follows, as text."""
    with signed_in("quantri") as admin:
        admin.locator("#menu").get_by_role("link", name="Danh sách tài khoản").click()
        admin.fill("#q", NAME)
        admin.keyboard.press("Enter")
        arrive(admin, "**q=quantri.hai*")
        admin.get_by_label(f"Thao tác với tài khoản {NAME}").click()
        if admin.locator("details.asks summary", has_text=label).count():
            admin.locator("details.asks summary", has_text=label).click()
            within = admin.locator("details.asks[open]")
            for field, text in (("document_number", "12/SNV-VP"), ("document_date", "02/11/2026"), ("password", own)):
                within.locator(f"input[name={field}]").fill(text)
        admin.get_by_role("button", name=label).click()
        admin.wait_for_load_state()
        shown = admin.locator("#temporary")
        return shown.inner_text() if shown.count() else admin.locator("main").inner_text()


def test_from_a_temporary_password_to_a_lock_and_out_of_it(account, province, signed_in, window):
    temporary = act(signed_in, "Cấp mật khẩu tạm thời", province.passwords["quantri"])

    enter(window, temporary)
    arrive(window, "**/account/password/")
    window.goto("/job/list/")
    assert window.url.endswith("/account/password/")
    for field, text in (("old", temporary), ("new", CHOSEN), ("again", CHOSEN)):
        window.fill(f"#{field}", text)
    window.keyboard.press("Enter")
    arrive(window, lambda address: not address.endswith("/account/password/"))

    window.goto("/account/second_factor/")
    telephone = Telephone(window.locator("code.secret").inner_text().replace(" ", ""))
    window.fill("#password", CHOSEN)
    window.fill("#code", telephone.code())
    window.keyboard.press("Enter")
    window.wait_for_selector("ol.codes")
    recovery = window.locator("ol.codes code").first.inner_text()
    window.get_by_role("link", name="Tôi đã lưu các mã").click()
    assert "còn 10 mã khôi phục" in window.locator("main").inner_text()
    sign_out(window)

    enter(window, CHOSEN)
    arrive(window, "**/login/code/")
    window.fill("#code", telephone.code())
    window.keyboard.press("Enter")
    window.wait_for_selector("summary.user")
    sign_out(window)

    enter(window, CHOSEN)
    window.get_by_role("link", name="Dùng mã khôi phục").click()
    window.fill("#code", recovery)
    window.keyboard.press("Enter")
    window.wait_for_selector("summary.user")
    window.goto("/account/")
    assert "còn 9 mã khôi phục" in window.locator("main").inner_text()
    sign_out(window)

    for _try in range(5):
        enter(window, "khong-dung")
        window.wait_for_selector(".alert-danger")
    enter(window, CHOSEN)
    assert "Hãy thử lại sau 1 phút" in window.locator(".alert-danger").inner_text()

    assert "đã được mở khóa" in act(signed_in, "Mở khóa")
    enter(window, CHOSEN)
    arrive(window, "**/login/code/")
