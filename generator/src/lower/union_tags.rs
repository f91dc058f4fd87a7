//! The tags of unions that their branches do not write themselves.

use crate::{
    ir,
    spec::{Additional, Api, SchemaId, SchemaKind, Selection, Union},
};

/// Whether the values of a schema have a property.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Has {
    Always,
    Sometimes,
    Never,
}

/// By branch: the tag that has to be written beside its values, so that what was written can be read again. Of several
/// tags it is the first. The branch of all other objects is found without one.
pub(super) fn to_write(api: &Api, union: &Union) -> Vec<Option<ir::UnionTag>> {
    let mut written = vec![None; union.branches.len()];
    let Selection::Tag {
        property,
        tags,
        other,
    } = &union.selection
    else {
        return written;
    };
    let tags = tags.iter().filter(|(_, index)| Some(*index) != *other);
    for (value, index) in tags.rev() {
        let has = has(
            api,
            union.branches[*index].schema,
            property,
            &mut Vec::new(),
        );
        written[*index] = (has != Has::Always).then(|| ir::UnionTag {
            property: property.clone(),
            value: value.clone(),
            sometimes: has == Has::Sometimes,
        });
    }
    written
}

fn has(api: &Api, id: SchemaId, property: &str, open: &mut Vec<SchemaId>) -> Has {
    if open.contains(&id) {
        return Has::Sometimes;
    }
    match &api.schema(id).kind {
        SchemaKind::Object(object) => {
            let declared = object.properties.iter().find(|it| it.name == property);
            match (declared, object.additional) {
                (Some(declared), _) if declared.required => Has::Always,
                (Some(_), _) | (None, Additional::Kept(_)) => Has::Sometimes,
                (None, Additional::Ignored | Additional::Refused) => Has::Never,
            }
        }
        SchemaKind::Alias(target) => {
            open.push(id);
            let has = has(api, *target, property, open);
            open.pop();
            has
        }
        // It writes the tags of its branches.
        SchemaKind::Union(union) if is_by(union, property) => Has::Always,
        SchemaKind::Union(union) => {
            open.push(id);
            let branches = union.branches.iter();
            let all = branches
                .map(|branch| has(api, branch.schema, property, open))
                .reduce(|one, other| if one == other { one } else { Has::Sometimes });
            open.pop();
            all.unwrap_or(Has::Sometimes)
        }
        SchemaKind::Map(_) | SchemaKind::Any => Has::Sometimes,
        // No objects.
        SchemaKind::Boolean
        | SchemaKind::Integer(_)
        | SchemaKind::Number(_)
        | SchemaKind::String(_)
        | SchemaKind::Enum(_)
        | SchemaKind::Array(_) => Has::Always,
    }
}

fn is_by(union: &Union, name: &str) -> bool {
    matches!(&union.selection, Selection::Tag { property, .. } if property == name)
}
