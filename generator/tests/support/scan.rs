//! A look at the tokens of generated files: nothing in them is out of a document but the text of literals and of doc
//! comments, and that text stays what it is.

use generator::output::OutputFile;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// The macros that emitters call; a document cannot add one.
const MACROS: [&str; 10] = [
    "foreign",
    "integer_enum",
    "matches",
    "mixed_enum",
    "object",
    "panic",
    "serve",
    "string_enum",
    "union",
    "vec",
];

/// The attributes that emitters write.
const ATTRIBUTES: [&str; 9] = [
    "cfg",
    "derive",
    "doc",
    "expect",
    "must_use",
    "non_exhaustive",
    "rustfmt",
    "test",
    "tokio",
];

/// Words that begin code which no emitter writes.
const FORBIDDEN: [&str; 5] = ["asm", "extern", "macro_rules", "pwned", "unsafe"];

/// What tests put into documents as code. As a word of Rust it would have got out of its literal.
pub(crate) const CANARY: &str = "pwned";

/// Checks one file.
///
/// # Panics
/// When there is something in it that should not be there.
pub(crate) fn check(file: &OutputFile) {
    path(&file.path);
    characters(file);
    if file.path.starts_with("src/runtime/") {
        return;
    }
    match file.path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("rs") => rust(file),
        Some("json") => assert!(
            serde_json::from_str::<serde_json::Value>(&file.contents).is_ok(),
            "{} is no JSON",
            file.path
        ),
        // The manifest and the README say nothing that a document says.
        _ => assert!(!file.contents.contains(CANARY), "{}", file.path),
    }
}

/// The words and marks of a file of Rust without its comments, and with nothing in its literals. Texts of a document
/// have no part in it.
///
/// # Panics
/// When it is no Rust.
#[allow(dead_code, reason = "not every test has two files to compare")]
pub(crate) fn shape(contents: &str) -> String {
    let mut shape = String::new();
    match contents.parse::<TokenStream>() {
        Ok(tokens) => push_shape(tokens, &mut shape),
        Err(error) => panic!("no tokens: {error}"),
    }
    shape
}

fn push_shape(tokens: TokenStream, shape: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' && is_doc(tokens.peek()) => {
                tokens.next();
            }
            TokenTree::Literal(_) => shape.push_str("_ "),
            TokenTree::Group(group) => {
                shape.push_str("( ");
                push_shape(group.stream(), shape);
                shape.push_str(") ");
            }
            token => {
                shape.push_str(&token.to_string());
                shape.push(' ');
            }
        }
    }
}

fn is_doc(token: Option<&TokenTree>) -> bool {
    match token {
        Some(TokenTree::Group(group)) => {
            let first = group.stream().into_iter().next();
            first.is_some_and(|first| first.to_string() == "doc")
        }
        _ => false,
    }
}

/// Below the output folder, on every file system.
fn path(path: &str) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    for name in path.split('/') {
        let stem = name
            .split('.')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let is_reserved = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
            || (stem.len() == 4
                && (stem.starts_with("com") || stem.starts_with("lpt"))
                && stem.ends_with(|end: char| end.is_ascii_digit()));
        assert!(
            !stem.is_empty() && name.len() <= 120 && name.bytes().all(is_plain) && !is_reserved,
            "{path:?}"
        );
    }
}

/// No control character, and none that changes the direction of text or is not seen.
fn characters(file: &OutputFile) {
    let is_bad = |next: &char| match next {
        '\n' => false,
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => true,
        next => next.is_control(),
    };
    if let Some(bad) = file.contents.chars().find(is_bad) {
        let line = file.contents.lines().find(|line| line.contains(bad));
        panic!("{}: {bad:?} in {line:?}", file.path);
    }
}

fn rust(file: &OutputFile) {
    let tokens = match syn::parse_file(&file.contents) {
        Ok(_) => file.contents.parse::<TokenStream>(),
        Err(error) => panic!("{} is no Rust: {error}", file.path),
    };
    let Ok(tokens) = tokens else {
        panic!("{} is no tokens", file.path)
    };
    let mut scan = Scan {
        path: &file.path,
        docs: String::new(),
    };
    scan.tokens(tokens);
    scan.end_of_docs();
}

struct Scan<'f> {
    path: &'f str,
    /// The lines of the doc comment that is being read.
    docs: String,
}

impl Scan<'_> {
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        // What stands before the next token: a word, a `#`, or a word with a `!`.
        let mut before = Before::Nothing;
        while let Some(token) = tokens.next() {
            before = match (before, token) {
                (Before::Hash, TokenTree::Punct(mark)) if mark.as_char() == '!' => Before::Hash,
                (Before::Hash, TokenTree::Group(group))
                    if group.delimiter() == Delimiter::Bracket =>
                {
                    self.attribute(group.stream());
                    Before::Nothing
                }
                (_, TokenTree::Punct(mark)) if mark.as_char() == '#' => Before::Hash,
                (Before::Word(word), TokenTree::Punct(mark)) if mark.as_char() == '!' => {
                    let is_call = matches!(
                        tokens.peek(),
                        Some(TokenTree::Group(_) | TokenTree::Ident(_))
                    );
                    assert!(
                        !is_call || MACROS.contains(&word.as_str()),
                        "{}: a macro `{word}!` that no emitter calls",
                        self.path
                    );
                    Before::Nothing
                }
                (_, TokenTree::Ident(word)) => {
                    let word = word.to_string();
                    self.end_of_docs();
                    assert!(word.is_ascii(), "{}: the identifier `{word}`", self.path);
                    assert!(
                        !FORBIDDEN.contains(&word.as_str()),
                        "{}: `{word}` as a word of Rust",
                        self.path
                    );
                    Before::Word(word)
                }
                (_, TokenTree::Group(group)) => {
                    self.end_of_docs();
                    self.tokens(group.stream());
                    self.end_of_docs();
                    Before::Nothing
                }
                (_, TokenTree::Punct(_) | TokenTree::Literal(_)) => Before::Nothing,
            };
        }
    }

    fn attribute(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        let name = tokens
            .next()
            .map(|name| name.to_string())
            .unwrap_or_default();
        assert!(
            ATTRIBUTES.contains(&name.as_str()),
            "{}: an attribute `{name}` that no emitter writes",
            self.path
        );
        if let (true, Some(TokenTree::Literal(text))) = (name == "doc", tokens.nth(1)) {
            let text = syn::parse_str::<syn::LitStr>(&text.to_string());
            self.docs
                .push_str(&text.map(|text| text.value()).unwrap_or_default());
            self.docs.push('\n');
        }
    }

    /// Checks what rustdoc makes of the doc comment: no code that it would run, and no HTML.
    fn end_of_docs(&mut self) {
        let docs = std::mem::take(&mut self.docs);
        if docs.is_empty() {
            return;
        }
        // rustdoc takes the common indentation away.
        let lines: Vec<&str> = docs
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let text = lines.join("\n");
        for event in Parser::new_ext(&text, Options::all()) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    assert_eq!(&*language, "text", "{}: code in docs:\n{text}", self.path);
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    panic!("{}: indented code in docs:\n{text}", self.path)
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    panic!("{}: `{html}` in docs:\n{text}", self.path)
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    let scheme = dest_url
                        .split(':')
                        .next()
                        .unwrap_or_default()
                        .to_ascii_lowercase();
                    assert!(
                        !["javascript", "data", "vbscript"].contains(&scheme.as_str()),
                        "{}: a link to {dest_url}",
                        self.path
                    );
                }
                _ => {}
            }
        }
    }
}

enum Before {
    Nothing,
    Hash,
    Word(String),
}
