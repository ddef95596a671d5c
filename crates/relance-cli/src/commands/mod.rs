//! One file per group of commands. A command reads its words, calls a room of the core, and says what came of it.

pub mod demo;
pub mod serve;
