//! Servers of mail in memory: they take what is handed over, refuse it, or break where the test says.

use relance_world::{
    fake::NoMail,
    mail::{
        Accepted, Appended, Envelope, Fetched, Flags, Flow, Folder, FolderState, FolderUse, Login, MailFault,
        MailNet, Mailbox, Place, Powers, Record, RecordKind, SendFault, Stop, Submission, Trouble, Uids,
        Want, Whereabouts, Woken,
    },
};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// What becomes of the next message that is handed over; taken where nothing is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Taken,
    /// 4yz.
    Later,
    /// 5yz, of all of it.
    Refused,
    /// 5yz, of one recipient.
    Unwanted(String),
    /// The line breaks before the message is there.
    Cut,
    /// The line breaks behind its last word: it was taken, or not.
    CutAtTheEnd {
        taken: bool,
    },
    /// The program ends in the middle: it was taken, or not.
    Crash {
        taken: bool,
    },
}

/// What is done about copies of what was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copying {
    #[default]
    ByClients,
    /// As Gmail does.
    ByItself,
}

/// What a step of the folder of what was sent meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Append {
    Crash { kept: bool },
    Cut { kept: bool },
}

#[derive(Default)]
struct Office {
    fates: VecDeque<Fate>,
    taken: Vec<(Envelope, Vec<u8>)>,
    lines: u64,
    sent: Vec<Vec<u8>>,
    copying: Copying,
    smtp: Option<Trouble>,
    imap: Option<Trouble>,
    append: Option<Append>,
    password: Option<String>,
}

/// All servers of a test.
#[derive(Clone, Default)]
pub struct PostOffice(Arc<Mutex<Office>>);

/// A thing to do while a message is handed over.
type Meanwhile = Box<dyn FnOnce() + Send>;
static MEANWHILE: Mutex<Vec<(usize, Meanwhile)>> = Mutex::new(Vec::new());

impl PostOffice {
    fn office(&self) -> MutexGuard<'_, Office> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
    fn key(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
    /// What becomes of the next messages, in their order.
    pub fn next(&self, fates: impl IntoIterator<Item = Fate>) {
        self.office().fates.extend(fates);
    }
    /// While the next message is handed over.
    pub fn meanwhile(&self, act: impl FnOnce() + Send + 'static) {
        MEANWHILE.lock().unwrap_or_else(PoisonError::into_inner).push((self.key(), Box::new(act)));
    }
    pub fn copies(&self, copying: Copying) {
        self.office().copying = copying;
    }
    /// Nobody gets through to where mail is handed over; none: everybody.
    pub fn shut_out(&self, trouble: Option<Trouble>) {
        self.office().smtp = trouble;
    }
    /// Nobody gets through to where mail is read; none: everybody.
    pub fn shut_in(&self, trouble: Option<Trouble>) {
        self.office().imap = trouble;
    }
    /// Only this password lets one in.
    pub fn password(&self, password: &str) {
        self.office().password = Some(password.to_owned());
    }
    /// The next copy is kept, or not, and the line breaks; or the program ends.
    pub fn break_copy(&self, kept: bool, is_crash: bool) {
        self.office().append = Some(if is_crash { Append::Crash { kept } } else { Append::Cut { kept } });
    }
    /// What was taken: who gets it, and the text.
    #[must_use]
    pub fn taken(&self) -> Vec<(Envelope, String)> {
        let office = self.office();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        office.taken.iter().map(|(envelope, bytes)| (envelope.clone(), text(bytes))).collect()
    }
    /// Copies in the folder of what was sent.
    #[must_use]
    pub fn copied(&self) -> usize {
        self.office().sent.len()
    }
    /// Connections that were opened for sending.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.office().lines
    }
    fn let_in(&self, trouble: Option<Trouble>, login: &Login) -> Result<(), MailFault> {
        if let Some(trouble) = trouble {
            return Err(MailFault::new(trouble, "shut"));
        }
        match (&self.office().password, login) {
            (Some(right), Login::Password { password, .. }) if password != right => {
                Err(MailFault::new(Trouble::Credentials, "535 5.7.8 no"))
            }
            _ => Ok(()),
        }
    }
}

impl Whereabouts for PostOffice {
    fn page(&self, address: &str) -> Result<Option<String>, MailFault> {
        NoMail.page(address)
    }
    fn records(&self, name: &str, kind: RecordKind) -> Result<Vec<Record>, MailFault> {
        NoMail.records(name, kind)
    }
}

impl MailNet for PostOffice {
    fn mailbox(&self, _: &Place, login: &Login) -> Result<Box<dyn Mailbox>, MailFault> {
        let trouble = self.office().imap;
        self.let_in(trouble, login)?;
        Ok(Box::new(self.clone()))
    }
    fn submission(&self, _: &Place, login: &Login) -> Result<Box<dyn Submission>, MailFault> {
        let trouble = self.office().smtp;
        self.let_in(trouble, login)?;
        self.office().lines += 1;
        Ok(Box::new(self.clone()))
    }
}

impl Submission for PostOffice {
    fn send(&mut self, envelope: &Envelope, bytes: &[u8]) -> Result<Accepted, SendFault> {
        let key = self.key();
        let act = {
            let mut all = MEANWHILE.lock().unwrap_or_else(PoisonError::into_inner);
            all.iter().position(|(whose, _)| *whose == key).map(|at| all.remove(at).1)
        };
        if let Some(act) = act {
            act();
        }
        let fate = {
            let mut office = self.office();
            let fate = office.fates.pop_front().unwrap_or(Fate::Taken);
            let is_taken =
                matches!(fate, Fate::Taken | Fate::CutAtTheEnd { taken: true } | Fate::Crash { taken: true });
            if is_taken {
                office.taken.push((envelope.clone(), bytes.to_vec()));
                if office.copying == Copying::ByItself {
                    office.sent.push(bytes.to_vec());
                }
            }
            fate
        };
        let fault = |trouble, said: &str| SendFault {
            fault: MailFault::new(trouble, said),
            recipient: None,
            is_uncertain: false,
        };
        match fate {
            Fate::Taken => Ok(Accepted { said: "2.0.0 queued".to_owned() }),
            Fate::Later => Err(fault(Trouble::Later, "451 4.7.1 come back")),
            Fate::Refused => Err(fault(Trouble::Refused, "554 5.7.1 spam")),
            Fate::Unwanted(address) => {
                Err(SendFault { recipient: Some(address), ..fault(Trouble::Refused, "550 5.1.1 nobody") })
            }
            Fate::Cut => Err(fault(Trouble::Unreachable, "cut")),
            Fate::CutAtTheEnd { .. } => {
                Err(SendFault { is_uncertain: true, ..fault(Trouble::Unreachable, "cut") })
            }
            Fate::Crash { .. } => panic!("the program ends here"),
        }
    }
    fn close(self: Box<Self>) {}
}

impl Mailbox for PostOffice {
    fn powers(&self) -> Powers {
        Powers { gmail: self.office().copying == Copying::ByItself, ..Powers::default() }
    }
    fn folders(&mut self) -> Result<Vec<Folder>, MailFault> {
        let folder = |name: &str, used_for| Folder {
            name: name.to_owned(),
            separator: Some('/'),
            used_for: Some(used_for),
            is_selectable: true,
        };
        Ok(vec![folder("INBOX", FolderUse::Inbox), folder("Sent", FolderUse::Sent)])
    }
    fn open(&mut self, _: &str) -> Result<FolderState, MailFault> {
        Ok(FolderState { uid_validity: 1, uid_next: 1, ..FolderState::default() })
    }
    fn fetch(&mut self, _: &Uids, _: Want, _: &mut dyn FnMut(Fetched<'_>) -> Flow) -> Result<u64, MailFault> {
        Ok(0)
    }
    fn find(&mut self, message_id: &str) -> Result<Vec<u32>, MailFault> {
        let office = self.office();
        let holds = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(message_id);
        Ok((1..).zip(&office.sent).filter(|(_, bytes)| holds(bytes)).map(|(uid, _)| uid).collect())
    }
    fn mark(&mut self, _: &Uids, _: Flags, _: Flags) -> Result<(), MailFault> {
        Ok(())
    }
    fn relocate(&mut self, _: &Uids, _: &str) -> Result<(), MailFault> {
        Ok(())
    }
    fn append(&mut self, _: &str, _: Flags, bytes: &[u8]) -> Result<Option<Appended>, MailFault> {
        let broken = self.office().append.take();
        if !matches!(broken, Some(Append::Crash { kept: false } | Append::Cut { kept: false })) {
            self.office().sent.push(bytes.to_vec());
        }
        match broken {
            Some(Append::Crash { .. }) => panic!("the program ends here"),
            Some(Append::Cut { .. }) => Err(MailFault::new(Trouble::Unreachable, "cut")),
            None => Ok(None),
        }
    }
    fn wait(&mut self, _: Duration, _: &Stop) -> Result<Woken, MailFault> {
        Ok(Woken::Quiet)
    }
    fn close(self: Box<Self>) {}
}
