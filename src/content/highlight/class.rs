//! The classes that words of code are told apart by: few, so that a reader sees structure and no confetti.

/// What a word of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A remark for the reader.
    Comment,
    /// A word of the language itself.
    Keyword,
    /// Text, also with its escapes.
    String,
    /// A number.
    Number,
    /// A value with a name: `true`, `null`, `:key`; an option of a command.
    Constant,
    /// What is called or defined to be called; a command.
    Function,
    /// A type or table.
    Type,
    /// A key, field, column or shell variable.
    Property,
}

impl Class {
    /// Every class.
    #[cfg(test)]
    pub(super) const ALL: &[Self] = &[
        Self::Comment,
        Self::Keyword,
        Self::String,
        Self::Number,
        Self::Constant,
        Self::Function,
        Self::Type,
        Self::Property,
    ];

    /// The name in the markup, which the style sheet knows.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Comment => "hl-comment",
            Self::Keyword => "hl-keyword",
            Self::String => "hl-string",
            Self::Number => "hl-number",
            Self::Constant => "hl-constant",
            Self::Function => "hl-function",
            Self::Type => "hl-type",
            Self::Property => "hl-property",
        }
    }
}
