// Filters the schedule by person and type. The choice is kept in the address, so that it can be shared.
(() => {
  "use strict";

  const form = document.getElementById("filter");
  const names = ["person", "shift"];
  const count = form.querySelector(".count");

  const show = () => {
    let shown = 0;
    for (const week of document.querySelectorAll(".week")) {
      let inWeek = 0;
      for (const shift of week.querySelectorAll(".shift")) {
        const fits = names.every((name) => !form.elements[name].value || form.elements[name].value === shift.dataset[name]);
        shift.hidden = !fits;
        inWeek += fits;
      }
      week.hidden = !inWeek;
      shown += inWeek;
    }
    count.textContent = shown ? `${shown} ${count.dataset.some}` : count.dataset.none;
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      const field = form.elements[name];
      field.value = query.get(name) ?? "";
      // What the address asks for may not exist any more.
      if (field.selectedIndex < 0) field.value = "";
    }
    show();
  };

  const write = () => {
    const query = new URLSearchParams();
    for (const name of names) if (form.elements[name].value) query.set(name, form.elements[name].value);
    const text = query.toString();
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
    show();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", write);
  form.addEventListener("reset", () => setTimeout(write));
  addEventListener("popstate", read);
  read();
})();
