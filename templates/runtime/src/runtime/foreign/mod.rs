//! Types of the user's that stand for schemas: whatever serde reads and writes.

mod from_value;
mod slot;

pub use slot::Slot;

use super::checks::{Checks, check_value};
use super::rules::Rules;
use super::source::Source;
use super::value::Value;
use serde::{Serialize, Serializer, de::DeserializeOwned};
use std::fmt::Debug;

/// What a type needs to stand for a schema (`x-rust-type`): it is read and written by serde, and is like the types
/// around it. `Default` gives the value that holds the place until the document's own arrives; a type without it goes
/// into a [`Slot`].
pub const fn can_stand_for_a_schema<T>()
where
    T: Serialize + DeserializeOwned + Clone + Debug + Default + PartialEq,
{
}

/// [`Schema::decode`](super::Schema::decode) of such a type.
///
/// # Errors
/// Those of the source, and what the type says.
pub fn read_foreign<T: DeserializeOwned, S: Source>(from: S) -> Result<T, S::Error> {
    from.value(|value| T::deserialize(value).map_err(|error| error.to_string()))
}

/// [`Schema::encode`](super::Schema::encode) of such a type.
///
/// # Errors
/// Those of the serializer, and what the type says.
pub fn write_foreign<T: Serialize, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.serialize(to)
}

/// [`Schema::check`](super::Schema::check) of such a type.
pub fn check_foreign<T: Serialize>(value: &T, rules: &Rules, to: &mut Checks<'_>) {
    if rules.are_none() {
        return;
    }
    match value.serialize(super::to_value::ToValue::default()) {
        Ok(value) => check_value(&value, rules, to),
        Err(error) => to.note(error.to_string()),
    }
}

impl Rules {
    fn are_none(&self) -> bool {
        matches!(
            self,
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
                assertions: [],
                also: None,
            }
        )
    }
}

impl Value {
    /// The value of any type of serde's that this is.
    ///
    /// # Errors
    /// When it is none.
    pub fn deserialize<T: DeserializeOwned>(self) -> Result<T, super::ValueError> {
        T::deserialize(self)
    }
}

/// Makes a type of serde's a [`Schema`](super::Schema).
#[doc(hidden)]
#[macro_export]
macro_rules! foreign {
    ($type:ty) => {
        const _: () = $crate::runtime::can_stand_for_a_schema::<$type>();

        impl $crate::runtime::Schema for $type {
            const SHAPE: $crate::runtime::Shape = $crate::runtime::Shape::Any;

            fn blank() -> Self {
                ::core::default::Default::default()
            }

            fn decode<S: $crate::runtime::Source>(
                from: S,
            ) -> ::core::result::Result<Self, S::Error> {
                $crate::runtime::read_foreign(from)
            }

            fn encode<S: $crate::runtime::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::write_foreign(self, to)
            }

            fn check(&self, rules: &$crate::runtime::Rules, to: &mut $crate::runtime::Checks<'_>) {
                $crate::runtime::check_foreign(self, rules, to);
            }
        }
    };
}
