//! The JSON Schema of `roster.yaml`, by which editors check and complete it.
//!
//! It says what has a form: keys, needed ones, dates, lengths, names of zones and colours. That a name leads
//! somewhere, that hours do not overlap or that nobody is on call twice is for `check` to find. Every roster that
//! `check` reads is valid by it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{AWAY, DUTIES, ERA, HOLIDAY, OVERRIDE, PERSON, PUBLISH, RULES, SHIFT_TYPE, SITE};
use super::{Key, Mapping, ROSTER, form};

/// The mappings that others refer to, by the names of their definitions.
static DEFINITIONS: [(&str, &Mapping); 10] = [
    ("away", &AWAY),
    ("duties", &DUTIES),
    ("era", &ERA),
    ("holiday", &HOLIDAY),
    ("override", &OVERRIDE),
    ("person", &PERSON),
    ("publish", &PUBLISH),
    ("rules", &RULES),
    ("shift_type", &SHIFT_TYPE),
    ("site", &SITE),
];

/// The schema as text: JSON Schema draft 7, which editors know best.
#[must_use]
pub fn text() -> String {
    let mut definitions: BTreeMap<_, _> = DEFINITIONS.iter().map(|(name, of)| (*name, of.schema())).collect();
    definitions.insert("zone", form::zones());
    let mut schema = ROSTER.schema();
    let head = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "The roster of hausmeister",
        "definitions": definitions,
    });
    merge(&mut schema, head);
    // Only maps with other keys than texts could make this fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A value that is this mapping.
pub(super) fn reference(mapping: &'static Mapping) -> Value {
    let name = DEFINITIONS.iter().find(|(_, of)| std::ptr::eq(*of, mapping)).map_or("", |(name, _)| name);
    json!({ "$ref": format!("#/definitions/{name}") })
}

impl Mapping {
    fn schema(&self) -> Value {
        let properties: Map<_, _> = self.keys.iter().map(|key| (key.name.to_owned(), key.schema())).collect();
        let needed: Vec<_> = self.keys.iter().filter(|key| key.is_needed).map(|key| key.name).collect();
        // Where nothing is needed, the mapping may be left out behind its key.
        let kind =
            if needed.is_empty() && self.alternatives.is_empty() { json!(["object", "null"]) } else { json!("object") };
        let mut schema = json!({
            "description": self.meaning,
            "type": kind,
            "properties": properties,
            "additionalProperties": false,
        });
        if !needed.is_empty() {
            merge(&mut schema, json!({ "required": needed }));
        }
        if !self.alternatives.is_empty() {
            let alternatives: Vec<_> = self.alternatives.iter().map(|keys| json!({ "required": keys })).collect();
            merge(&mut schema, json!({ "anyOf": alternatives }));
        }
        if !self.apart.is_empty() {
            let apart: Vec<_> = self.apart.iter().map(|keys| json!({ "not": { "required": keys } })).collect();
            merge(&mut schema, json!({ "allOf": apart }));
        }
        schema
    }
}

impl Key {
    /// The form with the key's meaning; beside a reference draft 7 would not read it.
    fn schema(&self) -> Value {
        let form = self.form.schema();
        let mut schema = if form.get("$ref").is_some() { json!({ "allOf": [form] }) } else { form };
        merge(&mut schema, json!({ "description": self.meaning }));
        schema
    }
}

fn merge(into: &mut Value, from: Value) {
    if let (Some(into), Value::Object(from)) = (into.as_object_mut(), from) {
        into.extend(from);
    }
}
