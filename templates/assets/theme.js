// Light or dark: as the system has it, until the reader chooses. Runs before the page is drawn, so that it never
// shows in the other theme first; hence small, and loaded without `defer`. The words of the switch stand in base.html.
(() => {
  "use strict";

  const KEY = "hausmeister-theme";
  const CHOICES = ["system", "light", "dark"];
  const root = document.documentElement;
  const colors = [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => ({ meta, own: meta.content }));

  /** What was chosen. A browser that keeps nothing, or refuses to say, follows the system. */
  const chosen = () => {
    try {
      const choice = localStorage.getItem(KEY);
      return CHOICES.includes(choice) ? choice : "system";
    } catch {
      return "system";
    }
  };

  const show = (choice) => {
    root.dataset.theme = choice;
    document.querySelector('meta[name="color-scheme"]').content = choice === "system" ? "light dark" : choice;
    const [light, dark] = colors;
    for (const { meta, own } of colors) {
      meta.content = choice === "system" ? own : (choice === "dark" ? dark : light).own;
    }
  };

  const choose = (choice) => {
    show(choice);
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // Then it holds for this page.
    }
  };

  show(chosen());
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.(".theme-switch")) return;
    choose(CHOICES[(CHOICES.indexOf(root.dataset.theme) + 1) % CHOICES.length]);
  });
  // Another window chose, or this page comes back as it was left.
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) show(chosen()); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) show(chosen()); });
})();
