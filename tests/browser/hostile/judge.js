// What is wrong with the page: what ran, and what could. Nothing if all is well.
(() => {
  const faults = executed.map((what) => `ran: ${what}`);
  const root = ROOT;
  // Elements that load, run or lead away by themselves; those of the page's own that may, below.
  const FORBIDDEN =
    "iframe, frame, frameset, object, embed, applet, base, form:not(#filter), form[action], math, style, audio, video, source, track, area, map, " +
    "dialog, marquee, portal, slot, noscript, xmp, plaintext, title ~ title, [popover], [contenteditable], [autofocus]";
  const SCHEMES = ["http:", "https:", "mailto:", "tel:", "webcal:", "file:"];
  const ADDRESSES = ["href", "src", "xlink:href", "action", "formaction", "data", "poster", "background", "cite", "longdesc"];
  const tell = (element, why) => faults.push(`${why}: ${element.outerHTML.slice(0, 200)}`);

  const isOwn = (address) => address.startsWith(`${root}assets/`);
  const look = (element) => {
    const name = element.localName;
    if (element.matches(FORBIDDEN)) tell(element, "an element that no page has");
    if (name.includes("-")) tell(element, "an element of an unknown name");
    if (name === "script" && (!isOwn(element.src) || element.textContent)) tell(element, "a script that is not the site's");
    if (name === "link" && element.rel === "stylesheet" && !isOwn(element.href)) tell(element, "a style that is not the site's");
    if (name === "img" && !element.src.startsWith(root) && !/^https?:$/.test(new URL(element.src).protocol)) tell(element, "a picture from elsewhere");
    const kind = name === "meta" ? element.httpEquiv.toLowerCase() : "";
    if (kind === "refresh") {
      const to = new URL(element.content.replace(/^\d+; *url=/i, ""), document.baseURI).href;
      if (!to.startsWith(root)) tell(element, "a way out of the site");
    } else if (kind && kind !== "content-security-policy") tell(element, "a header that no page has");
    if (element.namespaceURI.endsWith("/svg") && !isDrawn(element)) tell(element, "a drawing that is not the site's");
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) tell(element, `the attribute ${name}`);
      if (["style", "srcdoc", "srcset", "ping", "is", "shadowrootmode", "usemap"].includes(name)) tell(element, `the attribute ${name}`);
      if (ADDRESSES.includes(name)) {
        const { protocol } = new URL(value, document.baseURI);
        if (!SCHEMES.includes(protocol)) tell(element, `${name} leads to ${protocol}`);
      }
    }
    if (name === "template") [...element.content.querySelectorAll("*")].forEach(look);
  };
  const DRAWN = ["svg", "g", "path", "circle", "rect", "line", "text", "tspan", "title", "defs", "clipPath", "pattern", "a", "use", "symbol"];
  const isDrawn = (element) => DRAWN.includes(element.localName) && !element.closest(".prose");
  document.querySelectorAll("*").forEach(look);
  if (document.querySelectorAll("meta[http-equiv=Content-Security-Policy]").length !== 1) faults.push("not one policy");
  for (const name of ["currentScript", "cookie", "body"]) {
    if (Object.hasOwn(document, name)) faults.push(`document.${name} is taken`);
  }
  return [...new Set(faults)].slice(0, 20);
})()
