// Keeps the page right by the reader's clock: who is on call, times in the reader's zone, the line for now.
// The data is described in src/site/on_call.rs. What is shown is copied from the page's own <template>s, and times are
// written as src/site/dates.rs writes them, by the words of `words.yaml` that the page holds: no word stands here.
(() => {
  "use strict";

  const WORDS = JSON.parse(document.getElementById("site:words").content.textContent);
  const COLORS = 12;
  const MINUTE = 60;
  const WEEK_MINUTES = 7 * 24 * 60;

  /** The reader's zone, asked for once a minute: to ask takes long, and a page may ask for hundreds of times. */
  let zoneOfReader = null;
  const home = () => (zoneOfReader ??= Intl.DateTimeFormat().resolvedOptions().timeZone);
  const seconds = () => Math.floor(Date.now() / 1000);
  const formats = new Map();

  /** What clocks in `zone` show at an instant, in seconds since 1970. */
  const local = (instant, zone) => {
    if (!formats.has(zone)) {
      formats.set(zone, new Intl.DateTimeFormat("en-GB", {
        timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric",
        hour: "2-digit", minute: "2-digit",
      }));
    }
    const parts = {};
    for (const { type, value } of formats.get(zone).formatToParts(new Date(instant * 1000))) parts[type] = Number(value);
    parts.weekday = (new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay() + 6) % 7;
    return parts;
  };

  /** A pattern with the value of each name in braces. */
  const phrase = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (mark, name) => values[name] ?? mark);

  const clock = (parts) => `${String(parts.hour).padStart(2, "0")}:${String(parts.minute).padStart(2, "0")}`;

  const write = (pattern, parts) => (
    phrase(pattern, { ...parts, weekday: WORDS.weekdays[parts.weekday], month: WORDS.months[parts.month - 1], time: clock(parts) })
  );

  /** The running year in a zone, looked up once a minute: a long page asks for it with every time that it shows. */
  const years = new Map();
  const thisYear = (zone) => {
    if (!years.has(zone)) years.set(zone, local(seconds(), zone).year);
    return years.get(zone);
  };

  /** `Fri 27 Nov 18:00`, with the year where it is another than now. */
  const moment = (instant, zone) => {
    const parts = local(instant, zone);
    return write(parts.year === thisYear(zone) ? WORDS.moment : WORDS.moment_of_another_year, parts);
  };

  /** The two largest units of a length of time, rounded up to minutes: `2 days 4 h`, `3 h 20 min`. */
  const length = (time) => {
    const minutes = Math.max(1, Math.ceil(time / MINUTE));
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    const counted = [[days, days === 1 ? WORDS.one_day : WORDS.days], [hours, WORDS.hours], [days ? 0 : rest, WORDS.minutes]];
    return counted.filter(([count]) => count).map(([count, pattern]) => phrase(pattern, { count })).join(" ");
  };

  const slot = (part, name) => part.querySelector(`[data-slot="${name}"]`);
  const part = (name) => document.getElementById(`site:part-${name}`).content.cloneNode(true);
  const root = document.querySelector(".brand")?.getAttribute("href") ?? "./";
  const isFile = location.protocol === "file:";

  /** On a disk no server looks for a folder's index. */
  const address = (href) => (isFile ? href.replace(/\/(?=$|[?#])/, "/index.html") : href);

  /** Writes text into a slot, or takes the slot away with what `around` it makes no sense without it. */
  const fill = (node, name, text, around = null) => {
    const found = slot(node, name);
    if (!found) return null;
    if (text) {
      found.textContent = text;
      return found;
    }
    (around ? found.closest(around) : found).remove();
    return null;
  };

  const link = (node, name, text, href, around) => {
    const found = fill(node, name, text, around);
    if (found) found.setAttribute("href", href);
    return found;
  };

  /** A moment without its date, where the weekday alone says which day it is: `Fri 18:00`. */
  const near = (instant, zone) => {
    const isNear = Math.abs(instant - seconds()) < 6 * 24 * 60 * MINUTE;
    return isNear ? write(WORDS.moment_nearby, local(instant, zone)) : moment(instant, zone);
  };

  /** Whether an instant is on the same day in two zones. */
  const isSameDay = (instant, one, other) => {
    const [a, b] = [local(instant, one), local(instant, other)];
    return a.day === b.day && a.month === b.month;
  };

  const iso = (instant) => new Date(instant * 1000).toISOString().replace(".000Z", "Z");

  /** A moment in the reader's zone, with the team's behind `last` where they differ. */
  const time = (node, name, instant, zone, form = moment, last = slot(node, name)) => {
    const found = slot(node, name);
    if (!found) return;
    found.dateTime = iso(instant);
    found.textContent = form(instant, home());
    const theirs = form(instant, zone);
    if (theirs !== found.textContent) {
      const beside = document.createElement("span");
      beside.className = "beside";
      const text = isSameDay(instant, home(), zone) ? clock(local(instant, zone)) : theirs;
      beside.textContent = phrase(WORDS.of_the_team, { text, place: zone.split("/").pop().replaceAll("_", " ") });
      last.after(" ", beside);
    }
  };

  /** Puts new parts into an element; what had the keyboard's focus has it again. */
  const replace = (element, parts) => {
    const place = [...element.querySelectorAll("a")].indexOf(document.activeElement);
    element.replaceChildren(...parts);
    if (place >= 0) element.querySelectorAll("a")[place]?.focus({ preventScroll: true });
  };

  /** The first two times in an element. */
  const ends = (element) => [...element.querySelectorAll("time")].slice(0, 2).map((end) => Date.parse(end.dateTime) / 1000);

  // Who is on call

  const data = JSON.parse(document.querySelector("template[data-schedule]")?.content.textContent ?? "null");
  const shiftsOf = (types) => data.shifts.filter(([type]) => types.includes(type));

  /** Whether a moment is in the team's work hours; null where it has none. */
  const isWorkTime = (instant) => {
    if (!data.work_hours) return null;
    const parts = local(instant, data.zone);
    const minute = parts.weekday * 1440 + parts.hour * 60 + parts.minute;
    return data.work_hours.some(([start, minutes]) => (minute - start + WEEK_MINUTES) % WEEK_MINUTES < minutes);
  };

  /** Who is next; when, unless that is at the end of what is shown already. */
  const next = (node, shift, end) => {
    if (!shift) {
      for (const name of ["next", "next-type"]) slot(node, name)?.remove();
      return;
    }
    const type = data.shift_types[shift[0]];
    link(node, "next-type", type.name, address(root + type.address));
    const person = data.people[shift[1]];
    link(node, "next-name", person?.name, person && address(root + person.address));
    if (person) slot(node, "next-nobody")?.remove();
    if (shift[2] === end) slot(node, "next-from").remove();
    else time(node, "next-start", shift[2], data.zone, near);
  };

  /** The shift that takes over from one, else the first of the group after it. */
  const after = (shift, types) => {
    const own = ([type]) => (type === shift[0] ? 0 : 1 + types.indexOf(type));
    const coming = shiftsOf(types).filter(([, , start]) => start >= shift[3]);
    return coming.sort((a, b) => a[2] - b[2] || own(a) - own(b))[0];
  };

  const reach = (node, person) => {
    const list = node.querySelector(".reach");
    if (!person) {
      list?.remove();
      return;
    }
    const linked = person.slack && person.slack_url;
    if (linked) slot(node, "slack-link").setAttribute("href", person.slack_url);
    slot(node, linked ? "slack-text" : "slack-link").closest("li").remove();
    fill(node, "slack", person.slack && `@${person.slack}`, "li");
    slot(node, "phone-link").setAttribute("href", `tel:${person.tel}`);
    fill(node, "phone", person.phone, "li");
    slot(node, "email-link").setAttribute("href", `mailto:${person.email}`);
    fill(node, "email", person.email, "li");
  };

  const duty = (node, name, text, isShown) => {
    const found = fill(node, name, text, ".duty");
    if (found && !isShown) found.closest(".duty").remove();
  };

  const holder = (shift, types, now, form) => {
    const node = part(form ? `holder-${form}` : "holder");
    const card = node.querySelector(".holder");
    const type = data.shift_types[shift[0]];
    const person = data.people[shift[1]];
    card.dataset.shift = type.id;
    for (let color = 0; color < COLORS; color += 1) card.classList.remove(`color-${color}`);
    link(node, "type", type.name, address(root + type.address));
    const name = link(node, "name", person?.name, person && address(root + person.address));
    if (person) {
      card.classList.add(`color-${person.color}`);
      card.dataset.person = person.id;
      name.dataset.person = person.id;
      slot(node, "nobody")?.remove();
    } else {
      card.removeAttribute("data-person");
    }
    time(node, "until", shift[3], data.zone, near, node.querySelector(".left"));
    fill(node, "left", length(shift[3] - now));
    reach(node, person);
    const isWork = isWorkTime(now);
    duty(node, "work-hours", type.work_hours, isWork !== false || !type.otherwise);
    duty(node, "otherwise", type.otherwise, isWork !== true || !type.work_hours);
    next(node, after(shift, types), shift[3]);
    return node;
  };

  /** The shifts of these types that run, in the order of the types. */
  const runningOf = (types, now) => {
    const running = shiftsOf(types).filter(([, , start, end]) => start <= now && now < end);
    return running.sort((a, b) => types.indexOf(a[0]) - types.indexOf(b[0]));
  };

  const showGroup = (element, now) => {
    const types = data.groups[Number(element.dataset.group)];
    const running = runningOf(types, now);
    const parts = running.map((shift) => holder(shift, types, now, element.dataset.holder));
    if (!running.length) {
      const vacant = part("vacant");
      next(vacant, shiftsOf(types).find(([, , start]) => start > now));
      parts.push(vacant);
    }
    replace(element, parts);
  };

  /** A person's running or next shift. */
  const showNextOf = (element, now) => {
    const person = data.people.findIndex(({ id }) => id === element.dataset.nextOf);
    const shift = data.shifts.find(([, holder, , end]) => person >= 0 && holder === person && now < end);
    const node = part(shift ? "next-shift" : "no-shift");
    if (shift) {
      const [type, , start, end] = shift;
      const kind = start <= now ? "running" : "coming";
      for (const label of node.querySelectorAll("[data-kind]")) if (label.dataset.kind !== kind) label.remove();
      link(node, "next-type", data.shift_types[type].name, address(root + data.shift_types[type].address));
      for (const [name, instant] of [["start", start], ["end", end]]) {
        slot(node, name).dateTime = iso(instant);
        slot(node, name).textContent = moment(instant, data.zone);
      }
      showBeside(node.querySelector(".stretch"));
    }
    replace(element, [node]);
  };

  // Values in the text of a runbook

  /** A person's name as a link in their colour. */
  const nameOf = (node, name, person) => {
    const found = link(node, name, person?.name, person && address(root + person.address));
    if (!found) return;
    found.classList.remove("color-0");
    found.classList.add(`color-${person.color}`);
  };

  /** Who holds a shift, or how to reach them, as the template `kind` says it. */
  const held = (kind) => ([type, place]) => {
    const node = part(`insert-${kind}`);
    const person = data.people[place];
    node.firstElementChild.dataset.shift = data.shift_types[type].id;
    if (person) slot(node, "nobody").remove();
    if (kind === "on_call") {
      if (person) slot(node, "name").dataset.person = person.id;
      nameOf(node, "name", person);
    } else {
      way(node, person);
    }
    return node;
  };

  const way = (node, person) => {
    const { slack, slack_url: home, phone, tel, email } = person ?? {};
    if (slack && home) slot(node, "slack-link").setAttribute("href", home);
    slot(node, slack && home ? "slack-text" : "slack-link").closest(".way").remove();
    fill(node, "slack", slack && `@${slack}`, ".way");
    link(node, "phone", phone, `tel:${tel}`, ".way");
    link(node, "email", email, `mailto:${email}`, ".way");
    if (!person || slack || phone || email) slot(node, "no-way").remove();
  };

  const nextHandOff = (types, now) => {
    const next = data.hand_offs.find(([at, ends, , begins]) => now < at && (types.includes(ends) || types.includes(begins)));
    if (!next) return [part("insert-no-hand-off")];
    const node = part("insert-next_hand_off");
    time(node, "at", next[0], data.zone, near);
    nameOf(node, "from", data.people[next[2]]);
    nameOf(node, "to", data.people[next[4]]);
    return [node];
  };

  const holders = (kind) => (types, now) => {
    const parts = runningOf(types, now).flatMap((shift) => [" ", held(kind)(shift)]);
    return parts.length ? parts.slice(1) : [part("insert-nobody")];
  };

  const INSERTS = { on_call: holders("on_call"), reach: holders("reach"), next_hand_off: nextHandOff };

  const showInserts = (now, isKnown) => {
    for (const element of document.querySelectorAll("[data-insert]")) {
      const types = data.groups[Number(element.dataset.of)];
      replace(element, isKnown ? INSERTS[element.dataset.insert](types, now) : [part("insert-out-of-date")]);
    }
    // A field follows the clock until somebody writes something else into it.
    for (const field of document.querySelectorAll("[data-holder-of]")) {
      const running = isKnown ? runningOf(data.groups[Number(field.dataset.holderOf)], now) : [];
      const names = running.map(([, place]) => data.people[place]?.name).filter(Boolean).join(", ");
      if (field.value !== (field.dataset.filled ?? "") || field.value === names) continue;
      field.value = names;
      field.dataset.filled = names;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    // Since when the shift runs that something belongs to; what is told is that another one began.
    for (const element of isKnown ? document.querySelectorAll("[data-shift-of]") : []) {
      const ends = shiftsOf(data.groups[Number(element.dataset.shiftOf)]).flatMap(([, , start, end]) => [start, end]);
      const since = String(Math.max(data.from, ...ends.filter((at) => at <= now)));
      if (element.dataset.since === since) continue;
      element.dataset.since = since;
      element.dispatchEvent(new Event("shift"));
    }
  };

  const showStatus = (now) => {
    const isKnown = data.from <= now && now < data.to;
    const place = document.querySelector(".as-of");
    if (!place) return isKnown;
    if (isKnown && "quiet" in place.dataset) {
      place.replaceChildren();
      return isKnown;
    }
    const status = part(isKnown ? "status" : "out-of-date");
    if (isKnown) {
      const isWork = isWorkTime(now);
      for (const kind of status.querySelectorAll("[data-kind]")) {
        if ((kind.dataset.kind === "work_hours") !== isWork) kind.remove();
      }
    } else {
      time(status, "from", data.from, data.zone);
      time(status, "to", data.to, data.zone);
    }
    place.replaceChildren(status);
    return isKnown;
  };

  const showNow = () => {
    const now = seconds();
    if (data) {
      const isKnown = showStatus(now);
      for (const group of document.querySelectorAll("[data-group]")) {
        if (isKnown) showGroup(group, now);
        else group.replaceChildren();
      }
      for (const element of document.querySelectorAll("[data-next-of]")) showNextOf(element, now);
      showInserts(now, isKnown);
    }
    for (const timeline of document.querySelectorAll(".timeline")) {
      const [from, to] = [Number(timeline.dataset.from), Number(timeline.dataset.to)];
      const x = `${((now - from) / (to - from)) * 100}%`;
      for (const line of timeline.querySelectorAll(".now")) {
        line.setAttribute("x", x);
        line.setAttribute("visibility", from <= now && now < to ? "visible" : "hidden");
      }
    }
    for (const shift of document.querySelectorAll(".shift")) {
      const [start, end] = ends(shift);
      shift.classList.toggle("ended", end <= now);
      shift.classList.toggle("running", start <= now && now < end);
    }
    for (const zone of document.querySelectorAll("[data-zone]")) {
      slot(zone, "time").textContent = write(WORDS.moment_nearby, local(now, zone.dataset.zone));
      zone.hidden = false;
    }
  };

  /** Shows now, and again at the next full minute or hand-off. */
  let timer;
  const tick = () => {
    clearTimeout(timer);
    years.clear();
    zoneOfReader = null;
    showNow();
    const now = Date.now();
    const handOffs = (data?.shifts ?? []).flatMap(([, , start, end]) => [start * 1000, end * 1000]);
    const next = Math.min(now - (now % 60_000) + 60_000, ...handOffs.filter((at) => at > now));
    // A timer may come a little early.
    timer = setTimeout(tick, next - now + 20);
  };

  // Times in the reader's zone, beside those of the team

  const showBeside = (stretch) => {
    const [mine, theirs] = [home(), document.body.dataset.teamZone];
    const both = ends(stretch);
    if (both.every((end) => moment(end, mine) === moment(end, theirs))) return;
    const beside = document.createElement("span");
    beside.className = "beside";
    const [start, end] = both.map((end) => moment(end, mine));
    beside.textContent = phrase(WORDS.yours, { text: end ? phrase(WORDS.from_to, { start, end }) : start });
    (stretch.closest(".when")?.lastElementChild ?? stretch).after(" ", beside);
  };

  // A page that comes from this device, which the service worker marks, says since when it is kept

  const { kept } = document.documentElement.dataset;
  for (const since of kept ? document.querySelectorAll("time[data-kept-since]") : []) {
    since.dateTime = kept;
    since.textContent = moment(Date.parse(kept) / 1000, home());
  }

  // Calendars

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    const text = source.href ?? source.textContent;
    const said = button.parentElement.querySelector(".copied");
    const say = (words) => {
      said.textContent = words;
      setTimeout(() => { said.textContent = ""; }, 4000);
    };
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      say(button.dataset.selected);
      return;
    }
    say(button.dataset.copied);
  };

  for (const feed of document.querySelectorAll("[data-feed]")) feed.textContent = feed.href;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  if (isFile) {
    for (const anchor of document.querySelectorAll("a[href]")) {
      const href = anchor.getAttribute("href");
      if (!/^[a-z][a-z0-9+.-]*:/i.test(href)) anchor.setAttribute("href", address(href));
    }
  }

  document.querySelectorAll(".stretch").forEach(showBeside);
  tick();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
  addEventListener("pageshow", tick);
})();
