//! What tells the words of a language apart, where a list and a few habits are enough: the only user of `phf`.

use phf::{Set, phf_set};

use super::language::Language;

/// Words that are told from all others at one look: code asks so for every word of it.
pub(super) type Words = Set<&'static str>;

/// What the reader of words goes by.
#[derive(Debug)]
pub(super) struct Rules {
    /// What begins a comment that ends with the line.
    pub(super) comments: &'static [&'static str],
    /// What begins and ends other comments, and whether one may stand in another.
    pub(super) long_comments: Option<(&'static str, &'static str, bool)>,
    /// How texts are quoted; of two that fit, the first counts.
    pub(super) quotes: &'static [Quote],
    /// What a single quote is.
    pub(super) single_quote: SingleQuote,
    /// Letters before a quote that belong to the text.
    pub(super) prefixes: Words,
    /// The language's own words.
    pub(super) keywords: Words,
    /// Values that have a name.
    pub(super) constants: Words,
    /// Types in lower-case letters.
    pub(super) types: Words,
    /// Keywords before the name of something to be called.
    pub(super) before_functions: Words,
    /// Keywords before the name of a type or table.
    pub(super) before_types: Words,
    /// Whether words in letters of any case are the same.
    pub(super) ignores_case: bool,
    /// Whether names of types begin with a capital, and constants are in capitals.
    pub(super) has_capitals: bool,
    /// What words hold beside letters and digits.
    pub(super) letters: &'static str,
    /// Whether what comes after `(` is called, as in Lisps; else what stands before it is.
    pub(super) is_lisp: bool,
}

/// How a text is quoted.
#[derive(Debug)]
pub(super) struct Quote {
    /// What stands on both sides.
    pub(super) mark: &'static str,
    /// Whether a backslash takes the meaning of the character after it.
    pub(super) escapes: bool,
    /// Whether it goes on over the end of a line.
    pub(super) is_long: bool,
}

/// What a single quote is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SingleQuote {
    /// What the quotes say, or nothing.
    Quote,
    /// One character in quotes, or what begins a name.
    Character,
}

const fn quote(mark: &'static str, escapes: bool, is_long: bool) -> Quote {
    Quote { mark, escapes, is_long }
}

const NONE: Rules = Rules {
    comments: &[],
    long_comments: None,
    quotes: &[quote("\"", true, false)],
    single_quote: SingleQuote::Quote,
    prefixes: phf_set! {},
    keywords: phf_set! {},
    constants: phf_set! {},
    types: phf_set! {},
    before_functions: phf_set! {},
    before_types: phf_set! {},
    ignores_case: false,
    has_capitals: false,
    letters: "_",
    is_lisp: false,
};

const JSON: Rules = Rules { comments: &["//"], constants: phf_set! { "false", "null", "true" }, ..NONE };

const SQL: Rules = Rules {
    comments: &["--"],
    long_comments: Some(("/*", "*/", true)),
    quotes: &[quote("'", false, true), quote("$$", false, true)],
    keywords: phf_set! { "add", "all", "alter", "analyze", "and", "any", "as", "asc", "begin", "between", "by", "cascade", "case", "cast", "check", "column", "commit", "concurrently", "conflict", "constraint", "create", "cross", "database", "default", "delete", "desc", "distinct", "do", "drop", "else", "end", "except", "exists", "explain", "extension", "fetch", "filter", "first", "for", "foreign", "from", "full", "function", "grant", "group", "having", "if", "ilike", "in", "index", "inner", "insert", "intersect", "into", "is", "join", "key", "last", "lateral", "left", "like", "limit", "lock", "materialized", "natural", "not", "nothing", "nulls", "of", "offset", "on", "only", "or", "order", "outer", "over", "partition", "primary", "procedure", "recursive", "references", "refresh", "reindex", "replace", "restrict", "returning", "revoke", "right", "rollback", "row", "rows", "schema", "select", "set", "show", "some", "table", "temporary", "then", "to", "transaction", "trigger", "truncate", "union", "unique", "update", "using", "vacuum", "values", "view", "when", "where", "window", "with" },
    constants: phf_set! { "false", "null", "true" },
    types: phf_set! { "bigint", "bigserial", "boolean", "bytea", "char", "date", "decimal", "double", "float", "int", "integer", "interval", "json", "jsonb", "numeric", "precision", "real", "serial", "smallint", "text", "time", "timestamp", "timestamptz", "uuid", "varchar" },
    before_types: phf_set! { "from", "into", "join", "table", "update", "view" },
    ignores_case: true,
    ..NONE
};

const PYTHON: Rules = Rules {
    comments: &["#"],
    quotes: &[quote("\"\"\"", true, true), quote("'''", true, true), quote("\"", true, false), quote("'", true, false)],
    prefixes: phf_set! { "b", "br", "f", "fr", "r", "rb", "rf", "u" },
    keywords: phf_set! { "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield" },
    constants: phf_set! { "Ellipsis", "False", "None", "NotImplemented", "True" },
    types: phf_set! { "bool", "bytes", "dict", "float", "frozenset", "int", "list", "object", "set", "str", "tuple", "type" },
    before_functions: phf_set! { "def" },
    before_types: phf_set! { "class" },
    has_capitals: true,
    ..NONE
};

const CLOJURE: Rules = Rules {
    comments: &[";"],
    quotes: &[quote("\"", true, true)],
    keywords: phf_set! { "->", "->>", "and", "as->", "assoc", "binding", "case", "catch", "comment", "cond", "cond->", "cond->>", "condp", "def", "defmacro", "defmethod", "defmulti", "defn", "defn-", "defonce", "defprotocol", "defrecord", "deftest", "deftype", "do", "doseq", "dotimes", "doto", "finally", "fn", "for", "if", "if-let", "if-not", "if-some", "import", "let", "letfn", "loop", "new", "ns", "or", "quote", "recur", "require", "some->", "some->>", "throw", "try", "use", "when", "when-let", "when-not", "when-some", "while", "with-open" },
    constants: phf_set! { "false", "nil", "true" },
    before_functions: phf_set! { "defmacro", "defmethod", "defmulti", "defn", "defn-", "deftest" },
    before_types: phf_set! { "defprotocol", "defrecord", "deftype" },
    letters: "_-*+!?<>=./&%$#'|",
    is_lisp: true,
    ..NONE
};

const SCALA: Rules = Rules {
    comments: &["//"],
    long_comments: Some(("/*", "*/", true)),
    quotes: &[quote("\"\"\"", false, true), quote("\"", true, false), quote("`", false, false)],
    single_quote: SingleQuote::Character,
    prefixes: phf_set! { "f", "raw", "s" },
    keywords: phf_set! { "abstract", "case", "catch", "class", "def", "derives", "do", "else", "enum", "export", "extends", "extension", "final", "finally", "for", "given", "if", "implicit", "import", "inline", "lazy", "match", "new", "object", "opaque", "override", "package", "private", "protected", "return", "sealed", "super", "then", "this", "throw", "trait", "try", "type", "using", "val", "var", "while", "with", "yield" },
    constants: phf_set! { "false", "null", "true" },
    before_functions: phf_set! { "def" },
    before_types: phf_set! { "class", "enum", "object", "trait", "type" },
    has_capitals: true,
    letters: "_$",
    ..NONE
};

const RUST: Rules = Rules {
    comments: &["//"],
    long_comments: Some(("/*", "*/", true)),
    quotes: &[quote("\"", true, true)],
    single_quote: SingleQuote::Character,
    prefixes: phf_set! { "b", "br", "c", "cr", "r" },
    keywords: phf_set! { "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "type", "unsafe", "use", "where", "while", "yield" },
    constants: phf_set! { "false", "true" },
    types: phf_set! { "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16", "u32", "u64", "u8", "usize" },
    before_functions: phf_set! { "fn" },
    before_types: phf_set! { "enum", "struct", "trait", "type" },
    has_capitals: true,
    ..NONE
};

/// The rules of the language; none for those with a reader of their own.
pub(super) const fn of(language: Language) -> &'static Rules {
    match language {
        Language::Sql => &SQL,
        Language::Json => &JSON,
        Language::Python => &PYTHON,
        Language::Clojure => &CLOJURE,
        Language::Scala => &SCALA,
        Language::Rust => &RUST,
        Language::Shell | Language::Yaml => &NONE,
    }
}
