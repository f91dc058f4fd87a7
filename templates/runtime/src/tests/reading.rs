//! Texts to values, in all the ways that the tests look at.

use crate::runtime::{Schema, Stream};

pub(super) fn read<T: Schema>(text: &str, strict: bool) -> Result<T, String> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = T::decode(Stream::new(&mut json, strict)).map_err(|error| {
        let error = error.to_string();
        match error.rsplit_once(" at line ") {
            Some((message, _)) => message.to_owned(),
            None => error,
        }
    })?;
    json.end().map_err(|error| error.to_string())?;
    Ok(value)
}

pub(super) fn strict<T: Schema>(text: &str) -> Result<T, String> {
    read(text, true)
}

pub(super) fn lenient<T: Schema>(text: &str) -> Result<T, String> {
    read(text, false)
}

/// All that a reader of bodies says.
#[cfg(any(feature = "client", feature = "server"))]
pub(super) fn violations<T: Schema>(text: &str, strict: bool) -> Vec<String> {
    let mut log = crate::runtime::log::Log::new(strict);
    let value = log.at("body", "", |log| {
        crate::runtime::json::read_json::<T>(text.as_bytes(), log)
    });
    let violations = log.into_violations();
    assert_eq!(value.is_err(), !violations.is_empty(), "{text}");
    violations.iter().map(ToString::to_string).collect()
}
