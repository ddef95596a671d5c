//! Opens every file of a folder and prints what came out, one line each: a way to look at what
//! real and hostile files do to the readers. `walk FOLDER [PASSWORD]`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use relance_sheet::{OpenOptions, SheetError, open};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| ".".to_owned());
    let options = OpenOptions { password: arguments.next(), ..OpenOptions::default() };
    let mut files = Vec::new();
    collect(Path::new(&folder), &mut files);
    files.sort();
    for path in files {
        let start = Instant::now();
        let outcome = look(&path, &options).unwrap_or_else(|error| format!("[{}] {error}", error.key()));
        println!("{:6} ms  {}  {outcome}", start.elapsed().as_millis(), path.display());
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return files.push(folder.to_owned()) };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

fn look(path: &Path, options: &OpenOptions) -> Result<String, SheetError> {
    let mut workbook = open(path, options)?;
    let mut outcome = workbook.format.as_str().to_owned();
    if let (Some(encoding), Some(delimiter)) = (workbook.encoding, workbook.delimiter) {
        outcome += &format!(" {} {:?}", encoding.name(), delimiter as char);
    }
    for sheet in 0..workbook.sheets.len().min(8) {
        let (mut rows, mut cells) = (0, 0);
        let mut first = Vec::new();
        let name = workbook.sheet_name(sheet).into_owned();
        let mut reader = workbook.reader(sheet)?;
        while let Some(row) = reader.next_row()? {
            if rows == 0 {
                first = row.texts();
            }
            rows += 1;
            cells += row.iter().filter(|cell| !cell.is_empty()).count();
        }
        let first: String = first.join("|").replace(['\n', '\r'], "⏎").chars().take(60).collect();
        outcome += &format!(" · {name}: {rows} rows {cells} cells [{first}]");
    }
    Ok(outcome)
}
