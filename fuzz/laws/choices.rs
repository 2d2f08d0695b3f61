//! Bytes as a row of choices.

/// What is left to choose with. When the bytes are used up, every choice is the first one.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// Choices by these bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        let (byte, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        usize::from(*byte) % bound.max(1)
    }

    /// Yes or no.
    pub fn is(&mut self) -> bool {
        self.below(2) == 1
    }

    /// One of several.
    pub fn one_of<'b, T: ?Sized>(&mut self, things: &[&'b T]) -> &'b T {
        things[self.below(things.len())]
    }
}
