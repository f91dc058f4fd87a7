//! Operations to the tags that they are taken apart by.

use crate::{
    diagnostics::{Diagnostic, Diagnostics, codes},
    document::Places,
    ir,
    naming::{self, Scope},
    source::ApiChoices,
    spec::Api,
};

/// The feature of an API without operations, and what is no name of a file on Windows, whatever it ends in.
const RESERVED: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con",
    "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "models",
    "nul", "prn",
];

/// What the module of an API has besides the traits of its tags.
const RESERVED_TYPES: &[&str] = &[
    "Api",
    "Authentication",
    "Client",
    "Credentials",
    "Schemes",
    "Self",
    "Server",
];

/// Each tag with its operations, in the order of their first ones; none unless the user wants them taken apart. An
/// operation belongs to the first of its tags, one without tags to the default.
pub(super) fn all(
    cx: &mut Diagnostics,
    api: &Api,
    places: &Places,
    servers: &[ir::Server],
    choices: &ApiChoices,
) -> Vec<ir::Tag> {
    if !(choices.has_features_by_tag || choices.server.is_split_by_tag) {
        return Vec::new();
    }
    let mut found: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for (index, operation) in api.operations.iter().enumerate() {
        let tag = operation.tags.first().map(String::as_str);
        match found.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, operations)) => operations.push(index),
            None => found.push((tag, vec![index])),
        }
        if let [first, second, ..] = operation.tags.as_slice()
            && first != second
        {
            let place = places.value(&operation.pointer.join("tags").join(1));
            let message = format!("the operation goes with its first tag, `{first}`");
            cx.push(Diagnostic::new(&codes::SEVERAL_TAGS, place, message));
        }
    }
    let mut wanted: Vec<_> = found
        .iter()
        .map(|(tag, _)| (file_stem(name(*tag)), key(*tag)))
        .collect();
    let idents = Scope::reserving(RESERVED).assign(&wanted);
    for ((tag, _), (ident, _)) in found.iter().zip(&mut wanted) {
        *ident = naming::type_name(&format!("{} Api", name(*tag)));
    }
    let mut scope = Scope::reserving(RESERVED_TYPES);
    for server in servers {
        scope.take(server.ident_of_struct.as_deref().unwrap_or_default());
        for variable in &server.variables {
            if let ir::ServerVariableType::Enum { ident, .. } = &variable.ty {
                scope.take(ident);
            }
        }
    }
    let traits = scope.assign(&wanted);
    let tags = found.into_iter().zip(idents).zip(traits);
    tags.map(|(((tag, operations), ident), trait_)| ir::Tag {
        feature: choices.has_features_by_tag.then(|| {
            format!(
                "{}-{}",
                api.name,
                ident.trim_end_matches('_').replace('_', "-")
            )
        }),
        ident,
        api: trait_,
        about: match tag {
            Some("") => "an empty tag".to_owned(),
            Some(tag) => format!("the tag {}", super::docs::code(tag)),
            None => "no tag".to_owned(),
        },
        operations,
    })
    .collect()
}

/// A tag as the name of a module, which is that of a file too: no longer than file systems take it.
fn file_stem(tag: &str) -> String {
    const LONGEST: usize = 80;
    let mut stem = naming::snake_name(tag);
    if stem.len() > LONGEST {
        // Identifiers are ASCII.
        stem.truncate(LONGEST);
        stem.truncate(stem.trim_end_matches('_').len());
    }
    stem
}

/// What a tag is called.
fn name(tag: Option<&str>) -> &str {
    tag.unwrap_or("default")
}

/// What tells tags apart that would be called the same: a tag `default` comes before no tag at all.
fn key(tag: Option<&str>) -> String {
    tag.map_or_else(|| "\u{10ffff}".to_owned(), str::to_owned)
}
