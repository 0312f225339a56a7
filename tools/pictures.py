"""Walk through the demo province with every role, write what axe-core finds on each page, and take pictures of a phone.

Writes docs/accessibility.md and docs/pictures/phone/*.png. With the word `typical` it visits of all records, whose pages come
from the same templates, only some of each kind: a quarter of the time.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.accessibility import Sound, findings, kind_of, makeup_of, pages_within_reach  # noqa: E402
from tests.browser.serving import CHROMIUM, FLAGS, Province, served  # noqa: E402

SCREEN, PHONE = (1366, 768), (390, 844)
PAGE = ROOT / "docs/accessibility.md"
PICTURES = ROOT / "docs/pictures/phone"
# The pictures of the manual: a page as one role sees it on a phone.
SHOWN = {
    "nhanvien": ("/", "/my_record/", "/employee/show/…", "/employee/edit/…"),
    "lanhdao": ("/dashboard/",),
    "canbo": ("/employee/list/", "/employee/charts/", "/import/employee/"),
    "duyet": ("/approval/list/", "/approval/show/…"),
    "quantri": ("/account/list/",),
}
Found = dict[str, dict[str, int]]


def main(every_record: bool) -> int:
    """0 when no page of any role breaks a rule."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as province, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        sound = {SCREEN: Sound(), PHONE: Sound()}
        on_screen, on_phone = (
            {role: _walk(chromium, province, role, size, every_record, sound[size]) for role in province.passwords}
            for size in (SCREEN, PHONE)
        )
    PAGE.write_text(_page(on_screen, on_phone, every_record), encoding="utf-8")
    return int(any(sum(pages.values()) for walks in (on_screen, on_phone) for pages in walks.values()))


def _walk(
    chromium: Browser,
    province: Province,
    role: str,
    size: tuple[int, int],
    every_record: bool,
    sound: Sound,
) -> dict[str, int]:
    """How many faults each kind of page has for a role; `sound` knows what broke none at this size."""
    found: dict[str, int] = {}
    with _signed_in(chromium, province, role, size) as page:
        for address in pages_within_reach(page, every_record=every_record):
            kind = kind_of(address)
            if kind in found:
                continue
            if size == PHONE and kind in SHOWN.get(role, ()):
                page.screenshot(path=PICTURES / f"{_file_name(kind)}.png")
            wide = page.evaluate("document.documentElement.scrollWidth") > size[0]
            makeup = makeup_of(page)
            faults = 0 if sound.has(makeup) else len(findings(page))
            if not faults:
                sound.add(makeup)
            found[kind] = faults + wide
    return found


@contextmanager
def _signed_in(chromium: Browser, province: Province, role: str, size: tuple[int, int]) -> Iterator[Page]:
    width, height = size
    context = chromium.new_context(base_url=province.address, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto("/login/")
    page.fill("#username", role)
    page.fill("#password", province.passwords[role])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{province.address}/")
    yield page
    context.close()


def _file_name(kind: str) -> str:
    return "-".join(part for part in kind.split("/") if part not in ("", "…")) or "home"


def _page(on_screen: Found, on_phone: Found, every_record: bool) -> str:
    kinds = list(dict.fromkeys(kind for pages in on_screen.values() for kind in pages))
    roles = list(on_screen)
    lines = [
        "# Accessibility",
        "",
        "Rules of WCAG 2.2 A and AA and the good practice of axe-core that each page breaks, by role, in Chromium, on a",
        f"screen of {SCREEN[0]}×{SCREEN[1]} and on a phone of {PHONE[0]}×{PHONE[1]}, with everything opened that opens under a",
        "button; a page that is wider than its window counts as one more. Every page is opened; one whose frame and content are",
        "made like those of pages that broke no rule, of the same elements, classes and attributes, is not judged again. A",
        "dash: the role cannot reach the page. Written by `make pictures`."
        if every_record
        else '`make pictures a="typical"`: of the records, those that stand for all.',
        "",
        f"| page | {' | '.join(roles)} |",
        f"| --- |{' ---: |' * len(roles)}",
    ]
    for kind in kinds:
        cells = (_cell(on_screen[role].get(kind), on_phone[role].get(kind)) for role in roles)
        lines.append(f"| `{kind}` | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(screen: int | None, phone: int | None) -> str:
    """Faults on the screen and on the phone."""
    return "–" if screen is None else f"{screen} · {'–' if phone is None else phone}"


if __name__ == "__main__":
    sys.exit(main(every_record="typical" not in sys.argv))
