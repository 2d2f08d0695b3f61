//! The forms that values of a roster have, as JSON Schema says them.

use serde_json::{Value, json};

use super::{Mapping, schema};
use crate::roster::colors;
use crate::time::Zone;

/// What a value looks like.
#[derive(Debug)]
pub enum Form {
    /// Any text; YAML may take one for a number or a truth value, which is no fault.
    Text,
    /// A text with one `@`.
    Email,
    /// An IANA name.
    Zone,
    /// `2026-11-16`.
    Date,
    /// `2026-12-23 18:00`, also with an offset.
    Moment,
    /// Weekly hours: a text or a list of texts.
    Hours,
    /// `13 weeks`.
    Weeks,
    /// `12 hours`.
    Length,
    /// A length or a list of lengths.
    Lengths,
    /// `1 week`, `1 window`.
    Turn,
    /// A whole number within bounds.
    Number(i64, i64),
    /// `true` or `false`.
    Boolean,
    /// An address of the web.
    Url,
    /// Addresses of the web by id.
    Addresses,
    /// A CSS3 colour name.
    Color,
    /// `env`.
    Env,
    /// A name that leads to an entry elsewhere.
    Name,
    /// A name, or a list of names.
    Names,
    /// Two names.
    TwoNames,
    /// Two days.
    TwoDates,
    /// A list of names.
    Order,
    /// A list of names or lists of names.
    Levels,
    /// A list of mappings.
    List(&'static Mapping),
    /// One mapping.
    Mapping(&'static Mapping),
    /// A mapping from ids to mappings.
    Entries(&'static Mapping),
    /// A mapping from ids to lists of names, or of eras.
    Rotations(&'static Mapping),
}

impl Form {
    /// The schema of such a value, without its meaning.
    pub fn schema(&self) -> Value {
        match self {
            Self::Text => json!({ "type": ["string", "number", "boolean"], "minLength": 1, "maxLength": 2000 }),
            Self::Email => {
                json!({ "type": "string", "pattern": r"^[^@\s]+@[^@\s]+$", "examples": ["ana@example.org"] })
            }
            Self::Zone => json!({ "$ref": "#/definitions/zone" }),
            Self::Date => date(),
            Self::Moment => json!({
                "type": "string",
                "pattern": r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?$",
                "examples": ["2026-12-23 18:00"],
            }),
            Self::Hours => either(&json!({
                "type": "string",
                "pattern": r"\d{1,2}:\d{2}",
                "examples": ["Mon 18:00 - Fri 18:00", "Mon-Fri 09:00-18:00", "Sat,Sun 10:00-16:00", "daily 20:00-08:00"],
            })),
            Self::Weeks => quantity("week", "13 weeks"),
            Self::Length => length(),
            Self::Lengths => one_or_more(&length(), 0),
            Self::Turn => quantity("week|window", "1 week"),
            Self::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Self::Boolean => json!({ "type": "boolean" }),
            Self::Url => url(),
            Self::Addresses => entries(&url()),
            Self::Color => json!({ "enum": colors::CSS3 }),
            Self::Env => json!({ "const": "env" }),
            Self::Name => name(),
            Self::Names => either(&name()),
            Self::TwoNames => two(&name()),
            Self::TwoDates => two(&date()),
            Self::Order => list(&name(), 1),
            Self::Levels => list(&either(&name()), 0),
            Self::List(of) => list(&schema::reference(of), 0),
            Self::Mapping(of) => schema::reference(of),
            Self::Entries(of) => entries(&schema::reference(of)),
            Self::Rotations(era) => entries(&json!({ "anyOf": [list(&name(), 1), list(&schema::reference(era), 1)] })),
        }
    }
}

/// The names of zones, which are too many to be written wherever one may stand.
pub(super) fn zones() -> Value {
    json!({ "description": "An IANA name of a time zone.", "enum": Zone::names().collect::<Vec<_>>() })
}

fn name() -> Value {
    json!({ "type": ["string", "number", "boolean"], "minLength": 1 })
}

fn url() -> Value {
    json!({ "type": "string", "pattern": "^https?://[^/?#:]" })
}

fn date() -> Value {
    json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2026-11-16"] })
}

fn length() -> Value {
    quantity("minute|hour|day|week", "12 hours")
}

fn quantity(units: &str, example: &str) -> Value {
    json!({ "type": "string", "pattern": format!(r"^\s*\d+\s*({units})s?\s*$"), "examples": [example] })
}

fn list(of: &Value, least: usize) -> Value {
    let list = json!({ "type": "array", "items": of, "minItems": least });
    if least == 0 { or_nothing(&list) } else { list }
}

/// A key may be written without a value, as one that waits for its first entry is.
fn or_nothing(of: &Value) -> Value {
    json!({ "anyOf": [of, { "type": "null" }] })
}

fn one_or_more(of: &Value, least: usize) -> Value {
    json!({ "anyOf": [of, { "type": "array", "items": of, "minItems": least }] })
}

fn either(of: &Value) -> Value {
    one_or_more(of, 1)
}

fn two(of: &Value) -> Value {
    json!({ "type": "array", "items": of, "minItems": 2, "maxItems": 2 })
}

/// Entries by id, of which one may have nothing to say.
fn entries(of: &Value) -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": "^[a-z0-9][a-z0-9-]{0,63}$" },
        "additionalProperties": of,
    })
}
