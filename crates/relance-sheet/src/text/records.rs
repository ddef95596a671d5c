//! Records of a delimited text, one after the other, in buffers that are reused. Quotes are
//! read as Excel reads them: a stray quote inside a field is a character, text after a closing
//! quote belongs to the field. A record may not outgrow the limits, whatever the file says.

use std::io::Read;

use csv_core::ReadRecordResult;
use encoding_rs::{CoderResult, Decoder, WINDOWS_1252};

use crate::cell::{Cells, RowRef};
use crate::error::SheetError;
use crate::options::Limits;
use crate::text::Encoding;

const WINDOW: usize = 64 * 1024;

/// Reads `input` in `encoding`, any byte-order mark already skipped.
pub(crate) struct Records {
    input: Utf8<Box<dyn Read + Send>>,
    window: Vec<u8>,
    position: usize,
    filled: usize,
    core: csv_core::Reader,
    limits: Limits,
    fields: Vec<u8>,
    ends: Vec<usize>,
    /// Newlines passed so far, and whether the last byte was a carriage return.
    line: u64,
    after_return: bool,
    rows: u64,
    pub(crate) bytes_read: u64,
}

impl Records {
    pub(crate) fn new(
        input: Box<dyn Read + Send>,
        encoding: Encoding,
        delimiter: u8,
        lines_before: u64,
        limits: Limits,
    ) -> Records {
        Records {
            input: Utf8::new(input, encoding),
            window: vec![0; WINDOW],
            position: 0,
            filled: 0,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            limits,
            fields: vec![0; 4096],
            ends: vec![0; 64],
            line: lines_before,
            after_return: false,
            rows: 0,
            bytes_read: 0,
        }
    }

    /// Next record that is not an empty line.
    pub(crate) fn next_row(&mut self) -> Result<Option<RowRef<'_>>, SheetError> {
        let (mut length, mut count) = (0, 0);
        let mut start = None;
        loop {
            if self.position == self.filled {
                self.filled = self.input.read(&mut self.window)?;
                self.bytes_read = self.input.bytes_read;
                self.position = 0;
            }
            let input = &self.window[self.position..self.filled];
            let (result, consumed, wrote, ended) =
                self.core.read_record(input, &mut self.fields[length..], &mut self.ends[count..]);
            let passed = &self.window[self.position..self.position + consumed];
            count_lines(passed, &mut self.line, &mut self.after_return, &mut start);
            self.position += consumed;
            length += wrote;
            count += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.grow_fields(length, count, start)?,
                ReadRecordResult::OutputEndsFull => self.grow_ends(count, start)?,
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
        }
        self.rows += 1;
        if self.rows > self.limits.rows {
            return Err(SheetError::TooManyRows { limit: self.limits.rows });
        }
        let line = start.unwrap_or(self.line + 1);
        let count = self.check_columns(count, line)?;
        let length = count.checked_sub(1).map_or(0, |last| self.ends[last]);
        self.row(length, count, line)
    }

    fn row(&mut self, length: usize, count: usize, line: u64) -> Result<Option<RowRef<'_>>, SheetError> {
        if !is_clean(&self.fields[..length], &self.ends[..count]) {
            let length = self.repair(length, count);
            debug_assert!(is_clean(&self.fields[..length], &self.ends[..count]));
            return self.borrow(length, count, line);
        }
        self.borrow(length, count, line)
    }

    fn borrow(&self, length: usize, count: usize, line: u64) -> Result<Option<RowRef<'_>>, SheetError> {
        let text = std::str::from_utf8(&self.fields[..length]).map_err(SheetError::damaged)?;
        Ok(Some(RowRef { line, cells: Cells::Text { text, ends: &self.ends[..count] } }))
    }

    /// A field that is not UTF-8 in a UTF-8 file was pasted in from Windows; zeros mean nothing.
    fn repair(&mut self, length: usize, count: usize) -> usize {
        let mut repaired = Vec::with_capacity(length + length / 2);
        let mut start = 0;
        for end in &mut self.ends[..count] {
            let field = &self.fields[start..*end];
            start = *end;
            match std::str::from_utf8(field) {
                Ok(text) => repaired.extend(text.bytes().filter(|&byte| byte != 0)),
                Err(_) => {
                    let text = WINDOWS_1252.decode_without_bom_handling(field).0;
                    repaired.extend(text.bytes().filter(|&byte| byte != 0));
                }
            }
            *end = repaired.len();
        }
        let length = repaired.len();
        if length > self.fields.len() {
            self.fields.resize(length, 0);
        }
        self.fields[..length].copy_from_slice(&repaired);
        length
    }

    fn grow_fields(&mut self, length: usize, count: usize, start: Option<u64>) -> Result<(), SheetError> {
        let field = length - count.checked_sub(1).map_or(0, |last| self.ends[last]);
        let whole = self.limits.cell_bytes.saturating_mul(16);
        if field > self.limits.cell_bytes || length > whole {
            let line = start.unwrap_or(self.line + 1);
            return Err(SheetError::CellTooLarge { line, limit: self.limits.cell_bytes as u64 });
        }
        self.fields.resize(self.fields.len() * 2, 0);
        Ok(())
    }

    fn grow_ends(&mut self, count: usize, start: Option<u64>) -> Result<(), SheetError> {
        // Far beyond the limit already, and still in the same record: it need not be read to its end.
        if count > self.limits.columns.max(1 << 15) {
            let line = start.unwrap_or(self.line + 1);
            return Err(self.too_many(count, line));
        }
        self.ends.resize(self.ends.len() * 2, 0);
        Ok(())
    }

    /// Only fields that hold something count: `;;;;;` to the right is no column.
    fn check_columns(&self, count: usize, line: u64) -> Result<usize, SheetError> {
        let limit = self.limits.columns.max(1);
        if count <= limit {
            return Ok(count);
        }
        let last = (limit..count).rev().find(|&index| self.ends[index] > self.ends[index - 1]);
        match last {
            Some(index) => Err(self.too_many(index + 1, line)),
            None => Ok(limit),
        }
    }

    fn too_many(&self, columns: usize, line: u64) -> SheetError {
        SheetError::TooManyColumns { line, columns: columns as u64, limit: self.limits.columns as u64 }
    }
}

/// Counts the lines of `passed`; `start` becomes the line of its first byte that is no newline.
fn count_lines(passed: &[u8], line: &mut u64, after_return: &mut bool, start: &mut Option<u64>) {
    let mut rest = passed;
    while start.is_none() {
        let Some((&byte, tail)) = rest.split_first() else { return };
        match byte {
            b'\n' if *after_return => {}
            b'\n' | b'\r' => *line += 1,
            _ => {
                *start = Some(*line + 1);
                break;
            }
        }
        *after_return = byte == b'\r';
        rest = tail;
    }
    let Some(&last) = rest.last() else { return };
    for at in memchr::memchr2_iter(b'\n', b'\r', rest) {
        let follows_return = if at == 0 { *after_return } else { rest[at - 1] == b'\r' };
        if !(rest[at] == b'\n' && follows_return) {
            *line += 1;
        }
    }
    *after_return = last == b'\r';
}

/// Valid UTF-8 in each field by itself, without zeros.
fn is_clean(fields: &[u8], ends: &[usize]) -> bool {
    if memchr::memchr(0, fields).is_some() {
        return false;
    }
    if fields.is_ascii() {
        return true;
    }
    match std::str::from_utf8(fields) {
        Ok(text) => ends.iter().all(|&end| text.is_char_boundary(end)),
        Err(_) => false,
    }
}

/// Turns any encoding into UTF-8 on the fly; UTF-8 passes through untouched.
struct Utf8<R> {
    inner: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    start: usize,
    end: usize,
    finished: bool,
    bytes_read: u64,
}

impl<R: Read> Utf8<R> {
    fn new(inner: R, encoding: Encoding) -> Utf8<R> {
        let decoder = (encoding != Encoding::UTF_8).then(|| encoding.0.new_decoder_without_bom_handling());
        let raw = if decoder.is_some() { vec![0; WINDOW / 4] } else { Vec::new() };
        Utf8 { inner, decoder, raw, start: 0, end: 0, finished: false, bytes_read: 0 }
    }

    fn read(&mut self, output: &mut [u8]) -> std::io::Result<usize> {
        let Some(decoder) = &mut self.decoder else {
            let count = read_some(&mut self.inner, output)?;
            self.bytes_read += count as u64;
            return Ok(count);
        };
        loop {
            if self.finished {
                return Ok(0);
            }
            if self.start == self.end {
                self.start = 0;
                self.end = read_some(&mut self.inner, &mut self.raw)?;
                self.bytes_read += self.end as u64;
            }
            let last = self.end == 0;
            let (result, read, wrote, _) =
                decoder.decode_to_utf8(&self.raw[self.start..self.end], output, last);
            self.start += read;
            if last && result == CoderResult::InputEmpty {
                self.finished = true;
            }
            if wrote > 0 {
                return Ok(wrote);
            }
        }
    }
}

fn read_some(input: &mut impl Read, output: &mut [u8]) -> std::io::Result<usize> {
    loop {
        match input.read(output) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
