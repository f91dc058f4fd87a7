//! An event to the lines that say it.

use super::Event;
use crate::runtime::plain::text_of;
use crate::runtime::schema::Schema;
use std::fmt::Write;

/// Between two events where nothing else is: proxies and clients see that the connection is alive.
pub(super) const COMMENT: &str = ":\n\n";

/// The text of an event. Line ends inside of its data all arrive as line feeds.
///
/// # Errors
/// What of the event no line can hold.
pub(super) fn write<T: Schema>(event: &Event<T>) -> Result<String, String> {
    let mut text = String::new();
    if let Some(name) = &event.event {
        one_line("event", name, &['\r', '\n'])?;
        field(&mut text, "event", name);
    }
    if let Some(id) = &event.id {
        one_line("id", id, &['\r', '\n', '\0'])?;
        field(&mut text, "id", id);
    }
    if let Some(retry) = event.retry {
        // Writing to a string does not fail.
        let _ = writeln!(text, "retry: {}", retry.as_millis());
    }
    data(&mut text, &text_of(&event.data)?);
    Ok(text)
}

/// The text of an event that is nothing but data.
pub(super) fn data_only(data_text: &str) -> String {
    let mut text = String::new();
    data(&mut text, data_text);
    text
}

fn data(text: &mut String, data: &str) {
    for line in data.replace("\r\n", "\n").split(['\r', '\n']) {
        field(text, "data", line);
    }
    text.push('\n');
}

fn field(text: &mut String, name: &str, value: &str) {
    // The reader takes one blank away, so that others arrive.
    let _ = writeln!(text, "{name}: {value}");
}

fn one_line(name: &str, value: &str, refused: &[char]) -> Result<(), String> {
    match value.contains(refused) {
        true => Err(format!(
            "the {name} of an event has characters that no line can hold"
        )),
        false => Ok(()),
    }
}
