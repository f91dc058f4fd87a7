//! The logic of the generated code: how values are read and written, called and served.

#[cfg(feature = "client")]
pub mod client;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod explain;
mod field;
#[cfg(any(feature = "client", feature = "server"))]
mod fields;
#[cfg(any(feature = "client", feature = "server"))]
mod form;
#[cfg(all(feature = "client", feature = "server"))]
pub mod in_process;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod json;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod log;
#[cfg(any(feature = "client", feature = "server"))]
mod media;
#[cfg(any(feature = "client", feature = "server"))]
mod multipart;
mod object;
mod operation;
#[cfg(any(feature = "client", feature = "server"))]
mod percent;
mod problem;
mod scalar;
mod schema;
#[cfg(feature = "server")]
pub mod server;
mod source;
mod stream;
mod string_enum;
#[cfg(all(feature = "client", feature = "server"))]
pub mod testing;
#[cfg(feature = "server")]
mod texts;
#[cfg(any(feature = "client", feature = "server"))]
mod tree;
mod untyped;

pub use field::Field;
#[cfg(feature = "server")]
pub use fields::Form;
#[cfg(feature = "client")]
pub use fields::FormField;
#[cfg(any(feature = "client", feature = "server"))]
pub use form::FORM;
#[cfg(feature = "client")]
pub use media::WriteForm;
#[cfg(feature = "server")]
pub use media::{FormFuture, ReadForm};
#[cfg(any(feature = "client", feature = "server"))]
pub use media::{JSON, Media};
#[cfg(any(feature = "client", feature = "server"))]
pub use multipart::MULTIPART;
pub use object::{Entries, Object, Sink, blank, encode, read, read_optional, skip};
pub use operation::Operation;
pub use problem::{Problem, Violation};
pub use scalar::{Atom, Kind, Scalar, encode_scalar};
pub use schema::{Encoded, Schema, Shape};
pub use source::Source;
pub use stream::Stream;
pub use string_enum::{
    StringEnum, UnknownValue, enum_accept, enum_expected, enum_from_str, enum_value,
};
pub use untyped::Untyped;

pub use crate::{object, string_enum};
#[doc(hidden)]
pub use serde;
