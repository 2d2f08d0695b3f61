//! A reader of iCalendar that forgives nothing: line by line by the grammar of RFC 5545 3.1 and 3.3.11.

/// A component with its properties and the components in it, in the order written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Component {
    pub kind: String,
    pub properties: Vec<Property>,
    pub components: Vec<Component>,
}

/// A content line; `value` is as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    pub name: String,
    pub parameters: Vec<String>,
    pub value: String,
}

/// Properties whose value is TEXT, or a list of it where commas part the items.
const TEXTS: [&str; 14] = [
    "NAME",
    "X-WR-CALNAME",
    "X-WR-CALDESC",
    "X-WR-TIMEZONE",
    "SUMMARY",
    "DESCRIPTION",
    "UID",
    "PRODID",
    "CLASS",
    "STATUS",
    "TRANSP",
    "COLOR",
    "CATEGORIES",
    "ACTION",
];

impl Component {
    pub fn names(&self) -> Vec<&str> {
        self.properties.iter().map(|property| property.name.as_str()).collect()
    }

    /// The value of a property that stands there just once.
    pub fn value(&self, name: &str) -> &str {
        let mut found = self.properties.iter().filter(|property| property.name == name);
        let property = found.next().unwrap_or_else(|| panic!("no {name} in {self:?}"));
        assert_eq!(found.next(), None, "{name} stands twice");
        &property.value
    }

    /// The same, unescaped.
    pub fn text(&self, name: &str) -> String {
        unescaped(self.value(name))
    }

    pub fn events(&self) -> impl Iterator<Item = &Self> {
        self.components.iter().filter(|component| component.kind == "VEVENT")
    }
}

/// The calendar that `text` is; panics where the grammar is broken.
pub fn calendar(text: &str) -> Component {
    let mut open = vec![Component::default()];
    for line in unfolded(text) {
        let property = property(&line);
        match property.name.as_str() {
            "BEGIN" => open.push(Component { kind: property.value, ..Component::default() }),
            "END" => {
                let done = open.pop().unwrap();
                assert_eq!(done.kind, property.value, "a component ends that did not begin");
                open.last_mut().expect("one END too many").components.push(done);
            }
            _ => open.last_mut().unwrap().properties.push(property),
        }
    }
    let [outer] = <[Component; 1]>::try_from(open).expect("every component ends");
    assert!(outer.properties.is_empty(), "a property stands outside of the calendar");
    let [calendar] = <[Component; 1]>::try_from(outer.components).expect("there is one calendar");
    assert_eq!(calendar.kind, "VCALENDAR");
    calendar
}

/// The content lines, joined again where they were folded.
fn unfolded(text: &str) -> Vec<String> {
    let body = text.strip_suffix("\r\n").expect("the last line ends too");
    let mut lines: Vec<String> = Vec::new();
    for line in body.split("\r\n") {
        assert!(line.len() <= 75, "{} octets in {line:?}", line.len());
        assert!(!line.is_empty(), "an empty line");
        assert!(!line.chars().any(char::is_control), "a control character in {line:?}");
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().expect("the first line is no continuation").push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

fn property(line: &str) -> Property {
    let (front, value) = line.split_once(':').unwrap_or_else(|| panic!("no value in {line:?}"));
    let mut parts = front.split(';').map(String::from);
    let name = parts.next().unwrap();
    let allowed = |character: char| character.is_ascii_uppercase() || character == '-';
    assert!(!name.is_empty() && name.chars().all(allowed), "{name:?} is no name");
    if TEXTS.contains(&name.as_str()) {
        assert_escaped(value);
    } else {
        assert!(value.chars().all(|character| character.is_ascii_graphic()), "{value:?} in {name}");
    }
    Property { name, parameters: parts.collect(), value: value.to_owned() }
}

fn assert_escaped(value: &str) {
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        assert!(!";,".contains(character), "a bare {character} in {value:?}");
        if character == '\\' {
            let next = characters.next().expect("a backslash escapes something");
            assert!("\\;,n".contains(next), "\\{next} is no escape");
        }
    }
}

fn unescaped(value: &str) -> String {
    let mut characters = value.chars();
    let mut text = String::new();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => characters.next().map_or('\\', |next| if next == 'n' { '\n' } else { next }),
            other => other,
        });
    }
    text
}
