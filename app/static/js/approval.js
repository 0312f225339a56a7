// A change to be decided: J and K turn to the next and the previous one, D approves, T opens the reason for a return.
(() => {
  "use strict";

  const change = document.querySelector("[data-change]");
  let decided = false;

  function turn(url) {
    if (url) location.assign(url);
  }

  /** Opened and ready at once: the browser tells of what opens a moment later, and would lose what is typed till then. */
  function openReason(summary) {
    summary?.click();
    if (summary?.parentElement.open) summary.parentElement.querySelector("textarea").focus();
  }

  const press = {
    j: () => turn(change.dataset.next),
    k: () => turn(change.dataset.previous),
    d: () => change.querySelector("button[data-key=d]")?.click(),
    t: () => openReason(change.querySelector("summary[data-key=t]")),
  };

  // A key held down must not decide the next change as well.
  document.addEventListener("keydown", (event) => {
    if (event.repeat || product.isTyping(event)) return;
    const act = press[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });

  for (const reasoned of change.querySelectorAll("details.drop")) {
    reasoned.addEventListener("toggle", () => reasoned.open && reasoned.querySelector("textarea").focus());
  }

  change.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey && event.target.matches("textarea")) event.target.form.requestSubmit();
  });

  change.addEventListener("submit", (event) => {
    if (decided) event.preventDefault();
    decided = true;
    for (const button of change.querySelectorAll("[type=submit]")) button.setAttribute("aria-disabled", "true");
  });

  document.querySelector(".neighbours [aria-current]")?.scrollIntoView({ block: "nearest" });
})();
