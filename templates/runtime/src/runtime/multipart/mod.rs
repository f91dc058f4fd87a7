//! `multipart/form-data` bodies, RFC 7578.

#[cfg(feature = "client")]
mod boundary;
#[cfg(any(feature = "client", feature = "server"))]
mod fields;
mod parts;
#[cfg(feature = "server")]
mod reader;
#[cfg(feature = "server")]
mod reading;
#[cfg(feature = "server")]
mod received;
#[cfg(feature = "client")]
mod writing;

#[cfg(any(feature = "client", feature = "server"))]
pub use fields::MULTIPART;
pub use parts::{Part, PartOf, Parts};
#[cfg(feature = "server")]
pub use reading::{DecodeParts, PartsDecoder};
#[cfg(feature = "client")]
pub use writing::{EncodeParts, PartsEncoder};
