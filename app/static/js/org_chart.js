// The organisation chart: what stands below a unit is fetched when the unit is first opened.
(() => {
  "use strict";

  const tree = document.querySelector(".tree");
  if (!tree) return;

  function said(text, role) {
    const line = document.createElement("p");
    line.className = "sub";
    line.setAttribute("role", role);
    line.textContent = text;
    return line;
  }

  async function open(node) {
    if (!node.open || node.dataset.loaded) return;
    node.dataset.loaded = "1";
    const summary = node.querySelector("summary");
    const box = document.createElement("div");
    box.append(said(tree.dataset.loading, "status"));
    node.replaceChildren(summary, ...node.querySelectorAll(":scope > p"), box);
    try {
      box.innerHTML = await product.fetchFragment(node.dataset.branch, "branch");
    } catch {
      delete node.dataset.loaded;
      box.replaceChildren(said(tree.dataset.failed, "alert"));
    }
  }

  // `toggle` does not bubble, but it can be caught on its way down.
  tree.addEventListener("toggle", (event) => open(event.target), true);
})();
