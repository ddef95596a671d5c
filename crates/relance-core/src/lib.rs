//! The rooms: one folder per capability, and the core that opens them
