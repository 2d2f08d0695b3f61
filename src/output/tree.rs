//! Everything that is to be published, as one value.
