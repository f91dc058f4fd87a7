//! What a document says otherwise than OpenAPI wants it, though there is no doubt what is meant: amended, with a warning.

use super::{Keyword, Kind, Object, hints, kinds, tables};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, codes},
    dialect::version::Version,
    source::{Key, Map, Node, Number, Span, Value},
};

/// Quotes texts that YAML reads as numbers, takes quotes from numbers, passes over keys that hold `null`, and adds what is
/// implied. AFTER THIS POINT what is still of a wrong kind is an error.
pub(super) fn amend(cx: &mut Diagnostics, version: Version, tree: &mut Node) {
    Amender { cx, version }.object(tables::document(version), tree);
}

/// A keyword, and the object that has it.
type Owner = (&'static Object, &'static Keyword);

struct Amender<'c> {
    cx: &'c mut Diagnostics,
    version: Version,
}

impl Amender<'_> {
    fn object(&mut self, object: &'static Object, node: &mut Node) {
        let object = tables::of(object, self.version);
        let span = node.span;
        let Value::Object(map) = &mut node.value else {
            return;
        };
        let mut passed_over = Vec::new();
        for (key, value) in map.iter_mut() {
            let Some(keyword) = object.keyword(&key.name, self.version) else {
                continue;
            };
            let owner = (object, keyword);
            match value.value {
                // A key without a value, as YAML writes an object without members.
                Value::Null if matches!(keyword.kind, Kind::Map(..)) && !keyword.required => {
                    value.value = Value::Object(Map::default());
                }
                Value::Null if says_nothing(keyword) => {
                    let what = "is passed over, as if the key were not there";
                    let warning = warning(&codes::NULL_KEYWORD, owner, &keyword.kind, value, what);
                    self.cx.push(warning.help("remove the key"));
                    passed_over.push(key.name.clone());
                }
                _ => self.keyword(owner, value),
            }
        }
        for name in passed_over {
            map.remove(&name);
        }
        self.implied(object, span, map);
    }

    fn keyword(&mut self, owner: Owner, value: &mut Node) {
        match &owner.1.kind {
            Kind::List(kind) | Kind::Some(kind) if matches!(**kind, Kind::Text) => {
                if let Value::Array(items) = &mut value.value {
                    let wrong = items.iter_mut().filter(|item| !kinds::fits(kind, item));
                    wrong.for_each(|item| self.plain(owner, kind, item));
                }
            }
            kind if kinds::fits(kind, value) => self.value(kind, value),
            kind => self.plain(owner, kind, value),
        }
    }

    fn value(&mut self, kind: &'static Kind, node: &mut Node) {
        match kind {
            Kind::Object(object) => self.object(object, node),
            Kind::OrReference(object) | Kind::OrReferenceSince(_, object) => {
                // Beside a reference nothing has a meaning, but in JSON Schema.
                let is_schema = tables::is_json_schema(tables::of(object, self.version));
                if is_schema || node.get("$ref").is_none() {
                    self.object(object, node);
                }
            }
            Kind::FlagOr(other) => self.value(other, node),
            Kind::List(kind) | Kind::Some(kind) => {
                if let Value::Array(items) = &mut node.value {
                    items.iter_mut().for_each(|item| self.value(kind, item));
                }
            }
            Kind::Map(_, kind) | Kind::MapOrReference(_, kind) => {
                if let Value::Object(map) = &mut node.value {
                    map.iter_mut()
                        .for_each(|(_, value)| self.value(kind, value));
                }
            }
            _ => {}
        }
    }

    /// Reads a value with quotes as one without, and the other way round.
    fn plain(&mut self, owner: Owner, kind: &'static Kind, node: &mut Node) {
        let (object, keyword) = owner;
        let written = self.cx.sources.snippet(node.span);
        let read = match (kind, &node.value) {
            (Kind::Text, Value::Bool(_) | Value::Number(_))
                if written.len() <= MAX_PLAIN && keyword.name != "$ref" =>
            {
                Value::String(written.to_owned())
            }
            (Kind::Flag | Kind::FlagOr(_), Value::String(text)) => match text.as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => return,
            },
            (Kind::Number | Kind::PositiveNumber | Kind::Count, Value::String(text)) => {
                match number(text) {
                    Some(number) => Value::Number(number),
                    None => return,
                }
            }
            _ => return,
        };
        let amended = Node::new(node.span, read);
        if kinds::fits(kind, &amended) {
            let what = format!("is read as {}", kinds::found(&amended));
            let help = hints::wrong_kind(Some((object, keyword.name)), kind, node, written);
            let mut diagnostic = warning(&codes::MISQUOTED_VALUE, owner, kind, node, &what);
            diagnostic.help = help;
            self.cx.push(diagnostic);
            *node = amended;
        }
    }

    /// Adds what an object has to say, where it is clear what it means without.
    fn implied(&mut self, object: &'static Object, span: Span, map: &mut Map) {
        let version = self.version;
        let is_missing = |keyword: &&Keyword| {
            keyword.required && keyword.is_in(version) && map.get(keyword.name).is_none()
        };
        let missing: Vec<&Keyword> = object.keywords.iter().filter(is_missing).collect();
        for keyword in missing {
            let (value, note) = match (keyword.name, &keyword.kind) {
                ("description" | "title" | "version", Kind::Text) => {
                    let nothing = Value::String(String::new());
                    (nothing, "it is read as if there were nothing to say")
                }
                ("paths" | "scopes", Kind::Map(..)) => {
                    let none = Value::Object(Map::default());
                    (none, "it is read as if there were none")
                }
                _ => continue,
            };
            let message = format!("{} needs the key `{}`", object.noun(), keyword.name);
            let mut warning = Diagnostic::new(&codes::IMPLIED_KEYWORD, span, message).note(note);
            warning.help = hints::missing(keyword.name).map(str::to_owned);
            self.imply(warning, map, keyword.name, value);
        }
        if object.name == "Parameter Object" && map.get("in").and_then(Node::as_str) == Some("path")
        {
            self.path_parameter(span, map);
        }
    }

    fn path_parameter(&mut self, span: Span, map: &mut Map) {
        let required = map.get("required");
        let (at, message) = match required.map(|node| (node.as_bool(), node.span)) {
            Some((Some(true), _)) => return,
            Some((_, other)) => (other, "a parameter in a path is always required"),
            None => (span, "a parameter in a path needs `required: true`"),
        };
        let warning = Diagnostic::new(&codes::IMPLIED_KEYWORD, at, message)
            .note("it is read so: without the parameter there is no such path")
            .help("say `required: true`");
        self.imply(warning, map, "required", Value::Bool(true));
    }

    fn imply(&mut self, warning: Diagnostic, map: &mut Map, name: &str, value: Value) {
        let span = warning.span;
        self.cx.push(warning);
        let name = name.to_owned();
        map.set(Key { span, name }, Node::new(span, value));
    }
}

/// How long a number may be to be a text.
const MAX_PLAIN: usize = 64;

fn warning(
    code: &'static Code,
    (object, keyword): Owner,
    kind: &'static Kind,
    node: &Node,
    what: &str,
) -> Diagnostic {
    let message = format!(
        "`{}` in {}: expected {}, found {}, which {what}",
        keyword.name,
        object.noun(),
        kinds::expected(kind),
        kinds::found(node)
    );
    Diagnostic::new(code, node.span, message)
}

/// Whether `null` under a key can only mean that there is nothing to say. A `type` may be meant to be `null`, and a missing
/// `security` is that of the document.
fn says_nothing(keyword: &Keyword) -> bool {
    let may_be_meant = match keyword.kind {
        Kind::Data | Kind::Word(_) | Kind::WordOrList(_) => true,
        _ => keyword.name == "security",
    };
    !keyword.required && !may_be_meant
}

/// A number as JSON writes it, if it can be held as such.
fn number(text: &str) -> Option<Number> {
    let is_of_number = |next: char| next.is_ascii_digit() || "-+.eE".contains(next);
    let is_integer = text
        .trim_start_matches('-')
        .chars()
        .all(|next| next.is_ascii_digit());
    match text.chars().all(is_of_number) && !text.starts_with('+') {
        true if is_integer => text.parse().map(Number::Int).ok(),
        true => text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(Number::Float),
        false => None,
    }
}
