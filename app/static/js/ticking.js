// A column of ticks: the one in its heading ticks or clears all that are shown.
(() => {
  "use strict";

  for (const table of document.querySelectorAll("[data-ticking]")) {
    const all = table.querySelector("[data-tick-all]");
    const each = [...table.querySelectorAll("tbody input[type=checkbox]")];
    all.addEventListener("change", () => each.forEach((box) => (box.checked = all.checked)));
    table.addEventListener("change", () => {
      const ticked = each.filter((box) => box.checked).length;
      all.checked = ticked === each.length;
      all.indeterminate = ticked > 0 && ticked < each.length;
    });
  }
})();
