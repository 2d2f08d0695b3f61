//! A page for each address that a runbook had before: it leads on to where the runbook is now.

use super::context::{Link, Redirect};
use super::press::{Origin, Press};
use crate::content;

pub fn publish(press: &mut Press<'_>) {
    for redirect in &press.describer.inputs.library.redirects {
        let values = values(redirect, press);
        let origin = Origin { name: format!("an alias of `content/{}`", redirect.path), place: Some(redirect.place) };
        press.print(&redirect.address, "redirect.html", &values, origin);
    }
}

fn values(redirect: &content::Redirect, press: &Press<'_>) -> Redirect {
    let mut page = press.page(&redirect.address, Vec::new(), None);
    // Of the two addresses, the one that search engines are to name.
    page.canonical = press.page(&redirect.to, Vec::new(), None).canonical;
    Redirect { page, target: Link { address: redirect.to.clone(), title: redirect.title.clone() } }
}
