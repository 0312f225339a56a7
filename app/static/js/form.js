// A form: from field to field with Enter, sent with Ctrl Enter and only once, and not left by accident.
(() => {
  "use strict";

  const form = document.querySelector("[data-form]");
  if (!form) return;
  const submit = form.querySelector("[type=submit]");
  let dirty = "dirty" in form.dataset;
  let sent = false;

  const isField = (one) => one.matches("input, select, textarea") && one.type !== "hidden" && one.tabIndex >= 0 && one.offsetParent !== null;
  const fields = () => [...form.elements].filter(isField);

  function advance(from) {
    const all = fields();
    const next = all[all.indexOf(from) + 1] ?? submit;
    next.focus();
    if (next.matches("input:not([type=file]):not([type=checkbox])")) next.select();
  }

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(submit);
    } else if (event.target.matches("input, select")) {
      event.preventDefault();
      advance(event.target);
    }
  });

  /** A value that differs from the official one shows it beside. */
  function compare(field) {
    const box = field.closest("[data-official]");
    const was = box?.querySelector("[data-was]");
    if (!was) return;
    const now = field.matches("select") ? field.selectedOptions[0]?.textContent ?? "" : field.value;
    const official = box.dataset.official.trim();
    was.hidden = now.trim() === official || now.trim().endsWith(` · ${official}`);
  }

  form.addEventListener("input", (event) => {
    dirty = true;
    compare(event.target);
  });
  form.addEventListener("change", (event) => {
    dirty = true;
    if (event.target.dataset.flag) form.elements[event.target.dataset.flag].value = event.target.checked ? "1" : "0";
    compare(event.target);
  });
  for (const field of fields()) compare(field);

  form.addEventListener("submit", (event) => {
    const underWay = form.querySelector("[aria-busy=true]");
    underWay?.scrollIntoView({ block: "center" });
    if (sent || underWay) {
      event.preventDefault();
      return;
    }
    sent = true;
    submit.textContent = form.dataset.busy;
    submit.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !sent) event.preventDefault();
  });

  function reach(id) {
    const field = document.getElementById(id);
    (field?.tomselect ?? field)?.focus();
    field?.closest(".field")?.scrollIntoView({ block: "center" });
  }

  const summary = document.getElementById("summary");
  summary?.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    reach(link.hash.slice(1));
  });
  if (summary) summary.focus();
  else if (fields()[0]) reach(fields()[0].id.replace(/-ts-control$/, ""));
})();
