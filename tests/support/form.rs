//! What is wrong with the form of a roster, by the parser and by the JSON Schema.

use hausmeister::diagnostics::{Code, Severity, Sink, Sources};
use hausmeister::document::{self, Node, Value};
use hausmeister::roster;
use jsonschema::Validator;
use serde_json::json;

fn schema() -> Validator {
    jsonschema::validator_for(&serde_json::from_str(&roster::schema()).unwrap()).unwrap()
}

/// A document as an editor sees it, by YAML's core schema.
fn as_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Empty => serde_json::Value::Null,
        Value::Text(text) => match text.as_str() {
            "true" => json!(true),
            "false" => json!(false),
            text => text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)),
        },
        Value::List(items) => items.iter().map(as_json).collect(),
        Value::Map(pairs) => pairs.iter().map(|(key, value)| (key.value.clone(), as_json(value))).collect(),
    }
}

fn document(text: &str) -> serde_json::Value {
    let source = Sources::default().add("roster.yaml", text);
    let node = document::read(text, source, 0, &mut Sink::default());
    as_json(&node.expect("the text is YAML"))
}

/// What the schema finds, a line each.
pub fn by_schema(text: &str) -> Vec<String> {
    let document = document(text);
    schema().iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The errors of form that the parser finds: those that a roster alone can have in its keys and values.
pub fn by_parser(text: &str) -> Vec<String> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let source = sources.add("roster.yaml", text);
    let _roster = roster::read(text, source, &mut sink);
    let of_form = [Code::Syntax, Code::UnknownKey, Code::DuplicateKey, Code::BadValue];
    let problems = sink.into_problems().into_iter();
    let errors = problems.filter(|problem| problem.severity() == Severity::Error && of_form.contains(&problem.code));
    errors.map(|problem| format!("{}: {}", problem.code, problem.message)).collect()
}
