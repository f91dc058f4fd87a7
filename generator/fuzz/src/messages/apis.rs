//! The APIs that are fed: golden cases, as they are checked in.

use super::{requests::requests, responses::responses};

#[path = "../../../tests/cases/multipart/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod multipart {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

#[path = "../../../tests/cases/pagination/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod pagination {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

#[path = "../../../tests/cases/parameter_styles/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod parameter_styles {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

#[path = "../../../tests/cases/parameters/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod parameters {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

#[path = "../../../tests/cases/request_bodies/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod request_bodies {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

#[path = "../../../tests/cases/responses_matrix/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod responses_matrix {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

#[path = "../../../tests/cases/sequences/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod sequences {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

#[path = "../../../tests/cases/streams/expected"]
#[allow(dead_code, unreachable_pub, reason = "nobody calls these by their own clients and routers")]
#[rustfmt::skip]
mod streams {
    mod client;
    pub(super) mod models;
    pub(super) mod operations;
    mod server;
}

requests! {
    multipart in "../../../tests/cases/multipart/expected/operations.rs", "../../../tests/cases/multipart/expected/models.rs", "../../../tests/cases/multipart/expected/server.rs": Upload, Label, Fields;
    pagination in "../../../tests/cases/pagination/expected/operations.rs", "../../../tests/cases/pagination/expected/models.rs", "../../../tests/cases/pagination/expected/server.rs": ListPages, ListOffsets, ListCursors, ListLinks;
    parameter_styles in "../../../tests/cases/parameter_styles/expected/operations.rs", "../../../tests/cases/parameter_styles/expected/models.rs", "../../../tests/cases/parameter_styles/expected/server.rs": Paths, Query, Elsewhere;
    parameters in "../../../tests/cases/parameters/expected/operations.rs", "../../../tests/cases/parameters/expected/models.rs", "../../../tests/cases/parameters/expected/server.rs": GetPart, GetSearch;
    request_bodies in "../../../tests/cases/request_bodies/expected/operations.rs", "../../../tests/cases/request_bodies/expected/models.rs", "../../../tests/cases/request_bodies/expected/server.rs": Json, Names, Text, Number, Bytes, Images, Lines, Form, Several, Perhaps, Anything;
    responses_matrix in "../../../tests/cases/responses_matrix/expected/operations.rs", "../../../tests/cases/responses_matrix/expected/models.rs", "../../../tests/cases/responses_matrix/expected/server.rs": Several, Headers, Moved, Unknown, Nothing, Negotiated, Empty, Option;
    sequences in "../../../tests/cases/sequences/expected/operations.rs", "../../../tests/cases/sequences/expected/models.rs", "../../../tests/cases/sequences/expected/server.rs": Lines, AddLines, Records, AddRecords, Features, Events, Parts, Nested, Whole;
    streams in "../../../tests/cases/streams/expected/operations.rs", "../../../tests/cases/streams/expected/models.rs", "../../../tests/cases/streams/expected/server.rs": Bytes, Images, Lines, Events, Either;
}

responses! {
    multipart: Upload, Label, Fields;
    pagination: ListPages, ListOffsets, ListCursors, ListLinks;
    parameter_styles: Paths, Query, Elsewhere;
    parameters: GetPart, GetSearch;
    request_bodies: Json, Names, Text, Number, Bytes, Images, Lines, Form, Several, Perhaps, Anything;
    responses_matrix: Several, Headers, Moved, Unknown, Nothing, Negotiated, Empty, Option;
    sequences: Lines, AddLines, Records, AddRecords, Features, Events, Parts, Nested, Whole;
    streams: Bytes, Images, Lines, Events, Either;
}
