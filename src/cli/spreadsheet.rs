//! Comma-separated values that spreadsheets open and nothing runs.

use crate::error::{Error, Result};

/// The rows below their heads. A text that a spreadsheet would take for a formula gets an apostrophe in front, by
/// which it shows the text as it is.
pub fn csv(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let failed = |error: csv::Error| Error::usage(format!("the table could not be written: {error}"));
    writer.write_record(heads).map_err(failed)?;
    for row in rows {
        writer.write_record(row.into_iter().map(harmless)).map_err(failed)?;
    }
    let bytes =
        writer.into_inner().map_err(|error| Error::usage(format!("the table could not be written: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_shown_and_not_run() {
        let cells = ["=1+1", "+49 40 5555", "-1", "@SUM(A1)", "\tx", "a=b", "12", ""];
        let text = csv(&["a"], cells.map(|cell| vec![cell.to_owned(), String::from("x, \"y\"")])).err();
        assert!(text.is_some(), "rows are as long as their heads");
        let text = csv(&["a", "b"], cells.map(|cell| vec![cell.to_owned(), String::from("x, \"y\"")])).unwrap();
        let first: Vec<_> = text.lines().skip(1).map(|line| line.strip_suffix(",\"x, \"\"y\"\"\"").unwrap()).collect();
        assert_eq!(first, ["'=1+1", "'+49 40 5555", "'-1", "'@SUM(A1)", "'\tx", "a=b", "12", ""]);
    }
}
