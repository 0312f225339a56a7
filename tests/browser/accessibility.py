"""Every kind of page that a role can reach, held against the rules of accessibility by axe-core."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
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
# are left out. Beside that what is looked at in the page as a whole: headings in their order, what bears a name twice.
MAKEUP = """(document) => {
  const SILENT = ["nonce", "href", "action", "value", "placeholder", "title", "src", "content", "max", "maxlength"];
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
  return [
    ...[...new Set(every.map(path))].sort(), Boolean(document.title.trim()),
    [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, main, [role=main]")].map((one) => one.tagName).join(" "),
    names.length - new Set(names).size, lost.length,
  ].join("\\n");
}"""
MAKEUP_HERE = f"() => ({MAKEUP})(document)"
# Of a page as it is sent: the making of what stands around its content, and that of the content, unless parts are fetched into
# it later; the pages that it offers, its first row, its form.
SENT = f"""(text) => {{
  const making = {MAKEUP};
  const parse = () => {{
    const page = new DOMParser().parseFromString(text, "text/html");
    page.querySelectorAll("script, link, style, meta").forEach((one) => one.remove());
    return page;
  }};
  const around = parse(), content = parse(), main = content.querySelector("main");
  const links = (selector) => [...content.querySelectorAll(selector)].map((one) => one.getAttribute("href") || "");
  const found = {{
    offered: links("main .head .acts > a"),
    row: links("main tbody a.name, main .changes li a").slice(0, 1),
    form: links("main .head a[href*='/edit/']").slice(0, 1),
  }};
  const settled = main && !main.querySelector("[data-part]");
  around.querySelector("main")?.replaceChildren();
  if (main) content.body.replaceChildren(main);
  return {{ ...found, making: settled ? [making(around), making(content)] : [] }};
}}"""


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
    The library is evaluated, not loaded: the content policy of the page stays as it is.
    """
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate("for (const one of document.querySelectorAll('.sticky')) one.style.position = 'static'")
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


def makeup_of(page: Page) -> str:
    """What the page is made of, as far as the rules look at it: two roles' pages of the same making break the same ones.

    What hangs on how long a text is, such as the distance of two targets in a line that breaks, is judged on the first of them.
    """
    if page.locator("[data-part]").count():
        page.wait_for_load_state("networkidle")
    return hashlib.sha256(str(page.evaluate(MAKEUP_HERE)).encode()).hexdigest()


def menu_addresses(page: Page) -> list[str]:
    """What the menu of the signed-in role offers."""
    found = (link.get_attribute("href") for link in page.locator("nav.side a").all())
    return list(dict.fromkeys(address for address in found if address))


@dataclass(frozen=True)
class Sent:
    """A page as it is sent: its address, the marks of its making (none: made later), and the pages that it leads to."""

    address: str
    making: frozenset[str]
    offered: list[str]
    row: list[str]
    form: list[str]


class Sound:
    """Pages that broke no rule. One whose frame and content are made like those of such pages need not be looked at again."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def has(self, sent: Sent) -> bool:
        return bool(sent.making) and sent.making <= self._known

    def add(self, sent: Sent) -> None:
        self._known |= sent.making


def pages_within_reach(page: Page, every_record: bool = True) -> Iterator[Sent]:
    """Every kind of page that the signed-in role can reach, as it is sent; to see one is left to the caller.

    Menu and account, what a list offers beside it (charts, import, a new row), a row of each list, its form. All records have
    pages of the same making: without `every_record` a few that differ most stand for the others.
    """
    for address in [*menu_addresses(page), *_links(page, "header .panel a")]:
        of_record = re.fullmatch(r"/(\w+)/list/", address)
        if of_record and not every_record and of_record[1] not in TYPICAL:
            continue
        first = _sent(page, address)
        yield first
        for found in [*first.offered, *first.row]:
            led_to = _sent(page, found)
            yield led_to
            for form in led_to.form:
                yield _sent(page, form)


def _sent(page: Page, address: str) -> Sent:
    """What the server sends to the role that is signed in, read without drawing it."""
    answer = page.request.get(address)
    assert answer.ok, address
    found: dict[str, Any] = page.evaluate(SENT, answer.text())
    making = frozenset(hashlib.sha256(part.encode()).hexdigest() for part in found["making"])
    return Sent(address, making, *(_to_pages(found[name]) for name in ("offered", "row", "form")))


def _links(page: Page, selector: str) -> list[str]:
    return _to_pages(link.get_attribute("href") or "" for link in page.locator(selector).all())


def _to_pages(addresses: Iterable[str]) -> list[str]:
    """Those that lead to a page, not to a file."""
    return [
        address
        for address in addresses
        if address.startswith("/") and not address.startswith("/form/") and not address.split("?")[0].endswith(FILES)
    ]


def kind_of(address: str) -> str:
    """An address as the kind of page it leads to: keys and filters left out."""
    return re.sub(r"/\d+", "/…", address.split("?")[0].split("#")[0])
