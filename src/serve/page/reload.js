// Added by `hausmeister serve`. Reloads the page when the site is made anew, where it was scrolled to, and shows over it
// what is wrong with roster, runbooks or templates as long as it is.
(() => {
  "use strict";

  const own = Number(document.currentScript.dataset.number);
  const KEPT = "hausmeister:scroll";

  /** Storage may be shut off: then a page begins at its top again. */
  const storage = (use) => {
    try {
      return use(sessionStorage);
    } catch {
      return null;
    }
  };

  const reload = () => {
    storage((kept) => kept.setItem(KEPT, JSON.stringify({ address: location.href, left: scrollX, top: scrollY })));
    location.reload();
  };

  const scrollBack = () => {
    const kept = JSON.parse(storage((kept) => kept.getItem(KEPT)) ?? "null");
    storage((kept) => kept.removeItem(KEPT));
    if (kept?.address !== location.href) return;
    const scroll = () => scrollTo({ left: kept.left, top: kept.top, behavior: "instant" });
    scroll();
    // Pictures have their height only now.
    addEventListener("load", scroll, { once: true });
  };

  /** The problems over the page. One that was hidden comes back when it says something else. */
  let panel = null;
  let hidden = null;
  const hide = () => {
    hidden = panel?.querySelector("pre").textContent ?? null;
    panel?.remove();
    panel = null;
  };
  const element = (name, text, ...classes) => {
    const made = document.createElement(name);
    made.textContent = text;
    made.classList.add(...classes);
    return made;
  };
  const show = (trouble) => {
    if (trouble === null) {
      hide();
      hidden = null;
      return;
    }
    if (trouble === hidden || trouble === panel?.querySelector("pre").textContent) return;
    hide();
    panel = element("section", "", "hausmeister-trouble");
    panel.setAttribute("role", "alert");
    const text = element("pre", trouble);
    // Long lines can be scrolled with the keyboard too.
    text.tabIndex = 0;
    const button = element("button", "Hide");
    button.type = "button";
    button.addEventListener("click", hide);
    panel.append(element("h2", "The site could not be made anew"), button, text);
    document.body.append(panel);
  };
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });

  // Browsers grant few connections to one host: a page that nobody sees needs none, and asks when it is seen again.
  let events = null;
  const listen = () => {
    events?.close();
    events = null;
    if (document.visibilityState === "hidden") return;
    events = new EventSource("/-hausmeister/events");
    events.addEventListener("message", ({ data }) => {
      const { number, trouble } = JSON.parse(data);
      if (own < number) {
        events.close();
        reload();
      } else {
        show(trouble);
      }
    });
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", ({ persisted }) => persisted && listen());

  scrollBack();
  listen();
})();
