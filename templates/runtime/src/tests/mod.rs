//! Plays the part of generated code.

#[cfg(feature = "client")]
mod client;
mod counting;
mod decoding;
#[cfg(any(feature = "client", feature = "server"))]
mod explaining;
mod models;
#[cfg(feature = "client")]
mod operations;
#[cfg(feature = "server")]
mod routing;
#[cfg(all(feature = "client", feature = "server"))]
mod sides;
#[cfg(feature = "client")]
mod sockets;
