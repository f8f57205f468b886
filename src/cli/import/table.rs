//! Files as rows of cells: separated text in any encoding, and workbooks. Read from front to back, one row at
//! a time, as often as wanted.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal, Read, Seek, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use crate::cli::workbook::{MOST_COLUMNS, is_workbook, refuse_bombs, text_of};
use crate::cli::{Failure, FailureKind};
use crate::language::show_controls;
use crate::survey::import::{
    Guess, LOOK as LOOK_AT_ROWS, Map, Sampled, detect, heading, merged, named, separator,
};

/// How much of a file its encoding and separator are guessed from, in bytes.
const LOOK: usize = 1 << 20;

/// The most bytes, unpacked, of a workbook without its sheets: texts, styles, pictures.
const MOST_BESIDE_SHEETS: u64 = 1 << 30;

/// Rows between two signs of progress.
const STEP: u64 = 20_000;

/// What is said of the file beforehand.
#[derive(Debug, Default)]
pub(in crate::cli) struct Shape {
    encoding: Option<&'static Encoding>,
    separator: Option<char>,
    sheet: Option<String>,
    /// The row with the headers, from 1, and how many there are; found out when nobody says.
    headers: Option<(usize, usize)>,
}

impl Shape {
    /// From the command line and the map; the command line goes first.
    pub(in crate::cli) fn wanted(
        encoding: Option<&str>,
        map: Option<&Map>,
    ) -> Result<Self, Failure> {
        let name = encoding.or(map.and_then(|map| map.encoding.as_deref()));
        let encoding = name
            .map(|name| {
                named(name).ok_or_else(|| {
                    Failure::new(
                        FailureKind::Usage,
                        format_args!("no encoding is called `{}`", show_controls(name, 40)),
                    )
                    .hint(
                        "for example UTF-8, UTF-16, GB18030, Big5, EUC-KR, Shift_JIS, windows-1252",
                    )
                })
            })
            .transpose()?;
        Ok(Self {
            encoding,
            separator: map.and_then(|map| map.separator),
            sheet: map.and_then(|map| map.sheet.clone()),
            headers: map.map(|map| (map.header_row.max(1), map.header_rows.clamp(1, 5))),
        })
    }
}

/// A file that can be read as rows.
#[derive(Debug)]
pub(in crate::cli) struct Table {
    path: PathBuf,
    kind: Kind,
    /// The first row with headers, from 1, and the last.
    headers: (u64, u64),
}

#[derive(Debug)]
enum Kind {
    Text {
        encoding: &'static Encoding,
        because: &'static str,
        separator: u8,
    },
    Workbook {
        sheet: String,
        others: usize,
    },
}

impl Table {
    /// Opens a file and finds out what it is.
    pub(in crate::cli) fn open(path: &Path, shape: Shape) -> Result<Self, Failure> {
        let mut file = File::open(path).map_err(|error| cannot_read(path, &error))?;
        let mut start = Vec::new();
        Read::by_ref(&mut file)
            .take(LOOK as u64)
            .read_to_end(&mut start)
            .map_err(|error| cannot_read(path, &error))?;
        let kind = if is_workbook(&start) {
            // Sheets are read row by row, however long; the rest is unpacked at once.
            refuse_bombs(path, MOST_BESIDE_SHEETS, |part| {
                !part.to_ascii_lowercase().contains("worksheets/")
            })?;
            workbook(path, shape.sheet)?
        } else if start.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(Failure::new(
                FailureKind::Data,
                format_args!("{} is a workbook of the old kind (.xls)", path.display()),
            )
            .hint("open it and save it as .xlsx or as CSV"));
        } else {
            text(path, file, &start, &shape)?
        };
        let mut table = Self {
            path: path.to_owned(),
            kind,
            headers: (1, 1),
        };
        table.headers = match shape.headers {
            Some((first, rows)) => (first as u64, (first + rows - 1) as u64),
            None => table.find_headers()?,
        };
        Ok(table)
    }

    /// The rows that look like headers, by their numbers.
    fn find_headers(&self) -> Result<(u64, u64), Failure> {
        let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
        self.walk(&mut |number, cells| {
            rows.push((
                number,
                cells.iter().map(|cell| (*cell).to_owned()).collect(),
            ));
            if rows.len() < LOOK_AT_ROWS {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        let cells: Vec<Vec<String>> = rows.iter().map(|(_, cells)| cells.clone()).collect();
        let found = heading(&cells);
        let number = |index: usize| rows.get(index).map_or(1, |(number, _)| *number);
        Ok((number(found.first), number(found.first + found.rows - 1)))
    }

    /// What a map must say so that the same rows are found again.
    pub(in crate::cli) fn tell(&self, map: &mut Map) {
        let (first, last) = self.headers;
        map.header_row = usize::try_from(first).unwrap_or(1);
        map.header_rows = usize::try_from(last - first + 1).unwrap_or(1);
        if let Kind::Workbook { sheet, others } = &self.kind
            && *others > 0
        {
            map.sheet = Some(sheet.clone());
        }
    }

    /// What the file is, in a sentence.
    pub(in crate::cli) fn description(&self) -> String {
        let path = self.path.display();
        match &self.kind {
            Kind::Text {
                encoding,
                because,
                separator,
            } => {
                let separator = match separator {
                    b'\t' => "tabs".to_owned(),
                    other => format!("`{}`", char::from(*other)),
                };
                format!(
                    "{path}: text in {} ({because}), cells set apart by {separator}",
                    encoding.name()
                )
            }
            Kind::Workbook { sheet, others } => {
                let sheet = show_controls(sheet, 40);
                match others {
                    0 => format!("{path}: workbook, sheet `{sheet}`"),
                    1 => format!("{path}: workbook, sheet `{sheet}`; 1 other sheet is not read"),
                    more => format!(
                        "{path}: workbook, sheet `{sheet}`; {more} other sheets are not read"
                    ),
                }
            }
        }
    }

    /// The headers and the first rows.
    pub(in crate::cli) fn sample(&self, rows: usize) -> Result<Sampled, Failure> {
        let mut sampled = Sampled::default();
        let mut headers = Vec::new();
        let (first, last) = self.headers;
        self.walk(&mut |number, cells| {
            if number < first {
                return ControlFlow::Continue(());
            }
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            if number <= last {
                headers.push(cells);
            } else {
                sampled.rows.push(cells);
            }
            if sampled.rows.len() < rows {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        sampled.headers = merged(&headers);
        if sampled.headers.is_empty() {
            return Err(Failure::new(
                FailureKind::Data,
                format_args!("{} has no headers in row {}", self.path.display(), first),
            )
            .hint("the first row names the columns; `header_row` in a map names another"));
        }
        Ok(sampled)
    }

    /// Gives each row below the headers to `take`, with its number as a spreadsheet shows it, until it breaks.
    /// Tells whether some bytes were no characters. On a terminal the progress is shown.
    pub(in crate::cli) fn each(
        &self,
        doing: &str,
        mut take: impl FnMut(u64, &[&str]) -> ControlFlow<()>,
    ) -> Result<bool, Failure> {
        let shown = io::stderr().is_terminal();
        let mut rows = 0;
        let unreadable = self.walk(&mut |number, cells| {
            if number <= self.headers.1 {
                return ControlFlow::Continue(());
            }
            rows += 1;
            if shown && rows % STEP == 0 {
                let _ = write!(io::stderr(), "\r{doing}: {rows} rows ");
            }
            // A row of blanks is none: spreadsheets leave them behind.
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                return ControlFlow::Continue(());
            }
            take(number, cells)
        });
        if shown && rows >= STEP {
            let _ = write!(io::stderr(), "\r{}\r", " ".repeat(40));
        }
        unreadable
    }

    fn walk(&self, take: &mut dyn FnMut(u64, &[&str]) -> ControlFlow<()>) -> Result<bool, Failure> {
        match &self.kind {
            Kind::Text {
                encoding,
                separator,
                ..
            } => self.walk_text(encoding, *separator, take),
            Kind::Workbook { sheet, .. } => self.walk_sheet(sheet, take).map(|()| false),
        }
    }

    fn walk_text(
        &self,
        encoding: &'static Encoding,
        separator: u8,
        take: &mut dyn FnMut(u64, &[&str]) -> ControlFlow<()>,
    ) -> Result<bool, Failure> {
        let file = File::open(&self.path).map_err(|error| cannot_read(&self.path, &error))?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(Decoded::new(
                BufReader::with_capacity(1 << 16, file),
                encoding,
            ));
        let mut record = csv::StringRecord::new();
        let mut number = 0;
        let mut before = 1;
        loop {
            let more = reader.read_record(&mut record).map_err(|error| {
                Failure::new(
                    FailureKind::Data,
                    format_args!("cannot read {}: {error}", self.path.display()),
                )
            })?;
            if !more {
                break;
            }
            // Blank lines are passed over by the reader, but a spreadsheet counts them.
            let line = reader.position().line();
            let inside: u64 = record
                .iter()
                .map(|cell| cell.matches('\n').count() as u64)
                .sum();
            number += (line - before).saturating_sub(inside).max(1);
            before = line;
            let cells: Vec<&str> = record.iter().collect();
            if take(number, &cells).is_break() {
                break;
            }
        }
        Ok(reader.get_ref().broken)
    }

    fn walk_sheet(
        &self,
        sheet: &str,
        take: &mut dyn FnMut(u64, &[&str]) -> ControlFlow<()>,
    ) -> Result<(), Failure> {
        let mut book = open_workbook(&self.path)?;
        let mut cells = book
            .worksheet_cells_reader(sheet)
            .map_err(|error| no_workbook(&self.path, &error))?;
        let mut row: Vec<String> = Vec::new();
        let mut current = None;
        loop {
            let cell = cells
                .next_cell()
                .map_err(|error| no_workbook(&self.path, &error))?;
            let position = cell.as_ref().map(calamine::Cell::get_position);
            if let Some(number) = current
                && position.is_none_or(|(next, _)| next != number)
            {
                let texts: Vec<&str> = row.iter().map(String::as_str).collect();
                if take(u64::from(number) + 1, &texts).is_break() {
                    return Ok(());
                }
                row.clear();
            }
            let (Some(cell), Some((number, column))) = (cell, position) else {
                return Ok(());
            };
            current = Some(number);
            let column = column as usize;
            if column >= MOST_COLUMNS {
                return Err(Failure::new(
                    FailureKind::Data,
                    format_args!(
                        "{}, row {}: a cell stands beyond the last column of a spreadsheet",
                        self.path.display(),
                        u64::from(number) + 1
                    ),
                )
                .hint("open it in a spreadsheet program and save it again, or save it as CSV"));
            }
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if let Some(place) = row.get_mut(column) {
                *place = text_of(cell.get_value());
            }
        }
    }
}

fn cannot_read(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        FailureKind::Data,
        format_args!("cannot read {}: {error}", path.display()),
    )
    .hint("look at the path and at the file's permissions")
}

fn no_workbook(path: &Path, error: &calamine::XlsxError) -> Failure {
    Failure::new(
        FailureKind::Data,
        format_args!("cannot read the workbook {}: {error}", path.display()),
    )
    .hint("open it in a spreadsheet program and save it again, or save it as CSV")
}

fn open_workbook(path: &Path) -> Result<Xlsx<BufReader<File>>, Failure> {
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    Xlsx::new(BufReader::new(file)).map_err(|error| no_workbook(path, &error))
}

fn workbook(path: &Path, sheet: Option<String>) -> Result<Kind, Failure> {
    let names = open_workbook(path)?.sheet_names();
    let sheet = match sheet {
        Some(sheet) if names.contains(&sheet) => sheet,
        Some(sheet) => {
            return Err(Failure::new(
                FailureKind::Data,
                format_args!(
                    "{} has no sheet `{}`",
                    path.display(),
                    show_controls(&sheet, 40)
                ),
            )
            .hint(format_args!(
                "its sheets are: {}",
                show_controls(&names.join(", "), 200)
            )));
        }
        None => fullest(path, &names)?.ok_or_else(|| {
            Failure::new(
                FailureKind::Data,
                format_args!("{} has no sheet", path.display()),
            )
        })?,
    };
    Ok(Kind::Workbook {
        sheet,
        others: names.len().saturating_sub(1),
    })
}

/// The sheet whose first rows have the most cells; of equal ones the first.
fn fullest(path: &Path, names: &[String]) -> Result<Option<String>, Failure> {
    let mut best: Option<(&String, usize)> = None;
    let mut book = open_workbook(path)?;
    for name in names.iter().take(50) {
        let Ok(mut cells) = book.worksheet_cells_reader(name) else {
            // A chart has no cells.
            continue;
        };
        let mut count = 0;
        while let Ok(Some(cell)) = cells.next_cell() {
            if cell.get_position().0 > 50 || count > 20_000 {
                break;
            }
            count += usize::from(!text_of(cell.get_value()).trim().is_empty());
        }
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((name, count));
        }
    }
    Ok(best.map(|(name, _)| name.clone()))
}

/// What a text file is. All of it is looked at: one letter of another encoding may come late.
fn text(path: &Path, mut file: File, start: &[u8], shape: &Shape) -> Result<Kind, Failure> {
    let guess = match shape.encoding {
        Some(encoding) => Guess {
            encoding,
            because: "as asked for",
        },
        None => guess(&mut file, start).map_err(|error| cannot_read(path, &error))?,
    };
    let (beginning, _, _) = guess.encoding.decode(start);
    let tabs = path
        .extension()
        .is_some_and(|ext| ext.eq_ignore_ascii_case("tsv"));
    let separator = shape.separator.unwrap_or_else(|| {
        let found = separator(&beginning);
        if tabs && found == ',' && !beginning.contains(',') {
            '\t'
        } else {
            found
        }
    });
    Ok(Kind::Text {
        encoding: guess.encoding,
        because: guess.because,
        separator: u8::try_from(separator).unwrap_or(b','),
    })
}

/// Guesses from the start, and goes on to the end while all of it may be UTF-8.
fn guess(file: &mut File, start: &[u8]) -> io::Result<Guess> {
    let first = detect(start, start.len() < LOOK);
    if first.encoding != UTF_8 || start.len() < LOOK {
        return Ok(first);
    }
    file.seek(io::SeekFrom::Start(0))?;
    let mut chunk = vec![0; LOOK];
    let mut carried = 0;
    loop {
        let read = file.read(chunk.get_mut(carried..).unwrap_or_default())?;
        let filled = carried + read;
        let bytes = chunk.get(..filled).unwrap_or_default();
        let good = match std::str::from_utf8(bytes) {
            Ok(_) => filled,
            Err(error) if error.error_len().is_none() && read > 0 => error.valid_up_to(),
            // Here the file shows what it is: only the part from here on says anything about it.
            Err(error) => {
                let rest = bytes.get(error.valid_up_to()..).unwrap_or_default();
                return Ok(detect(rest, false));
            }
        };
        if read == 0 {
            let because = if first.because.starts_with("its") {
                first.because
            } else {
                "all of it is valid"
            };
            return Ok(Guess { because, ..first });
        }
        chunk.copy_within(good..filled, 0);
        carried = filled - good;
    }
}

/// Bytes of any encoding as UTF-8.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    ready: Vec<u8>,
    ready_at: usize,
    ended: bool,
    finished: bool,
    broken: bool,
}

impl<R: Read> Decoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            raw_at: 0,
            ready: Vec::new(),
            ready_at: 0,
            ended: false,
            finished: false,
            broken: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.raw_at == self.raw.len() && !self.ended {
            self.raw.resize(1 << 15, 0);
            let read = self.inner.read(&mut self.raw)?;
            self.raw.truncate(read);
            self.raw_at = 0;
            self.ended = read == 0;
        }
        self.ready.resize(1 << 16, 0);
        self.ready_at = 0;
        let rest = self.raw.get(self.raw_at..).unwrap_or_default();
        let (result, read, written, errors) =
            self.decoder
                .decode_to_utf8(rest, &mut self.ready, self.ended);
        self.raw_at += read;
        self.ready.truncate(written);
        self.broken |= errors;
        self.finished = self.ended && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.ready_at == self.ready.len() {
            if self.finished {
                return Ok(0);
            }
            self.refill()?;
        }
        let rest = self.ready.get(self.ready_at..).unwrap_or_default();
        let length = rest.len().min(to.len());
        if let (Some(to), Some(from)) = (to.get_mut(..length), rest.get(..length)) {
            to.copy_from_slice(from);
        }
        self.ready_at += length;
        Ok(length)
    }
}
