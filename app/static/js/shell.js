// The frame of every page: the menu of a phone, Ctrl K, what opens under a button, and what other scripts share.
(() => {
  "use strict";

  const TYPED = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

  window.product = {
    csrfToken: () => document.querySelector("meta[name=csrf-token]")?.content ?? "",

    /** Whether a key belongs to somebody's typing, or to the browser, rather than to a shortcut of ours. */
    isTyping: (event) =>
      event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest(TYPED) !== null,

    /** A part of a page as HTML. A reader whose session has ended is sent to sign in and comes back here. */
    async fetchFragment(url, name, signal) {
      const response = await fetch(url, { headers: { "X-Fragment": name }, credentials: "same-origin", signal });
      if (response.redirected || response.status === 401) {
        location.reload();
        return new Promise(() => {});
      }
      if (!response.ok) throw Object.assign(new Error(response.statusText), { status: response.status });
      return response.text();
    },

    /** Move the focus up or down a list of links; answers the link that has it now. */
    step(links, by) {
      const at = links.findIndex((link) => link === document.activeElement || link.closest("tr, li")?.contains(document.activeElement));
      const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
      next?.focus();
      next?.closest("tr, li")?.scrollIntoView({ block: "nearest" });
      return next;
    },
  };

  const menu = document.getElementById("menu");
  const button = document.querySelector("[data-menu]");

  function showMenu(open) {
    document.body.classList.toggle("menu-open", open);
    button.setAttribute("aria-expanded", String(open));
    document.querySelector(".page").inert = open;
    (open ? menu.querySelector("a") : button).focus();
  }

  if (menu && button) {
    button.addEventListener("click", () => showMenu(true));
    // Only the menu moves, not the page behind it.
    const here = menu.querySelector("[aria-current]");
    if (here) menu.scrollTop = Math.max(here.offsetTop - menu.clientHeight / 2, 0);
  }

  document.addEventListener("click", (event) => {
    if (document.body.classList.contains("menu-open") && !event.target.closest("#menu, [data-menu]")) showMenu(false);
    for (const open of document.querySelectorAll("details.drop[open]")) {
      if (!event.composedPath().includes(open)) open.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (document.body.classList.contains("menu-open")) showMenu(false);
      for (const open of document.querySelectorAll("details.drop[open]")) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
    if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === "k") {
      const search = document.getElementById("search");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
})();
