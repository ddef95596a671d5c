//! Words of the commands about conversations.

use super::id;
use clap::{Subcommand, ValueEnum};
use relance_model::{
    Id,
    inbox::{InboxShow, InboxWho},
};

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Shown {
    Answer,
    Waiting,
    Snoozed,
    Done,
    All,
}

impl From<Shown> for InboxShow {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::Answer => Self::Answer,
            Shown::Waiting => Self::Waiting,
            Shown::Snoozed => Self::Snoozed,
            Shown::Done => Self::Done,
            Shown::All => Self::All,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Inbox {
    List {
        #[arg(
            long,
            value_name = "answer|waiting|snoozed|done|all",
            value_enum,
            default_value = "answer",
            hide_default_value = true,
            hide_possible_values = true
        )]
        show: Shown,
        /// Whoever it is from.
        #[arg(long)]
        everybody: bool,
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 50, hide_default_value = true)]
        limit: u64,
        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
        offset: u64,
    },
    Show {
        #[arg(value_name = "ID", value_parser = id)]
        conversation: Id,
    },
    Done {
        #[arg(value_name = "ID", value_parser = id, required = true)]
        conversations: Vec<Id>,
    },
    Later {
        #[arg(value_name = "ID", value_parser = id, required = true)]
        conversations: Vec<Id>,
        #[arg(long, value_name = "TIME")]
        until: String,
    },
    Open {
        #[arg(value_name = "ID", value_parser = id, required = true)]
        conversations: Vec<Id>,
    },
    Read {
        #[arg(value_name = "ID", value_parser = id, required = true)]
        conversations: Vec<Id>,
        #[arg(long)]
        not: bool,
    },
    Join {
        #[arg(value_name = "ID", value_parser = id, required = true, num_args = 2..)]
        conversations: Vec<Id>,
    },
    Split {
        #[arg(value_name = "ID", value_parser = id)]
        message: Id,
    },
    Stranger {
        #[arg(value_name = "ID", value_parser = id)]
        conversation: Id,
    },
}

impl Shown {
    #[must_use]
    pub fn who(everybody: bool) -> InboxWho {
        if everybody { InboxWho::All } else { InboxWho::Prospects }
    }
}
