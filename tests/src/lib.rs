//! Shared ground of the outside tests.
