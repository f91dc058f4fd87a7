//! Properties, values and branches to identifiers of fields and variants.

use super::{chosen, lock, types::keeps_others};
use crate::{
    diagnostics::Diagnostics,
    document::Places,
    naming::{self, Scope},
    source::NamesLock,
    spec::{self, EnumValue, Object, Schema, SchemaKind, Union},
};
use serde_json::Value;

/// What the lock holds: itself, what it calls every schema, and what it calls the one that is being named.
pub(super) type Lock<'l> = (Option<&'l NamesLock>, &'l [String], &'l str);

/// The identifiers of a type's fields or variants, and of the one for everything else.
pub(super) fn choose(
    cx: &mut Diagnostics,
    places: &Places,
    schema: &Schema,
    lock: Lock<'_>,
    is_open: bool,
) -> (Vec<String>, Option<String>) {
    let mut scope = Scope::default();
    match &schema.kind {
        SchemaKind::Object(object) => {
            let fields = fields(cx, places, schema, object, lock, &mut scope);
            // Named last, so that a property of that name keeps it.
            let other = keeps_others(object).then(|| one(&mut scope, "additional_properties"));
            (fields, other)
        }
        SchemaKind::Enum(values) => {
            let variants = variants(values, lock, &mut scope);
            (variants, is_open.then(|| one(&mut scope, "Unknown")))
        }
        SchemaKind::Union(union) => {
            let variants = branches(union, lock, &mut scope);
            (variants, is_open.then(|| one(&mut scope, "Unknown")))
        }
        _ => (Vec::new(), None),
    }
}

fn one(scope: &mut Scope, name: &str) -> String {
    scope.assign(&[(name.to_owned(), name.to_owned())]).concat()
}

fn fields(
    cx: &mut Diagnostics,
    places: &Places,
    schema: &Schema,
    object: &Object,
    (held, _, owner): Lock<'_>,
    scope: &mut Scope,
) -> Vec<String> {
    let named: Vec<Option<String>> = object
        .properties
        .iter()
        .map(|property| {
            let at = schema.pointer.join("properties").join(&property.name);
            let name = property.chosen_name.as_ref();
            chosen(cx, places, &at, name, naming::is_snake_name, scope)
        })
        .collect();
    let wanted: Vec<_> = object
        .properties
        .iter()
        .zip(&named)
        .filter(|(_, named)| named.is_none())
        .map(|(spec::Property { name, .. }, _)| {
            (
                naming::snake_name(name),
                name.clone(),
                lock::field(owner, name),
            )
        })
        .collect();
    let held = held.map(|lock| &lock.fields);
    let mut derived = lock::assign(scope, held, naming::is_snake_name, &wanted).into_iter();
    named
        .into_iter()
        .map(|named| named.or_else(|| derived.next()).unwrap_or_default())
        .collect()
}

fn variants(values: &[EnumValue], (held, _, owner): Lock<'_>, scope: &mut Scope) -> Vec<String> {
    let wanted: Vec<_> = values
        .iter()
        .map(|value| {
            let wire = match &value.value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let ident = match &value.chosen_name {
                Some(name) if naming::is_type_name(name) => name.clone(),
                Some(name) => naming::variant_name(name),
                None => naming::variant_name(value.title.as_deref().unwrap_or(&wire)),
            };
            // Mixed enums may hold `1` and `"1"`.
            let name = value.value.to_string();
            let key = lock::variant(owner, &name);
            (ident, name, key)
        })
        .collect();
    lock::assign(
        scope,
        held.map(|lock| &lock.variants),
        naming::is_type_name,
        &wanted,
    )
}

fn branches(union: &Union, (held, keys, owner): Lock<'_>, scope: &mut Scope) -> Vec<String> {
    let wanted: Vec<_> = union
        .branches
        .iter()
        .enumerate()
        .map(|(index, branch)| {
            let key = lock::variant(owner, &keys[branch.schema.0]);
            // Branches of one name are numbered as they stand: equal ones elsewhere have pointers of their own.
            (
                naming::variant_name(&branch.name),
                format!("{index:08}"),
                key,
            )
        })
        .collect();
    lock::assign(
        scope,
        held.map(|lock| &lock.variants),
        naming::is_type_name,
        &wanted,
    )
}
