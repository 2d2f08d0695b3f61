//! What the load page shows.

use super::*;

/// Ana holds the weekday shift that has her holiday in it; the team works on that day.
#[test]
fn a_holiday_of_one_is_hers_in_the_load_and_no_shade_of_the_timeline() {
    let holidays = "holidays: [{ on: 2026-12-08, name: Immaculate Conception, for: [ana] }, {";
    let rendered = Fixture { roster: ROSTER.replace("holidays: [{", holidays), ..Fixture::default() }.render();
    let home = rendered.text("index.html");
    assert!(home.contains("Christmas") && !home.contains("Immaculate"));
    let of_ana = |rendered: &Rendered| {
        let coming =
            between(rendered.text("load/index.html"), "Table of the coming load of Weekday", "</table>").to_owned();
        between(&coming, "<th scope=\"row\">Ana Souza</th>", "</tr>").to_owned()
    };
    assert_eq!(
        of_ana(&rendered),
        "<td>2</td><td>63 h</td><td>105 h</td><td>0 h</td><td>24 h</td><td>192 h</td><td>67 %</td>"
    );
    assert_eq!(
        of_ana(&Fixture::default().render()),
        "<td>2</td><td>72 h</td><td>120 h</td><td>0 h</td><td>0 h</td><td>192 h</td><td>67 %</td>"
    );
}

#[test]
fn of_many_who_carry_nothing_the_load_says_how_many_they_are() {
    let coming = |people: usize| {
        let ids: Vec<_> = (0..people).map(|number| format!("p{number}")).collect();
        let roster = format!(
            "team: T\ntimezone: UTC\nstarts: 2026-11-02\npeople: {{ {}: }}\nrotations: {{ all: [{}] }}\n\
             shifts: {{ weekly: {{ hours: Mon 00:00 - Mon 00:00, rotation: all }} }}\n",
            ids.join(": , "),
            ids.join(", ")
        );
        let rendered = Fixture { roster, ..Fixture::default() }.render();
        let coming = between(rendered.text("load/index.html"), "Coming", "By shift type").to_owned();
        let more = coming.contains("more carry").then(|| between(&coming, "class=\"unlisted\">", "</p>").to_owned());
        let listed = coming.matches("class=\"bar-name\"").count();
        assert_eq!(coming.matches("<th scope=\"row\">").count(), listed);
        (listed, more)
    };
    let (carrying, _) = coming(500);
    assert_eq!(coming(500), (carrying, Some(format!("{} more carry nothing.", 500 - carrying))));
    assert_eq!(coming(carrying + 101), (carrying, Some(String::from("101 more carry nothing."))));
    assert_eq!(coming(carrying + 100), (carrying + 100, None));
}
