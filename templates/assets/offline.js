// Keeps the site at hand: tells the browser of the manifest, with which it goes to a home screen, registers the
// service worker, by which it opens without a network, and lists what is kept where a page is not.
(() => {
  "use strict";

  const { dataset } = document.currentScript;
  const root = new URL(dataset.root, document.baseURI);

  /** On the page for pages that are not kept: those that are. */
  const listKept = async (list) => {
    const home = list.querySelector("li");
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) {
        if (!url.startsWith(root.href) || !url.endsWith("/") || url === root.href) continue;
        const response = await caches.match(url);
        const title = new DOMParser().parseFromString(await response.text(), "text/html").title;
        const item = home.cloneNode(true);
        item.firstElementChild.textContent = title;
        item.firstElementChild.href = url;
        list.append(item);
      }
    }
  };

  if (location.protocol.startsWith("http") && navigator.serviceWorker) {
    // Not in the page itself: opened from a folder, every page would have an error to log.
    const manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = new URL("manifest.webmanifest", root);
    document.head.append(manifest);
    const list = document.querySelector("[data-kept-pages]");
    if (list) listKept(list);
    // A browser may refuse, as in private windows: then the site works with a network alone.
    navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root }).catch(() => {});
  }
})();
