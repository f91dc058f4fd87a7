//! Walks a tree along the tables.

use super::{Keys, Keyword, Kind, Object, hints, kinds, names, references, tables};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes},
    dialect::version::Version,
    pointer::Pointer,
    source::{Key, Node, Number, Span, TEXT_OF_A_VALUE, Trust, Value},
    suggest,
};

/// What the walk has found so far, and where it is.
pub(super) struct Checker<'c> {
    cx: &'c mut Diagnostics,
    /// What the document is written in.
    pub(super) version: Version,
    /// `$self`: what the document calls itself, so that references by that name lead into it (OpenAPI 3.2.0).
    pub(super) home: Option<String>,
    /// The text of the pointer of the value that is being checked; one buffer, because most values are fine.
    pointer: String,
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
    pub(super) fn new(cx: &'c mut Diagnostics, version: Version) -> Self {
        Self {
            cx,
            version,
            home: None,
            pointer: String::new(),
            changes: Vec::new(),
        }
    }

    /// Counts a text that is made of what others say as well, for the value that it is made for; see
    /// [`Diagnostics::expand`].
    pub(super) fn again(&mut self, bytes: usize, value: &Node) -> Option<()> {
        let values = bytes / TEXT_OF_A_VALUE;
        self.cx.expand(|| values, || value.span)
    }

    /// The candidate that a word was probably meant to be; see [`Diagnostics::nearest`].
    pub(super) fn nearest<'w>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'w str>,
    ) -> Option<&'w str> {
        self.cx.nearest(word, candidates)
    }

    /// What is to be changed in the document.
    pub(super) fn finish(self) -> Vec<Change> {
        self.changes
    }

    /// Checks an object against its table.
    pub(super) fn object(&mut self, object: &'static Object, node: &Node) {
        let object = tables::of(object, self.version);
        let Some(map) = node.as_object() else {
            let message = format!("expected {}, found {}", object.noun(), kinds::found(node));
            self.error(&codes::WRONG_KIND, node.span, message);
            return;
        };
        for (key, value) in map {
            match object.keyword(&key.name, self.version) {
                Some(keyword) => {
                    if !keyword.is_in(self.version) {
                        self.early(keyword, key);
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
        let version = self.version;
        let of_the_version = |keyword: &&Keyword| keyword.required && keyword.is_in(version);
        for keyword in object.keywords.iter().filter(of_the_version) {
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
        if let Kind::OrReference(object) = kind
            && tables::is_json_schema(tables::of(object, self.version))
        {
            return self.json_schema(owner, object, node);
        }
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
            | Kind::NumberOrFlag
            | Kind::Number
            | Kind::PositiveNumber
            | Kind::Count
            | Kind::Data => {}
            Kind::Word(words) => self.word(words, node),
            Kind::WordOrList(words) => match node.as_array() {
                None => self.word(words, node),
                Some(items) => items.iter().for_each(|item| self.listed_word(words, item)),
            },
            Kind::FlagOr(_) if node.as_bool().is_some() => {}
            Kind::FlagOr(other) => self.value(None, other, node),
            Kind::Object(object) => self.object(object, node),
            Kind::OrReferenceSince(since, object) if self.version < *since => {
                self.object(object, node)
            }
            Kind::OrReference(object) | Kind::OrReferenceSince(_, object) => match node.get("$ref")
            {
                Some(reference) => references::check(self, Some(object), node, reference),
                None => self.object(object, node),
            },
            Kind::List(kind) | Kind::Some(kind) => {
                for (index, item) in node.as_array().into_iter().flatten().enumerate() {
                    self.inside(index, |checker| checker.value(None, kind, item));
                }
            }
            Kind::MapOrReference(keys, kind) => match node.get("$ref") {
                Some(reference) => references::check(self, None, node, reference),
                None => self.map(keys, kind, node),
            },
            Kind::Map(keys, kind) => self.map(keys, kind, node),
        }
    }

    /// Checks a schema of JSON Schema 2020-12 (OpenAPI 3.1.0, Schema Object): a boolean is one, and `$ref` is a keyword
    /// like others.
    fn json_schema(
        &mut self,
        owner: Option<(&'static Object, &'static str)>,
        object: &'static Object,
        node: &Node,
    ) {
        match node.value {
            Value::Bool(_) => {}
            Value::Object(_) => self.object(object, node),
            _ => {
                let what = owner.map_or(String::new(), |(object, key)| {
                    format!("`{key}` in {}: ", object.noun())
                });
                let message = format!(
                    "{what}expected {} or a boolean, found {}",
                    object.noun(),
                    kinds::found(node)
                );
                let mut diagnostic = Diagnostic::new(&codes::WRONG_KIND, node.span, message);
                if let (Some((_, "items")), Value::Array(_)) = (owner, &node.value) {
                    diagnostic =
                        diagnostic.help("say `prefixItems` for a schema for each position");
                }
                self.push(diagnostic);
            }
        }
    }

    fn listed_word(&mut self, words: &'static [&'static str], item: &Node) {
        match item.as_str() {
            Some(_) => self.word(words, item),
            None => {
                let message = format!("expected a string, found {}", kinds::found(item));
                let mut diagnostic = Diagnostic::new(&codes::WRONG_KIND, item.span, message);
                if matches!(item.value, Value::Null) {
                    diagnostic = diagnostic.help("quote it: `'null'`");
                }
                self.push(diagnostic);
            }
        }
    }

    fn map(&mut self, keys: &'static Keys, kind: &'static Kind, node: &Node) {
        for (key, value) in node.as_object().into_iter().flatten() {
            match keys.extensible && key.name.starts_with("x-") {
                true => self.extension(key),
                false => self.member(keys, kind, key, value),
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
        let is_known = |text: &&str| words.contains(text) || hints::is_early_word(words, text);
        let Some(text) = node.as_str().filter(|text| !is_known(text)) else {
            return;
        };
        let message = format!("`{text}` is none of {}", suggest::list(words));
        let diagnostic = Diagnostic::new(&codes::INVALID_VALUE, node.span, message);
        let near = suggest::nearest(text, words.iter().copied());
        if let Some((whose, help)) = hints::word_elsewhere(words, text) {
            let note = format!("`{text}` is of {whose}");
            return self.push(diagnostic.note(note).help(help));
        }
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

    /// A reference without the document's own name for itself; written so from now on.
    pub(super) fn at_home(&mut self, text: &str, reference: &Node) -> Option<String> {
        let local = text.strip_prefix(self.home.as_deref()?)?;
        let local = match local {
            "" => "#",
            local if local.starts_with('#') => local,
            _ => return None,
        };
        let key = Key {
            span: reference.span,
            name: "$ref".to_owned(),
        };
        let node = Node::new(reference.span, Value::String(local.to_owned()));
        self.change(&key, Some(node));
        Some(local.to_owned())
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

    fn early(&mut self, keyword: &Keyword, key: &Key) {
        let message = format!("`{}` is of {}, and read so", key.name, keyword.from.name());
        self.push(Diagnostic::new(&codes::NEWER_KEYWORD, key.span, message));
    }

    fn unknown_keyword(&mut self, object: &'static Object, key: &Key) {
        if tables::is_json_schema(object) {
            return self.foreign_keyword(object, key);
        }
        let noun = object.noun();
        let message = format!("{noun} has no key `{}`", key.name);
        let mut diagnostic = Diagnostic::new(&codes::UNKNOWN_KEYWORD, key.span, message);
        let version = self.version;
        let known = object.keywords.iter();
        let known = known.filter(|keyword| keyword.is_in(version));
        let known = known.map(|keyword| keyword.name);
        let mut elsewhere = object.elsewhere.iter();
        let elsewhere = elsewhere.find(|(_, keys)| keys.contains(&key.name.as_str()));
        let mut rows = object.keywords.iter();
        let of_another = rows.find(|keyword| keyword.name == key.name);
        let of_another = of_another.map(|keyword| match keyword.from > version {
            true => keyword.from.name(),
            false => keyword.to.name(),
        });
        if let Some(whose) = of_another.or(elsewhere.map(|(whose, _)| *whose)) {
            diagnostic = diagnostic.note(format!("`{}` is of {whose}", key.name));
            let hint = hints::elsewhere(version, object.name, &key.name, whose);
            diagnostic = diagnostic.help(hint);
        } else if key.name == "$ref" {
            diagnostic = diagnostic.help("a reference cannot stand here: write the object out");
        } else if let Some(near) = suggest::nearest(&key.name, known) {
            diagnostic = diagnostic.help(format!("a key with a similar name exists: `{near}`"));
        } else if object.extensible {
            diagnostic = diagnostic.help("remove it by an overlay, or begin its name with `x-`");
        }
        self.push(diagnostic);
    }

    /// Whether what is being checked is the `schema` of a response.
    pub(super) fn is_schema_of_response(&self) -> bool {
        let pointer = Pointer::from_text(self.pointer.as_str());
        let keys: Vec<String> = pointer.keys().collect();
        matches!(keys.as_slice(), [.., responses, _, schema] if responses == "responses" && schema == "schema")
    }

    /// JSON Schema lets schemas have keywords of others, which say nothing to those who do not know them (JSON Schema
    /// Core 2020-12, section 6.5).
    fn foreign_keyword(&mut self, object: &'static Object, key: &Key) {
        let message = format!(
            "`{}` is no keyword of JSON Schema 2020-12, and is ignored",
            key.name
        );
        let mut diagnostic = Diagnostic::new(&codes::IGNORED_KEYWORD, key.span, message);
        let known = object.keywords.iter().map(|keyword| keyword.name);
        let version = object
            .elsewhere
            .iter()
            .find(|(_, keys)| keys.contains(&key.name.as_str()));
        if let Some((version, _)) = version {
            diagnostic = diagnostic.note(format!("`{}` is of {version}", key.name));
            diagnostic.help = hints::older(&key.name).map(str::to_owned);
        } else if let Some(near) = suggest::nearest(&key.name, known) {
            diagnostic = diagnostic.help(format!("a key with a similar name exists: `{near}`"));
        }
        self.push(diagnostic);
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

    /// Whether what is being checked is in the value of such a key, at any depth.
    pub(super) fn is_below(&self, key: &str) -> bool {
        let pointer = Pointer::from_text(self.pointer.as_str());
        pointer.keys().any(|other| other == key)
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
