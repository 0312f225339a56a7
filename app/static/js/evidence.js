// Evidence files: each is sent on its own as soon as it is chosen; the form carries only their keys.
(() => {
  "use strict";

  function send(file, url, progress) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("file", file);
      request.open("POST", url);
      request.responseType = "json";
      request.setRequestHeader("X-CSRFToken", product.csrfToken());
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress.value = event.loaded / event.total;
      });
      request.addEventListener("load", () => (request.response?.id ? resolve(request.response) : reject(new Error(request.response?.error ?? ""))));
      request.addEventListener("error", () => reject(new Error("")));
      request.send(body);
    });
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const icon = (name) => element("i", { className: `bi bi-${name}`, ariaHidden: "true" });

  function enliven(box) {
    const { evidence: url, sending, remove, failed } = box.dataset;
    const keys = box.querySelector("input[type=hidden]");
    const list = box.querySelector(".files");
    const chooser = box.querySelector("input[type=file]");
    const refused = box.querySelector("[data-refused]");

    function keep() {
      keys.value = Array.from(list.querySelectorAll("[data-id]"), (line) => line.dataset.id).join(",");
      keys.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function finished(line, file) {
      const button = element("button", { type: "button", className: "btn btn-plain", ariaLabel: `${remove} ${file.name}` }, icon("x-lg"));
      button.dataset.drop = "";
      line.dataset.id = file.id;
      line.removeAttribute("aria-busy");
      line.replaceChildren(element("a", { href: file.url }, icon("paperclip"), ` ${file.name}`), button);
      keep();
    }

    async function take(file) {
      const progress = element("progress", { max: 1, value: 0, ariaLabel: sending });
      const line = element("li", { ariaBusy: "true" }, element("span", { textContent: `${sending} ${file.name}` }), progress);
      list.append(line);
      refused.hidden = true;
      try {
        finished(line, await send(file, url, progress));
      } catch (error) {
        line.remove();
        refused.textContent = `${file.name}: ${error.message || failed}`;
        refused.hidden = false;
      }
    }

    chooser.addEventListener("change", async () => {
      for (const file of [...chooser.files]) await take(file);
      chooser.value = "";
    });
    list.addEventListener("click", (event) => {
      if (!event.target.closest("[data-drop]")) return;
      event.target.closest("li").remove();
      keep();
      chooser.focus();
    });
    for (const kind of ["dragover", "dragleave", "drop"]) {
      box.addEventListener(kind, (event) => {
        event.preventDefault();
        box.classList.toggle("over", kind === "dragover");
        if (kind === "drop") [...event.dataTransfer.files].reduce((before, file) => before.then(() => take(file)), Promise.resolve());
      });
    }
  }

  for (const box of document.querySelectorAll("[data-evidence]")) enliven(box);
})();
