//! Names where there is little room: shorter forms of them, and which one fits.
//!
//! Nothing here knows the reader's font. Widths are estimates by the widest of the fonts that systems come with, so
//! that what fits here fits everywhere.

/// A name, then its first word, then `initials`; only what is shorter than the form before it.
pub fn forms(name: &str, initials: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    for form in name.split_whitespace().take(1).chain([initials]) {
        if forms.last().is_some_and(|last| width(form) < width(last)) && !form.is_empty() {
            forms.push(form.to_owned());
        }
    }
    forms
}

/// The first of `forms` that is no wider than `room`, in thousandths of the font's size.
pub fn first_that_fits(forms: &[String], room: i64) -> Option<&String> {
    forms.iter().find(|form| width(form) <= room)
}

/// How wide `text` is, in thousandths of the font's size.
fn width(text: &str) -> i64 {
    text.chars().map(character_width).sum()
}

const fn character_width(character: char) -> i64 {
    match character {
        'i' | 'j' | 'l' | 'I' | 'ı' | 'í' | '\'' | '’' | '.' | ',' | ' ' => 320,
        'f' | 'r' | 't' | '-' | 'J' => 430,
        // Combining marks stand on the letter before them.
        '\u{300}'..='\u{36f}' => 0,
        'm' | 'w' | 'M' | 'W' | '@' => 990,
        // The scripts of East Asia, and pictures.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{10000}'.. => 1000,
        _ if character.is_ascii_uppercase() => 750,
        _ if character.is_ascii() => 630,
        _ => 800,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_shorter_forms() {
        assert_eq!(forms("Thiago Nakamura", "TN"), ["Thiago Nakamura", "Thiago", "TN"]);
        assert_eq!(forms("Ana", "A"), ["Ana", "A"]);
        assert_eq!(forms("Al Mwangi", "AM"), ["Al Mwangi", "Al"], "initials are no help where they are wider");
        assert_eq!(forms("X", "X"), ["X"]);
        assert_eq!(forms("", ""), [""]);
    }

    #[test]
    fn the_longest_form_that_fits_is_chosen() {
        let forms = forms("Thiago Nakamura", "TN");
        let fitting = [20_000, 9_000, 3_590, 1_500, 1_499].map(|room| first_that_fits(&forms, room));
        let texts = fitting.map(|form| form.map_or("", String::as_str));
        assert_eq!(texts, ["Thiago Nakamura", "Thiago", "Thiago", "TN", ""]);
    }

    #[test]
    fn widths_are_by_character() {
        assert!(width("Willi") < width("Momma"));
        assert_eq!(width("Ine\u{302}s"), width("Ines"));
        assert_eq!(width("山田"), 2_000);
    }
}
