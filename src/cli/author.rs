//! `fivegaps new`: a questionnaire of one's own to start from.

use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::folders::create_folder;
use super::{Failure, FailureKind, NewArguments, Output, Run};
use crate::language::{AuthorPhrases, Locale, Localized, clean_line, fill, phrases};
use crate::store::whole_file;
use crate::survey::library::SHIPPED;
use crate::survey::questionnaire::{Id, Problems, Role, Start, examine, scaffold};

/// The most characters of an answer.
const LONGEST: usize = 200;

/// `fivegaps new ID`.
pub(super) fn new(
    run: &Run,
    asked: &NewArguments,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let id = Id::new(&asked.id).ok_or_else(|| {
        Failure::new(
            FailureKind::Usage,
            format_args!("`{}` cannot be the name of a questionnaire", asked.id),
        )
        .hint("a name begins with a to z or a digit, and goes on with these, - and _")
    })?;
    let file = destination(run, asked)?;
    // Before any question is asked: nobody shall answer them in vain.
    if file.symlink_metadata().is_ok() {
        return Err(already_there(&file));
    }
    if let Some(from) = &asked.from {
        return super::draft::draft(run, from, &id, &file, output);
    }
    let start = Start::usual(id, &Locale::ALL);
    let start = if asked.yes || !io::stdin().is_terminal() {
        start
    } else {
        let mut input = BufReader::new(io::stdin().lock());
        Interviewer::new(run.locale, &mut input, &mut io::stdout().lock())
            .ask(&start)
            .map_err(|error| cannot(&format!("ask: {error}")))?
            .ok_or_else(|| cannot("ask: the input ended"))?
    };
    let warnings = write(&file, &scaffold(&start))?;
    told(&file, start.id.as_str(), run.locale, output)?;
    if warnings.is_empty() {
        return Ok(());
    }
    output.line(format_args!("\n{warnings}"))
}

/// Where the file goes: where it was asked for, else into the person's own folder.
fn destination(run: &Run, asked: &NewArguments) -> Result<PathBuf, Failure> {
    if let Some(file) = &asked.output {
        return Ok(file.clone());
    }
    let folder = run.folders.questionnaires.as_ref().ok_or_else(|| {
        Failure::new(
            FailureKind::Data,
            "no home folder is known, so there is no place for questionnaires",
        )
        .hint("name a file with --output FILE")
    })?;
    Ok(folder.join(format!("{}.ron", asked.id)))
}

/// Writes the file; what an author should look at in it is handed back.
pub(super) fn write(file: &Path, text: &str) -> Result<Problems, Failure> {
    let name = file.display().to_string();
    let reading = examine(text, &name);
    if reading.problems.has_errors() {
        let what = format_args!(
            "these answers make no questionnaire\n\n{}",
            reading.problems
        );
        return Err(Failure::new(FailureKind::Questionnaire, what).hint("nothing was written"));
    }
    if let Some(folder) = file.parent() {
        create_folder(folder)?;
    }
    whole_file::create(file, text.as_bytes()).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return already_there(file);
        }
        let what = format_args!("cannot write {}: {error}", file.display());
        Failure::new(FailureKind::Data, what).hint("name another place with --output FILE")
    })?;
    Ok(reading.problems)
}

fn already_there(file: &Path) -> Failure {
    Failure::new(
        FailureKind::Data,
        format_args!("{} is already there; it was left as it is", file.display()),
    )
    .hint("choose another name, or another place with --output FILE")
}

fn cannot(what: &str) -> Failure {
    Failure::new(
        FailureKind::Data,
        format_args!("nothing was written: cannot {what}"),
    )
    .hint("--yes asks nothing")
}

/// Says where the file is and what to do next.
pub(super) fn told(
    file: &Path,
    id: &str,
    locale: Locale,
    output: &mut Output<impl Write>,
) -> Result<(), Failure> {
    let words = &phrases(locale).author;
    let name = file.display().to_string();
    output.line(fill(words.written, &[("file", &name)]))?;
    let shipped = format!("{id}.ron");
    if SHIPPED.iter().any(|(file, _)| *file == shipped) {
        output.line(fill(words.instead, &[("id", id)]))?;
    }
    output.line(format_args!("\n{}", words.next_change))?;
    let steps = [
        (format!("check {name} --outline"), words.next_check),
        (format!("preview {id}"), words.next_preview),
        (format!("interview {id}"), words.next_interview),
    ];
    for (command, what) in steps {
        output.line(format_args!("    fivegaps {command}\n        {what}"))?;
    }
    Ok(())
}

/// Asks what a new questionnaire is to be, one line a question.
struct Interviewer<'a, R, W> {
    locale: Locale,
    words: &'static AuthorPhrases,
    input: &'a mut R,
    output: &'a mut W,
}

impl<'a, R: BufRead, W: Write> Interviewer<'a, R, W> {
    fn new(locale: Locale, input: &'a mut R, output: &'a mut W) -> Self {
        Self {
            locale,
            words: &phrases(locale).author,
            input,
            output,
        }
    }

    /// The start that the answers describe; `None` when input ended before the last one.
    fn ask(&mut self, usual: &Start) -> io::Result<Option<Start>> {
        writeln!(self.output, "{}\n", self.words.opening)?;
        let Some(locales) = self.languages()? else {
            return Ok(None);
        };
        let mut start = Start {
            title: Localized::default(),
            ..Start::usual(usual.id.clone(), &locales)
        };
        let words = self.words;
        let texts = [
            (words.title, &usual.title, &mut start.title),
            (words.place, &usual.place, &mut start.place),
            (words.industry, &usual.industry, &mut start.industry),
        ];
        for (question, usual, text) in texts {
            for locale in &locales {
                let Some(words) = self.text(question, *locale, usual.get(*locale))? else {
                    return Ok(None);
                };
                text.set(*locale, words);
            }
        }
        let Some(dimensions) = self.number()? else {
            return Ok(None);
        };
        let Some(points) = self.yes_or_no(self.words.points, true)? else {
            return Ok(None);
        };
        let Some(staff) = self.yes_or_no(self.words.staff, false)? else {
            return Ok(None);
        };
        if staff {
            start.roles.extend([Role::Manager, Role::Staff]);
        }
        Ok(Some(Start {
            dimensions,
            shares_points: points,
            ..start
        }))
    }

    fn languages(&mut self) -> io::Result<Option<Vec<Locale>>> {
        for (number, locale) in (1..).zip(Locale::ALL) {
            writeln!(self.output, "{number} {}", locale.own_name())?;
        }
        self.until_clear(self.words.languages, "1 2 3", |line| {
            let numbers = line.split([' ', ',']).filter(|part| !part.is_empty());
            let chosen: Option<Vec<Locale>> = numbers
                .map(|part| {
                    let number: usize = part.parse().ok()?;
                    Locale::ALL.get(number.checked_sub(1)?).copied()
                })
                .collect();
            let mut chosen = chosen.filter(|chosen| !chosen.is_empty())?;
            chosen.sort();
            chosen.dedup();
            Some(chosen)
        })
    }

    fn text(&mut self, question: &str, locale: Locale, usual: &str) -> io::Result<Option<String>> {
        let question = fill(question, &[("language", locale.own_name())]);
        self.until_clear(&question, usual, |line| Some(line.to_owned()))
    }

    fn number(&mut self) -> io::Result<Option<usize>> {
        let most = Start::DIMENSIONS.to_string();
        let question = fill(self.words.dimensions, &[("most", &most)]);
        self.until_clear(&question, &most, |line| {
            let number = line.parse().ok()?;
            (1..=Start::DIMENSIONS).contains(&number).then_some(number)
        })
    }

    fn yes_or_no(&mut self, question: &str, usual: bool) -> io::Result<Option<bool>> {
        let words = self.words;
        let usual = if usual { words.yes } else { words.no };
        self.until_clear(question, usual, |line| {
            let line = line.to_lowercase();
            match line.as_str() {
                "y" => Some(true),
                "n" => Some(false),
                line if line == words.yes => Some(true),
                line if line == words.no => Some(false),
                _ => None,
            }
        })
    }

    /// Asks until the answer can be read; an empty line is the usual answer.
    fn until_clear<T>(
        &mut self,
        question: &str,
        usual: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> io::Result<Option<T>> {
        let colon = match self.locale {
            Locale::En => ":",
            Locale::ZhHant | Locale::ZhHans => "：",
        };
        loop {
            write!(self.output, "{question} [{usual}]{colon} ")?;
            self.output.flush()?;
            let mut line = String::new();
            if io::Read::take(&mut *self.input, 64 * 1024).read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = clean_line(&line, LONGEST);
            let line = line.trim();
            if let Some(answer) = read(if line.is_empty() { usual } else { line }) {
                return Ok(Some(answer));
            }
            writeln!(self.output, "{}", self.words.unclear)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::questionnaire::read;

    /// What is asked and what comes of these answers.
    fn asked(locale: Locale, answers: &str) -> (String, Option<Start>) {
        let start = Start::usual(Id::new("cafe").unwrap(), &Locale::ALL);
        let mut output = Vec::new();
        let start = Interviewer::new(locale, &mut answers.as_bytes(), &mut output)
            .ask(&start)
            .unwrap();
        (String::from_utf8(output).unwrap(), start)
    }

    #[test]
    fn empty_lines_take_what_is_usual() {
        let usual = Start::usual(Id::new("cafe").unwrap(), &Locale::ALL);
        let (said, start) = asked(Locale::En, &"\n".repeat(13));
        assert_eq!(start, Some(usual));
        assert!(said.contains("The title that respondents see, in 繁體中文 [我們的服務]: "));
    }

    #[test]
    fn answers_become_the_questionnaire() {
        let answers = "3 1\nOur café\n咖啡馆服务\nthis café\n本店\ncafé\n咖啡馆\n9\n3\nn\nYes\n";
        let (said, start) = asked(Locale::En, answers);
        assert!(said.contains("That was not understood."), "{said}");
        let study = read(scaffold(&start.unwrap()), "cafe.ron").unwrap();
        assert_eq!(study.locales(), [Locale::En, Locale::ZhHans]);
        assert_eq!(study.title.get(Locale::En), "Our café");
        assert_eq!(study.place.get(Locale::ZhHans), "本店");
        assert_eq!(study.industry.unwrap().get(Locale::En), "café");
        assert_eq!(study.dimensions.len(), 3);
        let roles: Vec<Role> = study.forms.iter().map(|form| form.role).collect();
        assert_eq!(roles, [Role::Customer, Role::Manager, Role::Staff]);
        assert!(
            study.forms[0]
                .ask
                .iter()
                .all(|block| block.kind() != "Allocate")
        );
    }

    #[test]
    fn questions_are_put_and_answered_in_the_operators_language() {
        let (said, start) = asked(Locale::ZhHans, "2\n\n\n\n2\n否\n是\n");
        assert!(
            said.contains("受访者看到的标题（繁體中文） [我們的服務]： "),
            "{said}"
        );
        let start = start.unwrap();
        assert_eq!((start.dimensions, start.shares_points), (2, false));
        assert_eq!(start.roles.len(), 3);
    }

    #[test]
    fn without_the_last_answer_there_is_nothing() {
        assert_eq!(asked(Locale::En, &"\n".repeat(12)).1, None);
        assert_eq!(asked(Locale::En, "").1, None);
    }
}
