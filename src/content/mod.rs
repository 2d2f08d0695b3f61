//! Runbooks: markdown files become pages.
