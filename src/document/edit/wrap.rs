//! Makes a list the value of a key in a mapping of its own: a rotation in short form becomes its first era.

use super::layout::{Layout, is_flow};
use super::{Data, Node, Splice, Value, Written, entry, find, write};

/// What to splice; nothing for a path that leads to no list.
pub fn splices(
    layout: &Layout<'_>,
    root: &Node,
    path: &[String],
    before: &[(String, String)],
    key: &str,
) -> Option<Vec<Splice>> {
    let (own, above) = path.split_last()?;
    let parent = find(root, above)?;
    let (name, list) = entry(parent, own)?;
    let Value::List(items) = &list.value else { return None };
    let wrapper = Wrapper { layout, before, key, column: layout.column(name.place.start) + layout.list_indent };
    let end = layout.end(list)?;
    match items.first() {
        _ if is_flow(parent) => Some(wrapper.inside_brackets(list, end)),
        _ if is_flow(list) => wrapper.out_of_brackets(name, list, end),
        first => wrapper.in_block(name, first?, end),
    }
}

struct Wrapper<'a> {
    layout: &'a Layout<'a>,
    before: &'a [(String, String)],
    key: &'a str,
    /// Where the new list's dash stands.
    column: usize,
}

impl Wrapper<'_> {
    /// Around a list that stays where it is.
    fn inside_brackets(&self, list: &Node, end: usize) -> Vec<Splice> {
        let before: String = self.before.iter().map(|(key, text)| write::pair(key, &Data::text(text)) + ", ").collect();
        let open = format!("[{{ {before}{}: ", self.key);
        vec![Splice::insert(list.place.start, open), Splice::insert(end, " }]")]
    }

    /// A list in brackets behind its key moves below it; a comment after it stays behind the key.
    fn out_of_brackets(&self, name: &Written<String>, list: &Node, end: usize) -> Option<Vec<Splice>> {
        let layout = self.layout;
        let written = layout.text.get(list.place.start..end)?;
        let colon = layout.colon(name)?;
        let deeper = format!("\n{}", write::spaces(self.deeper()));
        let mut lines = self.head();
        lines.push(format!("{}{}: {}", write::spaces(self.column + 2), self.key, written.replace('\n', &deeper)));
        Some(vec![Splice::replace(colon..end, ""), layout.lines_below(layout.line_end(end), &lines)])
    }

    /// A block list moves to the right, line by line.
    fn in_block(&self, name: &Written<String>, first: &Node, end: usize) -> Option<Vec<Splice>> {
        let layout = self.layout;
        let dash = layout.dash(first)?;
        let mut lines = self.head();
        lines.push(format!("{}{}:", write::spaces(self.column + 2), self.key));
        let mut at = layout.line_start(dash);
        let above = at.checked_sub(1).filter(|above| *above >= name.place.end)?;
        let above = layout.text.get(..above)?.trim_end_matches('\r').len();
        let mut splices = vec![layout.lines_below(above, &lines)];
        let last = layout.block_end(end, layout.column(dash));
        while at < last {
            let line_end = layout.line_end(at);
            if line_end > at {
                splices.push(Splice::insert(at, write::spaces(self.deeper())));
            }
            at = line_end + layout.rest(line_end).find('\n').map_or(1, |line_break| line_break + 1);
        }
        Some(splices)
    }

    /// The lines of the new item above the list's own.
    fn head(&self) -> Vec<String> {
        let pairs = self.before.iter().map(|(key, text)| (key.clone(), Data::text(text)));
        write::item(&Data::Map(pairs.collect()), self.column, self.column + 2)
    }

    /// How much further to the right the old list stands afterwards.
    fn deeper(&self) -> usize {
        self.layout.list_indent + 2
    }
}
