//! One API in Rust's nouns: every name decided, every type known; the emitters only print.
//!
//! Types link by [`TypeId`]. A name is always the pair of wire name and identifier.

/// One API as a module of the generated crate.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// Its identifier: `sequence`.
    pub(crate) ident: String,
    /// Docs of the module.
    pub(crate) docs: Docs,
    /// The types of `models`, sorted by identifier; [`TypeId`] is the index.
    pub(crate) types: Vec<TypeDef>,
    /// The operations, in document order.
    pub(crate) operations: Vec<Operation>,
    /// The security schemes that operations require.
    pub(crate) schemes: Vec<Scheme>,
    /// The named servers.
    pub(crate) servers: Vec<Server>,
    /// Header parameters that the client can set for every call.
    pub(crate) client_headers: Vec<ClientHeader>,
    /// Every example value of the document.
    pub(crate) examples: Vec<Example>,
    /// The document that the code implements, as JSON.
    pub(crate) document: String,
}

impl Module {
    /// The definition with that id.
    #[must_use]
    pub(crate) fn definition(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }
}

/// Lines of a doc comment, safe to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs(pub(crate) Vec<String>);

/// A name on the wire and the identifier that stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Exactly as on the wire.
    pub(crate) wire: String,
    /// As in Rust.
    pub(crate) ident: String,
}

/// Index of a [`TypeDef`] in [`Module::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub(crate) usize);

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

/// What is to be checked where a type is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Check {
    /// Rules of this use.
    pub(crate) rules: Rules,
    /// Whether the type has something to check by itself.
    pub(crate) nested: bool,
}

impl Check {
    /// Whether there is nothing to check.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.rules.0.is_empty() && !self.nested
    }
}

/// Calls that build a `runtime::Rules`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rules(pub(crate) Vec<Rule>);

/// A call that builds a `runtime::Rules`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    /// With a bound or a divisor of an integer.
    Integer(&'static str, i128),
    /// With a bound or a divisor of a number.
    Float(&'static str, f64),
    /// With a length or a count.
    Count(&'static str, u64),
    /// `pattern`, in the syntax of the `regex` crate.
    Pattern(String),
    /// `unique_items`
    UniqueItems,
    /// `items`
    Items(Rules),
    /// `values`
    Values(Rules),
    /// `assert`
    Assert(Vec<Assertion>),
}

/// A `runtime::Assertion`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Assertion {
    /// A mask of JSON types.
    Types(u8),
    /// Constants.
    OneOf(Vec<serde_json::Value>),
    /// Names of members.
    Required(Vec<String>),
    /// A member.
    Property(String, Vec<Assertion>),
    /// The items of an array.
    Items(Vec<Assertion>),
    /// The members but these.
    Additional(Vec<String>, Vec<Assertion>),
    /// Constraints.
    Rules(Rules),
    /// Not all of these.
    Not(Vec<Assertion>),
    /// At least one of these.
    Any(Vec<Vec<Assertion>>),
    /// Exactly one of these.
    One(Vec<Vec<Assertion>>),
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
    /// `url::Url`
    Url,
}

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// The function: `replace_workspace_members`.
    pub(crate) ident: String,
    /// The struct of its inputs: `ReplaceWorkspaceMembers`.
    pub(crate) input: String,
    /// The enum of its failures: `ReplaceWorkspaceMembersError`.
    pub(crate) error: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Upper case.
    pub(crate) method: &'static str,
    /// The template.
    pub(crate) path: String,
    /// Its parameters.
    pub(crate) parameters: Vec<Parameter>,
    /// Its body.
    pub(crate) body: Option<Body>,
    /// What it returns.
    pub(crate) success: Success,
    /// How it fails.
    pub(crate) failures: Vec<Failure>,
    /// The credential that it requires.
    pub(crate) scheme: Option<SchemeId>,
    /// Values to test it with, where there are any.
    pub(crate) samples: Option<Samples>,
}

/// A value of everything that an operation sends and answers, as compact JSON.
#[derive(Clone, Debug)]
pub(crate) struct Samples {
    /// Of the parameters, and of the body behind them.
    pub(crate) inputs: Vec<String>,
    /// Of the success and the failures behind it; `None` for a raw body.
    pub(crate) outcomes: Vec<Option<String>>,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    /// Its names.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Where in the request.
    pub(crate) location: Location,
    /// Its type when there is a value.
    pub(crate) ty: TypeRef,
    /// Whether every request has it.
    pub(crate) required: bool,
    /// What to check of the value.
    pub(crate) check: Check,
}

/// Where in the request a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Location {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header field.
    Header,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// Its field in the input struct.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its type when there is one.
    pub(crate) ty: TypeRef,
    /// Whether every request has one.
    pub(crate) required: bool,
    /// What to check of the value.
    pub(crate) check: Check,
    /// What it may travel as; the client's default first.
    pub(crate) media: Vec<Media>,
}

/// A media type of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Media {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
}

/// The success of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Success {
    /// Its status.
    pub(crate) status: u16,
    /// Its JSON body; `None`: a raw one.
    pub(crate) ty: Option<TypeRef>,
}

/// A documented failure.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// Its variant.
    pub(crate) ident: String,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its status.
    pub(crate) status: u16,
    /// Its JSON body; `None`: a raw one.
    pub(crate) ty: Option<TypeRef>,
}

/// Index of a [`Scheme`] in [`Module::schemes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemeId(pub(crate) usize);

/// A security scheme.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    /// Its name in the document and the server's function that checks it.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// How the credential travels.
    pub(crate) kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    /// A bearer token.
    Bearer,
    /// A user and a password.
    Basic,
    /// A whole `Authorization` header, and the challenge of a 401.
    Authorization(&'static str),
}

/// A server that the document names.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// Its variant.
    pub(crate) ident: String,
    /// What the document calls it.
    pub(crate) docs: Docs,
    /// Its URL.
    pub(crate) url: String,
}

/// A header parameter that the client can set for every call.
#[derive(Clone, Debug)]
pub(crate) struct ClientHeader {
    /// The header and the setter.
    pub(crate) name: Name,
    /// Its docs.
    pub(crate) docs: Docs,
    /// Its type.
    pub(crate) ty: TypeRef,
}

/// A value that the document gives as an example.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// Where it stands in the document.
    pub(crate) pointer: String,
    /// What it illustrates.
    pub(crate) ty: TypeRef,
    /// The value, as compact JSON.
    pub(crate) json: String,
}
