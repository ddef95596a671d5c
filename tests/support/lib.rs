//! Support for the suite.
