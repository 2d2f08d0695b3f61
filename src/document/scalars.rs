//! Reads single values: each gives the value, or a `bad-value` problem that shows the accepted form.

use super::{Node, Value, Written};
use crate::diagnostics::{Code, Problem, Sink, Span};

/// The longest text that a document takes: longer ones belong into the body of a page.
const LONGEST_TEXT: usize = 2_000;

/// A `bad-value` at `place`.
pub fn bad(place: Span, message: impl Into<String>, help: impl Into<String>) -> Problem {
    Problem::new(Code::BadValue, place, message).help(help)
}

/// The scalar that `node` holds; `example` shows the form when it is none.
pub fn scalar<'a>(node: &'a Node, example: &str, sink: &mut Sink) -> Option<Written<&'a str>> {
    if let Value::Text(text) = &node.value {
        return Some(Written::new(text.as_str(), node.place));
    }
    sink.push(bad(
        node.place,
        format!("expected a text, found {}", node.kind()),
        format!("write for example `{example}`"),
    ));
    None
}

/// A text on one line.
pub fn line(node: &Node, example: &str, sink: &mut Sink) -> Option<Written<String>> {
    let text = paragraph(node, example, sink)?;
    if text.value.contains('\n') {
        sink.push(bad(
            text.place,
            "a line break can't stand in this text",
            format!("write it on one line, such as `{example}`"),
        ));
        return None;
    }
    Some(text)
}

/// A text of one or more lines. Control characters are refused here, at the border, because they could end a
/// property of a feed early and so forge another.
pub fn paragraph(node: &Node, example: &str, sink: &mut Sink) -> Option<Written<String>> {
    let text = scalar(node, example, sink)?;
    let trimmed = text.value.trim();
    let fault = if trimmed.is_empty() {
        Some(String::from("the text is empty"))
    } else if trimmed.chars().nth(LONGEST_TEXT).is_some() {
        Some(format!("the text is longer than {LONGEST_TEXT} characters"))
    } else {
        let control = trimmed.chars().find(|character| character.is_control() && *character != '\n');
        control
            .map(|character| format!("the control character `{}` can't stand in this text", character.escape_debug()))
    };
    if let Some(fault) = fault {
        sink.push(bad(text.place, fault, format!("write for example `{example}`")));
        return None;
    }
    Some(text.with(trimmed.to_owned()))
}

/// A name that leads to an entry elsewhere.
pub fn name(node: &Node, example: &str, sink: &mut Sink) -> Option<Written<String>> {
    scalar(node, example, sink).map(|text| text.with(text.value.trim().to_owned()))
}

/// The items of a list; what stands alone is a list of one where `lone` says so.
pub fn items<'a>(node: &'a Node, example: &str, lone: bool, sink: &mut Sink) -> &'a [Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Text(_) if lone => std::slice::from_ref(node),
        _ => {
            sink.push(bad(
                node.place,
                format!("expected a list, found {}", node.kind()),
                format!("write for example `{example}`"),
            ));
            &[]
        }
    }
}

/// The names in a list, or one alone. A list without names is a `bad-value`.
pub fn names(node: &Node, example: &str, lone: bool, sink: &mut Sink) -> Vec<Written<String>> {
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        sink.push(bad(node.place, "the list is empty", format!("write for example `{example}`")));
    }
    items(node, example, lone, sink).iter().filter_map(|item| name(item, example, sink)).collect()
}

/// A whole number within `range`.
pub fn number(node: &Node, range: std::ops::RangeInclusive<i64>, sink: &mut Sink) -> Option<i64> {
    let text = scalar(node, "2", sink)?;
    let number = text.value.parse::<i64>().ok().filter(|number| range.contains(number));
    if number.is_none() {
        let message = format!("`{}` is not a whole number from {} to {}", text.value, range.start(), range.end());
        sink.push(bad(text.place, message, "write for example `2`"));
    }
    number
}

/// `true` or `false`.
pub fn boolean(node: &Node, sink: &mut Sink) -> Option<bool> {
    let text = scalar(node, "true", sink)?;
    let value = text.value.parse().ok();
    if value.is_none() {
        sink.push(bad(
            text.place,
            format!("`{}` is neither `true` nor `false`", text.value),
            "write `true` or `false`",
        ));
    }
    value
}
