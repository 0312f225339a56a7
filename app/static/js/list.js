// A list: search as you type, lean addresses for filters and columns, and the keys J and K.
(() => {
  "use strict";

  const WAIT = 250;
  const rows = document.getElementById("rows");
  const said = document.getElementById("said");
  const search = document.querySelector("form[data-live]");
  let timer, running;

  function addressOf(query) {
    const url = new URL(location.href);
    url.searchParams.delete("page");
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    return url;
  }

  /** The heading says how many there are. */
  function tell({ count, filtered }) {
    const heading = document.getElementById("count");
    heading.textContent = `${count} ${filtered === undefined ? heading.dataset.scope : heading.dataset.found}`;
    return heading.textContent;
  }

  async function find(query) {
    running?.abort();
    running = new AbortController();
    const url = addressOf(query);
    rows.firstElementChild?.setAttribute("aria-busy", "true");
    try {
      rows.innerHTML = await product.fetchFragment(url, "rows", running.signal);
      said.textContent = tell(rows.querySelector("[data-count]").dataset);
      history.replaceState(null, "", url);
      carry(query);
    } catch (error) {
      if (error.name === "AbortError") return;
      said.textContent = said.dataset.failed;
      said.className = "error";
      rows.firstElementChild?.removeAttribute("aria-busy");
      return;
    }
    said.className = "visually-hidden";
  }

  /** The other forms and links of the page take along what is searched for. */
  function carry(query) {
    for (const field of document.querySelectorAll("form[data-lean] input[name=q]")) field.value = query;
    for (const link of document.querySelectorAll("a[data-carry]")) {
      const url = new URL(link.href);
      if (query) url.searchParams.set("q", query);
      else url.searchParams.delete("q");
      link.href = url;
    }
  }

  if (search) {
    const field = search.elements.q;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => find(field.value.trim()), WAIT);
    });
    search.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      find(field.value.trim());
    });
  }

  /** The address that a form asks for, without what is empty; a range and ticked boxes become one value each. */
  function lean(form) {
    const url = new URL(location.href);
    for (const name of new Set(Array.from(form.elements, (field) => field.name))) url.searchParams.delete(name);
    url.searchParams.delete("page");
    for (const range of form.querySelectorAll("[data-range]")) {
      const fields = [...range.querySelectorAll("[data-date]")];
      // What nobody touched stays as it is written: it may be counted from today.
      if (fields.every((field) => field.value === field.defaultValue)) continue;
      const [since, until] = fields.map((field) => field.value.trim());
      range.querySelector("input[type=hidden]").value = since === until ? since : `${since}..${until}`;
    }
    const joined = form.dataset.joined;
    const values = new FormData(form);
    for (const [name, value] of values) if (value && name !== joined) url.searchParams.set(name, value);
    if (joined) url.searchParams.set(joined, values.getAll(joined).join(","));
    return url;
  }

  // What is kept is the list as it stands now, not as it was when the page came.
  for (const form of document.querySelectorAll("form[data-keep]")) {
    form.addEventListener("submit", () => {
      form.elements.asks.value = location.search.slice(1);
    });
  }

  for (const form of document.querySelectorAll("form[data-lean]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(lean(form));
    });
  }

  document.addEventListener("keydown", (event) => {
    if (product.isTyping(event)) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") product.step([...rows.querySelectorAll("tbody .name")], key === "j" ? 1 : -1);
    if (key === "/" && search) {
      event.preventDefault();
      search.elements.q.focus();
    }
  });
})();
