// Served by `hausmeister serve` in the place of the site's own: removes what an earlier one kept, and itself, so that
// every page comes from the server as it is now.
(() => {
  "use strict";

  const leave = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("hausmeister:"));
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.registration.unregister();
  };

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(leave()));
})();
