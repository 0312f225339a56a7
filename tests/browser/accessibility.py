"""Every kind of page that a role can reach, held against the rules of accessibility by axe-core."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

FILES = (".json", ".xlsx", ".csv")
TYPICAL = (
    "employee",
    "org_unit",
    "assignment",
    "salary_event",
    "disciplinary_action",
    "applicant",
    "headcount_quota",
    "account",
)

AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})"""
# Of every element its ancestors with their attributes, and whether it has words, each once; digits and what a value holds
# are left out. Beside that headings in their order, and of the page as a whole what bears a name twice or points at nothing.
# What stands around the content, with the menu, is told apart from it: it differs by role where the content does not.
MAKEUP = """() => {
  const SILENT = ["href", "action", "value", "placeholder", "title", "src", "content", "max", "maxlength"];
  const known = new Map();
  const said = (one, name) => {
    const value = one.getAttribute(name);
    if (name === "class") return [...one.classList].filter((part) => !part.startsWith("bi-")).sort().join(".");
    return SILENT.includes(name) || name.startsWith("data-") ? Boolean(value) : value.replace(/[0-9]+/g, "#");
  };
  const own = (one) => [
    one.tagName, ...one.getAttributeNames().sort().map((name) => `${name}=${said(one, name)}`),
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()),
  ].join("|");
  const path = (one) => {
    if (!one) return "";
    if (!known.has(one)) known.set(one, path(one.parentElement) + ">" + own(one));
    return known.get(one);
  };
  const every = [...document.querySelectorAll("*")];
  const names = every.map((one) => one.id).filter(Boolean);
  const lost = every.flatMap((one) => ["for", "aria-labelledby", "aria-describedby", "aria-controls"]
    .flatMap((name) => (one.getAttribute(name) || "").split(/ +/)).filter((id) => id && !document.getElementById(id)));
  const content = document.querySelector("main"), within = (one) => Boolean(content?.contains(one));
  const made = (parts) => [
    ...[...new Set(parts.map(path))].sort(),
    parts.filter((one) => one.matches("h1, h2, h3, h4, h5, h6, main, [role=main]")).map((one) => one.tagName).join(" "),
  ].join("\\n");
  const whole = [Boolean(document.title.trim()), names.length - new Set(names).size, lost.length].join(" ");
  const around = every.filter((one) => !within(one) && !one.closest("head, script, style"));
  return ["around " + made(around), `content ${whole} ` + made(every.filter(within))];
}"""


@dataclass(frozen=True)
class Finding:
    """A rule of axe that a page breaks: how grave that is (minor, moderate, serious, critical), and where."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]


def findings(page: Page) -> list[Finding]:
    """What axe finds on the page as it stands now, with everything that opens under a button opened.

    The bar that stays at the lower edge of a form is let go: it lies over other targets wherever the page is scrolled to.
    So are the panels under buttons, of which a reader has one open at a time: all at once they lie over each other.
    The library is evaluated, not loaded: the content policy of the page stays as it is.
    """
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(
        "for (const one of document.querySelectorAll('.sticky, .drop > .panel')) one.style.position = 'static'"
    )
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate(RUN)
    return [
        Finding(
            found["id"],
            found["impact"] or "minor",
            found["help"],
            tuple(" ".join(node["target"]) if isinstance(node["target"][0], str) else "" for node in found["nodes"]),
        )
        for found in result["violations"]
    ]


def makeup_of(page: Page) -> frozenset[str]:
    """Marks of what the page and its content are made of, as far as the rules look at it.

    What hangs on how long a text is, such as the distance of two targets in a line that breaks, is no part of it.
    """
    if page.locator("[data-part]").count():
        page.wait_for_load_state("networkidle")
    return frozenset(hashlib.sha256(part.encode()).hexdigest() for part in page.evaluate(MAKEUP))


class Sound:
    """What pages are made of that broke no rule: one made of that alone need not be held against the rules again."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def has(self, makeup: frozenset[str]) -> bool:
        return makeup <= self._known

    def add(self, makeup: frozenset[str]) -> None:
        self._known |= makeup


def menu_addresses(page: Page) -> list[str]:
    """What the menu of the signed-in role offers."""
    found = (link.get_attribute("href") for link in page.locator("nav.side a").all())
    return list(dict.fromkeys(address for address in found if address))


def pages_within_reach(page: Page, every_record: bool = True) -> Iterator[str]:
    """The addresses of every kind of page, each visited while its name is given.

    Menu and account, what a list offers beside it (charts, import, a new row), a row of each list, its form. All records have
    pages of the same making: without `every_record` a few that differ most stand for the others.
    """
    for address in [*menu_addresses(page), *_links(page, "header .panel a")]:
        of_record = re.fullmatch(r"/(\w+)/list/", address)
        if of_record and not every_record and of_record[1] not in TYPICAL:
            continue
        page.goto(address)
        yield address
        offered = _links(page, "main .head .acts > a")
        row = _links(page, "main tbody a.name, main .changes li a")[:1]
        for found in [*offered, *row]:
            page.goto(found)
            yield found
            for edit in _links(page, "main .head a[href*='/edit/']")[:1]:
                page.goto(edit)
                yield edit


def _links(page: Page, selector: str) -> list[str]:
    """The addresses of links on the page that lead to a page, not to a file."""
    found = (link.get_attribute("href") or "" for link in page.locator(selector).all())
    return [
        address
        for address in found
        if address.startswith("/") and not address.startswith("/form/") and not address.split("?")[0].endswith(FILES)
    ]


def kind_of(address: str) -> str:
    """An address as the kind of page it leads to: keys and filters left out."""
    return re.sub(r"/\d+", "/…", address.split("?")[0].split("#")[0])
