//! A reader of iCalendar that forgives nothing: line by line by the grammar of RFC 5545 3.1 and of the values in 3.3.

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
const TEXTS: [&str; 16] = [
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
    "TZID",
    "TZNAME",
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
    assert!(is_name(&name), "{name:?} is no name");
    let parameters: Vec<_> = parts.collect();
    for parameter in &parameters {
        let (name, value) = parameter.split_once('=').unwrap_or_else(|| panic!("no value in {parameter:?}"));
        assert!(is_name(name) && !value.is_empty() && !value.contains([',', '"']), "{parameter:?} is no parameter");
    }
    if TEXTS.contains(&name.as_str()) {
        assert_escaped(value);
    } else {
        assert!(is_value(&name, &parameters, value), "{value:?} is no value of {name}");
    }
    Property { name, parameters, value: value.to_owned() }
}

fn is_name(name: &str) -> bool {
    let allowed = |character: char| character.is_ascii_uppercase() || character == '-';
    !name.is_empty() && name.chars().all(allowed)
}

/// Whether a value is of the type of its property, which is none of [`TEXTS`].
fn is_value(name: &str, parameters: &[String], value: &str) -> bool {
    match name {
        "BEGIN" | "END" | "METHOD" | "CALSCALE" | "X-MICROSOFT-CDO-BUSYSTATUS" => is_name(value),
        "VERSION" => value == "2.0",
        "DTSTART" | "DTEND" if parameters == ["VALUE=DATE"] => has_form(value, "00000000"),
        // In a VTIMEZONE it is a local time.
        "DTSTART" => has_form(value, "00000000T000000Z") || has_form(value, "00000000T000000"),
        "DTEND" | "DTSTAMP" | "LAST-MODIFIED" => has_form(value, "00000000T000000Z"),
        "TZOFFSETFROM" | "TZOFFSETTO" => has_form(value, "+0000") || has_form(value, "-0000"),
        "SEQUENCE" => value.parse::<i32>().is_ok_and(|number| number.to_string() == value),
        "TRIGGER" => is_duration(value.strip_prefix('-').unwrap_or(value)),
        "REFRESH-INTERVAL" | "X-PUBLISHED-TTL" => is_duration(value),
        "URL" | "SOURCE" => value.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c)),
        _ => panic!("{name} is no property of a feed"),
    }
}

/// Whether `value` is `form` with any digits in the places of its zeros.
fn has_form(value: &str, form: &str) -> bool {
    value.len() == form.len()
        && value.bytes().zip(form.bytes()).all(|(is, to_be)| match to_be {
            b'0' => is.is_ascii_digit(),
            other => is == other,
        })
}

/// Hours and minutes, as feeds say them.
fn is_duration(value: &str) -> bool {
    let Some(rest) = value.strip_prefix("PT").filter(|rest| !rest.is_empty()) else { return false };
    let (hours, minutes) = rest.split_once('H').unwrap_or(("0", rest));
    let minutes = if minutes.is_empty() { Some("0") } else { minutes.strip_suffix('M') };
    [Some(hours), minutes].into_iter().all(|part| part.is_some_and(|part| part.parse::<u32>().is_ok()))
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

/// Each text breaks one rule, and only that.
#[test]
fn the_reader_forgives_nothing() {
    let feed = |line: &str| format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    for fine in [
        "SUMMARY:a\\,b\\;c\\\\d\\ne:é",
        "DTSTART;VALUE=DATE:20261116",
        "TRIGGER:-PT1H30M",
        "TRIGGER:PT0M",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "SUMMARY:a\r\n  b",
    ] {
        calendar(&feed(fine));
    }
    assert_eq!(calendar(&feed("SUMMARY:a\r\n  b")).components[0].text("SUMMARY"), "a b");
    let long = format!("SUMMARY:{}", "é".repeat(34));
    for broken in [
        "SUMMARY:a,b",
        "SUMMARY:a;b",
        "SUMMARY:a\\b",
        "SUMMARY:a\\",
        "SUMMARY:a\tb",
        "SUMMARY:a\u{85}b",
        "SUMMARY:a\nb",
        "SUMMARY:a\r\n\r\nURL:b",
        "SUMMARY:a\r\nb",
        "summary:a",
        "SUMMARY",
        "SUMMARY;LANGUAGE:a",
        "SUMMARY;LANGUAGE=:a",
        "DTSTART:20261116",
        "DTEND:20261116T180000",
        "SEQUENCE:01",
        "TRIGGER:-P1D",
        "TRIGGER:-PT",
        "URL:https://e.example/ä",
        "URL:https://e.example/a b",
        "ATTACH:a",
        "BEGIN:VALARM",
        "END:VEVENT",
        &long,
    ] {
        let feed = feed(broken);
        assert!(std::panic::catch_unwind(|| calendar(&feed)).is_err(), "{broken:?} is read");
    }
}
