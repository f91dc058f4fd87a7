//! The Markdown about a code to its parts.

use std::{fmt::Write, str::Lines};

/// What `generator/diagnostics/<code>.md` says about a code.
///
/// ````text
/// # unknown-api
///
/// `error`: What it means, in one sentence.
///
/// Why the generator says so.
///
/// ## Example
///
/// `specs/pets.yaml`:
///
/// ```yaml
/// …
/// ```
///
/// ```console
/// $ cargo xtask check --api pet
/// ```
///
/// ```text
/// What the generator says about these files.
/// ```
///
/// ## Remedy
///
/// What to do about it.
/// ````
///
/// Only codes that no small document gives have no example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Why the generator says so.
    pub why: String,
    /// A specs folder that shows it: paths below the folder, and texts.
    pub files: Vec<(String, String)>,
    /// The command that shows it, where it is about the command.
    pub command: Option<String>,
    /// What is said about the example, for people.
    pub said: String,
    /// What to do about it.
    pub remedy: String,
}

impl Explanation {
    /// Reads the Markdown.
    pub(super) fn parse(text: &str) -> Self {
        let mut explanation = Self::default();
        let (mut section, mut path) = ("", "");
        let mut lines = text.lines();
        // The title and the sentence come from the code.
        for _ in 0..4 {
            lines.next();
        }
        while let Some(line) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                section = title;
                continue;
            }
            match (section, line.strip_prefix("```")) {
                ("Example", Some("text")) => explanation.said = block(&mut lines),
                ("Example", Some("console")) => {
                    let command = block(&mut lines);
                    let command = command.trim_end().trim_start_matches("$ ");
                    explanation.command = Some(command.to_owned());
                }
                ("Example", Some(_)) => {
                    let text = block(&mut lines);
                    explanation.files.push((path.to_owned(), text));
                }
                ("Example", None) => {
                    let named = line.strip_prefix("`specs/");
                    path = named
                        .and_then(|rest| rest.strip_suffix("`:"))
                        .unwrap_or(path);
                }
                ("Remedy", _) => push_line(&mut explanation.remedy, line),
                _ => push_line(&mut explanation.why, line),
            }
        }
        for text in [&mut explanation.why, &mut explanation.remedy] {
            text.truncate(text.trim_end().len());
        }
        explanation
    }

    /// The Markdown about a code, the inverse of reading it.
    #[must_use]
    pub fn markdown(&self, code: &super::Code) -> String {
        let mut text = format!(
            "# {}\n\n`{}`: {}\n\n{}\n",
            code.name,
            code.severity.name(),
            code.summary,
            self.why
        );
        if !self.files.is_empty() {
            text.push_str("\n## Example\n");
            for (path, contents) in &self.files {
                let language = match path.rsplit_once('.') {
                    Some((_, "json")) => "json",
                    Some((_, "md")) => "markdown",
                    _ => "yaml",
                };
                // Writing to a string cannot fail.
                let _ = write!(text, "\n`specs/{path}`:\n\n```{language}\n{contents}```\n");
            }
            if let Some(command) = &self.command {
                let _ = write!(text, "\n```console\n$ {command}\n```\n");
            }
            let _ = write!(text, "\n```text\n{}```\n", self.said);
        }
        let _ = write!(text, "\n## Remedy\n\n{}\n", self.remedy);
        text
    }
}

/// The lines of a fenced block, whose first line has been read.
fn block(lines: &mut Lines<'_>) -> String {
    let mut text = String::new();
    for line in lines.by_ref().take_while(|line| *line != "```") {
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() || !line.is_empty() {
        text.push_str(line);
        text.push('\n');
    }
}
