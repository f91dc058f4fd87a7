//! Constraints of the document as data (JSON Schema Validation Wright-00, section 5).

use super::assertion::Assertion;
use super::number::Number;

/// What a value has to satisfy besides being of its type. Each rule speaks of values of one kind, and says nothing about
/// others.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    pub(crate) low: Option<Bound>,
    pub(crate) high: Option<Bound>,
    pub(crate) multiple_of: Option<Number>,
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<TextRule>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    pub(crate) items: Option<&'static Rules>,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
    pub(crate) values: Option<&'static Rules>,
    pub(crate) assertions: &'static [Assertion],
    pub(crate) also: Option<&'static Rules>,
}

/// An end of a range.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) value: Number,
    /// Whether the number itself is outside.
    pub(crate) exclusive: bool,
}

/// What a text has to look like. Only an API that has patterns has the library that knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextRule {
    pub(crate) pattern: &'static str,
    pub(crate) matches: fn(&'static str, &str) -> bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self::NONE
    }
}

impl Rules {
    /// Nothing to satisfy.
    pub const NONE: Self = Self::new();

    /// Nothing to satisfy yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            low: None,
            high: None,
            multiple_of: None,
            min_length: None,
            max_length: None,
            pattern: None,
            min_items: None,
            max_items: None,
            unique_items: false,
            items: None,
            min_properties: None,
            max_properties: None,
            values: None,
            assertions: &[],
            also: None,
        }
    }

    /// `minimum`
    #[must_use]
    pub const fn minimum(self, bound: f64) -> Self {
        self.low(Number::Double(bound), false)
    }

    /// `minimum`, where the number is whole.
    #[must_use]
    pub const fn at_least(self, bound: i128) -> Self {
        self.low(Number::whole(bound), false)
    }

    /// `minimum` with `exclusiveMinimum`
    #[must_use]
    pub const fn above(self, bound: f64) -> Self {
        self.low(Number::Double(bound), true)
    }

    /// `minimum` with `exclusiveMinimum`, where the number is whole.
    #[must_use]
    pub const fn above_integer(self, bound: i128) -> Self {
        self.low(Number::whole(bound), true)
    }

    /// `maximum`
    #[must_use]
    pub const fn maximum(self, bound: f64) -> Self {
        self.high(Number::Double(bound), false)
    }

    /// `maximum`, where the number is whole.
    #[must_use]
    pub const fn at_most(self, bound: i128) -> Self {
        self.high(Number::whole(bound), false)
    }

    /// `maximum` with `exclusiveMaximum`
    #[must_use]
    pub const fn below(self, bound: f64) -> Self {
        self.high(Number::Double(bound), true)
    }

    /// `maximum` with `exclusiveMaximum`, where the number is whole.
    #[must_use]
    pub const fn below_integer(self, bound: i128) -> Self {
        self.high(Number::whole(bound), true)
    }

    const fn low(self, value: Number, exclusive: bool) -> Self {
        Self {
            low: Some(Bound { value, exclusive }),
            ..self
        }
    }

    const fn high(self, value: Number, exclusive: bool) -> Self {
        Self {
            high: Some(Bound { value, exclusive }),
            ..self
        }
    }

    /// `multipleOf`
    #[must_use]
    pub const fn multiple_of(self, divisor: f64) -> Self {
        Self {
            multiple_of: Some(Number::Double(divisor)),
            ..self
        }
    }

    /// `multipleOf`, where the number is whole.
    #[must_use]
    pub const fn multiple_of_integer(self, divisor: i128) -> Self {
        Self {
            multiple_of: Some(Number::whole(divisor)),
            ..self
        }
    }

    /// `minLength`, in Unicode code points.
    #[must_use]
    pub const fn min_length(self, length: u64) -> Self {
        Self {
            min_length: Some(length),
            ..self
        }
    }

    /// `maxLength`, in Unicode code points.
    #[must_use]
    pub const fn max_length(self, length: u64) -> Self {
        Self {
            max_length: Some(length),
            ..self
        }
    }

    /// `minItems`
    #[must_use]
    pub const fn min_items(self, count: u64) -> Self {
        Self {
            min_items: Some(count),
            ..self
        }
    }

    /// `maxItems`
    #[must_use]
    pub const fn max_items(self, count: u64) -> Self {
        Self {
            max_items: Some(count),
            ..self
        }
    }

    /// `uniqueItems`
    #[must_use]
    pub const fn unique_items(self) -> Self {
        Self {
            unique_items: true,
            ..self
        }
    }

    /// The rules of `items`.
    #[must_use]
    pub const fn items(self, rules: &'static Rules) -> Self {
        Self {
            items: Some(rules),
            ..self
        }
    }

    /// `minProperties`
    #[must_use]
    pub const fn min_properties(self, count: u64) -> Self {
        Self {
            min_properties: Some(count),
            ..self
        }
    }

    /// `maxProperties`
    #[must_use]
    pub const fn max_properties(self, count: u64) -> Self {
        Self {
            max_properties: Some(count),
            ..self
        }
    }

    /// The rules of `additionalProperties`, for maps.
    #[must_use]
    pub const fn values(self, rules: &'static Rules) -> Self {
        Self {
            values: Some(rules),
            ..self
        }
    }

    /// What no type and no other rule can say. The value is encoded for it.
    #[must_use]
    pub const fn assert(self, assertions: &'static [Assertion]) -> Self {
        Self { assertions, ..self }
    }

    /// Further rules for the same string or number: another pattern, another divisor.
    #[must_use]
    pub const fn also(self, rules: &'static Rules) -> Self {
        Self {
            also: Some(rules),
            ..self
        }
    }

    /// These rules and the further ones.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |rules| rules.also)
    }

    /// Whether anything is said about an object or a union as a whole.
    pub(crate) fn is_about_whole(&self) -> bool {
        self.min_properties.is_some()
            || self.max_properties.is_some()
            || !self.assertions.is_empty()
    }
}
