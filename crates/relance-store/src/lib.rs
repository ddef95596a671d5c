//! The floor: one encrypted SQLite file, its journal, search index and backups
