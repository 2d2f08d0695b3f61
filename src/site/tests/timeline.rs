//! Where the timeline draws what.

use super::*;

#[test]
fn bars_stand_where_their_time_is() {
    let rendered = Fixture::default().render();
    let timeline = between(rendered.text("index.html"), "<svg class=\"drawing\"", "class=\"row-name\"");
    // Nine weeks are drawn, and six are shown, from the second on.
    assert_eq!(between(timeline, "<svg class=\"strip\" ", " height"), "x=\"-16.666%\" width=\"150.000%\"");
    let row = between(timeline, "aria-label=\"Weekday\">", "aria-label=");
    let bars: Vec<_> = row.split("<svg x=").skip(1).map(|bar| between(bar, "\"", "\"")).collect();
    let ninths = ["0.000", "11.111", "22.222", "33.333", "44.444", "55.555", "66.666", "77.777", "88.888"];
    assert_eq!(bars, ninths.map(|ninth| format!("{ninth}%")));
    // Four of seven days, of nine weeks.
    assert_eq!(row.matches("width=\"6.349%\"").count(), 9);
    assert_eq!(row.matches("display=\"none\"").count(), 3, "the first, and the last two");
    assert!(
        row.contains("Carla Dias, Mon 30 Nov 18:00 – Fri 4 Dec 18:00, instead of nobody: Sick &lt;leave&gt;"),
        "{row}"
    );
    // Saturday 00:00 is four days and six hours after the beginning of the week.
    let shade = between(timeline, "<rect class=\"weekend\" ", " height");
    assert_eq!(shade, "x=\"6.746%\" y=\"22\" width=\"3.174%\"");
    assert!(timeline.contains("<title>Fri 25 Dec 2026: Christmas</title>"));
}

#[test]
fn the_table_says_what_the_drawing_shows() {
    let rendered = Fixture::default().render();
    let page = rendered.text("index.html");
    let table = between(page, "aria-label=\"Table of the weeks shown\"", "</table>");
    let rows: Vec<_> = table.split("<tr data-from=").skip(1).collect();
    assert_eq!(rows.len(), 9 * 4);
    assert_eq!(rows.iter().filter(|row| row.contains("\" hidden>")).count(), 3 * 4);
    assert!(rows.iter().any(|row| row.contains("Carla Dias</a>, instead of nobody: Sick &lt;leave&gt;")));
    let key = between(page, "<ul class=\"timeline-key\">", "</ul>");
    assert!(key.contains("Override of Weekday from Mon 30 Nov 18:00: Carla Dias, instead of nobody"), "{key}");
}
