//! What passes the check, openapiv3 can read: tried on documents that are made from the tables.

use super::{Kind, Object, check, tables};
use crate::{
    diagnostics::Diagnostics,
    dialect::version::Version,
    source::{FileId, Key, Map, Node, Number, Span, Value},
};

const NOWHERE: Span = Span {
    file: FileId(0),
    start: 0,
    end: 0,
};

/// What rules ask for beyond the tables.
const NEEDED: [(&str, &str); 4] = [
    ("Header Object", "schema"),
    ("Link Object", "operationId"),
    ("Parameter Object", "schema"),
    ("Security Scheme Object", "scheme"),
];

/// What rules seldom let pass.
const LEFT_OUT: [(&str, &str); 15] = [
    ("Encoding Object", "contentType"),
    ("Header Object", "content"),
    ("Link Object", "operationRef"),
    ("Operation Object", "consumes"),
    ("Operation Object", "produces"),
    ("Swagger Object", "basePath"),
    ("Swagger Object", "consumes"),
    ("Swagger Object", "host"),
    ("Swagger Object", "produces"),
    ("Link Object", "server"),
    ("Parameter Object", "content"),
    ("Parameter Object", "style"),
    ("Path Item Object", "$ref"),
    ("Schema Object", "enum"),
    ("Server Object", "variables"),
];

/// Documents of random members, the same ones on each run.
struct Documents {
    state: u64,
    version: Version,
}

impl Documents {
    /// A number below `limit` (a linear congruential generator, Knuth's constants).
    fn below(&mut self, limit: u64) -> u64 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % limit
    }

    fn text(text: &str) -> Node {
        Node::new(NOWHERE, Value::String(text.to_owned()))
    }

    fn map(members: impl IntoIterator<Item = (String, Node)>) -> Node {
        let mut map = Map::default();
        for (name, node) in members {
            map.set(
                Key {
                    span: NOWHERE,
                    name,
                },
                node,
            );
        }
        Node::new(NOWHERE, Value::Object(map))
    }

    /// An object with all that it needs and some of what it may have. The deeper, the less.
    fn object(&mut self, object: &'static Object, depth: u64) -> Node {
        let mut members = Vec::new();
        let version = self.version;
        for keyword in object.keywords.iter().filter(|keyword| {
            object
                .keyword(keyword.name, version)
                .is_some_and(|row| std::ptr::eq(row, *keyword))
        }) {
            let is_swagger = self.version == Version::V20;
            let is_typed = ["Header Object", "Items Object", "Parameter Object"];
            let is_typed = is_swagger && is_typed.contains(&object.name);
            let needed = keyword.required
                || !is_typed && NEEDED.contains(&(object.name, keyword.name))
                || is_typed && keyword.name == "type";
            let left_out = LEFT_OUT.contains(&(object.name, keyword.name))
                || is_typed && keyword.name == "schema";
            if needed || (!left_out && self.below(3 + depth * 2) == 0) {
                members.push((
                    keyword.name.to_owned(),
                    self.value(&keyword.kind, depth + 1),
                ));
            }
        }
        if object.extensible && self.below(4) == 0 {
            members.push(("x-note".to_owned(), Self::text("x")));
        }
        Self::map(members)
    }

    fn value(&mut self, kind: &'static Kind, depth: u64) -> Node {
        let value = match kind {
            Kind::Text => return Self::text(["t", "a-b"][self.below(2) as usize]),
            Kind::Word(["query", ..]) => {
                return Self::text(["query", "header"][self.below(2) as usize]);
            }
            Kind::Word(["apiKey", ..]) => return Self::text("http"),
            Kind::Word(["basic" | "csv" | "string", ..]) => {
                let Kind::Word([first, ..]) = kind else {
                    unreachable!("as above");
                };
                return Self::text(first);
            }
            Kind::Word(words) | Kind::WordOrList(words) => {
                return Self::text(words[self.below(words.len() as u64) as usize]);
            }
            Kind::Flag | Kind::FlagOrNumber | Kind::FlagOr(_) => Value::Bool(self.below(2) == 0),
            Kind::Number | Kind::NumberOrFlag | Kind::PositiveNumber => {
                Value::Number(Number::Float(1.5))
            }
            Kind::Count => Value::Number(Number::Int(3)),
            Kind::Data => match self.below(4) {
                0 => Value::Null,
                1 => Value::Number(Number::Big("18446744073709551616".into())),
                2 => return Self::map([("$ref".to_owned(), Self::text("#/data"))]),
                _ => return Self::text("data"),
            },
            Kind::Object(object) => return self.object(object, depth),
            Kind::OrReference(_) | Kind::MapOrReference(..) if self.below(4) == 0 || depth > 24 => {
                return Self::map([("$ref".to_owned(), Self::text("#/components/schemas/A"))]);
            }
            Kind::OrReference(object) | Kind::OrReferenceSince(_, object) => {
                return self.object(object, depth);
            }
            Kind::List(kind) => Value::Array(
                (0..self.below(3))
                    .map(|_| self.value(kind, depth + 1))
                    .collect(),
            ),
            Kind::Some(kind) => Value::Array(vec![self.value(kind, depth + 1)]),
            Kind::Map(keys, kind) | Kind::MapOrReference(keys, kind) => {
                let names = [
                    "/a/{b}", "200", "4XX", "default", "a/b", "X-A", "A", "b", "{$url}",
                ];
                let fitting: Vec<&str> = names
                    .into_iter()
                    .filter(|name| (keys.check)(name).is_ok())
                    .collect();
                let count = self.below(3).max(u64::from(keys.extensible));
                let chosen: Vec<&str> = (0..count)
                    .map(|_| fitting[self.below(fitting.len() as u64) as usize])
                    .collect();
                return Self::map(
                    chosen
                        .into_iter()
                        .map(|name| (name.to_owned(), self.value(kind, depth + 1))),
                );
            }
        };
        Node::new(NOWHERE, value)
    }
}

#[test]
fn what_passes_is_read_by_openapiv3() {
    for version in [Version::V20, Version::V30, Version::V31, Version::V32] {
        read_by_openapiv3(version);
    }
}

fn read_by_openapiv3(version: Version) {
    let mut documents = Documents { state: 1, version };
    let (mut passed, mut parameters) = (0, 0);
    for _ in 0..3_000 {
        let mut tree = documents.object(tables::document(version), 0);
        let mut cx = Diagnostics::default();
        check(&mut cx, version, &mut tree);
        if cx.errors() == 0 && version == Version::V20 {
            // What references lead to, and how many bodies there are, is not the shape's.
            tree = crate::dialect::swagger2::rewritten(&mut Diagnostics::default(), &tree);
        }
        if cx.errors() == 0 {
            passed += 1;
            parameters += usize::from(tree.to_json().to_string().contains("\"in\":"));
            if let Err(error) = crate::document::typed(&mut tree) {
                panic!("{error}: {}", tree.to_json());
            }
        }
    }
    // Many of the random documents break a rule that is not in the tables; enough of them do not.
    assert!(passed > 150, "{version:?}: {passed}");
    assert!(parameters > 50, "{version:?}: {parameters}");
}
