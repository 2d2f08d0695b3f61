//! The nearest right name for a wrong one, and lists of names in prose.
//!
//! Takes names, gives a name or a few words; it knows nothing of what the names stand for.

use strsim::osa_distance;

/// Longer names get no suggestion: ids are at most 64 characters, and the search takes time by the square.
const LONGEST: usize = 256;

/// The known name that someone who wrote `wrong` most likely meant.
///
/// Equal but for case always wins. Else it is the name with the fewest typing errors (a character put in, left out,
/// replaced, or changed with its neighbour), if they are at most one in three characters; of several as near, the
/// first.
#[must_use]
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = Wanted::new(wrong)?;
    let distances = known.into_iter().filter_map(|name| Some((wrong.distance(name)?, name)));
    distances.min_by_key(|&(distance, _)| distance).map(|(_, name)| name)
}

/// A wrong name in lower case, with what rules most known ones out at a glance.
struct Wanted {
    name: String,
    length: usize,
    letters: u64,
}

impl Wanted {
    fn new(wrong: &str) -> Option<Self> {
        let name = wrong.to_lowercase();
        let length = name.chars().count();
        let letters = letters(&name);
        (length <= LONGEST).then_some(Self { name, length, letters })
    }

    /// The typing errors between it and a known name; `None` for too many.
    fn distance(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        let length = name.chars().count();
        let bound = self.length.max(length) / 3;
        // Each error puts in or takes out one letter at most, or one each.
        let letters = letters(&name);
        let errors = (self.letters & !letters).count_ones().max((letters & !self.letters).count_ones());
        if self.length.abs_diff(length) > bound || usize::try_from(errors).ok()? > bound {
            return None;
        }
        let distance = osa_distance(&self.name, &name);
        (distance <= bound).then_some(distance)
    }
}

/// Which letters a name has: a bit for each, though some share one.
fn letters(name: &str) -> u64 {
    name.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % u64::BITS))
}

/// The names as a choice in prose: `` `a`, `b` or `c` ``; empty for none.
#[must_use]
pub fn one_of(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_errors_are_forgiven() {
        let people = ["ana", "bruno", "carla", "gabi"];
        for (wrong, right) in [("anna", "ana"), ("burno", "bruno"), ("calra", "carla"), ("gab", "gabi"), ("ann", "ana")]
        {
            assert_eq!(nearest(wrong, people), Some(right), "{wrong}");
        }
        let keys = ["timezone", "work_hours", "people", "overrides"];
        for (wrong, right) in [("time_zone", "timezone"), ("work-hours", "work_hours"), ("override", "overrides")] {
            assert_eq!(nearest(wrong, keys), Some(right), "{wrong}");
        }
    }

    #[test]
    fn nonsense_gets_no_suggestion() {
        for wrong in ["", "x", "zoe", "heitor", "qqqqqqqqqqqq", &"a".repeat(100_000)] {
            assert_eq!(nearest(wrong, ["ana", "bruno", "bo", "level-1-weekday"]), None, "{wrong:.20}");
        }
        assert_eq!(nearest("ana", []), None);
    }

    #[test]
    fn the_bound_grows_with_the_length() {
        assert_eq!(nearest("ab", ["ac"]), None);
        assert_eq!(nearest("abc", ["abd"]), Some("abd"));
        assert_eq!(nearest("abcde", ["abcxy"]), None);
        assert_eq!(nearest("abcdef", ["abcdxy"]), Some("abcdxy"));
    }

    #[test]
    fn case_is_no_error() {
        assert_eq!(nearest("ANA", ["anna", "Ana"]), Some("Ana"));
        assert_eq!(nearest("X", ["y", "x"]), Some("x"));
        assert_eq!(nearest("TimeZon", ["starts", "timezone"]), Some("timezone"));
    }

    #[test]
    fn of_several_as_near_the_first_is_taken() {
        assert_eq!(nearest("level-3", ["level-1", "level-2"]), Some("level-1"));
        assert_eq!(nearest("level-3", ["level-2", "level-1"]), Some("level-2"));
    }

    #[test]
    fn choices_read_as_prose() {
        assert_eq!(one_of(&[]), "");
        assert_eq!(one_of(&["a"]), "`a`");
        assert_eq!(one_of(&["a", "b"]), "`a` or `b`");
        assert_eq!(one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
