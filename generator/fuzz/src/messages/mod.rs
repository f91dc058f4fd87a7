//! Messages, against generated decoders and the runtime's other readers of what strangers send.

mod apis;
mod decoders;
mod requests;
mod responses;
mod types;
mod values;
mod waiting;

pub(crate) use decoders::TARGET as DECODERS;
pub(crate) use requests::TARGET as REQUESTS;
pub(crate) use responses::TARGET as RESPONSES;
