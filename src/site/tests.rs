//! The site from outside: inputs in, pages out.
