//! What a name can't be that becomes the name of a file.

/// Whether Windows takes a file called `name` for a device, whatever its ending: none can be made there.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let is_port = |kind: &str| stem.strip_prefix(kind).is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_devices_are_known() {
        for name in ["con", "CON", "nul.md", "aux.tar.gz", "com1", "LPT9.txt"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["", "con-1", "console", "com", "com0", "com10", "a.con", "nulla.md", ".con"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
