// Goes on to where a page is now, to the heading that was asked for too: without it, the page's own `refresh` leads to
// the top.
location.replace(document.currentScript.dataset.to + location.search + location.hash);
