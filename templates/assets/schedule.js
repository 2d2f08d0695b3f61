// Filters the schedule by person and type, keeps the choice in the address so that it can be shared, knows who the
// reader is, and leads to the week that their clock says.
(() => {
  "use strict";

  const form = document.getElementById("filter");
  const chosen = document.getElementById("chosen");
  const { person, shift, me, mine } = form.elements;
  const fields = [person, shift];
  const ME = "hausmeister.me";

  // A reader may forbid a page to remember; then it forgets.
  const remembered = () => { try { return localStorage.getItem(ME) ?? ""; } catch { return ""; } };
  const remember = (id) => {
    try {
      if (id) localStorage.setItem(ME, id);
      else localStorage.removeItem(ME);
    } catch { /* see above */ }
  };

  /** What is asked for may not exist any more. */
  const choose = (field, value) => {
    field.value = value;
    if (field.selectedIndex < 0) field.value = "";
  };

  const showWeek = () => {
    const now = Date.now() / 1000;
    const weeks = [...document.querySelectorAll(".week")];
    for (const week of weeks) {
      const isRunning = Number(week.dataset.from) <= now && now < Number(week.dataset.to);
      week.classList.toggle("running", isRunning);
      week.querySelector(".badge").hidden = !isRunning;
    }
    // The running week may have no shift that fits: then the next one that has.
    const shown = weeks.filter((week) => !week.hidden);
    const today = shown.find((week) => now < Number(week.dataset.to)) ?? shown.at(-1);
    const link = document.querySelector(".to-today a");
    if (today) link?.setAttribute("href", `#${today.id}`);
    if (link) link.parentElement.hidden = !today;
  };

  const show = () => {
    let shown = 0;
    for (const week of document.querySelectorAll(".week")) {
      let inWeek = 0;
      for (const line of week.querySelectorAll(".shift")) {
        const fits = fields.every((field) => !field.value || field.value === line.dataset[field.name]);
        line.hidden = !fits;
        inWeek += fits;
      }
      week.hidden = !inWeek;
      shown += inWeek;
    }
    const { none, one, some } = chosen.dataset;
    const count = shown ? `${shown} ${shown === 1 ? one : some}` : none;
    chosen.textContent = [...fields.map((field) => field.selectedOptions[0].text), count].join(" · ");
    mine.setAttribute("aria-pressed", Boolean(me.value) && person.value === me.value);
    showWeek();
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const field of fields) choose(field, query.get(field.name) ?? "");
    show();
  };

  const write = () => {
    const query = new URLSearchParams();
    for (const field of fields) if (field.value) query.set(field.name, field.value);
    const text = query.toString();
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
    show();
  };

  mine.addEventListener("click", () => {
    if (!me.value) {
      me.focus();
      return;
    }
    person.value = person.value === me.value ? "" : me.value;
    write();
  });
  me.addEventListener("change", () => {
    remember(me.value);
    person.value = me.value;
  });
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", write);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    write();
  });
  addEventListener("popstate", read);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) showWeek(); });
  choose(me, remembered());
  read();
})();
