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

  function make(select) {
    const { pickUrl, none, hint, failed } = select.dataset;
    let broken = false;

    function type(text) {
      this.wrapper.classList.toggle("typing", text !== "");
    }

    async function load(query, done) {
      const url = this.getUrl(query);
      try {
        const { results, more } = await fetchPage(url);
        const page = Number(new URL(url).searchParams.get("page"));
        if (more) this.setNextUrl(query, address(pickUrl, query, page + 1));
        broken = false;
        done(results);
      } catch {
        broken = true;
        done();
      }
    }

    return new TomSelect(select, {
      plugins: { virtual_scroll: {}, clear_button: { title: "" } },
      valueField: "id",
      labelField: "text",
      searchField: [],
      sortField: [{ field: "$order" }],
      maxItems: 1,
      maxOptions: null,
      preload: "focus",
      loadThrottle: 250,
      highlight: false,
      selectOnTab: true,
      placeholder: hint,
      score: () => () => 1,
      shouldLoad: () => true,
      firstUrl: (query) => address(pickUrl, query, 1),
      load,
      onType: type,
      onItemAdd() {
        type.call(this, "");
      },
      onBlur() {
        type.call(this, "");
      },
      render: {
        option: line,
        item: (item, escape) => `<div>${escape(item.text)}</div>`,
        no_results: () => note(broken ? failed ?? none : none),
        loading: () => note("…"),
        loading_more: () => note("…"),
        no_more_results: () => null,
      },
    });
  }

  for (const select of document.querySelectorAll("select[data-pick-url]")) make(select);
})();
