//! The page's script writes times by the words of the site's templates.

use std::fs;

use serde_json::json;

use crate::copy::copy_project;
use crate::project::{NOW, build, hausmeister, said};
use crate::server::serve;
use crate::site::{set_clock, set_zone};
use crate::webdriver::Browser;

const WORDS: &str = "
language: de
time:
  weekdays: [Mo, Di, Mi, Do, Fr, Sa, So]
  months: [Jan., Feb., März, Apr., Mai, Juni, Juli, Aug., Sept., Okt., Nov., Dez.]
  moment: '{weekday}, {day}. {month}, {time} Uhr'
  moment_nearby: '{weekday}, {time} Uhr'
  yours: '{text} bei Ihnen'
  of_the_team: '{text} in {place}'
  one_day: '{count} Tag'
  days: '{count} Tage'
  hours: '{count} Std.'
  minutes: '{count} Min.'
";

#[test]
fn a_site_in_german_has_german_times() {
    let project = tempfile::tempdir().unwrap();
    copy_project(project.path());
    fs::create_dir(project.path().join("templates")).unwrap();
    fs::write(project.path().join("templates/words.yaml"), WORDS).unwrap();
    let folder = project.path().join("public");
    let output = build(hausmeister(), project.path(), &folder, NOW);
    assert!(output.status.success(), "{}", said(&output));
    let url = serve(folder, "/");

    let mut browser = Browser::open();
    set_zone(&browser, "Europe/Berlin");
    set_clock(&mut browser, "2026-11-25T20:00:00Z".parse().unwrap());
    browser.go(&url);
    let text = |selector: &str| browser.evaluate(&format!("document.querySelector('{selector}').innerText"));
    assert_eq!(text("html:lang(de) #on-call .until"), "until Fr, 22:00 Uhr, 2 Tage 1 Std. 18:00 in Sao Paulo");
    browser.go(&format!("{url}people/emine/"));
    let beside = browser.evaluate("document.querySelector('.shift .beside').textContent");
    assert_eq!(beside, json!("Fr, 4. Dez., 22:00 Uhr – Mo, 7. Dez., 22:00 Uhr bei Ihnen"));
    assert_eq!(browser.evaluate("document.querySelector('.zone').textContent"), "Europe/Berlin, Mi, 21:00 Uhr");
    assert_eq!(browser.console(), [""; 0]);
}
