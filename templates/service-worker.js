// Keeps the site at hand without a network: pages come from the network first and are kept as they were last seen,
// assets are kept by build. Feeds and schedule.json always come from the network. A kept page says that it is one:
// its `html` element gets `data-kept`, the time at which it was fetched, and base.html has the words for it.
(() => {
  "use strict";

  const PREFIX = "hausmeister:";
  const SCOPE = self.registration.scope;
  // Changes with any file of the site; another site on the same host has another scope.
  const CACHE = `${PREFIX}${SCOPE}:{{ version }}`;
  const FIRST = {{ files }};
  const OFFLINE = "offline.html";
  const PATIENCE = 5000;
  const FETCHED = "x-hausmeister-fetched";

  const url = (path) => new URL(path, SCOPE).href;
  /** A page is one whatever stands behind `?`: filters are the script's business. */
  const pageKey = (request) => request.url.split(/[?#]/)[0];
  const isOurs = (name) => name.startsWith(`${PREFIX}${SCOPE}:`);
  const isFeed = (path) => path.startsWith("calendars/") || path.endsWith(".ics") || path === "schedule.json";
  const isHtml = (response) => (response.headers.get("content-type") ?? "").startsWith("text/html");

  /** Keeps a copy; one that was redirected could not answer for a page later, so it is made anew. */
  const keep = async (key, response) => {
    if (!response.ok || response.type !== "basic") return;
    const body = await response.blob();
    const headers = new Headers(response.headers);
    headers.set(FETCHED, new Date().toISOString().replace(/\.\d+Z$/, "Z"));
    await (await caches.open(CACHE)).put(key, new Response(body, { headers }));
  };

  const fetchAnew = async (key) => keep(key, await fetch(key, { cache: "no-cache" }));

  /** What is needed in any case, and every page that was kept of the build before: as it is now. */
  const install = async () => {
    await Promise.all(FIRST.map((path) => fetchAnew(url(path))));
    for (const name of (await caches.keys()).filter(isOurs)) {
      for (const { url: key } of await (await caches.open(name)).keys()) {
        // A page that is gone, or can't be had now, is not kept on.
        if (name !== CACHE && key.endsWith("/")) await fetchAnew(key).catch(() => {});
      }
    }
    await self.skipWaiting();
  };

  const activate = async () => {
    const old = (await caches.keys()).filter((name) => isOurs(name) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };

  /** A kept page, marked as one. */
  const kept = async (key) => {
    const response = await (await caches.open(CACHE)).match(key);
    if (!response || !isHtml(response)) return response;
    const html = await response.text();
    const marked = html.replace("<html ", `<html data-kept="${response.headers.get(FETCHED)}" `);
    return new Response(marked, { headers: response.headers });
  };

  const page = async (event) => {
    const key = pageKey(event.request);
    const network = fetch(event.request);
    event.waitUntil(network.then((response) => keep(key, response.clone())).catch(() => {}));
    // If there is a copy, a network that does not answer, or with a failure, is as good as none.
    const copy = kept(key);
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => copy);
    try {
      const first = (await Promise.race([network, late])) ?? (await network);
      return first.status < 500 ? first : (await copy) ?? first;
    } catch {
      return (await copy) ?? Response.redirect(url(OFFLINE));
    }
  };

  /** The address of an asset changes with it, so a copy is as good as the file. */
  const asset = async (event) => {
    const cache = await caches.open(CACHE);
    const copy = await cache.match(event.request);
    if (copy) return copy;
    try {
      const response = await fetch(event.request);
      event.waitUntil(keep(event.request, response.clone()));
      return response;
    } catch (error) {
      const other = await cache.match(event.request, { ignoreSearch: true });
      if (other) return other;
      throw error;
    }
  };

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
    const path = pageKey(request).slice(SCOPE.length);
    if (isFeed(path)) return;
    if (request.mode === "navigate") event.respondWith(page(event));
    else if (request.headers.get("range") === null) event.respondWith(asset(event));
  });
})();
