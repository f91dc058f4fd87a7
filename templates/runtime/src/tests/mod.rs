//! Plays the part of generated code.

#[cfg(all(
    feature = "client",
    feature = "server",
    feature = "events",
    feature = "items"
))]
mod answers;
#[cfg(all(feature = "client", feature = "server", feature = "items"))]
mod bodies;
#[cfg(feature = "client")]
mod client;
mod counting;
mod decoding;
#[cfg(all(feature = "client", feature = "server"))]
mod denials;
#[cfg(all(
    feature = "client",
    feature = "server",
    feature = "events",
    feature = "items"
))]
mod events;
#[cfg(any(feature = "client", feature = "server"))]
mod exact;
#[cfg(all(feature = "client", feature = "server"))]
mod examples;
#[cfg(any(feature = "client", feature = "server"))]
mod explaining;
#[cfg(all(feature = "blocking", feature = "server", feature = "tower"))]
mod facades;
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
#[cfg(all(feature = "client", feature = "server"))]
mod forms;
#[cfg(feature = "server")]
mod given;
#[cfg(all(
    feature = "client",
    feature = "server",
    feature = "events",
    feature = "items"
))]
mod items;
mod models;
#[cfg(feature = "oauth2")]
mod oauth2;
#[cfg(feature = "client")]
mod operations;
#[cfg(feature = "client")]
mod paging;
#[cfg(all(feature = "client", feature = "server", feature = "items"))]
mod parts;
#[cfg(any(feature = "client", feature = "server"))]
mod reading;
#[cfg(all(feature = "client", feature = "server"))]
mod requests;
#[cfg(feature = "retry")]
mod retry;
#[cfg(any(feature = "client", feature = "server"))]
mod room;
#[cfg(feature = "server")]
mod routing;
#[cfg(any(feature = "client", feature = "server"))]
mod rules;
#[cfg(all(feature = "client", feature = "server"))]
mod security;
#[cfg(feature = "server")]
mod serving;
#[cfg(any(feature = "client", feature = "server"))]
mod shapes;
#[cfg(all(feature = "client", feature = "server"))]
mod sides;
#[cfg(feature = "client")]
mod sockets;
#[cfg(any(feature = "client", feature = "server"))]
mod stack;
#[cfg(all(feature = "client", feature = "server"))]
mod styles;
#[cfg(feature = "client")]
mod transports;
#[cfg(any(feature = "client", feature = "server"))]
mod unions;
#[cfg(any(feature = "client", feature = "server"))]
mod values;
#[cfg(all(feature = "client", feature = "server", feature = "tracing"))]
mod watching;
