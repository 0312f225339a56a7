"""Steps that several journeys share."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page

LOADED = """() => document.readyState === "complete" || new Promise((loaded) => addEventListener("load", () => loaded(true)))"""


def arrive(page: Page, address: str | re.Pattern[str] | Callable[[str], bool]) -> None:
    """Wait until the page of the address stands there with its scripts: a key pressed before would be lost."""
    page.wait_for_url(address, wait_until="commit")
    page.evaluate(LOADED)


def choose(page: Page, link: str, address: str | re.Pattern[str]) -> None:
    """Click the first such link and wait for where it leads."""
    page.locator(link).first.click()
    arrive(page, address)
