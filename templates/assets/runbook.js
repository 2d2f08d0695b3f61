// What a runbook's page can do: the heading at hand marked in the contents, code copied, tasks ticked, the words of an
// incident written. All words that it shows stand in the page's <template>s. Who is on call is the work of site.js.
(() => {
  "use strict";

  const prose = document.querySelector(".prose");
  const part = (name) => document.getElementById(`site:part-${name}`).content.firstElementChild.cloneNode(true);

  // The heading at hand

  const contents = document.querySelector(".contents");
  const headings = contents ? [...prose.querySelectorAll("h2[id], h3[id]")] : [];
  /** So far down the window, as a part of it, a heading has become the one at hand. */
  const LINE = 0.3;

  /** The heading that the address leads to, if it is in the window. */
  const asked = () => {
    const heading = headings.find((one) => one.matches(":target"));
    const top = heading?.getBoundingClientRect().top;
    return top >= 0 && top < innerHeight ? heading : undefined;
  };

  const atHand = () => {
    const { scrollHeight } = document.documentElement;
    // The last sections may be too short to reach the line.
    if (scrollY > 0 && scrollY + innerHeight >= scrollHeight - 1) return asked() ?? headings.at(-1);
    return headings.findLast((heading) => heading.getBoundingClientRect().top <= innerHeight * LINE) ?? headings[0];
  };

  const markAtHand = () => {
    const heading = atHand();
    for (const link of contents.querySelectorAll("a")) {
      if (decodeURIComponent(link.hash.slice(1)) === heading.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    contents.querySelector('[data-slot="current"]').textContent = heading.textContent;
    // Only the list scrolls, never the page.
    const list = contents.querySelector(".contents-beside");
    const current = list.querySelector("[aria-current]");
    if (!current || list.scrollHeight <= list.clientHeight) return;
    const middle = current.offsetTop - list.clientHeight / 2;
    if (Math.abs(list.scrollTop - middle) > list.clientHeight / 3) list.scrollTop = middle;
  };

  if (headings.length) {
    const watch = (margin, elements) => {
      const observer = new IntersectionObserver(markAtHand, { rootMargin: margin });
      for (const element of elements) observer.observe(element);
    };
    watch(`0px 0px -${(1 - LINE) * 100}% 0px`, headings);
    // The end of the page is reached with this.
    watch("0px 0px 0px 0px", [document.querySelector("body > footer")].filter(Boolean));
    addEventListener("scrollend", markAtHand);
    addEventListener("hashchange", markAtHand);
    addEventListener("resize", markAtHand);
    // It stays in view while it is folded, and does not stay open over what was looked for.
    const folded = contents.querySelector("details");
    contents.classList.add("follows");
    folded.addEventListener("click", ({ target }) => { if (target.closest("a")) folded.open = false; });
    folded.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !folded.open) return;
      folded.open = false;
      folded.querySelector("summary").focus();
    });
  }

  // Code to copy

  const select = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };

  for (const block of prose.querySelectorAll("pre")) {
    const frame = part("code");
    const [button, status] = [frame.querySelector("button"), frame.querySelector("[role=status]")];
    const word = button.textContent;
    let timer;
    block.replaceWith(frame);
    frame.prepend(block);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(block.textContent.replace(/\n$/, ""));
      } catch {
        // Not allowed here: what is selected can be copied by hand.
        select(block);
        return;
      }
      button.textContent = button.dataset.copied;
      status.textContent = button.dataset.copied;
      clearTimeout(timer);
      timer = setTimeout(() => {
        button.textContent = word;
        status.textContent = "";
      }, 2000);
    });
  }

  // Tasks to tick: kept in this browser by the page's address and the task's words, each with the time of the tick, for as
  // long as the shift runs in which they were ticked

  const KEY = `hausmeister:ticks:${location.pathname.replace(/index\.html$/, "")}`;

  /** Since when the shift runs, which site.js tells; nothing where the page does not know. */
  const since = () => prose.dataset.since ?? null;

  const kept = () => {
    try {
      return Object(JSON.parse(localStorage.getItem(KEY)));
    } catch {
      return {};
    }
  };

  /** The ticks of this shift. */
  const read = () => {
    const { since: then, ticks } = kept();
    return since() === null || then === since() ? Object(ticks) : {};
  };

  const write = (ticks) => {
    try {
      if (Object.keys(ticks).length) localStorage.setItem(KEY, JSON.stringify({ since: since() ?? kept().since ?? null, ticks }));
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing ticks all the same.
    }
  };

  /** Makes what stands beside a box, up to the next block, its label. */
  const labelled = (box) => {
    const label = document.createElement("label");
    box.before(label);
    label.append(box);
    for (let next = label.nextSibling; next && !/^(UL|OL|P|PRE|DIV|BLOCKQUOTE|DL|HR)$/.test(next.nodeName); next = label.nextSibling) {
      label.append(next);
    }
    box.removeAttribute("aria-label");
    box.disabled = false;
    return label;
  };

  const sections = [...prose.querySelectorAll("h2, h3, h4, h5, h6")];

  /** The section that an element stands in: the same words may stand in two. */
  const sectionOf = (element) => {
    const before = sections.findLast((heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return before?.id ?? "";
  };

  const tasks = [];
  const names = new Map();
  for (const box of prose.querySelectorAll('.task input[type="checkbox"]')) {
    const words = `${sectionOf(box)}: ${labelled(box).textContent.replace(/\s+/g, " ").trim()}`;
    const count = (names.get(words) ?? 0) + 1;
    names.set(words, count);
    let list = box.closest("ul, ol");
    for (let outer = list; outer && prose.contains(outer); outer = outer.parentElement.closest("ul, ol")) list = outer;
    tasks.push({ box, list, name: count === 1 ? words : `${words} (${count})` });
  }

  const lists = [...new Set(tasks.map(({ list }) => list))].map((list) => ({ list, clear: part("clear") }));

  /** Shows the kept ticks; without one, a task is as it was written. */
  const show = () => {
    const ticks = read();
    // Nothing is left behind of the shift before.
    if (!Object.keys(ticks).length) write(ticks);
    for (const { box, name } of tasks) box.checked = name in ticks ? Boolean(ticks[name]) : box.defaultChecked;
    showClear();
  };

  const showClear = () => {
    for (const { list, clear } of lists) {
      clear.hidden = !tasks.some((task) => task.list === list && task.box.checked !== task.box.defaultChecked);
    }
  };

  for (const { box, name } of tasks) {
    box.addEventListener("change", () => {
      const ticks = read();
      if (box.checked === box.defaultChecked) delete ticks[name];
      else ticks[name] = box.checked ? Date.now() : 0;
      write(ticks);
      showClear();
    });
  }

  for (const { list, clear } of lists) {
    list.after(clear);
    clear.querySelector("button").addEventListener("click", () => {
      const ticks = read();
      const own = tasks.filter((task) => task.list === list);
      for (const { box, name } of own) {
        delete ticks[name];
        box.checked = box.defaultChecked;
      }
      write(ticks);
      showClear();
      // The button is gone now; whoever pressed it goes on with the list.
      own[0].box.focus();
    });
  }

  if (tasks.length) {
    show();
    if ("shiftOf" in prose.dataset) lists[0].list.before(part("ticks"));
    prose.addEventListener("shift", show);
    // Another tab ticked something, or the page came back from the browser's memory.
    addEventListener("storage", ({ key }) => { if (key === KEY || key === null) show(); });
    addEventListener("pageshow", show);
  }

  // The words of an incident: the fields' text stands in the patterns, and where a field is empty, the pattern's own

  for (const incident of prose.querySelectorAll(".incident")) {
    const words = [...incident.querySelectorAll("[data-word]")].map((word) => ({ word, own: word.textContent }));
    const fields = incident.querySelector(".incident-fields");
    const say = () => {
      for (const { word, own } of words) {
        const field = fields.querySelector(`[data-field="${word.dataset.word}"]`);
        const text = field?.value.replace(/\s+/g, " ").trim();
        word.textContent = text || own;
        word.classList.toggle("said", Boolean(text));
      }
    };
    fields.addEventListener("input", say);
    addEventListener("pageshow", say);
    fields.hidden = false;
    say();
  }
})();
