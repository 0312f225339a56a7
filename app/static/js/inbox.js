// The inbox: J and K move through the changes, X ticks the one in hand; ticked ones are approved together.
(() => {
  "use strict";

  const bulk = document.getElementById("bulk");
  if (!bulk) return;
  const boxes = [...bulk.querySelectorAll("input[name=id]:not(:disabled)")];
  const all = bulk.querySelector("[data-all]");
  const acts = document.querySelector("[data-bulk]");

  function count() {
    const chosen = boxes.filter((box) => box.checked).length;
    if (!acts) return;
    acts.hidden = chosen === 0;
    acts.querySelector("[data-chosen]").textContent = chosen;
    all.checked = chosen > 0 && chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }

  all?.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  bulk.addEventListener("change", count);
  window.addEventListener("pageshow", count);

  document.addEventListener("keydown", (event) => {
    if (product.isTyping(event)) return;
    const key = event.key.toLowerCase();
    if (key === "j" || key === "k") product.step([...bulk.querySelectorAll(".changes a:not(.tag)")], key === "j" ? 1 : -1);
    if (key === "x") document.activeElement.closest("li")?.querySelector("input[name=id]:not(:disabled)")?.click();
  });
})();
