//! Failures that are nobody's roster: files, folders, git, usage.
