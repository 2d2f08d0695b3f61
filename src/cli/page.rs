//! What an answer is written on: how wide it may be, and whether it has colours.

use anstyle::{Ansi256Color, AnsiColor, Style};

use crate::roster::PersonIndex;

/// The hues of the style sheet's `.color-N`, each as the colour of the 256 that is nearest to it among those that can
/// be read on black and on white.
const PEOPLE: [u8; 12] = [32, 130, 28, 129, 100, 161, 30, 160, 64, 63, 163, 31];

/// What a text is to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// All is well, or something came to be.
    Good,
    /// Beware, or something is no more.
    Bad,
    /// Something is other than it was.
    Other,
    /// A head.
    Strong,
}

impl Tone {
    const fn style(self) -> Style {
        match self {
            Self::Good => AnsiColor::Green.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Other => AnsiColor::Yellow.on_default(),
            Self::Strong => Style::new().bold(),
        }
    }
}

/// Where an answer goes.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// The terminal's columns; none where the answer goes to no terminal.
    pub width: Option<usize>,
    /// Whether it takes colours.
    pub is_colorful: bool,
}

impl Page {
    /// The same without an end: for what is of no use unless it is whole, such as an address.
    pub fn endless(self) -> Self {
        Self { width: None, ..self }
    }

    /// A text in the colour that the site has for a person.
    pub fn paint(&self, person: PersonIndex, text: &str) -> String {
        self.styled(Ansi256Color(PEOPLE[person.0 % PEOPLE.len()]).on_default(), text)
    }

    /// A text in a tone.
    pub fn tone(&self, tone: Tone, text: &str) -> String {
        self.styled(tone.style(), text)
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if !self.is_colorful || text.is_empty() { text.to_owned() } else { format!("{style}{text}{style:#}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.2 of a colour of the 6 by 6 by 6 cube.
    fn luminance(color: u8) -> f64 {
        let levels = [0.0, 95.0, 135.0, 175.0, 215.0, 255.0].map(|level: f64| level / 255.0);
        let linear = |level: f64| if level <= 0.040_45 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) };
        let place = usize::from(color - 16);
        let [red, green, blue] = [place / 36, place / 6 % 6, place % 6].map(|level| linear(levels[level]));
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn every_colour_reads_on_dark_and_on_light_grounds() {
        for color in PEOPLE {
            let (on_white, on_black) = (1.05 / (luminance(color) + 0.05), (luminance(color) + 0.05) / 0.05);
            assert!(on_white >= 3.75 && on_black >= 3.75, "{color}: {on_white:.2} on white, {on_black:.2} on black");
        }
        let distinct: std::collections::BTreeSet<_> = PEOPLE.iter().collect();
        assert_eq!(distinct.len(), PEOPLE.len());
    }

    #[test]
    fn there_are_as_many_colours_as_in_the_style_sheet() {
        let style = include_str!("../../templates/assets/style.css");
        assert_eq!(style.matches("--hue: ").count(), PEOPLE.len());
    }

    #[test]
    fn the_thirteenth_person_has_the_colour_of_the_first() {
        let page = Page { width: None, is_colorful: true };
        assert_eq!(page.paint(PersonIndex(12), "ana"), "\u{1b}[38;5;32mana\u{1b}[0m");
        assert_eq!(page.paint(PersonIndex(12), "ana"), page.paint(PersonIndex(0), "ana"));
        assert_eq!(Page { is_colorful: false, ..page }.paint(PersonIndex(0), "ana"), "ana");
    }
}
