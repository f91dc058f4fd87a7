//! YAML 1.2 text to a [`Node`] tree, by the events of a parser and under budgets.
//!
//! Typing follows the core schema (YAML 1.2.2 section 10.3), with merge keys (`<<`) on top because documents use them.
//! Nothing here recurses, so that no nesting of the text can exhaust the stack of the thread.

mod anchors;
mod builder;
mod scalar;

use self::builder::{Builder, Container};
use super::{
    FileId, Limits, Node, Number, Span, Value,
    read::{Flawed, MAX_DEPTH},
    sources::byte_span,
    too_deep,
};
use crate::diagnostics::{Diagnostic, codes};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

pub(super) use builder::{EMPTY, duplicate_key, too_many_members};

/// Ends the reading. Boxed because the path of success is the hot one.
type Stop = Box<Diagnostic>;

/// Reads the one document of a file.
///
/// # Errors
/// Everything that is wrong with it: bad syntax and exceeded budgets end the reading, other mistakes are collected.
pub(super) fn read(file: FileId, text: &str, limits: Limits) -> Result<Flawed, Vec<Diagnostic>> {
    let limit = MAX_DEPTH + 1;
    let options = granit_parser::options! { flow_nesting_limit: limit, block_nesting_limit: limit };
    let mut reader = Reader {
        file,
        text,
        documents: 0,
        builder: Builder::new(file, text.len(), limits),
    };
    let mut parser = Parser::new_from_str_with_options(text, options);
    while let Some(event) = parser.next_event() {
        let result = match event {
            Ok((event, place)) => reader.event(event, &place),
            Err(error) => Err(reader.syntax_error(&error)),
        };
        if let Err(error) = result {
            let mut errors = reader.builder.into_errors();
            errors.push(*error);
            return Err(errors);
        }
        if reader.builder.is_hopeless() {
            return Err(reader.builder.into_errors());
        }
    }
    reader.builder.finish()
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    documents: usize,
    builder: Builder,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, place: &granit_parser::Span) -> Result<(), Stop> {
        let span = self.span(place);
        match event {
            Event::DocumentStart(..) => self.document_start(span),
            Event::Alias(id) => self.builder.alias(id, span),
            Event::Scalar(text, style, _, tag) if self.builder.expects_key() => {
                let is_merge = text == "<<" && style == ScalarStyle::Plain && tag.is_none();
                self.builder.key(text.into_owned(), is_merge, span);
                Ok(())
            }
            Event::Scalar(text, style, anchor, tag) => {
                let value =
                    scalar::resolve(text, style, tag.as_deref()).unwrap_or_else(|mistake| {
                        let stand_in = mistake.stand_in();
                        self.mistake(mistake, place);
                        stand_in.map_or(Value::Null, |number| Value::Number(Number::Float(number)))
                    });
                let span = match style {
                    ScalarStyle::Literal | ScalarStyle::Folded => self.trimmed(span),
                    _ => span,
                };
                self.builder.scalar(Node::new(span, value), anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", place);
                self.builder.open(span, anchor, Container::array())
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", place);
                self.builder.open(span, anchor, Container::object())
            }
            Event::SequenceEnd | Event::MappingEnd => self.builder.close(span),
            // What is left is no value: the ends of documents and of the stream.
            _ => Ok(()),
        }
    }

    fn document_start(&mut self, span: Span) -> Result<(), Stop> {
        self.documents += 1;
        match self.documents {
            1 => Ok(()),
            _ => {
                let message = "a second document begins here";
                let diagnostic = Diagnostic::new(&codes::SEVERAL_DOCUMENTS, span, message);
                Err(Box::new(
                    diagnostic.help("put each document into a file of its own"),
                ))
            }
        }
    }

    fn check_tag(
        &mut self,
        tag: Option<&granit_parser::Tag>,
        core: &str,
        place: &granit_parser::Span,
    ) {
        let fits = |tag: &granit_parser::Tag| {
            tag.is_yaml_core_schema_tag(core) || scalar::is_non_specific(tag)
        };
        if let Some(tag) = tag.filter(|tag| !fits(tag)) {
            self.mistake(scalar::foreign_tag(tag), place);
        }
    }

    fn mistake(&mut self, mistake: scalar::Mistake, place: &granit_parser::Span) {
        let tag = place.tag_span().filter(|_| mistake.is_about_the_tag());
        let span = self.span(&tag.unwrap_or(*place));
        let is_flaw = mistake.stand_in().is_some();
        let diagnostic = Diagnostic::new(mistake.code, span, mistake.message).help(mistake.help);
        match is_flaw {
            true => self.builder.flaw(diagnostic),
            false => self.builder.error(diagnostic),
        }
    }

    fn syntax_error(&self, error: &ScanError) -> Stop {
        let start = error.marker().byte_offset().unwrap_or_default();
        let span = byte_span(self.file, start..start + 1);
        Box::new(match error.kind() {
            ErrorKind::RecursionLimitExceeded => too_deep(span, "values nest"),
            _ => {
                let message = format!("not YAML: {}", error.info());
                let mut diagnostic = Diagnostic::new(&codes::YAML_SYNTAX, span, message);
                diagnostic.help = hint(&error.info()).map(str::to_owned);
                diagnostic
            }
        })
    }

    /// The parser of a string always knows the bytes.
    fn span(&self, place: &granit_parser::Span) -> Span {
        byte_span(self.file, place.byte_range().unwrap_or_default())
    }

    /// The place of a block scalar without the blank lines that follow it.
    fn trimmed(&self, span: Span) -> Span {
        let text = self
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default();
        byte_span(
            self.file,
            span.start as usize..span.start as usize + text.trim_end().len(),
        )
    }
}

/// What to do about what the parser says, where that is not obvious.
fn hint(message: &str) -> Option<&'static str> {
    let has = |part| message.contains(part);
    Some(match message {
        _ if has("tabs disallowed") => "indent by spaces: YAML has no tabs there",
        _ if has("mapping values are not allowed") => {
            "quote a text that has `: ` in it; else look at the indentation"
        }
        _ if has("did not find expected key") => {
            "look at the indentation of this line and of those before it"
        }
        _ if has("unclosed bracket") => "close it, or quote the text that it is part of",
        _ if has("unclosed quote") => "close it; in single quotes, `''` stands for one",
        _ if has("unknown anchor") => "define it before, or quote a text that begins with `*`",
        _ => return None,
    })
}
