//! JSON text to values: fast when it is what the document says, and a second time with every violation when it is not.

use super::explain::Explain;
use super::log::{Log, Refused};
use super::room::Room;
use super::schema::Schema;
use super::stream::Stream;
use super::tree::Tree;

/// Reads a value, strict or lenient as the log is, or notes all that is wrong with it.
pub(crate) fn read_json<T: Schema>(text: &[u8], log: &mut Log) -> Result<T, Refused> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let room = Room::of(text.len());
    let value = T::decode(Stream::of_message(&mut json, log.strict, &room));
    match value.and_then(|value| json.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(_) => explain::<T>(text, log),
    }
}

/// A JSON text as a value in memory; what is wrong with a text, serde_json says better.
pub(crate) fn tree(text: &[u8]) -> serde_json::Result<Tree<'_>> {
    match std::str::from_utf8(text).map(|text| Tree::of_json(text, 0)) {
        Ok(Ok(tree)) => Ok(tree),
        _ => serde_json::from_slice(text),
    }
}

#[cold]
fn explain<T: Schema>(text: &[u8], log: &mut Log) -> Result<T, Refused> {
    match tree(text) {
        Err(error) => Err(log.refuse(format!("cannot be read as JSON: {error}"))),
        // What is no violation is a spelling that serde_json cannot read in one pass: `1.0`, as an integer of 128 bits.
        Ok(tree) => {
            log.room = Room::of(text.len());
            T::decode(Explain::new(&tree, log))
        }
    }
}
