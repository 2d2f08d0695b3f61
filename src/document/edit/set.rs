//! Gives a key of a mapping a text.

use super::layout::{Layout, is_flow};
use super::{Data, Node, Splice, Value, Written, entry, find, write};

/// What to splice; nothing for a path that leads to no mapping, or a key that has more than a text.
pub fn splices(layout: &Layout<'_>, root: &Node, path: &[String], key: &str, text: &str) -> Option<Vec<Splice>> {
    let (last, above) = path.split_last()?;
    let (name, map) = entry(find(root, above)?, last)?;
    if let Some((key, value)) = entry(map, key) {
        return in_place_of(layout, map, key, value, text);
    }
    let pair = write::pair(key, &Data::text(text));
    let Value::Map(pairs) = &map.value else {
        let place = layout.nothing(name, map);
        let space = if place.is_empty() { " " } else { "" };
        let is_empty = map.value == Value::Empty;
        return is_empty.then(|| vec![Splice::replace(place, format!("{space}{{ {pair} }}"))]);
    };
    let splice = match pairs.last() {
        None => Splice::insert(map.place.end, format!(" {pair} ")),
        Some(last) if is_flow(map) => Splice::insert(layout.end_of_pair(last)?, format!(", {pair}")),
        Some(last) => {
            let column = layout.column(map.place.start);
            let line = write::spaces(column) + &pair;
            layout.lines_below(layout.block_end(layout.end_of_pair(last)?, column), &[line])
        }
    };
    Some(vec![splice])
}

fn in_place_of(
    layout: &Layout<'_>,
    map: &Node,
    key: &Written<String>,
    value: &Node,
    text: &str,
) -> Option<Vec<Splice>> {
    let place = match value.value {
        Value::Empty => layout.nothing(key, value),
        Value::Text(_) => value.place.start..value.place.end,
        Value::List(_) | Value::Map(_) => return None,
    };
    // A text over several lines may be a block, whose mark is not in its place.
    if layout.line_end(place.start) < place.end {
        return None;
    }
    let space = if place.is_empty() { " " } else { "" };
    Some(vec![Splice::replace(place, format!("{space}{}", write::scalar(text, is_flow(map))))])
}
