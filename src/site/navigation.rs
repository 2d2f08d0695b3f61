//! The tree of runbooks: by folder, and within one by weight, then title.

use std::collections::BTreeMap;

use super::context::{Link, NavigationItem};
use crate::content::Page;

/// With more pages than this a tree is folded: whole on every page, it would weigh as the square of them.
const MOST_UNFOLDED: usize = 200;

/// Whether the tree of so many pages is folded.
pub const fn is_folded(pages: usize) -> bool {
    pages > MOST_UNFOLDED
}

/// A folder or page on its way into the tree.
#[derive(Default)]
struct Node<'a> {
    page: Option<&'a Page>,
    children: BTreeMap<&'a str, Node<'a>>,
}

/// The tree of `pages`. A folder stands where its own page would; one without, where the lightest below it would.
pub fn tree(pages: &[Page]) -> Vec<NavigationItem> {
    let mut root = Node::default();
    for page in pages {
        let parts = page.address.split('/').filter(|part| !part.is_empty());
        parts.fold(&mut root, |node, part| node.children.entry(part).or_default()).page = Some(page);
    }
    root.items("")
}

/// The pages in the order of the tree, as one reads them.
pub fn in_order(tree: &[NavigationItem]) -> Vec<Link> {
    let mut links = Vec::new();
    for item in tree {
        if let Some(address) = &item.address {
            links.push(Link { address: address.clone(), title: item.title.clone() });
        }
        links.extend(in_order(&item.children));
    }
    links
}

/// The pages before and after each, by address.
pub fn neighbours(order: &[Link]) -> BTreeMap<&str, (Option<&Link>, Option<&Link>)> {
    order
        .iter()
        .enumerate()
        .map(|(place, link)| {
            let before = place.checked_sub(1).and_then(|before| order.get(before));
            (link.address.as_str(), (before, order.get(place + 1)))
        })
        .collect()
}

impl Node<'_> {
    /// What is below it; `folder` is what the addresses there begin with.
    fn items(&self, folder: &str) -> Vec<NavigationItem> {
        let items =
            self.children.iter().map(|(name, node)| (node.weight(), node.item(name, format!("{folder}{name}/"))));
        let mut items: Vec<_> = items.collect();
        items.sort_by_cached_key(|(weight, item)| (*weight, item.title.to_lowercase(), item.address.clone()));
        items.into_iter().map(|(_, item)| item).collect()
    }

    fn item(&self, name: &str, folder: String) -> NavigationItem {
        let address = self.page.map(|page| page.address.clone());
        let children = self.items(&folder);
        let first = address.as_ref().or_else(|| Some(&children.first()?.first)).cloned().unwrap_or_default();
        let title = self.page.map_or_else(|| readable(name), |page| page.title.clone());
        NavigationItem { title, address, folder, first, children }
    }

    fn weight(&self) -> i64 {
        match self.page {
            Some(page) => page.weight,
            None => self.children.values().map(Node::weight).min().unwrap_or(0),
        }
    }
}

/// A folder's name as a title: `on-call` becomes `On call`.
fn readable(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{self, InputFile};
    use crate::diagnostics::{Sink, Sources};

    /// Pages by path, weight and title.
    fn pages(written: &[(&str, i64, &str)]) -> Vec<Page> {
        let file = |(path, weight, title): &(&str, i64, &str)| InputFile {
            path: (*path).to_owned(),
            bytes: Some(format!("---\ntitle: {title}\nweight: {weight}\n---\n").into()),
        };
        let files = written.iter().map(file).collect();
        let labels = content::Labels::built_in();
        let surroundings = content::Surroundings::bare(&[], &labels);
        content::load(files, &surroundings, &mut Sources::default(), &mut Sink::default()).pages
    }

    fn outline(items: &[NavigationItem], depth: usize) -> String {
        let line = |item: &NavigationItem| {
            let address = item.address.as_deref().unwrap_or("-");
            format!("{}{} {address}\n{}", "  ".repeat(depth), item.title, outline(&item.children, depth + 1))
        };
        items.iter().map(line).collect()
    }

    #[test]
    fn stands_by_folder_weight_and_title() {
        let pages = pages(&[
            ("zebra.md", 1, "Zebra"),
            ("beta.md", 2, "beta"),
            ("alpha.md", 2, "Alpha"),
            ("db/index.md", 3, "Databases"),
            ("db/restore.md", 9, "Restore"),
            ("db/back-up.md", 9, "Back up"),
            ("on-call/night/pager.md", 0, "Pager"),
        ]);
        let tree = tree(&pages);
        snapbox::assert_data_eq!(
            outline(&tree, 0),
            snapbox::str![[r#"
On call -
  Night -
    Pager on-call/night/pager/
Zebra zebra/
Alpha alpha/
beta beta/
Databases db/
  Back up db/back-up/
  Restore db/restore/

"#]]
        );
        let order = in_order(&tree);
        let neighbours = neighbours(&order);
        let around = |address: &str| {
            let (previous, next) = neighbours[address];
            (previous.map(|link| link.address.as_str()), next.map(|link| link.address.as_str()))
        };
        assert_eq!(around("db/"), (Some("beta/"), Some("db/back-up/")));
        assert_eq!(around("on-call/night/pager/"), (None, Some("zebra/")));
        assert_eq!(around("db/restore/"), (Some("db/back-up/"), None));
        assert_eq!(tree[0].folder, "on-call/");
        assert_eq!(tree[0].first, "on-call/night/pager/", "a folder without a page begins with the first one below");
    }
}
