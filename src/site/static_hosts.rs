//! What static hosts, search engines and telephones expect beside the pages.
//!
//! It comes last: the service worker's version is that of every file before it that a browser may keep.

use std::collections::BTreeSet;

use super::built_in::ASSETS;
use super::context::{Icon, Manifest, NotFound, Offline, ServiceWorker, Sitemap};
use super::press::{NOT_FOUND, Origin, Press};
use super::{addresses, json, version};

/// The page for those that are not kept.
const OFFLINE: &str = "offline.html";

/// The folder of the feeds. They are never kept by browsers, and their paths may be known to few: the service worker's
/// version is made without them, so that it tells nothing of them.
const FEEDS: &str = "calendars/";

pub fn publish(press: &mut Press<'_>, assets_version: &str) {
    pages(press);
    for_search_engines(press);
    for_home_screens(press);
    press.put(".nojekyll", Vec::new(), Origin::built_in(".nojekyll"));
    service_worker(press, assets_version);
}

/// The pages that stand for others.
fn pages(press: &mut Press<'_>) {
    let mut page = press.page(NOT_FOUND, Vec::new(), None);
    page.canonical = None;
    press.print(NOT_FOUND, NOT_FOUND, &NotFound { page }, Origin::built_in(NOT_FOUND));
    let mut page = press.page(OFFLINE, Vec::new(), None);
    page.canonical = None;
    press.print(OFFLINE, OFFLINE, &Offline { page }, Origin::built_in(OFFLINE));
}

fn for_search_engines(press: &mut Press<'_>) {
    let inputs = press.describer.inputs;
    let own = addresses(inputs.roster).into_iter();
    let own = own.filter(|address| address.is_empty() || address.ends_with('/'));
    let pages: BTreeSet<_> = own.chain(inputs.library.pages.iter().map(|page| page.address.clone())).collect();
    let whole = |base_url: &str| pages.iter().map(|address| format!("{base_url}{address}")).collect();
    let sitemap = Sitemap { addresses: inputs.base_url.map(whole).unwrap_or_default() };
    // A site map has whole addresses and at least one.
    if !sitemap.addresses.is_empty() {
        press.print("sitemap.xml", "sitemap.xml", &sitemap, Origin::built_in("sitemap.xml"));
    }
    press.print("robots.txt", "robots.txt", &sitemap, Origin::built_in("robots.txt"));
}

fn for_home_screens(press: &mut Press<'_>) {
    let roster = press.describer.inputs.roster;
    let inside_quotes = |text: &str| json::in_script(&text).trim_matches('"').to_owned();
    let title = roster.site.title.as_ref().unwrap_or(&roster.team);
    let manifest = Manifest { title: inside_quotes(title), team: inside_quotes(&roster.team) };
    press.print("manifest.webmanifest", "manifest.webmanifest", &manifest, Origin::built_in("manifest.webmanifest"));
    press.print("favicon.svg", "favicon.svg", &Icon {}, Origin::built_in("favicon.svg"));
}

fn service_worker(press: &mut Press<'_>, assets_version: &str) {
    let name = "service-worker.js";
    let files = press.tree().iter().filter(|(path, _)| !path.starts_with(FEEDS));
    let version = version::of_published(&files.collect::<Vec<_>>());
    let assets = press.tree().iter().map(|(path, _)| path).filter(|path| is_frame(path));
    let assets = assets.map(|path| format!("{path}?{assets_version}"));
    let first = ["", OFFLINE, "favicon.svg", "manifest.webmanifest"].map(str::to_owned);
    let files = json::in_script(&first.into_iter().chain(assets).collect::<Vec<_>>());
    press.print(name, name, &ServiceWorker { version, files }, Origin::built_in(name));
}

/// Whether a file is a style sheet or script of every page's frame. What lies in folders of its own is loaded on
/// demand and kept once it was.
fn is_frame(path: &str) -> bool {
    let name = path.strip_prefix(ASSETS).filter(|name| !name.contains('/'));
    name.and_then(|name| name.rsplit_once('.')).is_some_and(|(_, kind)| ["css", "js"].contains(&kind))
}
