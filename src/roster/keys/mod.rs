//! Every key of `roster.yaml`, with what it means and what form its value has.
//!
//! The parser knows its keys by these tables, and the JSON Schema that editors check and complete with is made of them,
//! so neither can know a key that the other does not. Whether a value of the right form makes sense is for `values`
//! and `validate` to say.

mod form;
pub mod schema;

use crate::diagnostics::Sink;
use crate::document::{Fields, Node};

use form::Form;

/// A mapping with known keys.
#[derive(Debug)]
pub struct Mapping {
    /// What it is, for messages: "a person".
    pub what: &'static str,
    /// What it says, for editors.
    meaning: &'static str,
    keys: &'static [Key],
    /// Keys that stand instead of each other: at least one of these lists is there whole.
    alternatives: &'static [&'static [&'static str]],
    /// Pairs of keys that do not stand together.
    apart: &'static [[&'static str; 2]],
}

/// A key of a mapping.
#[derive(Debug)]
pub struct Key {
    name: &'static str,
    form: Form,
    is_needed: bool,
    meaning: &'static str,
}

impl Mapping {
    /// Opens `node` for reading; see [`Fields::open`].
    pub fn open<'a>(&'a self, node: &'a Node, sink: &mut Sink) -> Option<Fields<'a>> {
        Fields::open(node, self.what, &self.names(), sink)
    }

    /// The keys, in the order of their documentation.
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}

const fn mapping(what: &'static str, meaning: &'static str, keys: &'static [Key]) -> Mapping {
    Mapping { what, meaning, keys, alternatives: &[], apart: &[] }
}

const fn key(name: &'static str, form: Form, meaning: &'static str) -> Key {
    Key { name, form, is_needed: false, meaning }
}

const fn needed(name: &'static str, form: Form, meaning: &'static str) -> Key {
    Key { name, form, is_needed: true, meaning }
}

/// The roster.
pub static ROSTER: Mapping = mapping(
    "a roster",
    "Who is on call, when and for what. Every wall-clock time is in `timezone`.",
    &[
        needed("team", Form::Text, "The team's name."),
        needed("timezone", Form::Zone, "IANA name of the team's time zone."),
        needed("starts", Form::Date, "First day of the rotation."),
        key("work_hours", Form::Hours, "Weekly hours that tell triage time from pager time."),
        key("publish", Form::Mapping(&PUBLISH), "What is published around the running week."),
        key("site", Form::Mapping(&SITE), "The site and its addresses."),
        needed("people", Form::Entries(&PERSON), "The people, by id. An id is part of addresses."),
        key("rotations", Form::Rotations(&ERA), "Ordered lists of people that shift types draw on, by id."),
        needed("shifts", Form::Entries(&SHIFT_TYPE), "The shift types, by id. An id is part of addresses."),
        key(
            "escalation",
            Form::Levels,
            "Who is called first, second and so on: a shift type or a list of them each. Together the types of a level must never leave a gap.",
        ),
        key("overrides", Form::List(&OVERRIDE), "Changes of the plan, in the order in which they apply."),
        key("holidays", Form::List(&HOLIDAY), "Public holidays of the team."),
        key("rules", Form::Mapping(&RULES), "Rules of change and rest."),
    ],
);

/// `publish`.
pub static PUBLISH: Mapping = mapping(
    "`publish`",
    "What is published around the running week.",
    &[
        key("past", Form::Weeks, "Weeks before the running one; `13 weeks` without it."),
        key("ahead", Form::Weeks, "Weeks after the running one; `52 weeks` without it."),
        key("away", Form::Boolean, "Whether holidays and times away have a calendar of their own."),
    ],
);

/// `site`.
pub static SITE: Mapping = mapping(
    "`site`",
    "The site and its addresses.",
    &[
        key("title", Form::Text, "The site's title; the team's name without it."),
        key("url", Form::Url, "Where the site is published; may have a path."),
        key("repository", Form::Url, "Where the sources can be seen; gives every page its edit link."),
        key("slack_url", Form::Url, "The team's Slack; makes handles links."),
        key("hand_off", Form::Text, "The runbook of hand-offs, such as `hand-off`."),
        key(
            "feed_key",
            Form::Env,
            "`env` makes the addresses of calendars unguessable, by the secret in HAUSMEISTER_FEED_KEY.",
        ),
        key("channels", Form::Addresses, "The team's channels by name, with their addresses, for runbooks to name."),
        key("ignore_links", Form::Names, "Beginnings of addresses that `check --external` passes over."),
        key("search", Form::Boolean, "`false` leaves the search out of the site, with its index."),
        key("raw_html", Form::Boolean, "Whether raw HTML of runbooks passes, as far as it can do no harm."),
    ],
);

/// An entry of `people`.
pub static PERSON: Mapping = mapping(
    "a person",
    "Someone who can hold shifts.",
    &[
        key("name", Form::Text, "The full name; the id without it."),
        key("email", Form::Email, "Address for mail; shown on the site, never in a calendar."),
        key("slack", Form::Text, "Handle in Slack, without `@`."),
        key("phone", Form::Text, "Telephone number; shown on the site, never in a calendar."),
        key("pager", Form::Text, "What the paging system knows the person by; the id without it."),
        key("timezone", Form::Zone, "The person's own zone, shown beside the team's."),
        key("joins", Form::Date, "First day in the team."),
        key("leaves", Form::Date, "Last day in the team."),
        key("away", Form::List(&AWAY), "Days on which the person can't serve."),
        key("feed_revision", Form::Number(1, 100), "One more revokes the addresses of the person's calendars."),
    ],
);

/// An entry of a person's `away`.
pub static AWAY: Mapping = mapping(
    "a time away",
    "Days on which the person can't serve, both included.",
    &[
        needed("from", Form::Date, "First day away."),
        needed("to", Form::Date, "Last day away."),
        key("why", Form::Text, "The reason; never published."),
    ],
);

/// An era of a rotation.
pub static ERA: Mapping = mapping(
    "an era",
    "An order of people from a day on.",
    &[
        needed("since", Form::Date, "The era begins with the first rotation week that begins on or after this day."),
        needed("order", Form::Order, "Who holds the turns, round and round; `nobody` is a planned empty turn."),
        key(
            "first",
            Form::Name,
            "Who takes the era's first turn; without it the turns go on with whoever would be next.",
        ),
    ],
);

/// An entry of `shifts`.
pub static SHIFT_TYPE: Mapping = Mapping {
    alternatives: &[&["rotation"], &["follows"]],
    apart: &[["rotation", "follows"], ["follows", "offset"], ["follows", "turn"], ["rotation", "after"]],
    ..mapping(
        "a shift type",
        "A type of shift.",
        &[
            key("name", Form::Text, "The name; the id without it."),
            needed("hours", Form::Hours, "Its weekly hours."),
            key("rotation", Form::Name, "The rotation that its holders come from."),
            key(
                "offset",
                Form::Number(-10_000, 10_000),
                "How many turns further along the list: types that share a list keep their distance.",
            ),
            key("turn", Form::Turn, "How long one person holds it; `1 week` without it."),
            key(
                "follows",
                Form::Name,
                "Instead of `rotation`: it goes to whoever held most of that type's week before.",
            ),
            key("after", Form::Weeks, "With `follows`: how many weeks before; `1 week` without it."),
            key("runbook", Form::Text, "The page under `content/` that says what to do, such as `level-1`."),
            key("duties", Form::Mapping(&DUTIES), "What its holder does."),
            key("color", Form::Color, "A CSS3 colour name for calendars."),
            key("busy", Form::Boolean, "Whether a shift is busy time in calendars; they are free time without it."),
            key("alarms", Form::Lengths, "Reminders before a shift."),
        ],
    )
};

/// `duties` of a shift type.
pub static DUTIES: Mapping = mapping(
    "`duties`",
    "What the holder of a shift does.",
    &[key("work_hours", Form::Text, "In work hours."), key("otherwise", Form::Text, "Outside of work hours.")],
);

/// An entry of `overrides`.
pub static OVERRIDE: Mapping = Mapping {
    alternatives: &[&["person", "week_of"], &["person", "from", "to"], &["swap", "weeks_of"]],
    apart: &[
        ["week_of", "from"],
        ["week_of", "to"],
        ["swap", "from"],
        ["swap", "to"],
        ["swap", "week_of"],
        ["swap", "person"],
        ["swap", "instead_of"],
        ["person", "weeks_of"],
    ],
    ..mapping(
        "an override",
        "A change of the plan: someone covers, or two swap their weeks.",
        &[
            needed("shift", Form::Names, "A shift type, or a list of them."),
            key("from", Form::Moment, "From when it covers."),
            key("to", Form::Moment, "Until when it covers."),
            key("week_of", Form::Date, "Instead of `from` and `to`: the rotation week that holds this day, whole."),
            key("person", Form::Name, "Who takes it; `nobody` leaves it empty."),
            key("instead_of", Form::Name, "Who holds it until now, or `nobody`; an error once that is no longer true."),
            key(
                "swap",
                Form::TwoNames,
                "Two people: the first one's week goes to the second, and the other way round.",
            ),
            key("weeks_of", Form::TwoDates, "A day in the week of each."),
            key("why", Form::Text, "The reason; shown on the site and in calendars."),
        ],
    )
};

/// An entry of `holidays`.
pub static HOLIDAY: Mapping = mapping(
    "a holiday",
    "A day on which the team does not work.",
    &[
        needed("on", Form::Date, "The day."),
        needed("name", Form::Text, "What it is called."),
        key("for", Form::Names, "Whose holiday it is, a person or a list of them; everyone's without it."),
    ],
);

/// `rules`.
pub static RULES: Mapping = mapping(
    "`rules`",
    "Rules of change and rest.",
    &[
        key("notice", Form::Length, "How long ahead a shift must be known: `check --base` refuses later changes."),
        key("rest", Form::Length, "Least time between two shifts of one person that carry the pager."),
    ],
);
