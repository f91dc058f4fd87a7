//! Request bodies.

use super::{
    content::{self, Owner},
    media_types::Side,
    schemas::Schemas,
};
use crate::{diagnostics::Diagnostics, resolve, spec};

/// What an operation takes; one whose media types the document does not name takes bytes of any.
pub(super) fn request_body(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    operation: &str,
    body: &resolve::RequestBody,
) -> spec::RequestBody {
    let owner = Owner {
        path: &[operation.to_owned(), "request".to_owned()],
        side: Side::Request,
    };
    let mut content = content::all(cx, schemas, &owner, &body.content);
    if content.is_empty() {
        content.push(content::anything(&body.pointer));
    }
    spec::RequestBody {
        required: body.required,
        description: body.description.clone(),
        content,
    }
}
