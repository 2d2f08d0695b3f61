//! What must hold of every problem that is told.

use hausmeister::diagnostics::render::Report;
use hausmeister::diagnostics::{Problem, Sources};

/// Each form of the report can be made, and sends nothing but text.
pub fn hold(sources: &Sources, problems: &[Problem]) {
    let report = Report { sources, problems };
    let texts = [report.text(false, 80), report.json(), report.github()];
    for text in &texts {
        assert!(!text.chars().any(|one| one.is_control() && one != '\n'), "a control character in {text:?}");
    }
    assert_eq!(texts[0].is_empty(), problems.is_empty());
    for problem in problems {
        let place = sources.place(problem.place.span);
        assert!(place.line > 0 && place.column > 0, "{problem:?}");
    }
}
