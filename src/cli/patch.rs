//! The difference between two texts, as a patch. The only module that names `similar`.

use similar::TextDiff;

/// Lines around a change that show where it is.
const CONTEXT: usize = 3;

/// The unified diff of a file; empty where nothing differs.
pub fn patch(name: &str, old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(CONTEXT).header(name, name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_names_the_file_and_shows_what_is_around() {
        assert_eq!(patch("a", "1\n2\n", "1\n2\n"), "");
        assert_eq!(
            patch("a", "1\n2\n3\n4\n5", "1\n2\n3\n4\n5\n6"),
            "\
--- a
+++ a
@@ -2,4 +2,5 @@
 2
 3
 4
-5
\\ No newline at end of file
+5
+6
\\ No newline at end of file
"
        );
    }
}
