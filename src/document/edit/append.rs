//! Adds an item at the end of a list.

use super::layout::{Layout, is_flow};
use super::{Data, Node, Splice, Value, Written, entry, find, write};

/// What to splice; nothing for a path that leads to no place for a list.
pub fn splices(layout: &Layout<'_>, root: &Node, path: &[String], item: &Data) -> Option<Vec<Splice>> {
    let (key, above) = path.split_last()?;
    let parent = find(root, above)?;
    let Some((key, list)) = entry(parent, key) else { return new_list(layout, parent, key, item) };
    match &list.value {
        Value::Empty => into_nothing(layout, parent, key, list, item),
        Value::List(items) => match items.last() {
            Some(above) if is_flow(list) => after_flow(layout, list, above, item),
            Some(above) => after_block(layout, items, above, item),
            None => into_empty(layout, parent, key, list, item),
        },
        Value::Text(_) | Value::Map(_) => None,
    }
}

/// A key with a list of one, at the end of a mapping.
fn new_list(layout: &Layout<'_>, parent: &Node, key: &str, item: &Data) -> Option<Vec<Splice>> {
    let Value::Map(pairs) = &parent.value else { return None };
    let end = layout.end_of_pair(pairs.last()?)?;
    if is_flow(parent) {
        return Some(vec![Splice::insert(end, format!(", {key}: [{}]", write::flow(item)))]);
    }
    let column = layout.column(parent.place.start);
    let mut lines = vec![format!("{}{key}:", write::spaces(column))];
    lines.extend(first_item(layout, column, item));
    let keys_stand_apart = pairs.len() > 1 && layout.has_gap_above(pairs.last()?.0.place.start);
    if keys_stand_apart {
        lines.insert(0, String::new());
    }
    Some(vec![layout.lines_below(layout.block_end(end, column), &lines)])
}

/// The lines of the first item of a block list whose key stands in a column.
fn first_item(layout: &Layout<'_>, key: usize, item: &Data) -> Vec<String> {
    let dash = key + layout.list_indent;
    write::item(item, dash, dash + 2)
}

/// `overrides:` with nothing, or `~`, behind it.
fn into_nothing(
    layout: &Layout<'_>,
    parent: &Node,
    key: &Written<String>,
    list: &Node,
    item: &Data,
) -> Option<Vec<Splice>> {
    let place = layout.nothing(key, list);
    if is_flow(parent) {
        let space = if place.is_empty() { " " } else { "" };
        return Some(vec![Splice::replace(place, format!("{space}[{}]", write::flow(item)))]);
    }
    below(layout, key, place.end, item)
}

/// `overrides: []`. What is in brackets over several lines stays there, for there may be comments in it.
fn into_empty(
    layout: &Layout<'_>,
    parent: &Node,
    key: &Written<String>,
    list: &Node,
    item: &Data,
) -> Option<Vec<Splice>> {
    let end = layout.end(list)?;
    if is_flow(parent) || layout.line_end(list.place.start) < end {
        return Some(vec![Splice::insert(list.place.end, write::flow(item))]);
    }
    below(layout, key, end, item)
}

/// Takes what stands between a key's colon and `end` away, and writes a block list of one below.
fn below(layout: &Layout<'_>, key: &Written<String>, end: usize, item: &Data) -> Option<Vec<Splice>> {
    let column = layout.column(key.place.start);
    let lines = first_item(layout, column, item);
    let gone = Splice::replace(layout.colon(key)?..end, "");
    Some(vec![gone, layout.lines_below(layout.block_end(end, column), &lines)])
}

/// Below the last item of a block list, in that item's style.
fn after_block(layout: &Layout<'_>, items: &[Node], above: &Node, item: &Data) -> Option<Vec<Splice>> {
    let dash = layout.dash(above)?;
    let column = layout.column(dash);
    let is_block = matches!(above.value, Value::Map(_)) && !is_flow(above);
    let mut lines = if is_block {
        write::item(item, column, layout.column(above.place.start))
    } else {
        let is_behind_dash = layout.line_start(above.place.start) == layout.line_start(dash);
        let gap = if is_behind_dash { above.place.start.saturating_sub(dash + 1).max(1) } else { 1 };
        let text = write::spaced(item, is_spaced(layout, above));
        vec![format!("{}-{}{text}", write::spaces(column), write::spaces(gap))]
    };
    if items.len() > 1 && layout.has_gap_above(dash) {
        lines.insert(0, String::new());
    }
    Some(vec![layout.lines_below(layout.block_end(layout.end(above)?, column), &lines)])
}

/// After the last item of a list in brackets: on its line, or on one of its own where that item has one.
fn after_flow(layout: &Layout<'_>, list: &Node, above: &Node, item: &Data) -> Option<Vec<Splice>> {
    let (start, end) = (layout.line_start(above.place.start), layout.end(above)?);
    let indent = layout.text.get(start..above.place.start)?;
    let text = write::spaced(item, is_spaced(layout, above));
    if !indent.trim().is_empty() || start <= list.place.start {
        return Some(vec![Splice::insert(end, format!(", {text}"))]);
    }
    let comma = Some(layout.skip(end, false)).filter(|at| layout.rest(*at).starts_with(','));
    let line_end = layout.line_end(comma.unwrap_or(end));
    if line_end >= layout.end(list)? {
        // The closing bracket stands on the last item's line.
        let next = layout.joined(end, &[String::from(","), format!("{indent}{text}")]);
        return Some(vec![Splice::insert(end, next)]);
    }
    let (own, theirs) = if comma.is_some() { (",", "") } else { ("", ",") };
    let line = format!("{indent}{text}{own}");
    Some(vec![Splice::insert(end, theirs), layout.lines_below(line_end, &[line])])
}

/// Whether braces have spaces inside, as those of a neighbour do; one that is no mapping in braces tells nothing.
fn is_spaced(layout: &Layout<'_>, neighbour: &Node) -> bool {
    let is_tight = matches!(neighbour.value, Value::Map(_)) && is_flow(neighbour);
    !(is_tight && layout.rest(neighbour.place.end).starts_with(|next: char| !next.is_whitespace()))
}
