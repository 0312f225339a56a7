// A long job: asks every two seconds how far it is, and shows the page anew when it is over.
(() => {
  "use strict";

  const PAUSE = 2000;
  const job = document.querySelector("[data-refresh]");
  const part = (name) => job.querySelector(`[data-${name}]`);

  function show(state) {
    const bar = job.querySelector("progress");
    if (state.total) bar.value = state.percent;
    part("done").textContent = state.total ? `${state.done} / ${state.total}` : "";
    part("message").textContent = state.message;
    const tag = part("state");
    if (tag.textContent !== state.state) tag.textContent = state.state;
  }

  async function ask() {
    try {
      const response = await fetch(job.dataset.refresh, { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (response.redirected) return location.reload();
      if (!response.ok) throw new Error(response.statusText);
      const state = await response.json();
      if (!state.open) return location.reload();
      show(state);
      part("lost").hidden = true;
    } catch {
      part("lost").hidden = false;
    }
    setTimeout(ask, PAUSE);
  }

  setTimeout(ask, PAUSE);
})();
