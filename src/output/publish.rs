//! Puts a tree in the place of the folder that was published before, whole or not at all.
