// Dates are typed; a calendar stands beside for whole ones. A month or a year alone stays as it was typed.
(() => {
  "use strict";

  const WHOLE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

  const toIso = (text) => text.replace(WHOLE, (_all, day, month, year) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  const fromIso = (iso) => iso.split("-").reverse().join("/");

  /** Eight digits in a row are a whole date: 12031987 is 12/03/1987. */
  function tidy(field) {
    const text = field.value.trim();
    field.value = /^\d{8}$/.test(text) ? `${text.slice(0, 2)}/${text.slice(2, 4)}/${text.slice(4)}` : text;
  }

  function calendar(button) {
    const field = button.parentElement.querySelector("[data-date]");
    const native = document.createElement("input");
    native.type = "date";
    native.tabIndex = -1;
    native.ariaHidden = "true";
    button.after(native);
    button.addEventListener("click", () => {
      native.value = WHOLE.test(field.value) ? toIso(field.value) : "";
      native.showPicker();
    });
    native.addEventListener("change", () => {
      if (!native.value) return;
      field.value = fromIso(native.value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  for (const field of document.querySelectorAll("[data-date]")) field.addEventListener("change", () => tidy(field));
  for (const field of document.querySelectorAll(".range [data-date]")) field.maxLength = 10;
  for (const button of document.querySelectorAll("[data-calendar]")) calendar(button);
})();
