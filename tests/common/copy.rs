//! A copy of this repository's inputs, to change or to build somewhere else.

use std::fs;
use std::path::Path;

use crate::files::files;
use crate::project::root;

/// Puts a copy of the roster and the runbooks, with file times of its own, into `folder`.
pub fn copy_project(folder: &Path) {
    for (path, bytes) in files(&root().join("content")) {
        let path = folder.join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::copy(root().join("roster.yaml"), folder.join("roster.yaml")).unwrap();
}
