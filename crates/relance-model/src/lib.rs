//! The words: ids, records, requests, answers, failures; plain data
