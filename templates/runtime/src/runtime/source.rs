//! Where values are read from: the closed set of shapes that a type may ask for.

use super::object::Object;
use super::scalar::Scalar;
use super::schema::Schema;
use super::union::Union;
use super::value::Value;
use std::collections::BTreeMap;

/// One value of a document, to be read once, as the shape that the reader's type has.
pub trait Source: Sized {
    /// Why a value could not be read.
    type Error;

    /// A string, number or boolean.
    ///
    /// # Errors
    /// When the value is none, or not one of `T`.
    fn scalar<T: Scalar>(self) -> Result<T, Self::Error>;

    /// The value of a property that may be absent but, being here, not null, into what is `None`. A lenient source
    /// takes null for absence.
    ///
    /// # Errors
    /// When the value is null and the source strict, or not one of `T`.
    fn optional<T: Schema>(self, into: &mut Option<T>) -> Result<(), Self::Error>;

    /// A value that may be null, into what is `None`.
    ///
    /// # Errors
    /// When the value is neither null nor one of `T`.
    fn nullable<T: Schema>(self, into: &mut Option<T>) -> Result<(), Self::Error>;

    /// An array.
    ///
    /// # Errors
    /// When the value is no array, or an item not one of `T`.
    fn list<T: Schema>(self) -> Result<Vec<T>, Self::Error>;

    /// An object of which only the values have a schema.
    ///
    /// # Errors
    /// When the value is no object, a name occurs twice, or a value is not one of `T`.
    fn map<T: Schema>(self) -> Result<BTreeMap<String, T>, Self::Error>;

    /// An object with known properties, into a blank. An array is never one, though serde's derive would take it.
    ///
    /// # Errors
    /// When the value is no object, a property occurs twice, is of another type, or is missing.
    fn object<T: Object>(self, into: &mut T) -> Result<(), Self::Error>;

    /// A value of one of several types, chosen by what it looks like.
    ///
    /// # Errors
    /// When the value is of none of them, or not what the chosen one says.
    fn union<T: Union>(self) -> Result<T, Self::Error>;

    /// Any value, given to `read`. Where the source cannot tell of which type it is, `read` is called for each that it
    /// may be, until one is accepted.
    ///
    /// # Errors
    /// When the value is not well-formed, and those of `read`.
    fn value<T>(self, read: impl Fn(Value) -> Result<T, String>) -> Result<T, Self::Error>;

    /// Sets memory aside for what the value is kept in, in bytes.
    ///
    /// # Errors
    /// When the message that the value is from has taken as much as it may.
    fn hold(&mut self, bytes: usize) -> Result<(), Self::Error>;

    /// The error of a value that cannot be taken, for a reason that only the reader knows.
    fn refuse(self, detail: &str) -> Self::Error;

    /// A value that nobody asked for.
    ///
    /// # Errors
    /// When the value is not well-formed.
    fn skip(self) -> Result<(), Self::Error>;
}
