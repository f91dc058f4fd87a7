//! Walks a tree along the tables.

use super::{Keys, Keyword, Kind, Object, State, hints, kinds, names, references};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes},
    dialect::Beside,
    pointer::Pointer,
    source::{Key, Map, Node, Number, Span, Trust, Value},
    suggest,
};

/// What the walk has found so far, and where it is.
pub(super) struct Checker<'c> {
    cx: &'c mut Diagnostics,
    /// The text of the pointer of the value that is being checked; one buffer, because most values are fine.
    pointer: String,
    beside: Beside,
    changes: Vec<Change>,
}

/// What the document should say instead of what it says.
pub(super) struct Change {
    /// The object.
    pub(super) object: Pointer,
    /// Its key.
    pub(super) key: Key,
    /// What it holds instead; nothing when it goes.
    pub(super) value: Option<Node>,
}

impl<'c> Checker<'c> {
    pub(super) fn new(cx: &'c mut Diagnostics) -> Self {
        Self {
            cx,
            pointer: String::new(),
            beside: Beside::default(),
            changes: Vec::new(),
        }
    }

    /// What goes beside the document, and what is to be changed in it.
    pub(super) fn finish(self) -> (Beside, Vec<Change>) {
        (self.beside, self.changes)
    }

    /// Checks an object against its table.
    pub(super) fn object(&mut self, object: &'static Object, node: &Node) {
        let Some(map) = node.as_object() else {
            let message = format!("expected {}, found {}", object.noun(), kinds::found(node));
            self.error(&codes::WRONG_KIND, node.span, message);
            return;
        };
        for (key, value) in map {
            match object
                .keywords
                .iter()
                .find(|keyword| keyword.name == key.name)
            {
                // A key without a value, as YAML writes an object without members.
                Some(Keyword {
                    kind: Kind::Map(..),
                    required: false,
                    ..
                }) if matches!(value.value, Value::Null) => {
                    let empty = Node::new(value.span, Value::Object(Map::default()));
                    self.change(key, Some(empty));
                }
                Some(keyword) => {
                    let is_right = kinds::fits(&keyword.kind, value);
                    if is_right && matches!(keyword.state, State::NotYet(asks) if asks(value)) {
                        let what = format!("`{}` in {}", key.name, object.noun());
                        self.unsupported(key.span, &what);
                    }
                    self.tidy(keyword, key, value);
                    let owner = Some((object, keyword.name));
                    self.inside(&key.name, |checker| {
                        checker.value(owner, &keyword.kind, value)
                    });
                }
                None if object.extensible && key.name.starts_with("x-") => self.extension(key),
                None => self.unknown_keyword(object, key),
            }
        }
        for keyword in object.keywords.iter().filter(|keyword| keyword.required) {
            if map.get(keyword.name).is_none() {
                let message = format!("{} needs the key `{}`", object.noun(), keyword.name);
                let mut diagnostic = Diagnostic::new(&codes::MISSING_KEYWORD, node.span, message);
                diagnostic.help = hints::missing(keyword.name).map(str::to_owned);
                self.push(diagnostic);
            }
        }
        (object.rule)(self, node, map);
    }

    /// Checks a value: of a keyword (`owner`), or an element or a member of one.
    pub(super) fn value(
        &mut self,
        owner: Option<(&'static Object, &'static str)>,
        kind: &'static Kind,
        node: &Node,
    ) {
        if !kinds::fits(kind, node) {
            let what = owner.map_or(String::new(), |(object, key)| {
                format!("`{key}` in {}: ", object.noun())
            });
            let message = format!(
                "{what}expected {}, found {}",
                kinds::expected(kind),
                kinds::found(node)
            );
            let mut diagnostic = Diagnostic::new(&codes::WRONG_KIND, node.span, message);
            diagnostic.help =
                hints::wrong_kind(owner, kind, node, self.cx.sources.snippet(node.span));
            self.cx.push(diagnostic);
            return;
        }
        match kind {
            Kind::Text
            | Kind::Flag
            | Kind::FlagOrNumber
            | Kind::Number
            | Kind::PositiveNumber
            | Kind::Count
            | Kind::Data => {}
            Kind::Word(words) => self.word(words, node),
            Kind::FlagOr(_) if node.as_bool().is_some() => {}
            Kind::FlagOr(other) => self.value(None, other, node),
            Kind::Object(object) => self.object(object, node),
            Kind::OrReference(object) => match node.get("$ref") {
                Some(reference) => references::check(self, object, node, reference),
                None => self.object(object, node),
            },
            Kind::List(kind) | Kind::Some(kind) => {
                for (index, item) in node.as_array().into_iter().flatten().enumerate() {
                    self.inside(index, |checker| checker.value(None, kind, item));
                }
            }
            Kind::Map(keys, kind) => {
                for (key, value) in node.as_object().into_iter().flatten() {
                    match keys.extensible && key.name.starts_with("x-") {
                        true => self.extension(key),
                        false => self.member(keys, kind, key, value),
                    }
                }
            }
        }
    }

    fn member(&mut self, keys: &'static Keys, kind: &'static Kind, key: &Key, value: &Node) {
        if let Err(malformed) = (keys.check)(&key.name) {
            self.malformed(malformed, key.span);
        }
        self.inside(&key.name, |checker| checker.value(None, kind, value));
    }

    fn word(&mut self, words: &[&str], node: &Node) {
        let Some(text) = node.as_str().filter(|text| !words.contains(text)) else {
            return;
        };
        let message = format!("`{text}` is none of {}", suggest::list(words));
        let diagnostic = Diagnostic::new(&codes::INVALID_VALUE, node.span, message);
        let near = suggest::nearest(text, words.iter().copied());
        self.push(match (hints::word(words, text), near) {
            (Some(help), _) => diagnostic.help(help),
            (None, Some(near)) => diagnostic.help(format!("a similar word exists: `{near}`")),
            (None, None) => diagnostic,
        });
    }

    /// Only the user may say what names code; a document comes from elsewhere.
    pub(super) fn extension(&mut self, key: &Key) {
        if key.name.starts_with("x-rust-") && !self.is_trusted(key.span) {
            self.untrusted(key);
        }
    }

    /// Takes an extension that names code out of the object that is being checked.
    pub(super) fn untrusted(&mut self, key: &Key) {
        let message = format!("`{}` is not honoured in a document", key.name);
        self.push(
            Diagnostic::new(&codes::UNTRUSTED_EXTENSION, key.span, message)
                .help("say it in an overlay (`*.overlay.yaml`): extensions that name code are the user's to give"),
        );
        self.change(key, None);
    }

    /// Gives a key of the object that is being checked another value, or takes it out.
    pub(super) fn change(&mut self, key: &Key, value: Option<Node>) {
        self.changes.push(Change {
            object: Pointer::from_text(self.pointer.as_str()),
            key: key.clone(),
            value,
        });
    }

    /// Writes a count in the one way that later stages read: JSON has one kind of number, `2.0` is 2.
    fn tidy(&mut self, keyword: &Keyword, key: &Key, node: &Node) {
        if let (Kind::Count, Value::Number(Number::Float(number))) = (&keyword.kind, &node.value)
            && kinds::is_count(*number)
        {
            // It is whole, and in the range of an integer.
            let count = Value::Number(Number::Int(*number as i64));
            self.change(key, Some(Node::new(node.span, count)));
        }
    }

    fn unknown_keyword(&mut self, object: &'static Object, key: &Key) {
        let noun = object.noun();
        let message = format!("{noun} has no key `{}`", key.name);
        let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_KEYWORD, key.span, message);
        let known = object.keywords.iter().map(|keyword| keyword.name);
        let version = object
            .elsewhere
            .iter()
            .find(|(_, keys)| keys.contains(&key.name.as_str()));
        if let Some((version, _)) = version {
            diagnostic = diagnostic.note(format!("`{}` is of {version}", key.name));
            diagnostic.help = hints::newer(&key.name).map(str::to_owned);
        } else if key.name == "$ref" {
            diagnostic = diagnostic.help("a reference cannot stand here: write the object out");
        } else if let Some(near) = suggest::nearest(&key.name, known) {
            diagnostic = diagnostic.help(format!("a key with a similar name exists: `{near}`"));
        } else if object.extensible {
            diagnostic = diagnostic.help("remove it by an overlay, or begin its name with `x-`");
        }
        self.push(diagnostic);
    }

    /// Reports a construct that is OpenAPI's, but not handled yet, in the object that is being checked: what that is
    /// part of is left out.
    pub(super) fn unsupported(&mut self, span: Span, what: &str) {
        let before = self.cx.errors();
        self.not_yet(span, what);
        self.beside.left_out += self.cx.errors() - before;
        let here = Pointer::from_text(self.pointer.as_str());
        self.beside.unsupported.insert(here);
    }

    /// Reports a construct that is OpenAPI's, but not handled yet.
    pub(super) fn not_yet(&mut self, span: Span, what: &str) {
        let message = format!("{what} is not supported yet");
        let help = "the generator refuses what it cannot do faithfully; an overlay may remove this for now";
        self.push(Diagnostic::new(&codes::NOT_SUPPORTED_YET, span, message).help(help));
    }

    pub(super) fn malformed(&mut self, malformed: names::Malformed, span: Span) {
        let mut diagnostic = Diagnostic::new(malformed.code, span, malformed.message);
        diagnostic.help = malformed.help;
        self.push(diagnostic);
    }

    pub(super) fn error(&mut self, code: &'static Code, span: Span, message: String) {
        self.push(Diagnostic::new(code, span, message));
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.cx.push(diagnostic);
    }

    /// Whether the user, not a document, says what stands at `span`.
    pub(super) fn is_trusted(&self, span: Span) -> bool {
        self.cx.sources.trust(span.file) == Trust::User
    }

    /// Does something one step further down.
    pub(super) fn inside(&mut self, key: impl std::fmt::Display, work: impl FnOnce(&mut Self)) {
        let len = self.pointer.len();
        Pointer::push_key(&mut self.pointer, key);
        work(self);
        self.pointer.truncate(len);
    }
}
