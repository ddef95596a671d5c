//! Letters that are written are read back as they were written, and nothing put into a field becomes another one.

mod answers;
mod bytes;
