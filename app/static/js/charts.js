// Charts: each is drawn from the table beside it, a bar for a line that has a count; a click on a bar goes where the line's link goes.
(() => {
  "use strict";

  const LINE = 30;
  const DOUBLE_LINE = 40;
  const WIDEST_LABEL = 0.42;
  const LETTER = 6.9;
  const MOST_GAP = 60;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const number = new Intl.NumberFormat("vi-VN");
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const font = { fontFamily: token("--bs-body-font-family"), fontSize: 13 };
  const drawings = [];

  /** Braces mean something in the rich text of ECharts. */
  const plain = (text) => text.replaceAll("{", "(").replaceAll("}", ")");

  function lines(table) {
    return Array.from(table.querySelectorAll("tbody tr[data-count]"), (row) => ({
      text: plain(row.cells[0].textContent.trim()),
      count: Number(row.dataset.count),
      said: `${row.cells[1].textContent} (${row.cells[2].textContent})`,
      url: row.querySelector("a")?.href,
      tone: row.className,
    }));
  }

  /** The years between two that are counted are none, and stand in the drawing too; the table leaves them out. */
  function withoutGaps(found) {
    const year = (line) => (/^\d{4}$/.test(line.text) ? Number(line.text) : NaN);
    return found.flatMap((line, at) => {
      const missing = at ? year(line) - year(found[at - 1]) - 1 : 0;
      const none = (back) => ({ text: String(year(line) - back), count: 0, said: "0", tone: "value" });
      return [...Array.from({ length: missing > 0 && missing < MOST_GAP ? missing : 0 }, (_one, back) => none(missing - back)), line];
    });
  }

  /** A long text on several lines: a drawn tooltip breaks none by itself. */
  function broken(text, most = 42) {
    const found = [""];
    for (const word of text.split(" ")) {
      if (found.at(-1) && found.at(-1).length + word.length >= most) found.push(word);
      else found.push(`${found.pop()} ${word}`.trim());
    }
    return found.join("\n");
  }

  /** What a bar is called beside it: at most two lines; the whole of it stands in the tooltip. */
  function short(text, width) {
    const [first, second, ...rest] = broken(text, Math.max(Math.floor((width * WIDEST_LABEL) / LETTER), 12)).split("\n");
    return second === undefined ? first : `${first}\n${rest.length ? `${second}…` : second}`;
  }

  /** Under a bar that holds many years there is room for the last of them alone. */
  function year(text) {
    const last = text.match(/\d{4}/);
    return last && last[0] !== text ? `≤ ${last[0]}` : text;
  }

  /** The many small values together are no bar beside the others: longer than any, it would make stubs of them all. */
  function withoutRest(found, box) {
    const rest = found.find(({ tone, count }) => tone === "others" && found.every((line) => line.tone === "others" || line.count < count));
    if (!rest) return found;
    const told = document.createElement("p");
    told.className = "sub";
    const link = document.createElement(rest.url ? "a" : "span");
    if (rest.url) link.href = rest.url;
    link.textContent = `${rest.text}: ${rest.said}`;
    told.append(link);
    box.parentElement.after(told);
    return found.filter((line) => line !== rest);
  }

  function bar({ count, tone, url }) {
    const color = tone === "value" ? token("--chart") : token("--edge");
    return { value: count, itemStyle: { color }, cursor: url ? "pointer" : "default" };
  }

  function settings(kind, found, width, moving) {
    const upright = kind === "years";
    const values = {
      type: "value",
      minInterval: 1,
      axisLabel: { ...font, color: token("--muted"), formatter: (value) => number.format(value), hideOverlap: true },
      splitLine: { lineStyle: { color: token("--line") } },
    };
    const names = {
      type: "category",
      data: found.map(({ text }) => text),
      inverse: !upright,
      triggerEvent: true,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token("--line") } },
      axisLabel: { ...font, color: token("--ink"), ...(upright ? { hideOverlap: true, formatter: year } : { interval: 0, lineHeight: 15, formatter: (text) => short(text, width) }) },
    };
    const label = { ...font, show: !upright, position: "right", color: token("--muted"), formatter: ({ value }) => number.format(value) };
    return {
      animation: moving,
      animationDuration: 300,
      textStyle: font,
      grid: { left: upright ? 14 : 4, right: upright ? 14 : 52, top: 8, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      [upright ? "xAxis" : "yAxis"]: names,
      [upright ? "yAxis" : "xAxis"]: upright ? values : { ...values, axisLabel: { show: false }, splitLine: { show: false } },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow", animation: false },
        renderMode: "richText",
        confine: true,
        textStyle: { ...font, color: token("--ink") },
        backgroundColor: "#fff",
        borderColor: token("--line"),
        formatter: ([{ dataIndex }]) => `${broken(found[dataIndex].text)}\n${found[dataIndex].said}`,
      },
      series: [{ type: "bar", data: found.map(bar), barMaxWidth: 18, barCategoryGap: "30%", label, emphasis: { disabled: true } }],
    };
  }

  function draw(box) {
    const { kind } = box.dataset;
    const counted = lines(box.parentElement.querySelector(".counts"));
    const found = kind === "years" ? withoutGaps(counted) : withoutRest(counted, box);
    box.hidden = false;
    const line = () => (found.some(({ text }) => short(text, box.clientWidth).includes("\n")) ? DOUBLE_LINE : LINE);
    const fit = () => (box.style.height = kind === "years" ? "260px" : `${found.length * line() + 16}px`);
    fit();
    const chart = echarts.init(box, null, { renderer: "svg" });
    // What is drawn anew for another width or for paper stands there at once.
    const show = (width, moving = false) => {
      fit();
      chart.resize({ width });
      chart.setOption(settings(kind, found, chart.getWidth(), moving), { notMerge: true });
    };
    const at = ({ offsetX, offsetY }) => {
      const place = chart.convertFromPixel(kind === "years" ? { xAxisIndex: 0 } : { yAxisIndex: 0 }, kind === "years" ? offsetX : offsetY);
      return found[Math.round(place)];
    };
    // The whole line of a bar leads to its rows, for a bar of one in a thousand is hard to hit.
    chart.getZr().on("mousemove", (event) => chart.getZr().setCursorStyle(at(event)?.url ? "pointer" : "default"));
    chart.getZr().on("click", (event) => {
      const url = at(event)?.url;
      if (!url) return;
      if (event.event.ctrlKey || event.event.metaKey) window.open(url, "_blank", "noopener");
      else location.assign(url);
    });
    new ResizeObserver(() => box.clientWidth && box.clientWidth !== chart.getWidth() && show("auto")).observe(box);
    show("auto", !still);
    drawings.push({ box, show });
  }

  const page = document.querySelector("[data-charts]");
  const buttons = document.querySelectorAll("[data-show]");

  function choose(wanted) {
    page.dataset.charts = wanted;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.show === wanted));
  }

  for (const box of document.querySelectorAll(".drawn")) draw(box);
  if (drawings.length) {
    document.querySelector(".switch").hidden = false;
    choose("chart");
    for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.show));
    addEventListener("beforeprint", () => drawings.forEach(({ show }) => show(660)));
    addEventListener("afterprint", () => drawings.forEach(({ show }) => show("auto")));
  }
})();
