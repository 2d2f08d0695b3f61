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
    "assets/favicon.svg",
    "assets/schedule.js",
    "assets/site.js",
    "assets/style.css",
    "base.html",
    "components.html",
    "home.html",
    "load.html",
    "people.html",
    "person.html",
    "robots.txt",
    "runbook.html",
    "schedule.html",
    "shift.html",
    "sitemap.xml",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_in_the_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/templates");
        let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = walk.filter(|entry| entry.file_type().is_file());
        let mut names: Vec<_> =
            files.map(|entry| entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    }
}
