//! The types of `models`.

use super::{Check, Docs, Name, Rules, TypeId};

/// A type that `models` defines.
#[derive(Clone, Debug)]
pub(crate) struct TypeDef {
    /// Its identifier.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Paths of the traits to derive, in the order they are printed.
    pub(crate) derives: Vec<String>,
    /// What it is.
    pub(crate) kind: TypeKind,
}

/// What a type is.
#[derive(Clone, Debug)]
pub(crate) enum TypeKind {
    /// A struct with named fields.
    Struct(Struct),
    /// An enum of scalars: fieldless but for the variant of values that the document does not list.
    Enum(Enum),
    /// An enum of types.
    Union(Union),
    /// Another name for a type.
    Alias(TypeRef),
}

/// An object of the document.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    /// In document order.
    pub(crate) fields: Vec<Field>,
    /// Members that no field stands for.
    pub(crate) additional: Additional,
    /// Rules of the object as a whole.
    pub(crate) rules: Rules,
    /// Whether `Default` is written out, because a field's default is not its type's.
    pub(crate) own_default: bool,
}

/// Members of an object that no field stands for.
#[derive(Clone, Debug)]
pub(crate) enum Additional {
    /// Passed over.
    Ignored,
    /// Refused by strict readers.
    Refused,
    /// Kept in a map.
    Kept {
        /// The field that holds the map.
        ident: String,
        /// The type of the values.
        ty: TypeRef,
        /// What to check of each value.
        check: Check,
    },
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Its names.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its type when there is a value.
    pub(crate) ty: TypeRef,
    /// Whether there is one.
    pub(crate) presence: Presence,
    /// What to check of the value.
    pub(crate) check: Check,
}

/// Whether a property has a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Presence {
    /// Always.
    Required,
    /// The key always, the value may be `null`: `Option<T>`.
    RequiredNullable,
    /// Not always: `Option<T>`.
    Optional,
    /// Absent, `null` or a value: `runtime::Field<T>`.
    OptionalNullable,
    /// Not always, and this value then.
    Defaulted(Literal),
}

/// A value of the document as an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// `true`, `false`
    Bool(bool),
    /// The digits of an integer.
    Integer(String),
    /// A finite number of single precision.
    Single(f32),
    /// A finite number.
    Float(f64),
    /// A `String`.
    Text(String),
    /// A `runtime::Secret`.
    Secret(String),
    /// A value of another crate's type, by its text.
    Parsed(String),
    /// A variant without fields.
    Variant(TypeId, String),
    /// A variant of a union.
    UnionVariant(TypeId, String, Box<Literal>),
    /// `None`
    None,
    /// `Some(…)`
    Some(Box<Literal>),
    /// `Box::new(…)`
    Boxed(Box<Literal>),
    /// `runtime::Field::Absent`
    Absent,
    /// `runtime::Field::Null`
    Null,
    /// `runtime::Field::Value(…)`
    Value(Box<Literal>),
    /// `vec![…]`
    List(Vec<Literal>),
    /// A `BTreeMap`.
    Map(Vec<(String, Literal)>),
    /// A struct and all its fields.
    Struct(TypeId, Vec<(String, Literal)>),
    /// A `runtime::Value`.
    Json(serde_json::Value),
}

impl Literal {
    /// How many values it is made of.
    pub(crate) fn count(&self) -> usize {
        let inside: usize = match self {
            Self::UnionVariant(_, _, value)
            | Self::Some(value)
            | Self::Boxed(value)
            | Self::Value(value) => value.count(),
            Self::List(items) => items.iter().map(Self::count).sum(),
            Self::Map(members) | Self::Struct(_, members) => {
                members.iter().map(|(_, value)| value.count()).sum()
            }
            _ => 0,
        };
        inside + 1
    }

    /// The same in a box; one that may be absent in a box when it is there.
    pub(crate) fn boxed(self) -> Self {
        match self {
            Self::None => Self::None,
            Self::Some(value) => Self::Some(Box::new(Self::Boxed(value))),
            value => Self::Boxed(Box::new(value)),
        }
    }
}

/// An enum of scalars.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    /// What its values are.
    pub(crate) repr: EnumRepr,
    /// In document order.
    pub(crate) variants: Vec<Variant>,
    /// The variant for values that the document does not list, if there is one.
    pub(crate) unknown: Option<String>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EnumRepr {
    /// Strings.
    String,
    /// Integers of 64 bits.
    Integer,
    /// Scalars of several JSON types.
    Mixed,
}

/// A variant of an [`Enum`].
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// As in Rust.
    pub(crate) ident: String,
    /// As on the wire.
    pub(crate) value: serde_json::Value,
    /// Its docs.
    pub(crate) docs: Docs,
}

/// An enum of types.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// In document order.
    pub(crate) variants: Vec<UnionVariant>,
    /// How a value says which variant it is.
    pub(crate) selection: Selection,
    /// The variant for values that fit none, if there is one.
    pub(crate) unknown: Option<String>,
    /// Whether an integer that needs more than 64 bits may stand inside, which readers have to look out for.
    pub(crate) wide: bool,
    /// A variant whose blank is finite.
    pub(crate) blank: usize,
    /// Rules of the value as a whole.
    pub(crate) rules: Rules,
}

/// A variant of a [`Union`].
#[derive(Clone, Debug)]
pub(crate) struct UnionVariant {
    /// As in Rust.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// What it holds; `None`-able where the branch may be null.
    pub(crate) ty: TypeRef,
    /// What to check of it.
    pub(crate) check: Check,
    /// The tag to write for it, where its values may lack it.
    pub(crate) tag: Option<UnionTag>,
}

/// A tag that does not come with the values of a variant.
#[derive(Clone, Debug)]
pub(crate) struct UnionTag {
    /// The property, as on the wire.
    pub(crate) property: String,
    /// What it says.
    pub(crate) value: String,
    /// Whether some values of the variant have it.
    pub(crate) sometimes: bool,
}

/// How a value says which variant of a union it is.
#[derive(Clone, Debug)]
pub(crate) enum Selection {
    /// By a property.
    Tag {
        /// As on the wire.
        property: String,
        /// Its values, sorted, with the variants.
        tags: Vec<(String, usize)>,
        /// The variant of all other objects.
        other: Option<usize>,
    },
    /// By what it looks like.
    Shape(Vec<Shape>),
}

/// What the values of a variant look like.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// A mask of JSON types.
    pub(crate) types: u8,
    /// Members that they have.
    pub(crate) required: Vec<String>,
    /// Members that they may have; only where it helps to choose.
    pub(crate) known: Vec<String>,
    /// Whether they have no others.
    pub(crate) closed: bool,
    /// What stands inside.
    pub(crate) tests: Vec<Test>,
}

/// What stands at a place inside a value.
#[derive(Clone, Debug)]
pub(crate) struct Test {
    /// Keys; `*` is the first item of an array.
    pub(crate) path: Vec<String>,
    /// A mask of JSON types.
    pub(crate) types: u8,
    /// The scalars there, if only some.
    pub(crate) values: Vec<serde_json::Value>,
    /// Whether there need not be anything.
    pub(crate) optional: bool,
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum TypeRef {
    /// `String`
    String,
    /// `runtime::Secret`
    Secret,
    /// `bool`
    Bool,
    /// `i64` and its kin: how many bits, and whether there is a sign.
    Integer(u8, bool),
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `runtime::Value`
    Value,
    /// A type of another crate that a format is mapped to.
    Mapped(Mapped),
    /// A type that the user chose, as a path.
    Foreign(String),
    /// `Vec<T>`
    Vec(Box<TypeRef>),
    /// `BTreeMap<String, T>`
    Map(Box<TypeRef>),
    /// `Option<T>` inside a list, a map or a variant, where the value may be `null`.
    Option(Box<TypeRef>),
    /// `Box<T>`, where a type contains itself.
    Boxed(Box<TypeRef>),
    /// A type of `models`.
    Named(TypeId),
}

/// A type of another crate that a format is mapped to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Mapped {
    /// `uuid::Uuid`
    Uuid,
    /// `jiff::Timestamp`
    JiffTimestamp,
    /// `jiff::civil::Date`
    JiffDate,
    /// `jiff::civil::Time`
    JiffTime,
    /// `jiff::SpanFieldwise`
    JiffSpan,
    /// `chrono::DateTime<chrono::FixedOffset>`
    ChronoDateTime,
    /// `chrono::NaiveDate`
    ChronoDate,
    /// `chrono::NaiveTime`
    ChronoTime,
    /// `time::OffsetDateTime`
    TimeDateTime,
    /// `time::Date`
    TimeDate,
    /// `time::Time`
    TimeTime,
    /// `runtime::Base64`
    Base64,
    /// `runtime::Base64Url`
    Base64Url,
    /// `url::Url`
    Url,
}
