// Parts of a page that are worked out after it stands: each is fetched once, and one with nothing to say stays hidden.
(() => {
  "use strict";

  async function fill(part) {
    try {
      part.innerHTML = await product.fetchFragment(part.dataset.part, "part");
    } catch {
      part.textContent = part.dataset.failed;
    }
    part.hidden = part.textContent.trim() === "";
  }

  for (const part of document.querySelectorAll("[data-part]")) fill(part);
})();
