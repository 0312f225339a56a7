// A long job: asks every two seconds how far it is, and shows the page anew when it is over, with what is typed in it.
(() => {
  "use strict";

  const PAUSE = 2000;
  const STILL = 1500;
  let typedAt = 0;
  const job = document.querySelector("[data-refresh]");
  const part = (name) => job.querySelector(`[data-${name}]`);

  /** The page as it is now. What stands in its fields goes along with this entry of the history, and nowhere else. */
  function anew() {
    // Not while somebody types: what is pressed between two pages is lost.
    if (Date.now() - typedAt < STILL) return setTimeout(anew, STILL / 3);
    const changed = [...document.querySelectorAll("textarea[id]")].filter((field) => field.value !== field.defaultValue);
    const typed = changed.map((field) => [field.id, field.value]);
    history.replaceState({ typed, at: document.activeElement?.id }, "");
    location.reload();
  }

  function takeUp({ typed, at }) {
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    if (typed.some(([id]) => id === at)) document.getElementById(at)?.focus();
    history.replaceState(null, "");
  }

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
      if (response.redirected) return anew();
      if (!response.ok) throw new Error(response.statusText);
      const state = await response.json();
      if (!state.open) return anew();
      show(state);
      part("lost").hidden = true;
    } catch {
      part("lost").hidden = false;
    }
    setTimeout(ask, PAUSE);
  }

  addEventListener("keydown", () => (typedAt = Date.now()));
  if (history.state?.typed) takeUp(history.state);
  if (job) setTimeout(ask, PAUSE);
})();
