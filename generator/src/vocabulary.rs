//! What OpenAPI and JSON Schema say, in the terms that `dialect`, `resolve`, `normalize` and `lower` share.

use crate::source::Number;
use serde_json::Value;

/// The methods that a Path Item Object has keys for (OpenAPI 3.2.0, Path Item Object), but for those in
/// `additionalOperations`.
pub(crate) const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Keywords with a schema (JSON Schema Core 2020-12, sections 10 and 11; Validation 2020-12, section 8.5).
pub(crate) const WITH_SCHEMA: [&str; 11] = [
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords with several schemas, in a list or an object.
pub(crate) const WITH_SCHEMAS: [&str; 9] = [
    "$defs",
    "allOf",
    "anyOf",
    "definitions",
    "dependentSchemas",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
];

/// OpenAPI 3.0.3, External Documentation Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExternalDocs {
    /// `url`
    pub(crate) url: String,
    /// `description`
    pub(crate) description: Option<String>,
}

/// Where a parameter is in a request (OpenAPI 3.0.3, Parameter Object, `in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Location {
    /// A variable of the path.
    Path,
    /// A name of the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl Location {
    /// The word for it.
    #[must_use]
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The location that a word means.
    #[must_use]
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        let all = [Self::Path, Self::Query, Self::Header, Self::Cookie];
        all.into_iter().find(|location| location.word() == word)
    }

    /// The style of a parameter that does not say one.
    #[must_use]
    pub(crate) fn style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
        }
    }
}

/// How the value of a parameter is written (OpenAPI 3.0.3, Parameter Object, Style Values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Style {
    /// `1,2`
    Simple,
    /// `.1.2`
    Label,
    /// `;name=1`
    Matrix,
    /// `name=1`
    Form,
    /// `name=1%202`
    SpaceDelimited,
    /// `name=1|2`
    PipeDelimited,
    /// `name[key]=1`
    DeepObject,
    /// `name=1` of a cookie, with nothing percent-encoded (OpenAPI 3.2.0).
    Cookie,
}

impl Style {
    /// The style that a word means.
    #[must_use]
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "simple" => Self::Simple,
            "label" => Self::Label,
            "matrix" => Self::Matrix,
            "form" => Self::Form,
            "spaceDelimited" => Self::SpaceDelimited,
            "pipeDelimited" => Self::PipeDelimited,
            "deepObject" => Self::DeepObject,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }

    /// Whether it is exploded where nothing is said. `deepObject` is defined in no other way.
    #[must_use]
    pub(crate) fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::DeepObject | Self::Cookie)
    }
}

/// The statuses that a response is for, the more exact ones first (OpenAPI 3.0.3, Responses Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Status {
    /// `200`
    Code(u16),
    /// `2XX`: the hundreds.
    Range(u8),
    /// `default`
    Default,
}

impl Status {
    /// The statuses that a key means.
    #[must_use]
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        match key.strip_suffix("XX") {
            Some(class) => class.parse().ok().map(Self::Range),
            None if key == "default" => Some(Self::Default),
            None => key.parse().ok().map(Self::Code),
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A set of JSON types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct JsonTypes(pub(crate) u8);

impl JsonTypes {
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    /// Whole numbers.
    pub(crate) const INTEGER: Self = Self(4);
    /// All other numbers.
    pub(crate) const FRACTION: Self = Self(8);
    pub(crate) const NUMBER: Self = Self(4 | 8);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ALL: Self = Self(127);

    /// The values of a `type` (OpenAPI 3.0.3, Data Types; JSON Schema Validation 2020-12, section 6.1.1).
    #[must_use]
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The type of a value.
    #[must_use]
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.is_f64() => match number.as_f64() {
                Some(number) if number.fract() == 0.0 => Self::INTEGER,
                _ => Self::FRACTION,
            },
            Value::Number(_) => Self::INTEGER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    /// What its values are, with an article: `an object`.
    #[must_use]
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::BOOLEAN => "a boolean",
            Self::INTEGER => "an integer",
            Self::NUMBER => "a number",
            Self::STRING => "a string",
            Self::ARRAY => "an array",
            Self::OBJECT => "an object",
            Self::NULL => "null",
            _ => "a value",
        }
    }

    /// The types in either set.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types in both sets.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The types of this set that are not in the other.
    #[must_use]
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all types of the other set are in this one.
    #[must_use]
    pub(crate) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether there is no type in it.
    #[must_use]
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What a kind does not say about its values (JSON Schema Validation Wright-00, section 5).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Constraints {
    /// `minimum`, `exclusiveMinimum`
    pub(crate) minimum: Option<Bound>,
    /// `maximum`, `exclusiveMaximum`
    pub(crate) maximum: Option<Bound>,
    /// `multipleOf`, of every schema that was merged.
    pub(crate) multiple_of: Vec<Number>,
    /// `minLength`
    pub(crate) min_length: Option<u64>,
    /// `maxLength`
    pub(crate) max_length: Option<u64>,
    /// `pattern`, of every schema that was merged.
    pub(crate) patterns: Vec<Pattern>,
    /// `minItems`
    pub(crate) min_items: Option<u64>,
    /// `maxItems`
    pub(crate) max_items: Option<u64>,
    /// `uniqueItems`
    pub(crate) unique_items: bool,
    /// `minProperties`
    pub(crate) min_properties: Option<u64>,
    /// `maxProperties`
    pub(crate) max_properties: Option<u64>,
    /// What no type and no constraint above can say.
    pub(crate) assertions: Vec<Assertion>,
}

impl Constraints {
    /// Whether there is nothing to check.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bound {
    /// The number.
    pub(crate) value: Number,
    /// Whether the number itself is outside.
    pub(crate) exclusive: bool,
}

/// A `pattern`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// As in the document: ECMA-262.
    pub(crate) ecma: String,
    /// The same for the `regex` crate; `None` where it cannot say it, so that nothing is checked.
    pub(crate) regex: Option<String>,
}

/// What a value has to satisfy besides being of its type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Assertion {
    /// It is of one of these types.
    Types(JsonTypes),
    /// It is one of these values.
    OneOf(Vec<Value>),
    /// If it is an object, it has these members.
    Required(Vec<String>),
    /// If it is an object that has the member, that satisfies all of these.
    Property(String, Vec<Assertion>),
    /// If it is an array, each item satisfies all of these.
    Items(Vec<Assertion>),
    /// If it is an object, each member but these satisfies all of those.
    Additional(Vec<String>, Vec<Assertion>),
    /// It satisfies the constraints that speak of its type.
    Constraints(Box<Constraints>),
    /// It does not satisfy all of these.
    Not(Vec<Assertion>),
    /// It satisfies at least one of these.
    Any(Vec<Vec<Assertion>>),
    /// It satisfies exactly one of these.
    One(Vec<Vec<Assertion>>),
    /// If it satisfies the first, it satisfies the second, else the third.
    If(Vec<Assertion>, Vec<Assertion>, Vec<Assertion>),
    /// If it is an object, each member whose name matches satisfies all of these.
    Matching(Pattern, Vec<Assertion>),
    /// If it is an object, each member but these and those whose names match satisfies all of the last.
    Others(Vec<String>, Vec<Pattern>, Vec<Assertion>),
    /// If it is an object, the name of each member satisfies all of these.
    Names(Vec<Assertion>),
    /// If it is an array that has an item at this position, that satisfies all of these.
    Item(usize, Vec<Assertion>),
    /// If it is an array, each item from this position on satisfies all of these.
    ItemsFrom(usize, Vec<Assertion>),
    /// If it is an array, so many of its items satisfy all of these: at least, and at most.
    Contains(Vec<Assertion>, u64, Option<u64>),
}

/// Equal as JSON values: `1` and `1.0` are the same number.
pub(crate) fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || (left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64()
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .zip(right)
                    .all(|(left, right)| equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let has = |(name, left): (&String, &Value)| {
                right.get(name).is_some_and(|right| equal(left, right))
            };
            left.len() == right.len() && left.iter().all(has)
        }
        _ => left == right,
    }
}
