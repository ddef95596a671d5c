//! Readers: a few connections that cannot write, kept warm.

use crate::{
    functions::Ear,
    key::Key,
    open::{connect, prepare_reader},
};
use relance_model::Outcome;
use rusqlite::Connection;
use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

pub(crate) struct Pool {
    path: PathBuf,
    key: Key,
    /// A stack: the connection used last has the warmest cache.
    idle: Mutex<Vec<Connection>>,
}

/// Connections kept open; more are made when needed and closed after.
const KEPT: usize = 3;

impl Pool {
    pub(crate) fn new(path: PathBuf, key: Key) -> Self {
        Self { path, key, idle: Mutex::default() }
    }

    pub(crate) fn with<T>(&self, act: impl FnOnce(&Connection) -> Outcome<T>) -> Outcome<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = connect(&self.path, &self.key, &Ear::default(), false)?;
                prepare_reader(&connection)?;
                connection
            }
        };
        let answer = act(&connection);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(connection);
        }
        answer
    }

    pub(crate) fn clear(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
