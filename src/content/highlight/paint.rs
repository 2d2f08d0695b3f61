//! Runs of code become markup.

use super::class::Class;
use crate::content::escape::push_escaped;

/// Code up to the byte `end`, all of one class, or plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it ends; it begins where the one before it ends.
    pub(super) end: usize,
    /// What it is.
    pub(super) class: Option<Class>,
}

/// Adds the code to `markup`; what no run reaches is plain. Neighbours of one class become one element, with the space
/// between them.
pub(super) fn paint(code: &str, runs: impl IntoIterator<Item = Run>, markup: &mut String) {
    let (mut begun, mut at, mut class) = (0, 0, None);
    for run in runs.into_iter().chain([Run { end: code.len(), class: None }]) {
        let end = code.floor_char_boundary(run.end);
        // Space has no colour, so it ends nothing.
        if end <= at || code[at..end].trim().is_empty() {
            at = at.max(end);
            continue;
        }
        if run.class != class {
            push(markup, &code[begun..at], class);
            begun = at;
            class = run.class;
        }
        at = end;
    }
    push(markup, &code[begun..], class);
}

/// Adds words of one class, the space around them outside of it.
fn push(markup: &mut String, words: &str, class: Option<Class>) {
    let bare = words.trim();
    match class {
        Some(class) if !bare.is_empty() => {
            let start = words.len() - words.trim_start().len();
            let (before, after) = (&words[..start], &words[start + bare.len()..]);
            markup.extend([before, "<span class=\"", class.name(), "\">"]);
            push_escaped(bare, markup);
            markup.extend(["</span>", after]);
        }
        _ => push_escaped(words, markup),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(end: usize, class: impl Into<Option<Class>>) -> Run {
        Run { end, class: class.into() }
    }

    fn painted(code: &str, runs: impl IntoIterator<Item = Run>) -> String {
        let mut markup = String::new();
        paint(code, runs, &mut markup);
        markup
    }

    #[test]
    fn neighbours_of_one_class_are_one_element_with_the_space_between_them() {
        let runs = [run(1, None), run(3, Class::Keyword), run(4, None), run(6, Class::Keyword), run(8, Class::Comment)];
        assert_eq!(
            painted(" do if<x\n>", runs),
            " <span class=\"hl-keyword\">do if</span><span class=\"hl-comment\">&lt;x</span>\n&gt;"
        );
    }

    #[test]
    fn no_run_makes_other_text() {
        assert_eq!(painted("éa", [run(1, Class::String)]), "éa");
        assert_eq!(painted("ab", [run(2, Class::String), run(1, None)]), "<span class=\"hl-string\">ab</span>");
        assert_eq!(painted("a", [run(9, None)]), "a");
        assert_eq!(painted("", []), "");
    }
}
