//! What is checked of values, as calls that build the runtime's rules.

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
    /// A condition, what follows from it, and what from its opposite.
    If(Vec<Assertion>, Vec<Assertion>, Vec<Assertion>),
    /// The members whose names satisfy the first.
    Members(Vec<Assertion>, Vec<Assertion>),
    /// The item at a position.
    Item(usize, Vec<Assertion>),
    /// The items from a position on.
    ItemsFrom(usize, Vec<Assertion>),
    /// So many items, at least and at most.
    Contains(Vec<Assertion>, u64, Option<u64>),
}
