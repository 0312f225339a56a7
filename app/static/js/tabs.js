// The tabs of a page: each part is fetched when it is first opened; the open tab stands in the address.
(() => {
  "use strict";

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
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    const panel = panelOf(tab);
    if (panel.dataset.url && !panel.dataset.loaded) load(panel, panel.dataset.url);
    if (remember) history.replaceState(null, "", tab === tabs[0] ? location.pathname + location.search : `#${tab.id.slice(4)}`);
  }

  function follow(event) {
    const link = event.target.closest("th a, .paging a");
    const panel = link?.closest("[role=tabpanel][data-url]");
    if (!panel || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    load(panel, link.href).then(() => panel.focus());
  }

  const STEPS = { ArrowRight: 1, ArrowLeft: -1 };

  for (const tab of tabs) {
    tab.addEventListener("click", () => show(tab, true));
    tab.addEventListener("keydown", (event) => {
      const at = tabs.indexOf(tab);
      const to = { Home: 0, End: tabs.length - 1 }[event.key] ?? (STEPS[event.key] ? at + STEPS[event.key] : -1);
      const next = tabs[(to + tabs.length) % tabs.length];
      if (!(event.key in STEPS) && event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
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
  open();
})();
