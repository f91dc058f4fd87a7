//! `itemSchema`: what each item of a sequential media type is (OpenAPI 3.2.0, Media Type Object).

use super::{SchemaUse, operations::Reading, references};
use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    layout::Kind,
    pointer::Pointer,
    source::Node,
};

/// The schema of the items of a media type at `pointer`. An item of an event stream is an event; what differs from one
/// stream to the next is its `data`, and that is what comes back.
pub(super) fn of(
    cx: &mut Diagnostics,
    reading: &mut Reading<'_>,
    pointer: &Pointer,
    media_type: &str,
) -> Option<SchemaUse> {
    let at = pointer.join("itemSchema");
    let node = reading.places.node(&at)?;
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("text/event-stream") {
        return reading.schemas.used(cx, at);
    }
    let (event, node) = references::follow(cx, reading.places, Kind::Schema, &at, node)?;
    let data = event.join("properties").join("data");
    let Some(schema) = reading.places.node(&data) else {
        let message = "the generator finds no `data` in what an event is: it is a text";
        cx.push(
            Diagnostic::new(&codes::UNTYPED_MEDIA_TYPE, node.span, message)
                .help("describe the event as an object with the property `data`"),
        );
        return None;
    };
    // Data is a text; what that text says, `contentSchema` does.
    if schema.get("contentSchema").is_some() {
        return reading.schemas.used(cx, data.join("contentSchema"));
    }
    let is_text = schema.get("type").and_then(Node::as_str) == Some("string");
    match is_text {
        true => None,
        false => reading.schemas.used(cx, data),
    }
}
