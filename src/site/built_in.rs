//! The templates and assets that come with the program: the files of `templates/`, embedded.

/// The table of the files, from their names below `templates/`.
macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/", $name)))),+]
    };
}

/// What a file below this folder is: published as it is, and no template.
pub const ASSETS: &str = "assets/";

/// Name below `templates/` and text of each file, by name.
pub const FILES: &[(&str, &str)] = files![
    "404.html",
    "assets/offline.js",
    "assets/redirect.js",
    "assets/runbook.js",
    "assets/schedule.js",
    "assets/search.js",
    "assets/site.js",
    "assets/style.css",
    "assets/theme.js",
    "assets/timeline.js",
    "base.html",
    "components.html",
    "favicon.svg",
    "hand-offs.html",
    "home.html",
    "insert.html",
    "load.html",
    "manifest.webmanifest",
    "navigation.html",
    "offline.html",
    "people.html",
    "person.html",
    "redirect.html",
    "robots.txt",
    "runbook.html",
    "schedule.html",
    "search.html",
    "service-worker.js",
    "shift.html",
    "sitemap.xml",
    "words.yaml",
];

/// The text of a file; none has another name.
pub fn text(name: &str) -> &'static str {
    FILES.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    /// The names of the files below `folder`, each after `prefix`.
    fn names(folder: &Path, prefix: &str) -> BTreeSet<String> {
        let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
        let below = entries.flat_map(|entry| {
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() { names(&entry.path(), &format!("{name}/")) } else { [name].into() }
        });
        below.collect()
    }

    #[test]
    fn every_file_of_the_folder_is_in_the_table() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"));
        assert!(FILES.is_sorted());
        assert_eq!(FILES.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>(), names(folder, ""));
    }
}
