"""The product as it runs for a province: its own server on a demo database, seen through a real Chromium."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
PATIENCE = 60.0
PEOPLE = "800"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@dataclass(frozen=True)
class Province:
    """A served demo province: its address, the passwords of its accounts, and the environment of its commands."""

    address: str
    passwords: dict[str, str]
    environ: dict[str, str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """The demo province, planted and served by the product's own commands."""
    instance = tmp_path_factory.mktemp("province")
    port = _free_port()
    environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRETS_FILE")}
    environ |= {
        "INSTANCE_PATH": str(instance),
        "BIND": f"127.0.0.1:{port}",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "FLASK_APP": "app:create_app",
    }
    flask = [sys.executable, "-m", "flask"]
    for command in (["bootstrap"], ["demo", "--people", PEOPLE, "--seed", "7"]):
        subprocess.run([*flask, *command], cwd=ROOT, env=environ, check=True, capture_output=True, timeout=120)
    server = subprocess.Popen(
        [sys.executable, "run.py"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield Province(address, _passwords(instance / "demo-accounts.txt"), environ)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError("the product did not start to serve")


def _passwords(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    return {name: password for name, password, *_rest in (re.split(r"\s{2,}", line) for line in lines if line.strip())}


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


@pytest.fixture
def signed_in(chromium: Browser, province: Province) -> Callable[..., object]:
    """`with signed_in("canbo") as page`: a window of its own; foreign hosts, script errors and refusals fail the test."""

    @contextmanager
    def open_window(username: str, width: int = 1366, height: int = 768) -> Iterator[Page]:
        context = chromium.new_context(
            base_url=province.address, viewport={"width": width, "height": height}, accept_downloads=True
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        faults: list[str] = []
        page.on("request", lambda asked: faults.append(asked.url) if not _is_ours(asked.url, province) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if _is_a_fault(said) else None)
        page.goto("/login/")
        page.fill("#username", username)
        page.fill("#password", province.passwords[username])
        page.keyboard.press("Enter")
        page.wait_for_url(f"{province.address}/")
        yield page
        assert faults == []
        context.close()

    return open_window


def _is_ours(url: str, province: Province) -> bool:
    return url.startswith((province.address, "data:", "blob:"))


def _is_a_fault(said: ConsoleMessage) -> bool:
    """An error of a script or of the content policy; that a form was not taken (422) is an answer like any other."""
    return said.type == "error" and "status of 422" not in said.text
