// The tabs of a page: each part is fetched when it is first opened; the open tab stands in the address.
(() => {
  "use strict";

  const line = document.querySelector(".tab-line");
  const more = document.querySelector(".more");
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
  const part = (id) => document.getElementById(id).content.cloneNode(true);

  async function load(panel, url) {
    panel.replaceChildren(part("tab-loading"));
    panel.setAttribute("aria-busy", "true");
    try {
      panel.innerHTML = await product.fetchFragment(url, "tab");
    } catch (error) {
      delete panel.dataset.loaded;
      panel.replaceChildren(part(error.status === 403 || error.status === 404 ? "tab-denied" : "tab-failed"));
      panel.querySelector("[data-again]")?.addEventListener("click", () => load(panel, url));
      return;
    } finally {
      panel.removeAttribute("aria-busy");
    }
    panel.dataset.loaded = "1";
  }

  function show(tab, remember) {
    for (const other of tabs) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      panelOf(other).hidden = !chosen;
    }
    name();
    const panel = panelOf(tab);
    if (panel.dataset.url && !panel.dataset.loaded) load(panel, panel.dataset.url);
    if (remember) history.replaceState(null, "", tab === tabs[0] ? location.pathname + location.search : `#${tab.id.slice(4)}`);
  }

  /** The button over the hidden tabs says which of them is open. */
  function name() {
    const label = more.querySelector("[data-more]");
    const held = more.querySelector("[aria-selected=true]");
    more.classList.toggle("holds", held !== null);
    label.textContent = held ? held.textContent : label.dataset.more;
  }

  /** Tabs that do not fit on the line stand under a button. */
  function fit() {
    const box = more.querySelector(".panel");
    line.append(...tabs);
    more.hidden = line.scrollWidth <= line.clientWidth;
    if (!more.hidden) {
      while (line.scrollWidth > line.clientWidth && line.children.length > 1) box.prepend(line.lastElementChild);
    }
    name();
  }

  function follow(event) {
    const link = event.target.closest("th a, .paging a");
    const panel = link?.closest("[role=tabpanel][data-url]");
    if (!panel || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load(panel, link.href).then(() => panel.focus());
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  for (const tab of tabs) {
    tab.addEventListener("click", () => {
      show(tab, true);
      more.open = false;
    });
    tab.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(tab);
      const to = { Home: 0, End: tabs.length - 1 }[event.key] ?? (STEPS[event.key] ? at + STEPS[event.key] : -1);
      const next = tabs[(to + tabs.length) % tabs.length];
      if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      more.open = more.contains(next);
      next.focus();
      show(next, true);
    });
  }

  function open() {
    const tab = tabs.find((one) => `#${one.id.slice(4)}` === location.hash) ?? tabs[0];
    if (tab && tab.getAttribute("aria-selected") !== "true") show(tab, false);
  }

  document.addEventListener("click", follow);
  window.addEventListener("hashchange", open);
  if (!tabs.length) return;
  new ResizeObserver(fit).observe(line.parentElement);
  open();
})();
