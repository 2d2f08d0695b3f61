//! The languages that have colours, and the names that a block calls them by.

/// A language that has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// Shells of the Bourne family.
    Shell,
    /// SQL, whatever the database.
    Sql,
    /// YAML.
    Yaml,
    /// JSON.
    Json,
    /// Python.
    Python,
    /// Clojure, and its data.
    Clojure,
    /// Scala.
    Scala,
    /// Rust.
    Rust,
}

impl Language {
    /// Every language, in the order of the enumeration.
    pub(super) const ALL: &[Self] =
        &[Self::Shell, Self::Sql, Self::Yaml, Self::Json, Self::Python, Self::Clojure, Self::Scala, Self::Rust];

    /// The names of the language, in lower-case letters.
    pub(super) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Shell => &["bash", "sh", "shell", "zsh"],
            Self::Sql => &["sql"],
            Self::Yaml => &["yaml", "yml"],
            Self::Json => &["json"],
            Self::Python => &["python", "py"],
            Self::Clojure => &["clojure", "clj", "cljs", "edn"],
            Self::Scala => &["scala", "sbt"],
            Self::Rust => &["rust", "rs"],
        }
    }

    /// The language of this name, in letters of any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|language| language.names().contains(&name.as_str()))
    }
}
