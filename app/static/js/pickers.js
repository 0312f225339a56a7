// Pickers: one of many rows or codes, asked from the server page by page while somebody types.
(() => {
  "use strict";

  function line(item, escape) {
    const sub = item.sub ? `<span class="sub">${escape(item.sub)}</span>` : "";
    return `<div>${escape(item.text)}${sub}</div>`;
  }

  function note(text) {
    const box = document.createElement("div");
    box.className = "note sub";
    box.textContent = text;
    return box;
  }

  function address(base, query, page) {
    const url = new URL(base, location.href);
    url.searchParams.set("q", query);
    url.searchParams.set("page", page);
    return url.href;
  }

  async function fetchPage(url) {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (response.redirected || !response.ok) throw new Error(response.statusText);
    const { results, more } = await response.json();
    return { results: results.map((item) => ({ ...item, id: String(item.id) })), more };
  }

  function settings(base, texts) {
    const found = new Map();
    let broken = false;

    /** What was found for other words, and what is chosen already, is not an answer to these. */
    function keep(query, results) {
      const known = found.get(query) ?? new Set();
      for (const item of results) known.add(item.id);
      found.set(query, known);
    }

    async function load(query, done) {
      const url = this.getUrl(query);
      try {
        const { results, more } = await fetchPage(url);
        const page = Number(new URL(url).searchParams.get("page"));
        if (more) this.setNextUrl(query, address(base, query, page + 1));
        keep(query, results);
        broken = false;
        done(results);
      } catch {
        broken = true;
        done();
      }
    }

    return {
      plugins: { virtual_scroll: {}, clear_button: { title: texts.remove, tabindex: -1 } },
      valueField: "id",
      labelField: "text",
      searchField: [],
      maxItems: 1,
      maxOptions: null,
      openOnFocus: false,
      loadThrottle: 250,
      highlight: false,
      selectOnTab: true,
      placeholder: texts.hint,
      score: (query) => (item) => (found.get(query)?.has(item.id) ? 1 : 0),
      shouldLoad: () => true,
      firstUrl: (query) => address(base, query, 1),
      load,
      render: {
        option: line,
        item: (item, escape) => `<div>${escape(item.text)}</div>`,
        no_results: () => note(broken ? texts.failed : texts.none),
        loading: () => note("…"),
        loading_more: () => note("…"),
        no_more_results: () => null,
      },
    };
  }

  /** The list opens on a click, an arrow or typing; passing by with Tab or Enter neither opens it nor chooses anything. */
  function behave(picker) {
    const input = picker.control_input;
    const mayChoose = picker.canSelect;
    let meant = false;
    let wasOpen = false;

    function open() {
      picker.clearPagination();
      picker.loadedSearches = {};
      picker.load("");
      picker.open();
    }

    function typed(text) {
      meant = text !== "";
      picker.loadedSearches = {};
      picker.wrapper.classList.toggle("typing", meant);
    }

    picker.hook("instead", "canSelect", (option) => meant && mayChoose.call(picker, option));
    picker.on("type", typed);
    picker.on("item_add", () => typed(""));
    picker.on("blur", () => typed(""));
    picker.control.addEventListener("pointerdown", () => (wasOpen = picker.isOpen));
    picker.control.addEventListener("click", () => wasOpen || open());
    input.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        meant = true;
        if (picker.isOpen) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        open();
      },
      true,
    );
  }

  for (const select of document.querySelectorAll("select[data-pick-url]")) {
    const texts = select.closest("[data-hint]").dataset;
    behave(new TomSelect(select, settings(select.dataset.pickUrl, texts)));
    // The label names the control that stands in its place; a reader of screens must not meet the nameless one as well.
    select.setAttribute("aria-hidden", "true");
  }
})();
