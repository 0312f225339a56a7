// Sending a sheet: drop it or choose it, learn at once that it is too large, and see that the server is at work.
(() => {
  "use strict";

  const MEGABYTE = 1 << 20;
  const form = document.querySelector("form[data-upload]");

  function show() {
    const field = form.elements.file;
    const file = field.files[0];
    const chosen = form.querySelector("[data-chosen]");
    const tooLarge = file !== undefined && file.size > Number(form.dataset.most) * MEGABYTE;
    chosen.textContent = file ? file.name : chosen.dataset.empty;
    form.querySelector("[data-too-large]").hidden = !tooLarge;
    form.querySelector("button[type=submit]").disabled = tooLarge;
  }

  if (form) {
    const zone = form.querySelector("[data-drop]");
    form.elements.file.addEventListener("change", show);
    zone.addEventListener("dragover", (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      form.elements.file.files = event.dataTransfer.files;
      show();
    });
  }

  /** One click is enough: the button rests until the answer comes, also when one comes back with the browser's arrow. */
  for (const sent of document.querySelectorAll("form[data-upload], form[data-once]")) {
    const wait = (at) => {
      for (const part of sent.querySelectorAll("[data-wait]")) part.hidden = !at;
      sent.toggleAttribute("data-sending", at);
    };
    sent.addEventListener("submit", (event) => {
      if (sent.hasAttribute("data-sending")) event.preventDefault();
      else if (!event.submitter?.hasAttribute("formaction")) wait(true);
    });
    window.addEventListener("pageshow", () => wait(false));
  }
})();
