"""The demo province, seen through a real Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, StorageState, sync_playwright

from tests.browser.serving import CHROMIUM, FLAGS, Province, plant, serving
from tests.browser.steps import arrive
from tests.databases import locked


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def province(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """The demo province of the tests: planted once in a run, of which each of its processes serves a copy."""
    planted = run_folder / "province"
    with locked(run_folder / "planting-province"):
        if not planted.exists():
            begun = tmp_path_factory.mktemp("planting")
            plant(begun)
            shutil.move(begun, planted)
    instance = tmp_path_factory.mktemp("province")
    shutil.copytree(planted, instance, dirs_exist_ok=True)
    with serving(instance) as found:
        yield found


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
    yield browser
    browser.close()


SignIn = Callable[..., "contextmanager[Page]"]


@pytest.fixture(scope="session")
def cookies() -> dict[str, StorageState]:
    """What a browser keeps of each role that has signed in."""
    return {}


@pytest.fixture
def signed_in(chromium: Browser, province: Province, cookies: dict[str, StorageState]) -> Callable[..., object]:
    """`with signed_in("canbo") as page`: a window of its own; foreign hosts, script errors and refusals fail the test.

    A role signs in once: its later windows are further ones of the same browser, unless a journey has signed it out.
    """

    @contextmanager
    def open_window(username: str, width: int = 1366, height: int = 768) -> Iterator[Page]:
        context = chromium.new_context(
            base_url=province.address,
            viewport={"width": width, "height": height},
            accept_downloads=True,
            storage_state=cookies.get(username),
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        faults: list[str] = []
        page.on("request", lambda asked: faults.append(asked.url) if not _is_ours(asked.url, province) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if _is_a_fault(said) else None)
        page.goto("/" if username in cookies else "/login/")
        if page.locator("#password").count():
            page.fill("#username", username)
            page.fill("#password", province.passwords[username])
            page.keyboard.press("Enter")
            arrive(page, f"{province.address}/")
            cookies[username] = context.storage_state()
        yield page
        assert faults == []
        context.close()

    return open_window


def _is_ours(url: str, province: Province) -> bool:
    return url.startswith((province.address, "data:", "blob:"))


def _is_a_fault(said: ConsoleMessage) -> bool:
    """An error of a script or of the content policy; that a form was not taken (422) is an answer like any other."""
    return said.type == "error" and "status of 422" not in said.text
