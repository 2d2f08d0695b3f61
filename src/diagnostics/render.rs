//! Problems as text for people, JSON for programs, annotations for GitHub.
