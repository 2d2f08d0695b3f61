//! Everything that is to be published, as one value: it can be served, compared, tested and published whole.

use std::collections::BTreeMap;
use std::fmt;

/// A published file's bytes and where they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What is published.
    pub bytes: Vec<u8>,
    /// The source that people know it by, such as `content/level-1.md` or ``person `ana` ``.
    pub origin: String,
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
    /// Paths in lower case, files and the folders above them: file systems that fold case must hold the tree too.
    folded: BTreeMap<String, Node>,
}

/// What stands at a path in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    /// The path as it was first written.
    path: String,
    /// Whether a file stands there, not a folder.
    is_file: bool,
    /// The source of the file, or of the first file below.
    origin: String,
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
        let (path, origin) = (path.into(), origin.into());
        let folders = || path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        for (part, is_file) in folders().map(|folder| (folder, false)).chain([(path.as_str(), true)]) {
            if let Some(node) = self.folded.get(&part.to_lowercase())
                && (is_file || node.is_file || node.path != part)
            {
                return Err(Collision { path: node.path.clone(), first: node.origin.clone(), second: origin });
            }
        }
        for (part, is_file) in folders().map(|folder| (folder, false)).chain([(path.as_str(), true)]) {
            self.folded.entry(part.to_lowercase()).or_insert_with(|| Node {
                path: part.to_owned(),
                is_file,
                origin: origin.clone(),
            });
        }
        self.files.insert(path, File { bytes: bytes.into(), origin });
        Ok(())
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

#[cfg(test)]
mod tests {
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
}
