//! What many places of many pages show: it is made into a template's value once, and not for each of them.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::Value;

/// A value that many others hold. Templates are given one and the same of it; what else writes it, such as JSON for
/// scripts, writes it whole each time.
#[derive(Debug, Clone)]
pub struct Shared<T>(Arc<Kept<T>>);

#[derive(Debug)]
struct Kept<T> {
    value: T,
    /// What templates are given; none where it can't be made, which is told where the value is used.
    given: Option<Value>,
}

impl<T: Serialize> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        let given = Value::try_from_serializable(&value).ok();
        Self(Arc::new(Kept { value, given }))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Shared<T> {}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.given {
            // Into another value of templates, tera takes one as it is.
            Some(given) => given.serialize(serializer),
            None => self.0.value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, Serialize)]
    struct Person {
        name: String,
        color: usize,
        zone: Option<String>,
    }

    fn person() -> Person {
        Person { name: String::from("Ana <Souza>"), color: 11, zone: None }
    }

    #[test]
    fn templates_are_given_one_and_the_same() {
        let shared = Shared::from(person());
        let [one, other] = [shared.clone(), shared].map(|shared| Value::from_serializable(&[shared]));
        let map = |list: &Value| std::ptr::from_ref(list.as_array().unwrap()[0].as_map().unwrap());
        assert_eq!(map(&one), map(&other));
        assert_eq!(one, Value::from_serializable(&[person()]));
    }

    #[test]
    fn as_json_it_is_what_it_holds() {
        let written = serde_json::to_string(&Shared::from(person())).unwrap();
        assert_eq!(written, serde_json::to_string(&person()).unwrap());
    }

    #[test]
    fn what_templates_can_not_be_given_is_told_where_it_is_used() {
        let keys = std::collections::BTreeMap::from([(None::<u8>, 1)]);
        let refused = Value::try_from_serializable(&Shared::from(keys.clone())).unwrap_err();
        assert_eq!(refused.to_string(), Value::try_from_serializable(&keys).unwrap_err().to_string());
    }
}
