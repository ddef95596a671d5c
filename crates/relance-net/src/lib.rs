//! The outside for real: the OS keychain (and later IMAP, SMTP, OAuth)
