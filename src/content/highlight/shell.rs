//! Reads shells: which word is a command depends on what stands before it.

use super::class::Class;
use super::reader::Reader;

/// After these a command comes next.
const OPENERS: &[&str] = &["!", "{", "do", "elif", "else", "if", "then", "time", "until", "while"];
/// The other words of the language, and what changes the shell itself.
const KEYWORDS: &[&str] = &[
    "break", "case", "cd", "continue", "declare", "done", "esac", "eval", "exec", "exit", "export", "fi", "for",
    "function", "in", "local", "readonly", "return", "select", "set", "shift", "source", "trap", "unset", "}", "[[",
    "]]",
];

/// What the code stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// `$( … )` or `( … )`.
    Parentheses,
    /// Double quotes.
    Quotes,
}

/// Reads all of the code.
pub(super) fn read(reader: &mut Reader<'_>) {
    let mut shell = Shell { inside: Vec::new(), is_command: true, awaits_in: false, ends: Vec::new() };
    while let Some(next) = reader.peek() {
        if shell.inside.last() == Some(&Inside::Quotes) {
            shell.in_quotes(reader, next);
        } else {
            shell.outside(reader, next);
        }
    }
}

struct Shell {
    inside: Vec<Inside>,
    /// Whether the next word is a command.
    is_command: bool,
    /// Whether `in` comes: after `for` and `case`.
    awaits_in: bool,
    /// What ends the texts that begin with the next line.
    ends: Vec<String>,
}

impl Shell {
    fn in_quotes(&mut self, reader: &mut Reader<'_>, next: char) {
        match next {
            '"' => {
                reader.take(1, Class::String);
                self.inside.pop();
                self.is_command = false;
            }
            '\\' => {
                reader.take(2, Class::String);
            }
            '$' => self.dollar(reader, Some(Class::String)),
            _ => {
                reader.take_while(|one| !"\"\\$".contains(one), Class::String);
            }
        }
    }

    fn outside(&mut self, reader: &mut Reader<'_>, next: char) {
        let begins_word = reader.previous().is_none_or(|one| one.is_whitespace() || ";&|()`".contains(one));
        match next {
            '\n' => {
                reader.skip();
                self.is_command = true;
                self.awaits_in = false;
                self.texts(reader);
            }
            '#' if begins_word => {
                reader.take_line(Class::Comment);
            }
            '\'' => {
                let length = reader.quoted("'", "'", false, true);
                reader.take(length, Class::String);
                self.is_command = false;
            }
            '"' => {
                reader.take(1, Class::String);
                self.inside.push(Inside::Quotes);
            }
            '\\' => {
                reader.take(2, None);
            }
            '$' => self.dollar(reader, None),
            '(' => {
                reader.skip();
                self.inside.push(Inside::Parentheses);
                self.is_command = true;
            }
            ')' => {
                reader.skip();
                self.inside.pop();
                self.is_command = self.inside.is_empty();
            }
            ';' | '|' | '&' | '`' => {
                reader.skip();
                self.is_command = true;
            }
            '<' if reader.is_at("<<") && !reader.is_at("<<<") => self.announced(reader),
            '<' | '>' => {
                reader.skip();
                if reader.peek() == Some('&') {
                    reader.skip();
                }
            }
            _ if next.is_whitespace() => reader.skip(),
            _ => self.word(reader, begins_word),
        }
    }

    /// Reads a variable, or the start of a command that stands for what it says.
    fn dollar(&mut self, reader: &mut Reader<'_>, plain: Option<Class>) {
        let after = reader.rest().chars().nth(1).unwrap_or_default();
        match after {
            '(' => {
                reader.take(2, None);
                self.inside.push(Inside::Parentheses);
                self.is_command = true;
                return;
            }
            '{' => {
                let length = reader.quoted("${", "}", true, false);
                reader.take(length, Class::Property);
            }
            _ if after.is_ascii_alphabetic() || after == '_' => {
                reader.take(1, Class::Property);
                reader.take_while(is_name, Class::Property);
            }
            _ if after.is_ascii_digit() || "@*#?$!-".contains(after) => {
                reader.take(2, Class::Property);
            }
            _ => {
                reader.take(1, plain);
            }
        }
        self.is_command = false;
    }

    fn word(&mut self, reader: &mut Reader<'_>, begins_word: bool) {
        let rest = reader.rest();
        let is_end = |one: char| one.is_whitespace() || ";&|()<>`'\"$\\".contains(one);
        let word = rest.get(..rest.find(is_end).unwrap_or(rest.len())).unwrap_or_default();
        let name = word.find(|one| !is_name(one)).unwrap_or(word.len());
        let is_assignment = name > 0 && word.get(name..).is_some_and(|after| after.starts_with(['=', '+']));
        if !begins_word {
            reader.take(word.len(), None);
        } else if self.awaits_in && word == "in" {
            reader.take(word.len(), Class::Keyword);
            self.awaits_in = false;
        } else if is_assignment && word.contains('=') {
            reader.take(name, Class::Property);
            reader.take(word.len() - name, None);
        } else if !self.is_command {
            reader.take(word.len(), word.starts_with('-').then_some(Class::Constant));
        } else if OPENERS.contains(&word) {
            reader.take(word.len(), Class::Keyword);
        } else {
            let is_keyword = KEYWORDS.contains(&word);
            reader.take(word.len(), if is_keyword { Class::Keyword } else { Class::Function });
            self.awaits_in = ["for", "case", "select"].contains(&word);
            self.is_command = ["done", "esac", "fi", "}"].contains(&word);
        }
    }

    /// Reads `<<END`: the text begins with the next line.
    fn announced(&mut self, reader: &mut Reader<'_>) {
        reader.take(2, None);
        reader.take_while(|one| one == '-', None);
        let quoted = reader.take_while(|one| is_name(one) || "'\"".contains(one), Class::Keyword);
        let end = quoted.trim_matches(['\'', '"']);
        if !end.is_empty() {
            self.ends.push(end.to_owned());
        }
    }

    fn texts(&mut self, reader: &mut Reader<'_>) {
        for end in std::mem::take(&mut self.ends) {
            while reader.peek().is_some() {
                let line = reader.rest().split('\n').next().unwrap_or_default();
                let is_end = line.trim() == end;
                reader.take(line.len(), if is_end { Class::Keyword } else { Class::String });
                reader.skip();
                if is_end {
                    break;
                }
            }
        }
    }
}

const fn is_name(one: char) -> bool {
    one.is_ascii_alphanumeric() || one == '_'
}
