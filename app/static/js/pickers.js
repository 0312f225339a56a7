// Pickers: one of many rows or codes, asked from the server while somebody types.
(() => {
  "use strict";

  function line(item, escape) {
    const sub = item.sub ? `<span class="sub">${escape(item.sub)}</span>` : "";
    return `<div>${escape(item.text)}${sub}</div>`;
  }

  function note(text) {
    const box = document.createElement("div");
    box.className = "no-results sub option";
    box.textContent = text;
    return box;
  }

  function make(select) {
    const { pickUrl, none, hint, failed } = select.dataset;
    const pages = new Map();
    let broken = false;

    async function fetchPage(query, done) {
      const url = new URL(pickUrl, location.href);
      const page = pages.get(query) ?? 1;
      url.searchParams.set("q", query);
      url.searchParams.set("page", page);
      try {
        const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
        if (response.redirected || !response.ok) throw new Error(response.statusText);
        const { results, more } = await response.json();
        pages.set(query, more ? page + 1 : 0);
        broken = false;
        done(results.map((item) => ({ ...item, id: String(item.id) })));
      } catch {
        broken = true;
        done();
      }
    }

    const picker = new TomSelect(select, {
      plugins: { virtual_scroll: {}, clear_button: { title: "" } },
      valueField: "id",
      labelField: "text",
      searchField: [],
      maxItems: 1,
      maxOptions: null,
      preload: "focus",
      loadThrottle: 250,
      allowEmptyOption: false,
      closeAfterSelect: true,
      selectOnTab: true,
      placeholder: hint,
      score: () => () => 1,
      firstUrl: () => "1",
      shouldLoad: () => true,
      load: fetchPage,
      render: {
        option: line,
        item: (item, escape) => `<div>${escape(item.text)}</div>`,
        no_results: () => note(broken ? failed : none),
        loading: () => note("…"),
        loading_more: () => note("…"),
        no_more_results: () => null,
      },
    });
    return picker;
  }

  for (const select of document.querySelectorAll("select[data-pick-url]")) make(select);
})();
