//! Lists that are too long to stand on every page: cut into groups of neighbours, which are open or closed as folders are.
//!
//! Whole on each page that shows it, a folder of thousands of runbooks would weigh as the square of them.

use super::MOST_UNFOLDED;
use crate::site::context::NavigationItem;

/// A list with more in it is cut, which is in a folded tree only. There are no more groups than this either.
const MOST_LISTED: usize = MOST_UNFOLDED;
/// So many stand in a group, or a few less, unless groups would be too many.
const IN_GROUP: usize = 100;
/// What the name of a group begins with, where folders have theirs. No name of a file holds it.
const MARK: char = '*';

/// What `item` makes of each of `nodes`, in their order, in groups if they are many. `item` is given the place that it stands
/// in, which is `folder` or a group below that.
pub(super) fn listed<T>(nodes: &[T], folder: &str, item: &impl Fn(&T, &str) -> NavigationItem) -> Vec<NavigationItem> {
    if nodes.len() <= MOST_LISTED {
        return nodes.iter().map(|node| item(node, folder)).collect();
    }
    let groups = nodes.len().div_ceil(IN_GROUP).min(MOST_LISTED);
    let groups = nodes.chunks(nodes.len().div_ceil(groups)).enumerate();
    groups
        .filter_map(|(number, nodes)| {
            let folder = format!("{folder}{MARK}{number}/");
            group(listed(nodes, &folder, item), folder)
        })
        .collect()
}

/// The group of these, who are neighbours.
fn group(children: Vec<NavigationItem>, folder: String) -> Option<NavigationItem> {
    let (first, last) = (children.first()?, children.last()?);
    let (title, first, last) = (first.title.clone(), first.first.clone(), last.until.as_ref().unwrap_or(&last.title));
    Some(NavigationItem { title, until: Some(last.clone()), address: None, folder, first, children })
}

/// Whether this place is that of a group.
pub(super) fn is_group(place: &str) -> bool {
    place.trim_end_matches('/').rsplit('/').next().is_some_and(|name| name.starts_with(MARK))
}

/// What the addresses of pages at this place begin with.
pub(super) fn address(place: &str) -> String {
    place.split_inclusive('/').filter(|name| !name.starts_with(MARK)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many items, by number, in groups.
    fn numbered(many: usize) -> Vec<NavigationItem> {
        let item = |number: &usize, folder: &str| NavigationItem {
            title: number.to_string(),
            until: None,
            address: Some(format!("many/{number}/")),
            folder: format!("{folder}{number}/"),
            first: format!("many/{number}/"),
            children: Vec::new(),
        };
        listed(&(0..many).collect::<Vec<_>>(), "many/", &item)
    }

    /// All that a page in the deepest group shows, at most.
    fn most_shown(items: &[NavigationItem]) -> usize {
        items.len() + items.iter().map(|item| most_shown(&item.children)).max().unwrap_or_default()
    }

    fn pages(items: &[NavigationItem]) -> Vec<&str> {
        let page =
            items.iter().map(|item| (item.until.is_none().then_some(item.title.as_str()), pages(&item.children)));
        page.flat_map(|(title, below)| title.into_iter().chain(below)).collect()
    }

    #[test]
    fn a_list_is_cut_where_it_is_too_long() {
        let uncut = numbered(MOST_LISTED);
        assert!(uncut.len() == MOST_LISTED && uncut.iter().all(|item| item.until.is_none()));
        let cut = numbered(MOST_LISTED + 1);
        let group = |item: &NavigationItem| {
            (
                item.title.clone(),
                item.until.clone().unwrap(),
                item.first.clone(),
                item.folder.clone(),
                item.children.len(),
            )
        };
        let told = |from: &str, until: &str, number: usize| {
            (from.to_owned(), until.to_owned(), format!("many/{from}/"), format!("many/*{number}/"), 67)
        };
        assert_eq!(
            cut.iter().map(group).collect::<Vec<_>>(),
            [told("0", "66", 0), told("67", "133", 1), told("134", "200", 2)]
        );
    }

    #[test]
    fn however_many_there_are_a_page_shows_few_of_them() {
        for (many, most) in [(1, 1), (200, 200), (201, 70), (1_000, 110), (20_000, 300), (100_000, 500)] {
            let items = numbered(many);
            assert!(most_shown(&items) <= most, "{many}: {}", most_shown(&items));
            let numbers: Vec<_> = (0..many).map(|number| number.to_string()).collect();
            assert_eq!(pages(&items), numbers, "each once, in order");
        }
        let groups = numbered(100_000);
        assert_eq!((groups[1].title.as_str(), groups[1].until.as_deref()), ("500", Some("999")), "of groups, too");
    }

    #[test]
    fn groups_are_no_part_of_addresses() {
        assert_eq!(address("many/*3/deep/*10/page/"), "many/deep/page/");
        assert_eq!((address("*3/"), address("")), (String::new(), String::new()));
        assert_eq!(["many/*3/", "*0/", "many/*3/deep/", "many/", ""].map(is_group), [true, true, false, false, false]);
    }
}
