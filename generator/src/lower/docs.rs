//! Text of a document to lines of a doc comment that can do no harm.
//!
//! rustdoc reads doc comments as Markdown, runs their code blocks, follows their links and passes their HTML on. So the
//! text is read by the parser that rustdoc uses, what must not reach rustdoc is changed in its events, and the events
//! are written again. AFTER THIS POINT: no line break inside a line, no control or bidirectional character, every code
//! block is `text`, no HTML, no link but to `http`, `https` and `mailto`, no lone brackets.

use crate::ir::Docs;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options as CmarkOptions, cmark_with_options};
use std::ops::Range;

/// Paragraphs of the document's Markdown, and ours between them.
#[derive(Default)]
pub(super) struct DocsBuilder(Vec<String>);

impl DocsBuilder {
    /// Adds a text of the document; nothing when it is empty.
    pub(super) fn text(mut self, text: Option<&str>) -> Self {
        let lines = markdown(text.unwrap_or_default());
        self.paragraph(lines);
        self
    }

    /// Adds a line of our own making; document text in it must have been through [`inline`] or [`code`].
    pub(super) fn line(mut self, line: String) -> Self {
        self.paragraph(vec![line]);
        self
    }

    pub(super) fn finish(self) -> Docs {
        Docs(self.0)
    }

    fn paragraph(&mut self, lines: Vec<String>) {
        if !lines.is_empty() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }
}

/// A value of the document as a code span: on one line, delimited by more backticks than it holds.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "The empty string.".to_owned();
    }
    let text: String = printable(text).replace('\n', "\\n");
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = match text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        true => " ",
        false => "",
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text of the document as one line.
pub(super) fn inline(text: &str) -> String {
    let words: Vec<&str> = beginning(text).split_whitespace().collect();
    markdown(&words.join(" ")).join(" ")
}

fn markdown(text: &str) -> Vec<String> {
    let text = printable(beginning(text));
    let mut options = Options::empty();
    options
        .insert(Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS);
    let events: Vec<Event<'_>> = match opens_without_end(&text) {
        true => plain(&text),
        false => Parser::new_ext(&text, options).collect(),
    };
    let events = match depth(&events) > DEEPEST {
        true => plain(&text),
        false => events,
    };
    let events = wrapped(harmless(events.into_iter()));
    let style = CmarkOptions {
        list_token: '-',
        code_block_token_count: fence_width(&text),
        ..CmarkOptions::default()
    };
    let mut written = String::new();
    if cmark_with_options(events.iter(), &mut written, options, style).is_err() {
        return Vec::new();
    }
    written
        .trim_end()
        .lines()
        .map(|line| line.trim_end().to_owned())
        .skip_while(String::is_empty)
        .collect()
}

/// How deep quotations, lists and emphasis nest in text that means them: each level is written on every line again.
const DEEPEST: usize = 32;

/// The text, as far as anyone would read it.
fn beginning(text: &str) -> &str {
    const MOST: usize = 256 << 10;
    let end = (0..=MOST.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// Whether brackets open that never close, many times: for each of them the parser reads on to the end.
fn opens_without_end(text: &str) -> bool {
    const MOST: usize = 200;
    [(b'[', b']'), (b'(', b')'), (b'<', b'>')]
        .into_iter()
        .any(|(opening, closing)| {
            let mut open = 0_usize;
            text.bytes().any(|byte| {
                if byte == opening {
                    open += 1;
                } else if byte == closing {
                    open = open.saturating_sub(1);
                }
                open > MOST
            })
        })
}

fn depth(events: &[Event<'_>]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for event in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The text as one paragraph, in which nothing means anything.
fn plain(text: &str) -> Vec<Event<'_>> {
    let mut events = vec![Event::Start(Tag::Paragraph)];
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if events.len() > 1 {
            events.push(Event::SoftBreak);
        }
        events.push(Event::Text(line.into()));
    }
    events.push(Event::End(TagEnd::Paragraph));
    events
}

/// Line breaks of every kind become LF; other control characters vanish; characters that change the direction of
/// text, or have no width, are spelt out.
fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                printable.push('\n');
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => printable.push('\n'),
            '\t' => printable.push_str("    "),
            '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{180e}'
            | '\u{fff9}'..='\u{fffb}' => {
                // U+200D joins emoji; alone it is invisible, so it is spelt out as well.
                printable.push_str(&format!("U+{:04X}", u32::from(c)));
            }
            c if c.is_control() => {}
            c => printable.push(c),
        }
    }
    printable
}

/// Enough backticks that no fence of the text can end ours.
fn fence_width(text: &str) -> usize {
    text.split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
        .max(2)
        + 1
}

fn harmless<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut safe = Vec::new();
    // Where a link or an image was not kept: its address, to be written behind its text.
    let mut addresses: Vec<Option<CowStr<'a>>> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                safe.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(
                    "text".into(),
                ))));
            }
            Event::Start(Tag::HtmlBlock) => safe.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => safe.push(Event::End(TagEnd::Paragraph)),
            Event::Html(html) | Event::InlineHtml(html) => {
                safe.extend(autolinked(html.trim_end().to_owned().into()))
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let kept = ["http://", "https://", "mailto:"]
                    .iter()
                    .any(|scheme| dest_url.starts_with(scheme));
                addresses.push((!kept).then(|| dest_url.clone()));
                if kept {
                    let link_type = match link_type {
                        LinkType::Autolink | LinkType::Email => link_type,
                        _ => LinkType::Inline,
                    };
                    safe.push(Event::Start(Tag::Link {
                        link_type,
                        dest_url,
                        title,
                        id,
                    }));
                }
            }
            // An image would be fetched by whoever reads the docs: its address is enough.
            Event::Start(Tag::Image { dest_url, .. }) => addresses.push(Some(dest_url)),
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => match addresses.pop().flatten() {
                None => safe.push(Event::End(end)),
                Some(address) if address.is_empty() => {}
                Some(address) => {
                    safe.push(Event::Text(" (".into()));
                    safe.push(Event::Code(address));
                    safe.push(Event::Text(")".into()));
                }
            },
            Event::Text(text) => safe.extend(autolinked(text)),
            other => safe.push(other),
        }
    }
    with_ended_code(without_code_links(safe))
}

/// The writer puts the closing fence on a line of its own only where the code ends with a line break.
fn with_ended_code(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event<'_>> = Vec::with_capacity(events.len());
    for event in events {
        if matches!(event, Event::End(TagEnd::CodeBlock)) {
            match out.last_mut() {
                Some(Event::Text(text)) if !text.ends_with('\n') => {
                    *text = format!("{text}\n").into()
                }
                Some(Event::Start(_)) => out.push(Event::Text("\n".into())),
                _ => {}
            }
        }
        out.push(event);
    }
    out
}

/// Text inside a code block or a link is left alone: what `autolinked` made there becomes text again.
fn without_code_links(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let (mut in_code, mut links) = (false, 0_usize);
    events
        .into_iter()
        .filter(|event| {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Start(Tag::Link { .. }) => links += 1,
                Event::End(TagEnd::Link) => links = links.saturating_sub(1),
                _ => {}
            }
            match event {
                Event::Start(Tag::Link { .. }) => !in_code && links <= 1,
                Event::End(TagEnd::Link) => !in_code && links == 0,
                _ => true,
            }
        })
        .collect()
}

/// Bare URLs as autolinks: rustdoc warns of bare ones.
fn autolinked(text: CowStr<'_>) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    let mut rest: &str = &text;
    while let Some(range) = address(rest) {
        if range.start > 0 {
            events.push(Event::Text(rest[..range.start].to_owned().into()));
        }
        let address: CowStr<'_> = rest[range.clone()].to_owned().into();
        events.push(Event::Start(Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: address.clone(),
            title: "".into(),
            id: "".into(),
        }));
        events.push(Event::Text(address));
        events.push(Event::End(TagEnd::Link));
        rest = &rest[range.end..];
    }
    if events.is_empty() {
        return vec![Event::Text(text)];
    }
    if !rest.is_empty() {
        events.push(Event::Text(rest.to_owned().into()));
    }
    events
}

/// Where the first bare URL stands.
fn address(text: &str) -> Option<Range<usize>> {
    let schemes = text.match_indices("http").map(|(at, _)| at);
    let is_scheme = |at: &usize| {
        ["http://", "https://"]
            .iter()
            .any(|scheme| text[*at..].starts_with(scheme))
    };
    let start = schemes.into_iter().find(is_scheme)?;
    let length = text[start..]
        .find(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '<' | '>' | '"' | '`' | '\\' | '{' | '}' | '|' | '^' | '[' | ']'
                )
        })
        .unwrap_or(text.len() - start);
    let address = text[start..start + length]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_']);
    Some(start..start + address.len())
}

/// How long a line of a paragraph gets before it is broken at a space.
const WIDTH: usize = 92;

/// Breaks long paragraphs where a line break means the same as a space, and never before what would begin a list, a
/// quotation or a heading there.
fn wrapped(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let (mut column, mut paragraphs, mut literal) = (0, 0_usize, 0_usize);
    let mut out = Vec::with_capacity(events.len());
    for event in events {
        match event {
            Event::Start(Tag::Paragraph) => {
                (column, paragraphs) = (0, paragraphs + 1);
                out.push(event);
            }
            Event::End(TagEnd::Paragraph) => {
                paragraphs = paragraphs.saturating_sub(1);
                out.push(event);
            }
            Event::Start(Tag::Link { .. } | Tag::CodeBlock(_) | Tag::TableCell) => {
                literal += 1;
                out.push(event);
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock | TagEnd::TableCell) => {
                literal = literal.saturating_sub(1);
                out.push(event);
            }
            Event::SoftBreak if paragraphs > 0 => {
                column += 1;
                out.push(Event::Text(" ".into()));
            }
            Event::HardBreak => {
                column = 0;
                out.push(event);
            }
            Event::Text(text) if paragraphs > 0 && literal == 0 => {
                let mut line = String::new();
                for (index, word) in text.split(' ').enumerate() {
                    let length = word.chars().count();
                    if index > 0 && column + 1 + length > WIDTH && may_begin_a_line(word) {
                        out.push(Event::Text(std::mem::take(&mut line).into()));
                        out.push(Event::SoftBreak);
                        column = 0;
                    } else if index > 0 {
                        line.push(' ');
                        column += 1;
                    }
                    line.push_str(word);
                    column += length;
                }
                out.push(Event::Text(line.into()));
            }
            Event::Code(ref text) => {
                column += text.chars().count() + 2;
                out.push(event);
            }
            other => out.push(other),
        }
    }
    merged(out)
}

fn may_begin_a_line(word: &str) -> bool {
    word.chars().all(|c| {
        c.is_alphanumeric()
            || matches!(
                c,
                ',' | '.' | '\'' | '’' | '(' | ')' | ':' | ';' | '!' | '?'
            )
    }) && word.starts_with(char::is_alphabetic)
}

/// Neighbouring texts as one, so that the writer escapes them as one.
fn merged(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out: Vec<Event<'_>> = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match (event, events.peek()) {
            (Event::Text(first), Some(Event::Text(_))) => {
                let mut text = first.into_string();
                while let Some(Event::Text(next)) =
                    events.next_if(|next| matches!(next, Event::Text(_)))
                {
                    text.push_str(&next);
                }
                out.push(Event::Text(text.into()));
            }
            (event, _) => out.push(event),
        }
    }
    out
}

#[cfg(test)]
#[path = "docs_tests.rs"]
mod tests;
