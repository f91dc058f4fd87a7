//! The logic of the generated code: how values are read and written, called and served.

mod assertion;
#[cfg(feature = "base64")]
mod base64;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "streams")]
mod byte_stream;
mod checks;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "client")]
pub mod client;
#[cfg(any(feature = "client", feature = "server"))]
mod encoding;
#[cfg(feature = "events")]
mod events;
mod exact;
pub(crate) mod explain;
mod field;
#[cfg(any(feature = "client", feature = "server"))]
mod fields;
#[cfg(feature = "streams")]
mod file_part;
#[cfg(any(feature = "events", feature = "items"))]
mod flow;
#[cfg(feature = "foreign")]
mod foreign;
#[cfg(any(feature = "client", feature = "server"))]
mod form;
#[cfg(all(feature = "client", feature = "server"))]
pub mod in_process;
mod integer_enum;
#[cfg(feature = "items")]
mod items;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod json;
mod linked;
mod location;
pub(crate) mod log;
pub(crate) mod lookup;
#[cfg(any(feature = "client", feature = "server"))]
mod media;
mod mixed_enum;
mod multipart;
#[cfg(any(feature = "client", feature = "server"))]
mod named;
mod number;
mod object;
mod operation;
#[cfg(any(feature = "client", feature = "server"))]
mod parameter;
mod passed_over;
#[cfg(feature = "pattern")]
mod pattern;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod percent;
#[cfg(any(feature = "client", feature = "server"))]
mod plain;
mod problem;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod rfc3339;
pub(crate) mod room;
mod rules;
mod scalar;
mod schema;
mod secret;
mod security;
mod select;
#[cfg(feature = "server")]
pub mod server;
mod source;
mod stack;
mod stream;
#[cfg(feature = "streams")]
mod stream_error;
mod string_enum;
mod tagged;
mod tagging;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod template;
#[cfg(all(feature = "client", feature = "server"))]
pub mod testing;
mod text_scalar;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod texts;
#[cfg(feature = "time")]
mod time;
mod to_value;
pub(crate) mod tree;
mod union;
mod unique;
mod untyped;
#[cfg(feature = "url")]
mod url;
#[cfg(feature = "uuid")]
mod uuid;
mod value;
#[cfg(all(
    any(feature = "events", feature = "items"),
    any(feature = "client", feature = "server")
))]
mod wire;

#[cfg(feature = "base64")]
pub use self::base64::{Base64, Base64Url};
pub use assertion::{Assertion, Json};
#[cfg(feature = "streams")]
pub use byte_stream::{ByteFrames, ByteStream};
pub use checks::{Checks, Violations, check_composed, check_scalar};
#[cfg(any(feature = "client", feature = "server"))]
pub use encoding::{Encoding, Members};
#[cfg(feature = "events")]
pub use events::{Event, Events};
#[cfg(all(feature = "events", feature = "client"))]
pub use events::{Follow, FollowError, Reconnect, follow};
pub use field::Field;
#[cfg(feature = "server")]
pub use fields::Form;
#[cfg(feature = "client")]
pub use fields::{FormField, Property, WriteForm};
#[cfg(feature = "streams")]
pub use file_part::FilePart;
#[cfg(feature = "foreign")]
pub use foreign::{Slot, can_stand_for_a_schema, check_foreign, read_foreign, write_foreign};
#[cfg(any(feature = "client", feature = "server"))]
pub use form::FORM;
pub use integer_enum::{IntegerEnum, integer_enum_accept, integer_enum_expected};
#[cfg(feature = "items")]
pub use items::Items;
pub use linked::linked;
pub use location::In;
#[cfg(any(feature = "client", feature = "server"))]
pub use media::{BYTES, JSON, Kind as MediaKind, Media, TEXT};
#[cfg(feature = "server")]
pub use media::{Content, ContentFuture, ReadForm};
pub use mixed_enum::{MixedEnum, mixed_enum_accept, mixed_enum_expected};
#[cfg(any(feature = "client", feature = "server"))]
pub use multipart::MULTIPART;
#[cfg(feature = "server")]
pub use multipart::{DecodeParts, PartsDecoder};
#[cfg(feature = "client")]
pub use multipart::{EncodeParts, PartsEncoder};
pub use multipart::{Part, PartOf, Parts};
pub use object::{
    Entries, Object, Sink, Unknown, blank, decode, encode, read, read_defaulted, read_entry,
    read_optional, skip,
};
pub use operation::Operation;
#[cfg(any(feature = "client", feature = "server"))]
pub use parameter::{Parameter, Style};
pub use problem::{Problem, Violation};
pub use rules::Rules;
pub use scalar::{Atom, Kind, Scalar, encode_scalar, parsed};
pub use schema::{Encoded, Schema, Shape};
pub use secret::Secret;
pub use security::{Requirement, Scheme, Security};
pub use select::{Branch, Select, Test, types};
pub use source::Source;
pub use stream::Stream;
#[cfg(feature = "streams")]
pub use stream_error::StreamError;
pub use string_enum::{
    StringEnum, UnknownValue, enum_accept, enum_expected, enum_from_str, enum_value,
};
pub use tagging::{write_tagged, write_tagged_once};
pub use union::{Union, variant, write_variant};
pub use untyped::Untyped;
pub use value::{Value, ValueError};

#[cfg(feature = "foreign")]
pub use crate::foreign;
pub use crate::{integer_enum, mixed_enum, object, string_enum, union};
#[doc(hidden)]
pub use serde;
