// Moves the timeline: earlier, later, to now, with as many weeks as have room. All of it was drawn by
// src/site/timeline.rs and stands in the page; here it is only pushed to and fro, and names are chosen anew where
// there is more room, or less, than the drawing could know.
(() => {
  "use strict";

  const [FEWEST, MOST] = [2, 6];
  /** How wide a week must be for its names, in rem. */
  const NARROWEST_WEEK = 8.1;
  /** What a bar needs beside its name, in px. */
  const PADDING = [6, 4];

  const percent = (share) => `${(share * 100).toFixed(3)}%`;
  const canvas = document.createElement("canvas").getContext("2d");

  /** Writes the longest form of a bar's name that fits into the part of the bar that is seen. */
  const fit = (bar, from, to, pixels) => {
    const text = bar.querySelector("text");
    const [start, end] = [Number(bar.dataset.from), Number(bar.dataset.to)];
    const cut = Math.max(0, from - start) * pixels;
    const room = (Math.min(end, to) - Math.max(start, from)) * pixels - PADDING[0] - PADDING[1];
    const names = text.dataset.names.split("|");
    text.textContent = names.find((name) => canvas.measureText(name).width <= room) ?? "";
    text.setAttribute("x", (cut + PADDING[0]).toFixed(1));
  };

  const setUp = (timeline) => {
    const find = (selector) => timeline.querySelector(selector);
    const [drawing, strip] = [find(".drawing"), find(".strip")];
    const ticks = [...timeline.querySelectorAll("[data-tick]")];
    const [begin, end] = [Number(timeline.dataset.from), Number(timeline.dataset.to)];
    const borders = [...ticks.map((tick) => Number(tick.dataset.tick)), end];
    const days = [...ticks.map((tick) => tick.dataset.day), timeline.dataset.last];
    const parts = [...timeline.querySelectorAll("[data-to]")];
    const built = days.indexOf(find('[data-slot="first"]').textContent);
    let [first, count, width, isMoved] = [Math.max(0, built), 0, 0, false];

    /** The running week, by the reader's clock; the one of the build where the clock is not in the drawing. */
    const running = () => {
      const now = Date.now() / 1000;
      return begin <= now && now < end ? borders.findLastIndex((border) => border <= now) : Math.max(0, built);
    };

    const show = (week) => {
      first = Math.max(0, Math.min(week, ticks.length - count));
      const last = Math.min(first + count, ticks.length);
      const [from, to] = [borders[first], borders[last]];
      strip.setAttribute("width", percent((end - begin) / (to - from)));
      strip.setAttribute("x", percent((begin - from) / (to - from)));
      for (const part of parts) {
        const isSeen = Number(part.dataset.from) < to && from < Number(part.dataset.to);
        if (part.ownerSVGElement) {
          part.setAttribute("display", isSeen ? "inline" : "none");
          if (isSeen) fit(part, from, to, width / (to - from));
        } else {
          part.hidden = !isSeen;
        }
      }
      const now = Date.now() / 1000;
      find(".now-key").hidden = !(from <= now && now < to);
      const write = (name, text) => {
        const slot = find(`[data-slot="${name}"]`);
        if (slot.textContent !== text) slot.textContent = text;
      };
      write("first", days[first]);
      write("last", days[last]);
      find('[data-move="earlier"]').setAttribute("aria-disabled", first === 0);
      find('[data-move="later"]').setAttribute("aria-disabled", last === ticks.length);
    };

    const measure = () => {
      width = drawing.clientWidth || drawing.getBoundingClientRect().width;
      const style = getComputedStyle(drawing.querySelector(".bar text") ?? drawing);
      canvas.font = `${style.fontSize} ${style.fontFamily}`;
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      count = Math.max(FEWEST, Math.min(MOST, Math.floor(width / (NARROWEST_WEEK * rem)), ticks.length));
      show(isMoved ? first : running());
    };

    const moves = { earlier: () => first - count, now: running, later: () => first + count };
    for (const button of timeline.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => {
        isMoved = button.dataset.move !== "now";
        show(moves[button.dataset.move]());
      });
    }
    timeline.classList.add("moves");
    find(".timeline-moves").hidden = false;
    measure();
    new ResizeObserver(() => {
      if (drawing.getBoundingClientRect().width !== width) measure();
    }).observe(drawing);
    document.addEventListener("visibilitychange", () => { if (!document.hidden && !isMoved) show(running()); });
  };

  for (const timeline of document.querySelectorAll(".timeline")) setUp(timeline);
})();
