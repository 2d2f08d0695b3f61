//! Everything that is to be published, as one value: it can be served, compared, tested and published whole.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;

use super::shelf::{self, Content, Taken, fitted};
use crate::fingerprint::Fingerprint;

/// A published file's bytes and where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What is published; nothing where a shelf has taken it.
    pub bytes: Vec<u8>,
    /// What is known of it where a shelf has taken it.
    pub taken: Option<Taken>,
    /// The source that people know it by, such as `content/level-1.md` or ``person `ana` ``.
    pub origin: String,
}

impl File {
    /// What the file is told by, which is published at `path`, wherever its bytes are.
    #[must_use]
    pub fn fingerprint(&self, path: &str) -> Fingerprint {
        self.taken.map_or_else(|| shelf::fingerprint(path, &self.bytes), |taken| taken.fingerprint)
    }
}

/// Two sources that want one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The path that both want, or that one wants as a file and the other as a folder.
    pub path: String,
    /// The source that had it.
    pub first: String,
    /// The source that came later and was not taken.
    pub second: String,
}

impl fmt::Display for Collision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} and {} both want the address `{}`", self.first, self.second, self.path)
    }
}

/// Files by path: relative, `/` between names, no `.` or `..`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    files: BTreeMap<String, File>,
    /// The paths of files and folders that are not in lower case, as they were first written, by what they are in lower
    /// case: file systems that fold case must hold the tree too.
    folded: BTreeMap<String, String>,
}

/// What stands at a path, in whichever case.
struct Node<'a> {
    /// The path as it was first written.
    path: &'a str,
    /// Whether a file stands there, not a folder.
    is_file: bool,
    /// The source of the file, or of the first file below.
    origin: &'a str,
}

impl Tree {
    /// Adds a file.
    ///
    /// # Errors
    ///
    /// [`Collision`] when the path is taken, also by another case or as a folder; the tree is then as it was.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
        origin: impl Into<String>,
    ) -> Result<(), Collision> {
        self.insert_content(path, Content::Bytes(fitted(bytes.into())), origin)
    }

    /// Adds a file, the bytes of which may stand on a shelf.
    ///
    /// # Errors
    ///
    /// As [`Self::insert`].
    pub fn insert_content(
        &mut self,
        path: impl Into<String>,
        content: Content,
        origin: impl Into<String>,
    ) -> Result<(), Collision> {
        let (path, origin) = (path.into(), origin.into());
        let known = self.known(&path);
        let folders = path.match_indices('/').map(|(end, _)| end).filter(|end| *end >= known);
        for end in folders.chain([path.len()]) {
            let part = path.get(..end).unwrap_or_default();
            // Nothing is below what does not stand there.
            let Some(node) = self.node(&folded(part)) else { break };
            if end == path.len() || node.is_file || node.path != part {
                let (path, first) = (node.path.to_owned(), node.origin.to_owned());
                return Err(Collision { path, first, second: origin });
            }
        }
        if let Cow::Owned(_) = folded(&path) {
            self.keep_case(&path);
        }
        let (bytes, taken) = match content {
            Content::Bytes(bytes) => (bytes, None),
            Content::Taken(taken) => (Vec::new(), Some(taken)),
        };
        self.files.insert(path, File { bytes, taken, origin });
        Ok(())
    }

    /// How many bytes of the path are folders that stand here, as they are written in it: those that it has in common with
    /// the path before it, which most often is of a file beside it. What stands above them was looked at when their first
    /// file came. There may be more such folders.
    fn known(&self, path: &str) -> usize {
        let Some((before, _)) = self.files.range::<str, _>((Bound::Unbounded, Bound::Excluded(path))).next_back()
        else {
            return 0;
        };
        let is_shared = |(one, other): &(u8, u8)| one == other;
        let shared = path.bytes().zip(before.bytes()).take_while(is_shared).count();
        let shared = path.as_bytes().get(..shared).unwrap_or_default();
        shared.iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1)
    }

    /// Keeps how the path, and the folders above it, were written first.
    fn keep_case(&mut self, path: &str) {
        for end in path.match_indices('/').map(|(end, _)| end).chain([path.len()]) {
            let part = path.get(..end).unwrap_or_default();
            if let Cow::Owned(folded) = folded(part)
                && folded != part
            {
                self.folded.entry(folded).or_insert_with(|| part.to_owned());
            }
        }
    }

    /// What stands at a path that is in lower case here.
    fn node(&self, folded: &str) -> Option<Node<'_>> {
        let path = self.folded.get(folded).map_or(folded, String::as_str);
        // What stands there, or else below, comes next, but for names that go on otherwise: `a-b` and `a.b` before `a/b`.
        let (next, file) = self.files.range::<str, _>((Bound::Included(path), Bound::Unbounded)).next()?;
        let (below, file) = match next.strip_prefix(path)?.bytes().next() {
            None => return Some(Node { path: next, is_file: true, origin: &file.origin }),
            Some(b'/') => (next.as_str(), file),
            Some(_) => self.first_below(path)?,
        };
        Some(Node { path: below.get(..path.len())?, is_file: false, origin: &file.origin })
    }

    /// The first file below the folder that is written so.
    fn first_below(&self, folder: &str) -> Option<(&str, &File)> {
        let start = format!("{folder}/");
        let (path, file) = self.files.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded)).next()?;
        path.starts_with(&start).then_some((path, file))
    }

    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// The files by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.iter().map(|(path, file)| (path.as_str(), file))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// A path in lower case.
fn folded(path: &str) -> Cow<'_, str> {
    // As most are, which is seen at one look.
    let is_folded = path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_folded { Cow::Borrowed(path) } else { Cow::Owned(path.to_lowercase()) }
}

#[cfg(test)]
mod tests {
    use proptest::collection;
    use proptest::prelude::*;

    use super::*;

    fn tree(paths: &[&str]) -> Tree {
        let mut tree = Tree::default();
        for path in paths {
            tree.insert(*path, *path, format!("source of {path}")).unwrap();
        }
        tree
    }

    #[test]
    fn one_path_takes_one_file() {
        let mut tree = tree(&["a/index.html"]);
        let collision = tree.insert("a/index.html", "", "b").unwrap_err();
        assert_eq!(collision.to_string(), "source of a/index.html and b both want the address `a/index.html`");
        assert_eq!(tree.get("a/index.html").unwrap().bytes, b"a/index.html");
    }

    #[test]
    fn a_file_is_no_folder_and_case_is_no_difference() {
        let mut tree = tree(&["a/b", "c"]);
        for path in ["a", "A/B", "a/b/c", "c/d", "C", "A/d"] {
            assert!(tree.insert(path, "", "other").is_err(), "{path}");
        }
        assert_eq!(tree.len(), 2);
        assert!(tree.insert("a/d", "", "other").is_ok());
    }

    #[test]
    fn the_case_that_came_first_stays() {
        let mut tree = tree(&["Über/Á.md", "b/C/d"]);
        for path in ["über/e", "ÜBER", "Über/á.md", "Über/Á.md/f", "B/e", "b/c", "b/c/e", "b/C/D", "b/C/d/e"] {
            let collision = tree.insert(path, "", "other").unwrap_err();
            assert!(["Über", "Über/Á.md", "b", "b/C", "b/C/d"].contains(&collision.path.as_str()), "{collision}");
            assert_eq!(
                collision.first,
                format!("source of {}", if path.starts_with(['Ü', 'ü']) { "Über/Á.md" } else { "b/C/d" })
            );
        }
        for path in ["Über/e", "b/C/e", "b-c", "b/Cd"] {
            tree.insert(path, "", "other").unwrap();
        }
    }

    /// Every folder that a path stands in, and the path itself.
    fn parts(path: &str) -> Vec<&str> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        ends.map(|end| &path[..end]).collect()
    }

    /// Whether two paths can't be in one tree, told of each two parts of them.
    fn are_at_odds(one: &str, other: &str) -> bool {
        let meets = |part: &&str, of: &&str| part.to_lowercase() == of.to_lowercase();
        let is_at_odds = |part: &str, of: &str| part != of || part == one || of == other;
        let of = parts(other);
        parts(one).iter().any(|part| of.iter().filter(|of| meets(part, of)).any(|of| is_at_odds(part, of)))
    }

    proptest! {
        #[test]
        fn a_path_is_taken_that_is_at_odds_with_none_before_it(
            paths in collection::vec("[aAbé]b?(/[aAbBé]){0,3}", 1..12),
        ) {
            let mut tree = Tree::default();
            for path in &paths {
                let at_odds: Vec<_> = tree.iter().map(|(taken, _)| taken.to_owned()).collect();
                let at_odds: Vec<_> = at_odds.into_iter().filter(|taken| are_at_odds(path, taken)).collect();
                match tree.insert(path.as_str(), "", path.as_str()) {
                    Ok(()) => prop_assert!(at_odds.is_empty(), "{path} beside {at_odds:?}"),
                    Err(collision) => prop_assert!(at_odds.contains(&collision.first), "{collision}: {at_odds:?}"),
                }
            }
        }
    }
}
