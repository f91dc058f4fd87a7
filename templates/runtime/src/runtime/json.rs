//! JSON text to values: fast when it is what the document says, and a second time with every violation when it is not.

use super::explain::Explain;
use super::log::{Log, Refused};
use super::schema::Schema;
use super::stream::Stream;
use super::tree::Tree;

/// Reads a value, strict or lenient as the log is, or notes all that is wrong with it.
pub(crate) fn read_json<T: Schema>(text: &[u8], log: &mut Log) -> Result<T, Refused> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let value = T::decode(Stream::new(&mut json, log.strict));
    match value.and_then(|value| json.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(error) => explain::<T>(text, &error, log),
    }
}

#[cold]
fn explain<T: Schema>(text: &[u8], first: &serde_json::Error, log: &mut Log) -> Result<T, Refused> {
    match serde_json::from_slice::<Tree<'_>>(text) {
        Err(error) => Err(log.refuse(format!("cannot be read as JSON: {error}"))),
        Ok(tree) => match T::decode(Explain::new(&tree, log)) {
            Err(Refused) => Err(Refused),
            // Both readers refuse the same texts; if ever they differ, what the first one said counts.
            Ok(_) => Err(log.refuse(first.to_string())),
        },
    }
}
