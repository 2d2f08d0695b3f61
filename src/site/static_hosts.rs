//! What static hosts and search engines expect beside the pages.

use std::collections::BTreeSet;

use super::context::{NotFound, Sitemap};
use super::press::{Origin, Press};
use super::{addresses, links};

pub fn publish(press: &mut Press<'_>) {
    let inputs = press.describer.inputs;
    let mut page = press.page("404.html", Vec::new(), None);
    // It is shown at any address, so only links from the host's root are right.
    page.root = inputs.base_url.map_or("/", links::path).to_owned();
    page.canonical = None;
    press.print("404.html", "404.html", &NotFound { page }, Origin::built_in("404.html"));

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
    press.put(".nojekyll", Vec::new(), Origin::built_in(".nojekyll"));
}
