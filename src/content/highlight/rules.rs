//! What tells the words of a language apart, where a list and a few habits are enough.

use super::language::Language;
use super::list::{List, list};

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
    pub(super) prefixes: List,
    /// The language's own words.
    pub(super) keywords: List,
    /// Values that have a name.
    pub(super) constants: List,
    /// Types in lower-case letters.
    pub(super) types: List,
    /// Keywords before the name of something to be called.
    pub(super) before_functions: List,
    /// Keywords before the name of a type or table.
    pub(super) before_types: List,
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
    prefixes: list(""),
    keywords: list(""),
    constants: list(""),
    types: list(""),
    before_functions: list(""),
    before_types: list(""),
    ignores_case: false,
    has_capitals: false,
    letters: "_",
    is_lisp: false,
};

const JSON: Rules = Rules { comments: &["//"], constants: list("false null true"), ..NONE };

const SQL: Rules = Rules {
    comments: &["--"],
    long_comments: Some(("/*", "*/", true)),
    quotes: &[quote("'", false, true), quote("$$", false, true)],
    keywords: list(
        "add all alter analyze and any as asc begin between by cascade case cast check column commit concurrently \
        conflict constraint create cross database default delete desc distinct do drop else end except exists \
        explain extension fetch filter first for foreign from full function grant group having if ilike in index \
        inner insert intersect into is join key last lateral left like limit lock materialized natural not nothing \
        nulls of offset on only or order outer over partition primary procedure recursive references refresh \
        reindex replace restrict returning revoke right rollback row rows schema select set show some table \
        temporary then to transaction trigger truncate union unique update using vacuum values view when where \
        window with",
    ),
    constants: list("false null true"),
    types: list(
        "bigint bigserial boolean bytea char date decimal double float int integer interval json jsonb numeric \
        precision real serial smallint text time timestamp timestamptz uuid varchar",
    ),
    before_types: list("from into join table update view"),
    ignores_case: true,
    ..NONE
};

const PYTHON: Rules = Rules {
    comments: &["#"],
    quotes: &[quote("\"\"\"", true, true), quote("'''", true, true), quote("\"", true, false), quote("'", true, false)],
    prefixes: list("b br f fr r rb rf u"),
    keywords: list(
        "and as assert async await break case class continue def del elif else except finally for from global if \
        import in is lambda match nonlocal not or pass raise return try while with yield",
    ),
    constants: list("Ellipsis False None NotImplemented True"),
    types: list("bool bytes dict float frozenset int list object set str tuple type"),
    before_functions: list("def"),
    before_types: list("class"),
    has_capitals: true,
    ..NONE
};

const CLOJURE: Rules = Rules {
    comments: &[";"],
    quotes: &[quote("\"", true, true)],
    keywords: list(
        "-> ->> and as-> assoc binding case catch comment cond cond-> cond->> condp def defmacro defmethod defmulti \
        defn defn- defonce defprotocol defrecord deftest deftype do doseq dotimes doto finally fn for if if-let \
        if-not if-some import let letfn loop new ns or quote recur require some-> some->> throw try use when \
        when-let when-not when-some while with-open",
    ),
    constants: list("false nil true"),
    before_functions: list("defmacro defmethod defmulti defn defn- deftest"),
    before_types: list("defprotocol defrecord deftype"),
    letters: "_-*+!?<>=./&%$#'|",
    is_lisp: true,
    ..NONE
};

const SCALA: Rules = Rules {
    comments: &["//"],
    long_comments: Some(("/*", "*/", true)),
    quotes: &[quote("\"\"\"", false, true), quote("\"", true, false), quote("`", false, false)],
    single_quote: SingleQuote::Character,
    prefixes: list("f raw s"),
    keywords: list(
        "abstract case catch class def derives do else enum export extends extension final finally for given if \
        implicit import inline lazy match new object opaque override package private protected return sealed super \
        then this throw trait try type using val var while with yield",
    ),
    constants: list("false null true"),
    before_functions: list("def"),
    before_types: list("class enum object trait type"),
    has_capitals: true,
    letters: "_$",
    ..NONE
};

const RUST: Rules = Rules {
    comments: &["//"],
    long_comments: Some(("/*", "*/", true)),
    quotes: &[quote("\"", true, true)],
    single_quote: SingleQuote::Character,
    prefixes: list("b br c cr r"),
    keywords: list(
        "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move \
        mut pub ref return self static struct super trait type unsafe use where while yield",
    ),
    constants: list("false true"),
    types: list("bool char f32 f64 i128 i16 i32 i64 i8 isize str u128 u16 u32 u64 u8 usize"),
    before_functions: list("fn"),
    before_types: list("enum struct trait type"),
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
