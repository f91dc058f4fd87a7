//! Headers of responses and of parts.

use super::{schemas::Schemas, styles};
use crate::{
    diagnostics::Diagnostics,
    resolve,
    spec::{self, Location},
    vocabulary,
};

/// The headers of a message; `path` names the operation.
pub(super) fn all(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    path: &[String],
    headers: &[resolve::Header],
) -> Vec<spec::Header> {
    headers
        .iter()
        .map(|header| one(cx, schemas, path, header))
        .collect()
}

fn one(
    cx: &mut Diagnostics,
    schemas: &mut Schemas<'_>,
    path: &[String],
    header: &resolve::Header,
) -> spec::Header {
    let mut path = path.to_vec();
    path.push(header.name.clone());
    let asked = styles::Asked {
        name: &header.name,
        location: Location::Header,
        style: vocabulary::Style::Simple,
        explode: header.explode,
        value: &header.value,
        examples: &header.examples,
        pointer: &header.pointer,
    };
    let written = styles::written(cx, schemas, &path, &asked);
    spec::Header {
        name: header.name.clone(),
        required: header.required,
        description: header.description.clone(),
        deprecated: header.deprecated,
        schema: written.schema,
        style: written.style,
        explode: written.explode,
        chosen_name: header.chosen_name.clone(),
        pointer: header.pointer.clone(),
    }
}
