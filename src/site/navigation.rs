//! The tree of runbooks: by folder, and within one by weight, then title.

mod groups;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::context::{self, Link, NavigationItem};
use super::templates::escaped;
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

/// The tree as pages show it. Where the pages are many most of their markup is the tree, so what all pages of a folder
/// have in common is filled once.
pub struct Trees {
    /// Where the tree is folded, the place in it that is open on all pages with such an address, or one that begins so.
    open: BTreeMap<String, String>,
    /// What was filled, by root and place.
    filled: Mutex<BTreeMap<(String, String), Arc<str>>>,
}

impl Trees {
    /// Of these items; none is filled yet.
    pub fn new(items: &[NavigationItem], is_folded: bool) -> Self {
        let mut open = BTreeMap::new();
        if is_folded {
            add_open(items, "", &mut open);
        }
        Self { open, filled: Mutex::default() }
    }

    /// The tree on the page at `address`, from which `root` leads to the site's root.
    ///
    /// # Errors
    ///
    /// Why `fill` could not fill the tree of its folder.
    pub fn on_page<E>(
        &self,
        address: &str,
        root: &str,
        fill: impl FnOnce(&context::Navigation<'_>) -> Result<String, E>,
    ) -> Result<String, E> {
        let key = (root.to_owned(), self.place(address).to_owned());
        // Not held while one is filled: two cores that fill the same come to the same.
        let filled = || self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        let standing = filled().get(&key).cloned();
        let tree = if let Some(tree) = standing {
            tree
        } else {
            let tree: Arc<str> = fill(&context::Navigation { root, folder: &key.1 })?.into();
            filled().insert(key, Arc::clone(&tree));
            tree
        };
        Ok(marked(&tree, &format!("href=\"{}\"", escaped(&format!("{root}{address}")))))
    }

    /// Forgets what was filled: where each page has a folder of its own, all trees together would take as much as all
    /// pages.
    pub fn clear(&mut self) {
        self.filled.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The innermost folder or group that the page stands in, or is; pages of the same one have the same tree.
    fn place(&self, address: &str) -> &str {
        let mut above = address.rmatch_indices('/').filter_map(|(at, _)| address.get(..=at));
        above.find_map(|folder| self.open.get(folder)).map_or("", String::as_str)
    }
}

/// Adds what is open on the pages of `items`, which stand at `place`.
fn add_open(items: &[NavigationItem], place: &str, open: &mut BTreeMap<String, String>) {
    for item in items {
        if item.until.is_some() {
            add_open(&item.children, &item.folder, open);
        } else if !item.children.is_empty() {
            open.insert(groups::address(&item.folder), item.folder.clone());
            add_open(&item.children, &item.folder, open);
        } else if groups::is_group(place) {
            open.insert(groups::address(&item.folder), place.to_owned());
        }
    }
}

/// The tree with the `link` to the page itself marked, if it is there.
fn marked(tree: &str, link: &str) -> String {
    let Some(at) = memchr::memmem::find(tree.as_bytes(), link.as_bytes()) else { return tree.to_owned() };
    let (before, after) = tree.split_at(at + link.len());
    [before, " aria-current=\"page\"", after].concat()
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
pub type Neighbours<'a> = BTreeMap<&'a str, (Option<&'a Link>, Option<&'a Link>)>;

/// The pages before and after each of these, which are in order.
pub fn neighbours(order: &[Link]) -> Neighbours<'_> {
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
    /// What is below it; `folder` is what the places there begin with.
    fn items(&self, folder: &str) -> Vec<NavigationItem> {
        let mut nodes: Vec<_> = self.children.iter().map(|(name, node)| (*name, node)).collect();
        nodes.sort_by_cached_key(|(name, node)| {
            (node.weight(), node.title(name).to_lowercase(), node.page.map(|page| &page.address))
        });
        groups::listed(&nodes, folder, &|(name, node), folder| node.item(name, format!("{folder}{name}/")))
    }

    fn item(&self, name: &str, folder: String) -> NavigationItem {
        let address = self.page.map(|page| page.address.clone());
        let children = self.items(&folder);
        let first = address.as_ref().or_else(|| Some(&children.first()?.first)).cloned().unwrap_or_default();
        NavigationItem { title: self.title(name), until: None, address, folder, first, children }
    }

    fn title(&self, name: &str) -> String {
        self.page.map_or_else(|| readable(name), |page| page.title.clone())
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

    #[test]
    fn pages_of_one_folder_have_one_tree_in_which_each_is_marked() {
        let pages =
            pages(&[("a.md", 1, "A"), ("db/index.md", 2, "Databases"), ("db/one.md", 1, "1"), ("db/two.md", 2, "2")]);
        let links = |address: &str| format!("<a href=\"{address}\">");
        let tree = |trees: &Trees, address: &str, root: &str| {
            let mut filled = None;
            let shown: Result<_, ()> = trees.on_page(address, root, |of| {
                filled = Some(of.folder.to_owned());
                Ok(["a/", "db/", "db/one/", "db/two/"].map(|page| links(&format!("{}{page}", of.root))).concat())
            });
            (filled, shown.unwrap())
        };
        let marked = |root: &str, mark: &str| {
            let link = |page: &str| if page == mark { "\" aria-current=\"page" } else { "" };
            let of = |page| links(&format!("{root}{page}{}", link(page)));
            ["a/", "db/", "db/one/", "db/two/"].map(of).concat()
        };
        let trees = Trees::new(&super::tree(&pages), true);
        for (address, root, folder) in [
            ("db/one/", "../../", Some("db/")),
            ("db/two/", "../../", None),
            // What is below its own folder is open there.
            ("db/", "../", Some("db/")),
            ("a/", "../", Some("")),
            ("people/", "../", None),
            ("people/ana/", "../../", Some("")),
            ("db/one/deep/", "../../../", Some("db/")),
            ("404.html", "/", Some("")),
        ] {
            let (filled, shown) = tree(&trees, address, root);
            assert_eq!(filled.as_deref(), folder, "{address}");
            assert_eq!(shown, marked(root, address), "{address}");
        }
        let mut trees = trees;
        trees.clear();
        assert_eq!(tree(&trees, "db/two/", "../../").0.as_deref(), Some("db/"), "it is filled anew");
        let unfolded = Trees::new(&super::tree(&pages), false);
        assert_eq!(tree(&unfolded, "db/one/", "../../").0.as_deref(), Some(""));
        assert_eq!(tree(&unfolded, "people/ana/", "../../").0, None, "where all is open, only the root counts");
    }
}
