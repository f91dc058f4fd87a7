//! Plays the part of generated code.

#[cfg(feature = "client")]
mod client;
mod counting;
mod decoding;
#[cfg(any(feature = "client", feature = "server"))]
mod explaining;
#[cfg(all(feature = "foreign", any(feature = "client", feature = "server")))]
mod foreign;
#[cfg(all(
    feature = "client",
    feature = "base64",
    feature = "chrono",
    feature = "jiff",
    feature = "time",
    feature = "url",
    feature = "uuid"
))]
mod formats;
#[cfg(feature = "server")]
mod given;
mod models;
#[cfg(feature = "client")]
mod operations;
#[cfg(any(feature = "client", feature = "server"))]
mod reading;
#[cfg(feature = "server")]
mod routing;
#[cfg(any(feature = "client", feature = "server"))]
mod rules;
#[cfg(any(feature = "client", feature = "server"))]
mod shapes;
#[cfg(all(feature = "client", feature = "server"))]
mod sides;
#[cfg(feature = "client")]
mod sockets;
#[cfg(any(feature = "client", feature = "server"))]
mod unions;
#[cfg(any(feature = "client", feature = "server"))]
mod values;
